// Whom the text has named or let speak before: the antecedents of pronouns and of nouns of people.
#include <algorithm>

#include "english_clause.h"
#include "phrase.h"
#include "reference.h"

namespace lector::quotes {
namespace {

constexpr int kMaxMentions = 48;      // mentions that a pronoun looks back over
constexpr uint32_t kRoleReach = 200;  // rows that it looks back over for a person without a name
constexpr uint8_t kSubject = RelationOf("nsubj"), kPassive = RelationOf("nsubj:pass");

}  // namespace

Who Reference::AsLast() const { return Resolved(last_, "speaker before"); }

// Whether a name is a subject, or in apposition to one.
bool Reference::IsSubject(uint32_t row) const {
  const Grammar& grammar = page_.grammar();
  for (int depth = 0; depth < 3 && row != Grammar::kNone; ++depth) {
    if (grammar.Is(row, kSubject) || grammar.Is(row, kPassive)) return true;
    row = grammar.Head(row);
  }
  return false;
}

// The person who is most likely meant: near, a subject, of the right gender.
const Name* Reference::Salient(uint32_t row, const Wanted& wanted) const {
  const Grammar& grammar = page_.grammar();
  const Name* best = nullptr;
  int best_score = -1000, seen = 0;
  const std::span<const Name> before = names_.Inside({0, row});
  for (size_t i = before.size(); i-- > 0 && seen < kMaxMentions; ++seen) {
    const Name& name = before[i];
    if (name.type != NameType::kPerson || page_.row(name.rows.begin).stretch >= 0) continue;
    const uint64_t known = names_.GenderOf(name.full);
    if (wanted.gender != 0 && known != 0 && known != wanted.gender) continue;
    if (!wanted.other.empty() && name.full == wanted.other) continue;
    if (wanted.role != Grammar::kNone && names_.Excludes(name.full, wanted.role)) continue;
    int score = 0;
    const uint32_t sentences = page_.SentenceIndex(row) - page_.SentenceIndex(name.rows.begin);
    score -= 3 * static_cast<int>(std::min(sentences, 12u));
    const uint32_t begin = name.rows.begin;
    if (grammar.has_tree()) {
      const bool subject = IsSubject(begin) && grammar.Case(begin) == LECTOR_CASE_NOM;
      // "Во вторник Браун ушёл с поста. Выступая на площади, он сказал": whoever spoke last is not meant
      const bool fresh = has_last_ && begin > last_row_ && sentences == 1 &&
                         page_.ParagraphIndex(begin) == page_.ParagraphIndex(row);
      if (subject && fresh) score += 4;
      if (subject) score += 4;
      else if (grammar.Case(begin) == LECTOR_CASE_NOM) score += 2;
      else score -= 2;
    } else if (page_.input().english && OpensSentence(begin)) {
      score += has_last_ && begin > last_row_ ? 6 : 4;  // "Lee was more blunt. “Rubbish,” he said."
    } else if (begin > 0 && page_.Is(begin - 1, kWordPreposition)) {
      score -= 3;
    }
    if (has_last_ && last_.person && name.full == last_.name) score += 4;
    if (sentences == 0) score -= 1;  // the sentence of the pronoun itself
    if (names_.IsTopic(name.full)) score += 3;
    if (score > best_score) best_score = score, best = &name;
  }
  return best;
}

// Whether nothing but a title stands before a name, as before a subject: "Budget minister | Jane Lowe, who ..., said".
bool Reference::OpensSentence(uint32_t row) const {
  for (uint32_t i = page_.SentenceOf(row).begin; i < row; ++i)
    if (!page_.IsWord(i) || page_.HitAt(i) != nullptr || page_.Is(i, kWordPreposition | kWordClause | kWordRelative))
      return false;
  return true;
}

// Without morphology: the person named last, as far as no preposition shows another case.
const Name* Reference::Nearest(uint32_t row) const {
  const Name* name = names_.PersonBefore(row);
  const bool free = name != nullptr && (name->rows.begin == 0 || !page_.Is(name->rows.begin - 1, kWordPreposition));
  return free || !has_last_ || last_.name.empty() ? name : nullptr;
}

// A person without a name that was a subject before: "топ-менеджер компании"; of several people, "депутаты".
Who Reference::SalientRole(uint32_t row, const Wanted& wanted) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.has_tree()) return {};
  const bool plural = wanted.number == LECTOR_NUMBER_PLUR;
  const uint32_t limit = row - std::min(row, kRoleReach);
  for (uint32_t i = row; i-- > limit;) {
    const bool may_speak = page_.Is(i, kWordRole) || (plural && page_.Is(i, kWordMedium | kWordGroup));
    if (!grammar.Is(i, kSubject) || !may_speak || page_.row(i).stretch >= 0) continue;
    if ((grammar.Number(i) == LECTOR_NUMBER_PLUR) != plural || (!plural && page_.Is(i, kWordGroup))) continue;
    if (grammar.Case(i) != LECTOR_CASE_NOM || grammar.Lemma(i) == "человек") continue;
    const bool clause_before = plural && page_.IsSign(row - std::min(row, 2u), Sign::kComma);  // "…, по их словам, …"
    if (page_.SentenceIndex(i) == page_.SentenceIndex(row) && !clause_before) continue;
    if (const uint64_t gender = GenderOfNoun(i); wanted.gender != 0 && gender != 0 && gender != wanted.gender) continue;
    if (wanted.role != Grammar::kNone && !MayBe(i, wanted.role)) continue;
    return OfPhrase(PhraseOf(page_, i, page_.SentenceOf(i)));
  }
  return {};
}

