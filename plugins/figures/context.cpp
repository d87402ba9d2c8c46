#include "plugins/figures/context.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr uint32_t kLeftWords = 6;      // words that may stand between a figure and its preposition
constexpr uint32_t kLongestPhrase = 6;  // atoms of a modifier
constexpr uint32_t kGrowthReach = 24;   // atoms between a verb of growth and its figure
constexpr uint32_t kDirectReach = 3;    // the same without a preposition: "рост составил 5%"
constexpr size_t kLongestList = 8;
constexpr uint32_t kComparativeReach = 6;  // atoms between a figure and "больше"
constexpr uint32_t kComparedReach = 3;     // atoms between "против" and its noun

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

// The word of growth that this atom is, in a listed form or by its lemma.
const Entry* Context::GrowthAt(uint32_t atom, uint32_t* end) const {
  const Match match = lexicon_.Find(text_, atom, Category::kChange);
  *end = match ? match.end : atom + 1;
  if (match || !grammar_.known()) return match.entry;
  if (grammar_.Class(atom) == LECTOR_UPOS_ADP) return nullptr;
  const Entry* entry = lexicon_.FindWord(grammar_.Lemma(atom), Category::kChange);
  const bool remaining = entry != nullptr && entry->code == "flat" && grammar_.IsAdjective(atom);  // "оставшаяся сумма"
  return remaining ? nullptr : entry;
}

// Whether this atom is in a list, in a listed form or by its lemma.
bool Context::IsListed(uint32_t atom, Category category) const {
  if (atom >= text_.size()) return false;
  return lexicon_.Has(text_, atom, category) ||
         (grammar_.known() && lexicon_.FindWord(grammar_.Lemma(atom), category) != nullptr);
}

// The nearest word of growth to the left. Beyond another verb only a noun, and only if that verb says how much it is.
Context::Growth Context::FindGrowth(const Situation& situation) const {
  bool beyond = false;
  for (uint32_t distance = 0; distance < kGrowthReach && situation.boundary > situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - 1 - distance;
    if (text_.symbol(at) == ';') break;
    const Match fixed = lexicon_.Find(text_, at, Category::kFixed);  // "tripled to 90 million from 30 million"
    if (fixed && fixed.end <= situation.boundary && ChangeOf(fixed.entry->extra) != Change::kNone)
      return {ChangeOf(fixed.entry->extra), distance + at + 1 - fixed.end, at, true, false};
    const Match part = at > 0 && text_.english ? lexicon_.Find(text_, at - 1, Category::kShareVerb) : Match();
    if (part && part.end > at) continue;  // the "up" of "made up"
    uint32_t end = 0;
    const Entry* entry = GrowthAt(at, &end);
    const Match phrase = text_.english && at > situation.sentence_first ? lexicon_.Find(text_, at - 1, Category::kChange) : Match();
    if (phrase && phrase.end == end && entry != nullptr) continue;  // "up" of "go up"
    const bool with_of = end == situation.boundary + 1 && situation.preposition == "of";  // "rise of" is an entry
    const bool by = IsOf(situation.preposition, {"on", "in"});  // "превысила план на 5%", but not "превысила 5 млн"
    const bool usable = entry != nullptr && (end <= situation.boundary || with_of) && entry->extra != "more" &&
                        (entry->extra != "by" || by);
    const bool noun = usable && entry->extra == "noun";
    if (usable && !(beyond && !(noun && grammar_.Case(at) == LECTOR_CASE_NOM)))
      return {ChangeOf(entry->code), with_of ? 0 : distance + at + 1 - end, at, entry->extra == "raise", beyond};
    if (IsInSeparator(at) || (text_.english && IsListed(at, Category::kPlan))) continue;  // "то есть"; "full-year forecast"
    if (grammar_.known() && grammar_.IsVerb(at) && !usable) {
      if (beyond && at == situation.frame.modal) continue;  // "рост может составить 5%"
      if (beyond || !IsListed(at, Category::kLevelVerb)) break;
      beyond = true;
    }
    if (text_.atoms[at].newline) break;
  }
  return {};
}

bool Context::IsInSeparator(uint32_t atom) const {
  const Match separator = atom > 0 ? lexicon_.Find(text_, atom - 1, Category::kSeparator) : Match();
  return separator && separator.end > atom;
}

