// The part of Assembler that reads a unit before its number, or with an article or nothing for one: "$5", "километров сто",
// "a dollar fifty", "рубль с половиной".
#include <algorithm>
#include <iterator>
#include <utility>

#include "plugins/figures/assembler.h"

namespace lector::figures {
namespace {

constexpr size_t kShortestName = 6;  // bytes of a unit that may stand alone: no abbreviations

}  // namespace

// A unit before its number: "$" with its digits, or the name of a currency: "евро 20", "dollar 22.5 million".
Match Assembler::FindPrefix(uint32_t i) const {
  const Match prefix = lexicon_.Find(text_, i, Category::kUnit);
  if (!prefix || prefix.end >= text_.size() || text_.atoms[prefix.end].gap > 1 || text_.atoms[prefix.end].newline) return {};
  const uint32_t next = prefix.end;
  const bool negative = text_.is_dash(next) && text_.glued(next) && text_.is_digits(next + 1) && text_.glued(next + 1);
  if (prefix.entry->before)
    return text_.is_digits(next) || text_.symbol(next) == '.' || text_.symbol(next) == '(' || negative ? prefix : Match();
  if (prefix.entry->kind == Kind::kPercent && text_.symbol(i) == '%' && text_.is_digits(next) && !text_.glued(i)) return prefix;
  const bool opens = i == 0 || !text_.is_word(i - 1) || text_.atoms[i].newline ||
                     lexicon_.Has(text_, i - 1, Category::kPreposition) || lexicon_.Has(text_, i - 1, Category::kFunction);
  if (prefix.entry->kind == Kind::kMoney && !prefix.entry->part && text_.is_digits(prefix.end)) return opens ? prefix : Match();
  if (!text_.english && (IsReversed(i, prefix) || IsOneAndPart(prefix))) return prefix;
  if (prefix.entry->kind != Kind::kPercent) return {};
  const Match of = text_.english ? lexicon_.Find(text_, prefix.end, Category::kPreposition) : Match();
  return of && of.entry->code == "of" ? Match{prefix.entry, of.end} : Match();  // "percent of twenty"
}

// "километров сто", "градусов 20", "метрах в пяти": a genitive or prepositive plural before its number means about so many.
bool Assembler::IsReversed(uint32_t i, const Match& unit) const {
  const Kind kind = unit.entry->kind;
  if (kind != Kind::kQuantity && kind != Kind::kPercent && kind != Kind::kMoney && kind != Kind::kTime) return false;
  const std::string_view word = text_.raw(i);
  constexpr std::string_view kGenitive[] = {"ов", "ей", "нн", "иль", "лет", "ут"}, kPrepositive[] = {"ах", "ях"};
  const auto ends = [&](std::string_view ending) { return word.ends_with(ending); };
  const uint32_t number = AfterIn(unit.end);
  if (unit.end != i + 1 || word.size() < 6 || unit.entry->part) return false;
  const Match ones = number == unit.end ? lexicon_.Find(text_, number, Category::kOnes) : Match();  // "метра два"
  const bool few = ones && (ones.entry->code == "2" || ones.entry->code == "3" || ones.entry->code == "4") &&
                   !text_.raw(number).ends_with("х") && !text_.raw(number).ends_with("м");
  if (few && (ends("а") || ends("я") || ends("ы") || ends("и")) && !lexicon_.Has(text_, ones.end, Category::kHundreds)) return true;
  return number == unit.end ? std::any_of(std::begin(kGenitive), std::end(kGenitive), ends)
                            : std::any_of(std::begin(kPrepositive), std::end(kPrepositive), ends);
}

// "рубль с половиной", "рубль двадцать", "метр восемьдесят": one of a unit and a part of it.
bool Assembler::IsOneAndPart(const Match& unit) const {
  const Kind kind = unit.entry->kind;
  if ((kind != Kind::kQuantity && kind != Kind::kPercent && kind != Kind::kMoney) || unit.entry->shift != 0) return false;
  if (!text_.atoms[unit.end - 1].cyrillic || text_.raw(unit.end - 1).size() < 8) return false;
  if (lexicon_.Has(text_, unit.end, Category::kPlusHalf)) return true;
  const std::string_view word = text_.raw(unit.end - 1);
  const bool parted = kind == Kind::kMoney || unit.entry->code == "m";
  const Match filler = lexicon_.Find(text_, unit.end, Category::kAnd);
  const uint32_t part = filler ? filler.end : unit.end;
  if (kind == Kind::kMoney && text_.is_digits(part) && text_.raw(part).size() <= 2) {  // "доллар и 42 цента"
    const Match cents = lexicon_.Find(text_, part + 1, Category::kUnit);
    return cents && cents.entry->part && (word.ends_with("ь") || word.ends_with("р"));
  }
  return parted && (word.ends_with("ь") || word.ends_with("р")) &&
         (lexicon_.Has(text_, unit.end, Category::kTens) || lexicon_.Has(text_, unit.end, Category::kTeens));
}

// The atom behind the "в" of "метрах в пяти".
uint32_t Assembler::AfterIn(uint32_t i) const {
  const Match in = text_.english ? Match() : lexicon_.Find(text_, i, Category::kPreposition);
  return in && in.entry->code == "in" ? in.end : i;
}

// The name of a unit and a number that has no unit of its own behind it.
uint32_t Assembler::CollectNamedBefore(uint32_t i, const Match& prefix) {
  Figure figure;
  if (IsOneAndPart(prefix)) {
    figure.first = figure.number.first = i;
    figure.number.value = Value(1);
    figure.number.end = figure.end = prefix.end;
    figure.has_unit = true;
    units_.Take(*prefix.entry, prefix.end, &figure.unit);
    figure.unit_rule = "unit alone with its part";
    AddParts(&figure);
    if (figure.end == prefix.end) return prefix.end;
    figures_.push_back(std::move(figure));
    return figures_.back().end;
  }
  const NumberResult result = numbers_.Parse(AfterIn(prefix.end), true, &figure.number);
  figure.number.approximate |= !text_.english && IsReversed(i, prefix);
  Unit own;
  if (result != NumberResult::kNumber || IsYearLike(figure.number) || units_.Find(figure.number, &own)) return prefix.end;
  const uint32_t next = figure.number.end;
  const bool counts = text_.is_word(next) && !text_.atoms[next].newline && !lexicon_.Has(text_, next, Category::kFunction) &&
                      !lexicon_.Has(text_, next, Category::kPreposition) && !lexicon_.Has(text_, next, Category::kSeparator);
  Number high;
  const bool range = text_.is_dash(next) && text_.glued(next) && text_.glued(next + 1) && figure.number.approximate &&
                     numbers_.Parse(next + 1, true, &high) == NumberResult::kNumber && !units_.Find(high, &own);  // "рублей 5-6"
  if ((counts && !figure.number.has_magnitude) || (text_.is_dash(next) && !range)) return prefix.end;
  figure.first = i;
  figure.end = next;
  units_.Take(*prefix.entry, next, &figure.unit);
  figure.end = figure.unit.end;
  figure.has_unit = figure.unit_before = true;
  figure.unit_rule = "unit before its number";
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// "$5m-10m", "$5m to 10m": whether a sum with letters for its millions ends right before.
bool Assembler::ContinuesSum(uint32_t i) const {
  if (figures_.empty() || !figures_.back().unit_before || !figures_.back().number.has_magnitude) return false;
  const Match to = i > 0 && figures_.back().end + 1 == i ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
  return figures_.back().end + 1 == i && (text_.is_dash(i - 1) || (to && to.entry->code == "to"));
}

// "литр", "литр молока": a text that is nothing but the name of a unit and what is measured says one of it. Where it ends, or i.
uint32_t Assembler::CollectBareUnit(uint32_t i) {
  Match unit = text_.english || i > 0 ? Match() : lexicon_.Find(text_, i, Category::kUnit);
  const Match of = unit && text_.is_word(unit.end) ? lexicon_.Find(text_, i, Category::kUnitOf) : Match();
  if (of) unit = of;  // "фунт мяса"
  const bool measure = unit && (unit.entry->kind == Kind::kQuantity || unit.entry->kind == Kind::kMoney);
  const bool substance = measure && unit.entry->kind == Kind::kQuantity && text_.is_word(unit.end) && IsClosed(unit.end + 1) &&
                         text_.atoms[unit.end].word == 0;
  if (!measure || !(IsClosed(unit.end) || substance) || unit.entry->before || unit.entry->digits || unit.entry->part || unit.entry->shift != 0 ||
      text_.text.size() < kShortestName)
    return i;
  Figure figure;
  figure.first = figure.number.first = figure.number.end = i;
  figure.number.value = Value(1);
  figure.unit_rule = "a unit alone";
  units_.Take(*unit.entry, unit.end, &figure.unit);
  figure.end = figure.unit.end;
  figure.has_unit = true;
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// "a litre": one of it, where nothing that it could belong to stands around. Where it ends, or i.
uint32_t Assembler::CollectArticle(uint32_t i) {
  const Match article = text_.english ? lexicon_.Find(text_, i, Category::kArticle) : Match();
  Match unit = article ? lexicon_.Find(text_, article.end, Category::kUnit) : Match();
  const Match of = unit ? lexicon_.Find(text_, article.end, Category::kUnitOf) : Match();
  const Match preposition = of ? lexicon_.Find(text_, of.end, Category::kPreposition) : Match();
  if (preposition && preposition.entry->code == "of") unit = of;  // "a pound of meat"
  if (!unit || text_.atoms[article.end].newline || !MayBeOne(i, unit)) return i;
  const uint32_t end = unit.end;
  Figure figure;
  figure.first = i;
  figure.number.first = i;
  figure.number.end = article.end;
  figure.number.value = Value(1);
  figure.unit_rule = "article before a unit";
  units_.Take(*unit.entry, end, &figure.unit);
  figure.end = figure.unit.end;
  figure.has_unit = true;
  AddParts(&figure);
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// Whether "a litre", "a dollar" says how much it is: at its end, or with a part behind it: "a mile and a half", "a dollar fifty".
bool Assembler::MayBeOne(uint32_t i, const Match& unit) const {
  const bool money = unit.entry->kind == Kind::kMoney && !unit.entry->before;
  const bool points = unit.entry->kind == Kind::kPoints && unit.entry->shift == 0 && unit.end - i > 2;  // "a percentage point"
  if ((unit.entry->kind != Kind::kQuantity || unit.entry->digits) && !money && !points) return false;
  const uint32_t end = unit.end;
  const Match before = i > 0 ? lexicon_.Find(text_, i - 1, Category::kUnit) : Match();
  if (before || (!figures_.empty() && figures_.back().end == i)) return false;
  if (FindHalf(end) || points) return true;
  const Match preposition = money && i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
  if (preposition || (money && i > 0 && lexicon_.Has(text_, i - 1, Category::kFunction))) return false;
  const auto closes = [&](uint32_t atom) {
    constexpr std::string_view kClosing = ".,?!;)";
    const char mark = text_.symbol(atom);
    return atom >= text_.size() || text_.atoms[atom].newline || (mark != 0 && kClosing.find(mark) != std::string_view::npos);
  };
  if (closes(end)) return end >= text_.size() || text_.symbol(end) != ',';
  const Match of = money ? Match() : lexicon_.Find(text_, end, Category::kPreposition);
  if (of && of.entry->code == "of" && text_.is_word(of.end) && closes(of.end + 1) &&
      !(i > 0 && lexicon_.Has(text_, i - 1, Category::kPreposition)))
    return true;  // "a pound of meat"
  Number number;
  const Match filler = lexicon_.Find(text_, end, Category::kAnd);
  const uint32_t part = filler ? filler.end : end;
  if (!money || part >= text_.size() || numbers_.Parse(part, false, &number) != NumberResult::kNumber) return false;
  const Match smaller = lexicon_.Find(text_, number.end, Category::kUnit);
  return smaller ? smaller.entry->part : !filler && !number.digits && !number.value.IsBelow(1) && number.value.IsBelow(2);
}

}  // namespace lector::figures
