// The subject of a cue by position alone: for documents without morphology and syntax.
#include <algorithm>

#include "english_clause.h"
#include "speaker.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kMaxBefore = 120;  // rows before a cue that may hold its subject
constexpr uint32_t kFunctionWords = kWordPreposition | kWordConjunction | kWordThat | kWordAs | kWordLinking | kWordRelative;

}  // namespace

namespace {

// The dot of "U.S. official".
bool IsOfAcronym(const Page& page, uint32_t row) {
  return row > 0 && page.word(row) == "." && page.Touches(row) && page.word(row - 1).size() == 1 && page.IsCapital(row - 1);
}

}  // namespace

uint32_t SpeakerFinder::ClauseBegin(uint32_t cue, uint32_t limit) const {
  uint32_t i = cue;
  while (i > limit) {
    const Row& row = page_.row(i - 1);
    if (row.sign == Sign::kSemicolon || row.sign == Sign::kColon) return i;
    const bool abbreviated = page_.input().english && page_.word(i - 1) == "." && i - 1 > limit && row.stretch < 0 &&
                             page_.SentenceIndex(i - 1) == page_.SentenceIndex(cue) && page_.IsCapital(i - 2) &&
                             page_.word(i - 2).size() <= 5;  // "Gen. Paul Lee"
    const bool initial = page_.word(i - 1) == "." && i - 1 > limit && page_.word(i - 2).size() <= 2;
    if (row.sign == Sign::kStop && !abbreviated && !initial) return i;
    if (page_.Is(i - 1, kWordThat) && i - 1 > limit && page_.IsSign(i - 2, Sign::kComma)) return i;
    if (page_.Is(i - 1, kWordConjunction) && i - 1 > limit && page_.IsSign(i - 2, Sign::kComma)) return i;
    --i;
  }
  return i;
}

const Name* SpeakerFinder::PersonIn(Range rows, bool last, uint32_t cue) const {
  const std::span<const Name> names = names_.Inside(rows);
  const Name* found = nullptr;
  for (const Name& name : names) {
    if (name.type != NameType::kPerson || page_.Text(name.rows).size() < 3) continue;
    if (name.rows.begin > rows.begin && page_.Is(name.rows.begin - 1, kWordPreposition) &&
        page_.word(name.rows.begin - 1) != "As")
      continue;
    if (page_.row(name.rows.begin).stretch != page_.row(cue).stretch) continue;
    if (page_.input().english && name.rows.end < page_.size())  // "Lee's"
      if (const std::string_view next = page_.word(name.rows.end), own = page_.word(name.rows.end - 1);
          next == "'s" || next == "’s" || own.ends_with("'s") || own.ends_with("’s"))
        continue;
    if (page_.grammar().known() && page_.grammar().Case(name.rows.begin) > LECTOR_CASE_NOM) continue;
    // "the Vermont senator said": the name belongs to the role
    if (page_.input().english && name.rows.end < rows.end && page_.Is(name.rows.end, kWordRole) && name.rows.end + 1 == rows.end)
      continue;
    found = &name;
    if (!last) break;
  }
  return found;
}

// A name that no word before it governs: at the beginning of its clause or behind a comma.
const Name* SpeakerFinder::FreeName(Range clause) const {
  const Name* found = nullptr;
  for (const Name& name : names_.Inside(clause)) {
    const uint32_t begin = name.rows.begin;
    if (page_.row(begin).stretch >= 0 || (begin > clause.begin && !page_.IsSign(begin - 1, Sign::kComma))) continue;
    found = &name;
  }
  return found;
}

// One past a name in the dative, those spoken to: "заявили «Интерфаксу» в мэрии"; the first row: none stands there.
uint32_t SpeakerFinder::BehindListener(Range clause) const {
  const Grammar& grammar = page_.grammar();
  const bool marks = page_.IsSign(clause.begin, Sign::kMark);
  const uint32_t first = clause.begin + (marks ? 1 : 0);
  if (!grammar.known() || page_.input().english || first >= clause.end || !page_.IsCapital(first)) return clause.begin;
  const Name* name = names_.At(first);
  const int32_t s = page_.row(clause.begin).stretch;
  uint32_t end = first + 1;
  if (name != nullptr) end = std::max(end, name->rows.end);
  if (marks) end = s < 0 ? clause.end : page_.stretches()[static_cast<size_t>(s)].End();
  if (end >= clause.end) return clause.begin;  // nobody else speaks
  if (grammar.Case(first) == LECTOR_CASE_DAT) return end;
  const bool medium = page_.Is(first, kWordMedium) || (name != nullptr && name->medium);
  return medium && page_.Is(end, kWordPreposition) ? end : clause.begin;
}

