// The part of NumberParser that reads fractions in words: "три целых семь десятых", "a third", "two and three fifths".
#include <string>

#include "plugins/figures/number.h"

namespace lector::figures {

// "треть", "a quarter", "quarter-litre"; "a third company" is an ordinal.
bool NumberParser::TakeFraction(uint32_t i, const Match& fraction, bool article, Number* out) const {
  out->first = i;
  out->value = fraction.entry->value;
  out->fraction = true;
  out->end = fraction.end;
  if (!text_.english) return true;
  if (i >= 2 && text_.is_dash(i - 1) && text_.glued(i) && lexicon_.Has(text_, i - 2, Category::kOrdinal) && text_.glued(i - 1))
    return false;  // "first-half profit"
  const uint32_t next = fraction.end;
  if (SkipHyphen(next) > next && text_.is_word(next + 1)) {
    const Match inner = lexicon_.Find(text_, next + 1, Category::kArticle);
    const uint32_t measure = inner && SkipHyphen(inner.end) > inner.end ? inner.end + 1 : next + 1;  // "half-a-million"
    if (!lexicon_.Has(text_, measure, Category::kUnit) && !Magnitude(measure, false) &&
        !lexicon_.Has(text_, measure, Category::kTimes) && !lexicon_.Has(text_, measure, Category::kHundred))
      return false;  // "half-frozen"
    out->end = measure;
    return true;
  }
  if (!article || !fraction.entry->one || !text_.is_word(next) || text_.atoms[next].newline) return true;
  const Match unit = lexicon_.Find(text_, next, Category::kUnit);
  const bool counted = unit && (unit.entry->kind == Kind::kCount || unit.entry->kind == Kind::kTime);
  return text_.atoms[next].word != 0 && !(counted && !lexicon_.Has(text_, next, Category::kShare));  // "a third company"
}

// Behind a number in words: "с половиной", "целых семь десятых", "трети", "and three fifths", "point five".
bool NumberParser::ParseFraction(const Coefficient& coefficient, Number* out) const {
  if (AddFraction(out) || AddDecimals(out)) return true;
  Coefficient above;
  const Match whole = lexicon_.Find(text_, out->end, Category::kWhole);
  const Match with_and =
      whole ? lexicon_.Find(text_, whole.end, Category::kAnd) : Match();  // "двадцать пять целых и три десятых"
  if (whole && !ParseAbove(with_and ? with_and.end : whole.end, &above)) return true;
  uint32_t at = whole ? above.end : out->end;
  if (text_.english && text_.is_dash(at)) ++at;
  const Match parts = lexicon_.Find(text_, at, Category::kParts);
  if (!parts || !Agree(whole ? above : coefficient, parts)) return true;
  if (IsOrdinal(coefficient, parts)) return false;
  if (coefficient.has_and) {  // "one hundred and three quarters"
    above.value = FractionOf(coefficient);
    out->value = coefficient.before_and;
  }
  if (whole || coefficient.has_and) {
    above.value.DivideBy(parts.entry->code);
    out->value.Add(above.value);
  } else {
    out->value.DivideBy(parts.entry->code);
    out->fraction = true;
  }
  out->end = parts.end;
  out->one = false;
  return true;
}

// "одна двенадцатая", "пять двенадцатых", but not "сто двадцатая", a place in a row.
bool NumberParser::Agree(const Coefficient& above, const Match& parts) const {
  return text_.english || (!parts.entry->one && !parts.entry->many) || parts.entry->one == above.one;
}

// "one hundredth anniversary", "the two hundredth": a place in a row, no part.
bool NumberParser::IsOrdinal(const Coefficient& number, const Match& parts) const {
  const bool large = parts.entry->value.is_integer() && !parts.entry->value.IsBelow(2) && !parts.entry->many;
  if (!text_.english || !large || text_.is_dash(parts.end - 2)) return false;
  if (text_.numerals && number.has_and && Value::Compare(FractionOf(number), Value(1)) == 0) return false;  // "two and one hundredth"
  return !number.one ||
         (text_.is_word(parts.end) && !text_.atoms[parts.end].newline &&
          !lexicon_.Has(text_, parts.end, Category::kPreposition) && !lexicon_.Has(text_, parts.end, Category::kUnit) &&
          !(text_.numerals && lexicon_.Has(text_, parts.end, Category::kFunction)));
}

// "point five", "point oh five", "point twenty-five", "point 5" behind a whole number or alone: added.
bool NumberParser::AddDecimals(Number* out) const {
  constexpr uint32_t kMostDecimals = 12;
  Match point = lexicon_.Find(text_, out->end > out->first ? SkipHyphen(out->end) : out->end, Category::kPoint);
  if (!point || point.end >= text_.size() || text_.atoms[point.end].newline) return false;
  std::string digits;
  uint32_t at = point.end = SkipHyphen(point.end);
  if (text_.is_digits(at)) {
    const Match before = out->one && out->first > 0 ? lexicon_.Find(text_, out->first - 1, Category::kPreposition) : Match();
    if (before && before.entry->code == "at") return false;  // "at one point 20 people"
    digits = text_.raw(at++).substr(0, kMostDigits);
  }
  for (Match digit; digits.size() < kMostDecimals && (digit = lexicon_.Find(text_, at, Category::kOnes)); at = digit.end)
    digits += digit.entry->value.ToString();
  Coefficient small;
  if ((at == point.end || at == point.end + digits.size()) && !text_.is_digits(point.end) &&
      digits.find_first_not_of('0') == std::string::npos && ParseWords(at, &small) &&
      small.value.IsBelow(text_.english ? 2 : 3)) {
    digits += small.value.ToString();  // "three point fourteen"
    at = small.end;
  }
  if (digits.empty()) return false;
  out->value.Add(Value::FromDigits("", digits));
  out->end = at;
  out->one = out->plain = false;
  return true;
}

// "три" or "3" of "три десятых".
bool NumberParser::ParseAbove(uint32_t i, Coefficient* out) const {
  if (!text_.is_digits(i) || text_.raw(i).size() > 3) return ParseWords(i, out);
  *out = Coefficient();
  out->value = Value::FromDigits(text_.raw(i), "");
  out->end = i + 1;
  return true;
}

// What stands behind "and" in words.
Value NumberParser::FractionOf(const Coefficient& coefficient) const {
  Coefficient behind;
  uint32_t at = coefficient.end;
  while (at > 0 && !lexicon_.Has(text_, at - 1, Category::kAnd)) --at;  // at most three words back
  ParseWords(at, &behind);
  return behind.value;
}

// "и половина", "and a half", "and three quarters" behind a whole number: added. Behind a magnitude an article counts by it:
// "a million and a half" is 1.5 million, "two thousand and three quarters" is 2000.75.
bool NumberParser::AddFraction(Number* out) const {
  const auto add = [&](Value value, uint32_t end, bool scaled = true) {
    if (scaled) value.Shift(out->magnitude);
    out->value.Add(value);
    out->end = end;
    out->one = out->plain = false;
    return true;
  };
  if (const Match half = lexicon_.Find(text_, out->end, Category::kPlusHalf)) return add(half.entry->value, half.end);
  const Match filler = lexicon_.Find(text_, SkipHyphen(out->end), Category::kAnd);
  if (!filler || (!text_.english && out->digits)) return false;
  const uint32_t behind = SkipHyphen(filler.end);
  Number digits;  // "3 and 1/2"
  if (text_.is_digits(behind) && IsSlash(text_, behind + 1) && ParseDigits(behind, &digits) == NumberResult::kNumber &&
      digits.fraction && Value::Compare(digits.value, Value(1)) < 0)
    return add(digits.value, digits.end, false);
  if (const Match sign = behind < text_.size() && text_.atoms[behind].kind == AtomKind::kSymbol
                             ? lexicon_.Find(text_, behind, Category::kFraction)
                             : Match())
    return add(sign.entry->value, sign.end, false);  // "three and ½"
  const Match article = lexicon_.Find(text_, behind, Category::kArticle);
  if (const Match half = !article && text_.english ? lexicon_.Find(text_, behind, Category::kFraction) : Match();
      half && half.entry->code == "1/2") {  // "one and half liters"
    const Match unit = lexicon_.Find(text_, half.end, Category::kUnit);
    return unit && unit.entry->kind == Kind::kQuantity && add(half.entry->value, half.end);
  }
  if (const Match part = article ? lexicon_.Find(text_, SkipHyphen(article.end), Category::kFraction) : Match()) {
    if (lexicon_.Has(text_, part.end, Category::kFunction)) return false;
    const Match scale = Magnitude(part.end, false);
    const bool large = Value::Compare(part.entry->value, Value::Parse("1/4")) >= 0;         // "two million and a quarter"
    if (!scale || out->magnitude == 0) return add(part.entry->value, part.end, large);  // "one and a quarter million"
    Value value = part.entry->value;                                                        // "one billion and a quarter million"
    value.Shift(scale.entry->shift - out->magnitude);
    return scale.entry->shift < out->magnitude && add(value, scale.end);
  }
  if (const Match part = article && text_.numerals ? lexicon_.Find(text_, article.end, Category::kParts) : Match();
      part && !part.entry->many && !text_.raw(part.end - 1).ends_with("s") && IsEnd(part.end)) {  // "six and a twenty-first"
    Value value(1);
    value.DivideBy(part.entry->code);
    return add(value, part.end, false);
  }
  Coefficient above;
  if (!ParseAbove(behind, &above) || above.has_and) return false;
  const uint32_t at = text_.is_dash(above.end) ? above.end + 1 : above.end;
  const Match parts = lexicon_.Find(text_, at, Category::kParts);
  if (!parts) return AddOnesAndFraction(above, out);
  if (!Agree(above, parts)) return false;
  above.value.DivideBy(parts.entry->code);
  return add(above.value, parts.end, !text_.english);
}

// "twenty and three and three fifths": ones that only a fraction behind them joins to their tens.
bool NumberParser::AddOnesAndFraction(const Coefficient& ones, Number* out) const {
  const bool tens = text_.english && !out->digits && out->end > out->first && lexicon_.Has(text_, out->end - 1, Category::kTens);
  if (!tens || !ones.value.IsBelow(1) || !lexicon_.Has(text_, ones.end, Category::kAnd)) return false;
  Number rest;
  rest.first = rest.end = ones.end;
  rest.value = ones.value;
  if (!AddFraction(&rest) ) return false;
  out->value.Add(rest.value);
  out->end = rest.end;
  out->one = out->plain = false;
  return true;
}

// Behind magnitudes: "a hundred trillionths".
void NumberParser::DivideByParts(Number* out) const {
  const Match parts = lexicon_.Find(text_, out->end, Category::kParts);
  if (!parts) return;
  out->value.DivideBy(parts.entry->code);
  out->end = parts.end;
  out->fraction = true;
}

}  // namespace lector::figures
