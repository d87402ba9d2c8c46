#include "plugins/figures/context.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr uint32_t kLeftWords = 6;      // words that may stand between a figure and its preposition
constexpr uint32_t kLongestPhrase = 6;  // atoms of a modifier
constexpr size_t kLongestList = 8;
constexpr uint32_t kComparedReach = 3;     // atoms between "против" and its noun

Modifier ModifierOf(std::string_view code) {
  if (code == "approx") return Modifier::kApproximate;
  if (code == "min") return Modifier::kAtLeast;
  return code == "max" ? Modifier::kAtMost : Modifier::kNone;
}


}  // namespace

std::vector<Situation> Context::Complete(std::span<const uint32_t> sentence_begins, std::vector<Figure>* figures) const {
  std::vector<Situation> situations(figures->size());
  const FrameFinder frames(lexicon_, text_, grammar_, *figures);
  uint32_t sentence_first = 0;
  const Figure *before = nullptr, *moved = nullptr;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    const uint32_t begin = figure.sentence < sentence_begins.size() ? sentence_begins[figure.sentence] : 0;
    while (text_.atoms[sentence_first].begin < begin && sentence_first < figure.first) ++sentence_first;
    if (figure.dropped || !figure.has_unit) continue;
    if (before != nullptr && before->sentence != figure.sentence) before = moved = nullptr;
    Situation& situation = situations[k];
    situation.sentence_first = sentence_first;
    ReadLeft(&situation, &figure);
    ReadRight(k + 1 < figures->size() ? &(*figures)[k + 1] : nullptr, &figure);
    situation.list_end = figure.end;
    for (size_t next = k + 1;
         next < figures->size() && next < k + kLongestList && IsListedAfter((*figures)[next - 1], (*figures)[next]); ++next)
      situation.list_end = (*figures)[next].end;
    situation.frame = frames.Find(sentence_first, situation.boundary, figure);
    situation.whole = FindWhole(situation);
    if (k + 1 < figures->size() && text_.symbol(figure.end) == '(')
      situation.bracketed_count = (*figures)[k + 1].first == figure.end + 1 && (*figures)[k + 1].unit.kind == Kind::kCount;
    situation.out_of = before != nullptr && IsOutOf(*before, sentence_first);
    situation.gapped = IsGapped(situation, before, figure);
    const uint32_t verb = situation.frame.verb;
    situation.past = verb != kNoAtom && LECTOR_FEAT(grammar_.Features(verb), TENSE) == LECTOR_TENSE_PAST;
    situation.bound = figure.modifier == Modifier::kAtLeast || figure.modifier == Modifier::kAtMost;
    const bool limited = figure.unit.kind == Kind::kPercent || situation.frame.modal != kNoAtom || text_.english;
    if (figure.modifier == Modifier::kAtLeast && limited && IsNegated(situation.frame)) figure.modifier = Modifier::kAtMost;
    SetRole(&situation, before, moved, &figure);
    before = &figure;
    if (figure.role == Role::kChange) moved = &figure;
  }
  Relate(situations, figures);
  return situations;
}