// "признаётся бывшая подчинённая Малахова": an adjective in the nominative of another gender than the person.
bool SpeakerFinder::IsOfAnother(Range before, const Name& person) const {
  const Grammar& grammar = page_.grammar();
  const uint64_t gender = names_.GenderOf(person.full);
  for (uint32_t i = before.begin; grammar.known() && gender != 0 && i < before.end; ++i)
    if (grammar.IsAdjective(i) && grammar.Case(i) == LECTOR_CASE_NOM && grammar.Gender(i) != 0 && grammar.Gender(i) != gender)
      return true;
  return false;
}

// "сообщили в мэрии", "говорится в письме", but not "признался в обмане".
bool SpeakerFinder::MayHavePlace(const Hit& cue) const {
  const Grammar& grammar = page_.grammar();
  return (cue.cue->types & kCuePassive) != 0 || !grammar.IsFinite(cue.rows.begin) ||
         grammar.Number(cue.rows.begin) != LECTOR_NUMBER_SING;
}

Speaker SpeakerFinder::BehindByPosition(const Hit& cue, uint32_t limit) const {
  Range clause{cue.rows.end, ClauseEnd(cue.rows.end, limit)};
  while (!clause.empty()) {
    if (page_.input().english && clause.size() == 1 && page_.Is(clause.begin, kWordListener) &&
        page_.word(clause.begin) == "police")
      return {Speaker::Kind::kNoun, clause, {}, nullptr};
    if (page_.Is(clause.begin, kWordAdverb | kWordListener) && !page_.Is(clause.begin, kWordRole)) ++clause.begin;
    else if (const uint32_t behind = BehindListener(clause); behind > clause.begin) clause.begin = behind;
    else break;
  }
  if (clause.empty()) return {};
  if (page_.Is(clause.begin, kWordPronoun)) return {Speaker::Kind::kPronoun, {clause.begin, clause.begin + 1}, {}, nullptr};
  if (IsMedium(clause)) return NounPhrase(clause);
  bool role_first = false;
  const Name* first = PersonIn(clause, false, cue.rows.begin);
  if (first != nullptr) {
    for (uint32_t i = clause.begin; i < first->rows.begin; ++i) role_first |= page_.Is(i, kWordRole);
    const Name* last = page_.input().english ? PersonIn(clause, true, cue.rows.begin) : first;
    bool of_role = last != first && last != nullptr;  // "said | Clinton campaign manager | Robby Mack"
    for (uint32_t i = first->rows.end; of_role && i < last->rows.begin; ++i)
      of_role = page_.IsWord(i) && !page_.Is(i, kWordPreposition | kWordConjunction);
    if (of_role && page_.Is(last->rows.begin - 1, kWordRole)) first = last;
    if (IsOfAnother({clause.begin, first->rows.begin}, *first))
      return {Speaker::Kind::kNoun, {clause.begin, first->rows.end}, {}, nullptr};
    return NamedPerson(role_first ? *PersonIn(clause, true, cue.rows.begin) : *first, clause);
  }
  // "пишет на первой странице ежедневная газета": the nominative behind the place
  if (page_.grammar().known() && !page_.input().english && page_.Is(clause.begin, kWordPreposition) && !MayHavePlace(cue)) {
    constexpr uint32_t kFew = 5;
    const Grammar& grammar = page_.grammar();
    for (uint32_t i = clause.begin + 2; i < std::min(clause.end, clause.begin + kFew); ++i)
      if (grammar.IsNoun(i) && grammar.Case(i) == LECTOR_CASE_NOM) return NounPhrase({i, clause.end});
  }
  if (page_.Is(clause.begin, kWordPreposition)) {  // "сообщили в МВД"
    Range rows{clause.begin + 1, clause.end};
    if (page_.input().english ||
        (page_.word(clause.begin) != "в" && page_.word(clause.begin) != "во" && page_.word(clause.begin) != "на") ||
        !MayHavePlace(cue))
      return {};
    return page_.Is(rows.begin, kWordSetting) ? Speaker{} : NounPhrase(rows);
  }
  // The noun phrase stops at a preposition unless it opens with a role ("источник в МВД").
  if (!page_.Is(clause.begin, kWordRole | kWordModifier)) {
    const auto goes_on = [&](uint32_t i) {  // "a lawyer for the family", "a person familiar with it"
      if (!page_.input().english || i == clause.begin) return false;
      for (const std::string_view word : {"of", "for", "at", "from", "with", "on"})
        if (page_.word(i) == word)
          return word == "of" || (word != "on" && page_.Is(i - 1, kWordRole | kWordGroup)) || page_.word(i - 1) == "familiar" ||
                 page_.word(i - 1) == "briefed" || page_.word(i - 1) == "close";
      return false;
    };
    for (uint32_t i = clause.begin; i < clause.end; ++i)
      if (page_.Is(i, kWordPreposition) && !goes_on(i)) clause.end = i;
  }
  return NounPhrase(clause);
}

