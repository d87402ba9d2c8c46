// The tags that the English tagger works with: see data/transitions.txt.
#ifndef LECTOR_DAEMON_TEXT_EN_TAGS_H_
#define LECTOR_DAEMON_TEXT_EN_TAGS_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace lector::text::en {

enum class Tag : uint8_t {
  kNn,
  kNns,
  kNnp,
  kPos,
  kVb,
  kVbp,
  kVbz,
  kVbd,
  kVbg,
  kVbn,
  kMd,
  kJj,
  kJjr,
  kJjs,
  kRb,
  kRbr,
  kRbs,
  kBe,
  kBeb,
  kBen,
  kBeg,
  kHv,
  kHvb,
  kHvg,
  kDo,
  kNot,
  kTo,
  kEx,
  kDt,
  kPrp,
  kPrps,
  kWp,
  kWrb,
  kIn,
  kSc,
  kCc,
  kCd,
  kUh,
  kSym,
  kPun,
  kQuo,
  kEnd,
  kCount
};
inline constexpr size_t kTagCount = static_cast<size_t>(Tag::kCount);

inline constexpr std::array<std::string_view, kTagCount> kTagNames = {
    "NN", "NNS", "NNP",  "POS", "VB",  "VBP", "VBZ", "VBD", "VBG", "VBN", "MD",  "JJ",  "JJR", "JJS",
    "RB", "RBR", "RBS",  "BE",  "BEB", "BEN", "BEG", "HV",  "HVB", "HVG", "DO",  "NOT", "TO",  "EX",
    "DT", "PRP", "PRPS", "WP",  "WRB", "IN",  "SC",  "CC",  "CD",  "UH",  "SYM", "PUN", "QUO", "END"};

// kCount where there is none of that name.
inline Tag TagByName(std::string_view name) {
  size_t i = 0;
  while (i < kTagCount && kTagNames[i] != name) ++i;
  return static_cast<Tag>(i);
}

}  // namespace lector::text::en
#endif  // LECTOR_DAEMON_TEXT_EN_TAGS_H_
