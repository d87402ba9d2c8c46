// The part of NumberParser that reads words: "двадцать пять", "two hundred and five", "три целых семь десятых", "a third".
#include <string>

#include "plugins/figures/number.h"

namespace lector::figures {
namespace {

// By 3, by 100, by 1000000000: powers of ten move the point.
void DivideBy(const std::string& divisor, Value* value) {
  if (divisor.find_first_not_of('0', 1) == std::string::npos && divisor[0] == '1') {
    value->Shift(-static_cast<int32_t>(divisor.size() - 1));
  } else {
    value->Divide(static_cast<uint32_t>(std::stoul(divisor)));
  }
}

}  // namespace

// One of 900, 90, 19, 9; ranks fall from left to right.
bool NumberParser::ParseSmall(uint32_t i, uint32_t* rank, Coefficient* out) const {
  constexpr struct {
    Category category;
    uint32_t rank, limit;
  } kRanks[] = {{Category::kHundreds, 3, 3}, {Category::kTens, 2, 2}, {Category::kTeens, 1, 2}, {Category::kOnes, 1, 1}};
  for (const auto& [category, own, limit] : kRanks) {
    const Match match = *rank > own && *rank > limit ? lexicon_.Find(text_, i, category) : Match();
    if (!match) continue;
    out->value.Add(match.entry->value);
    out->end = match.end;
    *rank = own;
    return true;
  }
  return false;
}

// A number below 1000 in words.
bool NumberParser::ParseWords(uint32_t i, Coefficient* out) const {
  uint32_t rank = 4;
  *out = Coefficient();
  out->end = i;
  if (ParseSmall(i, &rank, out)) {
    out->one = Value::Compare(out->value, Value(1)) == 0;
    const bool digit = rank == 1 && out->value.IsBelow(1) && !out->value.is_zero();
    if (text_.english && digit &&
        (lexicon_.Has(text_, out->end, Category::kTens) || lexicon_.Has(text_, out->end, Category::kTeens))) {
      out->value.Multiply(100);  // "one twenty two"
      rank = 3;
    }
  } else if (const Match hundred = lexicon_.Find(text_, i, Category::kHundred); hundred && Magnitude(hundred.end, false)) {
    out->value = Value(100);  // "hundred thousand"
    out->end = hundred.end;
    rank = 3;
  } else {
    return false;
  }
  ContinueWords(rank, out);
  return !IsOrdinal(*out);
}

// "двадцать первый", "twenty-first": the last word makes an ordinal of it.
bool NumberParser::IsOrdinal(const Coefficient& number) const {
  uint32_t at = number.end;
  if (number.one || at >= text_.size() || text_.atoms[at].newline) return false;
  const bool round = lexicon_.Has(text_, at - 1, Category::kTens) || lexicon_.Has(text_, at - 1, Category::kHundreds);
  if (!round) return false;
  if (text_.english) {
    if (!text_.is_dash(at) || !text_.glued(at) || !text_.glued(at + 1)) return false;
    ++at;
  }
  return lexicon_.Has(text_, at, Category::kOrdinal);
}

// Behind words of this rank: " hundred", "-five", " and five".
void NumberParser::ContinueWords(uint32_t rank, Coefficient* out) const {
  while (out->end < text_.size() && !text_.atoms[out->end].newline) {
    uint32_t next = out->end;
    if (const Match hundred = lexicon_.Find(text_, next, Category::kHundred); hundred && rank < 3) {
      out->value.Multiply(100);
      out->end = hundred.end;
      rank = 3;
      out->one = false;
      continue;
    }
    bool filled = false;
    if (text_.english && rank == 2 && text_.is_dash(next) && text_.glued(next) == text_.glued(next + 1)) {
      ++next;
    } else if (text_.english && rank == 3) {
      if (text_.symbol(next) == ',' && lexicon_.Has(text_, next + 1, Category::kAnd)) ++next;
      const Match filler = lexicon_.Find(text_, next, Category::kAnd);
      filled = static_cast<bool>(filler);
      if (filled) next = filler.end;
    }
    const Value before = out->value;
    if (next >= text_.size() || !ParseSmall(next, &rank, out)) break;
    if (filled) out->before_and = before, out->has_and = true;
    out->one = false;
  }
}

bool NumberParser::ParseWordNumber(uint32_t i, Number* out) const {
  uint32_t at = i;
  Coefficient coefficient;
  const Match article = lexicon_.Has(text_, i, Category::kSeveral) ? Match() : lexicon_.Find(text_, i, Category::kArticle);
  if (article) {
    at = article.end;
    if (const Match hundred = lexicon_.Find(text_, at, Category::kHundred)) {
      coefficient.value = Value(100);
      coefficient.end = hundred.end;
      ContinueWords(3, &coefficient);
      return TakeCoefficient(coefficient, out);
    }
    const Match magnitude = Magnitude(at, false);
    if (magnitude && magnitude.entry->one) {
      out->value = Value(1);
      out->end = at;
      return true;
    }
    if (!lexicon_.Has(text_, at, Category::kTimes) && !lexicon_.Has(text_, at, Category::kFraction) &&
        !lexicon_.Has(text_, at, Category::kValue))
      return false;
  }
  if (const Match fraction = lexicon_.Find(text_, at, Category::kFraction)) {
    const bool glued = text_.is_dash(fraction.end) && text_.glued(fraction.end) && text_.glued(fraction.end + 1) &&
                       lexicon_.Has(text_, fraction.end + 1, Category::kUnit);          // "quarter-litre"
    const bool of_magnitude = text_.english && (glued || IsOfMagnitude(fraction.end));  // "quarter of a million"
    if (fraction.entry->code.empty() || (fraction.entry->one && !article && !of_magnitude))
      return false;  // "third" needs its article
    return TakeFraction(at, fraction, static_cast<bool>(article), out);
  }
  if (const Match value = lexicon_.Find(text_, at, Category::kValue); value && (!value.entry->part || IsBeforeUnit(value.end))) {
    const bool joined = value.entry->part && text_.is_dash(value.end);  // "пол-литра"
    out->value = value.entry->value;
    out->approximate = value.entry->approximate;
    out->end = joined ? value.end + 1 : value.end;
    return true;
  }
  if (const Match times = lexicon_.Find(text_, at, Category::kTimes)) {
    out->value = times.entry->value;
    out->vague = times.entry->many;
    out->end = times.end;
    return true;
  }
  if (const Match several = lexicon_.Find(text_, i, Category::kSeveral)) {
    const Match hundred = lexicon_.Find(text_, several.end, Category::kHundred);  // "several hundred"
    if (hundred) {
      out->value = Value(100);
      out->vague = true;
      out->end = hundred.end;
      return true;
    }
    const Match magnitude = Magnitude(several.end, false);
    if (!magnitude || !(magnitude.entry->many || text_.english)) return false;
    out->value = Value(1);
    out->vague = true;
    out->end = several.end;
    return true;
  }
  if (const Match magnitude = Magnitude(i, false); magnitude && (magnitude.entry->one || magnitude.entry->many)) {
    const Match before = i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
    const bool many = before && (before.entry->code == "on" || before.entry->code == "in");  // "на тысячи"
    const bool governed = i > 0 && !many && (before || lexicon_.Has(text_, i - 1, Category::kModifier));
    out->value = Value(1);
    out->vague = magnitude.entry->many && !(magnitude.entry->one && governed);  // "около сотни" is one, "сотни" are many
    return true;                                                                // the magnitude itself is read by the caller
  }
  if (text_.numerals) {
    if (const Match hundred = lexicon_.Find(text_, i, Category::kHundred)) {  // "hundred" alone
      out->value = Value(100);
      out->end = hundred.end;
      return true;
    }
    const Match point = lexicon_.Find(text_, i, Category::kPoint);
    if (point && lexicon_.Has(text_, point.end, Category::kOnes)) {  // "point five"
      coefficient.end = i;
      return TakeCoefficient(coefficient, out);
    }
    if (point && text_.is_digits(point.end)) {
      out->value = Value::FromDigits("", text_.raw(point.end).substr(0, kMostDigits));
      out->end = point.end + 1;
      return true;
    }
  }
  return ParseWords(i, &coefficient) && TakeCoefficient(coefficient, out);
}

// "пол тонны", "пол-литра"; "пол" before anything else is a floor.
bool NumberParser::IsBeforeUnit(uint32_t i) const {
  if (text_.is_dash(i) && text_.glued(i) && text_.glued(i + 1)) ++i;
  const Match unit = i < text_.size() && !text_.atoms[i].newline ? lexicon_.Find(text_, i, Category::kUnit) : Match();
  return unit && (unit.entry->kind == Kind::kQuantity || unit.entry->kind == Kind::kPercent || unit.entry->kind == Kind::kMoney);
}

// "of a million"
bool NumberParser::IsOfMagnitude(uint32_t i) const {
  const Match of = lexicon_.Find(text_, i, Category::kPreposition);
  const Match article = of && of.entry->code == "of" ? lexicon_.Find(text_, of.end, Category::kArticle) : Match();
  return article && Magnitude(article.end, false);
}

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
  if (text_.is_dash(next) && text_.glued(next) && text_.glued(next + 1) && lexicon_.Has(text_, next + 1, Category::kUnit))
    ++out->end;
  const bool joined = text_.is_dash(next) && text_.glued(next) && text_.glued(next + 1) && text_.is_word(next + 1) &&
                      !lexicon_.Has(text_, next + 1, Category::kUnit) && !lexicon_.Has(text_, next + 1, Category::kMagnitude);
  if (joined) return false;  // "half-frozen"
  const bool noun = text_.is_word(next) && text_.atoms[next].word == 0 && !text_.atoms[next].newline;
  return !(article && fraction.entry->one && noun);
}

