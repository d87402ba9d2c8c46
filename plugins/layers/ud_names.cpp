#include "ud_names.h"

#include <lector/layers.h>

namespace lector::layers {
namespace {

struct Feature {
  std::string_view name;
  int shift;
  uint64_t mask;
  std::string_view values;  // in the order of their numbers, which begin with 1
};
#define LECTOR_FIELD(name) LECTOR_FEAT_##name, LECTOR_FEAT_##name##_MASK
constexpr Feature kFeatures[] = {  // in the alphabetical order that CoNLL-U asks for
    {"Abbr", LECTOR_FIELD(ABBR), "Yes"},
    {"Animacy", LECTOR_FIELD(ANIMACY), "Anim Inan"},
    {"Aspect", LECTOR_FIELD(ASPECT), "Imp Perf"},
    {"Case", LECTOR_FIELD(CASE), "Nom Gen Dat Acc Ins Loc Par Voc"},
    {"Degree", LECTOR_FIELD(DEGREE), "Pos Cmp Sup"},
    {"Gender", LECTOR_FIELD(GENDER), "Masc Fem Neut"},
    {"Mood", LECTOR_FIELD(MOOD), "Ind Imp Cnd"},
    {"NameType", LECTOR_FIELD(NAMETYPE), "Giv Sur Pat Geo Com"},
    {"Number", LECTOR_FIELD(NUMBER), "Sing Plur"},
    {"Person", LECTOR_FIELD(PERSON), "1 2 3"},
    {"Polarity", LECTOR_FIELD(NEGATIVE), "Neg"},
    {"Tense", LECTOR_FIELD(TENSE), "Past Pres Fut"},
    {"Variant", LECTOR_FIELD(SHORT), "Short"},
    {"VerbForm", LECTOR_FIELD(VERBFORM), "Fin Inf Part Conv Ger"},
    {"Voice", LECTOR_FIELD(VOICE), "Act Pass Mid"}};
#undef LECTOR_FIELD

// Word `place` (from 1) of a list of words separated by spaces; "_": there is none.
std::string_view WordAt(std::string_view list, uint64_t place) {
  if (place == 0) return "_";
  for (; place > 1; --place) {
    const size_t space = list.find(' ');
    if (space == std::string_view::npos) return "_";
    list.remove_prefix(space + 1);
  }
  return list.substr(0, list.find(' '));
}

}  // namespace

std::string_view UposName(uint8_t upos) {
  return WordAt("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X", upos);
}

std::string FeatureNames(uint64_t feats) {
  std::string out;
  for (const Feature& feature : kFeatures) {
    const uint64_t value = feats >> feature.shift & feature.mask;
    if (value == 0) continue;
    if (!out.empty()) out += '|';
    ((out += feature.name) += '=') += WordAt(feature.values, value);
  }
  return out.empty() ? "_" : out;
}

std::string_view RelationName(uint8_t relation) { return WordAt(LECTOR_RELATIONS, relation); }

}  // namespace lector::layers
