#include "plugins/figures/context.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr uint32_t kLeftWords = 5;      // words that may stand between a figure and its preposition
constexpr uint32_t kLongestPhrase = 4;  // atoms of a modifier
constexpr uint32_t kGrowthReach = 16;   // atoms between a verb of growth and its figure
constexpr uint32_t kDirectReach = 3;    // the same without a preposition: "рост составил 5%"
constexpr uint32_t kTargetReach = 20;
constexpr uint32_t kShareReach = 6;

Modifier ModifierOf(std::string_view code) {
  if (code == "approx") return Modifier::kApproximate;
  if (code == "min") return Modifier::kAtLeast;
  return code == "max" ? Modifier::kAtMost : Modifier::kNone;
}

Change ChangeOf(std::string_view code) {
  if (code == "up") return Change::kUp;
  if (code == "down") return Change::kDown;
  return code == "flat" ? Change::kFlat : Change::kNone;
}

bool IsOf(std::string_view code, std::initializer_list<std::string_view> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

void Context::Complete(std::span<const uint32_t> sentence_begins, std::vector<Figure>* figures) const {
  std::vector<std::string_view> prepositions(figures->size());
  uint32_t sentence_first = 0;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    const uint32_t begin = figure.sentence < sentence_begins.size() ? sentence_begins[figure.sentence] : 0;
    while (text_.atoms[sentence_first].begin < begin && sentence_first < figure.first) ++sentence_first;
    if (!figure.dropped && figure.has_unit) CompleteOne(sentence_first, &figure, &prepositions[k]);
  }
  Relate(prepositions, figures);
}

void Context::CompleteOne(uint32_t sentence_first, Figure* figure, std::string_view* preposition) const {
  const Left left = ReadLeft(sentence_first, figure);
  *preposition = left.preposition;
  const Match after = lexicon_.Find(text_, figure->end, Category::kModifierAfter);
  if (after && figure->modifier == Modifier::kNone) figure->modifier = ModifierOf(after.entry->code);
  SetRole(sentence_first, left, figure);
}

// Modifiers and the preposition, in any order: "не менее чем на", "до примерно", "до рекордных".
Context::Left Context::ReadLeft(uint32_t sentence_first, Figure* figure) const {
  Left left;
  left.boundary = figure->first;
  for (uint32_t step = 0; step < kLeftWords; ++step) {
    bool found = false;
    for (uint32_t size = kLongestPhrase; size > 0 && !found; --size) {
      if (left.boundary < sentence_first + size) continue;
      const uint32_t at = left.boundary - size;
      const Match modifier = lexicon_.Find(text_, at, Category::kModifier);
      const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
      const Match filler = lexicon_.Find(text_, at, Category::kFunction);
      if (modifier && modifier.end == left.boundary) {
        if (figure->modifier == Modifier::kNone) figure->modifier = ModifierOf(modifier.entry->code);
        found = true;
      } else if (preposition && preposition.end == left.boundary && left.preposition.empty()) {
        left.preposition = preposition.entry->code;
        found = true;
      } else if (filler && filler.end == left.boundary && filler.entry->code == "filler") {
        found = true;
      }
      if (found) left.boundary = at;
    }
    if (!found) break;
  }
  return left;
}

// The nearest word of growth to the left.
Context::Growth Context::FindGrowth(uint32_t sentence_first, uint32_t boundary) const {
  for (uint32_t distance = 0; distance < kGrowthReach && boundary > sentence_first + distance; ++distance) {
    const uint32_t at = boundary - 1 - distance;
    if (text_.symbol(at) == ';') break;
    const Match match = lexicon_.Find(text_, at, Category::kChange);
    if (match && match.end <= boundary && match.entry->extra != "more")
      return {ChangeOf(match.entry->code), distance + at + 1 - match.end};
    if (text_.atoms[at].newline) break;
  }
  return {};
}

// "на 6,1% больше", "40bps higher".
Context::Growth Context::FindComparative(uint32_t end) const {
  if (lexicon_.Has(text_, end, Category::kModifierAfter)) return {};  // "5 рублей и более"
  for (uint32_t at = end; at < text_.size() && at < end + 2 && !text_.atoms[at].newline; ++at) {
    const Match match = lexicon_.Find(text_, at, Category::kChange);
    if (match && match.entry->extra == "more") return {ChangeOf(match.entry->code), at - end};
  }
  return {};
}

bool Context::SetSignedChange(Figure* figure) const {
  const bool bracketed = figure->first > 0 && text_.symbol(figure->first - 1) == '(';
  if (figure->sign == '+' || (figure->sign == '-' && bracketed)) {
    figure->role = Role::kChange;
    figure->change = figure->sign == '+' ? Change::kUp : Change::kDown;
    if (figure->number.value.negative()) figure->number.value.Negate();
    return true;
  }
  return false;
}

