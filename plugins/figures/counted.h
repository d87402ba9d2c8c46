// CountedNouns: the noun that stands behind a number and is counted by it, by its grammar rather than from a list.
//
//   "48 электровозов"  "девяти средних школ"  "100 самых влиятельных людей"  "трое раненых"  "25 Boeing jets"
#ifndef LECTOR_PLUGINS_FIGURES_COUNTED_H_
#define LECTOR_PLUGINS_FIGURES_COUNTED_H_

#include <cstdint>
#include <string>

#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"
#include "plugins/figures/number.h"

namespace lector::figures {

class CountedNouns {
 public:
  CountedNouns(const Lexicon& lexicon, const Text& text, const Grammar& grammar)
      : lexicon_(lexicon), text_(text), grammar_(grammar) {}

  struct Noun {
    uint32_t end = 0;  // the atom behind it
    std::string lemma;
    bool substantive = false;  // an adjective: "раненых"
  };
  // Looks at the words from number.end on, before atom `limit`.
  bool Find(const Number& number, uint32_t limit, Noun* noun) const;

 private:
  bool FindRussian(const Number& number, uint32_t limit, Noun* noun) const;
  bool FindEnglish(const Number& number, uint32_t limit, Noun* noun) const;
  bool MayFollow(uint32_t atom, uint32_t limit) const;
  std::string Substantive(uint32_t atom) const;
  std::string_view AgreeingNoun(const Number& number, uint32_t atom) const;

  const Lexicon& lexicon_;
  const Text& text_;
  const Grammar& grammar_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_COUNTED_H_
