// The stage of Assembler that ties neighbouring figures together: ranges, proportions, shared units.
#include <algorithm>

#include "plugins/figures/assembler.h"

namespace lector::figures {
namespace {

constexpr uint32_t kAboutReach = 3;   // atoms of "close to"
constexpr uint32_t kBoundsReach = 6;  // atoms of "and less than or equal to"
constexpr uint32_t kMostGrowth = 2;   // times between the ends of "by 20 to 30"
constexpr uint32_t kGrowthReach = 8;  // atoms between "rose" and "from"

bool SameUnit(const Figure& a, const Figure& b) { return a.unit.kind == b.unit.kind && a.unit.code == b.unit.code; }

// The same, or the right one has a denominator for both: "from $18 to $24 a square foot".
bool ShareNumerator(const Figure& left, const Figure& right) {
  const bool rate = right.unit.kind == Kind::kRate && (left.unit.kind == Kind::kMoney || left.unit.kind == Kind::kQuantity);
  return SameUnit(left, right) || (rate && !right.unit.exchange && right.unit.numerator() == left.unit.code);
}

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
  if (right->first == left->end && JoinLooseDash(left, right)) return;
  if (right->first <= left->end) return;                                        // its denominator has grown over the next number
  uint32_t at = std::max(left->end, std::min(left->number.end, right->first));  // behind the point of "10 тыс. - 15 тыс."
  uint32_t between = right->first - at;
  if (text_.atoms[right->first].newline || text_.atoms[at].newline) return;
  if (right->range) return JoinChange(left, right);
  if (JoinProportion(left, right) || JoinInterval(left, right)) return;
  if (between >= 1 && between <= kBoundsReach && JoinBounds(left, right)) return;
  const uint32_t first = HangingHyphen(at) ? at + 1 : at;  // "10- to 12-foot"
  at = first;
  const uint32_t about = BeginOf(*right), next = about > at ? about : right->first;
  between = next - at;
  if (between > 3) return;
  if (JoinDots(left, right) || (between == 3 && !JoinsTo(at, right->first))) return;
  const std::string_view from = PrepositionBefore(*left);
  const uint32_t opener = BeginOf(*left) - 1;  // of "from" and "between"
  Match word = lexicon_.Find(text_, JoinsTo(at, right->first) ? right->first - 2 : at, Category::kPreposition);
  if (word && word.end != next && !JoinsTo(at, right->first)) word = Match();
  if (between == 1 || word) {
    const bool to = word && word.entry->code == "to";
    if ((word && word.entry->code == "through") || text_.symbol(at) == '~') {
      JoinRange(left, right, left->first);
      return;
    }
    const bool even = (text_.atoms[at].gap == 0) == (text_.atoms[right->first].gap == 0);
    const bool loose = left->number.digits && right->number.digits && right->has_unit && right->sign == 0;  // "5- 7 км"
    if (between == 1 && text_.is_dash(at) && (even || loose)) {
      const bool below = left->sign == '-' && right->sign == '-';  // "-10 - -5"
      if (InChain(*left, *right)) return;
      if ((right->sign == 0 || below) && !JoinRange(left, right, left->first) && IsScore(*left, *right))
        left->dropped = right->dropped = true;
      return;
    }
    if ((to && from == "from") || (to && from == "since")) {
      // "от 5 до 7"; "с 6 до 8" and "rose from 6 to 8" are two
      if (from == "from" && !(text_.english && HasGrowthBefore(left->first))) {
        JoinRange(left, right, opener);
        return;
      }
      return FromTo(left, right);
    }
    const bool fractions = left->number.fraction && left->number.digits && right->number.fraction;  // "1/2 to 3/4 cup"
    if (to && text_.english && (from != "by" || MayBeBy(*left, *right)) && (!left->number.fraction || fractions) &&
        MaySpan(*left, *right)) {
      JoinRange(left, right, left->first);
      return;
    }
    const Match filler = lexicon_.Find(text_, at, Category::kSeparator);
    const bool listed = filler && filler.entry->code.empty() && from == "from" && text_.english && MaySpan(*left, *right);
    if (((filler || to) && from == "between") || listed) {  // "from 1.1 and 1.3 dollars"
      JoinRange(left, right, opener);
      return;
    }
  }
  const bool joined = between == 1 || JoinsTo(at, right->first);
  const bool by = joined && word && word.entry->code == (text_.english ? "by" : "on");
  if (IsTimes(text_, at) || by) {  // "10 x 12 feet", "10 by 12 feet"
    const bool measured = joined && right->unit.kind == Kind::kQuantity && !left->has_unit && !IsYearLike(left->number);
    return measured ? ShareUnit(left, *right) : void();
  }
  for (uint32_t i = at; i < right->first; ++i)
    if (text_.symbol(i) != ',' && !lexicon_.Has(text_, i, Category::kSeparator)) return;
  if (!left->has_unit && !IsYearLike(left->number) && right->has_unit && !right->unit_before) ShareUnit(left, *right);
}

// "three-nought-four": no ends of a span.
bool Assembler::InChain(const Figure& left, const Figure& right) const {
  const auto links = [&](uint32_t dash, uint32_t number) {
    return text_.is_dash(dash) && text_.glued(dash) && text_.glued(dash + 1) &&
           (text_.is_digits(number) || lexicon_.Has(text_, number, Category::kOnes));
  };
  return (left.first >= 2 && links(left.first - 1, left.first - 2)) || links(right.end, right.end + 1);
}

// "10- to 12-foot", "10 - to 12 - foot": a hyphen that waits for its noun.
bool Assembler::HangingHyphen(uint32_t at) const {
  if (!text_.english || text_.symbol(at) != '-' || !text_.is_word(at + 1) || text_.glued(at + 1)) return false;
  const Match to = lexicon_.Find(text_, at + 1, Category::kPreposition);
  return text_.glued(at) || (to && to.entry->code == "to");
}

// "20-to-30": hyphens on both sides of the preposition.
bool Assembler::JoinsTo(uint32_t at, uint32_t next) const {
  return text_.english && next == at + 3 && text_.is_dash(at) && text_.is_dash(next - 1) && text_.glued(at) && text_.glued(next);
}

// Whether "5 to 10" is a span, not a change: units that agree, or one unit for both, and no growth before.
bool Assembler::MaySpan(const Figure& left, const Figure& right) const {
  if (!left.has_unit) return !right.unit_before;
  const bool both = right.has_unit && left.unit_before == right.unit_before && left.sign == 0 && ShareNumerator(left, right);
  const bool before = left.unit_before && !right.has_unit && right.number.digits && StandsAlone(right);  // "USD 500 to 600"
  const bool shared = both && left.unit_before && !left.number.has_magnitude && right.number.has_magnitude &&
                      left.number.value.IsBelow(3);  // "$3 to $4 billion"
  Value most = left.number.value;
  most.Multiply(2);
  const bool growth = both && PrepositionBefore(left) == "of" && left.unit.kind == Kind::kPercent &&
                      Value::Compare(right.number.value, most) <= 0;  // "growth of 3% to 4%"
  return shared || growth || ((both || before) && !HasGrowthBefore(left.first));
}

// "cut by 20 to 30 percent", but not "rose by 12 to 85 points".
bool Assembler::MayBeBy(const Figure& left, const Figure& right) const {
  Value most = left.number.value;
  most.Multiply(kMostGrowth);
  return !left.has_unit && right.has_unit && !left.number.has_magnitude && Value::Compare(right.number.value, most) <= 0;
}

// "5 -7 км": a hyphen that was read as a sign.
bool Assembler::JoinLooseDash(Figure* left, Figure* right) {
  const uint32_t dash = right->first;
  const bool measured = right->has_unit && !right->unit_before &&
                        (left->has_unit ? SameUnit(*left, *right) : right->unit.kind != Kind::kPercent);
  if (right->sign != '-' || !measured || !left->number.digits || !right->number.digits || !text_.is_dash(dash) ||
      text_.atoms[dash].gap != 1 || text_.atoms[dash].newline || left->sign != 0)
    return false;
  right->sign = 0;
  if (JoinRange(left, right, left->first)) return true;
  right->sign = '-';
  return false;
}

// "10..20", "10...20", "10km...20km"
bool Assembler::JoinDots(Figure* left, Figure* right) {
  const bool both = left->has_unit && right->has_unit && SameUnit(*left, *right);
  if (left->has_unit && !left->unit_before && !both) return false;
  uint32_t dots = both && text_.symbol(left->end - 1) == '.' ? 1 : 0;  // of "10 km."
  for (uint32_t i = left->end; i < right->first; ++i) {
    if (text_.raw(i) == "…" && text_.glued(i)) dots += 3;
    else if (text_.symbol(i) == '.' && text_.glued(i)) ++dots;
    else return false;
  }
  return dots >= 2 && text_.glued(right->first) && JoinRange(left, right, left->first);
}

// "(10, 20]" of bare numbers: an interval.
bool Assembler::JoinInterval(Figure* left, Figure* right) {
  const uint32_t at = left->end;
  if (!text_.numerals || left->first == 0 || right->first != at + 1 || (text_.symbol(at) != ',' && text_.symbol(at) != ';'))
    return false;
  const char open = text_.symbol(left->first - 1), close = text_.symbol(right->end);
  return (open == '(' || open == '[') && (close == ')' || close == ']') && JoinRange(left, right, left->first);
}

// "a 6-3 vote", "выиграли 7-5": the larger number first, and nothing but a noun behind.
bool Assembler::IsScore(const Figure& left, const Figure& right) const {
  return !text_.numerals && !left.has_unit && left.number.digits && right.number.digits &&
         (!right.has_unit || right.unit.kind == Kind::kCount) && text_.atoms[right.first].gap == 0 &&
         Value::Compare(left.number.value, right.number.value) > 0;
}

// Where a figure begins with the "about" before it: "between about 5 and 7".
uint32_t Assembler::BeginOf(const Figure& figure) const {
  for (uint32_t size = 1; size <= kAboutReach && size <= figure.first; ++size) {
    const Match about = lexicon_.Find(text_, figure.first - size, Category::kModifier);
    if (about && about.end == figure.first && about.entry->code == "approx") return figure.first - size;
  }
  return figure.first;
}

// The code of the preposition before a figure; empty where there is none.
std::string_view Assembler::PrepositionBefore(const Figure& figure) const {
  const uint32_t first = BeginOf(figure);
  if (first == 0) return {};
  Match word = lexicon_.Find(text_, first - 1, Category::kPreposition);
  if (!word && first > 1 && lexicon_.Has(text_, first - 1, Category::kFunction))
    word = lexicon_.Find(text_, first - 2, Category::kPreposition);  // "с прошлогодних 12 до 15"
  return word ? std::string_view(word.entry->code) : std::string_view();
}

// "с 6 до 8 млн": the old value and the new one.
void Assembler::FromTo(Figure* left, Figure* right) {
  ShareUnit(left, *right);
  left->from_to = true;
  left->role = Role::kPrevious;
  right->role = Role::kLevel;
}

// "с 300 до 350–370 евро": the same with a range; "от 5 до 7–8" is left alone.
void Assembler::JoinChange(Figure* left, Figure* right) {
  const Match word = lexicon_.Find(text_, left->end, Category::kPreposition);
  if (left->range || !word || word.entry->code != "to" || word.end != right->first) return;
  const std::string_view from = PrepositionBefore(*left);
  if (from == "since" || (from == "from" && text_.english && HasGrowthBefore(left->first))) FromTo(left, right);
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
    right->whole = true;
    left->role = Role::kShare;
    return true;
  }
  if (word.entry->code == "of" && right->unit.kind == Kind::kCount) {
    left->unit = right->unit;
    left->has_unit = true;
    left->role = Role::kShare;
    right->whole = true;
    return true;
  }
  const bool small = right->number.value.IsBelow(1) || Value::Compare(right->number.value, Value(10)) == 0;
  if (text_.numerals && word.entry->code == "over" && right->number.value.is_integer() && !right->number.value.is_zero() &&
      left->number.value.DivideByInteger(right->number.value)) {  // "one over twenty", "5 out of a million"
    right->dropped = true;
    left->number.one = false;
    left->end = right->number.end;
    return true;
  }
  if (!text_.english || text_.numerals || word.entry->code != "in" || !small ||
      Value::Compare(left->number.value, right->number.value) >= 0)
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
  const std::string_view from = PrepositionBefore(*left);
  if (text_.english && (from == "from" || from == "between")) {  // "between 5 and less than 8"
    const Match to = lexicon_.Find(text_, at, Category::kPreposition);
    const Match filler = lexicon_.Find(text_, at, Category::kSeparator);
    const uint32_t next = to && to.entry->code == "to" ? to.end : filler ? filler.end : at;
    const Match upper = next > at ? lexicon_.Find(text_, next, Category::kModifier) : Match();
    if (upper && upper.entry->code == "max" && upper.end == right->first) return JoinRange(left, right, BeginOf(*left) - 1);
  }
  const Match either = lexicon_.Find(text_, at, Category::kSeparator);  // "5 or more but less than 8"
  const Match behind = either && either.entry->code == "or" ? lexicon_.Find(text_, at, Category::kModifierAfter) : Match();
  if (behind) at = behind.end;
  const bool comma = text_.symbol(at) == ',';
  if (comma) ++at;
  const Match word = lexicon_.Find(text_, at, Category::kSeparator);
  if ((!word && !comma) || (word && (!text_.is_word(at) || word.entry->code == "or"))) return false;
  const Match upper = lexicon_.Find(text_, word ? word.end : at, Category::kModifier);
  const Match article = upper ? lexicon_.Find(text_, upper.end, Category::kArticle) : Match();
  if (!upper || (article ? article.end : upper.end) != right->first) return false;
  if (behind) return behind.entry->code == "min" && upper.entry->code == "max" && JoinRange(left, right, left->first);
  for (uint32_t size = kBoundsReach; size > 0; --size) {
    if (left->first < size) continue;
    const Match lower = lexicon_.Find(text_, left->first - size, Category::kModifier);
    if (!lower || lower.end != left->first) continue;
    const bool chained = left->first > size && lexicon_.Has(text_, left->first - size - 1, Category::kSeparator);
    const std::string_view a = lower.entry->code, b = upper.entry->code;
    if (a == "min" && b == "max") return JoinRange(left, right, left->first);
    if (a != "max" || b != "min" || chained) return false;
    std::swap(left->number.value, right->number.value);
    if (JoinRange(left, right, left->first)) return true;
    std::swap(left->number.value, right->number.value);
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
  if (left->has_unit && right->has_unit && !ShareNumerator(*left, *right)) return false;
  if (left->has_unit && !right->has_unit && !left->unit_before) return false;
  const bool year = !text_.numerals && !left->has_unit && IsYearLike(left->number) && right->unit.kind != Kind::kTime;
  if (left->number.is_adjective || year) return false;
  if (!right->has_unit && left->unit_before) {  // "$5-7 млн", "$5-10 an hour"
    Entry entry;
    entry.category = Category::kUnit;
    entry.kind = left->unit.kind;
    entry.code = left->unit.code;
    right->unit = left->unit;
    units_.Take(entry, right->end, &right->unit);
    right->unit.shift = left->unit.shift;
    right->unit.part = left->unit.part;
    right->end = right->unit.end;
    right->has_unit = true;
    left->has_unit = false;
  }
  const bool had_unit = left->has_unit;
  const Value alone = left->number.value;
  if (right->number.hundreds && !left->number.has_magnitude && left->number.value.IsBelow(1)) left->number.value.Shift(2);
  ShareUnit(left, *right);
  if (Value::Compare(left->number.value, right->number.value) >= 0 && left->sign == right->sign) left->number.value = alone;
  Value high = right->number.value, low = left->number.value;
  if (had_unit && !left->number.has_magnitude && right->number.magnitude > 0 && Value::Compare(low, Value(1000)) < 0)
    low.Shift(right->number.magnitude);  // "$5-$7 млн"
  high.Shift(right->unit.shift);
  low.Shift(left->unit.shift);
  if (left->sign == '-') low.Negate();
  if (right->sign == '-') high.Negate();
  if (left->sign == '-' && right->sign == '-' && IsBelow(high, low)) std::swap(low, high);  // "-5…-10 °C"
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
  if (left->number.magnitude == 0) left->number.magnitude = right->number.magnitude;
  if (!left->has_unit && right->number.has_magnitude) left->number.has_magnitude = true;  // "от 10 до 12 млрд" may be of money
  right->dropped = true;
  if (right->unit.kind == Kind::kTime) right->has_unit = false;
  return true;
}

}  // namespace lector::figures
