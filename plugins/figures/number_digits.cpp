// The part of NumberParser that reads digits: grouping, decimal marks, glued letters and hyphens.
#include <string>

#include "plugins/figures/number.h"

namespace lector::figures {
namespace {

constexpr int32_t kMostExponent = 30;

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

uint32_t Length(const Text& text, uint32_t i) { return text.atoms[i].end - text.atoms[i].begin; }

// Behind "1": " 234 567".
uint32_t TakeSpaceGroups(const Text& text, uint32_t i, std::string* digits) {
  uint32_t end = i + 1;
  if (Length(text, i) > 3 || text.raw(i)[0] == '0') return end;
  while (text.is_digits(end) && text.atoms[end].gap == 1 && !text.atoms[end].newline && Length(text, end) == 3 &&
         digits->size() <= kMostDigits)
    digits->append(text.raw(end++));
  return end;
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

// "7 ,5 %": sloppy typing of a decimal comma.
bool IsLooseComma(const Text& text, uint32_t at, bool spaced) {
  if (!text.english && spaced && text.symbol(at) == ',' && text.glued(at) && text.is_digits(at + 1) &&
      text.atoms[at + 1].gap == 1 && Length(text, at + 1) == 2 && text.is_word(at + 2) && !text.atoms[at + 2].newline)
    return true;  // "1 599 059, 38 евро"
  return !text.english && text.symbol(at) == ',' && text.atoms[at].gap == 1 && !text.atoms[at].newline &&
         text.is_digits(at + 1) && text.glued(at + 1) && Length(text, at + 1) <= 2;
}

// A whole number below 2^16, raised; false where the result would be long.
bool RaiseTo(int32_t exponent, bool negative, Value* value) {
  const std::string digits = value->ToString();
  if (digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string::npos || exponent > 12) return false;
  const auto base = static_cast<uint32_t>(std::stoul(digits));
  Value result(1);
  for (int32_t k = 0; k < exponent; ++k) {
    if (negative && base > 1) result.Divide(base);
    else result.Multiply(base);
  }
  *value = result;
  return !(negative && base == 0);
}

uint32_t EndOfRun(const Text& text, uint32_t at) {
  while (at < text.size() && text.glued(at) &&
         (text.is_digits(at) || text.symbol(at) == ':' || text.symbol(at) == '.' || text.symbol(at) == '/') &&
         text.is_digits(text.is_digits(at) ? at : at + 1))
    ++at;
  return at;
}

}  // namespace

NumberResult NumberParser::ParseDigits(uint32_t i, Number* out) const {
  Parts parts;
  parts.whole = text_.raw(i).substr(0, kMostDigits + 1);
  uint32_t end = TakeSpaceGroups(text_, i, &parts.whole);
  const bool spaced = end > i + 1;
  parts.head = parts.whole.size();
  const uint32_t marks_begin = end;
  end = TakeMarks(text_, end, &parts);
  if (end == marks_begin && IsLooseComma(text_, end, spaced)) {
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
  if (ParsePower(out) || ParseExponent(out)) return NumberResult::kNumber;
  const std::string_view by = text_.glued(at) ? text_.raw(at) : std::string_view();
  if ((by == "x" || by == "х" || by == "×") && text_.glued(at + 1) && text_.is_digits(at + 1)) {
    out->end = at + 2;  // "2×2"
    return NumberResult::kJunk;
  }
  if (text_.symbol(at) == '/' && text_.glued(at) && text_.is_digits(at + 1) && text_.glued(at + 1)) {
    if (ParseSlash(out)) return NumberResult::kNumber;
    out->end = EndOfRun(text_, at);
    return NumberResult::kJunk;
  }
  // "10 1/2"
  if (out->plain && text_.is_digits(at) && text_.atoms[at].gap == 1 && text_.symbol(at + 1) == '/' && text_.glued(at + 1)) {
    Number half;
    half.first = at;
    half.end = at + 1;
    half.value = Value::FromDigits(text_.raw(at).substr(0, 4), "");
    if (ParseSlash(&half)) {
      out->value.Add(half.value);
      out->end = half.end;
      out->plain = false;
    }
    return NumberResult::kNumber;
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
    return NumberResult::kNumber;
  }
  if (lexicon_.Has(text_, at, Category::kFraction) && text_.atoms[at].kind == AtomKind::kSymbol && text_.atoms[at].gap <= 1) {
    out->value.Add(lexicon_.Find(text_, at, Category::kFraction).entry->value);  // "10½"
    out->end = at + 1;
    return NumberResult::kNumber;
  }
  if (text_.is_dash(at) && text_.glued(at) && text_.is_word(at + 1) && text_.glued(at + 1)) return ParseHyphen(out);
  if (text_.is_word(at) && text_.glued(at) && !lexicon_.Has(text_, at, Category::kMagnitude) &&
      !lexicon_.Has(text_, at, Category::kUnit)) {
    out->end = at + 1;  // "12А"
    return NumberResult::kJunk;
  }
  return NumberResult::kNumber;
}

// "6.23x10^-4"
bool NumberParser::ParsePower(Number* out) const {
  uint32_t at = out->end;
  const std::string_view times = at < text_.size() ? text_.raw(at) : std::string_view();
  if (times != "x" && times != "х" && times != "×" && times != "*" && times != "·") return false;
  if (!text_.is_digits(at + 1) || text_.raw(at + 1) != "10" || text_.symbol(at + 2) != '^') return false;
  at += 3;
  const bool negative = text_.is_dash(at);
  if (negative) ++at;
  if (!text_.is_digits(at) || text_.raw(at).size() > 2) return false;
  const auto power = static_cast<int32_t>(std::stoul(std::string(text_.raw(at))));
  out->value.Shift(negative ? -power : power);
  out->plain = false;
  out->end = at + 1;
  return true;
}

// "1e6", "1.5E-3", "10^6"
bool NumberParser::ParseExponent(Number* out) const {
  uint32_t at = out->end;
  if (!text_.glued(at)) return false;
  const std::string_view mark = text_.raw(at++);
  const bool power = mark == "^";
  if ((mark != "e" && mark != "E" && !power) || !text_.glued(at)) return false;
  const bool negative = text_.is_dash(at);
  if (negative || text_.symbol(at) == '+') ++at;
  if (!text_.is_digits(at) || !text_.glued(at) || text_.raw(at).size() > 2 || (text_.glued(at + 1) && text_.is_word(at + 1)))
    return false;
  const auto exponent = static_cast<int32_t>(std::stoul(std::string(text_.raw(at))));
  if (exponent > kMostExponent) return false;
  if (!power) {
    out->value.Shift(negative ? -exponent : exponent);
  } else if (Value::Compare(out->value, Value(10)) == 0) {
    out->value.Shift(negative ? -exponent - 1 : exponent - 1);
  } else if (!RaiseTo(exponent, negative, &out->value)) {
    return false;
  }
  out->plain = out->ambiguous = false;
  out->end = at + 1;
  return true;
}

// "1/3", "2/1000", but not "24/7".
bool NumberParser::ParseSlash(Number* out) const {
  const uint32_t at = out->end;
  const std::string_view below = text_.is_digits(at + 1) && text_.glued(at + 1) ? text_.raw(at + 1) : std::string_view();
  const bool power = below == "100" || below == "1000";
  if (below.empty() || (below.size() > 2 && !power) || below[0] == '0' || text_.symbol(at + 2) == '/') return false;
  const Value divisor = Value::FromDigits(below, "");
  if (Value::Compare(out->value, divisor) >= 0 || below == "1") return false;
  out->value.Divide(static_cast<uint32_t>(std::stoul(std::string(below))));
  out->fraction = true;
  out->plain = false;
  out->end = at + 2;
  return true;
}

// Behind a number and its hyphen: "13-ю", "100-процентный", "3-inch", "$5-billion"; "41-й" and "12-летний" are no figures.
NumberResult NumberParser::ParseHyphen(Number* out) const {
  const uint32_t word = out->end + 1;
  if (lexicon_.Has(text_, word, Category::kEnding)) {
    out->end = word + 1;
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
  if (!text_.atoms[word].cyrillic &&
      (lexicon_.Has(text_, word, Category::kUnit) || lexicon_.Has(text_, word, Category::kMagnitude))) {
    out->end = word;  // the unit follows behind the hyphen
    return NumberResult::kNumber;
  }
  out->end = word + 1;
  return NumberResult::kJunk;
}

}  // namespace lector::figures
