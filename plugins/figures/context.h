// Context: what the words around a figure say of it: modifier, role, direction, and which figures belong together.
//
// Reads a bounded number of words around each figure, within its sentence: by morphology where there is some (see frame.h),
// else by the listed forms alone.
#ifndef LECTOR_PLUGINS_FIGURES_CONTEXT_H_
#define LECTOR_PLUGINS_FIGURES_CONTEXT_H_

#include <span>
#include <string_view>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/frame.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

// What stands around one figure.
struct Situation {
  uint32_t sentence_first = 0;   // atom
  uint32_t boundary = 0;         // the first atom of what belongs to the figure
  std::string_view preposition;  // code of the one before it
  bool compared = false;         // "выше 100": a modifier that is a comparative
  bool bound = false;            // it has a lower or upper bound: "свыше 5 млн"
  uint32_t growth = kNoAtom;     // the word of growth that the figure belongs to
  uint32_t list_end = 0;         // the end of the list of numbers that it is in, or its own: "24% и 20% голосов"
  bool past = false;             // its verb is in the past
  bool bracketed_count = false;  // a count in brackets follows: "52% (900 голосов)"
  bool gapped = false;  // "одни получат 5%, другим — 3%": says of something else what the figure before it says
  bool comparative = false;  // "на 5% больше"
  bool out_of = false;       // "из 3000 опрошенных 3%": the figure before it is the whole
  uint32_t whole = kNoAtom;  // the noun that it is said to be among: "среди погибших два ребенка"
  Frame frame;
};

class Context {
 public:
  Context(const Lexicon& lexicon, const Text& text, const Grammar& grammar) : lexicon_(lexicon), text_(text), grammar_(grammar) {}

  // sentence_begins: byte offsets, rising. The answer has an element for each figure.
  std::vector<Situation> Complete(std::span<const uint32_t> sentence_begins, std::vector<Figure>* figures) const;

 private:
  struct Growth {
    Change direction = Change::kNone;
    uint32_t distance = 0;  // atoms between it and the figure
    uint32_t at = kNoAtom;
    bool raises = false;    // "raised $5 million"
    bool measured = false;  // "рост составил": it is the figure itself
  };
  // A change, and by which rule; null: the rule does not hold.
  struct Movement {
    Change direction = Change::kNone;
    const char* rule = nullptr;
  };
  void ReadLeft(Situation* situation, Figure* figure) const;
  void ReadRight(const Figure* next, Figure* figure) const;
  const Entry* GrowthAt(uint32_t atom, uint32_t* end) const;
  bool IsListed(uint32_t atom, Category category) const;
  Growth GrowthOf(const Situation& situation, const Figure& figure) const;
  Movement ByGrowth(Situation* situation, const Figure* before, const Figure* moved, const Figure& figure, const Growth& growth) const;
  Movement MeasuredGrowth(const Situation& situation, const Figure& figure, const Growth& growth) const;
  Movement DirectGrowth(const Situation& situation, const Figure& figure, const Growth& growth) const;
  Growth FindGrowth(const Situation& situation) const;
  Growth FindGrowthBehind(const Situation& situation, const Figure& figure) const;
  Growth FindComparative(uint32_t end) const;
  Growth FindComparativeBefore(const Situation& situation) const;
  bool IsInSeparator(uint32_t atom) const;
  bool IsCompared(const Situation& situation, const Figure& figure) const;
  bool IsBehindReached(const Figure* before, const Situation& situation, const Figure& figure) const;
  bool SetSignedChange(Figure* figure) const;
  // moved: the last change before it in its sentence, or null.
  void SetRole(Situation* situation, const Figure* before, const Figure* moved, Figure* figure) const;
  bool GoesOn(const Situation& situation, const Figure* before, const Figure& figure) const;
  bool IsPrevious(const Situation& situation, const Figure* before, const Figure& figure, const Growth& growth) const;
  void SetReached(const Situation& situation, const Figure* before, const Growth& growth, Figure* figure) const;
  void SetValue(const Situation& situation, const Figure* before, const Growth& growth, Figure* figure) const;
  Role DefaultRole(const Situation& situation, const Figure* before, const Figure& figure) const;
  bool IsShare(const Situation& situation, const Figure* before, const Figure& figure) const;
  bool IsOfAsked(const Situation& situation, const Figure& before, const Figure& figure) const;
  bool IsOfPlan(const Figure& figure) const;
  bool IsTarget(const Situation& situation, const Figure& figure) const;
  bool IsParted(uint32_t first, uint32_t end) const;
  bool IsBehindOf(const Figure& figure) const;
  uint32_t InfinitiveOf(uint32_t modal) const;
  bool HasInfinitive(uint32_t modal) const;
  bool IsEarlier(const Situation& situation) const;
  bool IsOfNow(const Situation& situation) const;
  bool IsOutOf(const Figure& whole, uint32_t sentence_first) const;
  bool IsGapped(const Situation& situation, const Figure* before, const Figure& figure) const;
  bool IsPartInBrackets(const Situation& situation, const Figure* before, const Figure& figure) const;
  bool IsPatient(const Situation& situation, const Figure& figure) const;
  uint32_t FindWhole(const Situation& situation) const;
  bool IsIncluded(const Situation& situation, const Figure* before, const Figure& figure) const;
  bool IsWorkToCome(uint32_t atom) const;
  bool IsPlanWord(uint32_t atom) const;
  bool IsConditional(uint32_t verb) const;
  bool IsPlanned(uint32_t verb, uint32_t modal) const;
  bool HasShareNoun(const Frame& frame) const;
  bool IsStrongLevel(uint32_t verb) const;
  bool HasOwnNoun(const Situation& situation) const;
  bool HasWord(uint32_t sentence_first, uint32_t boundary, uint32_t reach, Category category) const;
  bool IsOfWhole(const Situation& situation, const Figure& figure) const;
  bool IsNegated(const Frame& frame) const;
  bool IsParallel(const Figure& before, const Situation& situation, const Figure& figure) const;
  bool HasComma(uint32_t first, uint32_t end) const;
  bool IsMore(uint32_t atom) const;
  bool IsThose(const Figure& figure) const;
  bool IsEquivalent(const Figure& before, uint32_t boundary) const;
  bool IsListedAfter(const Figure& before, const Figure& figure) const;
  static void Relate(const std::vector<Situation>& situations, std::vector<Figure>* figures);

  const Lexicon& lexicon_;
  const Text& text_;
  const Grammar& grammar_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_CONTEXT_H_
