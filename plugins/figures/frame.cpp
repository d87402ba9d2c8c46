#include "plugins/figures/frame.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr uint32_t kFrameReach = 40;  // atoms
constexpr std::string_view kRelative = "который";
constexpr uint32_t kModalReach = 6;
constexpr uint32_t kOpeningReach = 4;
constexpr uint32_t kOpeningWords = 3;  // of "каждый из которых"
constexpr uint32_t kParticipleReach = 8;
constexpr uint32_t kMostSteps = 12;  // from a figure up the tree to its verb

}  // namespace

FrameFinder::FrameFinder(const Lexicon& lexicon, const Text& text, const Grammar& grammar, const std::vector<Figure>& figures)
    : lexicon_(lexicon), text_(text), grammar_(grammar), in_figure_(text.size() + 1, false) {
  for (const Figure& figure : figures)
    if (figure.has_unit && !figure.dropped)
      for (uint32_t i = figure.first; i < figure.end; ++i) in_figure_[i] = true;
}

bool FrameFinder::IsBreak(uint32_t atom) const {
  const char c = text_.symbol(atom);
  return c == ';' || c == '!' || c == '?';
}

bool FrameFinder::IsPreposition(uint32_t atom) const { return grammar_.Class(atom) == LECTOR_UPOS_ADP; }

// Foreign names are no words of the dictionary.
bool FrameFinder::IsName(uint32_t atom) const {
  const Atom& a = text_.atoms[atom];
  return grammar_.IsName(atom) || (!text_.english && a.kind == AtomKind::kWord && a.upper && !a.cyrillic);
}

bool FrameFinder::IsPredicate(uint32_t atom) const {
  if (!text_.english && (text_.raw(atom) == "бы" || text_.raw(atom) == "б")) return false;
  const Match separator = atom > 0 ? lexicon_.Find(text_, atom - 1, Category::kSeparator) : Match();
  if (separator && separator.end > atom) return false;  // "то есть"
  const bool short_form = !text_.english && grammar_.Class(atom) == LECTOR_UPOS_ADJ &&
                          LECTOR_FEAT(grammar_.Features(atom), SHORT) != 0;  // "должен", "готова"
  const bool modal = !text_.english && !grammar_.IsNoun(atom) && lexicon_.Has(text_, atom, Category::kTarget);  // "нужно"
  if (text_.english && lexicon_.Find(text_, atom, Category::kShareVerb).end > atom + 1) return true;  // "accounts for"
  return short_form || modal || grammar_.IsVerb(atom) || lexicon_.Has(text_, atom, Category::kLevelVerb);       // "равен"
}

// Whether a preposition governs the noun: "на импорт", "для новых заводов".
bool FrameFinder::IsGoverned(uint32_t sentence_first, uint32_t noun) const {
  uint32_t first = noun;
  while (first > sentence_first) {
    const uint32_t before = grammar_.Begin(first - 1);
    const bool agrees = text_.english || grammar_.Case(before) == grammar_.Case(noun) || grammar_.Case(before) == 0;
    if (!agrees || (!grammar_.IsAdjective(before) && !IsName(before))) break;
    first = before;
  }
  return first > sentence_first && IsPreposition(first - 1);
}

// The word outside the figure that a word inside it hangs on.
uint32_t FrameFinder::Governor(const Figure& figure) const {
  for (uint32_t at = figure.end; at-- > figure.first;) {
    const uint32_t head = grammar_.Head(at);
    if (head != kNoAtom && (head < figure.first || head >= figure.end) && text_.is_word(at)) return head;
  }
  for (uint32_t at = figure.first; at < figure.end; ++at) {
    const uint32_t head = grammar_.Head(at);
    if (head != kNoAtom && (head < figure.first || head >= figure.end)) return head;
  }
  return kNoAtom;
}

