// What the models read of a token: which word it is, and the outline of how it is written.
#ifndef LECTOR_DAEMON_TEXT_RU_FEATURES_H_
#define LECTOR_DAEMON_TEXT_RU_FEATURES_H_

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

inline constexpr uint32_t kNoWord = ~uint32_t{0};

// One row of a model's input. `word` kNoWord: no token, a gap between sequences that nothing is seen across.
struct ModelInput {
  uint32_t word = kNoWord;
  uint32_t shape = 0;
};

// What the layer kModelInputs shows: a row a model token.
struct ModelInputs {
  std::span<const ModelInput> rows;
};

// Immutable and thread-safe. `file` must outlive it.
class Features {
 public:
  explicit Features(const TaggerFile& file);

  struct Scratch {
    std::string lower, kinds, words;
  };
  // Of a token: valid UTF-8, not empty.
  ModelInput Of(std::string_view token, Scratch* scratch) const;
  // Of several, which wait for memory together.
  static constexpr size_t kAtOnce = 32;
  void OfEach(std::span<const std::string_view> tokens, Scratch* scratch, ModelInput* out) const;

  enum Outline { kUpperLetter, kLowerLetter, kUpper, kLower, kTitle, kTitleTitle, kOtherOutline };
  static constexpr size_t kOutlines = kOtherOutline + 1;

 private:
  uint32_t ShapeOf(std::string_view token, Scratch* scratch) const;  // fills scratch->lower too

  const TaggerFile& file_;
  // Ids of shapes; 0, the padding's, for a name that the file does not have.
  std::array<uint32_t, kOutlines> russian_ = {}, latin_ = {};
  std::map<std::string, uint32_t, std::less<>> marks_;  // by the mark
  uint32_t long_mark_ = 0, number_ = 0, other_ = 0;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_FEATURES_H_
