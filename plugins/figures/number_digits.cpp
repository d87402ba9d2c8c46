// The part of NumberParser that reads digits: grouping, decimal marks, glued letters and hyphens.
#include <string>

#include "plugins/figures/number.h"

namespace lector::figures {
namespace {

// Parts between marks: "1.234,5" has 1, 234 and 5.
struct Parts {
  std::string whole;     // joined over spaces that group
  std::string fraction;  // behind the decimal mark
  std::string last;      // the last part, whatever it is
  uint32_t marks = 0;
  char first_mark = 0, last_mark = 0;
  bool groups = true;  // all parts behind marks but the last have three digits
  bool lakhs = true;   // "12,34,567": all have two, and the last three
  bool list = true;    // "22,24,26": commas between numbers of one or two digits
  size_t head = 0;     // digits before the first mark
};

constexpr uint32_t kMostFactors = 3;         // "10x12x3 cm"
constexpr uint32_t kMostLooseDecimals = 4;  // behind a mark between spaces
constexpr uint32_t kMostDivisorDigits = 6;  // of a fraction among bare numbers

uint32_t Length(const Text& text, uint32_t i) { return text.atoms[i].end - text.atoms[i].begin; }

// "1'000" and "1_000" as calculators, coders and the Swiss write them.
bool IsGroupMark(const Text& text, uint32_t i) {
  if (!text.glued(i) || !text.is_digits(i + 1) || !text.glued(i + 1) || Length(text, i + 1) != 3) return false;
  const std::string_view mark = text.raw(i);
  return (mark == "'" || mark == "’" || mark == "_") && !(text.glued(i + 2) && text.is_word(i + 2));
}

// Behind "1": " 234 567".
uint32_t TakeSpaceGroups(const Text& text, uint32_t i, std::string* digits) {
  uint32_t end = i + 1;
  if (Length(text, i) > 3 || text.raw(i)[0] == '0') return end;
  while (digits->size() <= kMostDigits) {
    const bool spaced = text.is_digits(end) && text.atoms[end].gap == 1 && !text.atoms[end].newline && Length(text, end) == 3;
    if (!spaced && !(end < text.size() && IsGroupMark(text, end))) break;
    if (!spaced) ++end;
    digits->append(text.raw(end++));
  }
  return end;
}

// "22,24,26": whether digits and a comma are glued to the left, so that the comma to the right is of the list as well.
bool IsInList(const Text& text, uint32_t i) {
  return i >= 2 && text.symbol(i - 1) == ',' && text.glued(i) && text.is_digits(i - 2) && text.glued(i - 1);
}

// "[10,20]", "(10,20]"
bool IsInterval(const Text& text, uint32_t i) {
  if (!text.numerals || i == 0 || text.symbol(i + 1) != ',' || !text.is_digits(i + 2)) return false;
  const char open = text.symbol(i - 1), close = text.symbol(i + 3);
  return (open == '[' && (close == ']' || close == ')')) || (open == '(' && close == ']');
}

// Behind "1.234": ".567,8". Marks stand without spaces.
uint32_t TakeMarks(const Text& text, uint32_t at, Parts* parts) {
  while ((text.symbol(at) == ',' || text.symbol(at) == '.') && text.glued(at) && text.is_digits(at + 1) && text.glued(at + 1)) {
    const char mark = text.symbol(at);
    if (parts->marks == 0) parts->first_mark = mark;
    else if (parts->last.size() != 3 || parts->last_mark != parts->first_mark) parts->groups = false;
    if (parts->marks > 0 && parts->last.size() != (mark == ',' ? 2 : 3)) parts->lakhs = false;
    if (mark != ',' || Length(text, at + 1) > 2) parts->list = false;
    if (parts->marks > 0 && parts->whole.size() <= kMostDigits) parts->whole += parts->last;
    parts->last = text.raw(at + 1).substr(0, kMostDigits + 1);
    parts->last_mark = mark;
    ++parts->marks;
    at += 2;
  }
  return at;
}

// "14 . 8 %", "2 , 5 км", "$ 1 . 75 a share": as texts look that were cut into words.
bool IsSpacedMark(const Text& text, uint32_t at, bool money) {
  const char mark = text.symbol(at);
  if ((mark != '.' && mark != ',') || text.atoms[at].gap != 1 || text.atoms[at].newline || !text.is_digits(at + 1)) return false;
  if (text.atoms[at + 1].gap != 1 || text.atoms[at + 1].newline || Length(text, at + 1) > kMostLooseDecimals ||
      (mark == ',') == text.english)
    return false;
  const bool hyphen = text.symbol(at + 2) == '-' && text.atoms[at + 2].gap == 1 && text.is_word(at + 3);  // "2 . 5 - mile"
  if (hyphen || (money && text.atoms[at].gap == 1 && Length(text, at + 1) > 1)) return true;
  return at + 2 < text.size() && text.atoms[at + 2].gap == 1 && (text.symbol(at + 2) == '%' || text.atoms[at + 2].word != 0) &&
         !text.atoms[at + 2].upper;
}

// "7 ,5 %": sloppy typing of a decimal comma.
bool IsLooseComma(const Text& text, uint32_t at, bool spaced) {
  if (!text.english && spaced && text.symbol(at) == ',' && text.glued(at) && text.is_digits(at + 1) &&
      text.atoms[at + 1].gap == 1 && Length(text, at + 1) == 2 && text.is_word(at + 2) && !text.atoms[at + 2].newline)
    return true;  // "1 599 059, 38 евро"
  return !text.english && text.symbol(at) == ',' && text.atoms[at].gap == 1 && !text.atoms[at].newline &&
         text.is_digits(at + 1) && text.glued(at + 1) && Length(text, at + 1) <= 2;
}

uint32_t EndOfRun(const Text& text, uint32_t at) {
  while (at < text.size() && text.glued(at) &&
         (text.is_digits(at) || text.symbol(at) == ':' || text.symbol(at) == '.' || text.symbol(at) == '/') &&
         text.is_digits(text.is_digits(at) ? at : at + 1))
    ++at;
  return at;
}

}  // namespace

bool IsTimes(const Text& text, uint32_t i) {
  const std::string_view sign = i < text.size() ? text.raw(i) : std::string_view();
  return sign == "x" || sign == "X" || sign == "х" || sign == "Х" || sign == "×" || sign == "*" || sign == "·" || sign == "⋅";
}

bool IsSlash(const Text& text, uint32_t i) {
  return text.symbol(i) == '/' || (i < text.size() && (text.raw(i) == "⁄" || text.raw(i) == "∕"));
}

// "10x12x3 cm": whether what is multiplied has a unit of measurement.
bool NumberParser::IsMeasured(uint32_t at) const {
  for (uint32_t factors = 0; factors < kMostFactors && IsTimes(text_, at) && text_.is_digits(at + 1); ++factors) {
    at += 2;
    if ((text_.symbol(at) == '.' || text_.symbol(at) == ',') && text_.glued(at) && text_.is_digits(at + 1)) at += 2;
  }
  const Match unit = at < text_.size() && text_.atoms[at].gap <= 1 ? lexicon_.Find(text_, at, Category::kUnit) : Match();
  return unit && unit.entry->kind == Kind::kQuantity;
}

NumberResult NumberParser::ParseDigits(uint32_t i, Number* out) const {
  Parts parts;
  parts.whole = text_.raw(i).substr(0, kMostDigits + 1);
  uint32_t end = TakeSpaceGroups(text_, i, &parts.whole);
  const bool spaced = end > i + 1;
  parts.head = parts.whole.size();
  const uint32_t marks_begin = end;
  if (!(text_.symbol(end) == ',' && (IsInList(text_, i) || IsInterval(text_, i)))) end = TakeMarks(text_, end, &parts);
  const bool money = text_.english && i > 0 && text_.atoms[i - 1].kind == AtomKind::kSymbol && text_.atoms[i].gap == 1 &&
                     lexicon_.Has(text_, i - 1, Category::kUnit);
  const bool loose = end == marks_begin && IsSpacedMark(text_, end, money);
  const bool hyphen = loose && text_.symbol(end + 2) == '-';
  const Match unit = loose ? lexicon_.Find(text_, hyphen ? end + 3 : end + 2, Category::kUnit) : Match();
  const bool apart = unit ? unit.entry->kind != Kind::kCount && unit.entry->kind != Kind::kTime
                          : loose && !hyphen && (money || lexicon_.Has(text_, end + 2, Category::kMagnitude));
  if (end == marks_begin && (apart || IsLooseComma(text_, end, spaced))) {
    parts.marks = 1;
    parts.first_mark = parts.last_mark = '.';
    parts.last = text_.raw(end + 1);
    end += 2;
  }
  out->end = end;
  out->digits = true;
  out->plain = parts.marks == 0 && !spaced;
  if (parts.whole.size() + parts.last.size() > kMostDigits) return NumberResult::kJunk;
  if (parts.marks == 0) {
    out->value = Value::FromDigits(parts.whole, "");
  } else if (parts.marks == 1) {
    const bool three = parts.last.size() == 3 && parts.head <= 3 && parts.whole[0] != '0' && !spaced;
    const bool grouped = three && text_.english && parts.last_mark == ',';
    out->value = Value::FromDigits(parts.whole, parts.last);
    if (grouped) out->value.Shift(3);
    out->ambiguous = three && !text_.english;
  } else if (parts.groups && parts.head <= 3 && parts.last_mark == parts.first_mark && parts.last.size() == 3) {
    out->value = Value::FromDigits(parts.whole + parts.last, "");
  } else if (parts.groups && parts.head <= 3 && parts.last_mark != parts.first_mark) {
    out->value = Value::FromDigits(parts.whole, parts.last);
  } else if (text_.english && parts.lakhs && parts.first_mark == ',' && parts.head <= 2 &&
             (parts.last_mark == '.' || parts.last.size() == 3)) {
    const bool fraction = parts.last_mark == '.';
    out->value = fraction ? Value::FromDigits(parts.whole, parts.last) : Value::FromDigits(parts.whole + parts.last, "");
  } else if (parts.list && parts.head <= 2) {
    out->value = Value::FromDigits(parts.whole.substr(0, parts.head), "");  // the others follow
    out->plain = true;
    out->end = marks_begin;
  } else {
    return NumberResult::kJunk;  // a date or a version: "01.02.2023"
  }
  return ParseDigitTail(out);
}

NumberResult NumberParser::ParseDigitTail(Number* out) const {
  const uint32_t at = out->end;
  if (at >= text_.size()) return NumberResult::kNumber;
  if (text_.symbol(at) == ':' && text_.glued(at) && text_.is_digits(at + 1) && text_.glued(at + 1)) {
    out->end = EndOfRun(text_, at);  // "10:30", "3:1"
    return NumberResult::kJunk;
  }
  bool junk = false;
  if (ParsePower(out) || ParseExponent(out, &junk)) return junk ? NumberResult::kJunk : NumberResult::kNumber;
  if (IsTimes(text_, at) && text_.glued(at) && text_.glued(at + 1) && text_.is_digits(at + 1) && !IsMeasured(at)) {
    out->end = at + 2;  // "2×2"
    return NumberResult::kJunk;
  }
  if (IsSlash(text_, at) && text_.glued(at) && text_.is_digits(at + 1) && text_.glued(at + 1)) {
    if (ParseSlash(out)) return ParseFractionTail(out);
    out->end = EndOfRun(text_, at);
    return NumberResult::kJunk;
  }
  if (out->plain && IsSpacedSlash(at) && Value::Compare(out->value, Value::FromDigits(text_.raw(at + 1), "")) < 0 && ParseSlash(out)) return ParseFractionTail(out);
  // "10 1/2"
  if (out->value.is_integer() && text_.is_digits(at) && text_.atoms[at].gap == 1 && IsSlash(text_, at + 1) &&
      text_.glued(at + 1)) {
    Number half;
    half.first = at;
    half.end = at + 1;
    half.value = Value::FromDigits(text_.raw(at).substr(0, 4), "");
    if (!ParseSlash(&half)) return NumberResult::kNumber;
    out->value.Add(half.value);
    out->end = half.end;
    out->plain = false;
    return ParseFractionTail(out);
  }
  if (out->plain && text_.symbol(at) == '-' && text_.glued(at) && text_.is_digits(at + 1) && text_.glued(at + 1) &&
      text_.symbol(at + 2) == '/' && text_.glued(at + 2)) {  // "7-3/4"
    Number part;
    part.first = at + 1;
    part.end = at + 2;
    part.value = Value::FromDigits(text_.raw(at + 1).substr(0, 4), "");
    if (!ParseSlash(&part)) return NumberResult::kNumber;
    out->value.Add(part.value);
    out->end = part.end;
    out->plain = false;
    return ParseFractionTail(out);
  }
  if (lexicon_.Has(text_, at, Category::kFraction) && text_.atoms[at].kind == AtomKind::kSymbol && text_.atoms[at].gap <= 1) {
    out->value.Add(lexicon_.Find(text_, at, Category::kFraction).entry->value);  // "10½"
    out->end = at + 1;
    return ParseFractionTail(out);
  }
  if (text_.is_dash(at) && text_.glued(at) && text_.is_word(at + 1) && text_.glued(at + 1)) return ParseHyphen(out);
  if (text_.is_word(at) && text_.glued(at) && !IsTimes(text_, at) && !lexicon_.Has(text_, at, Category::kMagnitude) &&
      !lexicon_.Has(text_, at, Category::kUnit) && !lexicon_.Has(text_, at, Category::kSmallerUnit)) {
    out->end = at + 1;  // "12А"
    return NumberResult::kJunk;
  }
  return NumberResult::kNumber;
}

// "1/4-mile", "5 1/2-inch": a hyphen may join a unit to a fraction.
NumberResult NumberParser::ParseFractionTail(Number* out) const {
  const uint32_t at = out->end;
  if (!text_.is_dash(at) || !text_.glued(at) || !text_.is_word(at + 1) || !text_.glued(at + 1)) return NumberResult::kNumber;
  if (ParseHyphen(out) == NumberResult::kJunk) out->end = at;
  return NumberResult::kNumber;
}

// "1 / 4 mile", as texts look that were cut into words.
bool NumberParser::IsSpacedSlash(uint32_t at) const {
  if (!IsSlash(text_, at) || text_.atoms[at].gap != 1 || text_.atoms[at].newline || !text_.is_digits(at + 1)) return false;
  if (text_.atoms[at + 1].gap != 1 || text_.atoms[at + 1].newline || Length(text_, at + 1) > kMostDivisorDigits ||
      IsSlash(text_, at + 2))
    return false;
  return text_.numerals || lexicon_.Has(text_, at + 2, Category::kUnit);
}

// "1/3", "2/1000", but not "24/7", if bare numbers are not wanted.
bool NumberParser::ParseSlash(Number* out) const {
  const uint32_t at = out->end;
  const std::string_view below =
      text_.is_digits(at + 1) && text_.glued(at + 1) == text_.glued(at) ? text_.raw(at + 1) : std::string_view();
  const bool power = below == "100" || below == "1000" || (text_.numerals && below.size() <= kMostDivisorDigits);
  if (below.empty() || (below.size() > 2 && !power) || below[0] == '0' || text_.symbol(at + 2) == '/') return false;
  const Value divisor = Value::FromDigits(below, "");
  if (!text_.numerals && Value::Compare(out->value, divisor) >= 0) return false;
  if (below == "1") return false;
  out->value.Divide(static_cast<uint32_t>(std::stoul(std::string(below))));
  out->fraction = true;
  out->plain = false;
  out->end = at + 2;
  const std::string_view ending = text_.glued(at + 2) && text_.is_word(at + 2) ? text_.raw(at + 2) : std::string_view();
  if (ending == "rd" || ending == "rds" || ending == "th" || ending == "ths") ++out->end;  // "2/3rds"
  return true;
}

// Behind a number and its hyphen: "13-ю", "100-процентный", "3-inch", "$5-billion"; "41-й" and "12-летний" are no figures.
NumberResult NumberParser::ParseHyphen(Number* out) const {
  const uint32_t word = out->end + 1;
  const Match to = text_.english ? lexicon_.Find(text_, word, Category::kPreposition) : Match();
  if (to && (to.entry->code == "to" || to.entry->code == "by") && text_.is_dash(to.end) && text_.glued(to.end))
    return NumberResult::kNumber;  // "20-to-30"
  if (text_.english && text_.is_dash(word + 1) && lexicon_.Has(text_, word, Category::kDenominator))
    return NumberResult::kNumber;  // "$5-a-day"
  if (text_.english &&
      (lexicon_.Has(text_, out->end, Category::kModifierAfter) || lexicon_.Has(text_, out->end, Category::kPlusHalf)))
    return NumberResult::kNumber;  // "20-odd", "2-and-a-half"
  if (lexicon_.Has(text_, word, Category::kEnding)) {
    out->end = word + 1;
    const Match adjective = lexicon_.Find(text_, out->end, Category::kAdjective);  // "5-ти процентный"
    if (adjective && text_.atoms[out->end].gap == 1 && !text_.atoms[out->end].newline) {
      out->adjective = adjective.entry;
      out->is_adjective = true;
      out->end = adjective.end;
    }
    return NumberResult::kNumber;
  }
  if (const Match unit = lexicon_.Find(text_, word, Category::kAdjective)) {
    out->adjective = unit.entry;
    out->is_adjective = true;
    out->end = unit.end;
    return NumberResult::kNumber;
  }
  if (const Match magnitude = lexicon_.Find(text_, word, Category::kAdjectiveMagnitude)) {
    out->value.Shift(magnitude.entry->shift);
    out->magnitude = magnitude.entry->shift;
    out->has_magnitude = out->is_adjective = true;
    out->end = magnitude.end;
    return NumberResult::kNumber;
  }
  if (const Match sign = lexicon_.Find(text_, word, Category::kUnit); sign && sign.entry->before && text_.is_digits(sign.end))
    return NumberResult::kNumber;  // "US$10-US$20"
  if (!text_.atoms[word].cyrillic &&
      (lexicon_.Has(text_, word, Category::kUnit) || lexicon_.Has(text_, word, Category::kMagnitude))) {
    out->end = word;  // the unit follows behind the hyphen
    return NumberResult::kNumber;
  }
  out->end = word + 1;
  return NumberResult::kJunk;
}

}  // namespace lector::figures