bool NumberParser::TakeCoefficient(const Coefficient& coefficient, Number* out) const {
  out->value = coefficient.value;
  out->end = coefficient.end;
  out->one = coefficient.one;
  ParseFraction(coefficient, out);
  if (text_.english && text_.is_dash(out->end) && text_.glued(out->end) && text_.glued(out->end + 1) &&
      (lexicon_.Has(text_, out->end + 1, Category::kUnit) || lexicon_.Has(text_, out->end + 1, Category::kMagnitude)))
    ++out->end;  // "three-ton"
  return true;
}

// Behind a number in words: "с половиной", "целых семь десятых", "трети", "and three fifths", "point five".
void NumberParser::ParseFraction(const Coefficient& coefficient, Number* out) const {
  if (AddFraction(out)) return;
  if (const Match point = lexicon_.Find(text_, out->end, Category::kPoint)) {  // "two point five"
    Value digits;
    uint32_t at = point.end, count = 0;
    for (; count < 9; ++count) {
      const Match digit = lexicon_.Find(text_, at, Category::kOnes);
      if (!digit) break;
      digits.Shift(1);
      digits.Add(digit.entry->value);
      at = digit.end;
    }
    if (count == 0) return;
    digits.Shift(-static_cast<int32_t>(count));
    out->value.Add(digits);
    out->end = at;
    out->one = false;
    return;
  }
  Coefficient above;
  const Match whole = lexicon_.Find(text_, out->end, Category::kWhole);
  const Match with_and =
      whole ? lexicon_.Find(text_, whole.end, Category::kAnd) : Match();  // "двадцать пять целых и три десятых"
  if (whole && !ParseWords(with_and ? with_and.end : whole.end, &above)) return;
  uint32_t at = whole ? above.end : out->end;
  if (text_.english && text_.is_dash(at)) ++at;
  const Match parts = lexicon_.Find(text_, at, Category::kParts);
  if (!parts) return;
  if (coefficient.has_and) {  // "one hundred and three quarters"
    above.value = FractionOf(coefficient);
    out->value = coefficient.before_and;
  }
  if (whole || coefficient.has_and) {
    DivideBy(parts.entry->code, &above.value);
    out->value.Add(above.value);
  } else {
    DivideBy(parts.entry->code, &out->value);
    out->fraction = true;
  }
  out->end = parts.end;
  out->one = false;
}

