// Whose words a document says: "в сообщении МВД", "в релизе, выпущенном Лосевым", "в приговоре".
#include <algorithm>

#include "phrase.h"
#include "reference.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kRoleReach = 200;  // rows that are looked back over for a subject
constexpr uint32_t kDocumentReach = 300;  // the same for another mention of a document
constexpr uint8_t kSubject = RelationOf("nsubj");
constexpr std::string_view kAnyDocument = "документ";  // says nothing of its kind

// What "документ" does not mean: where one is to be read, an office, a part of a law.
bool IsNoPaper(std::string_view lemma) { return lemma == "сайт" || lemma == "пост" || lemma == "статья"; }

}  // namespace

bool Reference::IsDocument(Range rows) const {
  const uint32_t limit = page_.grammar().known() ? std::min(rows.end, rows.begin + 3) : rows.end;
  if (page_.grammar().known() && !rows.empty()) {  // "авторы статьи" are none
    const uint32_t head = HeadOf(page_, rows);
    return head != Grammar::kNone && page_.Is(head, kWordDocument);
  }
  for (uint32_t i = rows.begin; i < limit; ++i)
    if (page_.Is(i, kWordDocument)) return true;
  return false;
}

const Name* Reference::IssuerOf(Range rows) const {
  if (!IsDocument(rows)) return nullptr;
  const std::span<const Name> names = names_.Inside(rows);
  return names.empty() ? nullptr : &names.back();
}

// Whoever a genitive behind "сообщение", "доклад" names; nobody: empty.
Who Reference::OfComplement(Range complement) const {
  const uint32_t noun = FirstNoun(page_, complement);
  const Name* name = noun == Grammar::kNone ? nullptr : names_.At(noun);
  if (noun != Grammar::kNone && name == nullptr && page_.Is(noun, kWordMedium) && page_.CountWords(complement) == 1)
    if (const Name* medium = names_.MediumBefore(noun); medium != nullptr)  // "в материале издания"
      return Resolved(OfName(*medium, medium->rows, {}), "medium named before");
  const bool speaks = name != nullptr || (noun != Grammar::kNone && page_.Is(noun, kWordRole | kWordInstitution | kWordMedium));
  const bool genitive = page_.grammar().Case(noun) == LECTOR_CASE_GEN ||  // "ведомства" is misread for a nominative
                        (page_.grammar().Is(noun, RelationOf("nmod")) && page_.grammar().CanBe(noun, LECTOR_CASE_GEN));
  if (!speaks || !genitive) return {};
  if (name != nullptr && name->rows.begin <= complement.begin && name->rows.end >= complement.end)
    return OfName(*name, name->rows, {});
  if (const Name* last = names_.At(complement.end - 1);  // "в письме министра финансов Ивана Лосева"
      last != nullptr && last->type == NameType::kPerson && page_.Is(noun, kWordRole) && last->rows.begin > noun &&
      last->rows.end == complement.end && page_.CountWords(last->rows) > 1)
    return OfName(*last, last->rows, {});
  if (page_.Is(noun, kWordInstitution) && page_.CountWords(complement) == 1)
    if (Who who = Institution(noun, noun); !who.name.empty()) return who;
  if (page_.Is(noun, kWordRole) && !page_.Is(noun, kWordGroup))  // "в поздравлении президента"
    if (const Name* person = names_.PersonWithRole(complement, 0); person != nullptr)
      return Resolved(OfName(*person, person->rows, {}), "person with this title");
  Who who = OfPhrase(complement);
  if (name != nullptr) who.entity = name->entity;
  return who;
}

// "в релизе, выпущенном Лосевым": the person or body in the instrumental behind a participle; `comma`: behind the document.
Who Reference::MadeBy(uint32_t comma) const {
  constexpr uint32_t kFew = 6;
  const Grammar& grammar = page_.grammar();
  if (page_.IsSign(comma, Sign::kComma) && page_.Is(comma + 1, kWordRelative) && grammar.Is(comma + 1, RelationOf("obj"))) {
    const uint32_t verb = grammar.Head(comma + 1);  // "в письме, которое подписали учителя"
    const uint32_t subject = verb == Grammar::kNone ? Grammar::kNone : grammar.Dependent(verb, kSubject);
    if (subject != Grammar::kNone && subject > comma) return OfSubject(subject, verb);
  }
  if (!page_.IsSign(comma, Sign::kComma) || !grammar.IsForm(comma + 1, LECTOR_VERBFORM_PART)) return {};
  for (uint32_t i = comma + 2; i < std::min(page_.size(), comma + 2 + kFew) && page_.IsWord(i); ++i) {
    if (!grammar.IsNoun(i) || grammar.Case(i) != LECTOR_CASE_INS) continue;
    if (const Name* name = names_.At(i); name != nullptr && name->type != NameType::kPlace) return OfName(*name, name->rows, {});
    if (page_.Is(i, kWordRole)) return OfPhrase(PhraseOf(page_, i, page_.SentenceOf(i)));
  }
  return {};
}

