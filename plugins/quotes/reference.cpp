#include "reference.h"

#include <algorithm>

#include "phrase.h"

namespace lector::quotes {
namespace {

constexpr uint8_t kSubject = RelationOf("nsubj");

bool IsFirstPerson(std::string_view word) {
  for (const std::string_view first : {"я", "Я", "I", "мы", "Мы", "we", "We"})
    if (word == first) return true;
  return false;
}

// An adjective of a place or a kind, which tells one person from another: "российский", "областной".
bool IsRelational(std::string_view word) {
  for (const std::string_view ending : {"ский", "ская", "ской", "цкий", "цкая"})
    if (word.ends_with(ending)) return true;
  return false;
}

// "a source | close to Lee", "two people | familiar with the talks": the word before what says more of it.
uint32_t EnglishHead(const Page& page, Range phrase) {
  for (uint32_t i = phrase.begin + 1; i < phrase.end; ++i) {
    bool more = page.Is(i, kWordPreposition | kWordRelative);
    for (const std::string_view word : {"close", "familiar", "briefed", "involved", "who"}) more = more || page.word(i) == word;
    if (more) return i - 1;
  }
  return phrase.empty() ? Grammar::kNone : phrase.end - 1;
}

bool IsPluralInEnglish(std::string_view noun) {
  if (noun == "people" || noun == "police" || noun == "men" || noun == "women") return true;
  return noun.size() > 3 && noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us") && !noun.ends_with("'s");
}

}  // namespace

void Reference::Spoke(const Who& who, uint32_t row) {
  has_last_ = true;
  last_row_ = row;
  if (who.name.empty()) return;
  last_ = who;
  const bool media = who.role != Grammar::kNone && page_.Is(who.role, kWordMedium);  // "СМИ" are no body that is meant later
  if (!who.person && !media) last_institution_ = who, institution_row_ = row;
}

Who Reference::OfName(const Name& name, Range mention, Range title) const {
  Who who{page_.Span(mention), name.entity, std::string(name.full), {}, name.type == NameType::kPerson, 0, LECTOR_NUMBER_SING};
  if (const std::string_view nominative = names_.NominativeOf(name.full); !nominative.empty()) who.name = nominative;
  who.gender = names_.GenderOf(name.full);
  who.how = "name";
  if (!title.empty()) who.title = names_.TitleText(title);
  const std::string_view known = names_.TitleOf(name.full);
  if (who.title.empty() || known.starts_with(who.title + " ") || (page_.input().english && SaysMore(known, who.title)))
    who.title = known;
  return who;
}

// Masculine, feminine or 0: of a pronoun, else of a verb in the past.
uint64_t Reference::GenderOf(const Speaker& speaker, const Hit* cue) const {
  const Grammar& grammar = page_.grammar();
  if (speaker.kind == Speaker::Kind::kPronoun) {
    const std::string_view word = page_.word(speaker.mention.begin);
    for (const std::string_view masculine : {"он", "Он", "его", "Его", "него", "ним", "нём", "нем", "he", "He", "his", "His"})
      if (word == masculine) return LECTOR_GENDER_MASC;
    for (const std::string_view feminine : {"она", "Она", "ее", "её", "Ее", "Её", "ней", "нее", "she", "She", "her", "Her"})
      if (word == feminine) return LECTOR_GENDER_FEM;
  }
  if (speaker.kind == Speaker::Kind::kNoun && grammar.known())
    if (const uint64_t gender = GenderOfNoun(HeadOf(page_, speaker.mention)); gender != 0) return gender;
  if (cue != nullptr && !cue->source && grammar.known() && grammar.IsFinite(cue->rows.begin) &&
      grammar.Number(cue->rows.begin) == LECTOR_NUMBER_SING && speaker.kind != Speaker::Kind::kMedium) {
    const uint64_t gender = grammar.Gender(cue->rows.begin);
    if (gender == LECTOR_GENDER_FEM || gender == LECTOR_GENDER_MASC) return gender;
  }
  return 0;
}

// Of a finite verb in the singular; else 0.
uint64_t Reference::NumberOf(const Hit* cue) const {
  const Grammar& grammar = page_.grammar();
  const bool one = cue != nullptr && !cue->source && grammar.known() && grammar.IsFinite(cue->rows.begin) &&
                   grammar.Number(cue->rows.begin) == LECTOR_NUMBER_SING;
  return one ? uint64_t{LECTOR_NUMBER_SING} : 0;
}

// "певица", "женщина": no man; "мужчина": no woman; "врач" may be either: 0.
uint64_t Reference::GenderOfNoun(uint32_t noun) const {
  const Grammar& grammar = page_.grammar();
  if (noun == Grammar::kNone || !grammar.IsAnimate(noun) || grammar.Number(noun) == LECTOR_NUMBER_PLUR) return 0;
  if (grammar.Gender(noun) == LECTOR_GENDER_FEM) return LECTOR_GENDER_FEM;
  return page_.Is(noun, kWordMan) ? uint64_t{LECTOR_GENDER_MASC} : 0;
}

Who Reference::OfPhrase(Range phrase) const {
  const Grammar& grammar = page_.grammar();
  while (phrase.size() > 1 && (grammar.Lemma(phrase.begin) == "сам" || grammar.Lemma(phrase.begin) == "свой"))
    ++phrase.begin;  // "сам задержанный", "свои источники"
  Who who;
  who.how = "phrase";
  who.span = page_.Span(phrase);
  who.name = Decapitalised(page_, phrase, page_.NominativeOf(phrase));
  if (grammar.known()) {
    if (const uint32_t head = HeadOf(page_, phrase); head != Grammar::kNone) {
      who.person = grammar.IsAnimate(head) || grammar.IsForm(head, LECTOR_VERBFORM_PART);  // "спасённый"
      who.number = grammar.Number(head);
      who.gender = who.person && grammar.Gender(head) == LECTOR_GENDER_FEM ? LECTOR_GENDER_FEM : 0;
      who.role = head;
    }
  } else {
    const uint32_t head = page_.input().english ? EnglishHead(page_, phrase) : HeadOf(page_, phrase);
    who.person = page_.Is(phrase.begin, kWordRole) || page_.Is(head, kWordRole);
    who.number = page_.input().english && head != Grammar::kNone && IsPluralInEnglish(page_.word(head)) ? LECTOR_NUMBER_PLUR : 0;
    who.role = head;
  }
  return who;
}

// "ведомство", "компания", "it": the one with this noun in its name, else that spoke before, or was named.
Who Reference::Institution(uint32_t row, uint32_t noun) const {
  if (page_.grammar().known() && page_.grammar().IsNoun(noun) && !page_.Is(noun, kWordDocument)) {
    if (const Name* name = names_.OrganizationWith(noun); name != nullptr)
      return Resolved(OfName(*name, name->rows, {}), "organisation with this noun in its name");
    if (Who who = SameBodyBefore(noun); !who.name.empty()) return who;
  }
  if (has_last_ && !last_institution_.name.empty() &&
      page_.ParagraphIndex(row) - page_.ParagraphIndex(institution_row_) <= kSpeakerReach)
    return Resolved(last_institution_, "institution that spoke before");
  const Name* name = names_.OrganizationBefore(noun);
  return name == nullptr ? Who{} : Resolved(OfName(*name, name->rows, {}), "organisation named before");
}

Who Reference::OfNoun(const Speaker& speaker, uint32_t row, const Hit* cue) const {
  const Grammar& grammar = page_.grammar();
  const Range phrase = speaker.mention;
  const uint32_t head = HeadOf(page_, phrase);
  if (IsDocument(phrase)) return OfDocument(phrase, head, row);
  if (head == Grammar::kNone) return OfPhrase(phrase);
  if (grammar.known() && page_.CountWords(phrase) == 1 && grammar.Number(head) == LECTOR_NUMBER_SING && !grammar.IsAnimate(head))
    if (const Name* name = names_.OrganizationWith(head); name != nullptr)
      return Resolved(OfName(*name, name->rows, {}), "organisation with this noun in its name");
  const bool one_medium = page_.Is(head, kWordMedium) && grammar.Number(head) != LECTOR_NUMBER_PLUR &&
                          page_.row(head).shape != LECTOR_SHAPE_UPPER;  // "СМИ" are all of them
  if (!page_.input().english && one_medium && page_.CountWords(phrase) == 1)
    if (const Name* medium = names_.MediumBefore(head); medium != nullptr)
      return Resolved(OfName(*medium, medium->rows, {}), "medium named before");
  if (!page_.input().english && one_medium && page_.CountWords(phrase) == 1)
    if (Who who = SameMediumBefore(head); !who.name.empty()) return who;
  const bool the =
      page_.input().english && phrase.size() == 2 && (page_.word(phrase.begin) == "the" || page_.word(phrase.begin) == "The");
  if (the && page_.word(phrase.end - 1).ends_with("-year-old"))  // "the 33-year-old"
    if (Who who = Earlier(row, {0, LECTOR_NUMBER_SING}); !who.name.empty()) return who;
  if (the && page_.Is(phrase.end - 1, kWordInstitution)) {
    if (Who who = Institution(row, phrase.end - 1); !who.name.empty()) return who;
  } else if (grammar.known() && page_.Is(head, kWordInstitution) && page_.CountWords(phrase) == 1) {
    if (Who who = Institution(row, head); !who.name.empty()) return who;
  } else if (page_.Is(head, kWordRole) && !page_.Is(head, kWordGroup)) {
    if (Who who = OfRole(speaker, head, row, cue); !who.name.empty()) return who;
  }
  return OfPhrase(phrase);
}

// The words of a phrase that tell one person from another: not those of "81-летний актер" but the last.
uint32_t Reference::CountTelling(Range phrase, uint32_t head) const {
  const Grammar& grammar = page_.grammar();
  uint32_t words = page_.CountWords(phrase);
  for (uint32_t i = phrase.begin; i < phrase.end && i != head; ++i)
    if (page_.Is(i, kWordDeterminer | kWordModifier | kWordPossessive) ||
        (grammar.IsAdjective(i) && !IsRelational(page_.word(i)) && !page_.Is(i, kWordOffice)))
      --words;
  // "собеседник издания": a person of whom the same paragraph speaks, else nobody who is named.
  if (words == 2 && page_.Is(head, kWordGeneric) && page_.Is(head + 1, kWordMedium)) {
    const Name* near = names_.PersonBefore(phrase.begin);
    if (near != nullptr && page_.ParagraphIndex(near->rows.begin) == page_.ParagraphIndex(head)) --words;
  }
  return words;
}

// A noun of a person: whoever has this title, or the person who spoke or was named before.
Who Reference::OfRole(const Speaker& speaker, uint32_t head, uint32_t row, const Hit* cue) const {
  const bool english = page_.input().english;
  const Range phrase = speaker.mention;
  for (uint32_t i = phrase.begin - std::min(phrase.begin, 1u); i < head; ++i)
    if (page_.Is(i, kWordOther)) return {};
  for (const std::string_view one : {"a", "A", "an", "An", "one", "One", "another", "Another"})  // nobody who was named
    if (english && page_.word(phrase.begin) == one) return {};
  if (!english && page_.IsSign(phrase.end, Sign::kComma) && page_.Is(phrase.end + 1, kWordOther)) return {};  // ", близкий к"
  const uint64_t gender = GenderOf(speaker, cue);
  if (!english && page_.CountWords(phrase) == 1 && GoesOn(phrase, cue) && LastFits({gender, LECTOR_NUMBER_SING, head}) &&
      page_.ParagraphIndex(row) - page_.ParagraphIndex(last_row_) <= 1 && !NamedSince(row))
    return AsLast();
  if (const Name* person = names_.PersonWithRole(phrase, gender); person != nullptr)
    return Resolved(OfName(*person, person->rows, {}), "person with this title");
  const uint32_t words = CountTelling(phrase, head);
  const bool definite = english && page_.Is(phrase.end - 1, kWordRole) &&
                        (page_.word(phrase.begin) == "the" || page_.word(phrase.begin) == "The") &&
                        (phrase.size() >= 3 || page_.Is(phrase.end - 1, kWordGeneric));  // "the Vermont senator", "the star"
  // "его друг", "мой адвокат" is somebody else than who spoke.
  const bool owned =
      !english && ((phrase.begin > 0 && page_.Is(phrase.begin - 1, kWordPossessive)) || page_.Is(phrase.begin, kWordPossessive));
  if (owned && page_.grammar().has_tree())
    if (Who who = OfOwner(phrase, head); !who.name.empty()) return who;
  if (!english && !owned && words == 1)
    if (Who who = SameRoleBefore(head); !who.name.empty()) return who;
  if (!english && words == 1 && page_.grammar().Lemma(phrase.begin) == "сам") {  // "сам водитель" is not who spoke before
    const Wanted wanted{gender, LECTOR_NUMBER_SING, head, has_last_ ? std::string_view(last_.name) : std::string_view()};
    const Name* person = Salient(row, wanted);
    return person != nullptr ? Resolved(OfName(*person, person->rows, {}), "person named before") : Who{};
  }
  if (english && phrase.size() == 2 && (page_.word(phrase.begin) == "the" || page_.word(phrase.begin) == "The"))
    if (Who who = ToldBefore(phrase.end - 1); !who.name.empty()) return who;
  if (definite || (words == 1 && !english && !owned)) {
    const uint32_t noun = english ? phrase.end - 1 : head;
    if (Who who = Earlier(row, {gender, LECTOR_NUMBER_SING, noun}); !who.name.empty()) return who;
  }
  // "глава государства" of somebody well known, who needed no title so far.
  if (!english && !owned && page_.Is(head, kWordChief) && has_last_ && last_.person && last_.role == Grammar::kNone &&
      names_.TitleOf(last_.name).empty() && LastFits({gender, LECTOR_NUMBER_SING, head}) &&
      page_.ParagraphIndex(row) - page_.ParagraphIndex(last_row_) <= 1)
    return AsLast();
  // "представитель «Искры»": who spoke last, told with the same name beside them
  if (!english && page_.Is(head, kWordRole) && has_last_ && last_.person && last_.role == Grammar::kNone && !owned &&
      LastFits({gender, LECTOR_NUMBER_SING, head}) &&
      page_.ParagraphIndex(row) - page_.ParagraphIndex(last_row_) <= kSpeakerReach)
    for (const Name& name : names_.Inside({head + 1, phrase.end}))
      if (last_.title.find(name.full) != std::string::npos || last_.title.find(page_.Text(name.rows)) != std::string::npos)
        return AsLast();
  return {};
}

// "Актёр также признался": whoever spoke before.
bool Reference::GoesOn(Range subject, const Hit* cue) const {
  if (!has_last_ || !last_.person || cue == nullptr || cue->source) return false;
  return page_.word(subject.end) == "также" || (cue->rows.end < page_.size() && page_.word(cue->rows.end) == "также");
}

// "его адвокат": of whom, where some mention in the text has their name in the genitive.
Who Reference::OfOwner(Range phrase, uint32_t head) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t first = page_.Is(phrase.begin, kWordPossessive) ? phrase.begin : phrase.begin - 1;
  std::string_view word = page_.word(first);
  const bool his = word == "его" || word == "Его", her = word == "ее" || word == "её" || word == "Ее" || word == "Её";
  if ((!his && !her) || grammar.Number(head) == 0) return {};
  const Name* owner = Salient(first, {his ? uint64_t{LECTOR_GENDER_MASC} : uint64_t{LECTOR_GENDER_FEM}, LECTOR_NUMBER_SING});
  if (owner == nullptr) return {};
  std::string_view genitive;
  for (const Name& name : names_.Inside({0, page_.size()}))
    if (name.full == owner->full && grammar.Case(name.rows.begin) == LECTOR_CASE_GEN &&
        page_.Text(name.rows).size() > genitive.size())
      genitive = page_.Text(name.rows);
  if (genitive.empty()) return {};
  Who who = OfPhrase({first == phrase.begin ? first + 1 : phrase.begin, phrase.end});
  who.name += " " + std::string(genitive);
  return Resolved(who, "somebody's, who was named before");
}

