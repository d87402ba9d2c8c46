#include "phrase.h"

#include <algorithm>

#include "marks.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kMaxSide = 24;       // rows on each side of the head
constexpr uint32_t kMaxTitleRows = 16;  // rows of a title
constexpr uint8_t kCase = RelationOf("case"), kRelative = RelationOf("acl:relcl"), kConj = RelationOf("conj"),
                  kCc = RelationOf("cc");

// One past a name in marks that opens in `row`, by itself or inside quoted words; 0: none does.
uint32_t BehindNameInMarks(const Page& page, uint32_t row) {
  constexpr uint32_t kLongest = 8;
  if (!page.IsSign(row, Sign::kMark) || page.row(row).stretch < 0 || !page.IsCapital(row + 1)) return 0;
  const Stretch& stretch = page.stretches()[static_cast<size_t>(page.row(row).stretch)];
  if (stretch.open == row) return stretch.closed && page.CountWords(stretch.Inside()) <= 5 ? stretch.End() : 0;
  if (ReadMark(page, row).side != Mark::Side::kOpen) return 0;
  for (uint32_t i = row + 1; i < std::min(stretch.close, row + kLongest) && (page.IsWord(i) || page.IsSign(i, Sign::kMark)); ++i)
    if (page.IsSign(i, Sign::kMark)) return ReadMark(page, i).side == Mark::Side::kClose ? i + 1 : 0;
  return 0;
}

bool Belongs(const Page& page, uint32_t i, uint32_t head) {
  const Grammar& grammar = page.grammar();
  const bool acronym = page.row(i).shape == LECTOR_SHAPE_UPPER;  // "МОК" is misread for a verb
  if ((grammar.IsFinite(i) && !acronym) || grammar.Is(i, kRelative)) return false;
  return grammar.Under(i, head);
}

// What noun phrases are made of: words, numbers, "№".
bool IsOfPhrase(const Page& page, uint32_t i) { return page.IsWord(i) || page.IsSign(i, Sign::kNumber) || page.word(i) == "№"; }

// A noun of a person, or a participle that stands for one: "директор", "заведующий".
bool IsRoleNoun(const Page& page, uint32_t i) {
  const Grammar& grammar = page.grammar();
  return page.Is(i, kWordRole) && (grammar.IsNoun(i) || grammar.IsForm(i, LECTOR_VERBFORM_PART));
}

// A title to which the one behind a comma adds: "председатель общества, секретарь комитета" before one name. Two people are
// "президент и премьер Лосев", or have a verb in the plural.
uint32_t ChainBegin(const Page& page, uint32_t begin, uint32_t limit, uint64_t wanted) {
  const Grammar& grammar = page.grammar();
  uint32_t first = begin;
  for (uint32_t i = begin - std::min(begin, 1u);
       i > limit && begin - i < kMaxTitleRows && page.IsSign(begin - 1, Sign::kComma);) {
    --i;
    const Hit* hit = page.HitAt(i);
    if (!IsOfPhrase(page, i) || page.Is(i, kWordPreposition | kWordConjunction | kWordThat | kWordRelative) ||
        (hit != nullptr && !hit->source) || grammar.IsFinite(i))
      break;
    if (grammar.Upos(i) == LECTOR_UPOS_PROPN && grammar.IsAnimate(i)) break;  // named by itself
    if (IsRoleNoun(page, i) && grammar.Case(i) == wanted && grammar.Number(i) != LECTOR_NUMBER_PLUR) first = i;
  }
  if (first == begin) return begin;
  const uint32_t verb = grammar.Is(first, RelationOf("nsubj")) ? grammar.Head(first) : Grammar::kNone;
  if (verb != Grammar::kNone && grammar.Number(verb) == LECTOR_NUMBER_PLUR) return begin;
  while (first > limit && grammar.IsAdjective(first - 1) && grammar.Case(first - 1) == wanted &&
         !page.Is(first - 1, kWordDeterminer | kWordPossessive))
    --first;
  return first;
}

