#include "plugins/figures/number.h"

#include <string>

namespace lector::figures {
namespace {

constexpr std::string_view kHalf = "пол";
constexpr int32_t kLakh = 5;  // a magnitude that thousands may exceed

}  // namespace

NumberResult NumberParser::Parse(uint32_t i, bool money, Number* out) const {
  *out = Number();
  out->first = i;
  out->end = i;
  const Atom& atom = text_.atoms[i];
  if (IsBareFraction(i)) {  // ".75"
    out->value = Value::FromDigits("0", text_.raw(i + 1).substr(0, kMostDigits));
    out->end = i + 2;
    out->digits = true;
  } else if (atom.kind == AtomKind::kDigits) {
    const NumberResult result = ParseDigits(i, out);
    if (result != NumberResult::kNumber || out->is_adjective) return result;
    if (out->plain && TakeParts(out)) return NumberResult::kNumber;
    if (text_.english && out->value.is_integer()) ContinueDigits(out);
    if ((text_.english || text_.numerals) && out->plain && lexicon_.Has(text_, out->end, Category::kPoint))
      AddDecimals(out);  // "6 point 5"
    const Match half = text_.english ? Match() : lexicon_.Find(text_, out->end, Category::kPlusHalf);
    if (half && out->plain) {  // "5 с половиной"
      out->value.Add(half.entry->value);
      out->end = half.end;
      out->plain = false;
    }
    if (!text_.english && out->plain && lexicon_.Has(text_, out->end, Category::kWhole)) {  // "3 целых 5 десятых"
      Coefficient whole;
      whole.value = out->value;
      whole.end = out->end;
      ParseFraction(whole, out);
      out->plain = out->fraction = false;
    }
  } else if (atom.word == 0) {
    return ParseCompound(i, out) ? NumberResult::kNumber : NumberResult::kNone;
  } else if (!ParseWordNumber(i, out)) {
    return NumberResult::kNone;
  }
  if (ParseMagnitudes(money, out)) {
    ParseFurtherSegments(money, out);
    if (!out->vague && text_.english && !AddFraction(out)) AddDecimals(out);  // "3 million and a half", "one thousand point five"
    if (!out->digits && text_.english) DivideByParts(out);
  }
  ParseSpokenPower(out);
  if (!text_.english) return NumberResult::kNumber;
  if (out->fraction) MultiplyFraction(out);
  out->hundreds = out->magnitude == 0 && lexicon_.Has(text_, out->end - 1, Category::kHundred);
  if (out->hundreds && text_.numerals && !FollowsBetween(*out)) AddAfterHundred(out);
  return NumberResult::kNumber;
}

// "between two thousand and 5000"
bool NumberParser::FollowsBetween(const Number& number) const {
  const Match word = number.first > 0 ? lexicon_.Find(text_, number.first - 1, Category::kPreposition) : Match();
  return word && word.entry->code == "between";
}

// ".75" behind a space, a sign or nothing.
bool NumberParser::IsBareFraction(uint32_t i) const {
  const bool mark = text_.symbol(i) == '.' || (text_.symbol(i) == ',' && text_.numerals && !text_.english);
  if (!mark || !text_.is_digits(i + 1) || !text_.glued(i + 1)) return false;
  if (!text_.english && !text_.numerals && !lexicon_.Has(text_, i + 2, Category::kUnit)) return false;  // ".75 чашки"
  const bool currency =
      i > 0 && text_.atoms[i - 1].kind == AtomKind::kSymbol && lexicon_.Has(text_, i - 1, Category::kUnit);  // "$.50"
  const bool signed_before =
      currency || (i > 0 && (text_.is_dash(i - 1) || text_.symbol(i - 1) == '+' || text_.symbol(i - 1) == '(' ||
                text_.symbol(i - 1) == '"' || text_.raw(i - 1) == "“" || text_.raw(i - 1) == "«"));
  const bool ends = !text_.glued(i + 2) || !(text_.is_digits(i + 3) && text_.glued(i + 3)) || text_.is_word(i + 2);  // ".5.1"
  return ends && (!text_.glued(i) || signed_before);
}

// "3 tenths", "2 трети"; "3 quarters" may be of a year.
bool NumberParser::TakeParts(Number* out) const {
  const Match parts = lexicon_.Find(text_, out->end, Category::kParts);
  if (!parts || out->value.is_zero() || text_.atoms[out->end].gap != 1) return false;
  const bool one = Value::Compare(out->value, Value(1)) == 0;
  const bool plural = text_.english ? text_.raw(parts.end - 1).ends_with("s") : !parts.entry->one;
  const bool measured = text_.english && IsOfMeasure(parts.end);  // "3 quarters of a cup"
  const bool time = !measured && (lexicon_.Has(text_, out->end, Category::kUnit) || parts.entry->code == "2");
  if (one == plural && text_.english) return false;
  if (!text_.numerals && (time || Value::Compare(out->value, parts.entry->value) >= 0)) return false;
  out->value.DivideBy(parts.entry->code);
  out->end = parts.end;
  out->fraction = true;
  out->plain = false;
  return true;
}

// "3 hundred and 21", "3 and a half"
void NumberParser::ContinueDigits(Number* out) const {
  const Match hundred = lexicon_.Find(text_, out->end, Category::kHundred);
  if (!hundred) {
    AddFraction(out);
    return;
  }
  Coefficient coefficient;
  coefficient.value = out->value;
  coefficient.value.Multiply(100);
  coefficient.end = hundred.end;
  ContinueWords(3, &coefficient);
  out->value = coefficient.value;
  out->end = coefficient.end;
  out->plain = false;
  if (!coefficient.has_and) AddAfterHundred(out);
}

// "3 hundred and 21", "three hundred and 5"
void NumberParser::AddAfterHundred(Number* out) const {
  const Match filler = lexicon_.Find(text_, out->end, Category::kAnd);
  if (!filler || !text_.is_digits(filler.end) || text_.raw(filler.end).size() > 2) return;
  if (lexicon_.Has(text_, filler.end + 1, Category::kHundred) || Magnitude(filler.end + 1, false)) return;
  out->value.Add(Value::FromDigits(text_.raw(filler.end), ""));
  out->end = filler.end + 1;
}

// "half of a third", "two thirds of a quarter"
bool NumberParser::MultiplyFraction(Number* out) const {
  const Match of = lexicon_.Find(text_, out->end, Category::kPreposition);
  if (out->digits || !of || of.entry->code != "of") return false;
  Match article = lexicon_.Find(text_, of.end, Category::kArticle);
  if (const Match one = article ? Match() : lexicon_.Find(text_, of.end, Category::kOnes); one && one.entry->code == "1")
    article = one;
  const Match part = article ? lexicon_.Find(text_, SkipHyphen(article.end), Category::kFraction) : Match();
  if (!part || !out->value.MultiplyBy(part.entry->value)) return false;
  out->end = part.end;
  return true;
}

// "двухмиллиардный", "двадцатипятипроцентный", "полкило": all in one word.
bool NumberParser::ParseCompound(uint32_t i, Number* out) const {
  if (text_.atoms[i].kind != AtomKind::kWord || !lexicon_.MayBeCompound(text_.raw(i))) return false;
  std::string_view word;
  Atom atom;
  Scanner scanner(text_.raw(i));
  if (!scanner.Next(&atom, &word)) return false;
  std::string_view rest = word;
  size_t size = 0;
  while (const Entry* part = lexicon_.FindCompoundPart(rest, &size)) {
    out->value.Add(part->value);
    rest.remove_prefix(size);
  }
  if (rest.size() == word.size()) return false;
  const Entry* half = word.starts_with(kHalf) ? lexicon_.FindWord(word.substr(kHalf.size()), Category::kUnit) : nullptr;
  if (half != nullptr && !half->digits) {
    out->adjective = half;
  } else if (const Entry* unit = lexicon_.FindWord(rest, Category::kAdjective)) {
    out->adjective = unit;
  } else if (const Entry* magnitude = lexicon_.FindWord(rest, Category::kAdjectiveMagnitude)) {
    out->value.Shift(magnitude->shift);
    out->magnitude = magnitude->shift;
    out->has_magnitude = true;
  } else {
    return false;
  }
  out->is_adjective = true;
  out->end = i + 1;
  return true;
}

Match NumberParser::Magnitude(uint32_t i, bool money, bool begins) const {
  if (i >= text_.size() || (text_.atoms[i].newline && !begins)) return {};
  const Match match = lexicon_.Find(text_, i, Category::kMagnitude);
  const bool spaced = text_.numerals && text_.atoms[i].gap == 1 && i > 0 && text_.is_digits(i - 1);  // "20 M"
  if (match && match.entry->glued && !text_.glued(i) && !spaced) return {};
  if (match && text_.english && text_.symbol(match.end) == '.' && lexicon_.Find(text_, i, Category::kUnit).end > match.end)
    return {};  // "1 k.g."
  if (!match || !match.entry->money || money) return match;
  const bool letter = text_.atoms[i].end - text_.atoms[i].begin == (text_.atoms[i].cyrillic ? 2U : 1U);
  const bool capital = (text_.glued(i) || spaced) && text_.atoms[i].all_upper;
  const bool large = match.entry->shift >= 12 || match.entry->upper;
  if (capital && ((text_.numerals && letter) || (text_.english && !large))) return match;   // "15M"
  if (text_.numerals && text_.glued(i) && letter && match.entry->shift == 9) return match;  // "3b"
  if (text_.numerals && !letter && match.entry->shift == 3) return match;                   // "5 grand"
  const Match unit = lexicon_.Find(text_, match.end, Category::kUnit);                      // "5m euros", "1.2m tonnes"
  if (!unit) return {};
  const bool counted = (unit.entry->kind == Kind::kQuantity && !unit.entry->glued) || unit.entry->kind == Kind::kCount;
  return unit.entry->kind == Kind::kMoney || (counted && text_.glued(i)) ? match : Match();
}

// One magnitude or a rising chain: "тыс.", "сотни миллионов", "thousand million".
bool NumberParser::ParseMagnitudes(bool money, Number* out) const {
  int32_t total = 0, last = 0;
  const Match times = lexicon_.Find(text_, out->end, Category::kTimes);
  if (times && !out->has_magnitude && out->end > out->first && !(times.entry->part && (out->digits || !text_.numerals))) {
    out->value.Multiply(static_cast<uint32_t>(std::stoul(times.entry->code)));  // "two dozen"
    out->end = times.end;
    out->one = false;
  }
  const Match dozen = out->end > out->first ? lexicon_.Find(text_, out->end - 1, Category::kTimes) : Match();
  const Match half = dozen && dozen.end == out->end ? lexicon_.Find(text_, out->end, Category::kPlusHalf) : Match();
  if (half) {  // "a dozen and a half"
    Value part = half.entry->value;
    part.Multiply(static_cast<uint32_t>(std::stoul(dozen.entry->code)));
    out->value.Add(part);
    out->end = half.end;
  }
  uint32_t at = out->end;
  // "half a million", "a quarter of a million"
  if (out->fraction && text_.english) {
    if (const Match of = lexicon_.Find(text_, at, Category::kFunction)) at = of.end;
    if (const Match article = lexicon_.Find(text_, at, Category::kArticle)) at = article.end;
    const Match dozens = lexicon_.Find(text_, at, Category::kTimes);
    if (dozens && !dozens.entry->many) {  // "half a dozen"
      out->value.Multiply(static_cast<uint32_t>(std::stoul(dozens.entry->code)));
      out->fraction = false;
      out->end = dozens.end;
      return false;
    }
    const Match hundred = lexicon_.Find(text_, at, Category::kHundred);
    if (!Magnitude(at, money) && !hundred) return false;
    if (hundred && Magnitude(hundred.end, money)) return false;
  }
  // "a couple of hundred", "2.5 hundred", "half a hundred"
  if (const Match hundred = text_.english && at > out->first ? lexicon_.Find(text_, at, Category::kHundred) : Match();
      hundred && !text_.atoms[at].newline && (out->value.IsBelow(2) || !out->value.is_integer())) {
    out->value.Shift(2);
    out->fraction = out->one = out->plain = false;
    at = out->end = hundred.end;
  }
  if (text_.english && out->digits && text_.symbol(at) == '-' && text_.atoms[at].gap == 1 && at + 1 < text_.size() &&
      text_.atoms[at + 1].gap == 1) {  // "a $ 500 - million loan"
    const Match joined = Magnitude(at + 1, money);
    if (joined && joined.entry->one) ++at;
  }
  while (true) {
    const Match match = Magnitude(at, money, at == out->first);
    if (!match || match.entry->shift < last || (match.entry->shift == last && !(text_.english && match.entry->one))) break;
    last = match.entry->shift;
    total += last;
    at = out->end = match.end;
  }
  if (total == 0) return false;
  const uint32_t behind = SkipHyphen(at);
  const Match unit = behind > at && text_.is_word(behind) ? lexicon_.Find(text_, behind, Category::kUnit) : Match();
  if (unit && !(unit.entry->before && text_.is_digits(unit.end))) out->end = behind;  // "million-foot", but not "5m-US$6m"
  out->value.Shift(total);
  out->magnitude = total;
  out->last_magnitude = last;
  out->has_magnitude = true;
  out->one = out->plain = out->fraction = false;
  out->ambiguous = false;
  return true;
}

// "2 млн 300 тыс.", "две тысячи двадцать пять": each segment is below the magnitude before it.
void NumberParser::ParseFurtherSegments(bool money, Number* out) const {
  int32_t above = out->magnitude;
  while (above >= 3 && !out->vague && out->end < text_.size() && !text_.atoms[out->end].newline) {
    Number next;
    next.first = next.end = out->end;
    Coefficient words;
    bool in_words = false;
    const bool comma = text_.english && !out->digits && text_.symbol(next.end) == ',' &&
                       lexicon_.Has(text_, next.end + 1, Category::kAnd);  // "one thousand, and five"
    const Match filler = text_.english ? lexicon_.Find(text_, comma ? next.end + 1 : next.end, Category::kAnd) : Match();
    uint32_t begin = SkipHyphen(filler ? filler.end : next.end);
    if (text_.english && !out->digits && text_.symbol(begin) == ',' && text_.is_word(begin + 1))
      ++begin;  // "one thousand, two hundred"
    if (text_.english && out->digits && text_.symbol(begin) == ',' && text_.is_digits(begin + 1) && text_.atoms[begin + 1].gap > 0 &&
        lexicon_.Has(text_, begin + 2, Category::kMagnitude))
      ++begin;  // "3 million, 200 thousand"
    if (text_.is_digits(begin) && text_.atoms[begin].end - text_.atoms[begin].begin <= 3) {
      next.first = next.end = begin;
      if (text_.symbol(next.end + 1) == ':' || ParseDigits(next.end, &next) != NumberResult::kNumber || next.is_adjective) return;
      if (const Match hundred = text_.english ? lexicon_.Find(text_, next.end, Category::kHundred) : Match()) {
        next.value.Shift(2);  // "2 million 3 hundred"
        next.end = hundred.end;
        in_words = true;
      }
    } else if (ParseWords(begin, &words)) {
      if (words.one && out->digits && !filler) return;  // "$5 billion one day"
      const Match parts = text_.english ? lexicon_.Find(text_, SkipHyphen(words.end), Category::kParts) : Match();
      if (parts && filler && !words.has_and) return;  // "a million and two thirds"
      in_words = true;
      next.value = words.value;
      next.end = words.end;
      if (parts && words.has_and && words.before_and.IsBelow(static_cast<uint32_t>(above))) {
        // "one thousand two hundred and three fifths"
        Value part = FractionOf(words);
        part.DivideBy(parts.entry->code);
        out->value.Add(words.before_and);
        out->value.Add(part);
        out->end = parts.end;
        out->magnitude = 0;
        return;
      }
    } else {
      return;
    }
    const bool scaled = ParseMagnitudes(money, &next);
    const bool lakhs = above == kLakh && text_.english;  // "thirty one lakh two hundred fifty six thousand"
    if (!next.value.IsBelow(static_cast<uint32_t>(lakhs ? above + 1 : above))) return;
    if (!scaled && !in_words && above > 3) return;  // "5 млн 20": two numbers
    const bool loose = text_.numerals && next.value.IsBelow(2) && !lexicon_.Has(text_, next.end, Category::kUnit) &&
                       !FollowsBetween(*out);  // "two thousand and 5"
    if (filler && !in_words && !scaled && !loose) return;
    out->value.Add(next.value);
    out->end = next.end;
    out->magnitude = 0;  // not one magnitude that others could share
    above = scaled ? next.magnitude : 0;
  }
}

}  // namespace lector::figures