// The subject of an English clause that a participle closes: what stands before its first verb and behind quoted words.
Range SpeakerFinder::BeforeItsVerb(Range clause) const {
  for (uint32_t i = clause.end; i > clause.begin; --i)
    if (page_.row(i - 1).stretch >= 0 && page_.row(i - 1).stretch != page_.row(clause.end).stretch) {
      clause.begin = i;
      break;
    }
  for (uint32_t i = clause.begin + 1; i < clause.end; ++i) {
    const std::string_view word = page_.word(i);
    const bool verb = HasTags(page_)
                          ? IsFiniteInEnglish(page_, i)
                          : page_.Is(i, kWordClause) || (word.size() > 4 && word.ends_with("ed") && !page_.IsCapital(i));
    if (verb && !page_.Is(i - 1, kWordDeterminer | kWordPreposition)) return {clause.begin, i};
  }
  return clause;
}

// English: "her son, Raymond, who said", "Jane Lowe, the mayor, who said", "a man who said": whom a relative clause tells of.
Speaker SpeakerFinder::BeforeWho(Range clause) const {
  constexpr uint32_t kLongest = 8;
  uint32_t end = clause.end - 1;
  const bool comma = end > clause.begin && page_.IsSign(end - 1, Sign::kComma);
  if (comma) --end;
  if (end <= clause.begin) return {};
  if (const Name* name = names_.At(end - 1); name != nullptr && name->type != NameType::kPlace) return NamedPerson(*name, clause);
  Range noun{end, end};
  while (noun.begin > clause.begin && noun.size() < kLongest && page_.IsWord(noun.begin - 1) &&
         !page_.Is(noun.begin - 1, kWordRelative | kWordConjunction))
    --noun.begin;
  if (comma && noun.begin > clause.begin + 1 && page_.IsSign(noun.begin - 1, Sign::kComma))
    if (const Name* name = names_.At(noun.begin - 2); name != nullptr && name->type == NameType::kPerson)
      return NamedPerson(*name, clause);
  for (uint32_t i = noun.end; i-- > noun.begin;)
    if (page_.Is(i, kWordDeterminer | kWordPossessive) && !page_.Is(i, kWordRole)) {
      noun.begin = i;
      break;
    }
  bool role = false;
  for (uint32_t i = noun.begin; i < noun.end; ++i) role = role || page_.Is(i, kWordRole | kWordGroup);
  return role ? NounPhrase(noun) : Speaker{};
}