// The name at a noun, or the person in apposition right behind its phrase: "директор «Искры» Иван Лосев".
const Name* Reference::PersonAt(uint32_t noun) const {
  constexpr uint32_t kApposition = 8;
  const Grammar& grammar = page_.grammar();
  if (const Name* name = names_.At(noun); name != nullptr || !page_.Is(noun, kWordRole)) return name;
  for (uint32_t i = noun + 1; i < std::min(page_.size(), noun + kApposition) && !grammar.IsFinite(i); ++i) {
    const Name* name = names_.At(i);
    if (name != nullptr && name->type == NameType::kPerson && name->rows.begin == i && grammar.Case(i) == LECTOR_CASE_NOM)
      return name;
  }
  return nullptr;
}

// Two names that were a subject together in the sentence before: "ГИБДД и МЧС".
Who Reference::SalientPair(uint32_t row) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.has_tree()) return {};
  const uint32_t limit = row - std::min(row, kRoleReach);
  for (uint32_t i = row; i-- > limit && page_.SentenceIndex(row) - page_.SentenceIndex(i) <= 1;) {
    const uint32_t other = grammar.Is(i, kSubject) ? grammar.Dependent(i, RelationOf("conj")) : Grammar::kNone;
    if (other == Grammar::kNone || page_.SentenceIndex(i) == page_.SentenceIndex(row)) continue;
    const Name *first = PersonAt(i), *second = PersonAt(other);
    if (first == nullptr || second == nullptr || first == second || page_.row(i).stretch >= 0) continue;
    Who who = OfName(*first, first->rows, {});
    who.name += (page_.input().english ? " and " : " и ") + std::string(second->full);
    who.number = LECTOR_NUMBER_PLUR;
    who.entity = 0;
    who.title.clear();
    return who;
  }
  return {};
}

// Whether two nouns may mean one person whom nobody names: "истица" may be "женщина", but no "судья".
bool Reference::MayBe(uint32_t noun, uint32_t role) const {
  if (page_.Is(noun, kWordGeneric) || page_.Is(role, kWordGeneric)) return true;
  const Page::Kin kin = page_.KinOf(noun, role);
  return kin == Page::Kin::kSame || kin == Page::Kin::kAlike;
}

bool Reference::LastFits(const Wanted& wanted) const {
  if (wanted.number == LECTOR_NUMBER_PLUR && last_.number == LECTOR_NUMBER_SING && last_.person) return false;
  if (wanted.number == LECTOR_NUMBER_SING && wanted.gender != 0 && last_.number == LECTOR_NUMBER_PLUR) return false;
  if (wanted.role != Grammar::kNone) {
    if (!last_.person || last_.number == LECTOR_NUMBER_PLUR) return false;
    if (last_.role != Grammar::kNone ? !MayBe(last_.role, wanted.role) : names_.Excludes(last_.name, wanted.role)) return false;
  }
  return wanted.gender == 0 || last_.gender == 0 || wanted.gender == last_.gender || !last_.person;
}

