// Frame: what a figure hangs on in its sentence, by morphology: its verb, that verb's subject and object, the noun right
// before it. A heuristic of word order and cases; each search is bounded by the sentence and by kFrameReach words.
//
//   "Выручка «Роснефти» в 2023 году выросла на 13,6%"   verb: выросла; subject: Выручка
//   "снизил ключевую ставку на 2 п.п."                  verb: снизил; object: ставку
//   "штраф в размере 500 млн"                           adjacent: штраф
#ifndef LECTOR_PLUGINS_FIGURES_FRAME_H_
#define LECTOR_PLUGINS_FIGURES_FRAME_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

inline constexpr uint32_t kNoAtom = 0xFFFFFFFF;

struct Frame {
  uint32_t verb = kNoAtom;
  uint32_t modal = kNoAtom;  // the word that an infinitive hangs on: "планирует", "готова"
  uint32_t subject = kNoAtom;
  uint32_t object = kNoAtom;
  uint32_t governor = kNoAtom;     // the word that the tree hangs the figure on
  uint32_t adjacent = kNoAtom;     // head of the noun phrase right before the figure
  bool dash = false;               // a dash stands for the verb: "Ставка — 16%"
  bool adjacent_governed = false;  // a preposition stands before that phrase
};

class FrameFinder {
 public:
  // figures: in text order; their spans are no part of any phrase.
  FrameFinder(const Lexicon& lexicon, const Text& text, const Grammar& grammar, const std::vector<Figure>& figures);

  // boundary: the first atom of what belongs to the figure (its modifiers and preposition).
  Frame Find(uint32_t sentence_first, uint32_t boundary, const Figure& figure) const;
  // The head of the noun phrase that begins at atom i; kNoAtom where none does.
  uint32_t PhraseFrom(uint32_t i) const;
  // The atom behind the figure that covers atom i, or i.
  uint32_t EndOfFigure(uint32_t i) const {
    while (i < in_figure_.size() && in_figure_[i]) ++i;
    return i;
  }
  // Whether no verb stands between the beginning of a sentence and a noun.
  bool Opens(uint32_t sentence_first, uint32_t noun) const;
  // Whether a figure stands between two atoms.
  bool HasFigure(uint32_t first, uint32_t end) const {
    return first < end && std::find(in_figure_.begin() + first, in_figure_.begin() + end, true) != in_figure_.begin() + end;
  }
  // The head of the noun phrase that ends before atom i.
  uint32_t PhraseBefore(uint32_t sentence_first, uint32_t i, bool* governed) const;

 private:
  bool IsInFigure(uint32_t atom) const { return in_figure_[atom]; }
  bool IsBreak(uint32_t atom) const;
  uint32_t Governor(const Figure& figure) const;
  uint32_t VerbAbove(uint32_t atom, const Figure& figure) const;
  uint32_t FindVerb(uint32_t sentence_first, uint32_t boundary, const Figure& figure, uint32_t governor) const;
  uint32_t ClauseBegin(uint32_t sentence_first, uint32_t verb) const;
  bool HasVerbBefore(uint32_t sentence_first, uint32_t atom) const;
  uint32_t VerbBehind(uint32_t end) const;
  uint32_t FindModal(uint32_t sentence_first, uint32_t verb) const;
  uint32_t FindSubject(uint32_t sentence_first, uint32_t verb, uint32_t boundary, uint32_t end) const;
  uint32_t SubjectInTree(uint32_t verb) const;
  bool IsJoined(uint32_t verb) const;
  bool MayBeSubject(uint32_t noun, uint32_t verb) const;
  bool HasPredicate(uint32_t sentence_first, uint32_t end) const;
  bool IsOfClauseBefore(uint32_t noun, uint32_t verb) const;
  uint32_t FindRussianSubject(uint32_t sentence_first, uint32_t verb, uint32_t boundary, uint32_t end) const;
  uint32_t BeforeInsertion(uint32_t sentence_first, uint32_t verb) const;
  bool IsGerund(uint32_t sentence_first, uint32_t atom) const;
  uint32_t BehindDateline(uint32_t sentence_first) const;
  uint32_t MainVerb(uint32_t sentence_first, uint32_t verb) const;
  uint32_t FindEnglishSubject(uint32_t sentence_first, uint32_t verb) const;
  uint32_t RelativeObject(uint32_t sentence_first, uint32_t verb) const;
  uint32_t FindObject(uint32_t verb, uint32_t boundary, uint32_t end) const;
  bool IsVerbless(const Frame& frame, uint32_t boundary, uint32_t end, bool after_time) const;
  bool IsTime(uint32_t noun) const;
  bool IsPerson(uint32_t noun) const;
  bool IsObjectOfOther(uint32_t noun, uint32_t verb) const;
  uint32_t FirstNoun(uint32_t sentence_first, uint32_t end) const;
  bool Agrees(uint32_t noun, uint32_t relative) const;
  uint32_t Antecedent(uint32_t sentence_first, uint32_t relative) const;
  bool IsPreposition(uint32_t atom) const;
  bool IsPredicate(uint32_t atom) const;
  bool IsName(uint32_t atom) const;
  bool IsGoverned(uint32_t sentence_first, uint32_t noun) const;
  uint32_t NounOfParticiple(uint32_t participle) const;
  uint32_t RelativeOpening(uint32_t sentence_first, uint32_t comma) const;
  uint32_t SubjectOfPronoun(uint32_t pronoun) const;
  uint32_t GovernedFrom(uint32_t sentence_first, uint32_t noun) const;

  const Lexicon& lexicon_;
  const Text& text_;
  const Grammar& grammar_;
  std::vector<bool> in_figure_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_FRAME_H_
