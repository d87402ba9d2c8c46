// Morphology in context: the likeliest tag of every token, by the morphological model.
#ifndef LECTOR_DAEMON_TEXT_RU_MORPH_TAGGER_H_
#define LECTOR_DAEMON_TEXT_RU_MORPH_TAGGER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/text/ru/encoder.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

// Thread-safe. `file` must outlive it.
class MorphTagger {
 public:
  MorphTagger(const TaggerFile& file, size_t cached_words) : file_(file), encoder_(file, 1, cached_words) {}

  // A tag for each row, a row of TaggerFile::Morph; of a gap it means nothing. Sentences are parted by gaps. CANCELLED,
  // DEADLINE_EXCEEDED. `wanted`: the rows whose tags are asked for, ascending; the others get kNoTag, which costs less.
  Result<std::vector<uint16_t>> Tag(std::span<const ModelInput> rows, const Stop& stop) const;
  Result<std::vector<uint16_t>> Tag(std::span<const ModelInput> rows, std::span<const uint32_t> wanted, const Stop& stop) const;

 private:
  const TaggerFile& file_;
  const Encoder encoder_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_MORPH_TAGGER_H_