// "the head coach", "the Vermont senator"
std::string Reference::RoleInEnglish(const Speaker& speaker, const Who& who) const {
  const Range phrase = speaker.mention;
  if (speaker.kind != Speaker::Kind::kNoun || !who.title.empty() || who.name.empty() || who.role != Grammar::kNone ||
      phrase.size() < 3 || (page_.word(phrase.begin) != "the" && page_.word(phrase.begin) != "The") ||
      !page_.Is(phrase.end - 1, kWordRole) || page_.Is(phrase.end - 1, kWordGeneric | kWordGroup))
    return {};
  return std::string(page_.Text({phrase.begin + 1, phrase.end}));
}

std::string Reference::RoleOf(const Speaker& speaker, const Who& who) const {
  if (page_.input().english) return RoleInEnglish(speaker, who);
  if (speaker.kind != Speaker::Kind::kNoun || !who.person || !who.title.empty() || who.name.empty() || who.role != Grammar::kNone)
    return {};
  const uint32_t head = HeadOf(page_, speaker.mention);
  if (head == Grammar::kNone || !page_.Is(head, kWordRole) || page_.Is(head, kWordGeneric | kWordGroup)) return {};
  Range title = speaker.mention;
  while (title.size() > 1 && page_.grammar().Lemma(title.begin) == "сам") ++title.begin;
  return names_.TitleText(title);
}

