// The part of Context that finds words of growth, and what is a change by them.
#include <algorithm>
#include <initializer_list>

#include "plugins/figures/context.h"

namespace lector::figures {
namespace {

constexpr uint32_t kGrowthReach = 24;   // atoms between a verb of growth and its figure
constexpr uint32_t kDirectReach = 3;    // the same without a preposition: "рост составил 5%"
constexpr uint32_t kComparativeReach = 6;  // atoms between a figure and "больше"

Change ChangeOf(std::string_view code) {
  if (code == "up") return Change::kUp;
  if (code == "down") return Change::kDown;
  return code == "flat" ? Change::kFlat : Change::kNone;
}

bool IsOf(std::string_view code, std::initializer_list<std::string_view> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

// The word of growth that a figure belongs to, if any.
Context::Growth Context::GrowthOf(const Situation& situation, const Figure& figure) const {
  Growth growth = text_.english ? FindGrowthBehind(situation, figure) : FindGrowth(situation);  // "after a 0.4% drop"
  if (growth.direction == Change::kNone) growth = text_.english ? FindGrowth(situation) : FindGrowthBehind(situation, figure);
  const bool other = situation.frame.dash && situation.preposition.empty() &&
                     growth.at != situation.frame.subject;  // "рост — 1,89 м, вес — 75 кг"
  const bool height =
      (growth.measured || (situation.preposition.empty() && growth.at != kNoAtom && !grammar_.IsVerb(growth.at))) &&
      (figure.unit.code == "m" || figure.unit.code == "cm");
  const bool raised = growth.raises && figure.unit.kind == Kind::kMoney && situation.preposition.empty();  // "raised $5 million"
  return other || height || raised ? Growth() : growth;
}

// A comparative beside the figure, or a word of growth with its preposition.
Context::Movement Context::ByGrowth(Situation* situation, const Figure* before, const Figure* moved, const Figure& figure,
                                    const Growth& growth) const {
  const std::string_view preposition = situation->preposition;
  const bool grows = growth.direction == Change::kUp || growth.direction == Change::kDown;
  Growth comparative = FindComparative(figure.end);
  const bool by_more = !text_.english && (preposition == "on" || (preposition == "in" && figure.unit.kind == Kind::kMultiple));
  if (by_more && comparative.direction == Change::kNone && growth.direction == Change::kNone)
    comparative = FindComparativeBefore(*situation);
  if (comparative.direction != Change::kNone && comparative.at < figure.first) return {comparative.direction, "comparative before"};
  if (comparative.direction != Change::kNone) {
    situation->comparative = true;
    return {comparative.direction, "comparative behind"};
  }
  const bool by = preposition == "on" || preposition == "by";
  if (by && grows && !growth.measured) return {growth.direction, "growth by"};
  const bool dash = situation->boundary > situation->sentence_first && text_.is_dash(situation->boundary - 1);
  const bool gapped = dash && moved != nullptr && moved->unit.kind == figure.unit.kind && grammar_.known();
  if (by && gapped && growth.direction == Change::kNone)
    return {moved->change, "growth of the figure before"};  // "розничный вырос на 2% и достиг ста, корпоративный — на 9%"
  if (situation->gapped && preposition.empty() && before->role == Role::kChange && figure.unit.kind == before->unit.kind)
    return {before->change, "growth of the figure before"};  // "на бензин прибавили 3%, на топливо — 2%"
  if (preposition != "of" || !grows || !text_.english) return {};
  if (growth.distance < kDirectReach && grammar_.IsNoun(growth.at) && !(growth.raises && figure.unit.kind == Kind::kMoney))
    return {growth.direction, "growth of"};  // "a rise of 0.2%", but not "a loss of $5 million"
  const bool paced = IsListed(situation->frame.adjacent, Category::kPace);  // "grew at an annual rate of 2.8%"
  return paced ? Movement{growth.direction, "growth at a pace"} : Movement();
}

// A word of growth that is measured itself: "в 3 раза", "рост составил 5%", "достичь роста ВВП в 3%".
Context::Movement Context::MeasuredGrowth(const Situation& situation, const Figure& figure, const Growth& growth) const {
  const std::string_view preposition = situation.preposition;
  const Frame& frame = situation.frame;
  if (growth.direction != Change::kUp && growth.direction != Change::kDown) return {};
  if (preposition == "in" && figure.unit.kind == Kind::kMultiple) return {growth.direction, "growth in times"};
  if (!text_.english && preposition.empty() && frame.dash && growth.at == frame.subject && grammar_.IsNoun(growth.at) &&
      figure.unit.kind != Kind::kCount)
    return {growth.direction, "growth told behind a dash"};  // "рост за год — 17%"
  if (growth.measured && (IsOf(preposition, {"", "in", "at"}) || (preposition == "to" && IsListed(frame.verb, Category::kReach))))
    return {growth.direction, "growth measured"};
  if (!text_.english && IsOf(preposition, {"in", "at"}) && figure.unit.kind == Kind::kPercent && grammar_.IsNoun(growth.at) &&
      frame.adjacent == growth.at)
    return {growth.direction, "growth of so much"};
  return {};
}

// A word of growth right before the figure, without a preposition.
Context::Movement Context::DirectGrowth(const Situation& situation, const Figure& figure, const Growth& growth) const {
  const Frame& frame = situation.frame;
  const bool grows = growth.direction == Change::kUp || growth.direction == Change::kDown;
  if (!grows || !situation.preposition.empty()) return {};
  if (figure.unit.kind == Kind::kCount) {
    const bool aside = growth.distance == 0 && text_.english && !grammar_.IsVerb(growth.at) && figure.number.digits && growth.at > 0 &&
                       text_.symbol(growth.at - 1) == ',';  // "1.2 million households, up 200,000"
    if (aside) return {growth.direction, "growth directly before"};
    const bool lost = growth.direction == Change::kDown && !text_.english && IsListed(growth.at, Category::kLose) &&
                      !HasComma(growth.at, figure.first);  // "потеряли на выборах 26 мест"
    return lost ? Movement{growth.direction, "lost directly"} : Movement();
  }
  const bool place = frame.adjacent_governed && frame.adjacent > growth.at && figure.unit.kind == Kind::kQuantity &&
                     !text_.english;  // "обрушилась на площади 1200 метров"
  const bool direct = growth.distance < kDirectReach && !situation.compared &&
                      !(growth.raises && figure.unit.kind == Kind::kMoney) && !place;
  return direct ? Movement{growth.direction, "growth directly before"} : Movement();
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

}  // namespace lector::figures