// Up the tree from a word to the first predicate or participle.
uint32_t FrameFinder::VerbAbove(uint32_t atom, const Figure& figure) const {
  for (uint32_t step = 0; atom != kNoAtom && step < kMostSteps; ++step) {
    if (IsPredicate(atom) && !IsInFigure(atom)) return atom;
    const bool governs = step == 0 && grammar_.IsAdjective(atom);  // "директору, укравшему 5 млн", whatever the tree calls it
    const bool participle = grammar_.Class(atom) == LECTOR_UPOS_VERB && (governs || grammar_.LinkOf(atom) == Link::kClause);
    if (participle && atom < figure.first) return atom;
    atom = grammar_.Head(atom);
  }
  return kNoAtom;
}

Frame FrameFinder::Find(uint32_t sentence_first, uint32_t boundary, const Figure& figure) const {
  Frame frame;
  if (!grammar_.known()) return frame;
  sentence_first = std::min(BehindDateline(sentence_first), boundary);
  const uint32_t end = figure.end;
  frame.governor = Governor(figure);
  frame.adjacent = PhraseBefore(sentence_first, boundary, &frame.adjacent_governed);
  frame.dash = boundary > sentence_first && (text_.is_dash(boundary - 1) || text_.symbol(boundary - 1) == ':');
  const bool verb_before = frame.dash && HasVerbBefore(sentence_first, frame.adjacent != kNoAtom ? frame.adjacent : boundary);
  const bool apposed =
      verb_before && ((frame.adjacent != kNoAtom && frame.adjacent_governed && grammar_.IsNoun(frame.adjacent)) ||
                      lexicon_.Has(text_, boundary, Category::kPreposition));      // "выросла на 5% — до 3 млн"
  if (frame.dash && !apposed && IsVerbless(frame, boundary, end, !verb_before)) {  // "Ставка по вкладу — 16,5%"
    frame.subject = FindSubject(sentence_first, boundary - 1, boundary, end);
    if (frame.subject == kNoAtom || frame.subject > boundary) frame.subject = FirstNoun(sentence_first, boundary);
    if (frame.subject != kNoAtom) return frame;
  }
  frame.dash = false;
  const bool postposed =
      boundary > sentence_first + 1 &&
      (text_.symbol(boundary - 2) == ',' ||
       (grammar_.IsNoun(boundary - 2) && grammar_.Case(boundary - 2) == grammar_.Case(boundary - 1)));  // but "семьям погибших"
  if (postposed && grammar_.Class(boundary - 1) == LECTOR_UPOS_VERB && grammar_.IsAdjective(boundary - 1)) {
    frame.verb = boundary - 1;  // "полотно, оцениваемое в 150 тысяч"
    frame.subject = Antecedent(sentence_first, frame.verb);
    return frame;
  }
  if (!figure.number.digits && grammar_.IsVerb(figure.first)) {  // "капитализация удвоилась"
    frame.verb = figure.first;
    frame.subject = FindSubject(sentence_first, frame.verb, boundary, end);
    frame.object = FindObject(frame.verb, boundary, end);  // "потребовал удвоить поставки"
    return frame;
  }
  frame.verb = FindVerb(sentence_first, boundary, figure, frame.governor);
  if (frame.verb == kNoAtom) return frame;
  if (grammar_.IsAdjective(frame.verb) && grammar_.Class(frame.verb) == LECTOR_UPOS_VERB) {
    const uint32_t noun = NounOfParticiple(frame.verb);  // "выросшая на 12% выручка"
    frame.subject = noun != kNoAtom && noun >= end ? noun : Antecedent(sentence_first, frame.verb);
    return frame;
  }
  frame.modal = FindModal(sentence_first, frame.verb);
  const bool bare = boundary == figure.first || !lexicon_.Has(text_, boundary, Category::kPreposition);  // "снизилось до 5 человек"
  const bool is_subject = !text_.english && bare && figure.unit.kind == Kind::kCount && frame.governor == frame.verb &&
                          grammar_.LinkOf(end - 1) == Link::kSubject;
  if (!is_subject) frame.subject = FindSubject(sentence_first, frame.verb, boundary, end);  // not of "осталось 110 мест"
  frame.object = FindObject(frame.verb, boundary, end);
  if (frame.object == kNoAtom) frame.object = RelativeObject(sentence_first, frame.verb);
  if (frame.object == kNoAtom && frame.subject == kNoAtom)
    frame.object = FirstNoun(ClauseBegin(sentence_first, frame.verb), frame.verb);  // "налог подняли"
  if (frame.object != kNoAtom && frame.object < frame.verb && IsObjectOfOther(frame.object, frame.verb)) frame.object = kNoAtom;
  if (frame.object != kNoAtom && frame.subject == kNoAtom && frame.object < frame.verb && IsPerson(frame.object))
    frame.object = kNoAtom;  // "семьям выплатят", "чиновника задержали"
  return frame;
}

