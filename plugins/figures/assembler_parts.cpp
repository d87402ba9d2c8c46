// The part of Assembler that reads what is told in two units or in a unit and a half: "12 рублей 75 копеек", "5 ft 2 in",
// "5'6\"".
#include <algorithm>
#include <string>

#include "plugins/figures/assembler.h"

namespace lector::figures {
namespace {

constexpr std::string_view kFoot = "[ft_i]";
constexpr uint32_t kInchesInFoot = 12;
constexpr int32_t kHundredths = -2;
constexpr uint32_t kMostSmaller = 2;  // "5 yards 2 feet 1 inch"

// How many of a smaller unit ("[ft_i]=12,[yd_i]=36") make one of the larger; 0: it is none of its parts.
uint32_t CountIn(const Entry& smaller, std::string_view larger) {
  for (std::string_view rest = smaller.code; !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.size() > larger.size() && pair.starts_with(larger) && pair[larger.size()] == '=')
      return static_cast<uint32_t>(std::stoul(std::string(pair.substr(larger.size() + 1))));
  }
  return 0;
}

}  // namespace

// "12 рублей 75 копеек", "5 dollars and 20 cents", "15 dollars 50": one sum.
void Assembler::AddParts(Figure* figure) const {
  const bool pounds = figure->has_unit && figure->unit.kind == Kind::kMoney && !figure->unit_before &&
                      lexicon_.Has(text_, figure->end - 1, Category::kUnitOf);
  if (pounds) AddSmaller(figure);
  const bool measured = figure->has_unit && (figure->unit.kind == Kind::kQuantity || figure->unit.kind == Kind::kMoney);
  if (!measured || figure->number.is_adjective || AddHalf(figure) || AddBareCentimetres(figure)) return;
  if (figure->unit.kind == Kind::kQuantity) return pounds ? void() : AddSmaller(figure);
  int32_t shift = figure->unit.part ? figure->unit.shift : 0;
  if (shift == kHundredths) return;
  for (uint32_t count = 0; count < kMostSmaller && AddMoneyPart(&shift, figure); ++count) {
  }
}

// One part behind a sum; shift: of the part before it, 0 where there is none yet.
bool Assembler::AddMoneyPart(int32_t* shift, Figure* figure) const {
  const bool comma = text_.symbol(figure->end) == ',';  // "13 dollars, 45 cents"
  const Match filler = lexicon_.Find(text_, figure->end, Category::kAnd);
  const uint32_t at = filler ? filler.end : comma ? figure->end + 1 : figure->end;
  if (at >= text_.size() || text_.atoms[at].newline) return false;
  Number number;
  Unit unit;
  const Match letter = text_.is_digits(at) && text_.raw(at).size() <= 2 ? lexicon_.Find(text_, at + 1, Category::kShortPart) : Match();
  if (letter && *shift == 0 && letter.entry->code == figure->unit.code) {  // "20 р. 43 к."
    number.value = Value::FromDigits(text_.raw(at), "");
    unit = figure->unit;
    unit.shift = kHundredths;
    unit.end = letter.end;
  } else if (numbers_.Parse(at, false, &number) != NumberResult::kNumber || !number.value.IsBelow(2)) {
    return false;
  } else if (!units_.Find(number, &unit)) {
    const bool tenth = *shift < 0;  // "one kuai five mao five": hundredths without their name
    if (comma || figure->unit_before) return false;
    if (tenth ? !number.value.IsBelow(1) || !StandsAlone({.end = number.end})
              : !MayBeBareParts(*figure, number, static_cast<bool>(filler)))
      return false;
    unit = figure->unit;
    unit.shift = kHundredths;
    unit.end = number.end;
  } else if (unit.numerator().empty() || !unit.part || unit.shift >= *shift || (figure->unit_before && !figure->number.plain)) {
    return false;
  }
  figure->number.value.Shift(figure->unit.shift);
  number.value.Shift(unit.shift);
  figure->number.value.Add(number.value);
  figure->number.ambiguous = false;
  const std::string whole = figure->unit.code;
  figure->unit.code = whole + unit.code.substr(unit.numerator().size());  // "35 рублей 29 копеек на акцию"
  figure->unit.kind = unit.kind;
  figure->unit.shift = 0;
  figure->number.one = false;
  figure->end = figure->unit.end = unit.end;
  *shift = unit.shift;
  return unit.shift > kHundredths;
}

