#include "plugins/figures/assembler.h"

#include <algorithm>
#include <utility>

namespace lector::figures {

Assembler::Assembler(const Lexicon& lexicon, const Text& text, std::span<const uint32_t> sentence_begins,
                     const std::function<void()>& check)
    : lexicon_(lexicon),
      text_(text),
      numbers_(lexicon, text),
      units_(lexicon, text),
      sentence_begins_(sentence_begins),
      check_(check) {}

std::vector<Figure> Assembler::Run() {
  Collect();
  Combine();
  Resolve();
  return std::move(figures_);
}

void Assembler::Collect() {
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
}

// Reads what begins at atom i; the answer is the atom to go on at.
uint32_t Assembler::CollectAt(uint32_t i) {
  const Atom& atom = text_.atoms[i];
  if (const Match blocked = lexicon_.Find(text_, i, Category::kNotFigure)) {
    Number number;
    if (blocked.end < text_.size() && numbers_.Parse(blocked.end, false, &number) != NumberResult::kNone && number.digits)
      return std::max(number.end, blocked.end);
    return blocked.end;
  }
  if (CollectFixed(i)) return figures_.back().end;
  Figure figure;
  uint32_t at = ReadSign(i, &figure.sign);
  Match prefix = lexicon_.Find(text_, at, Category::kUnit);
  if (prefix && (!prefix.entry->before || !text_.is_digits(prefix.end) || text_.atoms[prefix.end].gap > 1 ||
                 text_.atoms[prefix.end].newline))
    prefix = {};
  if (prefix) at = prefix.end;
  else if (atom.kind == AtomKind::kSymbol && atom.word == 0) return i + 1;
  if (at >= text_.size()) return i + 1;
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

// Words that are a figure in themselves: "вдвое", "halved".
bool Assembler::CollectFixed(uint32_t i) {
  const Match match = lexicon_.Find(text_, i, Category::kFixed);
  if (!match) return false;
  Figure figure;
  figure.first = i;
  figure.end = match.end;
  figure.number.first = i;
  figure.number.end = match.end;
  figure.number.value = match.entry->value;
  figure.has_unit = true;
  figure.unit.kind = match.entry->kind;
  figure.unit.code = "x";
  if (match.entry->approximate) figure.modifier = Modifier::kApproximate;
  if (match.entry->extra == "up") figure.change = Change::kUp;
  if (match.entry->extra == "down") figure.change = Change::kDown;
  if (figure.change != Change::kNone) figure.role = Role::kChange;
  figures_.push_back(std::move(figure));
  return true;
}

// "SU-1410", "A320", "F-16": digits that hang on letters.
bool Assembler::IsPartOfName(uint32_t i) const {
  if (!text_.is_digits(i) || !text_.glued(i)) return false;
  if (text_.is_word(i - 1)) return true;
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
    if (again && again.entry->kind == Kind::kMoney && again.entry->code == figure->unit.code && !again.entry->part)
      units_.Take(*again.entry, again.end, &figure->unit);
  } else if (!figure->number.is_adjective) {
    figure->has_unit = units_.Find(figure->number, &figure->unit);
    if (figure->number.fraction && figure->unit.kind == Kind::kCount) {  // "треть" компаний
      figure->has_unit = false;
      figure->unit = Unit();
    }
  }
  if (figure->has_unit) figure->end = figure->unit.end;
  // The point of "млн." belongs to the span only where a unit follows.
  if (figure->end == figure->number.end && figure->number.has_magnitude && text_.symbol(figure->end - 1) == '.') --figure->end;
}

// "12 рублей 75 копеек", "5 dollars and 20 cents": one sum.
void Assembler::AddParts(Figure* figure) const {
  if (!figure->has_unit || figure->unit.kind != Kind::kMoney || figure->unit_before || figure->unit.part) return;
  uint32_t at = figure->end;
  if (const Match filler = lexicon_.Find(text_, at, Category::kAnd)) at = filler.end;
  if (at >= text_.size() || text_.atoms[at].newline) return;
  Number number;
  Unit unit;
  if (numbers_.Parse(at, false, &number) != NumberResult::kNumber || !number.value.IsBelow(2)) return;
  if (!units_.Find(number, &unit) || !unit.part || unit.kind != Kind::kMoney) return;
  if (unit.code != figure->unit.code) return;
  figure->number.value.Shift(figure->unit.shift);
  figure->unit.shift = 0;
  number.value.Shift(unit.shift);
  figure->number.value.Add(number.value);
  figure->number.ambiguous = false;
  figure->end = unit.end;
}

}  // namespace lector::figures
