// The last stage of Assembler: currencies that the text leaves out, measures without a unit, and what turns out to be no figure.
#include <algorithm>

#include "plugins/figures/assembler.h"

namespace lector::figures {
namespace {

// How far a currency may be carried, in sentences.
constexpr uint32_t kCarrySentences = 1;
constexpr uint32_t kCurrencyReach = 8;   // atoms between "двухмиллиардный" and "в долларах"
constexpr uint32_t kExchangeReach = 12;  // atoms between a currency and its price in another
constexpr uint32_t kMeasureReach = 10;   // atoms between "PMI" and its number
constexpr uint32_t kPriceReach = 3;      // atoms between "обошлись" and a bare number
constexpr uint32_t kWeightReach = 5;     // atoms between pounds and "weighs"
constexpr uint32_t kMetalReach = 8;      // atoms between ounces and "gold"
constexpr uint64_t kMostKitchenOunces = 100;
constexpr uint32_t kMoneyReach = 16;     // atoms between a bare number and a word of money
constexpr std::string_view kUnknownCurrency = "XXX", kOunce = "[oz_av]", kTroyOunce = "[oz_tr]";
constexpr int32_t kLikelyMoney = 6;  // so many zeros take the currency of the sentence before, too
constexpr int32_t kSurelyMoney = 6;  // so many zeros without a noun are money

}  // namespace

void Assembler::Resolve() {
  for (Figure& figure : figures_) {
    ResolveExchange(&figure);
    ResolveMeasure(&figure);
  }
  ResolveCounted();
  ResolveCurrency();
  for (Figure& figure : figures_) {
    ResolveMultiple(&figure);
    WeighPounds(&figure);
    WeighOunces(&figure);
    if (IsNoFigure(figure)) figure.dropped = true;
    if (IsNoNumeral(figure)) figure.dropped = true, figure.has_unit = false;
    Settle(&figure);
  }
}

// "weighs 7 pounds", "a 5-pound bag": pounds are of weight where a word of weight stands around.
void Assembler::WeighPounds(Figure* figure) const {
  const bool pounds = figure->has_unit && figure->unit.kind == Kind::kMoney && !figure->unit_before &&
                      lexicon_.Has(text_, figure->end - 1, Category::kUnitOf);
  if (!pounds) return;
  const uint32_t first = figure->first - std::min(figure->first, kWeightReach);
  const bool sum = figure->number.has_magnitude;
  bool weighs = text_.english && !sum && figure->end > 1 && text_.is_dash(figure->end - 2);  // "a 200-pound man"
  for (uint32_t at = first; at < figure->end + kWeightReach && at < text_.size(); ++at) {
    const Match weight = lexicon_.Find(text_, at, Category::kWeight);
    if (weight && weight.entry->code == "not") return;  // "a five-pound note"
    if (weight && weight.entry->code != "troy" && !(sum && weight.entry->code == "weak")) weighs = true;
  }
  if (!weighs) return;
  figure->unit.kind = Kind::kQuantity;
  figure->unit.code = kPoundOfWeight;
  figure->unit_rule = "pounds of weight";
}

// "5 ounces of gold" are troy ounces; so are Russian ones beyond what a kitchen has.
void Assembler::WeighOunces(Figure* figure) const {
  if (!figure->has_unit || figure->unit.code != kOunce) return;
  const Value& value = figure->range ? figure->max : figure->number.value;
  bool troy = !text_.english && Value::Compare(value, Value(kMostKitchenOunces)) > 0;
  const uint32_t first = figure->first - std::min(figure->first, kMetalReach);
  for (uint32_t at = first; !troy && at < figure->end + kMetalReach && at < text_.size(); ++at) {
    const Match metal = lexicon_.Find(text_, at, Category::kWeight);
    troy = metal && metal.entry->code == "troy";
  }
  if (troy) figure->unit.code = kTroyOunce;
}

// "ВТБ — 432 млрд": money when nothing that could be counted follows.
bool Assembler::MayLackCurrency(const Figure& figure) const {
  if (figure.dropped || figure.has_unit || figure.number.fraction) return false;
  if (figure.number.is_adjective) return true;
  if (!figure.number.has_magnitude || figure.number.vague) return false;
  const uint32_t end = figure.end;
  if (end >= text_.size() || text_.atoms[end].kind == AtomKind::kSymbol || text_.atoms[end].newline) return true;
  return lexicon_.Has(text_, end, Category::kPreposition) || lexicon_.Has(text_, end, Category::kSeparator) ||
         lexicon_.Has(text_, end, Category::kFunction) || lexicon_.Has(text_, end, Category::kPer) ||
         lexicon_.Has(text_, end, Category::kRelative) || grammar_->IsVerb(end);
}

// "Лира подешевела до 32,4 за доллар", "до 78,5/$1": the other currency was named before.
void Assembler::ResolveExchange(Figure* figure) const {
  if (figure->has_unit || figure->dropped || figure->number.fraction) return;
  Unit unit;
  unit.kind = Kind::kMoney;
  unit.end = figure->end;
  if (!units_.TakeExchange(&unit)) return;
  for (uint32_t distance = 1; distance <= kExchangeReach && distance <= figure->first; ++distance) {
    const uint32_t at = figure->first - distance;
    if (text_.atoms[at + 1].newline) return;
    const Match named = lexicon_.Find(text_, at, Category::kUnit);
    if (!named || named.entry->kind != Kind::kMoney || named.end > figure->first) continue;
    unit.code = named.entry->code + unit.code;
    figure->unit = unit;
    figure->end = unit.end;
    figure->has_unit = true;
    figure->unit_rule = "exchange rate";
    for (Figure* next = figure + 1; next != figures_.data() + figures_.size() && next->first < figure->end; ++next)
      next->dropped = true;  // the "$1"
    return;
  }
}

// "PMI came in at 49.1", "P/E равен 4,5": the name of the measure says what the number is.
void Assembler::ResolveMeasure(Figure* figure) const {
  if (figure->has_unit || figure->dropped || !figure->number.digits || IsYearLike(figure->number)) return;
  if (text_.is_word(figure->end) && !lexicon_.Has(text_, figure->end, Category::kFunction) &&
      !lexicon_.Has(text_, figure->end, Category::kPreposition) && !lexicon_.Has(text_, figure->end, Category::kSeparator))
    return;
  for (uint32_t distance = 1; distance <= kMeasureReach && distance <= figure->first; ++distance) {
    const uint32_t at = figure->first - distance;
    if (text_.atoms[at + 1].newline || text_.symbol(at) == ';') return;
    const Match measure = lexicon_.Find(text_, at, Category::kMeasure);
    if (!measure || measure.end > figure->first) continue;
    if (figure->number.has_magnitude && measure.entry->kind != Kind::kCount) return;
    if (distance == 1 && figure->number.plain && !figure->number.value.IsBelow(4)) return;  // "индекс 101000"
    units_.Take(*measure.entry, figure->end, &figure->unit);
    if (text_.english && !measure.entry->extra.empty()) figure->unit.code = measure.entry->extra;
    figure->end = figure->unit.end;
    figure->has_unit = true;
    figure->unit_rule = "measure without a unit";
    return;
  }
}

void Assembler::ResolveCurrency() {
  const Figure* last = nullptr;
  size_t ahead = 0;
  for (size_t k = 0; k < figures_.size(); ++k) {
    Figure& figure = figures_[k];
    const auto is_money = [](const Figure& f) {
      const bool rate = f.unit.kind == Kind::kRate && f.unit.money && !f.unit.exchange;
      return f.has_unit && !f.dropped && (f.unit.kind == Kind::kMoney || rate);
    };
    const bool equivalent = text_.english && last != nullptr && last->sentence == figure.sentence && figure.first > 0 &&
                            text_.symbol(figure.first - 1) == '(';  // "407.8 million pounds ($529 million)"
    if (is_money(figure) && !equivalent) last = &figure;
    if (!MayLackCurrency(figure)) continue;
    ahead = std::max(ahead, k);
    while (ahead < figures_.size() && figures_[ahead].sentence == figure.sentence && !is_money(figures_[ahead])) ++ahead;
    const bool next = ahead < figures_.size() && figures_[ahead].sentence == figure.sentence;
    const uint32_t reach = figure.number.magnitude >= kLikelyMoney || figure.number.is_adjective ? kCarrySentences : 0;
    const Figure* source = last != nullptr && last->sentence + reach >= figure.sentence ? last : nullptr;
    if (next && (source == nullptr || source->sentence != figure.sentence)) source = &figures_[ahead];
    const bool sure = figure.number.magnitude >= kSurelyMoney || (figure.number.magnitude >= 3 && FollowsPrice(figure));
    if (source == nullptr && !figure.number.is_adjective && !sure) continue;
    const std::string behind = source == nullptr ? CurrencyBehind(figure.end) : std::string();
    if (source == nullptr && behind == kUnknownCurrency && grammar_->known() && !SpeaksOfMoney(figure)) continue;
    figure.unit = Unit();
    figure.unit.kind = Kind::kMoney;
    figure.unit.code = source != nullptr ? std::string(source->unit.numerator()) : behind;
    figure.unit.end = figure.end;
    figure.has_unit = true;
    figure.unit_rule = source != nullptr ? "currency carried over" : "currency not named";
    if (const Match per = units_.FindPer(figure.end)) {  // "до 3 миллионов ежедневно"
      figure.unit.kind = Kind::kRate;
      figure.unit.code += "/" + per.entry->code;
      figure.end = per.end;
    }
    last = &figure;
  }
}

// "двухмиллиардный кредит в долларах"; "XXX" where none is named.
std::string Assembler::CurrencyBehind(uint32_t i) const {
  const uint32_t end = std::min(text_.size(), i + kCurrencyReach);
  for (uint32_t at = i; at < end && !text_.atoms[at].newline && text_.symbol(at) != '.'; ++at) {
    const Match match = lexicon_.Find(text_, at, Category::kUnit);
    if (match && match.entry->kind == Kind::kMoney) return match.entry->code;
  }
  return std::string(kUnknownCurrency);
}

// "обошлись в 930 тысяч"
bool Assembler::FollowsPrice(const Figure& figure) const {
  for (uint32_t at = figure.first, count = 0; at-- > 0 && count < kPriceReach && !text_.atoms[at + 1].newline; ++count)
    if (grammar_->IsVerb(at)) return lexicon_.FindWord(grammar_->Lemma(at), Category::kSumWord) != nullptr;
  return false;
}

// Whether a word of the sentence around a bare number is of money: "бюджет вырос до 4 трлн", but "цифра достигла 4 млн".
bool Assembler::SpeaksOfMoney(const Figure& figure) const {
  const auto is_sum = [&](uint32_t at) {
    return lexicon_.Has(text_, at, Category::kSumWord) || lexicon_.FindWord(grammar_->Lemma(at), Category::kSumWord) != nullptr;
  };
  for (uint32_t at = figure.first, count = 0; at-- > 0 && count < kMoneyReach && !text_.atoms[at + 1].newline; ++count)
    if (is_sum(at)) return true;
  for (uint32_t at = figure.end, count = 0; at < text_.size() && count < kMoneyReach && !text_.atoms[at].newline; ++at, ++count)
    if (is_sum(at)) return true;
  return false;
}

// The final value: marks that turn out to group, parts of a currency, signs.
void Assembler::Settle(Figure* figure) const {
  figure->end_byte = text_.atoms[figure->end - 1].end;
  if (figure->range) return;
  Value& value = figure->number.value;
  const bool sum = figure->unit.kind == Kind::kMoney || figure->unit.kind == Kind::kCount ||
                   (figure->unit.kind == Kind::kRate && !figure->unit.exchange && figure->unit.numerator().size() == 3);
  if (figure->number.ambiguous && figure->has_unit && sum) value.Shift(3);
  value.Shift(figure->unit.shift);
  if (figure->sign == '-') value.Negate();
  if (figure->number.vague || figure->number.approximate) figure->modifier = Modifier::kApproximate;
}

// "треть компаний" is a part of a whole, "вторая половина" is not; "в три раза" is a multiple, "20 раз" counts.
void Assembler::ResolveMultiple(Figure* figure) const {
  const uint32_t first = figure->first;
  const bool of_noun = figure->number.digits && grammar_->known() && !text_.english && figure->end < text_.size() &&
                       grammar_->Case(figure->end) == LECTOR_CASE_GEN && figure->number.value.IsBelow(1);  // "3/4 срока"
  if (!figure->has_unit && figure->number.fraction && (!figure->number.digits || of_noun) && !figure->dropped) {
    if (first > 0 && lexicon_.Has(text_, first - 1, Category::kOrdinal)) return;
    figure->has_unit = true;
    figure->unit.kind = Kind::kMultiple;
    figure->unit.code = "x";
    figure->unit_rule = "fraction of a whole";
    return;
  }
  if (figure->has_unit && figure->unit.kind == Kind::kIndex && first > 0 && !text_.english) {
    const Match of = lexicon_.Find(text_, first - 1, Category::kPreposition);
    if (of && of.entry->code == "of") figure->unit.kind = Kind::kCount;  // "состоит из 11 пунктов"
    return;
  }
  uint32_t holder = figure->end;
  while (grammar_->known() && holder < figure->end + 3 && grammar_->IsAdjective(holder)) ++holder;
  const bool word_alone = !figure->number.digits || figure->number.is_adjective;
  const bool titled = figure->has_unit && figure->unit.kind == Kind::kMultiple && word_alone && grammar_->known() &&
                      holder < text_.size() && grammar_->IsAdjective(first) && grammar_->IsNoun(holder) &&
                      LECTOR_FEAT(grammar_->Features(holder), ANIMACY) == LECTOR_ANIMACY_ANIM;
  if (titled) {  // "двукратный олимпийский чемпион"
    figure->dropped = true;
    return;
  }
  const Atom& last = text_.atoms[figure->end - 1];
  const bool word = last.cyrillic && last.end - last.begin > 2;
  if (figure->has_unit && figure->unit.kind == Kind::kMultiple && figure->unit.end > 0 && word && !figure->number.is_adjective) {
    const Match before = first > 0 ? lexicon_.Find(text_, first - 1, Category::kPreposition) : Match();
    if (before && before.entry->code == "in") return;
    if (lexicon_.Has(text_, figure->end, Category::kChange)) return;  // "три раза больше"
    figure->unit.kind = Kind::kCount;
    figure->unit.code = "раз";
    figure->unit.not_economic = true;
  }
}

// Of bare numbers: "in 2009", "the one", "180.25ml".
bool Assembler::IsNoNumeral(const Figure& figure) const {
  const bool glued = text_.glued(figure.number.end) && text_.is_word(figure.number.end) && !text_.is_dash(figure.number.end - 1);
  if (text_.numerals && figure.has_unit && figure.number.digits && glued) return true;
  if (figure.has_unit || figure.first == 0) return false;
  const Match before = lexicon_.Find(text_, figure.first - 1, Category::kPreposition);
  const bool of_time = before && (before.entry->code == "in" || before.entry->code == "since" || before.entry->code == "of");
  return (IsYearLike(figure.number) && of_time && !figure.range) ||
         (figure.number.one && !figure.number.digits && !lexicon_.Has(text_, figure.first - 1, Category::kOnly) &&
          lexicon_.Has(text_, figure.first - 1, text_.english ? Category::kBeforeOne : Category::kFunction));
}

// Durations, dates and ages; "один человек", but "только один человек".
bool Assembler::IsNoFigure(const Figure& figure) const {
  if (!figure.has_unit) return false;
  const bool only = figure.first > 0 && lexicon_.Has(text_, figure.first - 1, Category::kOnly);
  if (figure.unit.kind == Kind::kTime) return true;
  if (figure.first > 0 && IsTitle(figure)) return true;
  const Match ago =
      figure.number.fraction && figure.first > 0 ? lexicon_.Find(text_, figure.first - 1, Category::kRelative) : Match();
  if (ago && ago.end > figure.first) return true;  // "a quarter earlier"
  const bool opens = figure.first == 0 || text_.atoms[figure.first].newline ||
                     (text_.atoms[figure.first - 1].kind == AtomKind::kSymbol && text_.symbol(figure.first - 1) != ',');
  const bool closes =
      figure.end >= text_.size() || text_.atoms[figure.end].newline || text_.atoms[figure.end].kind == AtomKind::kSymbol;
  const bool alone = opens && closes;  // "Цена — один доллар."
  const bool base = figure.unit.kind == Kind::kMoney && !text_.english && !alone;  // "за один доллар"; "it costs one dollar"
  return figure.number.one && !only && (figure.unit.kind == Kind::kCount || base) && !InList(figure);
}

// «12 стульев»: all that a pair of quotation marks holds.
bool Assembler::IsTitle(const Figure& figure) const {
  const bool said = figure.unit.kind == Kind::kMoney || figure.unit.kind == Kind::kPercent;  // «16 тонн» is a club
  if (figure.end >= text_.size() || text_.numerals || said) return false;
  const std::string_view before = text_.raw(figure.first - 1), behind = text_.raw(figure.end);
  return (before == "«" && behind == "»") || (before == "“" && behind == "”") || (before == "\"" && behind == "\"");
}

}  // namespace lector::figures