// "5 ft 2 in", "2 км 300 м", "6-foot-6", "5 yards 2 feet 1 inch": one quantity, in the largest unit.
void Assembler::AddSmaller(Figure* figure) const {
  if (figure->unit.shift != 0 || figure->number.has_magnitude || !figure->number.value.is_integer()) return;
  for (uint32_t count = 0; count < kMostSmaller && AddOneSmaller(figure); ++count) {
  }
}

bool Assembler::AddOneSmaller(Figure* figure) const {
  const bool hyphen = text_.is_dash(figure->end) && text_.glued(figure->end) && text_.glued(figure->end + 1);
  const bool comma = text_.symbol(figure->end) == ',';
  const Match filler = lexicon_.Find(text_, figure->end, Category::kAnd);
  const uint32_t at = filler ? filler.end : hyphen || comma ? figure->end + 1 : figure->end;
  Number number;
  if (at >= text_.size() || text_.atoms[at].newline || (comma && !text_.is_digits(at))) return false;
  if (numbers_.Parse(at, false, &number) != NumberResult::kNumber || number.has_magnitude || number.fraction) return false;
  const Match smaller = lexicon_.Find(text_, number.end, Category::kSmallerUnit);
  const bool pounds = figure->unit.kind == Kind::kMoney && lexicon_.Has(text_, figure->end - 1, Category::kUnitOf);
  if (!smaller) return AddBareInches(number, hyphen, figure);
  if (pounds && CountIn(*smaller.entry, kPoundOfWeight) > 0) {  // "8 фунтов 6 унций"
    figure->unit.kind = Kind::kQuantity;
    figure->unit.code = kPoundOfWeight;
  }
  const uint32_t count = CountIn(*smaller.entry, figure->unit.code);
  return count > 0 && AddPart(number.value, count, smaller.end, figure);
}

// "six foot six", "6-foot-6 centre"
bool Assembler::AddBareInches(const Number& number, bool hyphen, Figure* figure) const {
  if (figure->unit.code != kFoot || text_.symbol(figure->end) == ',' || (!text_.english && !number.digits)) return false;
  const bool ends = StandsAlone({.end = number.end}) || hyphen;
  return ends && !lexicon_.Has(text_, figure->end, Category::kAnd) && AddPart(number.value, kInchesInFoot, number.end, figure);
}

bool Assembler::AddPart(Value part, uint32_t count, uint32_t end, Figure* figure) const {
  if (Value::Compare(part, Value(count)) >= 0) return false;
  part.Divide(count);
  figure->number.value.Add(part);
  figure->number.plain = figure->number.one = false;
  figure->end = figure->unit.end = end;
  return true;
}

// "5'6", "5' 6\"", "5′6″": feet and inches in marks.
bool Assembler::ReadFeet(Figure* figure) const {
  const uint32_t mark = figure->end, inches = mark + 1;
  if (!figure->number.plain || !figure->number.value.IsBelow(2) || !text_.glued(mark)) return false;
  const std::string_view sign = text_.raw(mark);
  if (sign != "'" && sign != "’" && sign != "′" && sign != "‘") return false;
  const auto take = [&](uint32_t end) {
    figure->has_unit = true;
    figure->unit.kind = Kind::kQuantity;
    figure->unit.code = kFoot;
    figure->unit_rule = "feet and inches in marks";
    figure->end = figure->unit.end = end;
    return true;
  };
  const bool opens = figure->first == 0 || (text_.is_word(figure->first - 1) && !text_.atoms[figure->first - 1].upper);
  if (!text_.is_digits(inches)) return opens && !text_.glued(inches) && take(inches);  // "3'", but not "Petrov, 23'"
  const Value part = Value::FromDigits(text_.raw(inches), "");
  const Match closing = lexicon_.Find(text_, inches + 1, Category::kSmallerUnit);
  const bool closes = closing && text_.glued(inches + 1) && CountIn(*closing.entry, kFoot) > 0 && !text_.is_word(inches + 1);
  const bool joined =
      text_.glued(inches) && !(text_.glued(inches + 1) && (text_.is_word(inches + 1) || text_.is_digits(inches + 2)));
  if (Value::Compare(part, Value(kInchesInFoot)) >= 0 || !(closes || joined)) return false;
  take(inches);
  AddPart(part, kInchesInFoot, closes ? closing.end : inches + 1, figure);
  return true;
}