// "в приговоре отмечается": the court named before.
Who Reference::CourtBefore(uint32_t document) const {
  constexpr uint32_t kCourtReach = 300;
  if (!page_.HasHead(document)) return {};
  for (uint32_t i = document; i-- > document - std::min(document, kCourtReach);) {
    if (!page_.Heads(document, i) || page_.row(i).stretch >= 0) continue;
    if (const Name* name = names_.At(i); name != nullptr)
      return Resolved(OfName(*name, name->rows, {}), "issuer of the document");
    if (const Name* name = names_.OrganizationWith(i); name != nullptr)
      return Resolved(OfName(*name, name->rows, {}), "issuer of the document");
    return Resolved(OfPhrase(PhraseOf(page_, i, page_.SentenceOf(i))), "issuer of the document");
  }
  return {};
}

// The issuer that an earlier mention of the document names: "следует из обзора регулятора", later "говорится в обзоре"; or who
// is told to have made it: "ФСБ издала приказ", later "говорится в документе".
Who Reference::IssuerBefore(uint32_t document) const {
  const uint32_t limit = document - std::min(document, kDocumentReach);
  const bool any = page_.Lemma(document) == kAnyDocument;  // it means the one named last
  uint32_t meant = document;
  for (uint32_t i = document; i-- > limit;) {
    if (!page_.Is(i, kWordDocument) || page_.row(i).stretch >= 0 || (any && IsNoPaper(page_.Lemma(i)))) continue;
    if (any && meant == document) meant = i;
    if (page_.KinOf(i, meant) != Page::Kin::kSame) continue;
    const Range phrase = PhraseOf(page_, i, page_.SentenceOf(i));
    Who who = OfComplement({i + 1, phrase.end});
    if (who.name.empty()) who = MadeBy(phrase.end);
    if (who.name.empty()) who = OfMaker(i);
    if (!who.name.empty()) return Resolved(who, "issuer of the document");
  }
  return {};
}

// "ФСБ издала приказ": the person or body whose verb has the document for its object.
Who Reference::OfMaker(uint32_t document) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t verb = grammar.Head(document);
  if (verb == Grammar::kNone || !grammar.IsFinite(verb) || !grammar.Is(document, RelationOf("obj"))) return {};
  uint32_t subject = grammar.Dependent(verb, kSubject);
  if (subject == Grammar::kNone && grammar.Is(verb, RelationOf("conj")))
    subject = grammar.Dependent(grammar.Head(verb), kSubject);
  return subject == Grammar::kNone ? Who{} : OfSubject(subject, verb);
}

// "поздравил президент", later "в поздравлении говорится": the subject of the verb from which the noun is made.
Who Reference::OfVerbBefore(uint32_t document) const {
  constexpr size_t kStem = 8;  // bytes: four letters
  constexpr uint32_t kNear = 60;
  const Grammar& grammar = page_.grammar();
  const std::string noun = page_.Lemma(document);
  if (!grammar.has_tree() || noun.size() <= kStem) return {};
  for (uint32_t i = document; i-- > document - std::min(document, kNear);) {
    if (page_.SentenceIndex(document) - page_.SentenceIndex(i) > 2) break;
    if (!grammar.IsFinite(i) || page_.row(i).stretch >= 0 || page_.SentenceIndex(i) == page_.SentenceIndex(document)) continue;
    if (page_.Lemma(i).compare(0, kStem, noun, 0, kStem) != 0) continue;
    const uint32_t subject = grammar.Dependent(i, kSubject);
    if (subject == Grammar::kNone) continue;
    if (Who who = OfSubject(subject, i); !who.name.empty()) return Resolved(who, "whose verb the document is named for");
  }
  return {};
}

// Whoever a subject names; empty: several, or nobody who makes documents.
Who Reference::OfSubject(uint32_t subject, uint32_t verb) const {
  const Grammar& grammar = page_.grammar();
  const bool counted = grammar.Dependent(subject, RelationOf("nummod:gov")) != Grammar::kNone;
  if (grammar.Dependent(subject, RelationOf("conj")) != Grammar::kNone || page_.row(subject).stretch >= 0 ||
      !(counted || grammar.Agrees(subject, verb)))
    return {};
  if (const Name* name = names_.At(subject); name != nullptr && !name->medium && name->type != NameType::kPlace)
    return OfName(*name, name->rows, {});
  if (!page_.Is(subject, kWordRole | kWordInstitution) || page_.Is(subject, kWordMedium)) return {};
  const Range phrase = PhraseOf(page_, subject, page_.SentenceOf(subject));
  if (!grammar.IsAnimate(subject)) return OfPhrase(phrase);
  return Identify({Speaker::Kind::kNoun, phrase, {}, nullptr}, subject, nullptr);
}

bool Reference::IsBareDocument(const Speaker& speaker) const {
  if (page_.input().english || speaker.kind != Speaker::Kind::kNoun || !IsDocument(speaker.mention)) return false;
  return page_.CountWords(speaker.mention) == 1 || page_.grammar().IsAdjective(speaker.mention.begin);
}