// Whether a noun is of people, or in the case of whom something is given to.
bool FrameFinder::IsPerson(uint32_t noun) const {
  const uint32_t noun_case = grammar_.Case(noun);
  return !text_.english && (noun_case == LECTOR_CASE_DAT || noun_case == LECTOR_CASE_INS ||
                            LECTOR_FEAT(grammar_.Features(noun), ANIMACY) == LECTOR_ANIMACY_ANIM);
}

// Whether the dash before a figure stands for a verb; behind a colon a sentence may follow: "связи: 97% расчетов идут".
bool FrameFinder::IsVerbless(const Frame& frame, uint32_t boundary, uint32_t end, bool after_time) const {
  const bool given = frame.adjacent != kNoAtom && grammar_.Case(frame.adjacent) == LECTOR_CASE_DAT && !frame.adjacent_governed;
  if (given || (frame.adjacent != kNoAtom && IsTime(frame.adjacent) && !after_time)) return false;
  const auto opened = [&](uint32_t first) {  // "более чем на 10% опережал"
    for (uint32_t at = first; at < first + kOpeningReach && at < end; ++at)
      if (lexicon_.Has(text_, at, Category::kPreposition) && !IsInFigure(at)) return true;
    return false;
  };
  if (end < text_.size() && IsPredicate(end) && opened(boundary)) return false;
  return text_.symbol(boundary - 1) != ':' || VerbBehind(end) == kNoAtom;
}

bool FrameFinder::IsTime(uint32_t noun) const {
  const Match unit = lexicon_.Find(text_, noun, Category::kUnit);
  return (unit && unit.entry->kind == Kind::kTime) || lexicon_.Has(text_, noun, Category::kMonth);
}

// The first noun before the end that no preposition governs, where cases tell nothing.
uint32_t FrameFinder::FirstNoun(uint32_t sentence_first, uint32_t end) const {
  for (uint32_t at = end > sentence_first + kFrameReach ? end - kFrameReach : sentence_first; at < end; ++at)
    if (grammar_.IsNoun(at) && !IsInFigure(at) && !IsTime(at) &&
        !IsGoverned(sentence_first, text_.english ? at : GovernedFrom(sentence_first, at)))
      return at;  // but not "обысков" of "в ходе обысков"
  return kNoAtom;
}

// "Вину признал и возместил 5 млн": an accusative, by its ending, of a finite verb between it and the other.
bool FrameFinder::IsObjectOfOther(uint32_t noun, uint32_t verb) const {
  const std::string_view form = text_.raw(noun);
  if (text_.english || grammar_.Case(noun) != LECTOR_CASE_ACC || !(form.ends_with("у") || form.ends_with("ю"))) return false;
  const auto finite = [&](uint32_t at) { return LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_FIN; };
  for (uint32_t at = noun + 1; at < verb && finite(verb); ++at)
    if (finite(at)) return true;
  return false;
}

