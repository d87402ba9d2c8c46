#include "plugins/figures/unit.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace lector::figures {
namespace {

// Adjectives that may stand between a number and the noun it counts: "100 самых влиятельных людей".
constexpr uint32_t kMostWordsBetween = 2;

constexpr size_t kLongestLetters = 4;  // bytes of "т", "кг", "in"

constexpr uint32_t kQuotationReach = 60;  // atoms between quotation marks

bool IsYear(const Number& number) {
  return number.plain && Value::Compare(number.value, Value(1500)) >= 0 && Value::Compare(number.value, Value(2100)) <= 0;
}

}  // namespace

Match UnitFinder::FindEntry(const Number& number) const {
  const uint32_t i = IsSpacedHyphen(number) ? number.end + 1 : number.end;
  if (i >= text_.size() || text_.atoms[i].newline || text_.atoms[i].gap > 2) return {};
  const bool behind_point = i > 0 && text_.symbol(i - 1) == '.';
  if (behind_point && text_.is_word(i) && text_.atoms[i].upper && !text_.atoms[i].all_upper) return {};  // a new sentence
  Match match = lexicon_.Find(text_, i, Category::kUnit);
  if (match && match.entry->kind == Kind::kMultiple && IsTimes(text_, i) && text_.is_digits(match.end))
    return {};  // "10 x 12 cm"
  if (const Match of = lexicon_.Find(text_, i, Category::kUnitOf); of && !number.has_magnitude && of.end >= match.end) {
    const Match preposition = lexicon_.Find(text_, of.end, Category::kPreposition);
    if (text_.english ? preposition && preposition.entry->code == "of" : IsSubstance(of.end)) return of;
  }
  if (match && ((match.entry->digits && !number.digits) ||
                (match.entry->glued && !text_.glued(i) && !(number.digits && EndsLine(match.end)))))
    match = {};  // "rose 5 in May"
  if (match && BeginsOther(i, match.end)) match = {};
  if (match && match.entry->upper && match.entry->digits && !IsOfCapital(number)) match = {};
  if (match && match.entry->upper && match.entry->digits && text_.atoms[i].cyrillic && text_.is_word(i + 1) && !text_.glued(i))
    match = {};  // "до 20 В Москве"
  if (match && match.entry->kind == Kind::kTime && IsEarlier(number, i)) return {};
  const bool mark = text_.symbol(i) == '"' || text_.symbol(i) == '\'';
  const bool large = Value::Compare(number.value, Value(1000)) >= 0;
  const bool quotation = mark && (large || ClosesQuotation(i));  // '"Сила 2011"', but '5"'
  const bool capital = text_.is_word(i) && text_.raw(i).size() == 1 && text_.atoms[i].upper;
  if (quotation || (capital && match && (match.entry->code == "g" || match.entry->code == "m"))) return {};  // "8 G"
  if (!match) match = FindBracketed(i);
  if (!match) match = FindCounted(i);
  return match;
}

// "5 t-shirts", "20 in-house lawyers", "Formula 1 V6": letters that a space parts from the number and nothing from what follows.
bool UnitFinder::BeginsOther(uint32_t i, uint32_t end) const {
  if (text_.glued(i) || end != i + 1 || !text_.is_word(i) || text_.raw(i).size() > kLongestLetters || !text_.glued(end)) return false;
  return text_.is_digits(end) || (text_.symbol(end) == '-' && text_.is_word(end + 1) && text_.glued(end + 1) &&
                                  !lexicon_.Has(text_, end + 1, Category::kExtent));
}

// Whether nothing but marks stands behind in the line: "2.5 in."
bool UnitFinder::EndsLine(uint32_t i) const {
  while (i < text_.size() && !text_.atoms[i].newline && text_.atoms[i].kind == AtomKind::kSymbol) ++i;
  return i >= text_.size() || text_.atoms[i].newline;
}

