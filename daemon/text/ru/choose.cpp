#include "daemon/text/ru/choose.h"

#include <array>
#include <bit>
#include <initializer_list>

namespace lector::text::ru {
namespace {

constexpr uint32_t Set(std::initializer_list<uint8_t> upos) {
  uint32_t out = 0;
  for (const uint8_t value : upos) out |= 1u << value;
  return out;
}

// What OpenCorpora calls one thing and Universal Dependencies several: `usual` are the same word, `possible` other uses of it.
struct PosRow {
  uint32_t usual, possible;
};
constexpr std::array<PosRow, 18> kPos = {{
    {Set({LECTOR_UPOS_X, LECTOR_UPOS_PROPN, LECTOR_UPOS_SYM, LECTOR_UPOS_NUM, LECTOR_UPOS_PUNCT}), ~0u},  // kNone
    {Set({LECTOR_UPOS_NOUN, LECTOR_UPOS_PROPN}), Set({LECTOR_UPOS_ADJ, LECTOR_UPOS_NUM, LECTOR_UPOS_PRON, LECTOR_UPOS_X})},
    {Set({LECTOR_UPOS_ADJ, LECTOR_UPOS_DET}),
     Set({LECTOR_UPOS_PRON, LECTOR_UPOS_PROPN, LECTOR_UPOS_NOUN, LECTOR_UPOS_NUM, LECTOR_UPOS_VERB})},  // kAdjective
    {Set({LECTOR_UPOS_ADJ}), Set({LECTOR_UPOS_ADV, LECTOR_UPOS_VERB, LECTOR_UPOS_DET})},                // kShortAdjective
    {Set({LECTOR_UPOS_ADJ, LECTOR_UPOS_ADV}), Set({LECTOR_UPOS_NUM})},                                  // kComparative
    {Set({LECTOR_UPOS_VERB, LECTOR_UPOS_AUX}), 0},                                                      // kVerb
    {Set({LECTOR_UPOS_VERB, LECTOR_UPOS_AUX}), 0},                                                      // kInfinitive
    {Set({LECTOR_UPOS_VERB}), Set({LECTOR_UPOS_ADJ, LECTOR_UPOS_NOUN})},                                // kParticiple
    {Set({LECTOR_UPOS_VERB}), Set({LECTOR_UPOS_ADJ})},                                                  // kShortParticiple
    {Set({LECTOR_UPOS_VERB, LECTOR_UPOS_AUX}), Set({LECTOR_UPOS_ADV, LECTOR_UPOS_ADP})},                // kConverb
    {Set({LECTOR_UPOS_NUM}), Set({LECTOR_UPOS_ADV, LECTOR_UPOS_DET})},                                  // kNumeral
    {Set({LECTOR_UPOS_ADV}), Set({LECTOR_UPOS_PART, LECTOR_UPOS_SCONJ, LECTOR_UPOS_ADP, LECTOR_UPOS_NUM, LECTOR_UPOS_ADJ})},
    {Set({LECTOR_UPOS_PRON}), Set({LECTOR_UPOS_DET, LECTOR_UPOS_PART, LECTOR_UPOS_SCONJ})},             // kPronoun
    {Set({LECTOR_UPOS_ADV, LECTOR_UPOS_VERB, LECTOR_UPOS_ADJ}), Set({LECTOR_UPOS_PART, LECTOR_UPOS_NOUN})},  // kPredicative
    {Set({LECTOR_UPOS_ADP}), 0},                                                                        // kPreposition
    {Set({LECTOR_UPOS_CCONJ, LECTOR_UPOS_SCONJ}), Set({LECTOR_UPOS_PART, LECTOR_UPOS_ADV})},            // kConjunction
    {Set({LECTOR_UPOS_PART}), Set({LECTOR_UPOS_CCONJ, LECTOR_UPOS_SCONJ, LECTOR_UPOS_ADV, LECTOR_UPOS_INTJ, LECTOR_UPOS_AUX})},
    {Set({LECTOR_UPOS_INTJ}), Set({LECTOR_UPOS_PART})},                                                 // kInterjection
}};

constexpr float kUsual = 10, kPossible = 5;
constexpr float kNameOfName = 2, kNameInSmallLetters = -3, kRareWord = -2, kNeutralCommon = 0.5f, kFixedName = -0.5f;

// What agreement in a feature is worth; disagreement costs the same, and silence nothing.
struct FeatWeight {
  uint32_t shift, mask;
  int weight;
};
#define LECTOR_WEIGHT(field, weight) {LECTOR_FEAT_##field, LECTOR_FEAT_##field##_MASK, weight}
constexpr FeatWeight kWeights[] = {LECTOR_WEIGHT(CASE, 4),   LECTOR_WEIGHT(NUMBER, 3),   LECTOR_WEIGHT(GENDER, 2),
                                   LECTOR_WEIGHT(ANIMACY, 1), LECTOR_WEIGHT(PERSON, 2),   LECTOR_WEIGHT(TENSE, 2),
                                   LECTOR_WEIGHT(ASPECT, 1),  LECTOR_WEIGHT(MOOD, 2),     LECTOR_WEIGHT(VERBFORM, 3),
                                   LECTOR_WEIGHT(VOICE, 1),   LECTOR_WEIGHT(DEGREE, 1)};
#undef LECTOR_WEIGHT

// The top bits of the weighed fields, and their other bits.
struct FieldBits {
  constexpr FieldBits() {
    for (const FeatWeight& row : kWeights) {
      all |= uint64_t{row.mask} << row.shift;
      top |= (uint64_t{row.mask} ^ row.mask >> 1) << row.shift;
    }
  }
  uint64_t all = 0, top = 0;
};
constexpr FieldBits kFields;
static_assert(LECTOR_FEAT_CASE == 0);

// The top bit of each field that is not 0: of a field below its top bit, adding ones makes it rise into that.
uint64_t NotZero(uint64_t feats) {
  constexpr uint64_t kBelow = kFields.all ^ kFields.top;
  return (((feats & kBelow) + kBelow) | feats) & kFields.top;
}

// The partitive is a genitive to those who do not tell it apart.
uint64_t WithoutPartitive(uint64_t feats) {
  return LECTOR_FEAT(feats, CASE) == LECTOR_CASE_PAR ? feats ^ LECTOR_CASE_PAR ^ LECTOR_CASE_GEN : feats;
}

}  // namespace

float Agreement(const Candidate& candidate, const UdTag& tag, bool capitalized) {
  const DictionaryGrammar& grammar = *candidate.grammar;
  const PosRow& row = kPos[grammar.pos < kPos.size() ? grammar.pos : 0];
  float out = candidate.score;
  if ((row.usual >> tag.upos & 1u) != 0) out += kUsual;
  else if ((row.possible >> tag.upos & 1u) != 0) out += kPossible;
  const uint64_t mine = WithoutPartitive(grammar.feats), its = WithoutPartitive(tag.feats);
  const uint64_t both = NotZero(mine) & NotZero(its), unlike = NotZero(mine ^ its) & both, like = both ^ unlike;
  for (const FeatWeight& weight : kWeights) {  // a branch on what agrees could not be foretold
    const uint32_t top = weight.shift + static_cast<uint32_t>(std::bit_width(weight.mask)) - 1;
    out += static_cast<float>(weight.weight * (static_cast<int>(like >> top & 1) - static_cast<int>(unlike >> top & 1)));
  }
  if (LECTOR_FEAT(grammar.feats, SHORT) != LECTOR_FEAT(tag.feats, SHORT)) out -= 2;
  if ((grammar.flags & kRare) != 0) out += kRareWord;
  const bool is_name = LECTOR_FEAT(grammar.feats, NAMETYPE) != 0;
  if (is_name && (grammar.flags & kFixed) != 0) out += kFixedName;
  if (is_name && tag.upos == LECTOR_UPOS_PROPN) out += kNameOfName;
  else if (is_name && !capitalized) out += kNameInSmallLetters;
  else if (!is_name && tag.upos == LECTOR_UPOS_NOUN) out += kNeutralCommon;
  return out;
}

bool Fits(const DictionaryGrammar& grammar, const UdTag& tag) {
  const PosRow& row = kPos[grammar.pos < kPos.size() ? grammar.pos : 0];
  const uint64_t its_case = LECTOR_FEAT(WithoutPartitive(tag.feats), CASE), its_number = LECTOR_FEAT(tag.feats, NUMBER);
  const uint64_t number = LECTOR_FEAT(grammar.feats, NUMBER);
  return (row.usual >> tag.upos & 1u) != 0 && (its_case == 0 || LECTOR_FEAT(WithoutPartitive(grammar.feats), CASE) == its_case) &&
         (its_number == 0 || number == 0 || number == its_number);
}

UdTag Merge(const DictionaryGrammar& grammar, const UdTag& tag) {
  if (static_cast<Pos>(grammar.pos) == Pos::kNone && tag.upos != 0) return tag;
  UdTag out = {grammar.upos, grammar.feats};
  const PosRow& row = kPos[grammar.pos < kPos.size() ? grammar.pos : 0];
  // What does not change, and pronouns of all kinds, the dictionary sorts otherwise; there each use is the same word.
  const bool loose = (grammar.flags & kPronominal) != 0 || grammar.pos >= static_cast<uint8_t>(Pos::kAdverb);
  if (((row.usual | (loose ? row.possible : 0)) >> tag.upos & 1u) != 0 && tag.upos != 0) out.upos = tag.upos;
  if ((grammar.flags & kCommonGender) != 0 && LECTOR_FEAT(out.feats, GENDER) == 0)
    out.feats |= tag.feats & (uint64_t{LECTOR_FEAT_GENDER_MASK} << LECTOR_FEAT_GENDER);
  return out;
}

}  // namespace lector::text::ru
