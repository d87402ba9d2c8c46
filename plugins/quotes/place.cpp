// Those who speak without being the subject of the cue, by the tree: the place of an impersonal verb, "в Минфине сообщили", the
// issuer of a document, the object of a verb that hands words on.
#include <algorithm>

#include "phrase.h"
#include "speaker.h"

namespace lector::quotes {
namespace {

constexpr uint8_t kConj = RelationOf("conj"), kRelcl = RelationOf("acl:relcl"), kOblique = RelationOf("obl"),
                  kCase = RelationOf("case"), kNmod = RelationOf("nmod");
constexpr uint32_t kMaxPlaces = 40;  // rows on each side of the verb that are looked over for the place

}  // namespace

// "В Минфине сообщили", "сообщили в пресс-службе"
Speaker SpeakerFinder::Place(uint32_t verb, uint32_t cue_types, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t begin = std::max(allowed.begin, verb - std::min(verb, kMaxPlaces));
  const uint32_t end = std::min(allowed.end, verb + kMaxPlaces);
  for (uint32_t i = begin; i < end; ++i) {
    if ((!grammar.Is(i, kOblique) && !grammar.Is(i, kNmod)) || grammar.Head(i) != verb || page_.Is(i, kWordSetting)) continue;
    if (page_.row(i).stretch != page_.row(verb).stretch) continue;
    const uint32_t preposition = grammar.Dependent(i, kCase);
    if (preposition == Grammar::kNone || preposition > i || grammar.Case(i) != LECTOR_CASE_LOC) continue;
    if (page_.Is(i, kWordRelative)) continue;  // "заявление, в котором говорится": the words of whoever made it
    if (page_.row(i).sign == Sign::kWord && grammar.IsPronoun(i)) {  // "в нем говорится"
      if ((cue_types & kCuePassive) != 0 && !page_.Is(i, kWordRelative))
        return {Speaker::Kind::kPronoun, {i, i + 1}, {}, nullptr};
      continue;
    }
    const std::string_view word = page_.word(preposition);
    if (word != "в" && word != "во" && word != "на" && word != "В" && word != "Во" && word != "На") continue;
    if (grammar.Lemma(preposition + 1) == "свой") continue;  // "в своём посте обещал": of whoever does
    if (page_.Is(i, kWordDocument)) {
      const Range phrase = PhraseOf(page_, i, {preposition + 1, allowed.end});
      const bool medium = phrase.end > i + 1 && IsMedium({i + 1, phrase.end});  // "на сайте Example.com"
      if (medium) return {Speaker::Kind::kMedium, {i + 1, phrase.end}, {}, nullptr};
      return {Speaker::Kind::kNoun, phrase, {}, nullptr};
    }
    const Speaker speaker = AtNoun(i, {preposition + 1, allowed.end});
    if ((cue_types & kCuePassive) != 0 && speaker.kind == Speaker::Kind::kNoun && names_.Inside(speaker.mention).empty() &&
        !page_.Is(i, kWordRole | kWordGroup | kWordInstitution | kWordMedium))
      continue;  // "на площадках отмечалось"
    if (speaker.kind == Speaker::Kind::kNoun || speaker.kind == Speaker::Kind::kName || speaker.kind == Speaker::Kind::kMedium)
      return speaker;
  }
  // "в компании подтвердили арест и подчеркнули": the place stands beside the first verb.
  const uint32_t first = grammar.Head(verb);
  if (grammar.Is(verb, kConj) && first != Grammar::kNone && first < verb && grammar.IsFinite(first) &&
      grammar.SameForm(first, verb))
    return Place(first, cue_types, allowed);
  return {};
}

// «распространила заявление, в котором говорится»: whoever made it.
Speaker SpeakerFinder::Issuer(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t document = grammar.Is(verb, kRelcl) ? grammar.Head(verb) : Grammar::kNone;
  if (document == Grammar::kNone || !allowed.Contains(document) || !page_.Is(document, kWordDocument)) return {};
  const Range phrase = PhraseOf(page_, document, {allowed.begin, verb});
  bool owned = false;  // "заявление МВД", but not "сообщение для печати"
  for (uint32_t i = document + 1; i < phrase.end; ++i)
    owned = owned || names_.At(i) != nullptr || (page_.Is(i, kWordRole | kWordInstitution) && grammar.Case(i) == LECTOR_CASE_GEN);
  if (owned) return {Speaker::Kind::kNoun, phrase, {}, nullptr};
  const uint32_t made = grammar.Head(document);
  const uint32_t subject = made == Grammar::kNone || !grammar.IsFinite(made) ? Grammar::kNone : SubjectOf(made, allowed);
  if (subject == Grammar::kNone || subject == document) return {};
  const Speaker speaker = AtNoun(subject, allowed);
  return CanSpeak(speaker) ? speaker : Speaker{};
}

// «цитирует агентство Лосева», «приводит слова Лосева»: the object speaks.
Speaker SpeakerFinder::Relayed(const Hit& cue, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t limit = ClauseEnd(cue.rows.end, allowed.end);
  // "цитирует его ведомство": him rather than his
  if (const uint32_t his = cue.rows.end; his + 1 < limit && cue.rows.size() == 1 && page_.Is(his, kWordPossessive) &&
                                         grammar.IsNoun(his + 1) && grammar.CanBe(his + 1, LECTOR_CASE_NOM) &&
                                         (names_.At(his + 1) != nullptr ||
                                          page_.Is(his + 1, kWordMedium | kWordInstitution | kWordGroup)))
    return {Speaker::Kind::kPronoun, {his, his + 1}, {}, nullptr};
  for (uint32_t i = cue.rows.end; i < limit; ++i) {
    const bool object = grammar.Case(i) == LECTOR_CASE_ACC || grammar.Case(i) == LECTOR_CASE_GEN;
    // "цитирует спасённого портал": a participle that stands for a person
    const bool alone =
        (grammar.IsAdjective(i) || grammar.IsForm(i, LECTOR_VERBFORM_PART)) &&
        (grammar.Head(i) == VerbOf(page_, cue) || (i == cue.rows.end && page_.Is(i, kWordRole)));
    if (i > cue.rows.end && page_.Is(i, kWordDocument) && grammar.CanBe(i, LECTOR_CASE_ACC) && i + 1 < limit &&
        grammar.Case(i + 1) == LECTOR_CASE_GEN)
      return {Speaker::Kind::kNoun, PhraseOf(page_, i, {i, limit}), {}, nullptr};  // "цитирует агентство сообщение МВД"
    if (!object || !(alone || ((grammar.IsNoun(i) || grammar.IsPronoun(i)) &&
                               (grammar.IsAnimate(i) || (page_.Is(i, kWordGroup) && !page_.Is(i, kWordMedium))))))
      continue;
    if (i > 0 && grammar.Upos(i - 1) == LECTOR_UPOS_ADP) continue;
    uint32_t end = limit;  // "цитирует политика «Вестник»": the carrier
    for (uint32_t k = i + 1; k + 1 < end && k < i + 4; ++k)
      if (page_.IsSign(k, Sign::kMark) && grammar.Case(k + 1) == LECTOR_CASE_NOM && grammar.CanBe(k + 1, LECTOR_CASE_NOM))
        end = k;
    const Speaker speaker = AtNoun(i, {i, end});
    if (speaker.kind == Speaker::Kind::kName && speaker.name != nullptr && speaker.name->type != NameType::kPerson) continue;
    if (speaker.kind != Speaker::Kind::kNone && speaker.kind != Speaker::Kind::kMedium) return speaker;
  }
  return {};
}

}  // namespace lector::quotes
