// UnitFinder: the unit that stands at a place of the text, with its denominator where one adjoins.
//
//   "%"  "процентов годовых"  "долларов за баррель" (USD/bbl)  "руб./кг" (RUB/kg)  "тонн нефти в год" (t/a)
//   "средних школ" (школа)
#ifndef LECTOR_PLUGINS_FIGURES_UNIT_H_
#define LECTOR_PLUGINS_FIGURES_UNIT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "plugins/figures/lexicon.h"
#include "plugins/figures/number.h"

namespace lector::figures {

struct Unit {
  Kind kind = Kind::kNone;
  std::string code;       // "USD", "t", "компания", "USD/bbl"
  int32_t shift = 0;      // powers of ten that the value is to be shifted by: -2 for kopecks
  bool part = false;      // kopecks, cents
  bool money = false;     // a rate of money
  bool exchange = false;  // money for money
  bool not_economic = false;
  uint32_t end = 0;  // the atom behind it

  // "USD" of "USD/bbl"; the code where there is no denominator.
  std::string_view numerator() const { return std::string_view(code).substr(0, code.find('/')); }
};

class UnitFinder {
 public:
  UnitFinder(const Lexicon& lexicon, const Text& text) : lexicon_(lexicon), text_(text) {}

  // The unit behind a number, from atom `number.end`.
  bool Find(const Number& number, Unit* unit) const;
  // The unit that an entry names, when it was read elsewhere (before the number, in an adjective); reads a denominator at `end`.
  void Take(const Entry& entry, uint32_t end, Unit* unit) const;
  // "/$1" or "за доллар" at unit->end; the code gets the denominator alone.
  bool TakeExchange(Unit* unit) const { return FindDenominator(unit) && unit->exchange; }
  // "в год", "a month" at an atom, but not "a month earlier".
  Match FindPer(uint32_t i) const;

 private:
  Match FindEntry(const Number& number) const;
  uint32_t FindForeign(uint32_t i) const;
  bool ClosesQuotation(uint32_t i) const;
  bool IsSubstance(uint32_t i) const;
  bool IsSpacedHyphen(const Number& number) const;
  bool EndsLine(uint32_t i) const;
  bool BeginsOther(uint32_t i, uint32_t end) const;
  bool IsOfCapital(const Number& number) const;
  Match FindBracketed(uint32_t i) const;
  Match FindCounted(uint32_t i) const;
  bool FindDenominator(Unit* unit) const;
  uint32_t SkipJoiner(uint32_t i) const;
  bool IsEarlier(const Number& number, uint32_t i) const;
  bool FindDenominatorUnit(uint32_t i, std::string_view sort, Unit* unit) const;
  void SetDenominator(std::string_view code, uint32_t end, Unit* unit) const;

  const Lexicon& lexicon_;
  const Text& text_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_UNIT_H_