// A person without a name who was the subject of the sentence before, where neither the person named last nor who spoke
// last is nearer; whoever that noun means.
Who Reference::NearerRole(uint32_t row, const Wanted& wanted, const Name* person) const {
  const Grammar& grammar = page_.grammar();
  uint32_t limit = row - std::min(row, kRoleReach);
  if (person != nullptr) limit = std::max(limit, person->rows.end);
  if (has_last_) limit = std::max(limit, last_row_);
  for (uint32_t i = row; i-- > limit;) {
    const uint32_t sentences = page_.SentenceIndex(row) - page_.SentenceIndex(i);
    if (sentences > 1) break;
    if (sentences == 0 || !(grammar.Is(i, kSubject) || grammar.Is(i, kPassive)) || grammar.Case(i) != LECTOR_CASE_NOM ||
        page_.row(i).stretch >= 0)
      continue;
    if (!page_.Is(i, kWordRole) || page_.Is(i, kWordGroup) || grammar.Number(i) == LECTOR_NUMBER_PLUR || !grammar.IsAnimate(i) ||
        grammar.Lemma(i) == "человек")
      continue;
    if (const uint64_t gender = GenderOfNoun(i); wanted.gender != 0 && gender != 0 && gender != wanted.gender) continue;
    const Range phrase = PhraseOf(page_, i, page_.SentenceOf(i));
    const bool owned = page_.Is(phrase.begin, kWordPossessive) || page_.Is(i - std::min(i, 1u), kWordPossessive);
    if (owned) {  // "сообщила его дочь. Она рассказала", but not "Рядом была его жена"
      const Hit* says = grammar.Head(i) == Grammar::kNone ? nullptr : page_.HitAt(grammar.Head(i));
      if (says == nullptr) continue;
      return Resolved(OfPhrase(phrase), "person without a name, a subject before");
    }
    if (Who who = OfRole({Speaker::Kind::kNoun, phrase, {}, nullptr}, i, i, nullptr); !who.name.empty()) return who;
    // A noun that says little, "25-летний актер", means the person named before.
    if (CountTelling(phrase, i) < 2 && person != nullptr && !names_.Excludes(person->full, i)) return {};
    return Resolved(OfPhrase(phrase), "person without a name, a subject before");
  }
  return {};
}

Who Reference::Earlier(uint32_t row, const Wanted& wanted) const {
  const bool near =
      has_last_ && !last_.name.empty() && page_.ParagraphIndex(row) - page_.ParagraphIndex(last_row_) <= kSpeakerReach;
  const bool last_fits = LastFits(wanted);
  if (wanted.number == LECTOR_NUMBER_PLUR) {
    if (near && last_fits && last_.number == LECTOR_NUMBER_PLUR) return AsLast();
    if (Who who = SalientPair(row); !who.name.empty()) return Resolved(who, "two who were a subject before");
    if (page_.input().english && HasTags(page_))
      if (Who who = SeveralInEnglish(row); !who.name.empty()) return who;
    if (Who who = SalientRole(row, wanted); !who.name.empty()) return Resolved(who, "people who were a subject before");
    return near && last_fits ? AsLast() : Who{};
  }
  const Name* person = page_.grammar().known() || page_.input().english ? Salient(row, wanted) : Nearest(row);
  if (wanted.role == Grammar::kNone && page_.grammar().has_tree())
    if (Who who = NearerRole(row, wanted, person); !who.name.empty()) return who;
  if (near && last_fits) {
    // Someone else was named since as a subject, in this paragraph; of a speaker told without a name, the name may come later.
    const uint32_t reach = last_.role != Grammar::kNone ? kSpeakerReach : page_.input().english ? 1u : 0u;
    // "Отреагировал и президент.\n«A», — написал он": the subject of a paragraph of its own.
    const bool introduced = person != nullptr && !page_.input().english && IsSubject(person->rows.begin) &&
                            page_.ParagraphIndex(person->rows.begin) > page_.ParagraphIndex(last_row_) &&
                            page_.ParagraphIndex(row) - page_.ParagraphIndex(person->rows.begin) <= 1;
    const bool since = person != nullptr && person->rows.begin > last_row_ && person->full != last_.name &&
                       (introduced || page_.ParagraphIndex(row) - page_.ParagraphIndex(person->rows.begin) <= reach) &&
                       (!page_.grammar().known() || page_.grammar().Case(person->rows.begin) == LECTOR_CASE_NOM);
    if (!since && (last_.person || person == nullptr || wanted.gender == 0 || !page_.grammar().known())) return AsLast();
  }
  if (person != nullptr) return Resolved(OfName(*person, person->rows, {}), "person named before");
  if (has_last_ && last_fits && !last_.name.empty()) return AsLast();
  return Resolved(SalientRole(row, wanted), "person without a name, a subject before");
}

