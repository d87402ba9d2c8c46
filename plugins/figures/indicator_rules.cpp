// The part of Indicators that chooses the noun: rules, the first of which that knows decides.
#include <algorithm>
#include <initializer_list>

#include "plugins/figures/expectation.h"
#include "plugins/figures/indicator.h"

namespace lector::figures {

uint32_t Indicators::Choose(const FrameFinder& frames, const Situation& situation, const Figure& figure) const {
  using Rule = Noun (Indicators::*)(const Question&) const;
  const Question question = Ask(frames, situation, figure);
  for (const Rule rule : {&Indicators::OfPlaceAway, &Indicators::OfInsertion, &Indicators::OfCount, &Indicators::OfNounBehind,
                          &Indicators::OfBracketOrDash, &Indicators::OfGrowthOrCarrier, &Indicators::OfNounBeside,
                          &Indicators::OfNounBefore, &Indicators::OfGrowthVerb, &Indicators::OfSumAbove, &Indicators::OfMoney,
                          &Indicators::OfQuantity, &Indicators::OfTheRest})
    if (const Noun noun = (this->*rule)(question)) return *noun;
  return kNoAtom;
}

Indicators::Question Indicators::Ask(const FrameFinder& frames, const Situation& situation, const Figure& figure) const {
  const Frame& frame = situation.frame;
  Question q = {frames, situation, figure, frame};
  q.money = figure.unit.kind == Kind::kMoney || figure.unit.money;
  const Match level = frame.verb == kNoAtom ? Match() : lexicon_.Find(text_, frame.verb, Category::kLevelVerb);
  q.level = level.entry != nullptr || frame.verb == kNoAtom
                ? level.entry
                : lexicon_.FindWord(grammar_.Lemma(frame.verb), Category::kLevelVerb);
  if (q.level != nullptr && q.level->code == "at" && situation.preposition.empty()) q.level = nullptr;
  q.transitive = q.level != nullptr && q.level->code == "object" && frame.verb < situation.boundary &&
                 LECTOR_FEAT(grammar_.Features(frame.verb), SHORT) == 0 && !grammar_.IsAdjective(frame.verb);
  q.level_verb = (q.level != nullptr && !q.transitive) || frame.dash;
  q.grows = situation.growth != kNoAtom && situation.growth == frame.verb;
  q.growth_noun = situation.growth != kNoAtom && !grammar_.IsVerb(situation.growth);
  q.subject_before = frame.subject != kNoAtom && frame.subject < situation.boundary;
  return q;
}

// "в 3 км от берега", "30 miles north of the border"
bool Indicators::IsAway(const Figure& figure) const {
  const Match away = lexicon_.Find(text_, figure.end, Category::kPreposition);
  return (away && away.entry->code == "from") ||
         lexicon_.Has(text_, text_.english ? figure.end : figure.end + 1, Category::kDirection);
}

Indicators::Noun Indicators::OfPlaceAway(const Question& q) const {
  const bool place = q.figure.unit.kind == Kind::kQuantity && (q.situation.preposition == "in" || q.situation.preposition.empty());
  return place && IsAway(q.figure) ? Noun(kNoAtom) : Noun();
}

Indicators::Noun Indicators::OfInsertion(const Question& q) const { return Known(BehindNoun(q.frames, q.situation)); }

// Most counts measure nothing else: "cut 3,000 jobs".
Indicators::Noun Indicators::OfCount(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (figure.unit.kind != Kind::kCount) return {};
  if (text_.english && situation.preposition == "of" && frame.adjacent != kNoAtom && grammar_.IsNoun(frame.adjacent) &&
      frame.adjacent != situation.growth)
    return frame.adjacent;  // "a population of about 2.5 million"
  const bool strong = (level != nullptr && level->code != "weak") || grows || frame.dash;
  if (grows && situation.preposition.empty() && level == nullptr) return kNoAtom;
  const bool attribute = !frame.adjacent_governed || (!text_.english && grammar_.Case(frame.adjacent) == LECTOR_CASE_INS);
  if (frame.adjacent != kNoAtom && attribute && IsListed(frame.adjacent, Category::kSum) && situation.preposition.empty())
    return frame.adjacent;  // "тиражом 300 тысяч экземпляров"
  const bool changed = grows && !situation.preposition.empty() && frame.object != kNoAtom && frame.object < situation.boundary;
  if (changed && !text_.english) return ByVerb(situation);  // "увеличил число машин с 8 до 12"
  if (!strong || !subject_before || (frame.verb != kNoAtom && frame.verb > situation.boundary)) return kNoAtom;
  const bool valued = situation.preposition == "in" && level != nullptr &&
                      IsListed(frame.subject, Category::kContainer);  // "оценивается в"
  const bool moved = valued || situation.preposition == "to" || situation.preposition == "toward" ||
                     (grows && (situation.preposition == "on" || situation.preposition == "by"));
  if (!frame.dash && !moved && !situation.preposition.empty()) return kNoAtom;
  return grammar_.Lemma(frame.subject) == figure.unit.code || grammar_.IsName(frame.subject) ? kNoAtom : frame.subject;
}

// "70-процентное увеличение выручки", "its 2% inflation target", "a 15 percent share of the market"
Indicators::Noun Indicators::OfNounBehind(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (figure.role == Role::kShare && IsListed(situation.list_end, Category::kShare)) return OfShare(frames, situation);
  const bool english_noun = text_.english && figure.end < text_.size() && grammar_.IsNoun(figure.end) && text_.is_word(figure.end) &&
                            !text_.atoms[figure.end].newline;
  if (figure.number.is_adjective || english_noun) {
    const uint32_t noun = frames.PhraseFrom(figure.end);
    const bool growth = noun != kNoAtom && (noun == situation.growth || (!text_.english && IsListed(noun, Category::kChange)));
    const uint32_t grown = growth ? Grown(frames, noun) : kNoAtom;
    if (growth && (text_.english || grown != kNoAtom)) return grown;
    if (noun != kNoAtom && text_.english && IsListed(noun, Category::kPlan))
      return noun > figure.end && grammar_.IsNoun(noun - 1) ? noun - 1 : Grown(frames, noun);
    if (text_.english && IsForeseen(lexicon_, text_, grammar_, figure.first, figure.end))
      return kNoAtom;  // "the $2 billion analysts had expected"
    if (noun != kNoAtom && !(text_.english && IsTime(noun))) return noun;  // but not "up 8% year on year"
  }
  return figure.role == Role::kShare ? Known(OfShare(frames, situation)) : Noun();
}

// "«Вектор» (3 млн)", "Ставка по вкладу — 16%"
Indicators::Noun Indicators::OfBracketOrDash(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  const bool in_brackets = situation.boundary > 0 && text_.symbol(situation.boundary - 1) == '(' && !text_.english;
  if (in_brackets && frame.adjacent != kNoAtom && IsNamed(frame.adjacent)) return OfClause(frames, situation);
  if (!frame.dash || !subject_before || (frame.adjacent != kNoAtom && IsAdjacent(situation, figure))) return {};
  const bool moves = frame.subject == situation.growth && figure.role == Role::kChange;  // "рост цен скромнее — 5%"
  const uint32_t of = moves || IsListed(frame.subject, Category::kPlan) ? Grown(frames, frame.subject) : kNoAtom;
  if (of != kNoAtom && of < situation.boundary) return of;  // "прогноз по инфляции — 5%"
  // "победитель получит 3 млн, финалисты — по 500 тыс.": who gets a sum is not what it measures
  const bool person = money && LECTOR_FEAT(grammar_.Features(frame.subject), ANIMACY) == LECTOR_ANIMACY_ANIM;
  const bool name = grammar_.IsName(frame.subject) && !text_.atoms[frame.subject].all_upper;
  return name || person ? kNoAtom : frame.subject;
}

// "рост выручки на 5%", "хищение 15 млн", "насчитали 7 млн рублей ущерба"
Indicators::Noun Indicators::OfGrowthOrCarrier(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (money && !text_.english && figure.end < text_.size() && IsListed(figure.end, Category::kSum) &&
      grammar_.Case(figure.end) == LECTOR_CASE_GEN && !IsTime(figure.end))
    return figure.end;
  if (growth_noun) {
    if (const uint32_t grown = Grown(frames, situation.growth); grown != kNoAtom && grown < figure.first) return grown;
  }
  return Known(Carrier(situation, figure));
}

// Russian: a noun of the phrase right before the figure that is not its head, or of what that phrase hangs on.
Indicators::Noun Indicators::OfNounBeside(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (text_.english) return {};
  const uint32_t beside = situation.boundary > situation.sentence_first ? grammar_.Begin(situation.boundary - 1) : kNoAtom;
  const bool genitive = beside != kNoAtom && beside >= situation.sentence_first && money && beside != frame.adjacent &&
                        frame.adjacent != kNoAtom && grammar_.IsNoun(beside) && grammar_.Case(beside) == LECTOR_CASE_GEN;
  const bool whose = genitive && IsThing(beside) && !grammar_.IsName(beside) &&
                     LECTOR_FEAT(grammar_.Features(frame.adjacent), ANIMACY) == LECTOR_ANIMACY_ANIM;
  if (whose && situation.bound) return beside;  // "владельцы вкладов свыше 100 тысяч"
  const bool sum = genitive && situation.preposition == "in" && IsListed(beside, Category::kSum) &&
                   !IsListed(beside, Category::kContainer) && IsTime(frame.adjacent);
  if (sum) return beside;  // "в момент получения взятки в 3 млн"
  const bool at = situation.preposition == "at" && frame.adjacent_governed && !IsListed(frame.adjacent, Category::kSum);
  const bool complement = at && frame.object != kNoAtom && frame.object < frame.adjacent &&
                          LECTOR_FEAT(grammar_.Features(frame.object), ANIMACY) == LECTOR_ANIMACY_INAN;
  if (complement) return frame.object;  // "сохранил ставку по депозитам на уровне 2%"
  const bool told_in_sum = situation.preposition.empty() && frame.adjacent_governed && IsListed(frame.adjacent, Category::kContainer) &&
                           grammar_.End(frame.adjacent) == situation.boundary && frame.verb != kNoAtom &&
                           LECTOR_FEAT(grammar_.Features(frame.verb), SHORT) != 0 && IsThing(frame.subject) && subject_before;
  if (told_in_sum) return frame.subject;  // "доходы запланированы в сумме 24 млрд"
  const uint32_t beyond = at ? BeyondComplement(frames, situation) : kNoAtom;
  return beyond != kNoAtom && IsListed(beyond, Category::kSum) ? Noun(beyond) : Noun();  // "кредит на строительство в размере 3 млн"
}

// "штраф в 5 млн", "on revenue of $24.1 billion"; but the subject of "спрос превысил предложение в три раза".
Indicators::Noun Indicators::OfNounBefore(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  const bool change = figure.role == Role::kChange;
  if (text_.english && situation.preposition == "of" && !change && frame.adjacent != kNoAtom && grammar_.IsNoun(frame.adjacent) &&
      !IsListed(frame.adjacent, Category::kPlan))
    return frame.adjacent;
  if (text_.english && change && IsListed(frame.adjacent, Category::kPace)) return ByVerb(situation);
  const Entry* growth = grows ? lexicon_.FindWord(grammar_.Lemma(frame.verb), Category::kChange) : nullptr;
  if (change && growth != nullptr && growth->extra == "by" && subject_before) return frame.subject;
  if (money && frame.adjacent_governed && !grows && !level_verb) {  // "направит на борьбу с пожарами 29 млн"
    if (const uint32_t spent = BehindVerb(frames, situation); spent != kNoAtom) return spent;
  }
  if (IsFined(q) || frame.adjacent == situation.growth || !IsAdjacent(situation, figure)) return {};
  return situation.preposition == "at" ? NearestOf(frame.adjacent, situation.boundary) : frame.adjacent;
}

// "оштрафовал банк на 5 млн": who pays is not what it measures.
bool Indicators::IsFined(const Question& q) const {
  return q.money && q.situation.preposition == "on" && IsListed(q.frame.verb, Category::kPayer);
}

// "выручка выросла на 5%", "дефицит составил 3 млрд", "lost a fifth of its value"
Indicators::Noun Indicators::OfGrowthVerb(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (grows && situation.preposition.empty() && figure.role == Role::kChange && figure.unit.kind != Kind::kRate) {
    if (const uint32_t whole = Whole(frames, situation.list_end); whole != kNoAtom) return whole;
  }
  if (figure.unit.kind == Kind::kQuantity && frame.verb != kNoAtom && frame.verb > figure.end && !text_.english) {
    if (const uint32_t substance = Whole(frames, situation.list_end); substance != kNoAtom)
      return substance;  // "смартфон с 256 ГБ памяти стоит"
  }
  const bool foresees = text_.english && figure.role == Role::kTarget && IsListed(frame.verb, Category::kForesee) &&
                        frame.verb < situation.boundary && !(frame.verb > 0 && grammar_.Lemma(frame.verb - 1) == "be");
  if (foresees && frame.object == kNoAtom) return kNoAtom;  // "analysts had forecast $1.05 a share"
  if (!grows && !(level_verb && frame.subject != kNoAtom)) return {};
  const uint32_t noun = grows ? ByVerb(situation) : frame.subject;
  const uint32_t of = noun != kNoAtom && IsListed(noun, Category::kPlan) ? Grown(frames, noun) : kNoAtom;
  return of != kNoAtom ? of : noun;
}

// "штрафы для граждан от 3 до 5 тысяч": by the order of words, or as the tree has it.
Indicators::Noun Indicators::OfSumAbove(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (!money || text_.english) return {};
  if (frame.adjacent != kNoAtom && frame.adjacent_governed) {
    const uint32_t beyond = BeyondComplement(frames, situation);
    if (beyond != kNoAtom && IsListed(beyond, Category::kSum)) return beyond;
  }
  const uint32_t head = frame.governor;
  const bool sum = head != kNoAtom && head < situation.boundary && grammar_.IsNoun(head) && IsListed(head, Category::kSum);
  return sum && situation.preposition != "price" ? Noun(head) : Noun();
}

// What a sum buys, is meant for or is of.
Indicators::Noun Indicators::OfMoney(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (!money) return {};
  if (!text_.english && !text_.atoms[std::min(figure.end, text_.size() - 1)].upper) {  // "50 тыс. рублей премии"
    const Match preposition = lexicon_.Find(text_, figure.end, Category::kPreposition);
    const uint32_t of = preposition ? kNoAtom : Whole(frames, figure.end);
    if (of != kNoAtom && grammar_.IsNoun(of) && !IsTime(of)) return of;
  }
  if (const uint32_t purpose = Purpose(frames, situation, figure); purpose != kNoAtom) return purpose;
  if (text_.english && frame.object == kNoAtom) {  // "sold $500mn of reserves"
    if (const uint32_t whole = Whole(frames, figure.end); whole != kNoAtom) return whole;
  }
  const bool set = situation.preposition == "at" && !text_.english && IsThing(frame.object) && frame.object < situation.boundary;
  if (set) return frame.object;  // "установил курс на 12 марта в размере"
  if (situation.preposition == "at" && subject_before) return frame.subject;  // "сумма определена в размере 240 тыс."
  const uint32_t first = situation.boundary > 0 ? situation.boundary - 1 : 0;
  const Match price = lexicon_.Find(text_, first, Category::kPurpose);
  const bool priced = price && price.entry->code == "price";
  if (priced) {
    if (const Noun sold = OfPrice(q, first)) return sold;
  }
  if (transitive && frame.object == kNoAtom) {
    bool led = false;
    const uint32_t valued = frames.PhraseBefore(situation.sentence_first, frame.verb, &led);
    if (valued != kNoAtom && valued != frame.subject && !led && IsThing(valued)) return valued;  // "бюджет поездки оценивали в 49 тысяч"
    if (const uint32_t theme = Theme(frames, situation); theme != kNoAtom)
      return theme;  // "стоимость изделий эксперты определили в 6 млн"
  }
  const bool person = frame.object != kNoAtom && !text_.english && !priced &&  // but "готов купить полузащитника за 15 млн"
                      LECTOR_FEAT(grammar_.Features(frame.object), ANIMACY) == LECTOR_ANIMACY_ANIM;
  return frame.object != kNoAtom && !IsTime(frame.object) && !person && !IsFined(q) ? frame.object : kNoAtom;
}

// Before "за" at atom `first`: "картина ушла", "купила Tumblr", "за покупку сервиса".
Indicators::Noun Indicators::OfPrice(const Question& q, uint32_t first) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  const bool passive = frame.verb != kNoAtom && (LECTOR_FEAT(grammar_.Features(frame.verb), SHORT) != 0 ||
                                                 LECTOR_FEAT(grammar_.Features(frame.verb), VOICE) == LECTOR_VOICE_PASS);
  const bool thing = frame.subject != kNoAtom && grammar_.IsNoun(frame.subject) && !text_.english &&
                     LECTOR_FEAT(grammar_.Features(frame.subject), ANIMACY) == LECTOR_ANIMACY_INAN;
  const bool sold = passive || (thing && !frames.HasFigure(frame.verb, situation.boundary));
  if (frame.object == kNoAtom && sold && subject_before) return frame.subject;
  if (text_.english) return {};
  if (frame.object == kNoAtom && frame.verb != kNoAtom && frame.verb < situation.boundary) {
    const uint32_t named = frames.PhraseFrom(grammar_.End(frame.verb));
    if (named != kNoAtom && named < situation.boundary) return named;
  }
  bool governed = false;
  const uint32_t deal = frames.PhraseBefore(situation.sentence_first, first, &governed);
  if (deal == kNoAtom || !IsListed(deal, Category::kWork)) return {};
  const uint32_t traded = Grown(frames, deal);
  return traded != kNoAtom && traded < situation.boundary ? Noun(traded) : Noun();
}

