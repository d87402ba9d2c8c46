#include "english_clause.h"

#include <algorithm>

namespace lector::quotes {
namespace {

constexpr uint32_t kLongestSubject = 32;  // rows before the verb
constexpr uint32_t kLongestAdjunct = 7;

uint8_t Upos(const Page& page, uint32_t row) { return page.input().tags->upos[row]; }

bool IsRelative(const Page& page, uint32_t row) {
  const std::string_view word = page.word(row);
  return word == "who" || word == "which" || word == "that" || word == "whose" || word == "whom" || word == "where";
}

bool IsNominal(uint8_t upos) {
  return upos == LECTOR_UPOS_NOUN || upos == LECTOR_UPOS_PROPN || upos == LECTOR_UPOS_PRON || upos == LECTOR_UPOS_NUM;
}

}  // namespace

bool IsTime(const Page& page, uint32_t row) {
  static constexpr std::string_view kTimes[] = {
      "Monday",  "Tuesday", "Wednesday", "Thursday",  "Friday",    "Saturday", "Sunday",  "week",    "month", "year", "day",
      "morning", "evening", "night",     "afternoon", "yesterday", "today",    "tonight", "earlier", "later", "ago"};
  return std::find(std::begin(kTimes), std::end(kTimes), page.word(row)) != std::end(kTimes);
}

bool HasTags(const Page& page) { return page.input().tags != nullptr; }

bool IsFiniteInEnglish(const Page& page, uint32_t row) {
  const lector_morph* tags = page.input().tags;
  if (tags == nullptr || row >= tags->count) return false;
  if (tags->upos[row] != LECTOR_UPOS_VERB && tags->upos[row] != LECTOR_UPOS_AUX) return false;
  return LECTOR_FEAT(tags->feats[row], VERBFORM) == LECTOR_VERBFORM_FIN;
}

bool OpensEnglishClause(const Page& page, uint32_t begin, uint32_t limit) {
  for (const std::string_view about : {"about", "around", "over", "under", "nearly", "almost"})  // "about 3,000 homes were lost"
    if (begin + 1 < limit && page.word(begin) == about && page.IsSign(begin + 1, Sign::kNumber)) ++begin;
  if (!HasTags(page) || page.Is(begin, kWordPreposition | kWordConjunction | kWordAs)) return false;
  limit = std::min({limit, begin + kLongestSubject, page.input().tags->count});
  bool subject = false, relative = false;
  for (uint32_t i = begin; i < limit; ++i) {
    if (page.IsSign(i, Sign::kStop) && i + 1 < limit) continue;  // "Sept. 28"
    if (page.IsSign(i, Sign::kStop) || page.IsSign(i, Sign::kColon) || page.IsSign(i, Sign::kSemicolon)) return false;
    if (page.IsSign(i, Sign::kComma)) {
      const uint8_t next = i + 1 < limit ? Upos(page, i + 1) : uint8_t{0};
      if (next == LECTOR_UPOS_CCONJ || next == LECTOR_UPOS_SCONJ || (next == LECTOR_UPOS_VERB && !IsFiniteInEnglish(page, i + 1)))
        return false;
      continue;
    }
    if (!page.IsWord(i)) continue;
    if (i > begin && IsRelative(page, i)) {
      relative = true;
      continue;
    }
    const uint8_t upos = Upos(page, i);
    if (upos == LECTOR_UPOS_SCONJ && i > begin) return false;
    if (IsFiniteInEnglish(page, i)) {
      const bool describes = i + 1 < limit && page.word(i).ends_with("ed") &&
                             (Upos(page, i + 1) == LECTOR_UPOS_NOUN || Upos(page, i + 1) == LECTOR_UPOS_ADJ);
      if (i == begin && describes) continue;  // "adjusted profit"
      if (!subject) return false;
      if (!relative) return true;
      relative = false;
      continue;
    }
    subject = subject || IsNominal(upos) || upos == LECTOR_UPOS_DET;
  }
  return false;
}

uint32_t BehindAdjuncts(const Page& page, uint32_t begin, uint32_t limit) {
  if (!HasTags(page)) return begin;
  uint32_t at = begin;
  limit = std::min(limit, page.input().tags->count);
  if (at + 1 < limit && Upos(page, at) == LECTOR_UPOS_ADV && page.word(at).ends_with("ly"))  // "said separately it would"
    ++at;
  for (;;) {
    uint32_t i = at;
    if (i < limit && (page.word(i) == "late" || page.word(i) == "early")) ++i;
    const bool preposition = i < limit && page.Is(i, kWordPreposition);
    if (preposition) ++i;
    uint32_t noun = i;
    while (noun < std::min(limit, i + kLongestAdjunct) && page.IsWord(noun) && !IsTime(page, noun) &&
           !(preposition && page.Is(noun, kWordDocument | kWordListener | kWordSetting)) && !IsFiniteInEnglish(page, noun) &&
           Upos(page, noun) != LECTOR_UPOS_PRON)
      ++noun;
    const bool known = noun < limit && page.IsWord(noun) && noun < i + kLongestAdjunct &&
                       (IsTime(page, noun) || (preposition && page.Is(noun, kWordDocument | kWordListener | kWordSetting)));
    if (!known || (!preposition && noun > i + 1)) return at;
    at = noun + 1;
  }
}

}  // namespace lector::quotes
