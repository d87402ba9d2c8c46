// The part of Assembler that finds what is counted: nouns behind the number, or named elsewhere in the sentence.
#include <algorithm>

#include "plugins/figures/assembler.h"
#include "plugins/figures/counted.h"
#include "plugins/figures/expectation.h"

namespace lector::figures {
namespace {

constexpr uint32_t kSenseReach = 40;    // atoms around "голов"
constexpr uint32_t kLongestOpening = 3;  // atoms of "compared with"
constexpr uint32_t kCounterReach = 16;  // atoms between "число компаний" and its number
constexpr int32_t kSurelyMoney = 9;     // so many zeros without a noun are money
constexpr int kMostInSentence = 64;     // figures looked at for a currency

}  // namespace

// Gives the figure the noun that it counts; false where that is a unit of something else.
bool Assembler::SetCounted(std::string_view lemma, uint32_t end, Figure* figure) const {
  const Entry* listed = lexicon_.FindWord(lemma, Category::kUnit);
  if (listed != nullptr && listed->kind != Kind::kCount) return false;
  Entry entry;
  entry.kind = Kind::kCount;
  entry.code = listed != nullptr ? listed->code : lemma;
  entry.not_economic = listed != nullptr && listed->not_economic;
  figure->unit = Unit();
  units_.Take(entry, end, &figure->unit);
  figure->has_unit = true;
  figure->end = figure->unit.end;
  figure->unit_rule = "counted thing named elsewhere";
  return true;
}

// Nouns behind numbers that the lexicon gave no unit, or a counted noun of which the grammar may know better.
void Assembler::Count() {
  const CountedNouns nouns(lexicon_, text_, *grammar_);
  for (size_t k = 0; k < figures_.size(); ++k) {
    Figure& figure = figures_[k];
    if (figure.dropped || (figure.has_unit && figure.unit.kind != Kind::kCount)) continue;
    if (figure.has_unit && figure.unit.code.find(' ') != std::string::npos) continue;  // "рабочее место"
    const Match before = figure.first > 0 ? lexicon_.Find(text_, figure.first - 1, Category::kPreposition) : Match();
    if (text_.english && before && IsYearLike(figure.number) &&
        figure.number.value.IsBelow(4)) {  // "the first quarter of 2024 orders"
      figure.has_unit = false;
      continue;
    }
    const uint32_t limit = k + 1 < figures_.size() ? figures_[k + 1].first : text_.size();
    CountedNouns::Noun noun;
    if (!nouns.Find(figure.number, limit, &noun)) {
      // "на 24 месте": a noun that the number does not govern
      if (figure.has_unit && !text_.english && grammar_->IsNoun(figure.end - 1)) figure.dropped = true;
      continue;
    }
    if (noun.substantive && k > 0 && Adjoins(figures_[k - 1], figure))
      noun.lemma = figures_[k - 1].unit.code;  // "12 медалей (2 золотых, 5 серебряных)"
    if (SetCounted(SenseOf(noun.lemma, figure), noun.end, &figure)) figure.unit_rule = "counted noun";
  }
}

// Of two nouns that share a form ("голов"), the one whose words stand around: the lemma, or the other that its entry names.
std::string_view Assembler::SenseOf(std::string_view lemma, const Figure& figure) const {
  const Entry* other = lexicon_.FindWord(lemma, Category::kSense);
  if (other == nullptr || other->extra.empty() || other->code != "or") return lemma;
  const uint32_t first = figure.first - std::min(figure.first, kSenseReach);
  const uint32_t end = std::min(text_.size(), figure.end + kSenseReach);
  for (uint32_t at = first; at < end; ++at) {
    const Entry* sign = lexicon_.FindWord(grammar_->Lemma(at), Category::kSense);
    if (sign != nullptr && sign->code == lemma) return lemma;
  }
  return other->extra;
}

// A number without a noun of its own: the sentence says what is counted.
void Assembler::ResolveCounted() {
  const Figure* last = nullptr;     // the last thing with a unit, in this sentence or the one before
  const Figure* counted = nullptr;  // the last count there
  const Figure* indexed = nullptr;  // and of points
  for (Figure& figure : figures_) {
    if (last != nullptr && last->sentence + 1 < figure.sentence) last = nullptr;
    if (counted != nullptr && counted->sentence + 1 < figure.sentence) counted = nullptr;
    if (MayLackNoun(figure)) {
      const bool same = last != nullptr && last->sentence == figure.sentence;
      if (figure.first == 0) {
        CountElliptic(counted, &figure);
      } else if (last != nullptr && last->unit.kind == Kind::kCount && lexicon_.Has(text_, figure.end, Category::kOfThem)) {
        SetCounted(last->unit.code, figure.end, &figure);  // "116 из них"
        figure.role = Role::kShare;
      } else if ((same && MovesLike(*last, &figure)) ||
                 (indexed != nullptr && indexed->sentence == figure.sentence && MovesLike(*indexed, &figure))) {
        last = &figure;
        continue;
      } else if (counted != nullptr && counted->sentence == figure.sentence && CountAgain(*counted, &figure)) {
        last = counted = &figure;
        continue;
      } else if (!CountByCounter(&figure) && !CountByComparative(&figure) && !CountBySubject(&figure) &&
                 !(same && CountLike(*last, &figure)) &&
                 !(counted != nullptr && counted != last && counted->sentence == figure.sentence && figure.number.has_magnitude &&
                   CountLike(*counted, &figure))) {  // "49 тысяч избирателей (52%), за другого — 44,7 тысячи"
        CountElliptic(counted, &figure);
      }
    }
    const bool things =
        figure.unit.kind != Kind::kTime && figure.unit.kind != Kind::kMultiple && figure.unit.kind != Kind::kPoints;
    if (figure.has_unit && !figure.dropped && things) last = &figure;
    if (figure.has_unit && !figure.dropped && figure.unit.kind == Kind::kCount) counted = &figure;
    if (figure.has_unit && !figure.dropped && figure.unit.kind == Kind::kIndex) indexed = &figure;
  }
}

bool Assembler::MayLackNoun(const Figure& figure) const {
  if (figure.has_unit || figure.dropped || figure.number.fraction || figure.sign != 0) return false;
  return !IsYearLike(figure.number) && !figure.number.is_adjective;
}

// Whether nothing that it could count follows the number.
bool Assembler::StandsAlone(const Figure& figure) const {
  const uint32_t end = figure.end;
  return !text_.is_word(end) || text_.atoms[end].newline || lexicon_.Has(text_, end, Category::kPreposition) ||
         lexicon_.Has(text_, end, Category::kFunction) || lexicon_.Has(text_, end, Category::kSeparator) ||
         (text_.english && lexicon_.Has(text_, end, Category::kRelative));  // "fell to 215,000 last week"
}

// "число компаний возросло до 1800"
bool Assembler::CountByCounter(Figure* figure) const {
  const bool governed = lexicon_.Has(text_, figure->first - 1, Category::kPreposition) ||
                        lexicon_.Has(text_, figure->first - 1, Category::kModifier) ||
                        (grammar_->known() && grammar_->IsVerb(figure->first - 1));  // "количество заявок достигло 1,2 миллиона"
  if (!governed || !StandsAlone(*figure)) return false;
  Match listed;
  uint32_t noun = kNoFigure;
  for (uint32_t distance = 1; distance <= kCounterReach && distance <= figure->first; ++distance) {
    const uint32_t at = figure->first - distance;
    if (text_.atoms[at].newline || text_.symbol(at) == ';') return false;
    const Match unit = lexicon_.Find(text_, at, Category::kUnit);
    if (unit && unit.entry->kind == Kind::kCount) listed = unit, noun = at;
    else if (grammar_->Case(at) == LECTOR_CASE_GEN && (grammar_->IsNoun(at) || !SubstantiveAt(at).empty()))
      listed = Match(), noun = at;
    if (noun == kNoFigure || !lexicon_.Has(text_, at, Category::kCounter)) continue;
    const std::string person = SubstantiveAt(noun);
    const std::string_view lemma = !person.empty() ? std::string_view(person) : grammar_->Lemma(noun);
    return SetCounted(listed ? std::string_view(listed.entry->code) : lemma, figure->end, figure);
  }
  return false;
}

// "900,000 visitors, compared with 650,000 in 2022", "1.2 million households, up 200,000", "1,400 jobs, fewer than the 27,000
// economists had forecast", "300 workers, and another 120": in English, what is compared, changed or added is of the same things.
bool Assembler::CountAgain(const Figure& other, Figure* figure) const {
  if (!text_.english || other.unit.kind != Kind::kCount || !figure->number.digits || !grammar_->known()) return false;
  const uint32_t first = figure->first;
  const bool foreseen = IsForeseen(lexicon_, text_, *grammar_, first, figure->end);
  const bool added = lexicon_.Has(text_, first - 1, Category::kAdded) && (StandsAlone(*figure) || grammar_->IsVerb(figure->end) ||
                                                                          grammar_->Class(figure->end) == LECTOR_UPOS_AUX);
  if (foreseen || added || (StandsAlone(*figure) && IsComparedOrChanged(other.end, first)))
    return SetCounted(other.unit.code, figure->end, figure);
  return false;
}

// Whether a word of comparison or, behind a comma, of growth ends at an atom.
bool Assembler::IsComparedOrChanged(uint32_t begin, uint32_t end) const {
  for (uint32_t size = 1; size <= kLongestOpening && end >= begin + size; ++size) {
    const uint32_t at = end - size;
    const Match compared = lexicon_.Find(text_, at, Category::kPreposition);
    if (compared && compared.end == end && compared.entry->code == "against") return true;
    const Match changed = lexicon_.Find(text_, at, Category::kChange);
    const uint32_t opening = at > begin && lexicon_.Has(text_, at - 1, Category::kArticle) ? at - 1 : at;  // ", a decline of"
    if (changed && changed.end == end && changed.entry->extra != "more" && opening > begin && text_.symbol(opening - 1) == ',')
      return true;
  }
  return false;
}

// "вакансий стало на 17 тысяч больше"
bool Assembler::CountByComparative(Figure* figure) const {
  const Match more = lexicon_.Find(text_, figure->end, Category::kChange);
  if (!more || more.entry->extra != "more" || !grammar_->known()) return false;
  for (uint32_t distance = 1; distance <= kCounterReach && distance <= figure->first; ++distance) {
    const uint32_t at = figure->first - distance;
    if (text_.atoms[at].newline || text_.symbol(at) == ';' || text_.symbol(at) == ',') return false;
    const uint64_t feats = grammar_->Features(at);
    if (grammar_->IsNoun(at) && grammar_->Case(at) == LECTOR_CASE_GEN && LECTOR_FEAT(feats, NUMBER) == LECTOR_NUMBER_PLUR &&
        lexicon_.FindWord(grammar_->Lemma(at), Category::kChange) == nullptr)
      return SetCounted(grammar_->Lemma(at), figure->end, figure);
  }
  return false;
}

// "Subscribers rose by 2.6 million": a listed thing that grew.
bool Assembler::CountBySubject(Figure* figure) const {
  const Match preposition = lexicon_.Find(text_, figure->first - 1, Category::kPreposition);
  if (!preposition || !StandsAlone(*figure) || !grammar_->known() || figure->number.magnitude >= kSurelyMoney) return false;
  bool grew = false;
  for (uint32_t distance = 2; distance <= kCounterReach && distance <= figure->first; ++distance) {
    const uint32_t at = figure->first - distance;
    if (text_.atoms[at].newline && !grew) return false;
    if (lexicon_.Has(text_, at, Category::kChange)) grew = true;
    const Match unit = grew ? lexicon_.Find(text_, at, Category::kUnit) : Match();
    const bool plural = LECTOR_FEAT(grammar_->Features(at), NUMBER) == LECTOR_NUMBER_PLUR;
    if (grew && text_.english && !unit && grammar_->IsNoun(at) && plural && !figure->number.has_magnitude &&
        !figure->number.value.IsBelow(2) && figure->number.value.is_integer())
      return SetCounted(grammar_->Lemma(at), figure->end, figure);  // "jobless claims fell by 12,000"
    if (unit) return unit.entry->kind == Kind::kCount && SetCounted(unit.entry->code, figure->end, figure);
  }
  return false;
}

// "стоит 500 рублей вместо 350", "до 48,6 пункта с 50,1 месяцем ранее", "раньше 199 рублей, теперь — 299": what it is compared
// with, or has come to, is in the same unit.
bool Assembler::MovesLike(const Figure& other, Figure* figure) const {
  const uint32_t before = figure->first - 1;
  const Match preposition = lexicon_.Find(text_, before, Category::kPreposition);
  const std::string_view code = preposition ? std::string_view(preposition.entry->code) : std::string_view();
  const bool compared = code == "against" || code == "to" || code == "since" || code == "from";
  const bool sum = other.unit.kind == Kind::kMoney && text_.is_dash(before) && text_.atoms[before].gap > 0;
  const uint32_t end = figure->end;
  const bool closes = end >= text_.size() || text_.atoms[end].newline || text_.atoms[end].kind == AtomKind::kSymbol;
  const bool ends = closes || lexicon_.Has(text_, end, Category::kRelative) || lexicon_.Has(text_, end, Category::kPreposition);
  if (!figure->number.digits || figure->number.has_magnitude || !ends || text_.is_dash(end) || text_.symbol(end) == '(')
    return false;
  const bool index = text_.english && other.unit.kind == Kind::kIndex && (code == "to" || code == "from");
  if (!(compared && !text_.english) && !(sum && closes) && !index) return false;
  if (other.unit.kind == Kind::kPercent && Value::Compare(figure->number.value, Value(1000)) > 0) return false;
  if (other.number.has_magnitude && Value::Compare(figure->number.value, Value(1000)) > 0) return false;
  figure->unit = other.unit;
  figure->unit.end = end;
  if (other.number.has_magnitude && other.number.digits && other.number.magnitude > 0)
    figure->number.value.Shift(other.number.magnitude);
  figure->has_unit = true;
  figure->unit_rule = "unit carried over";
  return true;
}

// "90 автобусов вместо 120", "пять отечественных компаний и три зарубежные", "из 40 банков ... двенадцать"
bool Assembler::CountLike(const Figure& other, Figure* figure) const {
  if (figure->number.one && !figure->number.digits) return false;
  uint32_t end = figure->end;
  const bool dash = text_.is_dash(figure->first - 1) && figure->number.plain;
  const bool acts = grammar_->known() && grammar_->IsVerb(end) && !text_.atoms[end].newline && other.unit.kind == Kind::kCount &&
                    figure->number.plain && figure->sign == 0 &&
                    LECTOR_FEAT(grammar_->Features(end), NUMBER) == LECTOR_NUMBER_PLUR;  // "более 280 пострадали"
  if (acts) return SetCounted(other.unit.code, end, figure);
  if (!StandsAlone(*figure) && !(dash && grammar_->IsVerb(end))) {
    const bool adjective = grammar_->known() && grammar_->IsAdjective(end) && !text_.atoms[end].newline;
    if (!adjective) return false;
    end = grammar_->End(end);
  }
  const uint32_t before = figure->first - 1;
  Match whole = other.first > 0 ? lexicon_.Find(text_, other.first - 1, Category::kPreposition) : Match();
  if (!whole && other.first > 1 && lexicon_.Has(text_, other.first - 1, Category::kFunction))
    whole = lexicon_.Find(text_, other.first - 2, Category::kPreposition);
  const bool part = whole && whole.entry->code == "of" && figure->number.plain && StandsAlone(*figure) &&
                    Value::Compare(figure->number.value, other.number.value) < 0;  // "из 120 заявок одобрили 84"
  const Match filler = lexicon_.Find(text_, before, Category::kFunction);          // "ранены еще 34"
  const uint32_t verb = filler && filler.entry->code == "filler" && before > 0 ? before - 1 : before;
  const bool acted = figure->number.plain && grammar_->known() && grammar_->IsVerb(verb) && other.unit.kind == Kind::kCount &&
                     (end >= text_.size() || !text_.is_word(end));  // "открыл 318 магазинов, закрыл 47"
  const bool in_words = !figure->number.digits && text_.is_word(before);
  const Match preposition = lexicon_.Find(text_, before, Category::kPreposition);
  const bool compared = preposition && (preposition.entry->code == "against" || preposition.entry->code == "to");
  const bool scaled = figure->number.has_magnitude && figure->number.magnitude < kSurelyMoney &&
                      !HasMoney(figure->sentence);  // "10 тысяч человек, а потом 140 тысяч"
  if (figure->number.has_magnitude && !scaled) return false;
  if (!in_words && !compared && !dash && !scaled && !part && !acted && end == figure->end) return false;
  if (other.unit.kind != Kind::kQuantity && other.unit.kind != Kind::kCount) return false;
  if (other.unit.kind == Kind::kQuantity) {  // "с 30 млн тонн до 32,9 млн"
    const Match price = lexicon_.Find(text_, before, Category::kPurpose);
    const bool each = preposition && preposition.entry->code == "by";  // "получат по 2,5 тыс."
    if ((!scaled && !compared) || each || (price && price.entry->code == "price")) return false;
    figure->unit = other.unit;
    figure->unit.end = end;
    figure->has_unit = true;
    figure->unit_rule = "unit carried over";
    return true;
  }
  if (!SetCounted(other.unit.code, end, figure)) return false;
  if (whole && whole.entry->code == "of") figure->role = Role::kShare;
  return true;
}

bool Assembler::HasMoney(uint32_t sentence) const {
  const auto first = std::lower_bound(figures_.begin(), figures_.end(), sentence,
                                      [](const Figure& figure, uint32_t value) { return figure.sentence < value; });
  for (auto it = first; it != figures_.end() && it->sentence == sentence && it - first < kMostInSentence; ++it)
    if (it->has_unit && !it->dropped && (it->unit.kind == Kind::kMoney || it->unit.money)) return true;
  return false;
}

// Whether two counts have but marks and "и" between: "один завод и два склада", "12 медалей (2 золотых".
bool Assembler::Adjoins(const Figure& before, const Figure& figure) const {
  if (before.unit.kind != Kind::kCount || figure.first <= before.end || figure.first - before.end > 2) return false;
  for (uint32_t i = before.end; i < figure.first; ++i)
    if (text_.symbol(i) != ',' && text_.symbol(i) != '(' && !lexicon_.Has(text_, i, Category::kSeparator)) return false;
  return true;
}

bool Assembler::InList(const Figure& figure) const {
  const auto k = static_cast<size_t>(&figure - figures_.data());
  const bool counts = figure.unit.kind == Kind::kCount;
  const bool next = k + 1 < figures_.size() && figures_[k + 1].unit.kind == Kind::kCount && Adjoins(figure, figures_[k + 1]);
  return (counts && k > 0 && Adjoins(figures_[k - 1], figure)) || next;
}

}  // namespace lector::figures
