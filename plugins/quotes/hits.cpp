// The phrases of the lexicon in the text: cues by the lemma or the forms of their verb, and source phrases.
#include <algorithm>

#include "page.h"

namespace lector::quotes {

// The rows of a phrase whose first word, or the one behind "не", stands in row i; empty: it is not there.
Range Page::MatchPhrase(const Phrase& phrase, uint32_t i, uint32_t anchor, int32_t* possessive) const {
  const auto n = static_cast<uint32_t>(phrase.words.size());
  if (i < anchor || i - anchor + n > rows_.size()) return {};
  const Range rows{i - anchor, i - anchor + n};
  for (uint32_t k = 0; k < n; ++k) {
    const uint32_t row = rows.begin + k;
    if (k == anchor) continue;
    if (phrase.words[k] == Lexicon::kPossessive) {
      if (!Is(row, kWordPossessive)) return {};
      *possessive = static_cast<int32_t>(row);
    } else if (words_[row] != phrase.words[k]) {
      return {};
    }
  }
  return rows;
}

// A verb and its object with the carrier or a circumstance between them: "приводит пресс-служба слова министра", "выразил при
// этом надежду".
Range Page::MatchParted(const Phrase& phrase, uint32_t i) const {
  constexpr uint32_t kCarrierRows = 6;
  const auto limit = static_cast<uint32_t>(std::min<size_t>(rows_.size(), i + 2 + kCarrierRows));
  for (uint32_t k = i + 1; k < limit; ++k) {
    const Sign sign = rows_[k].sign;
    if (sign != Sign::kWord && sign != Sign::kMark) return {};
    if (grammar_.IsVerb(k)) return {};
    if (words_[k] == phrase.words[1]) return {i, k + 1};
  }
  return {};
}

void Page::AddHit(const Phrase& phrase, Range rows, int32_t possessive, const Lexicon& lexicon) {
  int32_t cue = phrase.cue;
  // A converb or participle has no subject of its own, whichever list knew it.
  const uint32_t verb = rows.begin + (phrase.verb && rows.size() > 1 && word(rows.begin) == "не" ? 1 : 0);
  if (phrase.verb && lexicon.Gerund(cue) >= 0 &&
      (grammar_.IsForm(verb, LECTOR_VERBFORM_CONV) || grammar_.IsForm(verb, LECTOR_VERBFORM_PART)))
    cue = lexicon.Gerund(cue);
  for (uint32_t k = rows.begin; k < rows.end; ++k) hit_of_[k] = static_cast<int32_t>(hits_.size());
  hits_.push_back({rows, &lexicon.cue(cue), phrase.source, possessive});
}

// "Напомним, что", "вспомним: «…»": the author speaks to the reader.
bool Page::IsOfAuthor(uint32_t i) const {
  const uint64_t feats = grammar_.Feats(i);
  if (LECTOR_FEAT(feats, MOOD) != LECTOR_MOOD_IMP &&
      !(LECTOR_FEAT(feats, PERSON) == 1 && grammar_.Number(i) == LECTOR_NUMBER_PLUR))
    return false;
  for (uint32_t k = i - std::min(i, 3u); k < i; ++k)
    if (Is(k, kWordPronoun)) return false;
  return true;
}

// A phrase by its verb's lemma: finite forms, converbs and participles, no infinitive.
bool Page::ReadLemma(uint32_t i, const Lexicon& lexicon) {
  if (lemmas_[i] == Lexicon::kNoWord || !grammar_.IsVerb(i) || grammar_.IsForm(i, LECTOR_VERBFORM_INF)) return false;
  if (LECTOR_FEAT(grammar_.Feats(i), VOICE) == LECTOR_VOICE_PASS && grammar_.IsForm(i, LECTOR_VERBFORM_PART)) return false;
  if (IsOfAuthor(i)) return false;
  for (const Phrase& phrase : lexicon.entry(lemmas_[i]).lemma_phrases) {
    const uint32_t anchor = phrase.words[0] == lemmas_[i] ? 0 : 1;
    int32_t possessive = -1;
    Range rows = MatchPhrase(phrase, i, anchor, &possessive);
    if (rows.empty() && anchor == 0 && phrase.words.size() == 2) rows = MatchParted(phrase, i);
    if (rows.empty() || hit_of_[rows.begin] >= 0) continue;
    AddHit(phrase, rows, possessive, lexicon);
    return true;
  }
  return false;
}

// English: a plural may be the subject of the verb in row i, "officials also say"; no noun, no infinitive.
bool Page::BehindPlural(uint32_t i) const {
  uint32_t before = i;
  while (before > 0 && i - before < 3 && (Is(before - 1, kWordAdverb) && !Is(before - 1, kWordPronoun))) --before;
  if (before == 0 || !IsWord(before - 1)) return false;
  --before;
  const std::string_view last = word(before);
  for (const std::string_view plural :
       {"they", "They", "who", "people", "police", "men", "women", "many", "others", "some", "most"})
    if (last == plural) return true;
  return last.size() > 3 && last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("'s") && !last.ends_with("us") &&
         !Is(before, kWordPossessive | kWordDeterminer | kWordPreposition | kWordClause | kWordPronoun);
}

// English: "went on to claim", "officials of the port, Lee among them, insist that": a verb, whatever stands before it.
bool Page::GoesOn(uint32_t i) const {
  if (i < 2) return false;
  if (word(i - 1) == "to")
    for (const std::string_view goes_on : {"on", "continue", "continues", "continued", "proceeded"})
      if (word(i - 2) == goes_on) return true;
  return IsSign(i - 1, Sign::kComma) && i + 1 < rows_.size() && word(i + 1) == "that";
}

// English: "12 states", "the claims": a noun.
bool Page::LooksPlural(uint32_t i) const {
  if (i == 0 || !word(i).ends_with('s')) return false;
  return rows_[i - 1].sign == Sign::kNumber || (Is(i - 1, kWordDeterminer | kWordPossessive | kWordPreposition) &&
                                                !Is(i - 1, kWordPronoun | kWordRole | kWordListener));
}

void Page::ReadPhrases(const Lexicon& lexicon, const Check& check) {
  hit_of_.assign(rows_.size(), -1);
  for (uint32_t i = 0; i < rows_.size(); ++i) {
    if ((i & 1023u) == 0) check();
    if (grammar_.known() && !input_->english && ReadLemma(i, lexicon)) {
      i = hits_.back().rows.end - 1;
      continue;
    }
    if (words_[i] == Lexicon::kNoWord) continue;
    const uint32_t next = i + 1 < rows_.size() ? words_[i + 1] : Lexicon::kNoWord;
    for (const Phrase& phrase : lexicon.entry(words_[i]).phrases) {
      // Of the many phrases with "по" only those whose second word stands there are looked at.
      if (phrase.words.size() > 1 && phrase.words[1] != next && phrase.words[1] != Lexicon::kPossessive) continue;
      // What morphology takes for a noun or an infinitive is no cue.
      if (phrase.verb && phrase.words.size() == 1 && grammar_.known() && !input_->english && grammar_.Upos(i) != 0 &&
          (!grammar_.IsVerb(i) || grammar_.IsForm(i, LECTOR_VERBFORM_INF)))
        continue;
      if (phrase.plural && !BehindPlural(i) && !GoesOn(i)) continue;
      const bool that = i + 1 < rows_.size() && word(i + 1) == "that";  // "the report states that"
      if (phrase.verb && phrase.words.size() == 1 && input_->tags != nullptr && i < input_->tags->count && !that &&
          (input_->tags->upos[i] == LECTOR_UPOS_NOUN || input_->tags->upos[i] == LECTOR_UPOS_ADJ))
        continue;  // "beating forecasts"
      if (input_->english && phrase.verb && (LooksPlural(i) || (IsCapital(i) && i > 0 && IsCapital(i - 1)))) continue;
      int32_t possessive = -1;
      const Range rows = MatchPhrase(phrase, i, 0, &possessive);
      if (rows.empty()) continue;
      AddHit(phrase, rows, possessive, lexicon);
      i = rows.end - 1;
      break;
    }
  }
}

}  // namespace lector::quotes
