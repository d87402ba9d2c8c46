// Assembler: finds numbers with their units in one pass from left to right, then ties neighbours together.
//
// Stage 1, Collect: every number of the text with the unit that stands at it. Stage 2, Combine: ranges, "с 6 до 8 млрд",
// lists that share a unit, from right to left over the figures found. Stage 3, Resolve: currencies that the text leaves out,
// and what turns out to be no figure. Each stage is linear in the text; none goes back.
#ifndef LECTOR_PLUGINS_FIGURES_ASSEMBLER_H_
#define LECTOR_PLUGINS_FIGURES_ASSEMBLER_H_

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

class Assembler {
 public:
  // sentence_begins: byte offsets, rising. check: called now and then; may throw to leave.
  Assembler(const Lexicon& lexicon, const Text& text, std::span<const uint32_t> sentence_begins,
            const std::function<void()>& check);

  // All numbers in text order; those that are no figures have `dropped` or no unit.
  std::vector<Figure> Run();

 private:
  void Collect();
  uint32_t CollectAt(uint32_t i);
  bool CollectFixed(uint32_t i);
  bool IsPartOfName(uint32_t i) const;
  uint32_t ReadSign(uint32_t i, char* sign) const;
  void SetUnit(const Match& prefix, Figure* figure) const;
  void AddParts(Figure* figure) const;

  void Combine();
  void Join(Figure* left, Figure* right);
  bool JoinRange(Figure* left, Figure* right, uint32_t opener);
  bool HasGrowthBefore(uint32_t i) const;
  void ShareUnit(Figure* left, const Figure& right) const;

  void Resolve();
  void ResolveCurrency();
  std::string CurrencyBehind(uint32_t i) const;
  void ResolveCounted();
  bool MayLackCurrency(const Figure& figure) const;
  void ResolveMultiple(Figure* figure) const;
  void Settle(Figure* figure) const;
  bool IsNoFigure(const Figure& figure) const;

  const Lexicon& lexicon_;
  const Text& text_;
  NumberParser numbers_;
  UnitFinder units_;
  std::span<const uint32_t> sentence_begins_;
  const std::function<void()>& check_;
  std::vector<Figure> figures_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_ASSEMBLER_H_