// "Судьи, хотя и признали …, однако посчитали": the people before a verb in the plural, in its sentence.
Who Reference::SeveralBefore(const Hit* cue) const {
  const Grammar& grammar = page_.grammar();
  if (cue == nullptr || cue->source || !grammar.has_tree() || !grammar.IsFinite(cue->rows.begin) ||
      grammar.Number(cue->rows.begin) != LECTOR_NUMBER_PLUR)
    return {};
  const Range sentence = page_.SentenceOf(cue->rows.begin);
  for (uint32_t i = cue->rows.begin; i-- > sentence.begin;)
    if (grammar.Is(i, kSubject) && page_.Is(i, kWordRole | kWordGroup) && grammar.Number(i) == LECTOR_NUMBER_PLUR &&
        grammar.Case(i) == LECTOR_CASE_NOM && page_.row(i).stretch < 0)
      return Resolved(OfPhrase(PhraseOf(page_, i, sentence)), "people before the verb");
  return {};
}

// Whether somebody was a subject by name since the last quote: "Так сказал секретарь Иван Лосев. Он также …".
bool Reference::NamedSince(uint32_t row) const {
  for (const Name& name : names_.Inside({std::min(last_row_, row), row}))
    if (name.type == NameType::kPerson && name.full != last_.name && IsSubject(name.rows.begin)) return true;
  return false;
}