// Where the clause of a verb begins that "что", "чтобы", "а" or a semicolon opens.
uint32_t FrameFinder::ClauseBegin(uint32_t sentence_first, uint32_t verb) const {
  for (uint32_t distance = 1; distance <= kFrameReach && verb >= sentence_first + distance; ++distance) {
    const uint32_t at = verb - distance;
    const bool opens = text_.symbol(at) == ',' && (grammar_.Class(at + 1) == LECTOR_UPOS_SCONJ || text_.raw(at + 1) == "а" || text_.raw(at + 1) == "что");
    bool relative = false;  // ", каждый из которых"
    for (uint32_t k = at + 1; text_.symbol(at) == ',' && k < verb && k <= at + kOpeningWords; ++k)
      relative = relative || grammar_.Lemma(k) == kRelative;
    if (opens || relative || IsBreak(at) || (text_.symbol(at) == ':' && !text_.english)) return at + 1;
  }
  return sentence_first;
}

// The nearest verb to the left; where none is, or a comma stands between, the one that the tree names, else one to the right
// that has no comma between.
uint32_t FrameFinder::FindVerb(uint32_t sentence_first, uint32_t boundary, const Figure& figure, uint32_t governor) const {
  uint32_t left = kNoAtom;
  bool crossed = false;
  for (uint32_t distance = 1; distance <= kFrameReach && boundary >= sentence_first + distance; ++distance) {
    const uint32_t at = boundary - distance;
    if (IsBreak(at) || text_.atoms[at + 1].newline) break;
    if (text_.symbol(at) == ',' || (text_.symbol(at) == ':' && !text_.english)) crossed = true;
    if (!IsPredicate(at) || IsInFigure(at)) continue;
    left = at;
    break;
  }
  const bool infinitive = left != kNoAtom && LECTOR_FEAT(grammar_.Features(left), VERBFORM) == LECTOR_VERBFORM_INF;
  const uint32_t above = left == kNoAtom || crossed || infinitive ? VerbAbove(governor, figure) : kNoAtom;
  if (left != kNoAtom && !crossed) {
    const bool subject = infinitive && above == governor && above < left && grammar_.LinkOf(figure.end - 1) == Link::kSubject;
    return subject ? above : left;  // "пришли возложить цветы десятки людей"
  }
  if (above != kNoAtom) return above;
  const uint32_t right = VerbBehind(figure.end);
  return right != kNoAtom ? right : left;
}

// "осталась на прежнем уровне — 21%": a verb before the atom, with no comma between.
bool FrameFinder::HasVerbBefore(uint32_t sentence_first, uint32_t atom) const {
  for (uint32_t at = atom; at-- > sentence_first && atom - at < kFrameReach;) {
    if (IsBreak(at) || text_.symbol(at) == ',' || text_.is_dash(at) || text_.atoms[at + 1].newline || IsInFigure(at) ||
        (text_.symbol(at) == ':' && !text_.english))
      return false;
    if (!IsPredicate(at)) continue;
    while (at > sentence_first && atom - at < kFrameReach && text_.symbol(at) != ',' && grammar_.Lemma(at) != kRelative) --at;
    return grammar_.Lemma(at) != kRelative;  // that of a clause of its own does not count
  }
  return false;
}

uint32_t FrameFinder::VerbBehind(uint32_t end) const {
  for (uint32_t at = end; at < text_.size() && at < end + kFrameReach; ++at) {
    if (text_.atoms[at].newline || IsBreak(at) || text_.symbol(at) == ',' || text_.symbol(at) == '.') break;
    if (IsPredicate(at)) return at;
  }
  return kNoAtom;
}

