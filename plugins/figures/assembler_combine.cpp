// The stages of Assembler that look at neighbouring figures: ranges, shared units, omitted currencies.
#include <algorithm>

#include "plugins/figures/assembler.h"

namespace lector::figures {
namespace {

// How far a currency may be carried, in sentences.
constexpr uint32_t kCarrySentences = 1;
constexpr uint32_t kBoundsReach = 6;     // atoms of "and less than or equal to"
constexpr uint32_t kGrowthReach = 8;     // atoms between "rose" and "from"
constexpr uint32_t kCurrencyReach = 8;   // atoms between "двухмиллиардный" and "в долларах"
constexpr uint32_t kExchangeReach = 12;  // atoms between a currency and its price in another
constexpr uint32_t kMeasureReach = 10;   // atoms between "PMI" and its number
constexpr uint32_t kPriceReach = 3;      // atoms between "обошлись" and a bare number
constexpr uint32_t kMoneyReach = 16;     // atoms between a bare number and a word of money
constexpr std::string_view kUnknownCurrency = "XXX";
constexpr int32_t kLikelyMoney = 6;  // so many zeros take the currency of the sentence before, too
constexpr int32_t kSurelyMoney = 6;  // so many zeros without a noun are money

bool SameUnit(const Figure& a, const Figure& b) { return a.unit.kind == b.unit.kind && a.unit.code == b.unit.code; }

// With their signs.
bool IsBelow(const Value& a, const Value& b) {
  if (a.negative() != b.negative()) return a.negative();
  return a.negative() ? Value::Compare(a, b) > 0 : Value::Compare(a, b) < 0;
}

}  // namespace

void Assembler::Combine() {
  for (size_t k = figures_.size(); k-- > 1;) Join(&figures_[k - 1], &figures_[k]);
}

void Assembler::Join(Figure* left, Figure* right) {
  const uint32_t at = left->end, between = right->first - at;
  if (between == 0 || right->range || text_.atoms[right->first].newline || text_.atoms[at].newline) return;
  if (JoinProportion(left, right)) return;
  if (between >= 2 && between <= kBoundsReach && JoinBounds(left, right)) return;
  if (between > 2) return;
  const bool opened = left->first > 0;
  Match opener = opened ? lexicon_.Find(text_, left->first - 1, Category::kPreposition) : Match();
  if (!opener && left->first > 1 && lexicon_.Has(text_, left->first - 1, Category::kFunction))
    opener = lexicon_.Find(text_, left->first - 2, Category::kPreposition);  // "с прошлогодних 12 до 15"
  const std::string_view from = opener ? std::string_view(opener.entry->code) : std::string_view();
  if (between == 1) {
    const Match word = lexicon_.Find(text_, at, Category::kPreposition);
    const bool to = word && word.entry->code == "to";
    if ((word && word.entry->code == "through") || (text_.symbol(at) == '~' && text_.glued(at) && text_.glued(right->first))) {
      JoinRange(left, right, left->first);
      return;
    }
    if (text_.is_dash(at) && (text_.atoms[at].gap == 0) == (text_.atoms[right->first].gap == 0)) {
      if (right->sign == 0) JoinRange(left, right, left->first);
      return;
    }
    if ((to && from == "from") || (to && from == "since")) {
      // "от 5 до 7"; "с 6 до 8" and "rose from 6 to 8" are two
      if (from == "from" && !(text_.english && HasGrowthBefore(left->first))) {
        JoinRange(left, right, left->first - 1);
        return;
      }
      ShareUnit(left, *right);
      left->from_to = true;
      left->role = Role::kPrevious;
      right->role = Role::kLevel;
      return;
    }
    const bool both = left->has_unit && right->has_unit && left->unit_before == right->unit_before && left->sign == 0 &&
                      SameUnit(*left, *right) && left->number.has_magnitude && right->number.has_magnitude;
    const bool shared = left->unit_before && right->unit_before && SameUnit(*left, *right) && !left->number.has_magnitude &&
                        right->number.has_magnitude && left->number.value.IsBelow(3);  // "$3 to $4 billion"
    if (to && text_.english && from != "by" &&
        ((!left->has_unit && !right->unit_before) || (both && !HasGrowthBefore(left->first)) || shared) &&
        !left->number.fraction) {
      JoinRange(left, right, left->first);
      return;
    }
    const Match filler = lexicon_.Find(text_, at, Category::kSeparator);
    if (filler && from == "between") {
      JoinRange(left, right, left->first - 1);
      return;
    }
  }
  for (uint32_t i = at; i < right->first; ++i)
    if (text_.symbol(i) != ',' && !lexicon_.Has(text_, i, Category::kSeparator)) return;
  if (!left->has_unit && !IsYearLike(left->number) && right->has_unit && !right->unit_before) ShareUnit(left, *right);
}

// "12 из 40 заводов", "60 of the 80 plants": a part of what was counted. "two in three voters": a fraction; "one in five": none.
bool Assembler::JoinProportion(Figure* left, Figure* right) {
  const bool counted = left->unit.kind == Kind::kCount;
  if ((left->has_unit && !counted) || left->number.fraction || !left->number.value.is_integer()) return false;
  const Match word = lexicon_.Find(text_, left->end, Category::kPreposition);
  if (!word) return false;
  uint32_t at = word.end;
  if (at < right->first && (lexicon_.Has(text_, at, Category::kFunction) || (grammar_->known() && grammar_->IsAdjective(at))))
    ++at;
  if (at != right->first) return false;
  if (counted) {  // "26 депутатов из 30", "115 делегатов из 207 возможных"
    const bool adjective = right->unit.kind == Kind::kCount && right->end == right->number.end + 1 && grammar_->known() &&
                           grammar_->IsAdjective(right->number.end);
    const bool less = Value::Compare(left->number.value, right->number.value) < 0;
    if (word.entry->code != "of" || !less || right->range || IsYearLike(right->number)) return false;
    if (right->has_unit ? !adjective : !StandsAlone(*right)) return false;
    right->unit = left->unit;
    right->unit.end = right->end;
    right->has_unit = true;
    right->unit_rule = "unit carried over";
    left->role = Role::kShare;
    return true;
  }
  if (word.entry->code == "of" && right->unit.kind == Kind::kCount) {
    left->unit = right->unit;
    left->has_unit = true;
    left->role = Role::kShare;
    return true;
  }
  const bool small = right->number.value.IsBelow(1) || Value::Compare(right->number.value, Value(10)) == 0;
  if (text_.numerals && word.entry->code == "over" && right->number.value.IsBelow(5) && !right->number.value.is_zero()) {
    right->dropped = true;
    left->number.value.Divide(static_cast<uint32_t>(std::stoul(right->number.value.ToString())));
    left->end = right->number.end;
    return true;
  }
  if (!text_.english || word.entry->code != "in" || !small || Value::Compare(left->number.value, right->number.value) >= 0)
    return false;
  right->dropped = true;
  if (left->number.one) return left->dropped = true;
  left->number.value.Divide(static_cast<uint32_t>(std::stoul(right->number.value.ToString())));
  left->number.fraction = left->has_unit = true;
  left->unit = Unit();
  left->unit.kind = Kind::kMultiple;
  left->unit.code = "x";
  left->end = right->number.end;
  left->role = Role::kShare;
  return true;
}

// "more than 20 and less than 35", "не менее 5, но не более 7 млн": one range.
bool Assembler::JoinBounds(Figure* left, Figure* right) {
  uint32_t at = left->end;
  if (text_.symbol(at) == ',') ++at;
  const Match word = lexicon_.Find(text_, at, Category::kSeparator);
  if (!word || !text_.is_word(at)) return false;
  const Match upper = lexicon_.Find(text_, word.end, Category::kModifier);
  const Match article = upper ? lexicon_.Find(text_, upper.end, Category::kArticle) : Match();
  if (!upper || (article ? article.end : upper.end) != right->first) return false;
  for (uint32_t size = kBoundsReach; size > 0; --size) {
    if (left->first < size) continue;
    const Match lower = lexicon_.Find(text_, left->first - size, Category::kModifier);
    if (!lower || lower.end != left->first) continue;
    const bool chained = left->first > size && lexicon_.Has(text_, left->first - size - 1, Category::kSeparator);
    const std::string_view a = lower.entry->code, b = upper.entry->code;
    if (a == "min" && b == "max") return JoinRange(left, right, left->first);
    if (a == "max" && b == "min" && !chained) {
      std::swap(left->number.value, right->number.value);
      return JoinRange(left, right, left->first);
    }
    return false;
  }
  return false;
}

bool Assembler::HasGrowthBefore(uint32_t i) const {
  for (uint32_t distance = 1; distance <= kGrowthReach && distance <= i; ++distance) {
    if (text_.atoms[i - distance + 1].newline) return false;
    if (lexicon_.Has(text_, i - distance, Category::kChange) || lexicon_.Has(text_, i - distance, Category::kFixed) ||
        lexicon_.Has(text_, i - distance, Category::kReach))
      return true;
  }
  return false;
}

// Gives the left of two numbers the magnitude and the unit that stand at the right one.
void Assembler::ShareUnit(Figure* left, const Figure& right) const {
  if (left->has_unit) return;
  if (!right.has_unit) return ShareMagnitude(left, right);
  left->unit = right.unit;
  left->has_unit = true;
  left->unit_rule = "unit shared with the next number";
  if (left->number.vague && left->number.magnitude <= 2 && right.number.last_magnitude > 2)
    left->number.value.Shift(right.number.last_magnitude);  // "от десятков до сотен миллионов"
  ShareMagnitude(left, right);
}

void Assembler::ShareMagnitude(Figure* left, const Figure& right) {
  if (left->number.has_magnitude || right.number.magnitude == 0) return;
  Value scaled = left->number.value;
  scaled.Shift(right.number.magnitude);
  Value most = right.number.value;
  most.Shift(2);
  if (Value::Compare(scaled, most) > 0) return;  // "с 500 до 1,5 тыс. рублей"
  left->number.value = scaled;
  left->number.ambiguous = false;
}

bool Assembler::JoinRange(Figure* left, Figure* right, uint32_t opener) {
  if (left->has_unit && right->has_unit && !SameUnit(*left, *right)) return false;
  if (left->has_unit && !right->has_unit && !left->unit_before) return false;
  if (left->number.is_adjective || (!left->has_unit && IsYearLike(left->number) && right->unit.kind != Kind::kTime)) return false;
  if (!right->has_unit && left->unit_before) {  // "$5-7 млн"
    right->unit = left->unit;
    right->has_unit = true;
    left->has_unit = false;
  }
  const bool had_unit = left->has_unit;
  ShareUnit(left, *right);
  Value high = right->number.value, low = left->number.value;
  if (had_unit && !left->number.has_magnitude && right->number.magnitude > 0 && Value::Compare(low, Value(1000)) < 0)
    low.Shift(right->number.magnitude);  // "$5-$7 млн"
  high.Shift(right->unit.shift);
  low.Shift(left->unit.shift);
  if (left->sign == '-') low.Negate();
  if (right->sign == '-') high.Negate();
  if (!IsBelow(low, high)) {
    left->has_unit = had_unit;
    return false;
  }
  left->number.value = low;
  left->number.ambiguous = false;
  left->max = high;
  left->range = !right->number.vague;
  left->number.vague = right->number.vague;
  left->modifier = left->range ? Modifier::kRange : Modifier::kApproximate;
  left->first = opener;
  left->begin_byte = text_.atoms[opener].begin;
  left->end = right->end;
  left->unit = right->unit;
  left->has_unit = right->has_unit;
  left->number.one = false;
  if (!left->has_unit && right->number.has_magnitude) {  // "от 10 до 12 млрд": a currency may be left out
    left->number.has_magnitude = true;
    left->number.magnitude = right->number.magnitude;
  }
  right->dropped = true;
  return true;
}

void Assembler::Resolve() {
  for (Figure& figure : figures_) {
    ResolveExchange(&figure);
    ResolveMeasure(&figure);
  }
  ResolveCounted();
  ResolveCurrency();
  for (Figure& figure : figures_) {
    ResolveMultiple(&figure);
    if (IsNoFigure(figure) || IsNoNumeral(figure)) figure.dropped = true;
    Settle(&figure);
  }
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
  if (!figure->has_unit && figure->number.fraction && !figure->number.digits && !figure->dropped) {
    if (first > 0 && lexicon_.Has(text_, first - 1, Category::kOrdinal)) return;
    figure->has_unit = true;
    figure->unit.kind = Kind::kMultiple;
    figure->unit.code = "x";
    figure->unit_rule = "fraction of a whole";
    return;
  }
  uint32_t holder = figure->end;
  while (grammar_->known() && holder < figure->end + 3 && grammar_->IsAdjective(holder)) ++holder;
  const bool titled = figure->has_unit && figure->unit.kind == Kind::kMultiple && !figure->number.digits && grammar_->known() &&
                      holder < text_.size() && grammar_->IsAdjective(first) && grammar_->IsNoun(holder) &&
                      LECTOR_FEAT(grammar_->Features(holder), ANIMACY) == LECTOR_ANIMACY_ANIM;
  if (titled) {  // "двукратный олимпийский чемпион"
    figure->dropped = true;
    return;
  }
  const Atom& last = text_.atoms[figure->end - 1];
  const bool word = last.cyrillic && last.end - last.begin > 2;
  if (figure->has_unit && figure->unit.kind == Kind::kMultiple && figure->unit.end > 0 && word) {
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
  const bool glued = text_.glued(figure.number.end) && text_.is_word(figure.number.end);
  if (text_.numerals && figure.has_unit && figure.number.digits && glued) return true;
  if (figure.has_unit || figure.first == 0) return false;
  const Match before = lexicon_.Find(text_, figure.first - 1, Category::kPreposition);
  const bool of_time = before && (before.entry->code == "in" || before.entry->code == "since" || before.entry->code == "of");
  return (IsYearLike(figure.number) && of_time) ||
         (figure.number.one && lexicon_.Has(text_, figure.first - 1, Category::kFunction));
}

// Durations, dates and ages; "один человек", but "только один человек".
bool Assembler::IsNoFigure(const Figure& figure) const {
  if (!figure.has_unit) return false;
  const bool only = figure.first > 0 && lexicon_.Has(text_, figure.first - 1, Category::kOnly);
  if (figure.unit.kind == Kind::kTime) return true;
  if (figure.first > 0 && IsTitle(figure)) return true;
  return figure.number.one && !only && (figure.unit.kind == Kind::kCount || figure.unit.kind == Kind::kMoney) && !InList(figure);
}

// «12 стульев»: all that a pair of quotation marks holds.
bool Assembler::IsTitle(const Figure& figure) const {
  if (figure.end >= text_.size()) return false;
  const std::string_view before = text_.raw(figure.first - 1), behind = text_.raw(figure.end);
  return (before == "«" && behind == "»") || (before == "“" && behind == "”") || (before == "\"" && behind == "\"");
}

}  // namespace lector::figures
