// Names: tags of the NER model for every token, the spans they say, and how sure the model is of each.
#ifndef LECTOR_DAEMON_TEXT_RU_NER_H_
#define LECTOR_DAEMON_TEXT_RU_NER_H_

#include <lector/layers.h>

#include <cstdint>
#include <span>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/text/ru/encoder.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

enum NerTag : uint8_t { kTagPad, kTagO, kTagBPer, kTagIPer, kTagBLoc, kTagILoc, kTagBOrg, kTagIOrg };
inline bool IsInside(uint8_t tag) { return tag == kTagIPer || tag == kTagILoc || tag == kTagIOrg; }
inline bool IsBegin(uint8_t tag) { return tag == kTagBPer || tag == kTagBLoc || tag == kTagBOrg; }

struct NerSpan {
  uint32_t first, last;  // tokens, both in it
  uint8_t type;          // LECTOR_NAME_*
  float score;           // probability that the text has exactly these tags here and the name ends here, (0, 1]
};

// Thread-safe. `file` must outlive it.
class NerModel {
 public:
  NerModel(const TaggerFile& file, size_t cached_words);

  struct Found {
    std::vector<uint8_t> tags;  // NerTag, a row a token: the likeliest sequence
    std::vector<NerSpan> spans;
  };
  // `rows`: a whole document, as one sequence. `breaks`: breaks[i] is true where no name goes on from token i - 1 to i (a line
  // ends between them): spans are split there. CANCELLED, DEADLINE_EXCEEDED.
  Result<Found> Find(std::span<const ModelInput> rows, const std::vector<bool>& breaks, const Stop& stop) const;

 private:
  struct Scratch;
  Status ScoreTags(std::span<const ModelInput> rows, const Stop& stop, Scratch* scratch) const;
  void ScoreSpans(std::span<const uint8_t> tags, Scratch* scratch, std::vector<NerSpan>* spans) const;

  const TaggerFile& file_;
  const Encoder encoder_;
  float weights_[kNerTags * kNerTags];  // exp(transitions): [from][to]
};

// The spans that tags say, split at breaks. Scores are 0.
std::vector<NerSpan> SpansOf(std::span<const uint8_t> tags, const std::vector<bool>& breaks);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_NER_H_
