// The part of Context that tells levels, shares and targets apart.
#include <algorithm>

#include "plugins/figures/context.h"
#include "plugins/figures/expectation.h"

namespace lector::figures {
namespace {

constexpr uint32_t kTargetReach = 20;
constexpr uint32_t kPlanReach = 6;
constexpr uint32_t kPlanPhrase = 4;  // atoms of "inflation target"
constexpr uint32_t kShareReach = 6;
constexpr uint32_t kOpeningPlan = 3;  // atoms of "Согласно плану"
constexpr uint32_t kOfThemReach = 3;
constexpr uint32_t kInfinitiveReach = 3;
constexpr uint32_t kOfReach = 4;  // atoms between "из" and its figure
constexpr uint32_t kModalSpan = 10;  // atoms to each side of a modal verb
constexpr uint32_t kNowReach = 16;   // atoms between a bracket and a figure in it
constexpr uint32_t kWholeReach = 6;  // atoms between "среди" and its figure

}  // namespace

// "97% расчетов", "40 % от суммы", "half of the firms".
bool Context::IsOfWhole(const Situation& situation, const Figure& figure) const {
  if (figure.unit.kind != Kind::kPercent && !(figure.unit.kind == Kind::kMultiple && figure.number.fraction)) return false;
  const uint32_t at = situation.list_end;
  if (at >= text_.size() || text_.atoms[at].newline) return false;
  const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
  if (preposition) return (preposition.entry->code == "from" || preposition.entry->code == "of");
  if (!text_.is_word(at) || text_.english) return false;
  if (grammar_.known()) {
    if (IsListed(at, Category::kDegree)) return false;  // "87% вероятности"
    const bool named = grammar_.IsNoun(at) || grammar_.IsName(at) || grammar_.IsAdjective(at);
    return named && (grammar_.Case(at) == LECTOR_CASE_GEN || grammar_.Case(at) == 0 || text_.atoms[at].all_upper);
  }
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

// "составить", but not "быть": its subject has the value.
bool Context::IsStrongLevel(uint32_t verb) const {
  if (verb >= text_.size()) return false;
  const Match listed = lexicon_.Find(text_, verb, Category::kLevelVerb);
  const Entry* entry = listed || !grammar_.known() ? listed.entry : lexicon_.FindWord(grammar_.Lemma(verb), Category::kLevelVerb);
  return entry != nullptr && entry->code != "weak";
}

// Whether the sentence names what the figure is the value of, so that a per cent of a base is its level.
bool Context::HasOwnNoun(const Situation& situation) const {
  const Frame& frame = situation.frame;
  const auto own = [&](uint32_t noun) {  // but not who has the part
    return noun != kNoAtom && !IsListed(noun, Category::kShare) && !grammar_.IsName(noun) &&
           LECTOR_FEAT(grammar_.Features(noun), ANIMACY) != LECTOR_ANIMACY_ANIM;
  };
  const bool dash = situation.boundary > situation.sentence_first && text_.is_dash(situation.boundary - 1);
  if (own(frame.adjacent) && dash && grammar_.Case(frame.adjacent) == LECTOR_CASE_NOM) return true;
  const bool measured = frame.dash || IsStrongLevel(frame.verb) || IsListed(frame.verb, Category::kTarget);
  return (measured || situation.growth != kNoAtom) && own(frame.subject) && frame.subject < situation.boundary;
}

bool Context::HasShareNoun(const Frame& frame) const {
  return IsListed(frame.adjacent, Category::kShare) || IsListed(frame.subject, Category::kShare) ||
         IsListed(frame.object, Category::kShare);
}

// "для граждан от 3 до 5 тысяч, для фирм — от 30 до 50": a dash, and before it no subject of its own.
bool Context::IsGapped(const Situation& situation, const Figure* before, const Figure& figure) const {
  const uint32_t boundary = situation.boundary, noun = situation.frame.adjacent;
  if (!grammar_.known() || text_.english || before == nullptr || before->unit.code != figure.unit.code) return false;
  if (boundary <= before->end || !text_.is_dash(boundary - 1)) return false;
  const bool ordinal = boundary - 1 > before->end && grammar_.IsAdjective(boundary - 2) && (noun == kNoAtom || noun < before->end);
  if (ordinal) return true;  // "первые получили бы 31%, вторые — 29%"
  if (noun == kNoAtom || noun < before->end) return false;
  const uint32_t noun_case = grammar_.Case(noun);
  return situation.frame.adjacent_governed || (noun_case != LECTOR_CASE_NOM && noun_case != LECTOR_CASE_INS && noun_case != 0);
}

// "276 домов (6%)", "276 домов — 6%", "52,1% (922 774 голоса)": a per cent and the count that it is.
bool Context::IsPartInBrackets(const Situation& situation, const Figure* before, const Figure& figure) const {
  if (figure.unit.kind != Kind::kPercent || figure.sign != 0) return false;
  const uint32_t boundary = situation.boundary;
  const bool behind = before != nullptr && before->unit.kind == Kind::kCount && before->end + 1 == boundary &&
                      (text_.symbol(boundary - 1) == '(' || text_.is_dash(boundary - 1));
  return behind || (situation.bracketed_count && (boundary == 0 || text_.symbol(boundary - 1) != '('));
}

// A count that the planning verb speaks of, but does not plan: who plans ("претендуют 12 человек"), whom it is told ("призвал
// тысячи сторонников прийти"), out of what is chosen ("выбрать из 11 кандидатов"), whose something is ("в интересах двух стран").
bool Context::IsPatient(const Situation& situation, const Figure& figure) const {
  if (figure.unit.kind != Kind::kCount || text_.english || !grammar_.has_tree()) return false;
  const Frame& frame = situation.frame;
  if (situation.preposition == "of" && situation.boundary == situation.sentence_first) return true;  // "Из двенадцати арен"
  if (situation.preposition == "of")  // "каждый из 8 тысяч", "выбрать победителя из 11 кандидатов"
    return situation.boundary > 0 && (grammar_.IsNoun(situation.boundary - 1) || grammar_.IsAdjective(situation.boundary - 1) ||
                                      grammar_.Class(situation.boundary - 1) == LECTOR_UPOS_PRON);
  const uint32_t noun = figure.end - 1;
  const auto to_come = [&](uint32_t verb) {
    return verb != kNoAtom && LECTOR_FEAT(grammar_.Features(verb), TENSE) == LECTOR_TENSE_FUT;
  };
  const bool future = to_come(frame.verb) || to_come(frame.modal);  // "будут работать"
  const std::string_view verb = frame.verb != kNoAtom ? text_.raw(frame.verb) : std::string_view();
  const bool reflexive = verb.ends_with("ся") || verb.ends_with("сь");
  const bool person = LECTOR_FEAT(grammar_.Features(noun), ANIMACY) == LECTOR_ANIMACY_ANIM;
  const bool actor = frame.governor == frame.verb && grammar_.LinkOf(noun) == Link::kSubject && !future && !reflexive;
  const bool addressed =
      person && frame.governor == frame.verb && frame.modal == kNoAtom && IsListed(frame.verb, Category::kTarget);
  bool given = false;  // "тысячам граждан предстоит"
  for (uint32_t at = figure.first; person && at < figure.end; ++at) 
    given = given || (grammar_.Case(at) == LECTOR_CASE_DAT && !lexicon_.Has(text_, at, Category::kPossessive));
  const bool planned = (IsListed(frame.verb, Category::kTarget) || IsListed(frame.modal, Category::kTarget)) && frame.governor != kNoAtom &&
                       (frame.governor == frame.subject || frame.governor == frame.object) &&
                       LECTOR_FEAT(grammar_.Features(frame.governor), ANIMACY) == LECTOR_ANIMACY_INAN;  // "планируется прокладка"
  const bool owner = frame.governor != kNoAtom && !planned && frame.governor + 1 == situation.boundary &&
                     (grammar_.IsNoun(frame.governor) || grammar_.IsAdjective(frame.governor)) &&
                     situation.preposition.empty() && grammar_.Case(noun) == LECTOR_CASE_GEN && !IsWorkToCome(frame.governor) &&
                     !IsListed(frame.governor, Category::kPlan);
  const bool opens = person && situation.preposition.empty() && frame.verb != kNoAtom && frame.verb >= figure.end && !future &&
                     !reflexive;  // "47 млн избирателей призваны"
  const bool claims = person && situation.preposition.empty() && frame.verb != kNoAtom && frame.verb < situation.boundary &&
                      frame.subject == kNoAtom && frame.modal == kNoAtom && !future && !reflexive &&
                      IsListed(frame.verb, Category::kTarget);  // "претендуют более 200 человек"
  return (actor && person) || opens || claims || addressed || given || owner;
}

// The noun that the words before a figure say it is among: "среди погибших два ребенка".
uint32_t Context::FindWhole(const Situation& situation) const {
  if (!grammar_.known() || text_.english) return kNoAtom;
  for (uint32_t distance = 2; distance <= kWholeReach && situation.boundary >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - distance;
    if (text_.symbol(at) == ',' || text_.atoms[at + 1].newline) break;
    const Match among = lexicon_.Find(text_, at, Category::kIncluding);
    if (!among || among.entry->code != "of") continue;
    uint32_t noun = among.end;
    while (noun + 1 < situation.boundary && grammar_.IsAdjective(noun) && grammar_.Case(noun + 1) == LECTOR_CASE_GEN) ++noun;
    return noun < situation.boundary && grammar_.Case(noun) == LECTOR_CASE_GEN ? noun : kNoAtom;
  }
  return kNoAtom;
}

// "Of the 340 employees surveyed, 58% said": a sentence that opens with what the others are parts of.
bool Context::IsOutOf(const Figure& whole, uint32_t sentence_first) const {
  const Match of = lexicon_.Find(text_, sentence_first, Category::kPreposition);
  if (of && of.entry->code == "of" && whole.unit.kind == Kind::kCount && whole.first <= of.end + 1) return true;
  return !text_.english && whole.unit.kind == Kind::kCount && IsBehindOf(whole);
}

// Whether a comma and a verb behind it stand between: "из десяти банков трое объявили, эксперты ждут".
bool Context::IsParted(uint32_t first, uint32_t end) const {
  bool comma = false;
  for (uint32_t at = first; at < end; ++at) {
    comma = comma || text_.symbol(at) == ',';
    if (comma && !text_.english && grammar_.IsVerb(at)) return true;
  }
  return false;
}

// "из более чем 3000 опрошенных"
bool Context::IsBehindOf(const Figure& figure) const {
  for (uint32_t distance = 1; distance <= kOfReach && distance <= figure.first; ++distance) {
    const Match of = lexicon_.Find(text_, figure.first - distance, Category::kPreposition);
    if (of) {
      if (of.entry->code == "of") return true;
      if (of.entry->code != "than") return false;
    } else if (distance > 1 && !lexicon_.Has(text_, figure.first - distance, Category::kModifier)) {
      return false;
    }
  }
  return false;
}

// A count that is a part of the one before it, or of what is named before it.
bool Context::IsIncluded(const Situation& situation, const Figure* before, const Figure& figure) const {
  const Match part = situation.boundary > 0 ? lexicon_.Find(text_, situation.boundary - 1, Category::kIncluding) : Match();
  const bool of_sum = part && part.entry->code != "of" && before != nullptr && before->unit.code == figure.unit.code;
  if (of_sum) return true;  // "$2.3 billion, including $300 million of debt"
  if (figure.unit.kind != Kind::kCount || text_.english) return false;
  if (situation.whole != kNoAtom) return true;
  const uint32_t boundary = situation.boundary;
  if (boundary > 0 && lexicon_.Has(text_, boundary - 1, Category::kOthers)) return true;  // "остальные 201"
  if (before == nullptr || before->unit.kind != Kind::kCount) return false;
  const Match including = boundary > 0 ? lexicon_.Find(text_, boundary - 1, Category::kIncluding) : Match();
  const bool listed = before->role == Role::kShare && before->unit.code == figure.unit.code &&
                      figure.unit.end == figure.number.end && !figure.number.digits;  // "четверо ..., пятеро ..."
  const bool broken_down = boundary > 0 && text_.symbol(boundary - 1) == '(' && before->end + 1 == boundary &&
                           before->unit.code == figure.unit.code;  // "12 медалей (2 золотых)"
  return listed || broken_down || (including && including.entry->code != "of");
}

// "A poll of 2,000 voters found 54% backed the plan": what a part of them does stands right behind it.
bool Context::IsOfAsked(const Situation& situation, const Figure& before, const Figure& figure) const {
  const bool asked = before.unit.kind == Kind::kCount || (before.role == Role::kShare && before.unit.code == figure.unit.code);
  return text_.english && asked && situation.preposition.empty() && situation.growth == kNoAtom && grammar_.IsVerb(figure.end) &&
         !lexicon_.Has(text_, figure.end, Category::kLevelVerb) && !lexicon_.Has(text_, figure.end, Category::kChange);
}

bool Context::HasComma(uint32_t first, uint32_t end) const {
  for (uint32_t at = first; at < end; ++at)
    if (text_.symbol(at) == ',') return true;
  return false;
}

bool Context::IsShare(const Situation& situation, const Figure* before, const Figure& figure) const {
  const Frame& frame = situation.frame;
  const bool fraction = figure.unit.kind == Kind::kMultiple && figure.number.fraction;
  if (HasWord(situation.sentence_first, situation.boundary, kOfThemReach, Category::kOfThem)) return true;
  if (IsIncluded(situation, before, figure) || IsPartInBrackets(situation, before, figure)) return true;
  if (situation.gapped && before->role == Role::kShare) return true;
  const bool fraction_of = figure.unit.kind == Kind::kPercent || (figure.unit.kind == Kind::kMultiple && figure.number.fraction);
  if (fraction_of && before != nullptr && lexicon_.Has(text_, figure.end, Category::kOfThem)) return true;  // "half of which"
  if (fraction_of && before != nullptr && IsOutOf(*before, situation.sentence_first) && !IsParted(before->end, situation.boundary))
    return true;
  if (figure.unit.kind != Kind::kPercent && !fraction) return false;
  if (before != nullptr && IsOfAsked(situation, *before, figure)) return true;
  if ((figure.number.is_adjective || text_.english) && IsListed(figure.end, Category::kShare)) return true;
  const bool of_count = before != nullptr && before->unit.kind == Kind::kCount && IsEquivalent(*before, situation.boundary);
  const bool goes_on = before != nullptr && before->role == Role::kShare && before->unit.code == figure.unit.code;
  if (IsOfWhole(situation, figure)) return of_count || goes_on || !grammar_.known() || !HasOwnNoun(situation);
  if (fraction && before != nullptr && before->role == Role::kShare && before->unit.kind != Kind::kCount) return true;
  if (fraction && grammar_.known() && IsListed(frame.verb, Category::kShareVerb)) return true;  // "достанется половина"
  const bool lone = fraction && !figure.number.digits && grammar_.known() && !text_.english && situation.growth == kNoAtom && !frame.dash &&
                    (situation.preposition.empty() || situation.preposition == "on") && IsPlanned(frame.verb, frame.modal);
  if (lone) return true;  // "рассчитывает на половину"
  if (figure.unit.kind != Kind::kPercent) return false;
  if (!grammar_.known()) return HasWord(situation.sentence_first, situation.boundary, kShareReach, Category::kShare);
  if (HasShareNoun(frame)) return true;
  if (text_.english && !situation.preposition.empty()) return false;  // "held its rate at 4.5%"
  if (IsListed(frame.verb, Category::kShareVerb) || IsListed(frame.adjacent, Category::kShareVerb)) return true;
  const bool part_before = before != nullptr && before->role == Role::kShare &&
                           (before->unit.kind == Kind::kPercent || (before->unit.kind == Kind::kMultiple && before->number.fraction));
  return part_before && !HasOwnNoun(situation);
}

// "должен заплатить", "должны быть направлены"
bool Context::HasInfinitive(uint32_t modal) const {
  for (uint32_t at = modal + 1; at < text_.size() && at <= modal + kInfinitiveReach && text_.is_word(at); ++at)
    if (LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_INF) return true;
  return false;
}

// The infinitive that the tree hangs on a modal verb before or behind it.
uint32_t Context::InfinitiveOf(uint32_t modal) const {
  if (text_.english || !grammar_.has_tree()) return kNoAtom;
  const uint32_t first = modal - std::min(modal, kModalSpan), end = std::min(text_.size(), modal + kModalSpan);
  for (uint32_t at = first; at < end; ++at)
    if (LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_INF && grammar_.Head(at) == modal) return at;
  return kNoAtom;
}

// Whether a verb speaks of what is still to come.
bool Context::IsPlanned(uint32_t verb, uint32_t modal) const {
  const bool modal_to_come = modal != kNoAtom && LECTOR_FEAT(grammar_.Features(modal), TENSE) == LECTOR_TENSE_FUT;
  if (modal_to_come) return true;
  if (IsListed(modal, Category::kReal)) return false;
  const bool past = modal != kNoAtom && LECTOR_FEAT(grammar_.Features(modal), TENSE) == LECTOR_TENSE_PAST;
  if (past && IsListed(modal, Category::kAble) && !IsConditional(modal) && !IsConditional(verb)) return false;
  if (IsListed(verb, Category::kDuty) && grammar_.Class(verb) == LECTOR_UPOS_ADJ && !HasInfinitive(verb))
    return false;  // "должен банку 5 млн"
  if (IsListed(verb, Category::kTarget) || IsListed(modal, Category::kTarget)) {
    const uint32_t infinitive = modal == kNoAtom && IsListed(verb, Category::kDuty) ? InfinitiveOf(verb) : kNoAtom;
    if (infinitive != kNoAtom) return IsPlanned(infinitive, verb);  // "не платить за связь могут жители 45 стран"
    const bool imperfect = LECTOR_FEAT(grammar_.Features(verb), ASPECT) == LECTOR_ASPECT_IMP;
    return !(IsListed(modal, Category::kDuty) && imperfect);  // "должен выплачивать": in force
  }
  const Match to = text_.english && verb > 0 ? lexicon_.Find(text_, verb - 1, Category::kPreposition) : Match();
  if (to && to.entry->code == "to") return true;  // "agreed to pay"
  const uint64_t feats = grammar_.Features(verb);
  if (LECTOR_FEAT(feats, TENSE) == LECTOR_TENSE_FUT || IsConditional(verb)) return true;
  const bool in_force = IsListed(modal, Category::kDuty) && LECTOR_FEAT(feats, ASPECT) == LECTOR_ASPECT_IMP;  // "обязан платить"
  return !text_.english && !in_force && LECTOR_FEAT(feats, VERBFORM) == LECTOR_VERBFORM_INF;
}

// "строительство двух школ", "контракт на поставку 20 самолетов"
bool Context::IsWorkToCome(uint32_t atom) const {
  const Entry* entry = grammar_.known() ? lexicon_.FindWord(grammar_.Lemma(atom), Category::kWork) : nullptr;
  if (entry == nullptr || text_.english) return IsListed(atom, Category::kWork);
  if (entry->code != "about") return true;
  if (atom == 0) return false;
  uint32_t first = atom;  // "на капитальный ремонт"
  while (first > 1 && grammar_.IsAdjective(first - 1) && grammar_.Case(first - 1) == grammar_.Case(atom)) --first;
  const Match on = lexicon_.Find(text_, first - 1, Category::kPreposition);
  const bool onto = on && on.entry->code == "on" && grammar_.Case(atom) == LECTOR_CASE_ACC;  // "на поставку"
  return onto || (!on && grammar_.Case(atom) == LECTOR_CASE_LOC && lexicon_.Has(text_, first - 1, Category::kAbout));
}

// Whether an adjective or a participle says that something is foreseen: "плановый", "ожидаемый".
bool Context::IsPlanWord(uint32_t atom) const {
  if (IsListed(atom, Category::kPlan)) return true;
  const bool passive = grammar_.Class(atom) == LECTOR_UPOS_VERB && LECTOR_FEAT(grammar_.Features(atom), VOICE) == LECTOR_VOICE_PASS;
  return passive && !text_.english && LECTOR_FEAT(grammar_.Features(atom), SHORT) == 0 && IsListed(atom, Category::kTarget);
}

// "стоил бы", "бы стоил"
bool Context::IsConditional(uint32_t verb) const {
  const auto particle = [&](uint32_t at) { return at < text_.size() && (text_.raw(at) == "бы" || text_.raw(at) == "б"); };
  return particle(verb + 1) || (verb > 0 && particle(verb - 1)) || (verb > 1 && particle(verb - 2));
}

bool Context::IsTarget(const Situation& situation, const Figure& figure) const {
  if (!grammar_.known()) return HasWord(situation.sentence_first, situation.boundary, kTargetReach, Category::kTarget);
  const Frame& frame = situation.frame;
  const bool attribute = situation.preposition == "in" && frame.adjacent != kNoAtom && frame.verb != kNoAtom &&
                         frame.verb > situation.boundary;  // "на банкноте в 20 долларов появится"
  const bool prize = (situation.preposition == "in" || situation.preposition == "at") && IsListed(frame.adjacent, Category::kPrize);
  if (prize) return false;  // "разделят награду в 9 млн", "на банкноте в 20 долларов появится"
  // "доходы свыше 5 млн рублей предлагают обложить": what tells the noun apart
  if ((situation.preposition == "in" || situation.preposition.empty()) &&
      figure.unit.kind == Kind::kQuantity) {  // "в 1200 км от Москвы"
    const Match away = lexicon_.Find(text_, figure.end, Category::kPreposition);
    if ((away && away.entry->code == "from") ||
        lexicon_.Has(text_, text_.english ? figure.end : figure.end + 1, Category::kDirection))
      return false;
  }
  const bool bound = situation.compared || situation.bound;
  const bool named = bound && !text_.english && frame.adjacent != kNoAtom && frame.verb != kNoAtom && frame.verb > figure.end &&
                     grammar_.IsNoun(situation.boundary - 1) && !frame.dash;  // "владельцы счетов свыше 100 тысяч лишатся"
  const bool told = named || (bound && frame.governor != kNoAtom && frame.governor < situation.boundary && frame.verb != kNoAtom &&
                              frame.verb > situation.boundary && grammar_.IsNoun(frame.governor) && !frame.dash);
  const bool sized = frame.adjacent != kNoAtom && !frame.adjacent_governed && frame.verb != kNoAtom &&
                     frame.verb > situation.boundary && grammar_.Case(frame.adjacent) == LECTOR_CASE_INS;  // "площадью 54 кв. м"
  if (attribute || told || sized) return false;
  if (text_.english && (IsForeseen(lexicon_, text_, grammar_, figure.first, figure.end) || IsOfPlan(figure))) return true;
  const bool denied =
      frame.verb != kNoAtom && frame.verb > figure.end && lexicon_.Has(text_, frame.verb - 1, Category::kNegation);
  if (denied) return false;  // "миллион не спасет"
  if (IsPatient(situation, figure)) return false;
  if (frame.verb != kNoAtom && IsPlanned(frame.verb, frame.modal)) return true;
  if (!text_.english && frame.adjacent != kNoAtom && frame.adjacent_governed && frame.adjacent > situation.sentence_first &&
      grammar_.Case(frame.adjacent) == LECTOR_CASE_INS && text_.raw(frame.adjacent - 1) == "за")
    return true;  // "обратились за кредитом в 5 млн"
  for (const uint32_t noun : {frame.adjacent, frame.subject, frame.object}) {
    const bool apart = text_.english && noun == frame.object && noun != kNoAtom &&
                       (noun > situation.boundary || HasComma(noun, situation.boundary));  // "54% backed the plan"
    if (IsListed(noun, Category::kPlan) && !apart) return true;
    for (uint32_t at = text_.english ? kNoAtom : noun; at != kNoAtom && at > situation.sentence_first && grammar_.IsAdjective(at - 1); --at)
      if (IsPlanWord(at - 1)) return true;  // "целевая цена — 500 рублей", "ожидаемая выручка"
  }
  for (uint32_t at = situation.boundary; at < figure.first; ++at)
    if (grammar_.IsAdjective(at) && IsPlanWord(at)) return true;  // "при плановых 3 млрд"
  for (uint32_t at = situation.sentence_first; frame.dash && at < situation.sentence_first + kOpeningPlan && at < situation.boundary; ++at)
    if (text_.symbol(at + 1) == ',' && IsListed(at, Category::kPlan)) return true;  // "По плану, затраты — 5 млн"
  for (uint32_t distance = 1; distance <= kPlanReach && situation.boundary >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - distance;  // "по строительству в Киргизии девяти школ"
    const bool work = situation.preposition.empty() && !(situation.past && IsListed(frame.verb, Category::kDone)) && IsWorkToCome(at);
    if (IsListed(at, Category::kPlan) || work) return true;
    if (text_.symbol(at) == ',' || text_.is_dash(at) || grammar_.IsVerb(at) || text_.atoms[at].newline) break;
  }
  return false;
}

// "its 2% inflation target", "a $5 billion goal": a plan that the figure tells.
bool Context::IsOfPlan(const Figure& figure) const {
  for (uint32_t at = figure.end; at < figure.end + kPlanPhrase && at < text_.size() && !text_.atoms[at].newline; ++at) {
    if (!grammar_.IsNoun(at) && !grammar_.IsAdjective(at)) return false;
    const bool last = at + 1 >= text_.size() || !grammar_.IsNoun(at + 1);
    if (grammar_.IsNoun(at) && last) return IsListed(at, Category::kPlan);
  }
  return false;
}

// "(сейчас — до 300 тысяч)": a bracket that says how it is now.
bool Context::IsOfNow(const Situation& situation) const {
  bool now = false;
  for (uint32_t distance = 1; distance <= kNowReach && situation.boundary >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - distance;
    const Match when = lexicon_.Find(text_, at, Category::kRelative);
    now = now || (when && when.entry->code == "none");
    if (text_.symbol(at) == '(') return now;
  }
  return false;
}

// "при первоначальной смете в 3 млн", "предыдущий заем обошелся в 5%": what its noun is called.
bool Context::IsEarlier(const Situation& situation) const {
  const Frame& frame = situation.frame;
  for (const uint32_t noun : {frame.adjacent, frame.subject})
    for (uint32_t at = LECTOR_FEAT(grammar_.Features(noun), ANIMACY) == LECTOR_ANIMACY_ANIM ? kNoAtom : noun; at != kNoAtom && at > situation.sentence_first && grammar_.IsAdjective(at - 1); --at)
      if (IsListed(at - 1, Category::kEarlier)) return noun < situation.boundary;
  return false;
}

Role Context::DefaultRole(const Situation& situation, const Figure* before, const Figure& figure) const {
  if (HasWord(situation.sentence_first, situation.boundary, kShareReach, Category::kPrevious)) return Role::kPrevious;
  if (lexicon_.Has(text_, situation.sentence_first, Category::kPrevious) && figure.sentence != 0 && before == nullptr)
    return Role::kPrevious;  // "Для сравнения, в 2020 году он стоил 3 рубля"
  if (IsEarlier(situation)) return Role::kPrevious;
  const bool share = figure.role == Role::kShare || IsShare(situation, before, figure);
  const bool reached = situation.preposition == "to" || (IsStrongLevel(situation.frame.verb) && !IsListed(situation.frame.adjacent, Category::kShare));
  const bool to_be = share && reached && !text_.english && HasShareNoun(situation.frame) && IsTarget(situation, figure);
  if (share && !to_be) return Role::kShare;  // the value that a share is to reach is a target
  // "составит в 2016 году 854 рубля, в 2017 году — 1809 рублей"
  const bool listed = (situation.frame.dash || situation.gapped) && before != nullptr && before->role == Role::kTarget &&
                      (before->unit.code == figure.unit.code || (before->unit.kind == Kind::kMoney && figure.unit.kind == Kind::kMoney));
  if (IsOfNow(situation)) return Role::kLevel;
  const bool aside = situation.boundary > 0 && text_.symbol(situation.boundary - 1) == '(';
  if (aside) {  // of what is said before the bracket, an equivalent of it or something else
    const bool equivalent = before != nullptr && before->end + 1 == situation.boundary;
    return equivalent ? before->role == Role::kTarget ? Role::kTarget : Role::kLevel : Role::kLevel;
  }
  return listed || IsTarget(situation, figure) ? Role::kTarget : Role::kLevel;
}

}  // namespace lector::figures