// "на 6,1% больше", "на 13 истребителей F-35 меньше", "40bps higher".
Context::Growth Context::FindComparative(uint32_t end) const {
  if (lexicon_.Has(text_, end, Category::kModifierAfter)) return {};  // "5 рублей и более"
  if (text_.english && end > 0 && text_.raw(end - 1) == "as") return {Change::kUp, 0, end - 1, false, false};  // "three times as many"
  const bool abbreviated = text_.symbol(end) == '.' && text_.is_word(end + 1) && !text_.atoms[end + 1].upper;
  if (abbreviated) ++end;  // "на 3 тыс. дороже"
  for (uint32_t at = end; at < text_.size() && at < end + kComparativeReach && !text_.atoms[at].newline; ++at) {
    const bool named = text_.atoms[at].upper || text_.is_dash(at) || text_.is_digits(at);
    if (at > end + 1 && !named && !(at > 0 && text_.is_digits(at - 1))) break;
    if (text_.symbol(at) == '.' || text_.symbol(at) == ',' || (!text_.english && grammar_.IsVerb(at))) break;
    const Match match = lexicon_.Find(text_, at, Category::kChange);
    if (match && match.entry->extra == "more") return {ChangeOf(match.entry->code), at - end, at, false, false};
  }
  return {};
}

