#include "daemon/models/grammar.h"

#include <lector/layers.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace lector::models {
namespace {

using text::ru::DictionaryGrammar;
using text::ru::Pos;

struct PosRow {
  std::string_view grammeme;
  Pos pos;
  uint8_t upos;
};
constexpr PosRow kPos[] = {{"NOUN", Pos::kNoun, LECTOR_UPOS_NOUN},
                           {"ADJF", Pos::kAdjective, LECTOR_UPOS_ADJ},
                           {"ADJS", Pos::kShortAdjective, LECTOR_UPOS_ADJ},
                           {"COMP", Pos::kComparative, LECTOR_UPOS_ADJ},
                           {"VERB", Pos::kVerb, LECTOR_UPOS_VERB},
                           {"INFN", Pos::kInfinitive, LECTOR_UPOS_VERB},
                           {"PRTF", Pos::kParticiple, LECTOR_UPOS_VERB},
                           {"PRTS", Pos::kShortParticiple, LECTOR_UPOS_VERB},
                           {"GRND", Pos::kConverb, LECTOR_UPOS_VERB},
                           {"NUMR", Pos::kNumeral, LECTOR_UPOS_NUM},
                           {"ADVB", Pos::kAdverb, LECTOR_UPOS_ADV},
                           {"NPRO", Pos::kPronoun, LECTOR_UPOS_PRON},
                           {"PRED", Pos::kPredicative, LECTOR_UPOS_ADV},
                           {"PREP", Pos::kPreposition, LECTOR_UPOS_ADP},
                           {"CONJ", Pos::kConjunction, LECTOR_UPOS_CCONJ},
                           {"PRCL", Pos::kParticle, LECTOR_UPOS_PART},
                           {"INTJ", Pos::kInterjection, LECTOR_UPOS_INTJ},
                           {"PNCT", Pos::kNone, LECTOR_UPOS_PUNCT},
                           {"NUMB", Pos::kNone, LECTOR_UPOS_NUM},
                           {"ROMN", Pos::kNone, LECTOR_UPOS_ADJ},
                           {"LATN", Pos::kNone, LECTOR_UPOS_X},
                           {"UNKN", Pos::kNone, LECTOR_UPOS_X}};

struct FeatRow {
  std::string_view grammeme;
  uint64_t bits;
};
#define LECTOR_BITS(field, value) (uint64_t{LECTOR_##field##_##value} << LECTOR_FEAT_##field)
constexpr FeatRow kFeats[] = {
    {"nomn", LECTOR_BITS(CASE, NOM)},       {"gent", LECTOR_BITS(CASE, GEN)},     {"gen1", LECTOR_BITS(CASE, GEN)},
    {"gen2", LECTOR_BITS(CASE, PAR)},       {"datv", LECTOR_BITS(CASE, DAT)},     {"accs", LECTOR_BITS(CASE, ACC)},
    {"acc2", LECTOR_BITS(CASE, ACC)},       {"ablt", LECTOR_BITS(CASE, INS)},     {"loct", LECTOR_BITS(CASE, LOC)},
    {"loc1", LECTOR_BITS(CASE, LOC)},       {"loc2", LECTOR_BITS(CASE, LOC)},     {"voct", LECTOR_BITS(CASE, VOC)},
    {"sing", LECTOR_BITS(NUMBER, SING)},    {"plur", LECTOR_BITS(NUMBER, PLUR)},  {"masc", LECTOR_BITS(GENDER, MASC)},
    {"femn", LECTOR_BITS(GENDER, FEM)},     {"neut", LECTOR_BITS(GENDER, NEUT)},  {"anim", LECTOR_BITS(ANIMACY, ANIM)},
    {"inan", LECTOR_BITS(ANIMACY, INAN)},   {"1per", uint64_t{1} << LECTOR_FEAT_PERSON},
    {"2per", uint64_t{2} << LECTOR_FEAT_PERSON},                                  {"3per", uint64_t{3} << LECTOR_FEAT_PERSON},
    {"past", LECTOR_BITS(TENSE, PAST)},     {"pres", LECTOR_BITS(TENSE, PRES)},   {"futr", LECTOR_BITS(TENSE, FUT)},
    {"impf", LECTOR_BITS(ASPECT, IMP)},     {"perf", LECTOR_BITS(ASPECT, PERF)},  {"indc", LECTOR_BITS(MOOD, IND)},
    {"impr", LECTOR_BITS(MOOD, IMP)},       {"pssv", LECTOR_BITS(VOICE, PASS)},   {"Supr", LECTOR_BITS(DEGREE, SUP)},
    {"Abbr", uint64_t{1} << LECTOR_FEAT_ABBR},       {"Name", LECTOR_BITS(NAMETYPE, GIV)}, {"Surn", LECTOR_BITS(NAMETYPE, SUR)},
    {"Patr", LECTOR_BITS(NAMETYPE, PAT)},   {"Geox", LECTOR_BITS(NAMETYPE, GEO)}, {"Orgn", LECTOR_BITS(NAMETYPE, COM)}};

struct FlagRow {
  std::string_view grammeme;
  uint8_t flag;
};
constexpr FlagRow kFlags[] = {{"Fixd", text::ru::kFixed},        {"ms-f", text::ru::kCommonGender},
                              {"Ms-f", text::ru::kCommonGender}, {"Apro", text::ru::kPronominal},
                              {"Init", text::ru::kInitial},      {"Arch", text::ru::kRare},
                              {"Slng", text::ru::kRare},         {"Erro", text::ru::kRare},
                              {"Litr", text::ru::kRare},         {"Dist", text::ru::kRare}};

constexpr std::string_view kUnproductive[] = {"NUMR", "NPRO", "PRED", "PREP", "CONJ", "PRCL", "INTJ", "Apro"};
constexpr std::string_view kAlike[] = {"sing", "plur", "nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "gen2",
                                       "acc2", "loc2", "1per", "2per", "3per", "pres", "past", "futr"};

std::set<std::string_view> Grammemes(std::string_view tag) {
  std::set<std::string_view> out;
  while (!tag.empty()) {
    const size_t end = std::min(tag.find_first_of(", "), tag.size());
    out.insert(tag.substr(0, end));
    tag.remove_prefix(std::min(end + 1, tag.size()));
  }
  return out;
}

// What follows from the part of speech and stands in no grammeme of OpenCorpora.
uint64_t FormFeats(Pos pos, bool reflexive, bool passive, bool graded) {
  uint64_t feats = 0;
  if (pos == Pos::kVerb) feats |= LECTOR_BITS(VERBFORM, FIN);
  if (pos == Pos::kInfinitive) feats |= LECTOR_BITS(VERBFORM, INF);
  if (pos == Pos::kParticiple || pos == Pos::kShortParticiple) feats |= LECTOR_BITS(VERBFORM, PART);
  if (pos == Pos::kConverb) feats |= LECTOR_BITS(VERBFORM, CONV);
  if (feats != 0 && !passive) feats |= reflexive ? LECTOR_BITS(VOICE, MID) : LECTOR_BITS(VOICE, ACT);
  if (pos == Pos::kShortAdjective || pos == Pos::kShortParticiple) feats |= uint64_t{1} << LECTOR_FEAT_SHORT;
  if (pos == Pos::kComparative) feats |= LECTOR_BITS(DEGREE, CMP);
  if (graded) feats |= LECTOR_BITS(DEGREE, POS);
  return feats;
}

}  // namespace

