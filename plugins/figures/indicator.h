// Indicators: what each figure measures, as the sentence names it: "выручка" of "выручка выросла на 13,6%".
#ifndef LECTOR_PLUGINS_FIGURES_INDICATOR_H_
#define LECTOR_PLUGINS_FIGURES_INDICATOR_H_

#include <optional>
#include <string>
#include <vector>

#include "plugins/figures/context.h"
#include "plugins/figures/figure.h"
#include "plugins/figures/frame.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

class Indicators {
 public:
  Indicators(const Lexicon& lexicon, const Text& text, const Grammar& grammar)
      : lexicon_(lexicon), text_(text), grammar_(grammar) {}

  // situations: as Context gave them. Does nothing without morphology.
  void Assign(const std::vector<Situation>& situations, std::vector<Figure>* figures) const;

 private:
  bool Inherit(const FrameFinder& frames, const Situation& situation, const Figure* near, const Figure* before,
               Figure* figure) const;
  bool FollowsOfThem(const Situation& situation) const;
  bool IsNextInBrackets(const Figure& near, const Figure& figure) const;
  bool Continues(const Situation& situation, const Figure& before) const;
  bool IsMoved(const Situation& situation, const Figure& near, const Figure& figure) const;
  bool IsApposed(const FrameFinder& frames, const Situation& situation, const Figure& near) const;
  bool MayTakeOver(const Situation& situation, const Figure& near, const Figure& figure) const;
  static void TakeOver(const Figure& other, Figure* figure);
  uint32_t BeforeNames(uint32_t noun) const;
  void SetNoun(uint32_t noun, Figure* figure) const;
  static std::string Capitalized(const std::string& lemma);

  // A figure that looks for its noun, and what is known of its verb.
  struct Question {
    const FrameFinder& frames;
    const Situation& situation;
    const Figure& figure;
    const Frame& frame;
    const Entry* level = nullptr;  // of its verb, where that has a value: "составить"
    bool money = false;
    bool transitive = false;      // that verb says what has the value as its object: "оценить"
    bool level_verb = false;      // its subject has it
    bool grows = false;           // the verb is the word of growth
    bool growth_noun = false;     // a noun is
    bool subject_before = false;
  };
  // What a rule says: nothing, where it does not know; kNoAtom: the sentence names no noun.
  using Noun = std::optional<uint32_t>;
  static Noun Known(uint32_t noun) { return noun == kNoAtom ? Noun() : Noun(noun); }

  uint32_t Choose(const FrameFinder& frames, const Situation& situation, const Figure& figure) const;
  Question Ask(const FrameFinder& frames, const Situation& situation, const Figure& figure) const;
  // The rules, in their order.
  Noun OfPlaceAway(const Question& q) const;
  Noun OfInsertion(const Question& q) const;
  Noun OfCount(const Question& q) const;
  Noun OfNounBehind(const Question& q) const;
  Noun OfBracketOrDash(const Question& q) const;
  Noun OfGrowthOrCarrier(const Question& q) const;
  Noun OfNounBeside(const Question& q) const;
  Noun OfNounBefore(const Question& q) const;
  Noun OfGrowthVerb(const Question& q) const;
  Noun OfSumAbove(const Question& q) const;
  Noun OfMoney(const Question& q) const;
  Noun OfQuantity(const Question& q) const;
  Noun OfTheRest(const Question& q) const;

  Noun OfPrice(const Question& q, uint32_t first) const;
  uint32_t OfVerb(const Question& q) const;
  bool IsFined(const Question& q) const;
  bool IsAway(const Figure& figure) const;
  uint32_t BehindNoun(const FrameFinder& frames, const Situation& situation) const;
  uint32_t OfShare(const FrameFinder& frames, const Situation& situation) const;
  uint32_t Whole(const FrameFinder& frames, uint32_t end) const;
  uint32_t Purpose(const FrameFinder& frames, const Situation& situation, const Figure& figure) const;
  bool IsQuotedName(uint32_t noun) const;
  bool IsNamed(uint32_t noun) const;
  uint32_t OfClause(const FrameFinder& frames, const Situation& situation) const;
  uint32_t Carrier(const Situation& situation, const Figure& figure) const;
  uint32_t NearestOf(uint32_t noun, uint32_t boundary) const;
  bool IsDeed(uint32_t noun) const;
  uint32_t BeyondComplement(const FrameFinder& frames, const Situation& situation) const;
  uint32_t Substance(const Figure& figure) const;
  bool IsWithoutObject(const Situation& situation) const;
  bool IsThing(uint32_t noun) const;
  uint32_t ByVerb(const Situation& situation) const;
  bool OpensClause(uint32_t sentence_first, uint32_t atom) const;
  uint32_t Theme(const FrameFinder& frames, const Situation& situation) const;
  bool HasOtherVerb(uint32_t first, const Situation& situation) const;
  uint32_t BehindVerb(const FrameFinder& frames, const Situation& situation) const;
  uint32_t MoreOf(const FrameFinder& frames, const Figure& figure) const;
  uint32_t Grown(const FrameFinder& frames, uint32_t noun) const;
  bool IsAdjacent(const Situation& situation, const Figure& figure) const;
  bool IsTime(uint32_t noun) const;
  bool IsListed(uint32_t atom, Category category) const;

  const Lexicon& lexicon_;
  const Text& text_;
  const Grammar& grammar_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_INDICATOR_H_