// "25C", "12 V", but neither "iPhone 5C" nor "section 1204 C".
bool UnitFinder::IsOfCapital(const Number& number) const {
  const bool model = number.first > 0 && text_.is_dash(number.first - 1) && text_.glued(number.first) && !number.value.IsBelow(2);
  if (model) return false;  // "737-800F"
  return !number.value.is_integer() || (number.value.IsBelow(3) && !number.value.IsBelow(1)) ||
         (number.value.IsBelow(1) && text_.atoms[number.end].gap == 1);
}

// "20 [kg]", "20 (km/h)", "20 {kg}"
Match UnitFinder::FindBracketed(uint32_t i) const {
  constexpr std::string_view kOpen = "([<{", kClose = ")]>}";
  const size_t bracket = text_.symbol(i) == 0 ? std::string_view::npos : kOpen.find(text_.symbol(i));
  if (bracket == std::string_view::npos) return {};
  Match match = lexicon_.Find(text_, i + 1, Category::kUnit);
  const bool measure = match && (match.entry->kind == Kind::kQuantity || match.entry->kind == Kind::kRate);
  if (!measure || match.entry->before || text_.symbol(match.end) != kClose[bracket]) return {};
  ++match.end;
  return match;
}

// "a 12 - ounce can", "the 30 - foot wall": as texts look that were cut into words.
bool UnitFinder::IsSpacedHyphen(const Number& number) const {
  const uint32_t at = number.end;
  if (!text_.english || text_.symbol(at) != '-' || text_.atoms[at].gap != 1 || !text_.is_word(at + 1)) return false;
  const Match unit =
      text_.atoms[at + 1].gap == 1 && !text_.atoms[at + 1].newline ? lexicon_.Find(text_, at + 1, Category::kUnit) : Match();
  if (!unit || text_.raw(unit.end - 1).size() < 3 || text_.raw(unit.end - 1).ends_with("s")) return false;
  if (EndsLine(unit.end)) return true;
  const bool attributive = text_.is_word(unit.end) || text_.symbol(unit.end) == '-';
  return attributive && !text_.atoms[unit.end].newline && !text_.atoms[unit.end].upper;
}

// "22,3 млрд | годом ранее": a time that a number stands at, not one that it counts, as in "2 года назад".
bool UnitFinder::IsEarlier(const Number& number, uint32_t i) const {
  if (!lexicon_.Has(text_, i, Category::kRelative)) return false;
  const std::string_view word = text_.raw(i);
  const bool instrumental = word.ends_with("ом") || word.ends_with("ем") || word.ends_with("ей");
  return number.has_magnitude || !number.value.is_integer() || instrumental;
}

// Whether a mark of inches at this place rather closes what such a mark has opened in its line.
bool UnitFinder::ClosesQuotation(uint32_t i) const {
  const char mark = text_.symbol(i);
  uint32_t count = 0;
  for (uint32_t at = i, steps = 0; at-- > 0 && steps < kQuotationReach && !text_.atoms[at + 1].newline; ++steps)
    if (text_.symbol(at) == mark) ++count;
  return (mark == '"' ? count : count / 2) % 2 == 1;
}

// "фунтов мяса": a word behind a Russian unit that may be what is measured.
bool UnitFinder::IsSubstance(uint32_t i) const {
  return text_.is_word(i) && !text_.atoms[i].newline && !text_.atoms[i].upper && text_.atoms[i].end - text_.atoms[i].begin > 6 &&
         !lexicon_.Has(text_, i, Category::kFunction) && !lexicon_.Has(text_, i, Category::kPreposition) &&
         !lexicon_.Has(text_, i, Category::kSeparator) && !lexicon_.Has(text_, i, Category::kPer) &&
         !lexicon_.Has(text_, i, Category::kDenominator);
}

// A counted noun behind words that the lexicon does not know.
Match UnitFinder::FindCounted(uint32_t i) const {
  for (uint32_t skipped = 0; skipped < kMostWordsBetween && text_.is_word(i); ++skipped, ++i) {
    const Atom& atom = text_.atoms[i];
    if (atom.word != 0 || atom.upper || atom.gap == 0 || atom.newline || atom.end - atom.begin < 4) return {};
    if (!text_.is_word(i + 1) || text_.atoms[i + 1].gap == 0 || text_.atoms[i + 1].newline) return {};
    const Match match = lexicon_.Find(text_, i + 1, Category::kUnit);
    if (match) return match.entry->kind == Kind::kCount ? match : Match();
  }
  return {};
}

