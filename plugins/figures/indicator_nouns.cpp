// The part of Indicators that finds nouns around a figure: the whole of a part, what grew, what a sum is for.
#include "plugins/figures/indicator.h"

namespace lector::figures {
namespace {

constexpr uint32_t kComplementReach = 4;
constexpr uint32_t kClauseReach = 24;  // atoms between a name and what its clause is about
constexpr uint32_t kPurposeReach = 8;  // atoms between a figure and "на ремонт"
constexpr uint32_t kOpeningReach = 6;  // words before "на ремонт"
constexpr uint32_t kPriceReach = 24;   // atoms between "за станок" and the figure behind it

bool IsMoney(const Figure& figure) { return figure.unit.kind == Kind::kMoney || figure.unit.money; }

}  // namespace

// The noun that a figure is a part of: "97% расчетов", "15% от суммы", "half of the firms".
uint32_t Indicators::Whole(const FrameFinder& frames, uint32_t end) const {
  uint32_t at = end;
  const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
  const bool of = preposition && (preposition.entry->code == "of" || (preposition.entry->code == "from" && !text_.english));
  if (of) at = preposition.end;
  if (at >= text_.size() || text_.atoms[at].newline) return kNoAtom;
  uint32_t noun = frames.PhraseFrom(at);
  if (noun == kNoAtom && of && text_.english) {  // "two-thirds of the 1,500 firms"
    const uint32_t first = lexicon_.Has(text_, at, Category::kFunction) ? at + 1 : at;
    const uint32_t counted = frames.EndOfFigure(first);
    if (counted > first && grammar_.IsNoun(counted - 1)) return counted - 1;
  }
  const bool substantive = noun == kNoAtom && !text_.english && grammar_.IsAdjective(at) &&
                           grammar_.Case(at) == LECTOR_CASE_GEN &&
                           LECTOR_FEAT(grammar_.Features(at), NUMBER) == LECTOR_NUMBER_PLUR;
  if (substantive) noun = at;  // "96% больных"
  if (noun == kNoAtom || (text_.english && !of)) return kNoAtom;
  const bool genitive = text_.english || grammar_.Case(noun) == LECTOR_CASE_GEN || grammar_.Case(noun) == 0;
  return of || genitive || text_.atoms[noun].all_upper ? noun : kNoAtom;
}

uint32_t Indicators::OfShare(const FrameFinder& frames, const Situation& situation) const {
  if (IsListed(situation.list_end, Category::kShare) &&
      situation.list_end < text_.size()) {  // "a 15 percent share of the market"
    const Match of = lexicon_.Find(text_, grammar_.End(situation.list_end), Category::kPreposition);
    const uint32_t noun = frames.PhraseFrom(of ? of.end : grammar_.End(situation.list_end));
    if (noun != kNoAtom) return noun;
  }
  if (const uint32_t whole = Whole(frames, situation.list_end); whole != kNoAtom) return whole;
  const Match within = text_.english ? Match() : lexicon_.Find(text_, situation.list_end, Category::kPreposition);
  if (within && within.entry->code == "in") {  // "51% в совместном предприятии"
    const uint32_t owned = frames.PhraseFrom(within.end);
    if (owned != kNoAtom && grammar_.IsNoun(owned) && grammar_.Case(owned) == LECTOR_CASE_LOC && !IsTime(owned)) return owned;
  }
  const Match opening = text_.english ? Match() : lexicon_.Find(text_, situation.sentence_first, Category::kPreposition);
  if (opening && opening.entry->code == "in" && situation.frame.verb != kNoAtom && situation.frame.verb < situation.boundary) {
    const uint32_t owned = frames.PhraseFrom(opening.end);  // "В предприятии ей принадлежит 49%"
    const bool owns = IsListed(situation.frame.verb, Category::kShareVerb);
    if (owned != kNoAtom && owned < situation.frame.verb && owns && grammar_.IsNoun(owned) && !IsTime(owned) &&
        grammar_.Case(owned) == LECTOR_CASE_LOC)
      return owned;
  }
  const bool aside = situation.boundary > 0 && text_.symbol(situation.boundary - 1) == '(';
  const uint32_t holder = situation.frame.adjacent;  // "совладелец сети (35%)"
  if (aside && holder != kNoAtom && IsListed(holder, Category::kShareVerb)) return Grown(frames, holder);
  const uint32_t held = situation.frame.adjacent;  // "больше всех голосов (38%)"
  if (aside && held != kNoAtom && grammar_.IsNoun(held) && !IsTime(held) && !lexicon_.Has(text_, held, Category::kMagnitude) &&
      grammar_.Case(held) == LECTOR_CASE_GEN && LECTOR_FEAT(grammar_.Features(held), ANIMACY) == LECTOR_ANIMACY_INAN)
    return held;
  for (const uint32_t share : {situation.frame.adjacent, situation.frame.subject, situation.frame.object}) {
    if (!IsListed(share, Category::kShare)) continue;
    uint32_t genitive = kNoAtom;  // "доля Китая в банке": the bank
    for (uint32_t at = grammar_.End(share); at < situation.boundary; at = grammar_.End(at)) {
      if (grammar_.IsVerb(at) || text_.symbol(at) == ',') break;
      const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
      const uint32_t in = preposition && preposition.entry->code == "in" ? frames.PhraseFrom(preposition.end) : kNoAtom;
      if (in != kNoAtom) return in;
      if (genitive == kNoAtom && (grammar_.IsNoun(at) || grammar_.IsName(at))) genitive = at;
    }
    if (genitive != kNoAtom) return genitive;
  }
  return kNoAtom;
}

// "«Вектор»": a common noun that opens a name in quotation marks.
bool Indicators::IsQuotedName(uint32_t noun) const {
  return noun > 0 && text_.atoms[noun].upper && (text_.raw(noun - 1) == "«" || text_.raw(noun - 1) == "\"");
}

bool Indicators::IsNamed(uint32_t noun) const { return IsQuotedName(noun) || grammar_.IsName(noun); }

// What a figure in brackets behind a name measures: the noun that its clause is about, which is no name. "Наибольшую выручку показал
// «Магнит» (2 трлн)", "безработица — в Испании (10%)", "лидер по темпам роста цен — Тыва (12%)".
uint32_t Indicators::OfClause(const FrameFinder& frames, const Situation& situation) const {
  const auto measures = [&](uint32_t noun) {
    return noun != kNoAtom && noun < situation.boundary && grammar_.IsNoun(noun) && !IsNamed(noun) && !IsTime(noun) &&
           LECTOR_FEAT(grammar_.Features(noun), ANIMACY) != LECTOR_ANIMACY_ANIM && !IsListed(noun, Category::kUnit);
  };
  const Frame& frame = situation.frame;
  for (const uint32_t noun : {frame.object, frame.subject})
    if (measures(noun)) return noun;
  for (uint32_t distance = 1; distance <= kClauseReach && frame.adjacent >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = frame.adjacent - distance;
    if (text_.symbol(at) == ';' || text_.atoms[at].newline) break;
    const Match by = lexicon_.Find(text_, at, Category::kPreposition);
    const uint32_t topic = by && by.entry->code == "by" ? frames.PhraseFrom(by.end) : kNoAtom;
    if (measures(topic) && grammar_.Case(topic) == LECTOR_CASE_DAT) return topic;
    if (!measures(at) || (grammar_.Case(at) != LECTOR_CASE_NOM && grammar_.Case(at) != LECTOR_CASE_ACC)) continue;
    bool governed = false;
    if (frames.PhraseBefore(situation.sentence_first, grammar_.End(at), &governed) == at && !governed) return at;
  }
  return kNoAtom;
}

// Whether a noun is of what is done: "хищение", "отмывание".
bool Indicators::IsDeed(uint32_t noun) const {
  const std::string_view lemma = grammar_.Lemma(noun);
  return lemma.ends_with("ние") || lemma.ends_with("тие") || lemma.ends_with("тельство") || IsListed(noun, Category::kWork);
}

// The noun that a sum hangs on: its genitive ("в хищении 15 млн"), or behind "на" and "в", whatever stands between ("контракт с
// клубом на 40 млн").
uint32_t Indicators::Carrier(const Situation& situation, const Figure& figure) const {
  const uint32_t noun = situation.frame.governor, boundary = situation.boundary;
  if (!IsMoney(figure) || text_.english || !grammar_.has_tree() || noun == kNoAtom) return kNoAtom;
  if (noun >= boundary || noun < situation.sentence_first || grammar_.Class(noun) != LECTOR_UPOS_NOUN || IsTime(noun)) return kNoAtom;
  if (LECTOR_FEAT(grammar_.Features(noun), ANIMACY) == LECTOR_ANIMACY_ANIM || IsListed(noun, Category::kChange)) return kNoAtom;
  const bool sum = IsListed(noun, Category::kSum) && !IsListed(noun, Category::kContainer);
  if (situation.preposition.empty()) return grammar_.End(noun) == boundary && (sum || IsDeed(noun)) ? noun : kNoAtom;
  return sum && (situation.preposition == "on" || situation.preposition == "in") ? noun : kNoAtom;
}

// "получении взятки" in "в получении взятки в размере 5 млн": what was done is no sum, what it was done to is.
uint32_t Indicators::NearestOf(uint32_t noun, uint32_t boundary) const {
  if (text_.english || !IsDeed(noun) || IsListed(noun, Category::kSum)) return noun;
  for (uint32_t at = grammar_.End(noun); at < boundary; at = grammar_.End(at)) {
    if (grammar_.IsAdjective(at)) continue;
    const bool thing = grammar_.Class(at) == LECTOR_UPOS_NOUN && grammar_.Case(at) == LECTOR_CASE_GEN &&
                       LECTOR_FEAT(grammar_.Features(at), ANIMACY) == LECTOR_ANIMACY_INAN;
    return thing ? at : noun;
  }
  return noun;
}

// The noun before a prepositional phrase that stands right before the figure: "штрафы" of "штрафы для физических лиц от 3".
uint32_t Indicators::BeyondComplement(const FrameFinder& frames, const Situation& situation) const {
  uint32_t at = situation.frame.adjacent;
  for (uint32_t steps = 0; steps < kComplementReach && at > situation.sentence_first; ++steps, --at)
    if (grammar_.Class(at) == LECTOR_UPOS_ADP) {
      bool governed = false;
      return frames.PhraseBefore(situation.sentence_first, at, &governed);
    }
  return kNoAtom;
}

// "собрать на 5 миллиардов больше налогов": but "больше прошлогоднего показателя".
uint32_t Indicators::MoreOf(const FrameFinder& frames, const Figure& figure) const {
  if (text_.english || !lexicon_.Has(text_, figure.end, Category::kChange)) return kNoAtom;
  const uint32_t noun = frames.PhraseFrom(grammar_.End(figure.end));
  const bool many = noun != kNoAtom && grammar_.IsNoun(noun) && grammar_.Case(noun) == LECTOR_CASE_GEN &&
                    LECTOR_FEAT(grammar_.Features(noun), NUMBER) == LECTOR_NUMBER_PLUR && !lexicon_.Has(text_, noun, Category::kBase);
  return many ? noun : kNoAtom;
}

// What a word of growth or a forecast is of: "рост выручки", "прогноз по инфляции", "growth in sales", "sales growth".
uint32_t Indicators::Grown(const FrameFinder& frames, uint32_t noun) const {
  uint32_t at = grammar_.End(noun);
  const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
  const bool of = preposition && (text_.english || preposition.entry->code == "by");
  if (of) at = preposition.end;
  const uint32_t grown = frames.PhraseFrom(at);
  const bool compound = text_.english && grown == kNoAtom && noun > 0 && grammar_.IsNoun(noun - 1) && text_.atoms[noun].gap > 0 &&
                        !text_.atoms[noun].newline && !frames.HasFigure(noun - 1, noun) && !IsTime(noun - 1);
  if (compound) return noun - 1;  // "sales growth"
  if (grown == kNoAtom) return kNoAtom;
  return of || text_.english || grammar_.Case(grown) == LECTOR_CASE_GEN || grammar_.IsName(grown) ? grown : kNoAtom;
}

// "370 тысяч тонн нефти в год": what stands inside a rate.
uint32_t Indicators::Substance(const Figure& figure) const {
  for (uint32_t at = figure.number.end; at < figure.end; ++at)
    if (grammar_.IsNoun(at) && !lexicon_.Has(text_, at, Category::kUnit) && text_.atoms[at].end - text_.atoms[at].begin > 2)
      return at;
  return kNoAtom;
}

// The noun that opens the clause before its subject: "Ущерб, который понес банк, прокуратура оценила в 66 млн".
uint32_t Indicators::Theme(const FrameFinder& frames, const Situation& situation) const {
  const uint32_t end = situation.frame.subject;
  if (end == kNoAtom || end > situation.boundary) return kNoAtom;
  const uint32_t noun = frames.PhraseFrom(situation.sentence_first);
  const bool accusative = noun != kNoAtom && (grammar_.Case(noun) == LECTOR_CASE_ACC || grammar_.Case(noun) == LECTOR_CASE_NOM);
  return accusative && noun < end && IsThing(noun) ? noun : kNoAtom;
}

// Whether another verb than the figure's stands between, that has what stands before it: "за услуги взял 12%, что составило 5 млн".
bool Indicators::HasOtherVerb(uint32_t first, const Situation& situation) const {
  const uint32_t verb = situation.frame.verb;
  for (uint32_t at = first; verb != kNoAtom && !text_.english && at < verb; ++at)
    if (LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_FIN && at != situation.frame.modal &&
        grammar_.Class(at) == LECTOR_UPOS_VERB)
      return true;
  return false;
}

// What a sum is for right behind its verb: "потратит на подготовку к чемпионату 5 млн".
uint32_t Indicators::BehindVerb(const FrameFinder& frames, const Situation& situation) const {
  if (situation.frame.verb == kNoAtom || situation.frame.verb >= situation.boundary || text_.english) return kNoAtom;
  const uint32_t at = grammar_.End(situation.frame.verb);
  const Match use = lexicon_.Find(text_, at, Category::kPurpose);
  if (!use || use.entry->code != "use" || use.end >= situation.boundary || frames.HasFigure(at, situation.boundary)) return kNoAtom;
  const uint32_t noun = frames.PhraseFrom(use.end);
  return noun != kNoAtom && grammar_.IsNoun(noun) && !IsTime(noun) && grammar_.Case(noun) == LECTOR_CASE_ACC ? noun : kNoAtom;
}

// Whether nothing but adverbs and prepositional phrases stands between the beginning of a clause and an atom: "В этом году на".
bool Indicators::OpensClause(uint32_t sentence_first, uint32_t atom) const {
  for (uint32_t distance = 1; distance <= kOpeningReach && atom >= sentence_first + distance; ++distance) {
    const uint32_t at = atom - distance;
    if (!text_.is_word(at) && !text_.is_digits(at)) return true;
    if (text_.english || grammar_.IsVerb(at)) return false;
    const bool noun = grammar_.IsNoun(at) || grammar_.IsName(at) || grammar_.Class(at) == LECTOR_UPOS_PRON;
    if (noun && (grammar_.Case(at) == LECTOR_CASE_NOM || grammar_.Case(at) == 0)) return false;
  }
  return true;
}

// "за станок", "на ремонт", "в фонд", "for the plant": behind the figure, or between the verb and it.
uint32_t Indicators::Purpose(const FrameFinder& frames, const Situation& situation, const Figure& figure) const {
  const auto useful = [&](uint32_t noun) { return noun != kNoAtom && !IsTime(noun); };
  for (uint32_t at = figure.end; at < text_.size() && at < figure.end + kPurposeReach; ++at) {
    if (text_.atoms[at].newline || text_.symbol(at) == ',' || text_.symbol(at) == '.' || text_.symbol(at) == ';') break;
    const Match use = lexicon_.Find(text_, at, Category::kPurpose);
    if (text_.english && at > figure.end) break;
    const uint32_t noun = use && use.entry->code != "none" ? frames.PhraseFrom(use.end) : kNoAtom;
    if (useful(noun) && (grammar_.IsNoun(noun) || use.entry->code == "price")) return noun;
  }
  for (uint32_t distance = 1; distance <= kPriceReach && situation.boundary >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - distance;
    if (text_.symbol(at) == ';' || (text_.symbol(at) == ':' && !text_.english)) break;
    const Match before = lexicon_.Find(text_, at, Category::kPurpose);
    if (!before || before.end >= situation.boundary) continue;
    if (before.entry->code == "none") continue;  // "за счет"
    const bool opens = OpensClause(situation.sentence_first, at);  // "На эти цели направят"
    const uint32_t meant = opens && before.entry->code == "use" ? frames.PhraseFrom(before.end) : kNoAtom;
    const bool beside = meant == kNoAtom && before.entry->code == "use" && !text_.english;
    const uint32_t spent = beside ? frames.PhraseFrom(before.end) : kNoAtom;  // "на программу потратят"
    if (spent != kNoAtom && useful(spent) && grammar_.IsNoun(spent) && grammar_.Case(spent) == LECTOR_CASE_ACC &&
        (grammar_.End(spent) == situation.frame.verb || grammar_.End(spent) == situation.frame.modal))
      return spent;
    if (const uint32_t behind = BehindVerb(frames, situation); behind != kNoAtom) return behind;
    if (meant != kNoAtom && !HasOtherVerb(meant, situation) && useful(meant) && grammar_.IsNoun(meant) &&
        (grammar_.Case(meant) == LECTOR_CASE_ACC || (grammar_.Case(meant) == LECTOR_CASE_GEN && at == situation.sentence_first && before.entry->code == "use")) &&
        situation.frame.verb != kNoAtom && situation.frame.verb > meant && situation.frame.verb < situation.boundary)
      return meant;
    if (HasOtherVerb(before.end, situation)) continue;
    if (before.entry->code != "price" && !(situation.frame.adjacent_governed && frames.PhraseFrom(before.end) == situation.frame.adjacent)) continue;
    uint32_t noun = frames.PhraseFrom(before.end);
    if (noun == kNoAtom) noun = frames.PhraseFrom(frames.EndOfFigure(before.end));  // "за 80% акций"
    const bool meant_for = grammar_.IsNoun(noun) && (text_.english || grammar_.Case(noun) != LECTOR_CASE_LOC);  // not "в прокате"
    if (useful(noun) && noun < situation.boundary && (before.entry->code == "price" || meant_for)) return noun;
  }
  return kNoAtom;
}

}  // namespace lector::figures