// "стали дороже на 1,1%", "ниже прошлогодних на 5%": no verb, comma or figure stands between.
Context::Growth Context::FindComparativeBefore(const Situation& situation) const {
  for (uint32_t distance = 1; distance <= kComparativeReach && situation.boundary >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - distance;
    if (!text_.is_word(at) || grammar_.IsVerb(at)) break;
    const Match match = lexicon_.Find(text_, at, Category::kChange);
    if (match && match.entry->extra == "more") return {ChangeOf(match.entry->code), distance - 1, at, false, false};
    if (text_.atoms[at].newline) break;
  }
  return {};
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

// "на 10 процентов сократились выплаты": the verb of growth behind its figure.
Context::Growth Context::FindGrowthBehind(const Situation& situation, const Figure& figure) const {
  const uint32_t verb = situation.frame.verb;
  const bool attribute =
      figure.end > 0 && grammar_.IsAdjective(figure.end - 1) && (figure.number.is_adjective || !figure.number.digits);
  if ((attribute || text_.english) && figure.end < text_.size()) {  // "двукратный рост", "a 5% price increase"
    uint32_t end = 0, at = figure.end;
    while (text_.english && at + 1 < text_.size() && grammar_.IsNoun(at) && grammar_.IsNoun(at + 1) && !text_.atoms[at + 1].newline) ++at;
    const Entry* noun = GrowthAt(at, &end);
    const bool named = noun != nullptr && (noun->extra == "noun" || (text_.english && grammar_.IsNoun(at)));
    if (named) return {ChangeOf(noun->code), 0, at, false, true};
  }
  const bool by =
      IsOf(situation.preposition, {"on", "by"}) || (situation.preposition == "in" && figure.unit.kind == Kind::kMultiple);
  const bool fixed = situation.preposition.empty() && figure.unit.kind == Kind::kMultiple && !figure.number.digits;  // "вдвое"
  if (by && !text_.english && figure.end < text_.size() && grammar_.Class(figure.end) == LECTOR_UPOS_VERB && grammar_.IsAdjective(figure.end)) {
    uint32_t end = 0;  // "штраф, в 70 раз превышающий сумму"
    const Entry* entry = GrowthAt(figure.end, &end);
    if (entry != nullptr && entry->extra != "more") return {ChangeOf(entry->code), 0, figure.end, false, false};
  }
  const bool moved = IsOf(situation.preposition, {"to", "since", "from"});
  if (verb == kNoAtom || verb < figure.end || !(by || fixed || moved) || text_.english) return {};
  uint32_t end = 0;
  const Entry* entry = GrowthAt(verb, &end);
  if (entry == nullptr || entry->extra == "more") return {};
  return {ChangeOf(entry->code), verb - figure.end, verb, false, false};
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
  Growth growth = text_.english ? FindGrowthBehind(*situation, *figure) : FindGrowth(*situation);  // "after a 0.4% drop"
  if (growth.direction == Change::kNone) growth = text_.english ? FindGrowth(*situation) : FindGrowthBehind(*situation, *figure);
  const bool other = situation->frame.dash && situation->preposition.empty() &&
                     growth.at != situation->frame.subject;  // "рост — 1,89 м, вес — 75 кг"
  const bool height =
      (growth.measured || (situation->preposition.empty() && growth.at != kNoAtom && !grammar_.IsVerb(growth.at))) &&
      (figure->unit.code == "m" || figure->unit.code == "cm");
  if (other || height) growth = Growth();
  if (growth.raises && figure->unit.kind == Kind::kMoney && situation->preposition.empty()) growth = Growth();  // "raised $5 million"
  situation->growth = growth.at;
  if (figure->whole) {
    figure->role = Role::kLevel;
    figure->role_rule = "the whole of a part";
    return;
  }
  if (figure->role == Role::kPrevious || figure->change != Change::kNone || SetSignedChange(figure)) return;
  const bool same = before != nullptr && (IsListedAfter(*before, *figure) ||
                                          (before->role == Role::kChange && IsEquivalent(*before, situation->boundary)));
  const bool beside = before != nullptr && before->unit.kind == Kind::kCount && figure->unit.kind == Kind::kCount &&
                      before->end + 1 == situation->boundary && before->change == Change::kNone && !text_.english &&
                      (before->role == Role::kLevel || before->role == Role::kTarget) &&
                      lexicon_.Has(text_, before->end, Category::kSeparator);  // "претендовали 200 человек и 85 организаций"
  if ((same || beside) && situation->preposition.empty() && figure->role != Role::kShare) {
    figure->role = before->role;
    figure->change = before->change;
    figure->role_rule = "list";
    return;
  }
  const std::string_view preposition = situation->preposition;
  Growth comparative = FindComparative(figure->end);
  const bool by_more = !text_.english && (preposition == "on" || (preposition == "in" && figure->unit.kind == Kind::kMultiple));
  if (by_more && comparative.direction == Change::kNone && growth.direction == Change::kNone) comparative = FindComparativeBefore(*situation);
  const bool grows = growth.direction == Change::kUp || growth.direction == Change::kDown;
  const bool doubled = before != nullptr && before->change != Change::kNone && !before->number.digits;  // "were halved to"
  const bool amounts = text_.english && IsStrongLevel(situation->frame.verb);                           // "came to $1.12"
  const bool led_to = before != nullptr && before->role == Role::kChange && before->end + 1 == situation->boundary &&
                      text_.symbol(before->end) == ',';  // "корпоративный — на 9,3%, до 30,1 трлн"
  const bool reaches = grows || doubled || amounts || led_to ||
                       (IsListed(situation->frame.verb, Category::kReach) && !IsNegated(situation->frame));
  const bool dash = situation->boundary > situation->sentence_first && text_.is_dash(situation->boundary - 1);
  const bool gapped = dash && moved != nullptr && moved->unit.kind == figure->unit.kind && grammar_.known();
  const auto set_change = [&](Change direction, const char* rule) {
    figure->role = Role::kChange;
    figure->change = direction;
    figure->role_rule = rule;
  };
  if (comparative.direction != Change::kNone && comparative.at < figure->first) {
    set_change(comparative.direction, "comparative before");
  } else if (comparative.direction != Change::kNone) {
    situation->comparative = true;
    set_change(comparative.direction, "comparative behind");
  } else if (IsOf(preposition, {"on", "by"}) && grows && !growth.measured) {
    set_change(growth.direction, "growth by");
  } else if (IsOf(preposition, {"on", "by"}) && gapped && growth.direction == Change::kNone) {
    set_change(moved->change, "growth of the figure before");  // "розничный вырос на 2% и достиг ста, корпоративный — на 9%"
  } else if (situation->gapped && preposition.empty() && before->role == Role::kChange && figure->unit.kind == before->unit.kind) {
    set_change(before->change, "growth of the figure before");  // "на бензин прибавили 3%, на топливо — 2%"
  } else if (preposition == "of" && grows && text_.english && growth.distance < kDirectReach && grammar_.IsNoun(growth.at) &&
             !(growth.raises && figure->unit.kind == Kind::kMoney)) {
    set_change(growth.direction, "growth of");  // "a rise of 0.2%", but not "a loss of $5 million"
  } else if (preposition == "of" && grows && text_.english && IsListed(situation->frame.adjacent, Category::kPace)) {
    set_change(growth.direction, "growth at a pace");  // "grew at an annual rate of 2.8%"
  } else if (preposition.empty() && before != nullptr && IsParallel(*before, *situation, *figure)) {
    figure->role = before->role;
    figure->change = before->change;
    figure->role_rule = "list";  // "rose 0.5% on the month and 5.1% on the year"
  } else if (preposition == "in" && grows && figure->unit.kind == Kind::kMultiple) {
    set_change(growth.direction, "growth in times");
  } else if (grows && !text_.english && preposition.empty() && situation->frame.dash && growth.at == situation->frame.subject &&
             grammar_.IsNoun(growth.at) && figure->unit.kind != Kind::kCount) {
    set_change(growth.direction, "growth told behind a dash");  // "рост за год — 17%"
  } else if (growth.measured && grows &&
             (IsOf(preposition, {"", "in", "at"}) || (preposition == "to" && IsListed(situation->frame.verb, Category::kReach)))) {
    set_change(growth.direction, "growth measured");
  } else if (grows && !text_.english && IsOf(preposition, {"in", "at"}) && figure->unit.kind == Kind::kPercent &&
             grammar_.IsNoun(growth.at) && situation->frame.adjacent == growth.at) {
    set_change(growth.direction, "growth of so much");  // "достичь роста ВВП в 3%"
  } else if (preposition == "to") {
    if (!reaches && !text_.english && figure->role != Role::kLevel && figure->modifier == Modifier::kNone)
      figure->modifier = Modifier::kAtMost;
    figure->role = DefaultRole(*situation, before, *figure);
    figure->role_rule = reaches ? "reached" : "up to";
  } else if (preposition == "against" || (IsOf(preposition, {"since", "from"}) && (grows || IsBehindReached(before, *situation, *figure))) || IsCompared(*situation, *figure)) {
    figure->role = Role::kPrevious;
    figure->role_rule = "compared value";
  } else if (preposition.empty() && grows && growth.distance == 0 && figure->unit.kind == Kind::kCount && text_.english &&
             !grammar_.IsVerb(growth.at) && figure->number.digits && growth.at > 0 && text_.symbol(growth.at - 1) == ',') {
    set_change(growth.direction, "growth directly before");  // "1.2 million households, up 200,000"
  } else if (preposition.empty() && grows && growth.direction == Change::kDown && figure->unit.kind == Kind::kCount && !text_.english &&
             IsListed(growth.at, Category::kLose) && !HasComma(growth.at, figure->first)) {
    set_change(growth.direction, "lost directly");  // "потеряли на выборах 26 мест"
  } else if (preposition.empty() && grows && growth.distance < kDirectReach && figure->unit.kind != Kind::kCount &&
             !situation->compared && !(growth.raises && figure->unit.kind == Kind::kMoney) &&
             !(situation->frame.adjacent_governed && situation->frame.adjacent > growth.at &&
               figure->unit.kind == Kind::kQuantity && !text_.english)) {  // "обрушилась на площади 1200 метров"
    set_change(growth.direction, "growth directly before");
  } else {
    const bool of_count = figure->unit.kind == Kind::kCount && !figure->number.digits;  // "дети от двух браков"
    const bool from_those = figure->unit.kind == Kind::kCount && !text_.english && IsThose(*figure);  // "документы от 12 кандидатов"
    if (preposition == "from" && figure->modifier == Modifier::kNone && !text_.english && !of_count && !from_those)
      figure->modifier = Modifier::kAtLeast;
    figure->role = DefaultRole(*situation, before, *figure);
    const bool flat = growth.direction == Change::kFlat && (IsOf(preposition, {"on", "at", "in"}) || situation->frame.dash ||
                                                            (situation->boundary > 0 && text_.is_dash(situation->boundary - 1)));
    if (flat && figure->role == Role::kLevel) figure->change = Change::kFlat;
    figure->role_rule = figure->change == Change::kFlat ? "did not move"
                        : figure->role == Role::kShare  ? "part of a whole"
                        : figure->role == Role::kTarget ? "still to come"
                                                        : "value";
  }
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