// Whether a comma parts two complements of a noun, of which the last stands behind "и".
bool IsListOf(const Page& page, uint32_t head, uint32_t comma, uint32_t limit) {
  constexpr uint32_t kLongest = 14;
  const Grammar& grammar = page.grammar();
  const auto complement = [&](uint32_t i) {
    return grammar.IsNoun(i) && grammar.Case(i) == LECTOR_CASE_GEN && grammar.Is(i, kConj) && grammar.Under(i, head) &&
           grammar.Head(i) != head;
  };
  if (comma == 0 || grammar.Case(comma - 1) != LECTOR_CASE_GEN || !complement(comma + 1)) return false;
  for (uint32_t i = comma + 1; i + 1 < std::min(limit, comma + kLongest); ++i) {
    if (grammar.Upos(i) == LECTOR_UPOS_CCONJ) return complement(i + 1);
    if (!page.IsSign(i, Sign::kComma) && grammar.Case(i) != LECTOR_CASE_GEN) return false;
  }
  return false;
}

}  // namespace

uint32_t BehindBrackets(const Page& page, uint32_t row) {
  constexpr uint32_t kLongest = 6;  // rows with the brackets
  if (!page.IsSign(row, Sign::kOpen)) return row;
  for (uint32_t i = row + 1; i < std::min(page.size(), row + kLongest); ++i)
    if (page.IsSign(i, Sign::kClose)) return i + 1;
  return row;
}

uint32_t BehindDate(const Page& page, uint32_t comma) {
  constexpr uint32_t kLongest = 6;
  if (!page.IsSign(comma, Sign::kComma) || !page.IsSign(comma + 1, Sign::kNumber)) return comma;
  if (!page.Is(comma + 2, kWordSetting)) return comma;
  for (uint32_t i = comma + 3; i < std::min(page.size(), comma + kLongest); ++i) {
    if (page.IsSign(i, Sign::kComma)) return i;
    if (!page.IsSign(i, Sign::kNumber) && !page.Is(i, kWordSetting)) break;
  }
  return comma;
}

Range PhraseOf(const Page& page, uint32_t head, Range limits) {
  const Grammar& grammar = page.grammar();
  Range phrase{head, head + 1};
  while (phrase.begin > limits.begin && head - phrase.begin < kMaxSide) {
    const uint32_t i = phrase.begin - 1;
    if (!page.IsWord(i) && !page.IsSign(i, Sign::kNumber)) break;
    if ((grammar.Is(i, kCase) && grammar.Head(i) == head) || !Belongs(page, i, head) || page.Is(i, kWordConjunction | kWordAs))
      break;
    const uint8_t upos = grammar.Upos(i);
    if (page.HitAt(i) != nullptr || upos == LECTOR_UPOS_ADV || upos == LECTOR_UPOS_PART || upos == LECTOR_UPOS_ADP) break;
    // "лечащие Лосева | врачи", "прибывшие на место | врачи": of a participle before the noun
    const uint32_t of = grammar.Head(i);
    if (grammar.IsNoun(i) && of != Grammar::kNone && of < i && grammar.IsNoun(head)) break;
    phrase.begin = i;
  }
  while (phrase.end < limits.end && phrase.end - head < kMaxSide) {
    const uint32_t i = phrase.end;
    if (const uint32_t behind = BehindNameInMarks(page, i); behind > i) {
      phrase.end = std::min(behind, limits.end);
      continue;
    }
    const Hit* hit = page.HitAt(i);
    if (hit != nullptr && !hit->source) break;
    if (page.IsSign(i, Sign::kNumber) && grammar.IsAnimate(head) && i == head + 1 && grammar.IsNoun(i + 1))
      break;  // "жене | 33 сообщения"
    if (const uint32_t behind = BehindBrackets(page, i); behind > i) {  // an abbreviation: "фронт (ОФДД)"
      if (behind >= limits.end || !page.IsWord(behind) || !Belongs(page, behind, head)) break;
      phrase.end = behind;
      continue;
    }
    if (grammar.Upos(i) == LECTOR_UPOS_ADP && page.Is(i + 1, kWordSetting | kWordDocument)) break;  // "секретариат на сайте"
    const bool list = page.IsSign(i, Sign::kComma) && IsListOf(page, head, i, limits.end);
    const bool domain = page.word(i) == "." && page.Touches(i) && i + 1 < limits.end && page.Touches(i + 1) && page.IsWord(i + 1);
    if (list || domain) {  // "союз слепых, глухих и немых", "собеседник news.ru"
      phrase.end = i + 2;
      continue;
    }
    const bool stop = page.word(i) == "." && i > 0 && page.word(i - 1).size() <= 2 && page.IsCapital(i - 1);  // initials
    if (!IsOfPhrase(page, i) && !stop) break;
    if (!stop && (!Belongs(page, i, head) || page.Is(i, kWordRelative))) break;  // "автор | которого"
    if (grammar.Upos(i) == LECTOR_UPOS_CCONJ && grammar.Lemma(i + 1) == "сам") break;  // "президент и сам говорил"
    if (grammar.Upos(i) == LECTOR_UPOS_CCONJ && !grammar.IsNoun(i + 1) && !grammar.IsAdjective(i + 1)) break;
    ++phrase.end;
  }
  const auto loose = [&](uint32_t i) {  // "арабы столь же твердо": of the verb
    return grammar.Upos(i) == LECTOR_UPOS_ADV || grammar.Upos(i) == LECTOR_UPOS_PART || grammar.Is(i, kCc) ||
           page.Is(i, kWordPreposition | kWordConjunction);
  };
  while (phrase.end > head + 1 && loose(phrase.end - 1)) --phrase.end;
  return phrase;
}

