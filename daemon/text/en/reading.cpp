#include "daemon/text/en/reading.h"

#include <array>

namespace lector::text::en {
namespace {

constexpr size_t kAuxiliaryReach = 5;  // words between an auxiliary and its verb
constexpr size_t kClauseReach = 8;     // words from a conjunction to the verb of its clause

// In the order of Tag.
constexpr std::array<std::string_view, kTagCount> kReadings = {"NOUN|Number=Sing",
                                                               "NOUN|Number=Plur",
                                                               "PROPN|Number=Sing",
                                                               "NOUN|Number=Sing",  // NN NNS NNP POS
                                                               "VERB|VerbForm=Inf",
                                                               "VERB|Mood=Ind|Tense=Pres|VerbForm=Fin",  // VB VBP
                                                               "VERB|Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
                                                               "VERB|Mood=Ind|Tense=Past|VerbForm=Fin",  // VBZ VBD
                                                               "VERB|Tense=Pres|VerbForm=Part",
                                                               "VERB|Tense=Past|VerbForm=Part",
                                                               "AUX|VerbForm=Fin",  // VBG VBN MD
                                                               "ADJ|Degree=Pos",
                                                               "ADJ|Degree=Cmp",
                                                               "ADJ|Degree=Sup",
                                                               "ADV",
                                                               "ADV|Degree=Cmp",
                                                               "ADV|Degree=Sup",  // JJ.. RB..
                                                               "AUX|Mood=Ind|Tense=Pres|VerbForm=Fin",
                                                               "AUX|VerbForm=Inf",
                                                               "AUX|Tense=Past|VerbForm=Part",
                                                               "AUX|VerbForm=Ger",  // BE..
                                                               "AUX|Mood=Ind|Tense=Pres|VerbForm=Fin",
                                                               "AUX|VerbForm=Inf",
                                                               "AUX|VerbForm=Ger",  // HV..
                                                               "AUX|Mood=Ind|Tense=Pres|VerbForm=Fin",
                                                               "PART|Polarity=Neg",
                                                               "ADP",
                                                               "PRON",
                                                               "DET",
                                                               "PRON",
                                                               "PRON",
                                                               "PRON",
                                                               "ADV",  // DO..WRB
                                                               "ADP",
                                                               "SCONJ",
                                                               "CCONJ",
                                                               "NUM",
                                                               "INTJ",
                                                               "SYM",
                                                               "PUNCT",
                                                               "PUNCT",
                                                               "PUNCT"};

// Features of single words of closed classes.
struct WordFeatures {
  std::string_view word, features;
};
constexpr WordFeatures kWordFeatures[] = {{"was", "AUX|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin"},
                                          {"were", "AUX|Mood=Ind|Tense=Past|VerbForm=Fin"},
                                          {"is", "AUX|Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
                                          {"has", "AUX|Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
                                          {"had", "AUX|Mood=Ind|Tense=Past|VerbForm=Fin"},
                                          {"wasn't", "AUX|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin"},
                                          {"weren't", "AUX|Mood=Ind|Tense=Past|VerbForm=Fin"},
                                          {"hadn't", "AUX|Mood=Ind|Tense=Past|VerbForm=Fin"},
                                          {"didn't", "AUX|Mood=Ind|Tense=Past|VerbForm=Fin"},
                                          {"does", "AUX|Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
                                          {"did", "AUX|Mood=Ind|Tense=Past|VerbForm=Fin"},
                                          {"i", "PRON|Case=Nom|Number=Sing|Person=1"},
                                          {"we", "PRON|Case=Nom|Number=Plur|Person=1"},
                                          {"you", "PRON|Person=2"},
                                          {"he", "PRON|Case=Nom|Gender=Masc|Number=Sing|Person=3"},
                                          {"she", "PRON|Case=Nom|Gender=Fem|Number=Sing|Person=3"},
                                          {"it", "PRON|Gender=Neut|Number=Sing|Person=3"},
                                          {"they", "PRON|Case=Nom|Number=Plur|Person=3"},
                                          {"me", "PRON|Case=Acc|Number=Sing|Person=1"},
                                          {"us", "PRON|Case=Acc|Number=Plur|Person=1"},
                                          {"him", "PRON|Case=Acc|Gender=Masc|Number=Sing|Person=3"},
                                          {"her", "PRON|Gender=Fem|Number=Sing|Person=3"},
                                          {"them", "PRON|Case=Acc|Number=Plur|Person=3"},
                                          {"his", "PRON|Gender=Masc|Number=Sing|Person=3"},
                                          {"its", "PRON|Gender=Neut|Number=Sing|Person=3"},
                                          {"their", "PRON|Number=Plur|Person=3"},
                                          {"our", "PRON|Number=Plur|Person=1"},
                                          {"my", "PRON|Number=Sing|Person=1"},
                                          {"these", "DET|Number=Plur"},
                                          {"those", "DET|Number=Plur"},
                                          {"this", "DET|Number=Sing"}};

bool IsFormOfBe(Tag tag) { return tag >= Tag::kBe && tag <= Tag::kBeg; }
bool IsSkipped(Tag tag) { return tag == Tag::kRb || tag == Tag::kNot || tag == Tag::kRbr || tag == Tag::kRbs; }
bool IsNominal(Tag tag) {
  return tag <= Tag::kPos || tag == Tag::kCd || tag == Tag::kVbg || tag == Tag::kVbn || (tag >= Tag::kJj && tag <= Tag::kJjs) ||
         tag == Tag::kSym || tag == Tag::kQuo;
}

Tag At(const std::vector<Tag>& tags, size_t i) { return i < tags.size() ? tags[i] : Tag::kEnd; }

size_t PastAdverbs(const std::vector<Tag>& tags, size_t i) {
  while (IsSkipped(At(tags, i))) ++i;
  return i;
}

// "did he say", "does not know"; "imports did."
bool DoIsAuxiliary(const std::vector<Tag>& tags, size_t i) {
  for (size_t at = i + 1; at <= i + kAuxiliaryReach; ++at) {
    const Tag tag = At(tags, at);
    if (tag == Tag::kVb || tag == Tag::kVbp || tag == Tag::kHvb || tag == Tag::kBeb || tag == Tag::kNot) return true;
    if (tag == Tag::kPun || tag == Tag::kEnd || tag == Tag::kQuo) return at == i + 1;
    if (tag == Tag::kIn || tag == Tag::kTo || tag == Tag::kCc) return false;
  }
  return false;
}

bool MayBeConjunction(std::string_view word) {
  return word == "as" || word == "since" || word == "than" || word == "after" || word == "before" || word == "until";
}

bool IsFinite(Tag tag) {
  return tag == Tag::kVbp || tag == Tag::kVbz || tag == Tag::kVbd || tag == Tag::kBe || tag == Tag::kHv || tag == Tag::kDo ||
         tag == Tag::kMd;
}

// Whether a clause with a verb of its own begins after word `i`: "since the war began", not "since the war, prices rose".
bool ClauseFollows(const std::vector<Tag>& tags, size_t i) {
  const Tag next = At(tags, i + 1);
  if (next == Tag::kCd || next == Tag::kSym || next == Tag::kIn) return false;
  for (size_t at = i + 1; at <= i + kClauseReach; ++at) {
    const Tag tag = At(tags, at);
    if (IsFinite(tag)) return true;
    if (tag >= Tag::kPun || tag == Tag::kSc || tag == Tag::kWp || tag == Tag::kTo || tag == Tag::kCc) return false;
  }
  return false;
}

bool FollowsBe(const std::vector<Tag>& tags, size_t i) {
  while (i > 0 && IsSkipped(tags[i - 1])) --i;
  return i > 0 && IsFormOfBe(tags[i - 1]);
}

}  // namespace

UdTag ReadingOf(Tag tag, std::string_view word) {
  const UdTag general = ParseUdTag(kReadings[static_cast<size_t>(tag)]);
  for (const WordFeatures& entry : kWordFeatures) {
    if (entry.word != word) continue;
    const UdTag special = ParseUdTag(entry.features);
    return special.upos == general.upos ? special : general;
  }
  return general;
}

UdTag ReadingInContext(const std::vector<Tag>& tags, const std::vector<std::string>& words, size_t i) {
  const Tag tag = tags[i];
  UdTag out = ReadingOf(tag, words[i]);
  switch (tag) {
    case Tag::kDt:
      if (!IsNominal(At(tags, PastAdverbs(tags, i + 1))) && At(tags, i + 1) != Tag::kDt && At(tags, i + 1) != Tag::kPrps) {
        out.upos = words[i] == "the" || words[i] == "a" || words[i] == "an" ? LECTOR_UPOS_DET : LECTOR_UPOS_PRON;
      }
      break;
    case Tag::kSc:
    case Tag::kIn:
      if (words[i] == "that" && At(tags, i + 1) >= Tag::kPun) out.upos = LECTOR_UPOS_PRON;
      if (MayBeConjunction(words[i])) out.upos = ClauseFollows(tags, i) ? LECTOR_UPOS_SCONJ : LECTOR_UPOS_ADP;
      break;
    case Tag::kJjr:
      if (i > 0 && tags[i - 1] >= Tag::kVb && tags[i - 1] <= Tag::kVbg && !IsNominal(At(tags, i + 1)) && words[i] != "less") {
        out.upos = LECTOR_UPOS_ADV;  // "grew faster than"
      }
      break;
    case Tag::kBe:
      if (i > 0 && tags[i - 1] == Tag::kEx) out.upos = LECTOR_UPOS_VERB;
      break;
    case Tag::kHv:
    case Tag::kHvb:
    case Tag::kHvg: {
      const Tag next = At(tags, PastAdverbs(tags, i + 1));
      const bool asks = At(tags, i + 1) == Tag::kPrp && At(tags, i + 2) == Tag::kVbn;
      if (next != Tag::kVbn && next != Tag::kBen && !asks) out.upos = LECTOR_UPOS_VERB;
      break;
    }
    case Tag::kDo:
      if (!DoIsAuxiliary(tags, i)) out.upos = LECTOR_UPOS_VERB;
      break;
    case Tag::kTo: {
      const Tag next = At(tags, PastAdverbs(tags, i + 1));
      if (next == Tag::kVb || next == Tag::kBeb || next == Tag::kHvb) out.upos = LECTOR_UPOS_PART;
      break;
    }
    case Tag::kVbn:
      if (FollowsBe(tags, i)) out.feats |= FeatureBits("Voice=Pass");
      break;
    default:
      break;
  }
  return out;
}

}  // namespace lector::text::en
