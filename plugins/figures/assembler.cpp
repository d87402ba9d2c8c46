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
      may_have_addresses_(text.text.find('/') != std::string_view::npos ||
                          text.text.find(kWorldWideWeb) != std::string_view::npos),
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
  constexpr Categories kNumbers = {Category::kOnes,    Category::kTeens,     Category::kTens,  Category::kHundreds,
                                   Category::kHundred, Category::kMagnitude, Category::kTimes, Category::kValue,
                                   Category::kSeveral, Category::kFraction,  Category::kPoint, Category::kArticle};
  const Atom& atom = text_.atoms[i];
  if (atom.kind == AtomKind::kDigits) return true;
  if (atom.word != 0 && lexicon_.MayBegin(text_, i, kNumbers)) return true;
  if (atom.kind == AtomKind::kWord) return atom.word == 0 && lexicon_.MayBeCompound(text_.raw(i));
  return text_.is_digits(i + 1) && (text_.symbol(i) == '(' || IsBareMark(i));
}

// The mark of ".75"; in Russian of ",75" as well.
bool Assembler::IsBareMark(uint32_t i) const {
  return text_.symbol(i) == '.' || (text_.numerals && !text_.english && text_.symbol(i) == ',');
}

// Reads what begins at atom i; the answer is the atom to go on at.
uint32_t Assembler::CollectAt(uint32_t i) {
  constexpr Categories kOthers = {Category::kSign, Category::kUnit, Category::kFixed, Category::kNotFigure};
  const bool may_begin_number = MayBeginNumber(i);
  if (!may_begin_number && !lexicon_.MayBegin(text_, i, kOthers)) return std::max(EndOfAddress(i), i + 1);
  const Atom& atom = text_.atoms[i];
  if (const Match blocked = text_.numerals ? Match() : lexicon_.Find(text_, i, Category::kNotFigure)) {
    Number number;
    if (blocked.end < text_.size() && numbers_.Parse(blocked.end, false, &number) != NumberResult::kNone && number.digits)
      return std::max(number.end, blocked.end);
    return blocked.end;
  }
  if (const uint32_t end = EndOfAddress(i); end > i) return end;
  if (CollectFixed(i)) return figures_.back().end;
  if (const uint32_t end = CollectBareUnit(i); end > i) return end;
  char sign = 0;
  uint32_t at = ReadSign(i, &sign);
  const Match prefix = FindPrefix(at);
  if (prefix && !prefix.entry->before && text_.symbol(at) != '%') return CollectNamedBefore(i, prefix);
  if (prefix) at = prefix.end;
  else if (atom.kind == AtomKind::kSymbol && atom.word == 0 && text_.symbol(i) != '(' && !IsBareMark(i)) return i + 1;
  if (prefix && sign == 0 && text_.is_dash(at)) sign = '-', ++at;  // "$-5"
  if (at >= text_.size() || (at == i && !may_begin_number)) return i + 1;
  if (const uint32_t end = CollectAccounted(i, at, prefix); end > i) return end;
  if (const uint32_t end = CollectArticle(i); end > i) return end;
  Figure figure;
  figure.sign = sign;
  const NumberResult result = numbers_.Parse(at, prefix || ContinuesSum(at), &figure.number);
  if (result == NumberResult::kNone) return i + 1;
  const bool noun = figure.number.approximate && !figures_.empty() && figures_.back().end == i && lexicon_.Has(text_, i, Category::kValue);
  if (noun && text_.english) return i + 1;  // "5 pairs of shoes"
  if (result == NumberResult::kJunk || (!prefix && IsPartOfName(at))) return std::max(figure.number.end, i + 1);
  figure.first = i;
  if (figure.sign == 0 && !prefix) figure.first = figure.number.first;  // without the article of "a third"
  figure.end = figure.number.end;
  SetUnit(prefix, &figure);
  if (figure.has_unit || !ReadFeet(&figure)) AddParts(&figure);
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
  const bool hangs = i >= 2 && text_.glued(i) && text_.is_dash(i - 1) && text_.glued(i - 1) && text_.is_word(i - 2);
  if (!text_.is_digits(i)) {  // "храм Семи Соборов": a capital inside a sentence
    if (text_.english && hangs && (figures_.empty() || figures_.back().end + 1 < i))
      return !JoinsTo(i - 3, i);  // "multi-million"
    const bool capital = text_.is_word(i) && text_.atoms[i].upper && !text_.atoms[i].all_upper && text_.atoms[i].cyrillic;
    return capital && i > 0 && text_.is_word(i - 1) && !text_.atoms[i].newline && !text_.atoms[i - 1].upper;
  }
  if (text_.glued(i + 1) && lexicon_.Has(text_, i + 1, Category::kNameTail)) return true;
  if (!text_.glued(i)) return false;
  if (text_.is_word(i - 1) && !(IsTimes(text_, i - 1) && !figures_.empty() && figures_.back().end + 1 == i)) return true;
  if (!figures_.empty() && (figures_.back().end + 1 == i || JoinsTo(figures_.back().end, i))) return false;  // "5k-20k"
  return hangs;
}