Who Reference::Identify(const Speaker& speaker, uint32_t row, const Hit* cue) const {
  Who who;
  switch (speaker.kind) {
    case Speaker::Kind::kName:
      if (speaker.name != nullptr) {
        // "ведомство" of whom spoke before with more words: "Минобороны Вальдории"
        if (has_last_ && !last_institution_.name.empty() && page_.CountWords(speaker.mention) == 1 &&
            page_.Is(speaker.mention.begin, kWordInstitution) && speaker.name->type == NameType::kOrganization &&
            last_institution_.name.starts_with(std::string(speaker.name->full) + " ")) {
          who = Resolved(last_institution_, "institution that spoke before");
          who.span = page_.Span(speaker.mention);
          return who;
        }
        who = OfName(*speaker.name, speaker.mention, speaker.title);
        // A subject stands in the nominative: its own words are surer than what was inflected.
        if (speaker.how == "subject" && !page_.input().english && speaker.name->type == NameType::kPerson &&
            page_.CountWords(speaker.mention) >= 2 && page_.Text(speaker.mention).find('.') == std::string_view::npos &&
            page_.CountWords(speaker.mention) == static_cast<uint32_t>(std::count(who.name.begin(), who.name.end(), ' ')) + 1)
          who.name = page_.Text(speaker.mention);
        if (speaker.second != nullptr) {
          who.name += (page_.input().english ? " and " : " и ") + std::string(speaker.second->full);
          who.span.end = page_.Span(speaker.second->rows).end;
          who.number = LECTOR_NUMBER_PLUR;
          who.entity = 0;
          who.title = speaker.title.empty() ? std::string() : names_.TitleText(speaker.title);
        }
      } else {
        who = {page_.Span(speaker.mention), 0, std::string(page_.Text(speaker.mention)), {}, true, 0, LECTOR_NUMBER_SING};
        if (!speaker.title.empty()) who.title = names_.TitleText(speaker.title);
      }
      return who;
    case Speaker::Kind::kNoun: {
      who = OfNoun(speaker, row, cue);
      if (!IsDocument(speaker.mention) || who.span.begin < page_.Span(speaker.mention).begin ||
          who.span.end > page_.Span(speaker.mention).end)
        who.span = page_.Span(speaker.mention);
      return who;
    }
    case Speaker::Kind::kPronoun: {
      const std::string_view word = page_.word(speaker.mention.begin);
      bool plural = page_.grammar().known() && page_.grammar().Number(speaker.mention.begin) == LECTOR_NUMBER_PLUR;
      for (const std::string_view singular : {"его", "Его", "ее", "Ее", "её", "Её"}) plural = plural && word != singular;
      for (const std::string_view many : {"они", "Они", "их", "Их", "ними", "них", "they", "They", "their", "Their"})
        plural = plural || word == many;
      if (IsFirstPerson(word)) {  // the author
        who.name = word;
        who.span = page_.Span(speaker.mention);
        return who;
      }
      const std::string_view next = speaker.mention.end < page_.size() ? page_.word(speaker.mention.end) : std::string_view();
      const Wanted wanted{GenderOf(speaker, cue), plural ? LECTOR_NUMBER_PLUR : LECTOR_NUMBER_SING};
      if (next == "также" && has_last_ && !plural && !last_.person &&
          page_.ParagraphIndex(row) == page_.ParagraphIndex(last_row_) && !NamedSince(row))
        who = AsLast();  // "Он также назвал": whatever spoke in the sentence before
      if (word == "it" || word == "It") who = Institution(row, speaker.mention.begin);
      if (who.name.empty()) who = OfDocumentBefore(speaker.mention.begin);
      if (who.name.empty()) who = OfThatOne(speaker.mention.begin);
      if (who.name.empty()) who = OfAddressee(speaker.mention.begin, cue, wanted.gender);
      if (who.name.empty()) who = Earlier(row, wanted);
      who.span = page_.Span(speaker.mention);
      return who;
    }
    case Speaker::Kind::kNone:
    case Speaker::Kind::kMedium:
      if (Who several = SeveralBefore(cue); !several.name.empty()) return several;
      return Earlier(row, {GenderOf(speaker, cue), NumberOf(cue)});
  }
  return who;
}

}  // namespace lector::quotes
