#include "plugins/figures/assembler.h"

#include <algorithm>
#include <utility>

namespace lector::figures {
namespace {

constexpr std::string_view kWorldWideWeb = "www";

}  // namespace

bool IsYearLike(const Number& number) {
  return number.plain && Value::Compare(number.value, Value(1900)) >= 0 && Value::Compare(number.value, Value(2100)) <= 0;
}

Assembler::Assembler(const Lexicon& lexicon, const Text& text, std::span<const uint32_t> sentence_begins,
                     const std::function<void()>& check)
    : lexicon_(lexicon),
      text_(text),
      numbers_(lexicon, text),
      units_(lexicon, text),
      sentence_begins_(sentence_begins),
      may_have_addresses_(text.text.find('/') != std::string_view::npos || text.text.find(kWorldWideWeb) != std::string_view::npos),
      check_(check) {}

std::vector<Figure> Assembler::Run(const Grammar& grammar) {
  grammar_ = &grammar;
  if (grammar.known()) Count();
  Combine();
  Resolve();
  return std::move(figures_);
}

bool Assembler::Collect() {
  uint32_t since_check = 0;
  for (uint32_t i = 0; i < text_.size();) {
    i = CollectAt(i);
    if (++since_check % 256 == 0) check_();
  }
  size_t sentence = 0;
  for (Figure& figure : figures_) {
    figure.begin_byte = text_.atoms[figure.first].begin;
    while (sentence + 1 < sentence_begins_.size() && sentence_begins_[sentence + 1] <= figure.begin_byte) ++sentence;
    figure.sentence = static_cast<uint32_t>(sentence);
  }
  return !figures_.empty();
}

// Whether a number may begin at an atom, in digits or in words.
bool Assembler::MayBeginNumber(uint32_t i) const {
  constexpr Categories kNumbers = {Category::kOnes,      Category::kTeens, Category::kTens,  Category::kHundreds, Category::kHundred,
                                   Category::kMagnitude, Category::kTimes, Category::kValue, Category::kSeveral,  Category::kFraction,
                                   Category::kPoint,     Category::kArticle};
  const Atom& atom = text_.atoms[i];
  if (atom.kind == AtomKind::kDigits) return true;
  if (atom.word != 0 && lexicon_.MayBegin(text_, i, kNumbers)) return true;
  if (atom.kind == AtomKind::kWord) return atom.word == 0 && lexicon_.MayBeCompound(text_.raw(i));
  return text_.is_digits(i + 1) && (text_.symbol(i) == '(' || text_.symbol(i) == '.');
}

// Reads what begins at atom i; the answer is the atom to go on at.
uint32_t Assembler::CollectAt(uint32_t i) {
  constexpr Categories kOthers = {Category::kSign, Category::kUnit, Category::kFixed, Category::kNotFigure};
  const bool may_begin_number = MayBeginNumber(i);
  if (!may_begin_number && !lexicon_.MayBegin(text_, i, kOthers)) return std::max(EndOfAddress(i), i + 1);
  const Atom& atom = text_.atoms[i];
  if (const Match blocked = lexicon_.Find(text_, i, Category::kNotFigure)) {
    Number number;
    if (blocked.end < text_.size() && numbers_.Parse(blocked.end, false, &number) != NumberResult::kNone && number.digits)
      return std::max(number.end, blocked.end);
    return blocked.end;
  }
  if (const uint32_t end = EndOfAddress(i); end > i) return end;
  if (CollectFixed(i)) return figures_.back().end;
  char sign = 0;
  uint32_t at = ReadSign(i, &sign);
  const Match prefix = FindPrefix(at);
  if (prefix && !prefix.entry->before) return CollectNamedBefore(i, prefix);
  if (prefix) at = prefix.end;
  else if (atom.kind == AtomKind::kSymbol && atom.word == 0 && text_.symbol(i) != '(' && text_.symbol(i) != '.') return i + 1;
  if (at >= text_.size() || (at == i && !may_begin_number)) return i + 1;
  if (const uint32_t end = CollectAccounted(i, at, prefix); end > i) return end;
  if (const uint32_t end = CollectArticle(i); end > i) return end;
  Figure figure;
  figure.sign = sign;
  const NumberResult result = numbers_.Parse(at, static_cast<bool>(prefix), &figure.number);
  if (result == NumberResult::kNone) return i + 1;
  if (result == NumberResult::kJunk || (!prefix && IsPartOfName(at))) return std::max(figure.number.end, i + 1);
  figure.first = i;
  if (figure.sign == 0 && !prefix) figure.first = figure.number.first;  // without the article of "a third"
  figure.end = figure.number.end;
  SetUnit(prefix, &figure);
  AddParts(&figure);
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// "a litre": one of it, where nothing that it could belong to stands around. Where it ends, or i.
uint32_t Assembler::CollectArticle(uint32_t i) {
  const Match article = text_.english ? lexicon_.Find(text_, i, Category::kArticle) : Match();
  const Match unit = article ? lexicon_.Find(text_, article.end, Category::kUnit) : Match();
  if (!unit || unit.entry->kind != Kind::kQuantity || text_.atoms[article.end].newline) return i;
  const uint32_t end = unit.end;
  const bool closes = end >= text_.size() || text_.atoms[end].newline || text_.symbol(end) == '.';
  const Match before = i > 0 ? lexicon_.Find(text_, i - 1, Category::kUnit) : Match();
  if (!closes || before || (!figures_.empty() && figures_.back().end == i)) return i;
  Figure figure;
  figure.first = i;
  figure.number.first = i;
  figure.number.end = article.end;
  figure.number.value = Value(1);
  figure.unit_rule = "article before a unit";
  units_.Take(*unit.entry, end, &figure.unit);
  figure.end = figure.unit.end;
  figure.has_unit = true;
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// "https://example.com/?q=30%25": no figures inside. The end of it, or i.
uint32_t Assembler::EndOfAddress(uint32_t i) const {
  if (!may_have_addresses_ || !text_.is_word(i)) return i;
  const bool scheme = text_.symbol(i + 1) == ':' && text_.symbol(i + 2) == '/' && text_.symbol(i + 3) == '/';
  if (!scheme && !(text_.raw(i) == kWorldWideWeb && text_.symbol(i + 1) == '.')) return i;
  uint32_t end = i + 1;
  while (end < text_.size() && text_.glued(end)) ++end;
  return end;
}

// "$(4.2) million", "(4.2) million dollars": an accountant's minus. Where it ends, or i.
uint32_t Assembler::CollectAccounted(uint32_t i, uint32_t at, const Match& prefix) {
  if (text_.symbol(at) != '(' || !text_.is_digits(at + 1)) return i;
  Figure figure;
  if (numbers_.Parse(at + 1, static_cast<bool>(prefix), &figure.number) != NumberResult::kNumber) return i;
  if (text_.symbol(figure.number.end) != ')') return i;
  ++figure.number.end;
  const bool scaled = numbers_.Scale(static_cast<bool>(prefix), &figure.number);
  figure.first = i;
  figure.end = figure.number.end;
  if (!scaled && !prefix) return i;
  figure.sign = '-';
  SetUnit(prefix, &figure);
  if (!figure.has_unit) return i;
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// A unit before its number: "$" with its digits, or the name of a currency: "евро 20", "dollar 22.5 million".
Match Assembler::FindPrefix(uint32_t i) const {
  const Match prefix = lexicon_.Find(text_, i, Category::kUnit);
  if (!prefix || prefix.end >= text_.size() || text_.atoms[prefix.end].gap > 1 || text_.atoms[prefix.end].newline) return {};
  if (prefix.entry->before)
    return text_.is_digits(prefix.end) || text_.symbol(prefix.end) == '.' || text_.symbol(prefix.end) == '(' ? prefix : Match();
  const bool opens = i == 0 || !text_.is_word(i - 1) || text_.atoms[i].newline ||
                     lexicon_.Has(text_, i - 1, Category::kPreposition) || lexicon_.Has(text_, i - 1, Category::kFunction);
  if (prefix.entry->kind == Kind::kMoney && !prefix.entry->part && text_.is_digits(prefix.end)) return opens ? prefix : Match();
  if (prefix.entry->kind != Kind::kPercent) return {};
  const Match of = text_.english ? lexicon_.Find(text_, prefix.end, Category::kPreposition) : Match();
  return of && of.entry->code == "of" ? Match{prefix.entry, of.end} : Match();  // "percent of twenty"
}

// The name of a unit and a number that has no unit of its own behind it.
uint32_t Assembler::CollectNamedBefore(uint32_t i, const Match& prefix) {
  Figure figure;
  const NumberResult result = numbers_.Parse(prefix.end, true, &figure.number);
  Unit own;
  if (result != NumberResult::kNumber || IsYearLike(figure.number) || units_.Find(figure.number, &own)) return prefix.end;
  const uint32_t next = figure.number.end;
  const bool counts = text_.is_word(next) && !text_.atoms[next].newline && !lexicon_.Has(text_, next, Category::kFunction) &&
                      !lexicon_.Has(text_, next, Category::kPreposition) && !lexicon_.Has(text_, next, Category::kSeparator);
  if ((counts && !figure.number.has_magnitude) || text_.is_dash(next)) return prefix.end;
  figure.first = i;
  figure.end = next;
  units_.Take(*prefix.entry, next, &figure.unit);
  figure.end = figure.unit.end;
  figure.has_unit = figure.unit_before = true;
  figure.unit_rule = "unit before its number";
  figures_.push_back(std::move(figure));
  return figures_.back().end;
}

// Words that are a figure in themselves: "вдвое", "halved".
bool Assembler::CollectFixed(uint32_t i) {
  const Match match = lexicon_.Find(text_, i, Category::kFixed);
  if (!match) return false;
  const Match on = match.entry->extra == "on" && i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
  if (match.entry->extra == "on" && !(on && on.entry->code == "on")) return false;  // "на порядок"
  Figure figure;
  figure.first = i;
  figure.end = match.end;
  figure.number.first = i;
  figure.number.end = match.end;
  if (match.entry->one) {  // "could double"
    const Match to = i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
    if (!(to && to.entry->code == "to") && !(i > 0 && lexicon_.Has(text_, i - 1, Category::kTarget))) return false;
  }
  figure.number.value = match.entry->value;
  figure.has_unit = true;
  figure.unit.kind = match.entry->kind;
  figure.unit.code = "x";
  figure.unit_rule = "word that is a figure";
  if (match.entry->approximate) figure.modifier = Modifier::kApproximate;
  if (match.entry->extra == "up") figure.change = Change::kUp;
  if (match.entry->extra == "down") figure.change = Change::kDown;
  if (figure.change != Change::kNone) figure.role = Role::kChange;
  figures_.push_back(std::move(figure));
  return true;
}

// "SU-1410", "A320", "F-16", "5G": digits that hang on letters, or letters on them.
bool Assembler::IsPartOfName(uint32_t i) const {
  if (!text_.is_digits(i)) {  // "храм Семи Соборов": a capital inside a sentence
    const bool capital = text_.is_word(i) && text_.atoms[i].upper && !text_.atoms[i].all_upper && text_.atoms[i].cyrillic;
    return capital && i > 0 && text_.is_word(i - 1) && !text_.atoms[i].newline && !text_.atoms[i - 1].upper;
  }
  if (text_.glued(i + 1) && lexicon_.Has(text_, i + 1, Category::kNameTail)) return true;
  if (!text_.glued(i)) return false;
  if (text_.is_word(i - 1)) return true;
  if (!figures_.empty() && figures_.back().end + 1 == i) return false;  // "5k-20k"
  return i >= 2 && text_.is_dash(i - 1) && text_.glued(i - 1) && text_.is_word(i - 2);
}

uint32_t Assembler::ReadSign(uint32_t i, char* sign) const {
  const Match match = lexicon_.Find(text_, i, Category::kSign);
  if (!match || match.end >= text_.size()) return i;
  if (text_.atoms[i].kind == AtomKind::kSymbol) {
    if (!text_.glued(match.end) || (text_.glued(i) && text_.symbol(i - 1) != '(')) return i;
    if (!text_.is_digits(match.end) && text_.atoms[match.end].kind != AtomKind::kSymbol) return i;
  }
  *sign = match.entry->code == "-" ? '-' : '+';
  return match.end;
}

void Assembler::SetUnit(const Match& prefix, Figure* figure) const {
  if (figure->number.adjective != nullptr) {
    units_.Take(*figure->number.adjective, figure->end, &figure->unit);
    figure->unit.end = figure->end;
    figure->has_unit = true;
  } else if (prefix) {
    units_.Take(*prefix.entry, figure->end, &figure->unit);
    figure->unit_before = figure->has_unit = true;
    const Match again = lexicon_.Find(text_, figure->unit.end, Category::kUnit);  // "$5 млн долларов"
    if (again && again.entry->kind == Kind::kMoney && again.entry->code == figure->unit.code && !again.entry->part &&
        !(again.entry->before && text_.is_digits(again.end)))
      units_.Take(*again.entry, again.end, &figure->unit);
  } else if (!figure->number.is_adjective) {
    figure->has_unit = units_.Find(figure->number, &figure->unit) || FindUnitOfPart(figure) || FindUnitBehindWords(figure) ||
                       FindUnitBehindModifier(figure);
    if (figure->number.fraction && figure->unit.kind == Kind::kCount) {  // "треть" компаний
      figure->has_unit = false;
      figure->unit = Unit();
    }
  }
  if (figure->has_unit) figure->end = figure->unit.end;
  // The point of "млн." that may end the sentence is not the figure's.
  if (figure->end == figure->number.end && figure->number.has_magnitude && text_.symbol(figure->end - 1) == '.' &&
      (figure->end >= text_.size() || text_.atoms[figure->end].newline || text_.atoms[figure->end].upper ||
       (!figure->has_unit && !lexicon_.Has(text_, figure->end, Category::kPreposition))))
    --figure->end;
}

// "a quarter of a percentage point", "half a tonne"
bool Assembler::FindUnitOfPart(Figure* figure) const {
  if (!text_.english || !figure->number.fraction || figure->number.digits) return false;
  Number number = figure->number;
  const Match of = lexicon_.Find(text_, number.end, Category::kPreposition);
  if (of && of.entry->code == "of") number.end = of.end;
  const Match article = lexicon_.Find(text_, number.end, Category::kArticle);
  if (!article) return false;
  number.end = article.end;
  return units_.Find(number, &figure->unit) && figure->unit.kind != Kind::kCount && figure->unit.kind != Kind::kTime;
}

// "два с лишним раза", "15 с лишним тысяч тонн"
bool Assembler::FindUnitBehindModifier(Figure* figure) const {
  const Match modifier = text_.english ? Match() : lexicon_.Find(text_, figure->end, Category::kModifierAfter);
  const bool plus = text_.symbol(figure->end) == '+' && text_.glued(figure->end) && figure->number.digits &&
                    text_.is_word(figure->end + 1) && !text_.glued(figure->end + 1);  // "50+ countries"
  const uint32_t behind = plus ? figure->end + 1 : modifier.end;
  if ((!modifier && !plus) || figure->number.is_adjective || behind >= text_.size()) return false;
  Number number = figure->number;
  number.end = behind;
  const bool scaled = !number.has_magnitude && numbers_.Scale(false, &number);
  if (!units_.Find(number, &figure->unit) && !scaled) return false;
  const bool found = figure->unit.kind != Kind::kNone;
  figure->number = number;
  figure->end = number.end;
  figure->modifier = modifier && modifier.entry->code == "max" ? Modifier::kAtMost : Modifier::kAtLeast;
  return found;
}

// "881 913 (восемьсот восемьдесят одна тысяча девятьсот тринадцать) рублей": the same number in words, and the unit behind it.
bool Assembler::FindUnitBehindWords(Figure* figure) const {
  if (!figure->number.digits || text_.symbol(figure->end) != '(' || !text_.is_word(figure->end + 1)) return false;
  Number words;
  if (numbers_.Parse(figure->end + 1, false, &words) != NumberResult::kNumber || text_.symbol(words.end) != ')') return false;
  if (Value::Compare(words.value, figure->number.value) != 0) return false;
  Number number = figure->number;
  number.end = words.end + 1;
  return units_.Find(number, &figure->unit);
}

// "12 рублей 75 копеек", "5 dollars and 20 cents", "15 dollars 50": one sum.
void Assembler::AddParts(Figure* figure) const {
  const bool pounds = figure->has_unit && figure->unit.kind == Kind::kMoney && !figure->unit_before &&
                      lexicon_.Has(text_, figure->end - 1, Category::kUnitOf);
  if (pounds) AddSmaller(figure);
  if (figure->has_unit && figure->unit.kind == Kind::kQuantity) return pounds ? void() : AddSmaller(figure);
  if (!figure->has_unit || figure->unit.kind != Kind::kMoney || figure->unit_before || figure->unit.part) return;
  if (figure->number.is_adjective) return;
  uint32_t at = figure->end;
  const Match filler = lexicon_.Find(text_, at, Category::kAnd);
  if (filler) at = filler.end;
  if (at >= text_.size() || text_.atoms[at].newline) return;
  Number number;
  Unit unit;
  if (numbers_.Parse(at, false, &number) != NumberResult::kNumber || !number.value.IsBelow(2)) return;
  if (!units_.Find(number, &unit)) {
    if (!MayBeBareParts(*figure, number, static_cast<bool>(filler))) return;
    unit = figure->unit;
    unit.shift = -2;
    unit.end = number.end;
  } else if (unit.numerator().empty() || !unit.part) {
    return;
  }
  figure->number.value.Shift(figure->unit.shift);
  number.value.Shift(unit.shift);
  figure->number.value.Add(number.value);
  figure->number.ambiguous = false;
  const std::string whole = figure->unit.code;
  figure->unit.code = whole + unit.code.substr(unit.numerator().size());  // "35 рублей 29 копеек на акцию"
  figure->unit.kind = unit.kind;
  figure->unit.shift = 0;
  figure->end = figure->unit.end = unit.end;
}

// "5 ft 2 in", "2 км 300 м": one quantity, in the larger unit.
void Assembler::AddSmaller(Figure* figure) const {
  const Match filler = lexicon_.Find(text_, figure->end, Category::kAnd);
  const uint32_t at = filler ? filler.end : figure->end;
  Number number;
  if (!text_.is_digits(at) || text_.atoms[at].newline || figure->unit.shift != 0 || figure->number.has_magnitude) return;
  if (numbers_.Parse(at, false, &number) != NumberResult::kNumber || number.has_magnitude || number.fraction) return;
  const Match smaller = lexicon_.Find(text_, number.end, Category::kSmallerUnit);
  if (!smaller) return;
  const bool pounds = figure->unit.kind == Kind::kMoney && lexicon_.Has(text_, figure->end - 1, Category::kUnitOf);
  if (pounds && smaller.entry->extra == kPoundOfWeight) {  // "8 фунтов 6 унций"
    figure->unit.kind = Kind::kQuantity;
    figure->unit.code = kPoundOfWeight;
  }
  if (smaller.entry->extra != figure->unit.code) return;
  const auto count = static_cast<uint32_t>(std::stoul(smaller.entry->code));
  if (Value::Compare(number.value, Value(count)) >= 0 || !figure->number.value.is_integer()) return;
  number.value.Divide(count);
  figure->number.value.Add(number.value);
  figure->number.plain = false;
  figure->end = figure->unit.end = smaller.end;
}

// "15 dollars 50": two digits that belong to nothing else.
bool Assembler::MayBeBareParts(const Figure& figure, const Number& number, bool with_and) const {
  const uint32_t at = number.end;
  if (!text_.english || figure.number.has_magnitude || !number.value.is_integer() || number.value.IsBelow(1) ||
      number.has_magnitude || figure.unit.kind != Kind::kMoney)
    return false;
  if (with_and && !number.digits) return false;
  const bool ends = at >= text_.size() || text_.atoms[at].newline || text_.symbol(at) == '.' || text_.symbol(at) == '?';
  return ends || lexicon_.Has(text_, at, Category::kPreposition) || lexicon_.Has(text_, at, Category::kFunction);
}

}  // namespace lector::figures