// What an infinitive hangs on: the nearest finite verb or short adjective before it.
uint32_t FrameFinder::FindModal(uint32_t sentence_first, uint32_t verb) const {
  const uint32_t form = LECTOR_FEAT(grammar_.Features(verb), VERBFORM);
  const bool auxiliary = verb > sentence_first && grammar_.Class(verb - 1) == LECTOR_UPOS_AUX;
  if (form != LECTOR_VERBFORM_INF && !auxiliary && !text_.english) return kNoAtom;
  const bool joined = text_.english && verb > sentence_first && lexicon_.Has(text_, verb - 1, Category::kSeparator);
  if (joined) {  // "will open 40 stores and hire 2,000 people"
    for (uint32_t distance = 2; distance <= kFrameReach && verb >= sentence_first + distance; ++distance)
      if (lexicon_.Has(text_, verb - distance, Category::kTarget)) return verb - distance;
    return kNoAtom;
  }
  for (uint32_t distance = 1; distance <= kModalReach && verb >= sentence_first + distance; ++distance) {
    const uint32_t at = verb - distance;
    if (text_.symbol(at) == ',' || IsBreak(at)) break;
    if (text_.english && grammar_.Class(at) == LECTOR_UPOS_AUX && !lexicon_.Has(text_, at, Category::kTarget)) continue;
    const bool adjective = grammar_.Class(at) == LECTOR_UPOS_ADJ && LECTOR_FEAT(grammar_.Features(at), SHORT) != 0;
    if (grammar_.IsVerb(at) || adjective || lexicon_.Has(text_, at, Category::kTarget) ||
        lexicon_.Has(text_, at, Category::kReal))
      return at;
  }
  const uint32_t head = form == LECTOR_VERBFORM_INF ? grammar_.Head(verb) : kNoAtom;
  return head != kNoAtom && IsPredicate(head) ? head : kNoAtom;
}

// From a noun to the one that it is the genitive of: "выручка группы компаний" from "компаний" is "выручка".
uint32_t FrameFinder::GovernedFrom(uint32_t sentence_first, uint32_t noun) const {
  uint32_t head = noun, at = noun;
  while (at > sentence_first) {
    const uint32_t before = grammar_.Begin(at - 1);
    const uint8_t word = grammar_.Class(before);
    if (text_.english) {
      if (text_.raw(at) == "of" && word == LECTOR_UPOS_PROPN && before == sentence_first) return before;  // "Shares of the bank"
      if (text_.raw(before) == "of" || word == LECTOR_UPOS_ADJ || word == LECTOR_UPOS_DET || word == LECTOR_UPOS_PROPN) {
        at = before;
        continue;
      }
      if (word != LECTOR_UPOS_NOUN) break;
      if (text_.raw(at) == "of") head = before;
      at = before;
      continue;
    }
    if (grammar_.IsAdjective(before)) {
      at = before;
      continue;
    }
    if (word != LECTOR_UPOS_NOUN || IsInFigure(before)) break;
    if (before != sentence_first && IsTime(before) && IsGoverned(sentence_first, before)) break;  // "достичь в этом году роста ВВП"
    const uint32_t head_case = grammar_.Case(head);
    if (head_case != LECTOR_CASE_GEN && !IsName(head)) break;
    head = at = before;
  }
  return head;
}

uint32_t FrameFinder::PhraseBefore(uint32_t sentence_first, uint32_t i, bool* governed) const {
  uint32_t at = i;
  *governed = false;
  const auto closes = [&](uint32_t atom) {
    const std::string_view s = text_.raw(atom);
    return text_.is_dash(atom) || s == ":" || s == "(" || s == "»" || s == "\"" || s == "«";
  };
  while (at > sentence_first && closes(at - 1)) --at;
  uint32_t noun = kNoAtom;
  for (uint32_t words = 0; words < 5 && at > sentence_first; ++words) {  // names behind the noun: "капитализация Facebook"
    const uint32_t before = grammar_.Begin(at - 1);
    if (IsInFigure(before)) break;
    const bool quoted = text_.atoms[before].upper && before > sentence_first && !text_.english &&
                        (text_.raw(before - 1) == "«" || text_.raw(before - 1) == "\"");  // "акций «Магистрали»"
    if (grammar_.IsNoun(before) && !quoted) {
      noun = before;
      break;
    }
    const std::string_view s = text_.raw(before);
    if (!IsName(before) && !quoted && s != "«" && s != "»" && s != "\"") break;
    if (IsName(before) || (quoted && noun == kNoAtom)) noun = before;
    at = before;
  }
  if (noun == kNoAtom) return kNoAtom;
  const uint32_t head = GovernedFrom(sentence_first, noun);
  *governed = IsGoverned(sentence_first, head);
  return head;
}

