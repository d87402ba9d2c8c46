// NumberParser: reads one number at a place of the text, in digits, in words or mixed, with its magnitude.
//
//   "2,3 млрд"  "1 800"  "двадцать пять"  "2 млн 300 тыс."  "полтора десятка"  "two and a half million"  "1/3"  "сотни миллионов"
//
// It never looks back and each call takes time in proportion to what it consumed. Units are not its business, but for
// adjectives that are written in one with the number ("100-процентный", "двухмиллиардный").
#ifndef LECTOR_PLUGINS_FIGURES_NUMBER_H_
#define LECTOR_PLUGINS_FIGURES_NUMBER_H_

#include <cstdint>

#include "plugins/figures/lexicon.h"
#include "plugins/figures/value.h"

namespace lector::figures {

// More digits than this in a row are no number of a figure.
inline constexpr uint32_t kMostDigits = 64;

struct Number {
  uint32_t first = 0, end = 0;  // atoms, half-open
  Value value;
  bool ambiguous = false;      // "4,500" in Russian, "7.120": a thousand times as much if the mark groups
  int32_t magnitude = 0;       // the power of ten that one magnitude word gave; 0: none, or more than one
  int32_t last_magnitude = 0;  // the last of a chain: 6 of "сотни миллионов"
  bool has_magnitude = false;
  bool digits = false;               // written in digits
  bool plain = false;                // nothing but digits: "2024"; or a year in words
  bool hundreds = false;             // a word of hundreds is the last: "three hundred"
  bool vague = false;                // "сотни миллионов": the value is a lower bound
  bool approximate = false;          // "пара миллионов"
  bool fraction = false;             // "треть", "две трети", "1/3"
  bool one = false;                  // the word "один" or "one" alone
  const Entry* adjective = nullptr;  // the unit of a compound adjective
  bool is_adjective = false;         // a compound adjective: "двухмиллиардный" has no unit in itself
};

enum class NumberResult : uint8_t {
  kNone,  // no number begins here
  kNumber,
  kJunk,  // digits that are no number ("10:30", "2.3.1", "12А"): go on at `end`
};

// "x", "×" and the like; "/" and the slash of fractions.
bool IsTimes(const Text& text, uint32_t i);
bool IsSlash(const Text& text, uint32_t i);

class NumberParser {
 public:
  NumberParser(const Lexicon& lexicon, const Text& text) : lexicon_(lexicon), text_(text) {}

  // `money`: a currency stands right before, so that "m" and "b" are magnitudes.
  NumberResult Parse(uint32_t i, bool money, Number* out) const;
  // Reads magnitudes at number->end; false where there are none.
  bool Scale(bool money, Number* number) const { return ParseMagnitudes(money, number); }

 private:
  struct Coefficient {
    uint32_t end = 0;
    Value value;
    bool one = false;
    bool year = false;     // "nineteen eighty"
    bool has_and = false;  // "two hundred and five": what stood before the "and"
    Value before_and;
  };
  NumberResult ParseDigits(uint32_t i, Number* out) const;
  NumberResult ParseDigitTail(Number* out) const;
  NumberResult ParseHyphen(Number* out) const;
  bool ParsePower(Number* out) const;
  bool ParseExponent(Number* out, bool* junk) const;
  void ParseSpokenPower(Number* out) const;
  bool ParseSlash(Number* out) const;
  NumberResult ParseFractionTail(Number* out) const;
  bool IsSpacedSlash(uint32_t at) const;
  bool ReadSpokenExponent(uint32_t at, bool of_ten, int32_t* exponent, uint32_t* end) const;
  bool ParseTimesPower(Number* out) const;
  bool IsEnd(uint32_t i) const;
  bool IsMeasured(uint32_t at) const;
  bool ParseWords(uint32_t i, Coefficient* out) const;
  bool IsBeforeUnit(uint32_t i) const;
  bool IsOfMeasure(uint32_t i) const;
  bool IsPair(const Coefficient& head) const;
  uint32_t SkipHyphen(uint32_t i) const;
  bool IsBareFraction(uint32_t i) const;
  bool FollowsBetween(const Number& number) const;
  bool IsOrdinal(const Coefficient& number) const;
  bool IsOrdinal(const Coefficient& number, const Match& parts) const;
  bool ParseSmall(uint32_t i, uint32_t* rank, Coefficient* out) const;
  bool ParseWordNumber(uint32_t i, Number* out) const;
  void ContinueWords(uint32_t rank, Coefficient* out) const;
  void ContinueDigits(Number* out) const;
  bool TakeParts(Number* out) const;
  void AddAfterHundred(Number* out) const;
  bool TakeFraction(uint32_t i, const Match& fraction, bool article, Number* out) const;
  bool TakeCoefficient(const Coefficient& coefficient, Number* out) const;
  bool ParseFraction(const Coefficient& coefficient, Number* out) const;
  Value FractionOf(const Coefficient& coefficient) const;
  bool AddFraction(Number* out) const;
  bool AddOnesAndFraction(const Coefficient& ones, Number* out) const;
  bool AddDecimals(Number* out) const;
  bool ParseAbove(uint32_t i, Coefficient* out) const;
  bool Agree(const Coefficient& above, const Match& parts) const;
  bool ParseReversed(uint32_t i, Number* out) const;
  bool MultiplyFraction(Number* out) const;
  void DivideByParts(Number* out) const;
  bool ParseCompound(uint32_t i, Number* out) const;
  bool ParseMagnitudes(bool money, Number* out) const;
  void ParseFurtherSegments(bool money, Number* out) const;
  Match Magnitude(uint32_t i, bool money, bool begins = false) const;  // begins: a line may begin there

  const Lexicon& lexicon_;
  const Text& text_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_NUMBER_H_
