// The subject of a cue by the tree: nominative, in agreement with its verb; of a gerund, of a second verb or of a
// participle that of the word it hangs on.
#include <algorithm>

#include "phrase.h"
#include "speaker.h"

namespace lector::quotes {
namespace {

constexpr uint8_t kSubject = RelationOf("nsubj"), kPassive = RelationOf("nsubj:pass"), kConj = RelationOf("conj"),
                  kAdvcl = RelationOf("advcl"), kXcomp = RelationOf("xcomp"), kAcl = RelationOf("acl"),
                  kRelcl = RelationOf("acl:relcl"), kCop = RelationOf("cop"), kNummodGov = RelationOf("nummod:gov"),
                  kNmod = RelationOf("nmod");
constexpr int kMaxClimb = 6;

bool SamePlace(const Page& page, uint32_t a, uint32_t b) {
  const int32_t s = page.row(a).stretch;
  if (s == page.row(b).stretch) return true;
  return s >= 0 && page.CountWords(page.stretches()[static_cast<size_t>(s)].Inside()) <= 5;  // a name in marks
}

}  // namespace

// The verb beside a converb: of several that share a subject or follow each other the last one before it.
uint32_t SpeakerFinder::VerbBeside(uint32_t converb) const {
  constexpr uint32_t kBack = 40;
  const Grammar& grammar = page_.grammar();
  const uint32_t head = grammar.Head(converb);
  if (head == Grammar::kNone || head > converb) return head;
  for (uint32_t i = converb; i-- > std::max(head + 1, converb - std::min(converb, kBack));)
    if (grammar.IsFinite(i) && grammar.Is(i, kConj) && grammar.Under(i, head) && SamePlace(page_, i, converb)) return i;
  return head;
}

// "Корреа заявил", "Андреа рассказал": the gender of a name that the dictionary lacks is a guess, its place in the tree is not.
bool SpeakerFinder::IsForeignSubject(uint32_t row, uint32_t verb) const {
  const Grammar& grammar = page_.grammar();
  const bool nominative = grammar.Case(row) == LECTOR_CASE_NOM || grammar.Case(row) == 0;
  if (grammar.Upos(row) != LECTOR_UPOS_PROPN || !nominative || grammar.Number(row) != grammar.Number(verb)) return false;
  const Name* name = names_.At(row);
  if (name == nullptr || name->type != NameType::kPerson || name->rows.begin != row) return false;
  // "помощник Хиллари Клинтон заявил"
  return row == 0 || !grammar.IsNoun(row - 1) || !grammar.IsAnimate(row - 1) || !grammar.Agrees(row - 1, verb);
}

uint32_t SpeakerFinder::SubjectOf(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t cue = verb;
  const bool converb = grammar.IsForm(cue, LECTOR_VERBFORM_CONV);  // of whoever speaks, wherever the parser has hung it
  bool astray = converb;  // the cue hangs on what is reported, or in a clause without a subject: whoever agrees with it
  for (int climb = 0; climb < kMaxClimb; ++climb) {
    for (const uint8_t relation : {kSubject, kPassive}) {
      const uint32_t row = grammar.Dependent(verb, relation);
      if (row == Grammar::kNone) continue;
      // "два источника", "ряд экспертов": the number is not that of the noun.
      const uint32_t many = grammar.Dependent(row, kNmod);
      const bool counted = grammar.Dependent(row, kNummodGov) != Grammar::kNone ||
                           (many != Grammar::kNone && grammar.Number(many) == LECTOR_NUMBER_PLUR &&
                            grammar.Case(many) == LECTOR_CASE_GEN && !grammar.IsAnimate(row));
      const bool other = verb != cue && grammar.IsFinite(cue) && !grammar.Agrees(row, cue);
      astray = astray || other;
      const Name* name = names_.At(row);  // cases of foreign surnames are guesses
      const bool person = name != nullptr && name->type == NameType::kPerson && grammar.Agrees(row, verb);
      const bool fits = !other && (counted || person || !page_.IsWord(row) || grammar.CanBeSubject(row, verb) ||
                                   (verb == cue && IsForeignSubject(row, verb)) ||
                                   (verb == cue && page_.row(row).shape == LECTOR_SHAPE_UPPER &&  // cases of "ИГ" are guesses
                                    grammar.Number(verb) == LECTOR_NUMBER_SING));
      if (converb && !CanSpeak(AtNoun(row, allowed))) continue;
      if (fits && allowed.Contains(row) && SamePlace(page_, row, cue)) return row;
      if (fits && climb > 0) return Grammar::kNone;
    }
    const uint32_t head = climb == 0 && converb ? VerbBeside(verb) : grammar.Head(verb);
    if (head == Grammar::kNone) return Grammar::kNone;
    if (grammar.Is(verb, kAcl) && !astray && grammar.IsNoun(head) && allowed.Contains(head)) return head;
    astray = astray || grammar.Is(verb, kRelcl);  // "разослала сообщение, в котором уведомила"
    if (!astray && !grammar.Is(verb, kConj) && !grammar.Is(verb, kAdvcl) && !grammar.Is(verb, kXcomp) && !grammar.Is(verb, kCop))
      return Grammar::kNone;
    verb = head;
  }
  return Grammar::kNone;
}

// «Лосев молчал, однако его друг, пожелавший остаться неназванным, рассказал»: a person in the nominative between the
// subject that the tree gives and the verb, with no verb of their own, though the parser has hung them elsewhere; kNone: none.
uint32_t SpeakerFinder::MisplacedSubject(uint32_t row, uint32_t verb, Range allowed) const {
  constexpr uint32_t kBack = 24;
  const Grammar& grammar = page_.grammar();
  const uint32_t limit = std::max({row + 1, allowed.begin, verb - std::min(verb, kBack)});
  for (uint32_t i = verb; i-- > limit;) {
    if (grammar.IsFinite(i) || grammar.Is(i, RelationOf("mark"))) break;
    if (!grammar.Is(i, kSubject) || !grammar.IsNoun(i) || grammar.Case(i) != LECTOR_CASE_NOM || !grammar.IsAnimate(i)) continue;
    const Name* name = names_.At(i);
    const bool person = page_.Is(i, kWordRole) || (name != nullptr && name->type == NameType::kPerson && name->rows.begin == i);
    if (person && grammar.Agrees(i, verb) && SamePlace(page_, i, verb)) return i;
  }
  return Grammar::kNone;
}

// «Премьер заявил, что …, а глава МИД отметил»: whether a subject before a verb has a finite verb of its own between, and the
// verb stands behind "а" or "тогда как".
bool SpeakerFinder::OfClauseBefore(uint32_t row, uint32_t verb) const {
  constexpr uint32_t kBack = 24;
  bool finite = false;
  for (uint32_t i = verb; i-- > std::max(row + 1, verb - std::min(verb, kBack));) {
    if (page_.IsSign(i - 1, Sign::kComma) && OpensOpposite(page_, i)) {
      for (uint32_t k = row + 1; k < i && !finite; ++k) finite = page_.grammar().IsFinite(k);
      return finite;
    }
    if (page_.grammar().IsFinite(i)) return false;
  }
  return false;
}

// The nearest cue before a verb that a conjunction joins, in the same form as the verb; kNone: none.
uint32_t SpeakerFinder::EarlierCue(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  uint32_t joined = verb;
  while (joined > allowed.begin && verb - joined < 3 && grammar.Upos(joined) != LECTOR_UPOS_CCONJ) --joined;
  if (grammar.Upos(joined) != LECTOR_UPOS_CCONJ || !grammar.IsFinite(verb)) return Grammar::kNone;
  const std::span<const Hit> hits = page_.Hits({allowed.begin, joined});
  for (size_t i = hits.size(); i-- > 0;) {
    const uint32_t other = VerbOf(page_, hits[i]);
    if (hits[i].source || (hits[i].cue->types & kCueDecline) != 0) continue;
    if (grammar.IsFinite(other) && grammar.SameForm(other, verb) && SamePlace(page_, other, verb))
      return other;
  }
  return Grammar::kNone;
}

// «…, врачи сообщили, что», «ряд критиков выразили»: people in the nominative right before a verb for which the parser has found
// no subject; kNone: none.
uint32_t SpeakerFinder::NounBefore(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.IsFinite(verb) || verb <= allowed.begin) return Grammar::kNone;
  uint32_t i = verb - 1;
  while (i > allowed.begin && (page_.Is(i, kWordAdverb) || grammar.Upos(i) == LECTOR_UPOS_ADV)) --i;
  const bool counted = i > allowed.begin && grammar.Case(i) == LECTOR_CASE_GEN && grammar.IsNoun(i - 1);  // "ряд критиков"
  if (counted) --i;
  if (!grammar.IsNoun(i) || grammar.Case(i) != LECTOR_CASE_NOM || !page_.Is(i, kWordRole | kWordGroup | kWordDeterminer))
    return Grammar::kNone;
  const bool fits = counted ? page_.Is(i, kWordDeterminer) || grammar.Agrees(i, verb) : grammar.Agrees(i, verb);
  return fits && allowed.Contains(i) && SamePlace(page_, i, verb) ? i : Grammar::kNone;
}

