// The part of NumberParser that reads words: "двадцать пять", "two hundred and five", "тысяч пять".
#include <string>

#include "plugins/figures/number.h"

namespace lector::figures {

// One of 900, 90, 19, 9; ranks fall from left to right.
bool NumberParser::ParseSmall(uint32_t i, uint32_t* rank, Coefficient* out) const {
  constexpr struct {
    Category category;
    uint32_t rank, limit;
  } kRanks[] = {{Category::kHundreds, 3, 3}, {Category::kTens, 2, 2}, {Category::kTeens, 1, 2}, {Category::kOnes, 1, 1}};
  for (const auto& [category, own, limit] : kRanks) {
    const Match match = *rank > own && *rank > limit ? lexicon_.Find(text_, i, category) : Match();
    if (!match || match.entry->part) continue;
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
    if (text_.english && IsPair(*out)) {
      out->year = !out->value.IsBelow(1);
      out->value.Multiply(100);  // "one twenty two", "nineteen eighty-four"
      rank = 3;
      if (const Match zero = lexicon_.Find(text_, out->end, Category::kOnes); zero && zero.entry->part) {
        out->end = zero.end;  // "nineteen oh five"
        rank = 2;
      }
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

// "one twenty", "nineteen eighty", "nineteen oh five": hundreds without the word, or a year.
bool NumberParser::IsPair(const Coefficient& head) const {
  const uint32_t next = head.end;
  if (next >= text_.size() || text_.atoms[next].newline || lexicon_.Has(text_, next, Category::kParts)) return false;
  const bool digit = head.value.IsBelow(1) && !head.value.is_zero();
  const bool century =
      head.value.IsBelow(2) && Value::Compare(head.value, Value(16)) >= 0 && Value::Compare(head.value, Value(20)) <= 0;
  if (!digit && !century) return false;
  if (lexicon_.Has(text_, next, Category::kTens) || lexicon_.Has(text_, next, Category::kTeens)) return true;
  const Match zero = century || text_.numerals ? lexicon_.Find(text_, next, Category::kOnes) : Match();
  return zero && zero.entry->part && lexicon_.Has(text_, zero.end, Category::kOnes);  // "nineteen oh five", "one oh five"
}

// The atom behind a hyphen that joins two words of an English number, or `i`.
uint32_t NumberParser::SkipHyphen(uint32_t i) const {
  return text_.english && text_.is_dash(i) && text_.glued(i) && text_.glued(i + 1) ? i + 1 : i;
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
    uint32_t next = SkipHyphen(out->end);
    if (text_.english && lexicon_.Has(text_, next, Category::kParts)) break;
    if (const Match hundred = lexicon_.Find(text_, next, Category::kHundred); hundred && rank < 3 && out->value.IsBelow(2)) {
      out->value.Multiply(100);
      out->end = hundred.end;
      rank = 3;
      out->one = false;
      continue;
    }
    bool filled = false;
    if (text_.english && rank == 2 && text_.is_dash(next) && text_.is_word(next + 1) && !text_.atoms[next + 1].newline) {
      ++next;
    } else if (text_.english && rank == 3) {
      if (text_.symbol(next) == ',' && lexicon_.Has(text_, next + 1, Category::kAnd)) ++next;
      const Match filler = lexicon_.Find(text_, next, Category::kAnd);
      filled = static_cast<bool>(filler);
      if (filled) next = SkipHyphen(filler.end);
    }
    if (next >= text_.size() || (filled && lexicon_.Has(text_, next, Category::kParts))) break;
    const Coefficient before = *out;
    if (!ParseSmall(next, &rank, out)) break;
    if (!before.value.IsBelow(2) && lexicon_.Has(text_, SkipHyphen(out->end), Category::kHundred)) {
      *out = before;  // "between one hundred and two hundred"
      break;
    }
    if (filled) out->before_and = before.value, out->has_and = true;
    out->one = false;
  }
}

bool NumberParser::ParseWordNumber(uint32_t i, Number* out) const {
  uint32_t at = i;
  Coefficient coefficient;
  const Match article = lexicon_.Has(text_, i, Category::kSeveral) ? Match() : lexicon_.Find(text_, i, Category::kArticle);
  if (article) {
    at = article.end;
    const Match part = lexicon_.Find(text_, at, Category::kFraction);  // "a hundred-thousandth"
    if (const Match hundred = lexicon_.Find(text_, at, Category::kHundred); hundred && part.end <= hundred.end) {
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
    const Match times = lexicon_.Find(text_, at, Category::kTimes);
    if (!(times && !times.entry->part) && !lexicon_.Has(text_, at, Category::kFraction) &&
        !lexicon_.Has(text_, at, Category::kValue))
      return false;
  }
  if (const Match fraction = lexicon_.Find(text_, at, Category::kFraction)) {
    const bool glued = text_.is_dash(fraction.end) && text_.glued(fraction.end) && text_.glued(fraction.end + 1) &&
                       lexicon_.Has(text_, fraction.end + 1, Category::kUnit);  // "quarter-litre"
    const Match unit = text_.english ? lexicon_.Find(text_, fraction.end, Category::kUnit) : Match();
    const bool quarter = unit && unit.entry->kind == Kind::kQuantity && fraction.entry->code == "1/4";  // "quarter cup"
    const bool scaled = fraction.entry->code == "1/4" && Magnitude(fraction.end, false);                // "quarter million"
    const bool of_magnitude = text_.english && (glued || quarter || scaled || IsOfMeasure(fraction.end));  // "quarter of a million"
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
  if (const Match times = lexicon_.Find(text_, at, Category::kTimes); times && !times.entry->part) {
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
  if (ParseReversed(i, out)) return true;
  if (const Match magnitude = Magnitude(i, false, true); magnitude && (magnitude.entry->one || magnitude.entry->many)) {
    const Match before = i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
    const bool many = before && (before.entry->code == "on" || before.entry->code == "in");  // "на тысячи"
    const bool governed = i > 0 && !many && (before || lexicon_.Has(text_, i - 1, Category::kModifier));
    out->value = Value(1);
    out->vague = magnitude.entry->many && !(magnitude.entry->one && governed);  // "около сотни" is one, "сотни" are many
    return true;                                                                // the magnitude itself is read by the caller
  }
  if (text_.english) {
    const Match hundred = lexicon_.Find(text_, i, Category::kHundred);
    const Match unit = hundred ? lexicon_.Find(text_, hundred.end, Category::kUnit) : Match();
    const bool measured = unit && unit.entry->kind != Kind::kCount && unit.entry->kind != Kind::kTime;  // "hundred dollars"
    if (hundred && (text_.numerals || measured) && !Magnitude(hundred.end, false)) {
      coefficient.value = Value(100);  // "hundred" alone, "hundred and five"
      coefficient.end = hundred.end;
      ContinueWords(3, &coefficient);
      return TakeCoefficient(coefficient, out);
    }
  }
  if (text_.english && lexicon_.Has(text_, i, Category::kPoint)) {  // "point five", "point five percent"
    if (!AddDecimals(out)) return false;
    const Match unit = lexicon_.Find(text_, out->end, Category::kUnit);
    return text_.numerals || (unit && unit.entry->kind == Kind::kPercent &&
                              !(i > 0 && text_.is_word(i - 1) && lexicon_.Has(text_, i - 1, Category::kFunction)));
  }
  return ParseWords(i, &coefficient) && TakeCoefficient(coefficient, out);
}

// "тысяч пять", "миллиона два": about so many, told the other way round.
bool NumberParser::ParseReversed(uint32_t i, Number* out) const {
  const Match magnitude = text_.english ? Match() : Magnitude(i, false, true);
  if (!magnitude || magnitude.entry->shift < 3 || !text_.atoms[i].cyrillic) return false;
  const std::string_view word = text_.raw(i);
  const bool genitive = word.ends_with("ч") || word.ends_with("ов");
  const bool few =
      word.ends_with("чи") || word.ends_with("на") || word.ends_with("да");  // "миллиона два", not "миллиона двухсот"
  Coefficient number;
  if ((!genitive && !few) || word.size() < 8 || magnitude.end >= text_.size() || text_.atoms[magnitude.end].newline) return false;
  if (text_.is_digits(magnitude.end) || !ParseWords(magnitude.end, &number) || number.one || Magnitude(number.end, false))
    return false;
  const std::string_view first = text_.raw(magnitude.end);
  const bool nominative = number.end == magnitude.end + 1 && number.value.IsBelow(1) && !number.value.is_zero() &&
                          Value::Compare(number.value, Value(5)) < 0 && !first.ends_with("х") && !first.ends_with("м");
  if (few && !nominative) return false;
  out->value = number.value;
  out->value.Shift(magnitude.entry->shift);
  out->end = number.end;
  out->approximate = true;
  out->has_magnitude = true;
  out->last_magnitude = out->magnitude = magnitude.entry->shift;
  return true;
}

// "пол тонны", "пол-литра"; "пол" before anything else is a floor.
bool NumberParser::IsBeforeUnit(uint32_t i) const {
  if (text_.is_dash(i) && text_.glued(i) && text_.glued(i + 1)) ++i;
  const Match unit = i < text_.size() && !text_.atoms[i].newline ? lexicon_.Find(text_, i, Category::kUnit) : Match();
  if (i < text_.size() && !text_.atoms[i].newline && Magnitude(i, false)) return true;  // "пол миллиона"
  return unit && (unit.entry->kind == Kind::kQuantity || unit.entry->kind == Kind::kPercent || unit.entry->kind == Kind::kMoney);
}

// "of a million", "of a mile"
bool NumberParser::IsOfMeasure(uint32_t i) const {
  const Match of = lexicon_.Find(text_, i, Category::kPreposition);
  const Match article = of && of.entry->code == "of" ? lexicon_.Find(text_, of.end, Category::kArticle) : Match();
  if (!article) {  // "quarter of liter"
    const Match unit = of && of.entry->code == "of" ? lexicon_.Find(text_, of.end, Category::kUnit) : Match();
    return unit && unit.entry->kind == Kind::kQuantity && !unit.entry->digits;
  }
  const Match unit = lexicon_.Find(text_, article.end, Category::kUnit);
  return Magnitude(article.end, false) || (unit && unit.entry->kind != Kind::kCount && unit.entry->kind != Kind::kTime);
}

bool NumberParser::TakeCoefficient(const Coefficient& coefficient, Number* out) const {
  out->value = coefficient.value;
  out->end = coefficient.end;
  out->one = coefficient.one;
  if (coefficient.year) out->plain = true;
  if (!ParseFraction(coefficient, out)) return false;
  const uint32_t behind = SkipHyphen(out->end);
  if (behind > out->end && (lexicon_.Has(text_, behind, Category::kUnit) || lexicon_.Has(text_, behind, Category::kMagnitude)))
    out->end = behind;  // "three-ton"
  return true;
}

}  // namespace lector::figures