// "кипрских фунтов", "Cypriot pounds": a currency of a country that has none of that name any more. The atom of its name, or 0.
uint32_t UnitFinder::FindForeign(uint32_t i) const {
  if (!text_.is_word(i) || !text_.is_word(i + 1) || text_.atoms[i].newline || text_.atoms[i + 1].newline) return 0;
  const std::string_view word = text_.raw(i);
  constexpr std::string_view kEndings[] = {"ских", "ского", "ский", "скими", "ским", "скому",
                                           "ская", "ской",  "скую", "ские",  "цких"};
  const bool adjective = text_.english
                             ? text_.atoms[i].upper && !text_.atoms[i].all_upper && text_.atoms[i].word == 0
                             : text_.atoms[i].cyrillic && std::any_of(std::begin(kEndings), std::end(kEndings), [&](auto ending) {
                                 return word.ends_with(ending) && word.size() > ending.size() + 4;
                               });
  if (!adjective) return 0;
  const Match name = lexicon_.Find(text_, i + 1, Category::kUnit);
  return name && name.end == i + 2 && name.entry->kind == Kind::kMoney && !name.entry->part && !name.entry->before ? i + 1 : 0;
}

bool UnitFinder::Find(const Number& number, Unit* unit) const {
  const Match match = FindEntry(number);
  if (!match || (match.entry->kind == Kind::kCount && match.end > number.end + 1)) {
    if (const uint32_t name = number.end < text_.size() ? FindForeign(number.end) : 0) {
      Take(*lexicon_.Find(text_, name, Category::kUnit).entry, name + 1, unit);
      unit->code.replace(0, unit->numerator().size(), "XXX");
      return true;
    }
  }
  if (!match) return false;
  Take(*match.entry, match.end, unit);
  if (text_.english && number.fraction && unit->kind == Kind::kIndex) {  // "by a quarter point": of a rate
    unit->kind = Kind::kPoints;
    unit->code = "pp";
  }
  if (unit->code == "g" && IsYear(number) && text_.atoms[number.end].cyrillic) unit->kind = Kind::kTime;  // "2023 г."
  return true;
}

void UnitFinder::Take(const Entry& entry, uint32_t end, Unit* unit) const {
  unit->kind = entry.kind;
  unit->code = text_.english && !entry.extra.empty() && entry.category == Category::kUnit ? entry.extra : entry.code;
  unit->shift = entry.shift;
  unit->part = entry.part;
  unit->not_economic = entry.not_economic;
  unit->end = end;
  if (entry.kind == Kind::kPercent) {
    if (const Match annual = lexicon_.Find(text_, end, Category::kAnnual)) unit->end = annual.end;
  } else if (entry.kind == Kind::kMoney || entry.kind == Kind::kQuantity || entry.kind == Kind::kCount) {
    FindDenominator(unit);
  }
}

bool UnitFinder::FindDenominator(Unit* unit) const {
  const uint32_t at = unit->end;
  if (at >= text_.size() || text_.atoms[at].newline) return false;
  if (const Match per = FindPer(at)) return SetDenominator(per.entry->code, per.end, unit), true;
  if (text_.symbol(at) == '/' && text_.atoms[at].gap <= 1) return FindDenominatorUnit(at + 1, "slash", unit);
  if (unit->kind == Kind::kQuantity && text_.is_word(at)) {  // "тонн нефти в год", "tonnes of steel a year"
    const Match of = text_.english ? lexicon_.Find(text_, at, Category::kPreposition) : Match();
    const uint32_t substance = of && of.entry->code == "of" ? of.end : at;
    const bool plain = text_.is_word(substance) && text_.atoms[substance].word == 0;
    if (const Match per = plain && (of || !text_.english) ? FindPer(substance + 1) : Match())
      return SetDenominator(per.entry->code, per.end, unit), true;
  }
  const uint32_t joined = SkipJoiner(at);  // "-per-second", " - per - second"
  const Match word = lexicon_.Find(text_, joined, Category::kDenominator);
  const bool sign = word && text_.glued(word.end);  // "A$"
  if (!word || joined == at) return word && !sign && FindDenominatorUnit(word.end, word.entry->code, unit);
  const uint32_t next = SkipJoiner(word.end);
  return next > word.end && word.entry->code == "any" && FindDenominatorUnit(next, word.entry->code, unit);
}