// Modifiers and the preposition, in any order: "не менее чем на", "до примерно", "до рекордных".
void Context::ReadLeft(Situation* situation, Figure* figure) const {
  uint32_t& boundary = situation->boundary;
  boundary = figure->first;
  if (boundary > situation->sentence_first && text_.english && figure->number.fraction &&
      lexicon_.Has(text_, boundary - 1, Category::kArticle))
    --boundary;  // "by a quarter"
  for (uint32_t step = 0; step < kLeftWords; ++step) {
    bool found = false;
    for (uint32_t size = kLongestPhrase; size > 0 && !found; --size) {
      if (boundary < situation->sentence_first + size) continue;
      const uint32_t at = boundary - size;
      const Match modifier = lexicon_.Find(text_, at, Category::kModifier);
      const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
      const Match filler = lexicon_.Find(text_, at, Category::kFunction);
      const bool of_count =
          modifier && modifier.entry->extra == "price" && figure->unit.kind == Kind::kCount && !figure->number.digits;
      const bool upward = modifier && size == 2 && text_.english && situation->preposition.empty() &&
                          at > situation->sentence_first && lexicon_.Has(text_, at, Category::kChange) &&
                          lexicon_.Has(text_, at - 1, Category::kChange);
      if (upward && modifier.end == boundary) {  // "edged up to 4.3%"
        situation->preposition = lexicon_.Find(text_, at + 1, Category::kPreposition) ? "to" : "";
        found = true;
      } else if (modifier && size == 1 && situation->preposition == "on" && !text_.english && IsMore(at)) {
        return;  // "стала больше на 12%": how it changed
      } else if (modifier && modifier.end == boundary && !of_count &&
                 !(modifier.entry->extra == "verb" && !situation->preposition.empty())) {
        if (figure->modifier == Modifier::kNone) figure->modifier = ModifierOf(modifier.entry->code);
        situation->compared = situation->compared || modifier.entry->extra == "compared";
        found = true;
        if (modifier.entry->extra == "verb") return;  // it is the verb of the sentence as well
      } else if (preposition && preposition.end == boundary && situation->preposition.empty()) {
        situation->preposition = preposition.entry->code;
        found = true;
      } else if (preposition && preposition.end == boundary && preposition.entry->code == "at") {  // "в размере до 5 млн"
        found = true;
      } else if (filler && filler.end == boundary && filler.entry->code == "filler" &&
                 (situation->preposition.empty() || !grammar_.IsNoun(at))) {  // "суммы" of "суммы в размере 5 млн" is none
        found = true;
      }
      if (found) boundary = at;
    }
    if (!found) break;
  }
}

bool Context::IsMore(uint32_t atom) const {
  const Match match = lexicon_.Find(text_, atom, Category::kChange);
  return match && match.entry->extra == "more";
}

// "5 рублей и более", but not "48 локомотивов и более 300 вагонов".
void Context::ReadRight(const Figure* next, Figure* figure) const {
  const Match after = lexicon_.Find(text_, figure->end, Category::kModifierAfter);
  if (after && figure->modifier == Modifier::kNone && (next == nullptr || next->first != after.end))
    figure->modifier = ModifierOf(after.entry->code);
}

// Whether this atom is in a list, in a listed form or by its lemma.
bool Context::IsListed(uint32_t atom, Category category) const {
  if (atom >= text_.size()) return false;
  return lexicon_.Has(text_, atom, category) ||
         (grammar_.known() && lexicon_.FindWord(grammar_.Lemma(atom), category) != nullptr);
}

bool Context::SetSignedChange(Figure* figure) const {
  const bool bracketed = figure->first > 0 && text_.symbol(figure->first - 1) == '(';
  if (figure->sign == '+' || (figure->sign == '-' && bracketed && !text_.numerals)) {
    figure->role = Role::kChange;
    figure->change = figure->sign == '+' ? Change::kUp : Change::kDown;
    if (figure->number.value.negative()) figure->number.value.Negate();
    return true;
  }
  return false;
}

// "12, 7,5 и 3%": nothing but commas and "и" between.
bool Context::IsListedAfter(const Figure& before, const Figure& figure) const {
  if (before.end >= figure.first || figure.first - before.end > 2 || before.unit.code != figure.unit.code) return false;
  for (uint32_t i = before.end; i < figure.first; ++i)
    if (text_.symbol(i) != ',' && !lexicon_.Has(text_, i, Category::kSeparator)) return false;
  return true;
}

// "climbed 0.5% on the month and 5.1% on the year": two changes, each with a phrase of the same preposition behind it; "down from
// 6.95% last week and 6.96% a year ago".
bool Context::IsParallel(const Figure& before, const Situation& situation, const Figure& figure) const {
  if (!text_.english || before.unit.code != figure.unit.code || before.end >= situation.boundary) return false;
  const bool ago = before.role == Role::kPrevious && lexicon_.Has(text_, figure.end, Category::kRelative);
  const bool prepositions = before.role == Role::kChange && grammar_.Class(before.end) == LECTOR_UPOS_ADP && figure.end < text_.size() &&
                            text_.raw(before.end) == text_.raw(figure.end);
  if (!(prepositions || ago) || !lexicon_.Has(text_, situation.boundary - 1, Category::kSeparator)) return false;
  for (uint32_t at = before.end; at < situation.boundary; ++at)
    if (grammar_.IsVerb(at) || text_.symbol(at) == ';') return false;
  return true;
}

