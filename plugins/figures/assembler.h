// Assembler: finds numbers with their units in one pass from left to right, then ties neighbours together.
//
// Stage 1, Collect: every number of the text with the unit that stands at it. Then Count: nouns that are counted, by their
// grammar. Stage 2, Combine: ranges, "с 6 до 8 млрд",
// lists that share a unit, from right to left over the figures found. Stage 3, Resolve: currencies that the text leaves out,
// and what turns out to be no figure. Each stage is linear in the text; none goes back.
#ifndef LECTOR_PLUGINS_FIGURES_ASSEMBLER_H_
#define LECTOR_PLUGINS_FIGURES_ASSEMBLER_H_

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

constexpr std::string_view kPoundOfWeight = "[lb_av]";

bool IsYearLike(const Number& number);  // digits alone, 1900 to 2100

class Assembler {
 public:
  // sentence_begins: byte offsets, rising. check: called now and then; may throw to leave.
  Assembler(const Lexicon& lexicon, const Text& text, std::span<const uint32_t> sentence_begins,
            const std::function<void()>& check);

  // Stage 1; false when the text has no number.
  bool Collect();
  // The other stages. All numbers in text order; those that are no figures have `dropped` or no unit.
  std::vector<Figure> Run(const Grammar& grammar);

 private:
  void Count();
  bool MayBeginNumber(uint32_t i) const;
  bool IsBareMark(uint32_t i) const;
  uint32_t CollectAt(uint32_t i);
  bool CollectFixed(uint32_t i);
  bool IsReversed(uint32_t i, const Match& unit) const;
  bool IsOneAndPart(const Match& unit) const;
  uint32_t AfterIn(uint32_t i) const;
  uint32_t CollectNamedBefore(uint32_t i, const Match& prefix);
  uint32_t CollectArticle(uint32_t i);
  bool MayBeOne(uint32_t i, const Match& unit) const;
  bool ContinuesSum(uint32_t i) const;
  uint32_t EndOfAddress(uint32_t i) const;
  uint32_t CollectAccounted(uint32_t i, uint32_t at, const Match& prefix);
  Match FindPrefix(uint32_t i) const;
  bool IsPartOfName(uint32_t i) const;
  bool OpensSigned(uint32_t i) const;
  uint32_t ReadSign(uint32_t i, char* sign) const;
  void SetUnit(const Match& prefix, Figure* figure) const;
  bool FindUnitOfPart(Figure* figure) const;
  void TakeCodeBehind(Figure* figure) const;
  bool FindUnitBehindWords(Figure* figure) const;
  bool FindUnitBehindModifier(Figure* figure) const;
  void AddParts(Figure* figure) const;
  void AddSmaller(Figure* figure) const;
  bool AddOneSmaller(Figure* figure) const;
  bool AddBareInches(const Number& number, bool hyphen, Figure* figure) const;
  bool AddPart(Value part, uint32_t count, uint32_t end, Figure* figure) const;
  bool AddMoneyPart(int32_t* shift, Figure* figure) const;
  bool AddHalf(Figure* figure) const;
  Match FindHalf(uint32_t i) const;
  bool IsClosed(uint32_t i) const;
  uint32_t CollectBareUnit(uint32_t i);
  bool AddBareCentimetres(Figure* figure) const;
  bool ReadFeet(Figure* figure) const;
  bool MayBeBareParts(const Figure& figure, const Number& number, bool with_and) const;

  void Combine();
  void Join(Figure* left, Figure* right);
  bool JoinProportion(Figure* left, Figure* right);
  bool JoinBounds(Figure* left, Figure* right);
  bool JoinLooseDash(Figure* left, Figure* right);
  bool JoinDots(Figure* left, Figure* right);
  bool JoinInterval(Figure* left, Figure* right);
  bool InChain(const Figure& left, const Figure& right) const;
  bool HangingHyphen(uint32_t at) const;
  bool JoinsTo(uint32_t at, uint32_t next) const;
  bool MayBeBy(const Figure& left, const Figure& right) const;
  bool MaySpan(const Figure& left, const Figure& right) const;
  bool JoinRange(Figure* left, Figure* right, uint32_t opener);
  bool IsScore(const Figure& left, const Figure& right) const;
  void JoinChange(Figure* left, Figure* right);
  void FromTo(Figure* left, Figure* right);
  uint32_t BeginOf(const Figure& figure) const;
  std::string_view PrepositionBefore(const Figure& figure) const;
  bool HasGrowthBefore(uint32_t i) const;
  void ShareUnit(Figure* left, const Figure& right) const;
  static void ShareMagnitude(Figure* left, const Figure& right);

  void Resolve();
  void ResolveExchange(Figure* figure) const;
  void ResolveMeasure(Figure* figure) const;
  void ResolveCurrency();
  std::string CurrencyBehind(uint32_t i) const;
  bool FollowsPrice(const Figure& figure) const;
  bool SpeaksOfMoney(const Figure& figure) const;
  void ResolveCounted();
  bool MayLackNoun(const Figure& figure) const;
  bool HasMoney(uint32_t sentence) const;
  bool StandsAlone(const Figure& figure) const;
  bool SetCounted(std::string_view lemma, uint32_t end, Figure* figure) const;
  std::string_view SenseOf(std::string_view lemma, const Figure& figure) const;
  bool CountElliptic(const Figure* counted, Figure* figure) const;
  bool CountBefallen(const Figure& counted, Figure* figure) const;
  bool CountOfThose(Figure* figure) const;
  std::string SubstantiveAt(uint32_t atom) const;
  bool StandsBare(const Figure& figure) const;
  uint32_t VerbBefore(const Figure& figure) const;
  bool IsBefallen(uint32_t atom) const;
  bool IsPerson(std::string_view noun) const;
  bool CountByCounter(Figure* figure) const;
  bool CountByComparative(Figure* figure) const;
  bool CountAgain(const Figure& other, Figure* figure) const;
  bool IsComparedOrChanged(uint32_t begin, uint32_t end) const;
  bool CountBySubject(Figure* figure) const;
  bool CountLike(const Figure& other, Figure* figure) const;
  bool MovesLike(const Figure& other, Figure* figure) const;
  bool MayLackCurrency(const Figure& figure) const;
  void WeighPounds(Figure* figure) const;
  void WeighOunces(Figure* figure) const;
  void ResolveMultiple(Figure* figure) const;
  void Settle(Figure* figure) const;
  bool IsTitle(const Figure& figure) const;
  bool Adjoins(const Figure& before, const Figure& figure) const;
  bool InList(const Figure& figure) const;
  bool IsNoFigure(const Figure& figure) const;
  bool IsNoNumeral(const Figure& figure) const;

  const Lexicon& lexicon_;
  const Text& text_;
  NumberParser numbers_;
  UnitFinder units_;
  std::span<const uint32_t> sentence_begins_;
  bool may_have_addresses_;
  const std::function<void()>& check_;
  const Grammar* grammar_ = nullptr;
  std::vector<Figure> figures_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_ASSEMBLER_H_
