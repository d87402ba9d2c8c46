// Context: what the words around a figure say of it: modifier, role, direction, and which figures belong together.
//
// Reads a bounded number of atoms to the left and right of each figure, within its sentence.
#ifndef LECTOR_PLUGINS_FIGURES_CONTEXT_H_
#define LECTOR_PLUGINS_FIGURES_CONTEXT_H_

#include <span>
#include <string_view>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

class Context {
 public:
  Context(const Lexicon& lexicon, const Text& text) : lexicon_(lexicon), text_(text) {}

  // sentence_begins: byte offsets, rising.
  void Complete(std::span<const uint32_t> sentence_begins, std::vector<Figure>* figures) const;

 private:
  struct Left {
    uint32_t boundary = 0;         // the first atom of what belongs to the figure
    std::string_view preposition;  // code of the one before it
  };
  struct Growth {
    Change direction = Change::kNone;
    uint32_t distance = 0;  // atoms between it and the figure
  };
  void CompleteOne(uint32_t sentence_first, Figure* figure, std::string_view* preposition) const;
  Left ReadLeft(uint32_t sentence_first, Figure* figure) const;
  Growth FindGrowth(uint32_t sentence_first, uint32_t boundary) const;
  Growth FindComparative(uint32_t end) const;
  void SetRole(uint32_t sentence_first, const Left& left, Figure* figure) const;
  bool SetSignedChange(Figure* figure) const;
  Role DefaultRole(uint32_t sentence_first, const Left& left, const Figure& figure) const;
  bool HasWord(uint32_t sentence_first, uint32_t boundary, uint32_t reach, Category category) const;
  bool IsOfWhole(const Figure& figure) const;
  static void Relate(const std::vector<std::string_view>& prepositions, std::vector<Figure>* figures);

  const Lexicon& lexicon_;
  const Text& text_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_CONTEXT_H_
