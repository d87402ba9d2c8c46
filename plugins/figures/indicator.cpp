#include "plugins/figures/indicator.h"

namespace lector::figures {
namespace {

constexpr uint32_t kPurposeReach = 8;  // atoms between the verb and "за станок", before the figure

}  // namespace

bool Indicators::IsListed(uint32_t atom, Category category) const {
  if (atom == kNoAtom) return false;
  return lexicon_.Has(text_, atom, category) || lexicon_.FindWord(grammar_.Lemma(atom), category) != nullptr;
}

void Indicators::Assign(const std::vector<Situation>& situations, std::vector<Figure>* figures) const {
  if (!grammar_.known()) return;
  const FrameFinder frames(lexicon_, text_, grammar_, *figures);
  const Figure* before = nullptr;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    if (figure.dropped || !figure.has_unit) continue;
    if (before != nullptr && before->sentence != figure.sentence) before = nullptr;
    const bool continues = before != nullptr && Continues(situations[k], *before) && Whole(frames, figure) == kNoAtom;
    if (continues && figure.unit.kind != Kind::kCount && before->unit.kind != Kind::kCount) {
      figure.indicator = before->indicator;
      figure.indicator_begin = before->indicator_begin;
      figure.indicator_end = before->indicator_end;
    } else if (const uint32_t noun = Choose(frames, situations[k], figure); noun != kNoAtom) {
      figure.indicator = grammar_.Lemma(noun);
      figure.indicator_begin = text_.atoms[grammar_.Begin(noun)].begin;
      figure.indicator_end = text_.atoms[grammar_.End(noun) - 1].end;
    }
    before = &figure;
  }
}

// "на 13,6%, до 4,1 млрд": between two figures of one thing stand no words of their own.
bool Indicators::Continues(const Situation& situation, const Figure& before) const {
  if (before.end > situation.boundary) return true;
  for (uint32_t i = before.end; i < situation.boundary; ++i) {
    const uint8_t word = grammar_.Class(i);
    if (word == LECTOR_UPOS_NOUN || word == LECTOR_UPOS_PROPN || word == LECTOR_UPOS_PRON || grammar_.IsVerb(i)) return false;
    if (text_.is_dash(i)) return false;
  }
  return true;
}

// The noun that a figure is a part of: "97% расчетов", "15% от суммы", "half of the firms".
uint32_t Indicators::Whole(const FrameFinder& frames, const Figure& figure) const {
  uint32_t at = figure.end;
  const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
  const bool of = preposition && (preposition.entry->code == "of" || preposition.entry->code == "from");
  if (of) at = preposition.end;
  if (at >= text_.size() || text_.atoms[at].newline) return kNoAtom;
  const uint32_t noun = frames.PhraseFrom(at);
  if (noun == kNoAtom || (text_.english && !of)) return kNoAtom;
  const bool genitive = text_.english || grammar_.Case(noun) == LECTOR_CASE_GEN || grammar_.Case(noun) == 0;
  return of || genitive ? noun : kNoAtom;
}

uint32_t Indicators::OfShare(const FrameFinder& frames, const Situation& situation, const Figure& figure) const {
  if (const uint32_t whole = Whole(frames, figure); whole != kNoAtom) return whole;
  for (const uint32_t share : {situation.frame.adjacent, situation.frame.subject, situation.frame.object}) {
    if (!IsListed(share, Category::kShare)) continue;
    uint32_t genitive = kNoAtom;  // "доля Китая в банке": the bank
    for (uint32_t at = grammar_.End(share); at < situation.boundary; at = grammar_.End(at)) {
      if (grammar_.IsVerb(at) || text_.symbol(at) == ',') break;
      const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
      if (preposition && preposition.entry->code == "in") return frames.PhraseFrom(preposition.end);
      if (genitive == kNoAtom && (grammar_.IsNoun(at) || grammar_.IsName(at))) genitive = at;
    }
    if (genitive != kNoAtom) return genitive;
  }
  return kNoAtom;
}

// What a word of growth is of: "рост выручки", "growth in sales".
uint32_t Indicators::Grown(const FrameFinder& frames, uint32_t noun) const {
  uint32_t at = grammar_.End(noun);
  const Match preposition = lexicon_.Find(text_, at, Category::kPreposition);
  if (preposition && text_.english) at = preposition.end;
  const uint32_t of = frames.PhraseFrom(at);
  if (of == kNoAtom) return kNoAtom;
  return text_.english || grammar_.Case(of) == LECTOR_CASE_GEN || grammar_.IsName(of) ? of : kNoAtom;
}