// "310 points, or 0.9%", "by 2 gigawatts next year, or 15%": the same said in another unit.
bool Context::IsEquivalent(const Figure& before, uint32_t boundary) const {
  const Match last = text_.english && boundary > before.end + 1 ? lexicon_.Find(text_, boundary - 1, Category::kSeparator) : Match();
  const uint32_t when = before.end;
  const Match relative = last ? lexicon_.Find(text_, when, Category::kRelative) : Match();
  if (relative && last.entry->code == "or" && last.end == boundary && relative.end + 2 == boundary) return true;
  uint32_t at = before.end;
  if (text_.symbol(at) == ',' || text_.is_dash(at)) ++at;
  const Match equal = lexicon_.Find(text_, at, Category::kEqual);
  return equal && equal.end == boundary;
}

// "против прибыли в 1,1 млрд", "3,1 млрд годом ранее": what is compared with.
bool Context::IsCompared(const Situation& situation, const Figure& figure) const {
  if (text_.english && situation.preposition == "at") return false;  // "down against the dollar at $1.28"
  const uint32_t noun = situation.frame.adjacent;
  if (noun != kNoAtom && situation.frame.adjacent_governed) {
    for (uint32_t distance = 1; distance <= kComparedReach && noun >= situation.sentence_first + distance; ++distance) {
      const Match preposition = lexicon_.Find(text_, noun - distance, Category::kPreposition);
      if (preposition) return preposition.entry->code == "against";
    }
  }
  const bool bracketed = figure.first > 0 && text_.symbol(figure.first - 1) == '(';
  const Match ago = bracketed ? lexicon_.Find(text_, figure.end, Category::kRelative) : Match();
  return ago && ago.entry->extra == "ago";
}

void Context::SetRole(Situation* situation, const Figure* before, const Figure* moved, Figure* figure) const {
  const Growth growth = GrowthOf(*situation, *figure);
  situation->growth = growth.at;
  if (figure->whole) {
    figure->role = Role::kLevel;
    figure->role_rule = "the whole of a part";
    return;
  }
  if (figure->role == Role::kPrevious || figure->change != Change::kNone || SetSignedChange(figure)) return;
  const auto set = [&](Role role, Change change, const char* rule) {
    figure->role = role;
    figure->change = change;
    figure->role_rule = rule;
  };
  if (GoesOn(*situation, before, *figure)) {
    set(before->role, before->change, "list");
  } else if (const Movement by = ByGrowth(situation, before, moved, *figure, growth); by.rule != nullptr) {
    set(Role::kChange, by.direction, by.rule);
  } else if (situation->preposition.empty() && before != nullptr && IsParallel(*before, *situation, *figure)) {
    set(before->role, before->change, "list");  // "rose 0.5% on the month and 5.1% on the year"
  } else if (const Movement measured = MeasuredGrowth(*situation, *figure, growth); measured.rule != nullptr) {
    set(Role::kChange, measured.direction, measured.rule);
  } else if (situation->preposition == "to") {
    SetReached(*situation, before, growth, figure);
  } else if (IsPrevious(*situation, before, *figure, growth)) {
    set(Role::kPrevious, figure->change, "compared value");
  } else if (const Movement direct = DirectGrowth(*situation, *figure, growth); direct.rule != nullptr) {
    set(Role::kChange, direct.direction, direct.rule);
  } else {
    SetValue(*situation, before, growth, figure);
  }
}

// A list of figures, or of counts, of which all say what the first does: "12, 7,5 и 3%", "претендовали 200 человек и 85 организаций".
bool Context::GoesOn(const Situation& situation, const Figure* before, const Figure& figure) const {
  if (before == nullptr || !situation.preposition.empty() || figure.role == Role::kShare) return false;
  const bool same = IsListedAfter(*before, figure) || (before->role == Role::kChange && IsEquivalent(*before, situation.boundary));
  const bool beside = before->unit.kind == Kind::kCount && figure.unit.kind == Kind::kCount && before->end + 1 == situation.boundary &&
                      before->change == Change::kNone && !text_.english &&
                      (before->role == Role::kLevel || before->role == Role::kTarget) &&
                      lexicon_.Has(text_, before->end, Category::kSeparator);
  return same || beside;
}

