// What completes the noun of a body by grammar.
#include "candidates.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxNouns = 5, kMaxAdjectives = 3;

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
    if (word == "по") return NounPhrase(row + 1, LECTOR_CASE_DAT);
    if (word == "и" && last != head) {
      const uint32_t end = NounPhrase(row + 1, case_);
      return end != 0 && reading_.Glued(end + 1) && (words_[end + 1].capital() || words_[end + 1].kind == LECTOR_TOKEN_QUOTE)
                 ? 0
                 : end;
    }
    return NounPhrase(row, LECTOR_CASE_GEN);
  }

  // Adjectives and a noun in lower case that may stand in this case.
  uint32_t NounPhrase(uint32_t row, uint32_t grammatical_case) const {
    for (uint32_t adjectives = 0; adjectives <= kMaxAdjectives; ++adjectives, ++row) {
      if (!reading_.Glued(row) || !words_[row].lower()) return 0;
      const Word& word = words_[row];
      if (CodePoints(word.folded) < 3 || !word.noun_or_adjective() || !word.may_stand_in(grammatical_case) ||
          word.is(kNoComplement | kPreposition | kSpeech))
        return 0;
      if (word.may_be_noun && word.upos != LECTOR_UPOS_ADJ) {
        // "Комитета | депутата Иванова": a person's role
        if (word.is(kRole) && LECTOR_FEAT(word.feats, NUMBER) != LECTOR_NUMBER_PLUR) return 0;
        case_ = grammatical_case;
        return row;
      }
      if (!word.may_be_adjective) return 0;
    }
    return 0;
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