// "метр восемьдесят"
bool Assembler::AddBareCentimetres(Figure* figure) const {
  if (text_.english || figure->unit.code != "m" || figure->number.digits || figure->number.has_magnitude) return false;
  Number number;
  if (figure->end >= text_.size() || text_.atoms[figure->end].newline || text_.is_digits(figure->end)) return false;
  if (numbers_.Parse(figure->end, false, &number) != NumberResult::kNumber || number.value.IsBelow(1)) return false;
  if (!number.value.is_integer() || number.has_magnitude || !StandsAlone({.end = number.end})) return false;
  return AddPart(number.value, 100, number.end, figure);
}

// "and a half", "с половиной", "and a quarter" behind a unit; the entry's value is the part of it.
Match Assembler::FindHalf(uint32_t i) const {
  if (const Match half = lexicon_.Find(text_, i, Category::kPlusHalf)) return half;
  const Match filler = text_.english ? lexicon_.Find(text_, i, Category::kAnd) : Match();
  const Match article = filler ? lexicon_.Find(text_, filler.end, Category::kArticle) : Match();
  const Match part = filler ? lexicon_.Find(text_, article ? article.end : filler.end, Category::kFraction) : Match();
  if (part && !article && part.entry->code != "1/2") return {};
  return part && StandsAlone({.end = part.end}) && !lexicon_.Has(text_, part.end, Category::kFunction) ? part : Match();
}

// "a mile and a half", "рубль с половиной": half of the unit more.
bool Assembler::AddHalf(Figure* figure) const {
  const Match half = FindHalf(figure->end);
  if (!half || figure->number.has_magnitude || figure->number.fraction || text_.is_digits(figure->end) ||
      !figure->number.value.is_integer() || figure->unit.shift != 0)
    return false;
  figure->number.value.Add(half.entry->value);
  figure->number.one = figure->number.plain = false;
  figure->end = figure->unit.end = half.end;
  return true;
}

// Whether the text or its line ends before an atom, but for a mark.
bool Assembler::IsClosed(uint32_t i) const {
  const uint32_t at = text_.symbol(i) == '.' || text_.symbol(i) == '?' || text_.symbol(i) == '!' || text_.symbol(i) == ')' ? i + 1 : i;
  return at >= text_.size() || text_.atoms[at].newline;
}

// "15 dollars 50": two digits that belong to nothing else.
bool Assembler::MayBeBareParts(const Figure& figure, const Number& number, bool with_and) const {
  const uint32_t at = number.end;
  if (figure.number.has_magnitude || !number.value.is_integer() || number.value.IsBelow(1) || number.has_magnitude ||
      figure.unit.kind != Kind::kMoney)
    return false;
  if (with_and && !number.digits) return false;
  const bool digits = number.digits && text_.raw(number.first).size() == 2;
  const bool closes = IsClosed(at);
  const bool words = !figure.number.digits && !number.digits;
  if (!text_.english && !words && !(digits && closes)) return false;  // "два рубля пятьдесят", "20 долларов 43"
  const bool ends = at >= text_.size() || text_.atoms[at].newline || text_.symbol(at) == '.' || text_.symbol(at) == '?';
  constexpr std::string_view kClosing = ",!;)\"";
  return ends || (text_.symbol(at) != 0 && kClosing.find(text_.symbol(at)) != std::string_view::npos) ||
         lexicon_.Has(text_, at, Category::kPreposition) || lexicon_.Has(text_, at, Category::kFunction) ||
         (words && lexicon_.Has(text_, at, Category::kSeparator));
}

}  // namespace lector::figures
