// What completes the noun of a body by grammar.
#include "candidates.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxNouns = 5, kMaxAdjectives = 5;

class Completion {
 public:
  explicit Completion(const Reading& reading) : reading_(reading), words_(reading.words) {}

  uint32_t After(uint32_t head) const {
    uint32_t last = head;
    for (uint32_t nouns = 0; nouns < kMaxNouns; ++nouns) {
      const uint32_t next = Next(head, last);
      if (next == 0) break;
      last = next;
    }
    return last;
  }

 private:
  // The last token of the next noun phrase; 0: there is none.
  uint32_t Next(uint32_t head, uint32_t last) const {
    const uint32_t row = last + 1;
    if (!reading_.Glued(row)) return 0;
    const std::string_view word = words_[row].folded;
    if (word == "имени" && reading_.Glued(row + 1) && words_[row + 1].title()) return 0;  // "Госпиталь | имени Иванова"
    if (word == "по") return NounPhrase(row + 1, LECTOR_CASE_DAT);
    if (word == "против") return NounPhrase(row + 1, LECTOR_CASE_GEN);
    if (word == "за" && last == head && reading_.lexicon.IsForACause(words_[head].lemma))
      return NounPhrase(row + 1, LECTOR_CASE_ACC);
    // "по связям | с общественностью", "по надзору | за следствием", "борьбы | с коррупцией"
    if ((word == "с" || word == "со" || word == "за" || word == "над") && last != head &&
        (case_ == LECTOR_CASE_DAT || words_[last].lemma == "борьба"))
      return NounPhrase(row + 1, LECTOR_CASE_INS);
    if (words_.text(row) == "," && last != head) return ListItem(row);
    if (word == "и" && last != head) {
      const uint32_t end = NounPhrase(row + 1, case_);
      // "и завода | «X»", "и города | X": the noun is of the name behind it
      const bool named = reading_.Glued(end + 1) && (words_[end + 1].capital() || words_[end + 1].kind == LECTOR_TOKEN_QUOTE);
      const bool own =
          named && (!reading_.TaggedAs(end + 1, kPerson) || words_[end].is(kRole | kWork | kFacility | kPlaceBefore));
      return own ? 0 : end;
    }
    return NounPhrase(row, LECTOR_CASE_GEN);
  }

  // ", | инженерных войск | и войск связи": the last token of the next of a list, which ends in "и" and one more.
  uint32_t ListItem(uint32_t comma) const {
    const uint32_t list_case = case_;
    uint32_t next = 0;
    for (uint32_t row = comma; reading_.Glued(row + 1) && words_.text(row) == ",";) {
      uint32_t end = NounPhrase(row + 1, list_case);
      if (end == 0) return 0;
      if (next == 0) next = end;
      while (reading_.Glued(end + 1) && words_.text(end + 1) != "," && words_[end + 1].folded != "и") {
        const uint32_t further = NounPhrase(end + 1, LECTOR_CASE_GEN);
        if (further == 0) return 0;
        end = further;
      }
      row = end + 1;
      if (!reading_.Glued(row) || words_[row].folded != "и") continue;
      const bool closed = NounPhrase(row + 1, list_case) != 0;
      case_ = list_case;
      return closed ? next : 0;
    }
    return 0;
  }

  // Adjectives and a noun in lower case that may stand in this case.
  uint32_t NounPhrase(uint32_t row, uint32_t grammatical_case) const {
    for (uint32_t adjectives = 0; adjectives <= kMaxAdjectives; ++adjectives, ++row) {
      if (!reading_.Glued(row) || !words_[row].lower()) return 0;
      const Word& word = words_[row];
      if (word.upos == LECTOR_UPOS_VERB && word.grammatical_case() == 0) return 0;  // "прокуратура | начала"
      if (CodePoints(word.folded) < 3 || !word.noun_or_adjective() || !word.may_stand_in(grammatical_case) ||
          word.is(kPreposition | kSpeech) || (word.is(kNoComplement) && grammatical_case != LECTOR_CASE_INS))
        return 0;
      if (word.may_be_noun && word.upos != LECTOR_UPOS_ADJ) {
        // "Комитета | депутата Иванова": a person's role, but "политика" is none
        if (word.is(kRole) && LECTOR_FEAT(word.feats, NUMBER) != LECTOR_NUMBER_PLUR &&
            LECTOR_FEAT(word.feats, ANIMACY) != LECTOR_ANIMACY_INAN)
          return 0;
        case_ = grammatical_case;
        return row;
      }
      if (!word.may_be_adjective) return 0;
      if (OneMore(row, grammatical_case)) ++row;
    }
    return 0;
  }

  // "химической | , биологической | и ядерной обороны": another adjective of the same noun behind a mark.
  bool OneMore(uint32_t row, uint32_t grammatical_case) const {
    if (!reading_.Glued(row + 2) || !reading_.Glued(row + 1) || (words_.text(row + 1) != "," && words_[row + 1].folded != "и"))
      return false;
    const Word& next = words_[row + 2];
    return next.word() && next.lower() && next.upos == LECTOR_UPOS_ADJ && next.may_stand_in(grammatical_case);
  }

  const Reading& reading_;
  const Words& words_;
  mutable uint32_t case_ = LECTOR_CASE_GEN;  // of the last noun phrase, which "и" goes on with
};

}  // namespace

uint32_t AfterGenitives(const Reading& reading, uint32_t head) {
  return reading.words.has_morphology() ? Completion(reading).After(head) : head;
}

}  // namespace lector::entities