// "10 млн баррелей нефти"
Indicators::Noun Indicators::OfQuantity(const Question& q) const {
  if (q.figure.unit.kind != Kind::kQuantity) return {};
  const Match away = lexicon_.Find(text_, q.figure.end, Category::kPreposition);
  if (q.situation.preposition == "in" || (away && away.entry->code == "from")) return kNoAtom;  // "в 2 км от села"
  const uint32_t substance = Whole(q.frames, q.situation.list_end);
  return substance != kNoAtom ? substance : q.frame.object;
}

Indicators::Noun Indicators::OfTheRest(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  if (figure.unit.kind == Kind::kPercent && figure.role == Role::kLevel) {  // "87% вероятности"
    if (const uint32_t whole = Whole(frames, situation.list_end); whole != kNoAtom) return whole;
  }
  if (figure.unit.kind == Kind::kRate) {
    if (const uint32_t substance = Substance(figure); substance != kNoAtom) return substance;
  }
  const bool foretold =
      growth_noun && text_.english && (IsListed(frame.verb, Category::kPlan) || IsListed(frame.verb, Category::kTarget));
  if (foretold) return kNoAtom;  // "economists forecast a rise of 0.2%"
  const bool kept = text_.english && figure.change == Change::kFlat;  // "left its rate unchanged at 5%"
  if (figure.unit.kind == Kind::kRate || figure.role == Role::kChange || kept) return OfVerb(q);
  const bool toward = situation.preposition == "toward" && IsThing(frame.object);  // "вернуть инфляцию к 4%"
  if (toward || (situation.preposition == "to" && IsListed(frame.verb, Category::kReach)))
    return ByVerb(situation);  // "довести инфляцию до 2%"
  return figure.role == Role::kShare ? kNoAtom : frame.subject;
}

// What the verb moves; of a comparison what is spent on ("тратят на спорт вдвое меньше").
uint32_t Indicators::OfVerb(const Question& q) const {
  const auto& [frames, situation, figure, frame, level, money, transitive, level_verb, grows, growth_noun, subject_before] = q;
  const uint32_t noun = ByVerb(situation);
  if (!situation.comparative) return noun;
  const bool who = noun != kNoAtom && noun == frame.subject && grammar_.Case(noun) == LECTOR_CASE_NOM && !grows &&
                   LECTOR_FEAT(grammar_.Features(noun), ANIMACY) == LECTOR_ANIMACY_ANIM;  // "истцы требовали в пять раз больше"
  if (!grows)
    if (const uint32_t spent = BehindVerb(frames, situation); spent != kNoAtom) return spent;
  if (noun == kNoAtom && !text_.english) return Purpose(frames, situation, figure);  // "на спорт потратили вдвое больше"
  return who ? kNoAtom : noun;
}

}  // namespace lector::figures