// Whether the noun right before the figure is what it is the value of.
bool Indicators::IsAdjacent(const Situation& situation) const {
  const Frame& frame = situation.frame;
  if (frame.adjacent == kNoAtom || IsListed(frame.adjacent, Category::kMonth) || IsListed(frame.adjacent, Category::kYear)) return false;
  const Match unit = lexicon_.Find(text_, frame.adjacent, Category::kUnit);
  if (unit && unit.entry->kind == Kind::kTime) return false;
  if (grammar_.IsName(frame.adjacent)) return false;
  return !frame.adjacent_governed || IsListed(frame.adjacent, Category::kSum);
}

uint32_t Indicators::ByVerb(const Situation& situation) const {
  const Frame& frame = situation.frame;
  const bool intransitive = frame.verb != kNoAtom && text_.raw(frame.verb).ends_with("сь");
  const bool reflexive = frame.verb != kNoAtom && (intransitive || text_.raw(frame.verb).ends_with("ся"));
  if (frame.object != kNoAtom && !reflexive && !text_.english) return frame.object;
  if (text_.english && frame.object != kNoAtom && frame.object < situation.boundary) return frame.object;
  return frame.subject;
}

// "за станок", "на ремонт", "в фонд", "for the plant": behind the figure, or between the verb and it.
uint32_t Indicators::Purpose(const FrameFinder& frames, const Situation& situation, const Figure& figure) const {
  const Match behind = lexicon_.Find(text_, figure.end, Category::kPurpose);
  if (behind && !text_.atoms[figure.end].newline) {
    const uint32_t noun = frames.PhraseFrom(behind.end);
    if (noun != kNoAtom && !IsListed(noun, Category::kYear) && !IsListed(noun, Category::kMonth) && grammar_.IsNoun(noun)) return noun;
  }
  for (uint32_t distance = 1; distance <= kPurposeReach && situation.boundary >= situation.sentence_first + distance; ++distance) {
    const uint32_t at = situation.boundary - distance;
    if (text_.symbol(at) == ',' || text_.symbol(at) == ';') break;
    const Match before = lexicon_.Find(text_, at, Category::kPurpose);
    if (!before || before.end > situation.boundary || before.entry->code != "price") continue;
    if (const uint32_t noun = frames.PhraseFrom(before.end); noun != kNoAtom && noun < situation.boundary) return noun;
  }
  return kNoAtom;
}

uint32_t Indicators::Choose(const FrameFinder& frames, const Situation& situation, const Figure& figure) const {
  const Frame& frame = situation.frame;
  const bool level_verb = IsListed(frame.verb, Category::kLevelVerb);
  if (figure.unit.kind == Kind::kCount) {
    if (level_verb && frame.subject != kNoAtom && frame.subject < situation.boundary && grammar_.Lemma(frame.subject) != figure.unit.code)
      return frame.subject;
    return frame.adjacent != kNoAtom && IsAdjacent(situation) && text_.is_dash(situation.boundary - 1) ? frame.adjacent : kNoAtom;
  }
  if (figure.role == Role::kShare) {
    if (const uint32_t whole = OfShare(frames, situation, figure); whole != kNoAtom) return whole;
  }
  const bool growth_noun = situation.growth != kNoAtom && !grammar_.IsVerb(situation.growth);
  if (IsAdjacent(situation) && frame.adjacent != situation.growth) return frame.adjacent;
  if (growth_noun) {
    if (const uint32_t grown = Grown(frames, situation.growth); grown != kNoAtom) return grown;
  }
  if (situation.growth != kNoAtom && situation.growth == frame.verb) return ByVerb(situation);
  if (figure.unit.kind == Kind::kMoney && !level_verb) {
    if (const uint32_t purpose = Purpose(frames, situation, figure); purpose != kNoAtom) return purpose;
    return frame.object;
  }
  if (level_verb || figure.role == Role::kChange || figure.unit.kind != Kind::kQuantity) {
    if (frame.subject != kNoAtom) return level_verb ? frame.subject : ByVerb(situation);
  }
  return figure.unit.kind == Kind::kQuantity ? Whole(frames, figure) : kNoAtom;
}

}  // namespace lector::figures