// Whether what a sign at atom i is glued to lets it be one: a bracket, a quotation mark, dots of a span.
bool Assembler::OpensSigned(uint32_t i) const {
  const std::string_view before = text_.raw(i - 1);
  return before == "(" || before == "[" || before == "\"" || before == "“" || before == "«" || before == "…" || before == "=" || before == ":" ||
         (before == "." && text_.symbol(i - 2) == '.');
}

uint32_t Assembler::ReadSign(uint32_t i, char* sign) const {
  const Match match = lexicon_.Find(text_, i, Category::kSign);
  if (!match || match.end >= text_.size()) return i;
  if (text_.atoms[i].kind == AtomKind::kSymbol) {
    const bool mark = i > 0 && text_.atoms[i - 1].kind == AtomKind::kSymbol && !text_.is_dash(i - 1);
    const bool first = i == 0 || mark || lexicon_.Has(text_, i - 1, Category::kLevelVerb);
    const bool opens = text_.numerals && first && MayBeginNumber(match.end);  // "- 5", "-five"
    if (!text_.glued(match.end) && !opens) return i;
    if (text_.glued(i) && !OpensSigned(i)) return i;
    if (!text_.is_digits(match.end) && text_.atoms[match.end].kind != AtomKind::kSymbol && !opens &&
        !(lexicon_.Has(text_, match.end, Category::kUnit) && text_.atoms[match.end].all_upper))
      return i;  // "-USD 5"
  } else if (match.entry->code == "+" && i > 0 &&
             (text_.is_word(i - 1) ? !lexicon_.Has(text_, i - 1, Category::kPreposition)
                                   : !figures_.empty() && figures_.back().end == i)) {
    return i;  // "25 процентов плюс одна акция"; but "до плюс 5 градусов"
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
    TakeCodeBehind(figure);
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

// "$5 CAD": a sign that several currencies share, and behind the number whose it is.
void Assembler::TakeCodeBehind(Figure* figure) const {
  const uint32_t at = figure->number.end;
  const bool dollar =
      at == figure->unit.end && figure->unit.code == "USD" && text_.atoms[figure->first].kind == AtomKind::kSymbol;
  const Match code = dollar ? lexicon_.Find(text_, at, Category::kUnit) : Match();
  if (code && code.entry->kind == Kind::kMoney && code.entry->before && code.entry->code.ends_with('D') && text_.is_word(at) &&
      code.end == at + 1)
    units_.Take(*code.entry, code.end, &figure->unit);
}

// "a quarter of a percentage point", "half a tonne", "half of one percent"
bool Assembler::FindUnitOfPart(Figure* figure) const {
  if (!text_.english || !figure->number.fraction) return false;
  Number number = figure->number;
  const Match of = lexicon_.Find(text_, number.end, Category::kPreposition);
  if (of && of.entry->code == "of") number.end = of.end;
  const Match article = lexicon_.Find(text_, number.end, Category::kArticle);
  const Match one = of && !article ? lexicon_.Find(text_, number.end, Category::kOnes) : Match();
  const bool single = (one && one.entry->code == "1") || (of && text_.is_digits(number.end) && text_.raw(number.end) == "1");
  if (of && !article && !single)  // "two thirds of cup"
    return units_.Find(number, &figure->unit) && figure->unit.kind == Kind::kQuantity;
  if (!article && !single) return false;
  number.end = article ? article.end : number.end + 1;
  return units_.Find(number, &figure->unit) && figure->unit.kind != Kind::kCount && figure->unit.kind != Kind::kTime;
}

// "два с лишним раза", "15 с лишним тысяч тонн"
bool Assembler::FindUnitBehindModifier(Figure* figure) const {
  const Match listed = lexicon_.Find(text_, figure->end, Category::kModifierAfter);
  const Match modifier = text_.english && !text_.is_dash(figure->end) ? Match() : listed;  // "20-odd countries"
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
  figure->modifier = modifier && modifier.entry->code == "max"      ? Modifier::kAtMost
                     : modifier && modifier.entry->code == "approx" ? Modifier::kApproximate
                                                                    : Modifier::kAtLeast;
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

}  // namespace lector::figures