DictionaryGrammar ReadTag(std::string_view tag, bool reflexive) {
  const std::set<std::string_view> grammemes = Grammemes(tag);
  const auto has = [&](std::string_view grammeme) { return grammemes.contains(grammeme); };
  DictionaryGrammar out = {};
  for (const PosRow& row : kPos)
    if (has(row.grammeme)) out.upos = row.upos, out.pos = static_cast<uint8_t>(row.pos);
  for (const FeatRow& row : kFeats)
    if (has(row.grammeme)) out.feats |= row.bits;
  for (const FlagRow& row : kFlags)
    if (has(row.grammeme)) out.flags |= row.flag;
  if (std::none_of(std::begin(kUnproductive), std::end(kUnproductive), has)) out.flags |= text::ru::kProductive;
  const auto pos = static_cast<Pos>(out.pos);
  const bool adjective = pos == Pos::kAdjective || pos == Pos::kShortAdjective;
  out.feats |= FormFeats(pos, reflexive, has("pssv"), adjective && !has("Supr") && !has("Apro") && !has("Anum"));
  if (has("GNdr") || (has("plur") && pos != Pos::kNoun)) out.feats &= ~(uint64_t{LECTOR_FEAT_GENDER_MASK} << LECTOR_FEAT_GENDER);
  if (pos == Pos::kAdjective && has("Apro")) out.upos = LECTOR_UPOS_DET;
  if (pos == Pos::kNoun && LECTOR_FEAT(out.feats, NAMETYPE) != 0) out.upos = LECTOR_UPOS_PROPN;
  return out;
}

std::string LikenessOf(std::string_view tag) {
  const std::set<std::string_view> grammemes = Grammemes(tag);
  std::string out;
  for (const PosRow& row : kPos)
    if (row.pos != Pos::kNone && grammemes.contains(row.grammeme)) out = row.grammeme;
  for (const std::string_view grammeme : kAlike) {
    const bool same = grammemes.contains(grammeme) || (grammeme == "gent" && grammemes.contains("gen1")) ||
                      (grammeme == "loct" && grammemes.contains("loc1"));
    if (same) out.append(",").append(grammeme);
  }
  return out;
}

}  // namespace lector::models
