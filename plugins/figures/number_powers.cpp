// The part of NumberParser that reads powers: "1e6", "2.5 x 10^6", "10⁶", "2**8", "ten to the sixth power".
#include <string>

#include "plugins/figures/number.h"

namespace lector::figures {
namespace {

constexpr int32_t kMostExponent = 30;
constexpr int32_t kMostPower = 30;          // of other numbers than ten
constexpr uint64_t kMostDivisor = 1000000;  // of a negative power

bool IsTen(const Value& value) { return Value::Compare(value, Value(10)) == 0; }

// False where the result would be long.
bool RaiseTo(int32_t exponent, bool negative, Value* value) {
  const Value base = *value;
  Value result(1);
  if (exponent > kMostPower) return false;
  if (!negative) {
    for (int32_t k = 0; k < exponent; ++k)
      if (!result.MultiplyBy(base) || result.ToString().size() > kMostDigits) return false;
    return *value = result, true;
  }
  const std::string text = base.ToString();
  const size_t point = text.find('.');
  std::string digits = text;
  if (point != std::string::npos) digits.erase(point, 1);
  if (digits.find_first_not_of("0123456789") != std::string::npos || digits.size() > 6) return false;
  const uint64_t divisor = std::stoul(digits);
  uint64_t product = 1;
  for (int32_t k = 0; k < exponent; ++k)
    if ((product *= divisor) > kMostDivisor || product == 0) return false;
  if (point != std::string::npos) result.Shift(exponent * static_cast<int32_t>(text.size() - 1 - point));
  result.Divide(static_cast<uint32_t>(product));
  return *value = result, true;
}

// The digit that a raised character stands for; -1: it is none.
int32_t Superscript(std::string_view character) {
  constexpr std::string_view kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  for (int32_t digit = 0; digit < 10; ++digit)
    if (character == kRaised[digit]) return digit;
  return -1;
}

// "^-6", "**6", "⁻⁶" at an atom; the atom behind it, or `at` where there is no exponent.
uint32_t ReadExponent(const Text& text, uint32_t at, int32_t* exponent) {
  if (at >= text.size() || (!text.glued(at) && text.symbol(at) != '^')) return at;
  const bool raised = text.raw(at) == "⁻" || Superscript(text.raw(at)) >= 0;
  uint32_t i = at;
  bool negative = false;
  *exponent = 0;
  if (raised) {
    if (text.raw(i) == "⁻") negative = true, ++i;
    const uint32_t first = i;
    for (; i < text.size() && i < first + 2 && text.glued(i) && Superscript(text.raw(i)) >= 0; ++i)
      *exponent = *exponent * 10 + Superscript(text.raw(i));
    if (i == first) return at;
  } else {
    if (text.symbol(i) == '^') ++i;
    else if (text.symbol(i) == '*' && text.symbol(i + 1) == '*' && text.glued(i + 1)) i += 2;
    else return at;
    for (int signs = 0; signs < 2 && text.is_dash(i); ++signs, ++i) negative = !negative;  // "2^--3"
    if (text.symbol(i) == '+') ++i;
    if (!text.is_digits(i) || text.glued(i) != text.glued(at) || text.raw(i).size() > 2 ||
        (text.glued(i + 1) && text.is_word(i + 1)))
      return at;
    *exponent = static_cast<int32_t>(std::stoul(std::string(text.raw(i++))));
  }
  if (*exponent > kMostExponent) return at;
  if (negative) *exponent = -*exponent;
  return i;
}

}  // namespace

// "6.23x10^-4", "5 × 10⁶"
bool NumberParser::ParsePower(Number* out) const {
  const uint32_t at = out->end;
  if (!IsTimes(text_, at) || !text_.is_digits(at + 1) || text_.raw(at + 1) != "10") return false;
  int32_t exponent = 0;
  const uint32_t end = ReadExponent(text_, at + 2, &exponent);
  if (end == at + 2) return false;
  out->value.Shift(exponent);
  out->plain = out->ambiguous = false;
  out->end = end;
  return true;
}

// "1e6", "1.5E-3", "10^6", "2**8"; junk: too long to be told, such as "1.1^-23"
bool NumberParser::ParseExponent(Number* out, bool* junk) const {
  uint32_t at = out->end;
  int32_t exponent = 0;
  if (const uint32_t end = ReadExponent(text_, at, &exponent); end > at) {
    const bool raised = text_.symbol(at) != '^' && text_.symbol(at) != '*';
    if (raised && !IsTen(out->value)) return false;  // a mark of a footnote
    out->plain = out->ambiguous = false;
    out->end = end;
    if (IsTen(out->value)) out->value.Shift(exponent - 1);
    else *junk = !RaiseTo(std::abs(exponent), exponent < 0, &out->value);
    return true;
  }
  if (!text_.glued(at)) return false;
  const std::string_view mark = text_.raw(at++);
  if ((mark != "e" && mark != "E") || !text_.glued(at)) return false;
  const bool negative = text_.is_dash(at);
  if (negative || text_.symbol(at) == '+') ++at;
  if (!text_.is_digits(at) || !text_.glued(at) || text_.raw(at).size() > 2 || (text_.glued(at + 1) && text_.is_word(at + 1)))
    return false;
  exponent = static_cast<int32_t>(std::stoul(std::string(text_.raw(at))));
  if (exponent > kMostExponent) return false;
  out->value.Shift(negative ? -exponent : exponent);
  out->plain = out->ambiguous = false;
  out->end = at + 1;
  return true;
}

// Behind a base: "to the sixth power", "to the power of minus 10", "to the 6th", "squared". of_ten: the base is ten.
bool NumberParser::ReadSpokenExponent(uint32_t i, bool of_ten, int32_t* exponent, uint32_t* end) const {
  const Match power = lexicon_.Find(text_, i, Category::kPower);
  if (!power || power.entry->code == "end" || power.entry->code == "times") return false;
  if (power.entry->code == "raised") {  // "squared"
    *exponent = std::stoi(power.entry->extra);
    *end = power.end;
    return true;
  }
  const Match sign = lexicon_.Find(text_, power.end, Category::kSign);
  uint32_t at = sign ? sign.end : power.end;
  Value value;
  bool ordinal = false;
  if (text_.is_digits(at) && text_.raw(at).size() <= 2) {
    value = Value::FromDigits(text_.raw(at), "");
    ordinal = text_.is_word(at + 1) && text_.glued(at + 1);  // "6th"
    at += ordinal ? 2 : 1;
  } else if (Coefficient words; ParseWords(at, &words)) {
    value = words.value;
    at = words.end;
  } else if (const Match parts = lexicon_.Find(text_, at, Category::kParts)) {
    value = parts.entry->value;
    at = parts.end;
    ordinal = true;
  } else {
    return false;
  }
  const Match behind = lexicon_.Find(text_, at, Category::kPower);
  const bool closed = behind && behind.entry->code == "end";
  const bool said = power.entry->code.empty() || closed || (sign && of_ten) || (ordinal && IsEnd(at));
  if (!said && (!of_ten || lexicon_.Has(text_, at, Category::kPreposition))) return false;  // "from the 10 to the 6th of May"
  if (!value.IsBelow(2)) return false;
  *exponent = std::stoi(value.ToString());
  if (sign && sign.entry->code == "-") *exponent = -*exponent;
  *end = closed ? behind.end : at;
  return *exponent <= kMostExponent && *exponent >= -kMostExponent;
}

// Whether a clause ends before an atom.
bool NumberParser::IsEnd(uint32_t i) const {
  return i >= text_.size() || text_.atoms[i].newline || (text_.atoms[i].kind == AtomKind::kSymbol && !text_.is_dash(i));
}

// "ten to the sixth power", "2 to the power of 10", "10 to the 6th", "five squared"
void NumberParser::ParseSpokenPower(Number* out) const {
  if (!text_.numerals || ParseTimesPower(out)) return;
  const bool of_ten = IsTen(out->value);
  int32_t exponent = 0;
  uint32_t end = 0;
  if (!out->value.is_integer() || !ReadSpokenExponent(out->end, of_ten, &exponent, &end)) return;
  if (of_ten) out->value.Shift(exponent - 1);
  else if (!RaiseTo(std::abs(exponent), exponent < 0, &out->value)) return;
  out->end = end;
  out->plain = out->one = false;
}

// "3 times 10^5", "three times ten to the fifth"
bool NumberParser::ParseTimesPower(Number* out) const {
  const Match times = lexicon_.Find(text_, out->end, Category::kPower);
  if (!times || times.entry->code != "times" || times.end >= text_.size()) return false;
  int32_t exponent = 0;
  uint32_t at = times.end, end = 0;
  const Match ten = lexicon_.Find(text_, at, Category::kTeens);
  if (ten && IsTen(ten.entry->value)) at = ten.end;
  else if (text_.is_digits(at) && text_.raw(at) == "10") ++at;
  else return false;
  end = ReadExponent(text_, at, &exponent);
  if (end == at && !ReadSpokenExponent(at, true, &exponent, &end)) return false;
  out->value.Shift(exponent);
  out->plain = out->one = out->ambiguous = false;
  out->end = end;
  return true;
}

}  // namespace lector::figures