// The atom behind a hyphen that joins English words, with spaces on both sides or on none; `i` where there is none.
uint32_t UnitFinder::SkipJoiner(uint32_t i) const {
  if (!text_.english || text_.symbol(i) != '-' || !text_.is_word(i + 1) || text_.atoms[i + 1].newline) return i;
  return text_.atoms[i].gap == text_.atoms[i + 1].gap && text_.atoms[i].gap <= 1 && !text_.atoms[i].newline ? i + 1 : i;
}

Match UnitFinder::FindPer(uint32_t i) const {
  const Match per = lexicon_.Find(text_, i, Category::kPer);
  const bool of_event = lexicon_.Has(text_, per.end, Category::kPossessive);  // "в день его рождения"
  return per && !of_event && !lexicon_.Has(text_, per.end, Category::kAgo) ? per : Match();
}

// The unit behind "за", "per", "/"; `sort` says which units that word may take.
bool UnitFinder::FindDenominatorUnit(uint32_t i, std::string_view sort, Unit* unit) const {
  std::string count;
  if (sort == "things" && unit->kind != Kind::kMoney) return false;  // "продал 10 тонн за рубли"
  const Match before = lexicon_.Find(text_, i, Category::kUnit);
  if (before && before.entry->before && text_.is_digits(before.end) && text_.raw(before.end) == "1")  // "78,5/$1"
    return unit->exchange = unit->kind == Kind::kMoney, SetDenominator(before.entry->code, before.end + 1, unit), true;
  if (text_.is_digits(i)) {
    count = text_.raw(i);
    if (count.find_first_not_of('0', 1) != std::string::npos || count[0] != '1' || count.size() > 4) return false;
    ++i;
    const Match more = lexicon_.Find(text_, i, Category::kMagnitude);
    if (more && more.entry->shift == 3) count += "000", i = more.end;
    if (text_.english && text_.symbol(i) == ',' && text_.is_digits(i + 1) && text_.raw(i + 1) == "000") count += "000", i += 2;
  } else if (const Match magnitude = lexicon_.Find(text_, i, Category::kMagnitude); magnitude && magnitude.entry->shift == 3) {
    count = "1000";
    i = magnitude.end;
  }
  if (count == "1") count.clear();
  const Match match = lexicon_.Find(text_, i, Category::kUnit);
  if (!match || text_.atoms[i].newline || lexicon_.Has(text_, match.end, Category::kAgo)) return false;
  const Kind kind = match.entry->kind;
  if (kind == Kind::kPercent || kind == Kind::kPoints || kind == Kind::kMultiple || kind == Kind::kIndex) return false;
  if (sort == "things" && kind == Kind::kTime) return false;
  const bool area = kind == Kind::kQuantity && unit->kind == Kind::kCount;  // "5 человек на кв. км"
  if (sort == "heads" && kind != Kind::kCount && !area) return false;
  if (sort == "money" && (kind != Kind::kMoney || unit->kind != Kind::kMoney)) return false;  // "90 rubles to the dollar"
  unit->exchange = kind == Kind::kMoney && unit->kind == Kind::kMoney;
  SetDenominator(count + match.entry->code, match.end, unit);
  return true;
}

void UnitFinder::SetDenominator(std::string_view code, uint32_t end, Unit* unit) const {
  unit->money = unit->kind == Kind::kMoney;
  unit->kind = Kind::kRate;
  unit->code.append("/").append(code);
  unit->end = end;
}

}  // namespace lector::figures