void Context::SetRole(uint32_t sentence_first, const Left& left, Figure* figure) const {
  if (figure->role == Role::kPrevious || figure->change != Change::kNone || SetSignedChange(figure)) return;
  const std::string_view preposition = left.preposition;
  const Growth growth = FindGrowth(sentence_first, left.boundary);
  const Growth comparative = FindComparative(figure->end);
  const bool grows = growth.direction != Change::kNone;
  const auto set_change = [&](Change direction) { figure->role = Role::kChange, figure->change = direction; };
  if (comparative.direction != Change::kNone) {
    set_change(comparative.direction);
  } else if (IsOf(preposition, {"on", "by"}) && grows) {
    set_change(growth.direction);
  } else if (preposition == "in" && grows && figure->unit.kind == Kind::kMultiple) {
    set_change(growth.direction);
  } else if (preposition == "to") {
    if (!grows && figure->role != Role::kLevel && figure->modifier == Modifier::kNone) figure->modifier = Modifier::kAtMost;
    figure->role = DefaultRole(sentence_first, left, *figure);
  } else if (preposition == "against" || (IsOf(preposition, {"since", "from"}) && grows)) {
    figure->role = Role::kPrevious;
  } else if (preposition.empty() && grows && growth.distance < kDirectReach && figure->unit.kind != Kind::kCount) {
    set_change(growth.direction);
  } else {
    if (preposition == "from" && figure->modifier == Modifier::kNone && !text_.english) figure->modifier = Modifier::kAtLeast;
    figure->role = DefaultRole(sentence_first, left, *figure);
  }
}

// "97% расчетов", "40 % от суммы", "half of the firms".
bool Context::IsOfWhole(const Figure& figure) const {
  if (figure.unit.kind != Kind::kPercent && !(figure.unit.kind == Kind::kMultiple && figure.number.fraction)) return false;
  const uint32_t at = figure.end;
  if (at >= text_.size() || text_.atoms[at].newline) return false;
  const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
  if (preposition) return IsOf(preposition.entry->code, {"from", "of"});
  if (!text_.is_word(at) || text_.english) return false;
  const Match unit = lexicon_.Find(text_, at, Category::kUnit);
  return !lexicon_.Has(text_, at, Category::kFunction) && !lexicon_.Has(text_, at, Category::kSeparator) &&
         !lexicon_.Has(text_, at, Category::kDenominator) && (!unit || unit.entry->kind == Kind::kCount);
}

bool Context::HasWord(uint32_t sentence_first, uint32_t boundary, uint32_t reach, Category category) const {
  for (uint32_t distance = 0; distance < reach && boundary > sentence_first + distance; ++distance) {
    const uint32_t at = boundary - 1 - distance;
    if (lexicon_.Has(text_, at, category)) return true;
    if (text_.atoms[at].newline || text_.symbol(at) == ';') return false;
  }
  return false;
}

Role Context::DefaultRole(uint32_t sentence_first, const Left& left, const Figure& figure) const {
  const bool share_word =
      figure.unit.kind == Kind::kPercent && HasWord(sentence_first, left.boundary, kShareReach, Category::kShare);
  if (HasWord(sentence_first, left.boundary, kShareReach, Category::kPrevious)) return Role::kPrevious;
  if (IsOfWhole(figure) || (share_word && left.preposition != "to")) return Role::kShare;
  return HasWord(sentence_first, left.boundary, kTargetReach, Category::kTarget) ? Role::kTarget : Role::kLevel;
}

// Within a sentence: a change with the level it led to, a previous value with the change, or else with the level.
void Context::Relate(const std::vector<std::string_view>& prepositions, std::vector<Figure>* figures) {
  uint32_t change = kNoFigure, previous = kNoFigure, sentence = kNoFigure;
  for (uint32_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    if (figure.dropped || !figure.has_unit) continue;
    if (figure.sentence != sentence) change = previous = kNoFigure, sentence = figure.sentence;
    if (figure.role == Role::kChange) {
      change = k;
      if (previous != kNoFigure && (*figures)[previous].related == kNoFigure) (*figures)[previous].related = k;
    } else if (figure.role == Role::kPrevious) {
      previous = k;
      figure.related = change;
    } else if (figure.role == Role::kLevel || figure.role == Role::kTarget) {
      const bool reached = prepositions[k] == "to" || (previous != kNoFigure && previous + 1 == k);
      if (reached && change != kNoFigure && (*figures)[change].related == kNoFigure) (*figures)[change].related = k;
      if (reached && previous != kNoFigure && (*figures)[previous].related == kNoFigure) (*figures)[previous].related = k;
    }
  }
}

}  // namespace lector::figures
