// The part of FrameFinder that finds the subject of a verb.
#include <algorithm>

#include "plugins/figures/frame.h"

namespace lector::figures {
namespace {

constexpr uint32_t kLongestDateline = 10;  // atoms
constexpr uint32_t kSubjectReach = 40;  // atoms
constexpr uint32_t kAntecedentReach = 14;
constexpr uint32_t kJoinReach = 3;  // atoms between "и" and the verb it joins
constexpr uint32_t kInsertionReach = 8;
constexpr uint32_t kPronounReach = 50;
constexpr uint32_t kClauseReach = 16;
constexpr std::string_view kRelative = "который";

}  // namespace

// Whether a relative pronoun may stand for a noun, by number and gender.
bool FrameFinder::Agrees(uint32_t noun, uint32_t relative) const {
  const uint64_t a = grammar_.Features(noun), b = grammar_.Features(relative);
  if (LECTOR_FEAT(a, NUMBER) == 0 || LECTOR_FEAT(b, NUMBER) == 0) return true;
  if (LECTOR_FEAT(a, NUMBER) != LECTOR_FEAT(b, NUMBER)) return false;
  return LECTOR_FEAT(b, NUMBER) == LECTOR_NUMBER_PLUR || LECTOR_FEAT(a, GENDER) == 0 || LECTOR_FEAT(b, GENDER) == 0 ||
         LECTOR_FEAT(a, GENDER) == LECTOR_FEAT(b, GENDER);
}

// "задолженность, которая составляет", "полотно, оцениваемое": the noun before the comma, in the same case if it is a
// participle's.
uint32_t FrameFinder::Antecedent(uint32_t sentence_first, uint32_t relative) const {
  const bool participle = grammar_.Class(relative) == LECTOR_UPOS_VERB;
  uint32_t nearest = kNoAtom;
  for (uint32_t distance = 1; distance <= kAntecedentReach && relative >= sentence_first + distance; ++distance) {
    const uint32_t at = relative - distance;
    if (!grammar_.IsNoun(at) || IsInFigure(at)) continue;
    if (nearest == kNoAtom) nearest = at;
    if (!participle && !Agrees(at, relative)) continue;  // "диадема из золота, которую"
    if (!participle || grammar_.Case(at) == grammar_.Case(relative)) return at;
  }
  return nearest;
}

uint32_t FrameFinder::FindSubject(uint32_t sentence_first, uint32_t verb, uint32_t boundary, uint32_t end) const {
  return text_.english ? FindEnglishSubject(sentence_first, verb) : FindRussianSubject(sentence_first, verb, boundary, end);
}

// "доля не изменилась и составила 50%": a finite verb that "и" joins to another before it, which the tree hangs it on.
bool FrameFinder::IsJoined(uint32_t verb) const {
  const uint32_t head = grammar_.Head(verb);
  const auto finite = [&](uint32_t at) { return LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_FIN; };
  if (text_.english || head == kNoAtom || head >= verb || !finite(verb) || !Agrees(head, verb)) return false;
  for (uint32_t distance = 1; distance <= kJoinReach && verb > head + distance; ++distance) {
    if (lexicon_.Has(text_, verb - distance, Category::kSeparator)) return true;
    if (grammar_.Class(verb - distance) != LECTOR_UPOS_ADV) return false;
  }
  return false;
}

// The subject that the tree names; of a copula, that of its predicate.
uint32_t FrameFinder::SubjectInTree(uint32_t verb) const {
  uint32_t subject = grammar_.Child(verb, Link::kSubject);
  if (subject == kNoAtom && grammar_.Class(verb) == LECTOR_UPOS_AUX && grammar_.Head(verb) != kNoAtom)
    subject = grammar_.Child(grammar_.Head(verb), Link::kSubject);
  if (subject == kNoAtom && IsJoined(verb)) subject = grammar_.Child(grammar_.Head(verb), Link::kSubject);
  const bool noun = subject != kNoAtom && (grammar_.IsNoun(subject) || IsName(subject)) && !IsInFigure(subject);
  return noun ? subject : kNoAtom;
}

// "Выручка снизилась. В мае она составила": the last subject before a pronoun that agrees with it, or else the last such noun.
// None where that is a person.
uint32_t FrameFinder::SubjectOfPronoun(uint32_t pronoun) const {
  uint32_t nearest = kNoAtom;
  for (uint32_t distance = 1, ends = 0; distance <= kPronounReach && distance <= pronoun && ends < 2; ++distance) {
    const uint32_t at = pronoun - distance;
    if (text_.symbol(at) == '.' && (at + 1 >= text_.size() || text_.atoms[at + 1].upper)) ++ends;
    const bool named = grammar_.IsNoun(at) || (grammar_.IsName(at) && text_.atoms[at].all_upper);
    if (!named || IsInFigure(at) || !Agrees(at, pronoun) || IsTime(at)) continue;
    const bool subject = grammar_.LinkOf(at) == Link::kSubject;
    if (LECTOR_FEAT(grammar_.Features(at), ANIMACY) == LECTOR_ANIMACY_ANIM) {
      if (subject) return kNoAtom;
      continue;
    }
    if (subject) return at;
    if (nearest == kNoAtom) nearest = at;
  }
  return nearest;
}

// From the comma that closes a relative clause to the one that opens it: "протяженность маршрута, по которому пойдут поезда, —".
uint32_t FrameFinder::RelativeOpening(uint32_t sentence_first, uint32_t comma) const {
  if (text_.symbol(comma) != ',') return kNoAtom;
  for (uint32_t distance = 2; distance <= kInsertionReach && comma >= sentence_first + distance; ++distance) {
    const uint32_t at = comma - distance;  // "рентабельность, как ожидается, сохранится"
    if (text_.symbol(at) != ',') continue;
    if (lexicon_.Has(text_, at + 1, Category::kInsertion)) return at;
    break;
  }
  for (uint32_t distance = 1; distance <= kClauseReach && comma >= sentence_first + distance; ++distance) {
    const uint32_t at = comma - distance;
    if (text_.symbol(at) == ',') return kNoAtom;
    if (grammar_.Lemma(at) != kRelative) continue;
    const uint32_t before = at > sentence_first && IsPreposition(at - 1) ? at - 1 : at;
    return before > sentence_first && text_.symbol(before - 1) == ',' ? before - 1 : kNoAtom;
  }
  return kNoAtom;
}

// By its case; a noun whose nominative and accusative look alike ("рукопись ушла") by its number and gender, too.
bool FrameFinder::MayBeSubject(uint32_t noun, uint32_t verb) const {
  const uint32_t noun_case = grammar_.Case(noun);
  if (noun_case != LECTOR_CASE_ACC) return noun_case == LECTOR_CASE_NOM || noun_case == 0;
  return LECTOR_FEAT(grammar_.Features(noun), ANIMACY) == LECTOR_ANIMACY_INAN && Agrees(noun, verb);
}

// Whether a clause with a verb of its own ends at an atom.
bool FrameFinder::HasPredicate(uint32_t sentence_first, uint32_t end) const {
  for (uint32_t distance = 1; distance <= kClauseReach && end >= sentence_first + distance; ++distance) {
    const uint32_t at = end - distance;
    if (IsBreak(at) || text_.symbol(at) == ',' || text_.atoms[at + 1].newline) return false;
    if (LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_FIN) return true;
  }
  return false;
}

// Whether a clause ends between a noun and the verb that the tree hangs it on, which runs on over the border: "дефицит останется
// выше 5%, госдолг | превысит". Behind the verb of that clause and a comma another noun in the nominative stands.
bool FrameFinder::IsOfClauseBefore(uint32_t noun, uint32_t verb) const {
  bool told = false, closed = false;
  for (uint32_t at = noun + 1; at < verb; ++at) {
    if (IsBreak(at)) return true;
    if (LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_FIN) told = true;
    if (text_.symbol(at) == ',') closed = told;
    const bool named = grammar_.IsNoun(at) || IsName(at);
    if (closed && named && grammar_.Case(at) == LECTOR_CASE_NOM && Agrees(at, verb) && !IsInFigure(at) && !IsTime(at)) return true;
  }
  return false;
}

uint32_t FrameFinder::FindRussianSubject(uint32_t sentence_first, uint32_t verb, uint32_t boundary, uint32_t end) const {
  const auto nominative = [&](uint32_t at) {
    return (grammar_.IsNoun(at) || IsName(at)) && grammar_.Case(at) == LECTOR_CASE_NOM && !IsInFigure(at) &&
           !IsGoverned(sentence_first, at) && !IsTime(at);
  };
  const uint32_t pronoun = grammar_.Child(verb, Link::kSubject);
  if (pronoun != kNoAtom && pronoun < boundary && lexicon_.Has(text_, pronoun, Category::kPronoun))
    return SubjectOfPronoun(pronoun);
  uint32_t in_tree = SubjectInTree(verb);
  if (in_tree != kNoAtom && in_tree < verb && IsOfClauseBefore(in_tree, verb)) in_tree = kNoAtom;
  if (in_tree != kNoAtom && in_tree < boundary && MayBeSubject(in_tree, verb) && !IsTime(in_tree)) return in_tree;
  for (uint32_t at = verb + 1; at < boundary; ++at)
    if (nominative(at)) return at;
  uint32_t likely = kNoAtom;  // a noun whose nominative may have been misread
  const bool level = lexicon_.FindWord(grammar_.Lemma(verb), Category::kLevelVerb) != nullptr;
  for (uint32_t distance = 1; distance <= kSubjectReach && verb >= sentence_first + distance; ++distance) {
    const uint32_t at = verb - distance;
    if (IsBreak(at) || text_.atoms[at + 1].newline) break;
    if ((text_.symbol(at) == ',' || text_.symbol(at) == ':') && likely != kNoAtom && HasPredicate(sentence_first, at)) return likely;
    if (text_.symbol(at) == ':' && HasPredicate(sentence_first, at)) break;
    if (level && likely == kNoAtom && grammar_.IsNoun(at) && grammar_.Case(at) == LECTOR_CASE_ACC && MayBeSubject(at, verb) && !IsInFigure(at) &&
        !IsGoverned(sentence_first, at) && !IsTime(at))
      likely = at;
    if (const uint32_t opening = RelativeOpening(sentence_first, at); opening != kNoAtom) {
      distance = verb - opening;
      continue;
    }
    if (lexicon_.Has(text_, at, Category::kPronoun) && grammar_.Case(at) == LECTOR_CASE_NOM) return SubjectOfPronoun(at);
    if (text_.symbol(at) == ',' && grammar_.Class(at + 1) == LECTOR_UPOS_SCONJ) break;  // "…, поскольку требовалось"
    if (text_.symbol(at) == ',' && text_.raw(at + 1) == "а" && HasPredicate(sentence_first, at)) break;  // "…, а размер поднимут"
    if (nominative(at)) {
      uint32_t first = at;  // "курс Brent": the name of a common noun
      while (IsName(first) && first > sentence_first && IsName(first - 1) && !text_.atoms[first].newline) --first;
      const bool behind = IsName(first) && first > sentence_first && !text_.atoms[first].newline && grammar_.IsNoun(first - 1);
      return behind && nominative(first - 1) ? first - 1 : first;
    }
    if (grammar_.Lemma(at) == kRelative && grammar_.Case(at) == LECTOR_CASE_NOM) return Antecedent(sentence_first, at);
  }
  if (likely != kNoAtom) return likely;
  // Where a noun's nominative and accusative look alike, its case may be misread and its place in the tree be right.
  if (in_tree != kNoAtom) return in_tree;
  for (uint32_t at = std::max(verb + 1, end); at < text_.size() && at < end + kSubjectReach; ++at) {
    if (text_.atoms[at].newline || IsBreak(at) || text_.symbol(at) == ',' || text_.symbol(at) == '.') break;
    if (nominative(at)) return at;
  }
  return kNoAtom;
}

// What ends right before a verb and is no part of its subject's phrase, as far as its beginning: "profit, which analysts watch, |
// fell", "shares in Acme (ACME.L) | fell". Adverbs and auxiliaries stand between. `verb` where there is none.
uint32_t FrameFinder::BeforeInsertion(uint32_t sentence_first, uint32_t verb) const {
  uint32_t at = verb;
  while (at > sentence_first && (grammar_.Class(at - 1) == LECTOR_UPOS_ADV || grammar_.Class(at - 1) == LECTOR_UPOS_AUX)) --at;
  if (at == sentence_first || text_.atoms[at].newline) return verb;
  const char closing = text_.symbol(at - 1), opening = closing == ')' ? '(' : closing;
  if (closing != ',' && closing != ')') return verb;
  for (uint32_t distance = 2; distance <= kSubjectReach && at >= sentence_first + distance; ++distance) {
    if (text_.symbol(at - distance) == opening) return at - distance;
    if (IsBreak(at - distance) || text_.atoms[at - distance].newline) break;
  }
  return verb;
}

// "Spending on roads", "the hiring": a participle that opens its phrase is a noun.
bool FrameFinder::IsGerund(uint32_t sentence_first, uint32_t atom) const {
  if (grammar_.Class(atom) != LECTOR_UPOS_VERB || !text_.raw(atom).ends_with("ing")) return false;
  const bool opens = atom == sentence_first || !text_.is_word(atom - 1) || grammar_.Class(atom - 1) == LECTOR_UPOS_DET ||
                     grammar_.IsAdjective(atom - 1);
  return opens && atom + 1 < text_.size() && IsPreposition(atom + 1);
}

// "Boeing named a new chief | after posting a loss": the finite verb whose subject does what a gerund behind a preposition says.
uint32_t FrameFinder::MainVerb(uint32_t sentence_first, uint32_t verb) const {
  if (verb == sentence_first || !text_.raw(verb).ends_with("ing")) return kNoAtom;
  const uint8_t before = grammar_.Class(verb - 1);
  if (before != LECTOR_UPOS_ADP && before != LECTOR_UPOS_SCONJ) return kNoAtom;
  for (uint32_t distance = 2; distance <= kSubjectReach && verb >= sentence_first + distance; ++distance) {
    const uint32_t at = verb - distance;
    if (IsBreak(at) || text_.atoms[at + 1].newline) break;
    if (grammar_.IsVerb(at) && LECTOR_FEAT(grammar_.Features(at), VERBFORM) == LECTOR_VERBFORM_FIN) return at;
  }
  return kNoAtom;
}

bool FrameFinder::Opens(uint32_t sentence_first, uint32_t noun) const {
  for (uint32_t at = sentence_first; at < noun; ++at)
    if (IsPredicate(at)) return false;
  return true;
}

// "CUPERTINO, Calif. — | Apple said", "LONDON (Alpha) - | Shares fell"
uint32_t FrameFinder::BehindDateline(uint32_t sentence_first) const {
  if (!text_.english || !text_.atoms[sentence_first].all_upper || text_.raw(sentence_first).size() < 3) return sentence_first;
  for (uint32_t at = sentence_first + 1; at < text_.size() && at <= sentence_first + kLongestDateline; ++at)
    if (text_.is_dash(at) && text_.atoms[at].gap > 0) return at + 1;
  return sentence_first;
}

// The nearest noun phrase before the verb that no preposition governs: "net profit at the bank fell".
uint32_t FrameFinder::FindEnglishSubject(uint32_t sentence_first, uint32_t verb) const {
  uint32_t fallback = kNoAtom;
  if (const uint32_t main = MainVerb(sentence_first, verb); main != kNoAtom) return FindEnglishSubject(sentence_first, main);
  const uint32_t end = BeforeInsertion(sentence_first, verb);
  for (uint32_t distance = 1; distance <= kSubjectReach && end >= sentence_first + distance; ++distance) {
    const uint32_t at = end - distance;
    if (IsBreak(at) || text_.atoms[at + 1].newline) break;
    if (IsGerund(sentence_first, at)) return at;
    const bool possessive = text_.raw(at) == "s" && at > sentence_first && !text_.is_word(at - 1) && text_.atoms[at].gap == 0;
    if (possessive || !text_.is_word(at)) continue;  // "Acme's"
    if ((!grammar_.IsNoun(at) && !IsName(at)) || IsInFigure(at) || IsTime(at)) continue;
    const uint32_t head = GovernedFrom(sentence_first, at);
    uint32_t first = head;
    while (first > sentence_first && (grammar_.IsNoun(first - 1) || grammar_.IsAdjective(first - 1) || IsName(first - 1) ||
                                      grammar_.Class(first - 1) == LECTOR_UPOS_DET))
      --first;
    const bool governed = first > sentence_first && IsPreposition(first - 1);
    if (!governed) return head;
    if (fallback == kNoAtom) fallback = head;
    distance = end - first;
  }
  return fallback;
}

}  // namespace lector::figures