// "до 4,1 млрд"
void Context::SetReached(const Situation& situation, const Figure* before, const Growth& growth, Figure* figure) const {
  const bool grows = growth.direction == Change::kUp || growth.direction == Change::kDown;
  const bool doubled = before != nullptr && before->change != Change::kNone && !before->number.digits;  // "were halved to"
  const bool amounts = text_.english && IsStrongLevel(situation.frame.verb);                            // "came to $1.12"
  const bool led_to = before != nullptr && before->role == Role::kChange && before->end + 1 == situation.boundary &&
                      text_.symbol(before->end) == ',';  // "корпоративный — на 9,3%, до 30,1 трлн"
  const bool reaches = grows || doubled || amounts || led_to ||
                       (IsListed(situation.frame.verb, Category::kReach) && !IsNegated(situation.frame));
  if (!reaches && !text_.english && figure->role != Role::kLevel && figure->modifier == Modifier::kNone)
    figure->modifier = Modifier::kAtMost;
  figure->role = DefaultRole(situation, before, *figure);
  figure->role_rule = reaches ? "reached" : "up to";
}

bool Context::IsPrevious(const Situation& situation, const Figure* before, const Figure& figure, const Growth& growth) const {
  const std::string_view preposition = situation.preposition;
  if (preposition == "against") return true;
  const bool grows = growth.direction == Change::kUp || growth.direction == Change::kDown;
  const bool from = preposition == "since" || preposition == "from";
  return (from && (grows || IsBehindReached(before, situation, figure))) || IsCompared(situation, figure);
}

// Neither a change nor what it led to or began with.
void Context::SetValue(const Situation& situation, const Figure* before, const Growth& growth, Figure* figure) const {
  const std::string_view preposition = situation.preposition;
  const bool of_count = figure->unit.kind == Kind::kCount && !figure->number.digits;  // "дети от двух браков"
  const bool from_those = figure->unit.kind == Kind::kCount && !text_.english && IsThose(*figure);  // "документы от 12 кандидатов"
  if (preposition == "from" && figure->modifier == Modifier::kNone && !text_.english && !of_count && !from_those)
    figure->modifier = Modifier::kAtLeast;
  figure->role = DefaultRole(situation, before, *figure);
  const bool flat = growth.direction == Change::kFlat &&
                    (preposition == "on" || preposition == "at" || preposition == "in" || situation.frame.dash ||
                     (situation.boundary > 0 && text_.is_dash(situation.boundary - 1)));
  if (flat && figure->role == Role::kLevel) figure->change = Change::kFlat;
  figure->role_rule = figure->change == Change::kFlat ? "did not move"
                      : figure->role == Role::kShare  ? "part of a whole"
                      : figure->role == Role::kTarget ? "still to come"
                                                      : "value";
}

// "pushing the deficit to $69bn from $61bn"
bool Context::IsBehindReached(const Figure* before, const Situation& situation, const Figure& figure) const {
  return text_.english && before != nullptr && before->end == situation.boundary && before->unit.code == figure.unit.code &&
         before->first > 0 && text_.raw(before->first - 1) == "to";
}

// Whether a count is of people of some kind, from whom something may come.
bool Context::IsThose(const Figure& figure) const {
  const Entry* entry = lexicon_.FindWord(figure.unit.code, Category::kEconomic);
  return LECTOR_FEAT(grammar_.Features(figure.end - 1), ANIMACY) == LECTOR_ANIMACY_ANIM && (entry == nullptr || entry->code != "person");
}

// "не может рассчитывать более чем на 20%"
bool Context::IsNegated(const Frame& frame) const {
  for (const uint32_t verb : {frame.verb, frame.modal})
    if (verb != kNoAtom && verb > 0 && lexicon_.Has(text_, verb - 1, Category::kNegation)) return true;
  return false;
}

// Within a sentence: a change with the level it led to, a previous value with the change, or else with the level.
void Context::Relate(const std::vector<Situation>& situations, std::vector<Figure>* figures) {
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
      const bool reached = situations[k].preposition == "to" || (previous != kNoFigure && previous + 1 == k);
      if (reached && change != kNoFigure && (*figures)[change].related == kNoFigure) (*figures)[change].related = k;
      if (reached && previous != kNoFigure && (*figures)[previous].related == kNoFigure) (*figures)[previous].related = k;
    }
  }
}

}  // namespace lector::figures