// "приняли декларацию. В ней отмечается": the document that a pronoun in the locative means.
Who Reference::OfDocumentBefore(uint32_t pronoun) const {
  constexpr uint32_t kNear = 60;
  const Grammar& grammar = page_.grammar();
  if (!grammar.has_tree() || grammar.Case(pronoun) != LECTOR_CASE_LOC) return {};
  for (uint32_t i = pronoun; i-- > pronoun - std::min(pronoun, kNear);)
    if (page_.Is(i, kWordDocument) && page_.row(i).stretch < 0 && grammar.Gender(i) == grammar.Gender(pronoun) &&
        grammar.Number(i) == grammar.Number(pronoun)) {
      if (Who who = OfMaker(i); !who.name.empty()) return Resolved(who, "issuer of the document");
      return OfDocument(PhraseOf(page_, i, page_.SentenceOf(i)), i, i);
    }
  return {};
}

// "документ" after "поправки", "законопроект": a text that rules rather than speaks.
bool Reference::PointsToStatute(const Speaker& speaker) const {
  const uint32_t noun = speaker.kind == Speaker::Kind::kNoun ? speaker.mention.begin : Grammar::kNone;
  if (noun == Grammar::kNone || page_.CountWords(speaker.mention) != 1 || page_.Lemma(noun) != kAnyDocument) return false;
  for (uint32_t i = noun; i-- > noun - std::min(noun, kDocumentReach);) {
    if (page_.row(i).stretch >= 0 || !page_.Is(i, kWordDocument | kWordStatute) || page_.Lemma(i) == kAnyDocument) continue;
    return !page_.Is(i, kWordDocument);
  }
  return false;
}

// The body that was the subject of the sentence before: "Представители клуба выразили сожаление. В заявлении говорится".
Who Reference::BodyBefore(uint32_t row) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t limit = row - std::min(row, kRoleReach);
  for (uint32_t i = row; grammar.has_tree() && i-- > limit;) {
    const uint32_t sentences = page_.SentenceIndex(row) - page_.SentenceIndex(i);
    if (sentences > 1) break;
    if (sentences == 0 || !grammar.Is(i, kSubject) || grammar.Case(i) > LECTOR_CASE_NOM || page_.row(i).stretch >= 0) continue;
    const uint32_t verb = grammar.Head(i);
    if (verb == Grammar::kNone || !grammar.Is(verb, RelationOf("root"))) continue;
    if (const Name* name = names_.At(i); name != nullptr && name->type == NameType::kOrganization && !name->medium)
      return Resolved(OfName(*name, name->rows, {}), "body that was a subject before");
    const bool speaks = page_.Is(i, kWordGroup);
    if (!speaks || !page_.Is(i, kWordRole) || page_.Is(i, kWordMedium)) continue;
    const Range phrase = PhraseOf(page_, i, page_.SentenceOf(i));
    if (page_.CountWords(phrase) > 1 && !page_.Is(phrase.begin, kWordPossessive))
      return Resolved(OfPhrase(phrase), "body that was a subject before");
  }
  return {};
}

// "в сообщении МВД": the issuer as the phrase names it, or another mention; else who spoke before.
Who Reference::OfDocument(Range phrase, uint32_t head, uint32_t row) const {
  const Grammar& grammar = page_.grammar();
  if (grammar.known() && head != Grammar::kNone) {
    if (Who who = OfComplement({head + 1, phrase.end}); !who.name.empty()) return who;
    if (const Name* issuer = IssuerOf(phrase); issuer != nullptr) return OfName(*issuer, issuer->rows, {});
    // A complement that is no speaker: "материалы уголовного дела" speak for themselves.
    if (page_.CountWords(phrase) > 2) return OfPhrase(phrase);
    if (Who who = MadeBy(phrase.end); !who.name.empty()) return who;
    if (Who who = CourtBefore(head); !who.name.empty()) return who;
    if (Who who = IssuerBefore(head); !who.name.empty()) return who;
    if (Who who = OfVerbBefore(head); !who.name.empty()) return who;
  } else if (const Name* issuer = IssuerOf(phrase); issuer != nullptr) {
    return OfName(*issuer, issuer->rows, {});
  } else if (page_.input().english && phrase.size() > 1 && page_.word(phrase.begin) != "the" &&
             page_.word(phrase.begin) != "The") {
    return OfPhrase(phrase);  // "a company filing"
  }
  if (Who who = BodyBefore(row); !who.name.empty()) return who;
  Who who = Earlier(row, {});
  // A reader hardly issues documents, nor does whoever a text happens to name, unless an office lets them.
  const bool named = grammar.known() && who.person && who.how == "person named before" && !names_.IsChief(who.name);
  if ((who.role != Grammar::kNone && who.person) || named) who = Institution(row, row);
  return who.name.empty() ? OfPhrase(phrase) : who;
}

}  // namespace lector::quotes