Speaker SpeakerFinder::BeforeByPosition(const Hit& cue, uint32_t limit) const {
  limit = std::max(limit, cue.rows.begin - std::min(cue.rows.begin, kMaxBefore));
  Range clause{ClauseBegin(cue.rows.begin, limit), cue.rows.begin};
  const auto loose = [&](uint32_t i) { return page_.Is(i, kWordAdverb | kWordClause) && !page_.Is(i, kWordPronoun | kWordRole); };
  while (!clause.empty() && loose(clause.end - 1)) --clause.end;
  if (page_.input().english && clause.size() > 2 && page_.word(clause.end - 1) == "to")  // "the nominee | continues to insist"
    for (uint32_t i = clause.end - 1; i > clause.begin && clause.end - i < 4; --i)
      if (IsFiniteInEnglish(page_, i)) {
        clause.end = i;
        break;
      }
  if (clause.empty()) return {};
  if (page_.input().english && page_.word(clause.end - 1) == "who")
    if (const Speaker speaker = BeforeWho(clause); speaker.kind != Speaker::Kind::kNone) return speaker;
  if (page_.Is(clause.end - 1, kWordPronoun)) return {Speaker::Kind::kPronoun, {clause.end - 1, clause.end}, {}, nullptr};

  // "The group, which sells clothing, food and more, said": the subject stands before the relative clause.
  if (page_.input().english && page_.IsSign(clause.end - 1, Sign::kComma))
    for (uint32_t i = clause.begin + 1; i + 1 < clause.end && i - clause.begin <= 8; ++i)
      if (page_.IsSign(i, Sign::kComma)) {
        if (page_.Is(i + 1, kWordRelative) && PersonIn({clause.begin, i}, true, cue.rows.begin) == nullptr)
          return NounPhrase({clause.begin, i});
        break;
      }

  // "As far as Lee knows, the Ohio senator said": a role right before its verb, whoever is named before the comma
  if (page_.input().english && page_.Is(clause.end - 1, kWordRole)) {
    uint32_t i = clause.end - 1;
    while (i > clause.begin && clause.end - i < 6 && page_.IsWord(i) && !page_.Is(i, kWordPreposition) &&
           page_.word(i) != "the" && page_.word(i) != "The")
      --i;
    if (i > clause.begin && page_.word(i) == "the" && page_.IsSign(i - 1, Sign::kComma))
      return {Speaker::Kind::kNoun, {i, clause.end}, {}, nullptr};
  }

  // "The witness declined to be named but said": the subject ends before its first verb.
  if (page_.input().english && page_.Is(clause.end - 1, kWordConjunction))
    for (uint32_t i = clause.begin + 1; i + 1 < clause.end; ++i)
      if (IsFiniteInEnglish(page_, i) || (page_.word(i).ends_with("ed") && page_.word(i + 1) == "to")) {
        clause.end = i;
        break;
      }

  // "Nervo rejected a request from Lee, saying …": a participle speaks for the subject of the verb before it.
  const bool participle = page_.input().english && (cue.cue->types & kCueGerund) != 0;
  if (participle) {
    for (uint32_t i = clause.end; i-- > clause.begin && clause.end - i < 9 && page_.IsWord(i);)  // "with the agency saying …"
      if (page_.word(i) == "with" && i + 1 < clause.end) return NounPhrase({i + 1, clause.end});
    clause = BeforeItsVerb(clause);
    if (clause.empty()) return {};
    if (page_.Is(clause.end - 1, kWordPronoun)) return {Speaker::Kind::kPronoun, {clause.end - 1, clause.end}, {}, nullptr};
  }
  const Name* person = PersonIn(clause, !participle, cue.rows.begin);
  if (page_.IsSign(clause.end - 1, Sign::kComma) && person != nullptr) {  // what stands between commas is no subject
    for (const Name& name : names_.Inside(clause)) {
      const bool free = name.rows.begin == clause.begin || !page_.Is(name.rows.begin - 1, kWordPreposition);
      if (name.type == NameType::kPerson && free && page_.IsSign(name.rows.end, Sign::kComma)) {
        person = &name;
        break;
      }
    }
  }
  if (person != nullptr) {
    const uint32_t first = person->rows.begin;
    const Name* other = page_.input().english && first > clause.begin + 1 && page_.word(first - 1) == "and" ? names_.At(first - 2)
                                                                                                           : nullptr;
    if (other == nullptr || other->type != NameType::kPerson || other->rows.end + 1 != first || participle)
      return NamedPerson(*person, clause);
    Speaker both = NamedPerson(*other, clause);  // "Lowe and Grant said"
    both.second = person;
    return both;
  }

  if (page_.grammar().known())  // "пресс-служба сообщила о визите, заявив": up to its own verb
    for (uint32_t i = clause.begin + 1; i < clause.end; ++i)
      if (page_.grammar().IsFinite(i)) {
        clause.end = i;
        break;
      }
  // Without a person: the last part between commas that holds a role or a name.
  Range part = clause;
  if (page_.IsSign(part.end - 1, Sign::kComma)) {  // an apposition: the part before it
    --part.end;
    while (part.end > part.begin && !page_.IsSign(part.end - 1, Sign::kComma)) --part.end;
    if (part.empty()) part = {clause.begin, clause.end - 1};
    else --part.end;
  }
  for (uint32_t i = part.end; i > part.begin; --i)
    if (page_.IsSign(i - 1, Sign::kComma) || page_.IsSign(i - 1, Sign::kDash)) {
      part.begin = i;
      break;
    }
  while (!part.empty() && loose(part.end - 1)) --part.end;
  if (part.empty()) return {};
  for (uint32_t i = part.begin; i < part.end; ++i) {
    if (!page_.Is(i, kWordRole)) continue;
    if (const Name* inside = names_.At(i);  // "the Manchester Police Department"
        page_.input().english && inside != nullptr && inside->type == NameType::kOrganization)
      continue;
    Range rows{i, part.end};
    while (rows.begin > part.begin && page_.IsWord(rows.begin - 1) && page_.Is(rows.begin - 1, kWordModifier | kWordDeterminer))
      --rows.begin;
    if (page_.input().english)  // "the candidate", "Stein spokesman"
      while (rows.begin > part.begin && !page_.Is(rows.begin - 1, kFunctionWords) &&
             (page_.IsWord(rows.begin - 1) || IsOfAcronym(page_, rows.begin - 1)))
        --rows.begin;
    if (page_.input().english && rows.size() > 2 && IsTime(page_, rows.end - 1) && page_.Is(rows.end - 2, kWordPreposition))
      rows.end -= 2;  // "the campaign | on Thursday"
    if (rows.size() <= 14) return {Speaker::Kind::kNoun, rows, {}, nullptr};
  }
  if (const Name* name = names_.At(part.end - 1); name != nullptr && name->rows.begin >= part.begin) {
    const bool governed = name->rows.begin > part.begin && page_.Is(name->rows.begin - 1, kWordPreposition);
    if (!governed &&
        (name->rows.size() == part.size() || (page_.Is(part.begin, kWordPreposition) && page_.Is(part.begin + 1, kWordSetting))))
      return NounPhrase(name->rows);
  }
  if (page_.Is(part.begin, kWordPreposition) && page_.Is(part.begin + 1, kWordSetting)) return {};
  const auto places = [&](uint32_t i) {
    for (const std::string_view in : {"в", "В", "во", "Во", "на", "На"})
      if (page_.word(i) == in) return true;
    return false;
  };
  if (page_.Is(part.begin, kWordPreposition) && !page_.input().english && part.size() <= 9 && part.begin == clause.begin &&
      (!page_.grammar().known() || (places(part.begin) && MayHavePlace(cue)))) {
    for (uint32_t i = part.begin + 2; i < part.end; ++i)  // "На суде в Перми обвинитель представил …, где говорится"
      if (page_.grammar().IsNoun(i) && page_.grammar().IsAnimate(i) && page_.grammar().Case(i) == LECTOR_CASE_NOM &&
          page_.Is(i, kWordRole))
        return NounPhrase({i, part.end});
    return NounPhrase({part.begin + 1, part.end});  // "В мэрии сообщили"
  }
  if (const Name* name = FreeName(clause); name != nullptr && name->rows.size() < part.size()) return NounPhrase(name->rows);
  if (part.size() <= 8) return NounPhrase(part);
  if (const Name* name = names_.At(part.end - 1); name != nullptr) return NounPhrase(name->rows);
  return {};
}

}  // namespace lector::quotes