// "Союз садоводов вышел из ярмарки", later "на сайте союза": a body that the same noun tells with more words, as a subject.
Who Reference::SameBodyBefore(uint32_t noun) const {
  constexpr uint32_t kReach = 200;
  const Grammar& grammar = page_.grammar();
  if (!grammar.has_tree() || page_.CountWords({noun, noun + 1}) == 0) return {};
  for (uint32_t i = noun; i-- > noun - std::min(noun, kReach);) {
    if (!grammar.Is(i, kSubject) || page_.row(i).stretch >= 0 || !page_.Is(i, kWordInstitution)) continue;
    if (grammar.Case(i) != LECTOR_CASE_NOM || page_.Lemma(i) != page_.Lemma(noun)) continue;
    const Range phrase = PhraseOf(page_, i, page_.SentenceOf(i));
    if (page_.CountWords(phrase) < 2 || phrase.end >= noun) continue;
    return Resolved(OfPhrase(phrase), "body told alike");
  }
  return {};
}

// English: "a senior diplomat", later "the diplomat": a person without a name whom the same noun told.
Who Reference::ToldBefore(uint32_t noun) const {
  constexpr uint32_t kReach = 200, kPhrase = 6;
  if (has_last_ && last_.person && last_.role != Grammar::kNone && page_.word(last_.role) == page_.word(noun)) return AsLast();
  for (uint32_t i = noun - std::min(noun, 1u); i-- > noun - std::min(noun, kReach);) {
    if (page_.word(i) != page_.word(noun) || page_.row(i).stretch >= 0) continue;
    for (uint32_t k = i; k-- > i - std::min(i, kPhrase) && page_.IsWord(k);)
      for (const std::string_view one : {"a", "A", "an", "An", "one", "One", "another", "Another"})
        if (page_.word(k) == one && page_.SentenceOf(k).begin == k)  // a subject, not "he became a senator"
          return Resolved(OfPhrase({k, i + 1}), "person without a name, told alike");
  }
  return {};
}

// English: "The ministers of two lands met. They said": those who open the sentence before.
Who Reference::SeveralInEnglish(uint32_t pronoun) const {
  constexpr uint32_t kLongest = 12;
  const uint32_t s = page_.SentenceIndex(pronoun);
  for (uint32_t back = 1; back <= 2 && back <= s; ++back) {
    const Range sentence = page_.sentences()[s - back];
    Range phrase{sentence.begin, sentence.begin};
    while (phrase.end < sentence.end && phrase.size() < kLongest && !IsFiniteInEnglish(page_, phrase.end) &&
           page_.HitAt(phrase.end) == nullptr && (page_.IsWord(phrase.end) || page_.IsSign(phrase.end, Sign::kNumber)))
      ++phrase.end;
    if (phrase.size() < 2 || !IsFiniteInEnglish(page_, phrase.end)) continue;
    Who who = OfPhrase(phrase);
    if (who.number == LECTOR_NUMBER_PLUR) return Resolved(who, "people who were a subject before");
  }
  return {};
}

// "шведское издание Expressen", later "издание": the medium that the same noun tells with more words.
Who Reference::SameMediumBefore(uint32_t noun) const {
  constexpr uint32_t kReach = 200;
  if (!page_.grammar().has_tree()) return {};
  for (uint32_t i = noun; i-- > noun - std::min(noun, kReach);) {
    if (!page_.Is(i, kWordMedium) || page_.row(i).stretch >= 0 || page_.Lemma(i) != page_.Lemma(noun)) continue;
    const Range phrase = PhraseOf(page_, i, page_.SentenceOf(i));
    if (page_.CountWords(phrase) > 1 && phrase.end < noun && page_.IsCapital(phrase.end - 1))
      return Resolved(OfPhrase(phrase), "medium told alike");
  }
  return {};
}

// "спросил министра. Тот ответил": the person of the sentence before who was no subject.
Who Reference::OfThatOne(uint32_t pronoun) const {
  const std::string_view word = page_.word(pronoun);
  const Grammar& grammar = page_.grammar();
  const bool one = word == "Тот" || word == "тот" || word == "Та";
  if (!grammar.has_tree() || !one || page_.IsSign(pronoun + 1, Sign::kComma)) return {};
  for (uint32_t i = pronoun; i-- > 0 && page_.SentenceIndex(pronoun) - page_.SentenceIndex(i) <= 1;) {
    const bool oblique = grammar.IsNoun(i) && grammar.IsAnimate(i) && grammar.Case(i) > LECTOR_CASE_NOM;
    if (!oblique || page_.row(i).stretch >= 0 || grammar.Number(i) == LECTOR_NUMBER_PLUR) continue;
    if (grammar.Is(i, RelationOf("nmod"))) continue;
    if (word == "Та" ? grammar.Gender(i) == LECTOR_GENDER_MASC : grammar.Gender(i) == LECTOR_GENDER_FEM) continue;
    if (Who who = OfOblique(i); !who.name.empty()) return who;
  }
  return {};
}

