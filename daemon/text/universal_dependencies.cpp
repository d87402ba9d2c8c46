#include "daemon/text/universal_dependencies.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace lector::text {
namespace {

constexpr std::string_view kUpos[] = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
static_assert(std::size(kUpos) == LECTOR_UPOS_X);

struct Feature {
  std::string_view name;
  int shift;
  std::string_view values;  // in the order of their numbers, which begin with 1
};
constexpr Feature kFeatures[] = {{"Case", LECTOR_FEAT_CASE, "Nom Gen Dat Acc Ins Loc Par Voc"},
                                 {"Number", LECTOR_FEAT_NUMBER, "Sing Plur"},
                                 {"Gender", LECTOR_FEAT_GENDER, "Masc Fem Neut"},
                                 {"Animacy", LECTOR_FEAT_ANIMACY, "Anim Inan"},
                                 {"Person", LECTOR_FEAT_PERSON, "1 2 3"},
                                 {"Tense", LECTOR_FEAT_TENSE, "Past Pres Fut"},
                                 {"Aspect", LECTOR_FEAT_ASPECT, "Imp Perf"},
                                 {"Mood", LECTOR_FEAT_MOOD, "Ind Imp Cnd"},
                                 {"VerbForm", LECTOR_FEAT_VERBFORM, "Fin Inf Part Conv Ger"},
                                 {"Voice", LECTOR_FEAT_VOICE, "Act Pass Mid"},
                                 {"Degree", LECTOR_FEAT_DEGREE, "Pos Cmp Sup"},
                                 {"Variant", LECTOR_FEAT_SHORT, "Short"},
                                 {"Polarity", LECTOR_FEAT_NEGATIVE, "Neg"},
                                 {"Abbr", LECTOR_FEAT_ABBR, "Yes"},
                                 {"NameType", LECTOR_FEAT_NAMETYPE, "Giv Sur Pat Geo Com"}};

// Place of a word in a list of words separated by spaces, from 1; 0: not in it.
uint64_t PlaceIn(std::string_view list, std::string_view word) {
  uint64_t place = 1;
  while (!list.empty()) {
    const size_t end = list.find(' ');
    if (list.substr(0, end) == word) return place;
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
    ++place;
  }
  return 0;
}

}  // namespace

uint8_t UposByName(std::string_view name) {
  const auto found = std::find(std::begin(kUpos), std::end(kUpos), name);
  return found == std::end(kUpos) ? 0 : static_cast<uint8_t>(found - std::begin(kUpos) + 1);
}

uint64_t FeatureBits(std::string_view feature) {
  const size_t equals = feature.find('=');
  if (equals == std::string_view::npos) return 0;
  for (const Feature& known : kFeatures) {
    if (known.name == feature.substr(0, equals)) return PlaceIn(known.values, feature.substr(equals + 1)) << known.shift;
  }
  return 0;
}

UdTag ParseUdTag(std::string_view tag) {
  size_t end = tag.find('|');
  UdTag out = {UposByName(tag.substr(0, end)), 0};
  while (end != std::string_view::npos) {
    tag.remove_prefix(end + 1);
    end = tag.find('|');
    out.feats |= FeatureBits(tag.substr(0, end));
  }
  return out;
}

uint8_t RelationByName(std::string_view name) { return static_cast<uint8_t>(PlaceIn(LECTOR_RELATIONS, name)); }

}  // namespace lector::text