// «К игрокам зашёл директор, чтобы …, после чего сообщил»: the person who is the subject of a verb before, of the same
// form; kNone: none.
uint32_t SpeakerFinder::SubjectAbove(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.IsFinite(verb) || grammar.Number(verb) != LECTOR_NUMBER_SING) return Grammar::kNone;
  const Range sentence = page_.SentenceOf(verb);
  for (uint32_t i = verb; i-- > std::max(allowed.begin, sentence.begin);) {
    if (!grammar.IsFinite(i) || !SamePlace(page_, i, verb) || !grammar.SameForm(i, verb)) continue;
    const uint32_t subject = grammar.Dependent(i, kSubject);
    if (subject == Grammar::kNone || !allowed.Contains(subject)) continue;
    const bool person = grammar.IsAnimate(subject) && grammar.Case(subject) == LECTOR_CASE_NOM && page_.IsWord(subject);
    return person && grammar.Agrees(subject, verb) && !page_.Is(subject, kWordRelative) ? subject : Grammar::kNone;
  }
  return Grammar::kNone;
}

Speaker SpeakerFinder::ByGrammar(const Hit& cue, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t verb = VerbOf(page_, cue);
  if ((cue.cue->types & kCueRelay) != 0)
    if (const Speaker speaker = Relayed(cue, allowed); speaker.kind != Speaker::Kind::kNone)
      return Found(speaker, "object of a relaying verb");
  const bool relative = (cue.cue->types & kCuePassive) != 0 && grammar.Is(verb, kRelcl);
  uint32_t row = relative ? Grammar::kNone : SubjectOf(verb, allowed);
  if (cue.rows.Contains(row)) row = Grammar::kNone;  // "появилась информация"
  if (row != Grammar::kNone && ((grammar.Head(row) != verb && grammar.Is(verb, kConj)) || OfClauseBefore(row, verb)))
    if (const uint32_t own = MisplacedSubject(row, verb, allowed); own != Grammar::kNone)
      return Found(AtNoun(own, allowed), "subject hung elsewhere");
  if (row == Grammar::kNone)  // "напомнил, что …, и попросил": hung on a verb of what is reported
    for (uint32_t other = EarlierCue(verb, allowed); other != Grammar::kNone; other = EarlierCue(other, allowed))
      if (const uint32_t above = SubjectOf(other, allowed); above != Grammar::kNone)
        return Found(AtNoun(above, allowed), "subject of the cue before");
  if (row != Grammar::kNone)
    return Found(NamedAtVerb(AtNoun(row, allowed), row, cue, allowed),
                 grammar.Head(row) == verb ? "subject" : "subject of the clause above");
  const bool passive = (cue.cue->types & kCuePassive) != 0;
  if (const uint32_t beside = passive ? Grammar::kNone : NounBefore(verb, allowed); beside != Grammar::kNone)
    return Found(AtNoun(beside, allowed), "noun before the verb");
  if (const uint32_t above = passive ? Grammar::kNone : SubjectAbove(verb, allowed); above != Grammar::kNone)
    return Found(AtNoun(above, allowed), "subject of the verb before");
  if (passive)
    if (const Speaker issuer = Issuer(verb, allowed); issuer.kind != Speaker::Kind::kNone)
      return Found(issuer, "issuer of the document");
  const bool impersonal = grammar.Number(verb) == LECTOR_NUMBER_PLUR && (cue.cue->types & kCueGerund) == 0;
  return passive || impersonal ? Found(Place(verb, cue.cue->types, allowed), kOfPlace) : Speaker{};
}

}  // namespace lector::quotes