// Whoever a noun in an oblique case names; empty: nobody who speaks.
Who Reference::OfOblique(uint32_t noun) const {
  if (const Name* name = names_.At(noun); name != nullptr)
    return name->type == NameType::kPerson ? OfName(*name, name->rows, {}) : Who{};
  if (!page_.Is(noun, kWordRole)) return {};
  const Range phrase = PhraseOf(page_, noun, page_.SentenceOf(noun));
  if (!page_.IsFamily(noun))  // "написал жене" is not who spoke before
    if (Who who = OfRole({Speaker::Kind::kNoun, phrase, {}, nullptr}, noun, noun, nullptr); !who.name.empty()) return who;
  return OfPhrase(phrase);
}

// "Лосева спросили о снах. Он ответил", "написал жене. Она ответила": who was asked or told something in the sentence before.
Who Reference::OfAddressee(uint32_t pronoun, const Hit* cue, uint64_t gender) const {
  const Grammar& grammar = page_.grammar();
  if (cue == nullptr || (cue->cue->types & kCueAnswer) == 0 || !grammar.has_tree() || gender == 0) return {};
  for (uint32_t i = pronoun; i-- > 0 && page_.SentenceIndex(pronoun) - page_.SentenceIndex(i) <= 1;) {
    if (page_.SentenceIndex(i) == page_.SentenceIndex(pronoun) || page_.row(i).stretch >= 0) continue;
    const uint32_t verb = grammar.Head(i);
    if (verb == Grammar::kNone || !grammar.IsVerb(verb) || !grammar.IsNoun(i) || !grammar.IsAnimate(i)) continue;
    const Hit* asks = page_.HitAt(verb);
    const bool asked = asks != nullptr && (asks->cue->types & kCueAsk) != 0 &&
                       (grammar.Case(i) == LECTOR_CASE_ACC || grammar.Case(i) == LECTOR_CASE_GEN);
    if (!asked && (grammar.Case(i) != LECTOR_CASE_DAT || grammar.Is(i, RelationOf("nmod")))) continue;
    if (i > 0 && grammar.Upos(i - 1) == LECTOR_UPOS_ADP && page_.word(i - 1) != "у") continue;
    const Name* name = names_.At(i);
    const uint64_t own = name != nullptr ? names_.GenderOf(name->full) : grammar.Gender(i);
    if (grammar.Number(i) == LECTOR_NUMBER_PLUR || (own != 0 && own != gender)) continue;
    if (Who who = OfOblique(i); !who.name.empty()) return Resolved(who, "who was asked before");
  }
  return {};
}

// A person without a name whom the same noun, or one for the same office, means: "адвокат осужденного", later "защитник".
Who Reference::SameRoleBefore(uint32_t head) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.has_tree() || page_.Is(head, kWordGeneric)) return {};
  const uint32_t limit = head - std::min(head, kRoleReach);
  for (uint32_t i = head; i-- > limit;) {
    if (!page_.Is(i, kWordRole) || page_.Is(i, kWordGroup | kWordGeneric) || page_.row(i).stretch >= 0) continue;
    // A subject; of the sentence before whatever it is there, "на вопрос корреспондента «Вестника». Журналист отметил".
    const uint32_t sentences = page_.SentenceIndex(head) - page_.SentenceIndex(i);
    const bool subject = grammar.Is(i, kSubject) && grammar.Case(i) == LECTOR_CASE_NOM;
    const bool close = sentences == 1 && grammar.Number(i) != LECTOR_NUMBER_PLUR && page_.IsSign(i + 1, Sign::kMark);
    if (sentences == 0 || !(subject || close)) continue;
    const Page::Kin kin = page_.KinOf(i, head);
    if (kin != Page::Kin::kSame && (kin != Page::Kin::kAlike || (page_.Is(i, kWordChief) && page_.Is(head, kWordChief))))
      continue;  // "глава МВД" is no "президент"
    const Range phrase = PhraseOf(page_, i, page_.SentenceOf(i));
    // "известный музыкант, пианист Иван Лосев": named in apposition, before the verb
    constexpr uint32_t kApposition = 20;
    for (uint32_t k = i + 1; k < std::min(page_.size(), phrase.end + kApposition) && !grammar.IsFinite(k); ++k)
      if (const Name* name = names_.At(k);
          name != nullptr && name->type == NameType::kPerson && name->rows.begin == k && grammar.Case(k) == LECTOR_CASE_NOM)
        return Resolved(OfName(*name, name->rows, {}), "person told alike");
    if (page_.CountWords(phrase) < 2) continue;  // no more is said of them there
    return Resolved(OfPhrase(phrase), "person without a name, told alike");
  }
  return {};
}

}  // namespace lector::quotes