Range TitleBeforeByCase(const Page& page, Range name, uint32_t limit) {
  const Grammar& grammar = page.grammar();
  limit = std::max({limit, page.SentenceOf(name.begin).begin, name.begin - std::min(name.begin, kMaxTitleRows)});
  uint32_t noun = Grammar::kNone;
  const uint64_t wanted = grammar.Case(name.begin);
  for (uint32_t i = name.begin; i-- > limit;) {
    if (page.IsSign(i, Sign::kMark)) {  // a name in marks, from behind
      if (page.row(i).stretch < 0) break;
      const Stretch& stretch = page.stretches()[static_cast<size_t>(page.row(i).stretch)];
      if (stretch.open < limit || stretch.close != i || BehindNameInMarks(page, stretch.open) == 0) break;
      i = stretch.open;
      continue;
    }
    if (page.IsSign(i, Sign::kClose)) {
      uint32_t open = i;
      while (open > limit && i - open < 5 && !page.IsSign(open, Sign::kOpen)) --open;
      if (!page.IsSign(open, Sign::kOpen)) break;
      i = open;
      continue;
    }
    if (!IsOfPhrase(page, i)) break;
    if (grammar.Upos(i) == LECTOR_UPOS_PROPN && grammar.IsAnimate(i) && wanted != 0 && grammar.Case(i) == wanted &&
        !grammar.Is(i, RelationOf("nmod")))
      break;  // another name
    const Hit* hit = page.HitAt(i);
    const bool role = IsRoleNoun(page, i);
    if ((hit != nullptr && !hit->source) || (grammar.IsVerb(i) && !role) || page.Is(i, kWordThat | kWordRelative)) break;
    if (page.Is(i, kWordSetting) && i > limit && page.Is(i - 1, kWordPreposition)) break;  // "в связи", but "министр связи"
    if (grammar.Upos(i) == LECTOR_UPOS_CCONJ) {  // "основатель и директор"
      const bool complement =
          i > limit && i + 1 < name.begin && grammar.Case(i + 1) == LECTOR_CASE_GEN &&
          (grammar.Case(i - 1) == LECTOR_CASE_GEN || page.IsSign(i - 1, Sign::kMark));  // "министр связи и транспорта"
      if (!complement && (noun != i + 1 || i == limit || !grammar.IsNoun(i - 1))) break;
      continue;
    }
    if (role && (wanted == 0 || grammar.Case(i) == wanted) && !page.Is(i, kWordListener) &&
        !(page.Is(i, kWordGroup) && !grammar.IsAnimate(i))) {  // "защита", "власти" are no title
      // A noun behind a preposition of its own is a complement: "специалист по кадрам".
      if (i > limit && grammar.Upos(i - 1) == LECTOR_UPOS_ADP && noun != Grammar::kNone) break;
      if (noun != Grammar::kNone && !grammar.IsNoun(i) && grammar.Upos(i + 1) == LECTOR_UPOS_ADP)
        break;  // "осуждённый в 2013 году полковник"
      noun = i;
    }
  }
  if (noun == Grammar::kNone) return {};
  if (grammar.Number(noun) == LECTOR_NUMBER_PLUR && grammar.Number(name.begin) == LECTOR_NUMBER_SING)
    return {};  // "защитники Лосевой"
  if (grammar.Case(name.begin) != LECTOR_CASE_NOM && grammar.Is(name.begin, RelationOf("nmod")) &&
      grammar.Head(name.begin) == noun && grammar.Case(noun) != grammar.Case(name.begin))
    return {};  // "первенец Криштиану Роналду"
  Range title{noun, name.begin};
  while (title.begin > limit && grammar.IsAdjective(title.begin - 1) && grammar.Case(title.begin - 1) == grammar.Case(noun) &&
         !page.Is(title.begin - 1, kWordDeterminer | kWordPossessive))
    --title.begin;
  for (uint32_t begin = 0; begin != title.begin;)
    begin = title.begin, title.begin = ChainBegin(page, title.begin, limit, grammar.Case(noun));
  return title;
}