// What stands behind "and" in words.
Value NumberParser::FractionOf(const Coefficient& coefficient) const {
  Coefficient behind;
  uint32_t at = coefficient.end;
  while (at > 0 && !lexicon_.Has(text_, at - 1, Category::kAnd)) --at;  // at most three words back
  ParseWords(at, &behind);
  return behind.value;
}

// "и половина", "and a half", "and three quarters" behind a whole number or a magnitude: added times 10^shift.
bool NumberParser::AddFraction(Number* out) const {
  const auto add = [&](Value value, uint32_t end) {
    value.Shift(out->magnitude);
    out->value.Add(value);
    out->end = end;
    out->one = out->plain = false;
    return true;
  };
  if (const Match half = lexicon_.Find(text_, out->end, Category::kPlusHalf)) return add(Value::Parse("0.5"), half.end);
  const Match filler = text_.english ? lexicon_.Find(text_, out->end, Category::kAnd) : Match();
  if (!filler) return false;
  const Match article = lexicon_.Find(text_, filler.end, Category::kArticle);
  if (const Match part = article ? lexicon_.Find(text_, article.end, Category::kFraction) : Match()) {
    if (lexicon_.Has(text_, part.end, Category::kFunction)) return false;
    const Match scale = Magnitude(part.end, false);
    if (!scale) return add(part.entry->value, part.end);
    Value value = part.entry->value;  // "one billion and a quarter million"
    value.Shift(scale.entry->shift - out->magnitude);
    return scale.entry->shift < out->magnitude && add(value, scale.end);
  }
  Coefficient above;
  if (!ParseWords(filler.end, &above) || above.has_and) return false;
  const uint32_t at = text_.is_dash(above.end) ? above.end + 1 : above.end;
  const Match parts = lexicon_.Find(text_, at, Category::kParts);
  if (!parts) return false;
  DivideBy(parts.entry->code, &above.value);
  return add(above.value, parts.end);
}

// Behind magnitudes: "a hundred trillionths".
void NumberParser::DivideByParts(Number* out) const {
  const Match parts = lexicon_.Find(text_, out->end, Category::kParts);
  if (!parts) return;
  DivideBy(parts.entry->code, &out->value);
  out->end = parts.end;
  out->fraction = true;
}

}  // namespace lector::figures
