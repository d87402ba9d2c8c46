#include "plugins/figures/number.h"

#include <algorithm>
#include <string>

namespace lector::figures {
NumberResult NumberParser::Parse(uint32_t i, bool money, Number* out) const {
  *out = Number();
  out->first = i;
  out->end = i;
  const Atom& atom = text_.atoms[i];
  if (atom.kind == AtomKind::kDigits) {
    const NumberResult result = ParseDigits(i, out);
    if (result != NumberResult::kNumber || out->is_adjective) return result;
  } else if (atom.word == 0) {
    return ParseCompound(i, out) ? NumberResult::kNumber : NumberResult::kNone;
  } else if (!ParseWordNumber(i, out)) {
    return NumberResult::kNone;
  }
  if (ParseMagnitudes(money, out)) ParseFurtherSegments(money, out);
  return NumberResult::kNumber;
}

// One of 900, 90, 19, 9; ranks fall from left to right.
bool NumberParser::ParseSmall(uint32_t i, uint32_t* rank, Coefficient* out) const {
  constexpr struct { Category category; uint32_t rank, limit; } kRanks[] = {
      {Category::kHundreds, 3, 3}, {Category::kTens, 2, 2}, {Category::kTeens, 1, 2}, {Category::kOnes, 1, 1}};
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
  if (!ParseSmall(i, &rank, out)) return false;
  out->one = Value::Compare(out->value, Value(1)) == 0;
  while (out->end < text_.size() && !text_.atoms[out->end].newline) {
    uint32_t next = out->end;
    if (const Match hundred = lexicon_.Find(text_, next, Category::kHundred); hundred && rank < 3) {
      out->value.Multiply(100);
      out->end = hundred.end;
      rank = 3;
      out->one = false;
      continue;
    }
    if (text_.english && rank == 2 && text_.is_dash(next) && text_.glued(next)) ++next;
    else if (text_.english && rank == 3) {
      if (const Match filler = lexicon_.Find(text_, next, Category::kAnd)) next = filler.end;
    }
    if (next >= text_.size() || !ParseSmall(next, &rank, out)) break;
    out->one = false;
  }
  return true;
}

bool NumberParser::ParseWordNumber(uint32_t i, Number* out) const {
  uint32_t at = i;
  if (const Match article = lexicon_.Find(text_, i, Category::kArticle)) {
    at = article.end;
    if (lexicon_.Has(text_, at, Category::kHundred)) {
      Coefficient rest;
      out->value = Value(100);
      out->end = at + 1;
      const Match filler = lexicon_.Find(text_, at + 1, Category::kAnd);
      if (filler && ParseWords(filler.end, &rest) && rest.value.IsBelow(2)) out->value.Add(rest.value), out->end = rest.end;
      return true;
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
    if (fraction.entry->code.empty() || (fraction.entry->one && at == i)) return false;  // "third" needs its article
    out->first = at;
    out->value = fraction.entry->value;
    out->fraction = true;
    out->end = fraction.end;
    return true;
  }
  if (const Match value = lexicon_.Find(text_, at, Category::kValue)) {
    out->value = value.entry->value;
    out->approximate = value.entry->approximate;
    out->end = value.end;
    return true;
  }
  if (const Match times = lexicon_.Find(text_, at, Category::kTimes)) {
    out->value = times.entry->value;
    out->end = times.end;
    return true;
  }
  if (const Match several = lexicon_.Find(text_, i, Category::kSeveral)) {
    const Match magnitude = Magnitude(several.end, false);
    if (!magnitude || !magnitude.entry->many) return false;
    out->value = Value(1);
    out->vague = true;
    out->end = several.end;
    return true;
  }
  if (const Match magnitude = Magnitude(i, false); magnitude && (magnitude.entry->one || magnitude.entry->many)) {
    out->value = Value(1);
    out->vague = magnitude.entry->many;
    return true;  // the magnitude itself is read by the caller
  }
  Coefficient coefficient;
  if (!ParseWords(i, &coefficient)) return false;
  out->value = coefficient.value;
  out->end = coefficient.end;
  out->one = coefficient.one;
  ParseFraction(out);
  if (text_.english && text_.is_dash(out->end) && text_.glued(out->end) && text_.glued(out->end + 1) &&
      lexicon_.Has(text_, out->end + 1, Category::kUnit))
    ++out->end;  // "three-ton"
  return true;
}

// Behind a number in words: "с половиной", "целых семь десятых", "трети".
void NumberParser::ParseFraction(Number* out) const {
  if (const Match half = lexicon_.Find(text_, out->end, Category::kPlusHalf)) {
    Value value(5);
    value.Shift(-1);
    out->value.Add(value);
    out->end = half.end;
    out->one = false;
    return;
  }
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
  if (whole && !ParseWords(whole.end, &above)) return;
  uint32_t at = whole ? above.end : out->end;
  if (text_.english && text_.is_dash(at)) ++at;
  const Match parts = lexicon_.Find(text_, at, Category::kParts);
  if (!parts) return;
  const auto divisor = static_cast<uint32_t>(std::stoul(parts.entry->code));
  if (whole) {
    above.value.Divide(divisor);
    out->value.Add(above.value);
  } else {
    out->value.Divide(divisor);
    out->fraction = true;
  }
  out->end = parts.end;
  out->one = false;
}

// "двухмиллиардный", "двадцатипятипроцентный": all in one word.
bool NumberParser::ParseCompound(uint32_t i, Number* out) const {
  if (text_.atoms[i].kind != AtomKind::kWord || !lexicon_.MayBeCompound(text_.raw(i))) return false;
  std::string word;
  Atom atom;
  Scanner scanner(text_.raw(i));
  if (!scanner.Next(&atom, &word)) return false;
  std::string_view rest = word;
  bool any = false;
  for (bool found = true; found;) {
    found = false;
    for (size_t size = std::min<size_t>(rest.size(), 26); size >= 4; size -= 2) {
      const Entry* part = lexicon_.FindWord(rest.substr(0, size), Category::kCompound);
      if (part == nullptr) continue;
      out->value.Add(part->value);
      rest.remove_prefix(size);
      found = any = true;
      break;
    }
  }
  if (!any) return false;
  if (const Entry* unit = lexicon_.FindWord(rest, Category::kAdjective)) {
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

Match NumberParser::Magnitude(uint32_t i, bool money) const {
  if (i >= text_.size() || text_.atoms[i].newline) return {};
  const Match match = lexicon_.Find(text_, i, Category::kMagnitude);
  if (!match || !match.entry->money || money) return match;
  const Match unit = lexicon_.Find(text_, match.end, Category::kUnit);  // "5m euros"
  return unit && unit.entry->kind == Kind::kMoney ? match : Match();
}

// One magnitude or a rising chain: "тыс.", "сотни миллионов", "thousand million".
bool NumberParser::ParseMagnitudes(bool money, Number* out) const {
  int32_t total = 0, last = 0;
  const Match times = lexicon_.Find(text_, out->end, Category::kTimes);
  if (times && !out->has_magnitude && out->end > out->first) {
    out->value.Multiply(static_cast<uint32_t>(std::stoul(times.entry->code)));  // "two dozen"
    out->end = times.end;
  }
  uint32_t at = out->end;
  // "half a million", "a quarter of a million"
  if (out->fraction && text_.english) {
    if (const Match of = lexicon_.Find(text_, at, Category::kFunction)) at = of.end;
    if (const Match article = lexicon_.Find(text_, at, Category::kArticle)) at = article.end;
    if (!Magnitude(at, money)) return false;
  }
  while (true) {
    const Match match = Magnitude(at, money);
    if (!match || match.entry->shift <= last) break;
    last = match.entry->shift;
    total += last;
    at = out->end = match.end;
  }
  if (total == 0) return false;
  out->value.Shift(total);
  out->magnitude = total;
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
    const Match filler = text_.english ? lexicon_.Find(text_, next.end, Category::kAnd) : Match();
    if (text_.is_digits(next.end) && text_.atoms[next.end].end - text_.atoms[next.end].begin <= 3) {
      if (text_.symbol(next.end + 1) == ':' || ParseDigits(next.end, &next) != NumberResult::kNumber || next.is_adjective) return;
    } else if (ParseWords(filler ? filler.end : next.end, &words)) {
      in_words = true;
      next.value = words.value;
      next.end = words.end;
    } else {
      return;
    }
    const bool scaled = ParseMagnitudes(money, &next);
    if (!next.value.IsBelow(static_cast<uint32_t>(above))) return;
    if (!scaled && !in_words && above > 3) return;  // "5 млн 20": two numbers
    if (filler && !in_words) return;
    out->value.Add(next.value);
    out->end = next.end;
    out->magnitude = 0;  // not one magnitude that others could share
    above = scaled ? next.magnitude : 0;
  }
}

}  // namespace lector::figures