// "отданных за него голосов": the noun behind a participle and its complements, as the tree has it.
uint32_t FrameFinder::NounOfParticiple(uint32_t participle) const {
  if (text_.english || grammar_.Class(participle) != LECTOR_UPOS_VERB || !grammar_.IsAdjective(participle)) return kNoAtom;
  const uint32_t noun = grammar_.Head(participle);
  const bool behind = noun != kNoAtom && noun > participle && noun < participle + kParticipleReach && grammar_.IsNoun(noun);
  return behind && grammar_.Case(noun) == grammar_.Case(participle) && !IsInFigure(noun) ? noun : kNoAtom;
}

uint32_t FrameFinder::PhraseFrom(uint32_t i) const {
  uint32_t head = kNoAtom;
  for (uint32_t at = i, words = 0; at < text_.size() && words < 6; ++words) {
    if (text_.atoms[at].newline && at > i) break;
    const std::string_view s = text_.raw(at);
    if (IsInFigure(at)) break;
    if (const uint32_t noun = NounOfParticiple(at); noun != kNoAtom) return noun;
    if (grammar_.IsNoun(at) || IsName(at)) {
      if (!text_.english) return at;
      head = at;
    } else if (head != kNoAtom) {
      break;
    } else if (!grammar_.IsAdjective(at) && s != "«" && s != "\"" && s != "the" && grammar_.Class(at) != LECTOR_UPOS_DET &&
               !(grammar_.Class(at) == LECTOR_UPOS_PRON && words == 0)) {  // "их срока"
      break;
    }
    at = grammar_.End(at);
  }
  return head;
}

// "диадема, которую оценивают"
uint32_t FrameFinder::RelativeObject(uint32_t sentence_first, uint32_t verb) const {
  for (uint32_t at = verb, steps = 0; at-- > sentence_first && steps < kModalReach && text_.symbol(at) != ','; ++steps)
    if (grammar_.Lemma(at) == kRelative && grammar_.Case(at) == LECTOR_CASE_ACC) return Antecedent(sentence_first, at);
  return kNoAtom;
}

uint32_t FrameFinder::FindObject(uint32_t verb, uint32_t boundary, uint32_t end) const {
  const uint32_t last = verb < boundary ? boundary : text_.size();
  for (uint32_t at = std::max(verb + 1, verb < boundary ? 0 : end), count = 0; at < last && count < kFrameReach; ++at, ++count) {
    if (text_.symbol(at) == ',' || IsBreak(at) || text_.atoms[at].newline) break;
    if (IsInFigure(at)) continue;
    if (IsPreposition(at)) {  // its noun is no object
      while (at + 1 < last && !grammar_.IsNoun(at + 1) && !IsName(at + 1) && text_.symbol(at + 1) != ',') ++at, ++count;
      ++at;
      while (at + 1 < last && grammar_.Case(at + 1) == LECTOR_CASE_GEN) ++at;
      continue;
    }
    if (!grammar_.IsNoun(at)) continue;
    if (text_.english) {
      uint32_t head = at;
      while (head + 1 < last && grammar_.IsNoun(head + 1)) ++head;
      return head;
    }
    if (grammar_.Case(at) == LECTOR_CASE_ACC) return at;
  }
  return kNoAtom;
}

}  // namespace lector::figures
