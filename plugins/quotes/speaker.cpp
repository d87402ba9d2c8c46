#include "speaker.h"

#include <algorithm>
#include <string>

namespace lector::quotes {
namespace {

constexpr uint32_t kMaxClause = 24;   // rows of a subject behind its cue
constexpr uint32_t kMaxBefore = 120;  // rows before a cue that may hold its subject
// The dot of "Example.com".
bool IsDomainDot(const Page& page, uint32_t i) {
  return page.word(i) == "." && i > 0 && i + 1 < page.size() && page.Touches(i) && page.Touches(i + 1) && page.IsWord(i - 1) &&
         page.IsWord(i + 1);
}

// Whether the rows name a medium: by its class noun, by its name, or as a site.
bool IsMedium(const Page& page, Range rows) {
  while (!rows.empty() && page.IsSign(rows.begin, Sign::kMark)) ++rows.begin;
  if (rows.empty()) return false;
  if (page.Is(rows.begin, kWordMedium)) return true;
  for (uint32_t i = rows.begin; i < rows.end; ++i)
    if (IsDomainDot(page, i)) return true;
  return false;
}

constexpr uint32_t kFunctionWords = kWordPreposition | kWordConjunction | kWordThat | kWordAs | kWordLinking | kWordRelative;

}  // namespace

uint32_t SpeakerFinder::ClauseEnd(uint32_t from, uint32_t limit) const {
  limit = std::min({limit, page_.size(), from + kMaxClause});
  for (uint32_t i = from; i < limit; ++i) {
    const Row& row = page_.row(i);
    const Hit* hit = page_.HitAt(i);
    switch (row.sign) {
      case Sign::kWord:
        if (page_.Is(i, kWordThat | kWordRelative) && !page_.Is(i, kWordPronoun)) return i;
        if (hit != nullptr && !hit->source && hit->rows.begin == i && !names_.At(i)) return i;
        break;
      case Sign::kNumber:
      case Sign::kOther:
        break;
      case Sign::kStop:  // of initials
        if (page_.word(i) == "." && i > from && page_.word(i - 1).size() <= 2 && page_.IsCapital(i - 1) && page_.IsCapital(i + 1))
          break;
        if (IsDomainDot(page_, i)) break;
        return i;
      case Sign::kMark: {  // a name in marks belongs to the clause, quoted words do not
        if (row.stretch < 0) return i;
        const Stretch& stretch = page_.stretches()[static_cast<size_t>(row.stretch)];
        if (stretch.open != i || !stretch.closed || page_.CountWords(stretch.Inside()) > 4 || !page_.IsCapital(i + 1)) return i;
        i = stretch.close;
        break;
      }
      default:
        return i;
    }
  }
  return limit;
}

uint32_t SpeakerFinder::ClauseBegin(uint32_t cue, uint32_t limit) const {
  uint32_t i = cue;
  while (i > limit) {
    const Row& row = page_.row(i - 1);
    if (row.sign == Sign::kSemicolon || row.sign == Sign::kColon) return i;
    if (row.sign == Sign::kStop && !(page_.word(i - 1) == "." && i - 1 > limit && page_.word(i - 2).size() <= 2)) return i;
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
    if (name.type != NameType::kPerson) continue;
    if (name.rows.begin > rows.begin && page_.Is(name.rows.begin - 1, kWordPreposition)) continue;
    if (page_.row(name.rows.begin).stretch != page_.row(cue).stretch) continue;
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

Speaker SpeakerFinder::NamedPerson(const Name& name, Range clause) const {
  Speaker speaker{Speaker::Kind::kName, name.rows, {}, &name};
  speaker.title = names_.TitleBefore(name.rows, clause.begin);
  if (speaker.title.empty()) speaker.title = names_.TitleBehind(name.rows, page_.SentenceOf(name.rows.begin).end);
  return speaker;
}

// Roles, organisations and what is left: "источник в МВД", "Минфин", "очевидцы".
Speaker SpeakerFinder::NounPhrase(Range rows) const {
  while (!rows.empty() && (page_.Is(rows.begin, kWordAdverb | kWordListener | kWordLinking) || !page_.IsWord(rows.begin)) &&
         !page_.Is(rows.begin, kWordRole) && !page_.IsSign(rows.begin, Sign::kMark))
    ++rows.begin;
  while (!rows.empty() && page_.Is(rows.end - 1, kWordAdverb | kWordListener)) --rows.end;
  if (rows.empty() || page_.CountWords(rows) == 0) return {};
  if (rows.size() == 1 && page_.Is(rows.begin, kWordPronoun)) return {Speaker::Kind::kPronoun, rows, {}, nullptr};
  if (page_.Is(rows.begin, kWordPronoun) && rows.size() < 8)
    return {Speaker::Kind::kPronoun, {rows.begin, rows.begin + 1}, {}, nullptr};
  const Name* name = names_.At(rows.begin);
  if (IsMedium(page_, rows)) return {Speaker::Kind::kMedium, rows, {}, name};
  if (name != nullptr && name->rows.end >= rows.end) return {Speaker::Kind::kName, name->rows, {}, name};
  if (page_.Is(rows.begin, kFunctionWords)) return {};
  // A role with two capitalised words at its end: a person, whatever the names say.
  if (const Name* last = names_.At(rows.end - 1);
      last != nullptr && page_.Is(rows.begin, kWordRole | kWordModifier) && last->rows.end == rows.end &&
      last->rows.size() == 2 && last->rows.begin > rows.begin && !page_.Is(last->rows.begin - 1, kWordPreposition) &&
      page_.row(last->rows.begin).shape == LECTOR_SHAPE_TITLE &&
      page_.row(last->rows.begin).stretch == page_.row(rows.begin).stretch)
    return {Speaker::Kind::kName, last->rows, {rows.begin, last->rows.begin}, last};
  if (rows.size() > 12) return {};
  return {Speaker::Kind::kNoun, rows, {}, nullptr};
}

Speaker SpeakerFinder::Behind(const Hit& cue, uint32_t limit) const {
  Range clause{cue.rows.end, ClauseEnd(cue.rows.end, limit)};
  while (!clause.empty() && page_.Is(clause.begin, kWordAdverb | kWordListener) && !page_.Is(clause.begin, kWordRole))
    ++clause.begin;
  if (clause.empty()) return {};
  if (page_.Is(clause.begin, kWordPronoun)) return {Speaker::Kind::kPronoun, {clause.begin, clause.begin + 1}, {}, nullptr};
  if (IsMedium(page_, clause)) return NounPhrase(clause);
  bool role_first = false;
  const Name* first = PersonIn(clause, false, cue.rows.begin);
  if (first != nullptr) {
    for (uint32_t i = clause.begin; i < first->rows.begin; ++i) role_first |= page_.Is(i, kWordRole);
    return NamedPerson(role_first ? *PersonIn(clause, true, cue.rows.begin) : *first, clause);
  }
  if (page_.Is(clause.begin, kWordPreposition)) {  // "сообщили в МВД"
    Range rows{clause.begin + 1, clause.end};
    if (page_.input().english ||
        (page_.word(clause.begin) != "в" && page_.word(clause.begin) != "во" && page_.word(clause.begin) != "на"))
      return {};
    return page_.Is(rows.begin, kWordSetting) ? Speaker{} : NounPhrase(rows);
  }
  // The noun phrase stops at a preposition unless it opens with a role ("источник в МВД").
  if (!page_.Is(clause.begin, kWordRole | kWordModifier)) {
    for (uint32_t i = clause.begin; i < clause.end; ++i)
      if (page_.Is(i, kWordPreposition)) clause.end = i;
  }
  return NounPhrase(clause);
}

Speaker SpeakerFinder::Before(const Hit& cue, uint32_t limit) const {
  limit = std::max(limit, cue.rows.begin - std::min(cue.rows.begin, kMaxBefore));
  Range clause{ClauseBegin(cue.rows.begin, limit), cue.rows.begin};
  const auto loose = [&](uint32_t i) { return page_.Is(i, kWordAdverb | kWordClause) && !page_.Is(i, kWordPronoun | kWordRole); };
  while (!clause.empty() && loose(clause.end - 1)) --clause.end;
  if (clause.empty()) return {};
  if (page_.Is(clause.end - 1, kWordPronoun)) return {Speaker::Kind::kPronoun, {clause.end - 1, clause.end}, {}, nullptr};

  const Name* person = PersonIn(clause, true, cue.rows.begin);
  if (page_.IsSign(clause.end - 1, Sign::kComma) && person != nullptr) {  // what stands between commas is no subject
    for (const Name& name : names_.Inside(clause)) {
      const bool free = name.rows.begin == clause.begin || !page_.Is(name.rows.begin - 1, kWordPreposition);
      if (name.type == NameType::kPerson && free && page_.IsSign(name.rows.end, Sign::kComma)) {
        person = &name;
        break;
      }
    }
  }
  if (person != nullptr) return NamedPerson(*person, clause);

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
    Range rows{i, part.end};
    while (rows.begin > part.begin && page_.IsWord(rows.begin - 1) && page_.Is(rows.begin - 1, kWordModifier | kWordDeterminer))
      --rows.begin;
    if (page_.input().english)  // "the candidate", "Stein spokesman"
      while (rows.begin > part.begin && page_.IsWord(rows.begin - 1) && !page_.Is(rows.begin - 1, kFunctionWords)) --rows.begin;
    if (rows.size() <= 14) return {Speaker::Kind::kNoun, rows, {}, nullptr};
  }
  if (const Name* name = names_.At(part.end - 1); name != nullptr && name->rows.begin >= part.begin) {
    const bool governed = name->rows.begin > part.begin && page_.Is(name->rows.begin - 1, kWordPreposition);
    if (!governed &&
        (name->rows.size() == part.size() || (page_.Is(part.begin, kWordPreposition) && page_.Is(part.begin + 1, kWordSetting))))
      return NounPhrase(name->rows);
  }
  if (page_.Is(part.begin, kWordPreposition) && page_.Is(part.begin + 1, kWordSetting)) return {};
  if (page_.Is(part.begin, kWordPreposition) && !page_.input().english && part.size() <= 9 && part.begin == clause.begin)
    return NounPhrase({part.begin + 1, part.end});  // "В мэрии сообщили"
  if (const Name* name = FreeName(clause); name != nullptr && name->rows.size() < part.size()) return NounPhrase(name->rows);
  if (part.size() <= 8) return NounPhrase(part);
  if (const Name* name = names_.At(part.end - 1); name != nullptr) return NounPhrase(name->rows);
  return {};
}

Speaker SpeakerFinder::OfSource(const Hit& source, uint32_t limit, uint32_t* end) const {
  if (source.possessive >= 0) {
    const auto row = static_cast<uint32_t>(source.possessive);
    *end = source.rows.end;
    return {Speaker::Kind::kPronoun, {row, row + 1}, {}, nullptr};
  }
  Range rows{source.rows.end, ClauseEnd(source.rows.end, limit)};
  *end = rows.end;
  if (rows.empty() || page_.Is(rows.begin, kWordUnnamed)) return {};
  if (const Name* person = PersonIn(rows, true, source.rows.begin); person != nullptr && !IsMedium(page_, rows))
    return NamedPerson(*person, rows);
  return NounPhrase(rows);
}

Speaker SpeakerFinder::OfSignature(Range rows) const {
  while (!rows.empty() && (page_.IsSign(rows.begin, Sign::kStop) || page_.IsSign(rows.begin, Sign::kComma) ||
                           page_.IsSign(rows.begin, Sign::kDash)))
    ++rows.begin;
  while (!rows.empty() && page_.IsSign(rows.end - 1, Sign::kStop)) --rows.end;
  if (rows.empty() || rows.size() > 60 || !page_.IsCapital(rows.begin)) return {};
  Range name{rows.begin, rows.begin};
  while (name.end < rows.end && name.size() < 6 && !page_.Is(name.end, kWordRole)) {
    const bool initial = page_.word(name.end) == "." && name.size() > 0 && page_.word(name.end - 1).size() <= 2;
    if (!initial && !(page_.IsWord(name.end) && page_.IsCapital(name.end))) break;
    ++name.end;
  }
  if (name.empty()) return {};
  Range title{name.end, rows.end};
  while (!title.empty() && (page_.IsSign(title.begin, Sign::kComma) || page_.IsSign(title.begin, Sign::kDash))) ++title.begin;
  if (title.size() % 2 == 0) {  // "президент России президент России"
    const uint32_t half = title.size() / 2;
    std::string a, b;
    bool doubled = half > 0;
    for (uint32_t i = 0; i < half && doubled; ++i) {
      Fold(page_.word(title.begin + i), &a);
      Fold(page_.word(title.begin + half + i), &b);
      doubled = a == b;
    }
    if (doubled) title.end = title.begin + half;
  }
  if (!title.empty() && page_.IsCapital(title.begin) && !page_.Is(title.begin, kWordRole | kWordModifier)) return {};
  if (title.empty() && name.size() < 2) return {};
  return {Speaker::Kind::kName, name, title, names_.At(name.begin)};
}

}  // namespace lector::quotes