uint32_t FirstNoun(const Page& page, Range rows) {
  const Grammar& grammar = page.grammar();
  // "согласно оглашенному в понедельник решению", "со слов знакомого с ним врача": the noun of the participle or adjective
  uint32_t first = rows.begin;
  while (first < rows.end && grammar.Upos(first) == LECTOR_UPOS_ADV) ++first;
  if (first < rows.end && grammar.IsAdjective(first) && !page.Is(first, kWordRole))
    for (uint32_t i = first + 1; i < rows.end && page.IsWord(i); ++i)
      if (grammar.IsNoun(i) && grammar.Case(i) == grammar.Case(first) &&
          (grammar.Head(first) == i ||
           (grammar.IsForm(first, LECTOR_VERBFORM_PART) && grammar.Number(i) == grammar.Number(first) &&
            grammar.Gender(i) == grammar.Gender(first))))
        return i;
  // "знакомые артиста": an adjective that stands for people
  if (first < rows.end && grammar.Upos(first) == LECTOR_UPOS_ADJ && grammar.has_tree() &&
      !grammar.Is(first, RelationOf("amod")) && grammar.IsNoun(first + 1) && first + 1 < rows.end &&
      grammar.Case(first + 1) != grammar.Case(first) && grammar.Head(first + 1) == first)
    return first;
  for (uint32_t i = rows.begin; i < rows.end; ++i) {
    if (page.Is(i, kWordPossessive) && i + 1 < rows.end && (grammar.IsNoun(i + 1) || grammar.IsAdjective(i + 1))) continue;
    if (grammar.IsNoun(i) || grammar.IsPronoun(i)) return i;
    if (page.Is(i, kWordRole) && grammar.IsForm(i, LECTOR_VERBFORM_PART) && !(i + 1 < rows.end && grammar.IsNoun(i + 1)))
      return i;  // "обвиняемый", "пострадавшая"
    if (grammar.Upos(i) == LECTOR_UPOS_NUM && grammar.Upos(i + 1 < rows.end ? i + 1 : i) == LECTOR_UPOS_ADP) return i;
    if (!page.IsWord(i) && !page.IsSign(i, Sign::kNumber)) return Grammar::kNone;
  }
  return Grammar::kNone;
}

bool OpensOpposite(const Page& page, uint32_t row) {
  const std::string_view word = page.word(row);
  if (word == "а") return true;
  if (row + 2 >= page.size()) return false;
  if (word == "тогда") return page.word(row + 1) == "как";
  return word == "в" && page.word(row + 1) == "то" && page.word(row + 2) == "время";
}

uint32_t VerbOf(const Page& page, const Hit& cue) {
  for (uint32_t i = cue.rows.begin; i < cue.rows.end; ++i)
    if (page.grammar().IsVerb(i)) return i;
  return cue.rows.begin;
}

uint32_t HeadOf(const Page& page, Range phrase) {
  if (page.grammar().known()) return FirstNoun(page, phrase);
  for (uint32_t i = phrase.begin; i < phrase.end; ++i)
    if (page.Is(i, kWordRole)) return i;
  return phrase.empty() ? Grammar::kNone : phrase.begin;
}

}  // namespace lector::quotes
