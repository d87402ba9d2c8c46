#include "speaker.h"

#include <algorithm>
#include <string>

#include "english_clause.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

constexpr std::string_view kByPosition = "subject by position", kOfSource = "noun of the source phrase",
                           kOfSignature = "signature";
constexpr uint32_t kMaxClause = 24;  // rows of a subject behind its cue
// The dot of "Example.com", not of "С.Лосева".
bool IsDomainDot(const Page& page, uint32_t i) {
  if (i > 0 && page.word(i - 1).size() <= 2 && page.IsCapital(i - 1)) return false;
  return page.word(i) == "." && i > 0 && i + 1 < page.size() && page.Touches(i) && page.Touches(i + 1) && page.IsWord(i - 1) &&
         page.IsWord(i + 1);
}

// English: "the White House | on Tuesday", "minutes | published Friday".
Range WithoutTime(const Page& page, Range rows) {
  if (rows.size() > 2 && IsTime(page, rows.end - 1)) {
    if (page.Is(rows.end - 2, kWordPreposition)) rows.end -= 2;
    else if (page.word(rows.end - 2).ends_with("ed")) rows.end -= 2;
    else --rows.end;
  }
  return rows;
}

constexpr uint32_t kFunctionWords = kWordPreposition | kWordConjunction | kWordThat | kWordAs | kWordLinking | kWordRelative;

}  // namespace

bool SpeakerFinder::IsMedium(Range rows) const {
  while (!rows.empty() && page_.IsSign(rows.begin, Sign::kMark)) ++rows.begin;
  while (!rows.empty() && page_.IsSign(rows.end - 1, Sign::kMark)) --rows.end;
  if (rows.empty()) return false;
  uint32_t noun = rows.begin;  // "местная газета"
  while (noun + 1 < rows.end && (page_.grammar().IsAdjective(noun) || page_.grammar().Upos(noun) == LECTOR_UPOS_DET)) ++noun;
  if (page_.Is(noun, kWordMedium)) return true;
  if (!page_.input().english && page_.word(rows.begin) == "The") return true;  // "согласно The Norland Reporter"
  if (page_.grammar().known() && page_.Is(noun, kWordRole) && page_.grammar().IsAnimate(noun))
    return false;  // "собеседник site.ru"
  if (const Name* name = names_.At(rows.begin); name != nullptr) {
    if (name->medium && name->rows.end >= rows.end) return true;
    rows.end = std::max(rows.end, name->rows.end);
    if (page_.IsCapital(rows.begin) && page_.Is(name->rows.end - 1, kWordMedium) && name->rows.size() > 1) return true;
  }
  for (uint32_t i = rows.begin; i <= rows.end && i < page_.size(); ++i)
    if (IsDomainDot(page_, i)) return true;
  return false;
}

Speaker SpeakerFinder::Behind(const Hit& cue, uint32_t limit) const {
  if (page_.grammar().has_tree()) {
    const Speaker speaker = ByGrammar(cue, {cue.rows.end, limit});
    if (speaker.kind != Speaker::Kind::kNone) return speaker;
  }
  return Plausible(Found(BehindByPosition(cue, limit), kByPosition), cue);
}

Speaker SpeakerFinder::Before(const Hit& cue, uint32_t limit) const {
  if (page_.grammar().has_tree()) {
    const Speaker speaker = ByGrammar(cue, {limit, cue.rows.begin});
    if (speaker.kind != Speaker::Kind::kNone) return speaker;
  }
  return Plausible(Found(BeforeByPosition(cue, limit), kByPosition), cue);
}

Speaker SpeakerFinder::Around(const Hit& cue, Range sentence) const {
  if (page_.grammar().has_tree()) {
    const Speaker speaker = ByGrammar(cue, sentence);
    if (speaker.kind != Speaker::Kind::kNone) return speaker;
  }
  const bool converb = page_.grammar().has_tree() && (cue.cue->types & kCueGerund) != 0;  // its subject stands before it
  const Speaker behind = converb ? Speaker{} : Plausible(Found(BehindByPosition(cue, sentence.end), kByPosition), cue);
  if (behind.kind != Speaker::Kind::kNone) return behind;
  return Plausible(Found(BeforeByPosition(cue, sentence.begin), kByPosition), cue);
}

// What position took for a subject, unless grammar says that it is none.
Speaker SpeakerFinder::Plausible(const Speaker& speaker, const Hit& cue) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.known() || speaker.mention.empty() || page_.input().english) return speaker;
  if (page_.Is(speaker.mention.begin, kWordRelative)) return {};
  if (speaker.mention.begin > 0 && grammar.Lemma(speaker.mention.begin - 1) == "свой") return {};  // "со своей стороны"
  if (speaker.mention.begin > 0 && page_.Is(speaker.mention.begin - 1, kWordPreposition)) {  // "в мэрии сообщили"
    if (grammar.Lemma(speaker.mention.begin) == "свой") return {};  // "в своём посте обещал"
    const uint32_t noun = FirstNoun(page_, speaker.mention);
    return noun == Grammar::kNone || grammar.Case(noun) == LECTOR_CASE_LOC ? speaker : Speaker{};
  }
  const uint32_t head = speaker.kind == Speaker::Kind::kName ? speaker.mention.begin : HeadOf(page_, speaker.mention);
  if (head == Grammar::kNone) return {};
  const bool nominative = grammar.CanBe(head, LECTOR_CASE_NOM) || grammar.Upos(head) == LECTOR_UPOS_NUM;
  return nominative && (!grammar.IsFinite(cue.rows.begin) || grammar.Agrees(head, cue.rows.begin)) ? speaker : Speaker{};
}

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
        // "Sen. Jane Lowe", "the U.S. attorney": what ends no sentence
        if (page_.input().english && page_.word(i) == "." && page_.Touches(i) && row.stretch < 0 && i + 1 < limit &&
            page_.IsWord(i + 1) && page_.row(i + 1).stretch < 0 && i + 1 < page_.SentenceOf(i).end)
          break;
        return i;
      case Sign::kMark: {  // a name in marks belongs to the clause, quoted words do not
        if (row.stretch < 0) return i;
        const Stretch& stretch = page_.stretches()[static_cast<size_t>(row.stretch)];
        if (stretch.open != i || !stretch.closed || page_.CountWords(stretch.Inside()) > 4 || !page_.IsCapital(i + 1)) return i;
        i = stretch.close;
        break;
      }
      case Sign::kOpen: {
        const uint32_t behind = BehindBrackets(page_, i);
        if (behind == i || behind > limit) return i;
        i = behind - 1;
        break;
      }
      case Sign::kComma: {
        const uint32_t date = BehindDate(page_, i);
        if (date == i || date >= limit) return i;
        i = date;
        break;
      }
      default:
        return i;
    }
  }
  return limit;
}

Speaker SpeakerFinder::NamedPerson(const Name& name, Range clause) const {
  Speaker speaker{Speaker::Kind::kName, name.rows, {}, &name};
  speaker.title = names_.TitleBefore(name.rows, clause.begin);
  if (speaker.title.empty()) speaker.title = names_.TitleBehind(name.rows, page_.SentenceOf(name.rows.begin).end);
  return speaker;
}

// Roles, organisations and what is left: "источник в МВД", "Минфин", "очевидцы".
Speaker SpeakerFinder::NounPhrase(Range rows) const {
  if (const Name* last = rows.empty() ? nullptr : names_.At(rows.end - 1);  // "Chipmaker | Novatel"
      page_.input().english && last != nullptr && last->type == NameType::kOrganization && !last->medium &&
      last->rows.begin == rows.begin + 1 && last->rows.end == rows.end && page_.IsWord(rows.begin) &&
      !page_.Is(rows.begin, kFunctionWords))
    return {Speaker::Kind::kName, last->rows, {}, last};
  if (page_.input().english && rows.size() > 1 && page_.Is(rows.begin, kWordDeterminer))  // "the | Public Accounts Committee"
    if (const Name* named = names_.At(rows.begin + 1);
        named != nullptr && !named->medium && named->rows.begin == rows.begin + 1 && named->rows.end >= rows.end)
      return {Speaker::Kind::kName, named->rows, {}, named};
  const auto share = [this](uint32_t i) {
    return page_.input().english && page_.IsSign(i, Sign::kNumber) && page_.IsWord(i + 1);
  };
  for (uint32_t i = rows.begin; page_.input().english && i + 2 < rows.end && i < rows.begin + 4; ++i)
    if ((page_.word(i) == "percent" || page_.word(i) == "%") && page_.word(i + 1) == "of")  // who they are
      return {Speaker::Kind::kNoun, {i + 2, rows.end}, {}, nullptr};
  while (!rows.empty() && (page_.Is(rows.begin, kWordAdverb | kWordListener | kWordLinking) || !page_.IsWord(rows.begin)) &&
         !share(rows.begin) && !page_.Is(rows.begin, kWordRole) && !page_.IsSign(rows.begin, Sign::kMark))
    ++rows.begin;
  const auto told = [&] {  // "two former employees", "the city council": those who speak rather than those spoken to
    return rows.size() > 1 && page_.Is(rows.end - 1, kWordListener) &&
           (page_.input().english || page_.Is(rows.end - 2, kWordModifier | kWordDeterminer) ||
            page_.IsSign(rows.end - 2, Sign::kNumber));
  };
  const auto adverb = [this](uint32_t i) {
    const uint8_t upos = page_.grammar().Upos(i);
    return page_.Is(i, kWordAdverb | kWordListener) || upos == LECTOR_UPOS_ADV || upos == LECTOR_UPOS_PART;
  };
  while (rows.size() > 1 && adverb(rows.end - 1) && !told()) --rows.end;
  while (!rows.empty() && page_.Is(rows.end - 1, kWordAdverb | kWordListener) && !told()) --rows.end;
  for (uint32_t i = rows.begin + 1; page_.input().english && i < rows.end; ++i)
    if (page_.word(i) == "who") rows.end = i;  // "two officials | who were there"
  if (page_.input().english) rows = WithoutTime(page_, rows);
  if (!rows.empty() && page_.IsSign(rows.end - 1, Sign::kClose))  // "газета «Стампа» (La Stampa)"
    for (uint32_t i = rows.end - 1; i > rows.begin && rows.end - i < 6; --i)
      if (page_.IsSign(i, Sign::kOpen)) {
        rows.end = i;
        break;
      }
  if (rows.empty() || page_.CountWords(rows) == 0) return {};
  if (rows.size() == 1 && page_.Is(rows.begin, kWordPronoun)) return {Speaker::Kind::kPronoun, rows, {}, nullptr};
  if (page_.Is(rows.begin, kWordPronoun) && rows.size() < 8)
    return {Speaker::Kind::kPronoun, {rows.begin, rows.begin + 1}, {}, nullptr};
  const Name* name = names_.At(rows.begin);
  if (IsMedium(rows)) return {Speaker::Kind::kMedium, rows, {}, name};
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

// "According to Jane Lowe, head of research at Acme, sales fell", "…, Rosa Tan, 61, …", "…, Jane Lowe, who runs it, …".
uint32_t SpeakerFinder::AppositionEndInEnglish(Range rows, uint32_t limit) const {
  constexpr uint32_t kLongest = 16;
  const uint32_t end = rows.end;
  const Name* name = rows.empty() ? nullptr : names_.At(end - 1);
  if (!page_.IsSign(end, Sign::kComma)) return end;
  bool person = false;
  for (uint32_t i = rows.begin; i < end && !page_.Is(i, kWordPreposition); ++i)
    person = person || (page_.Is(i, kWordRole) && !page_.Is(i, kWordGroup | kWordDocument));
  if (const Name* behind = person ? names_.At(end + 1) : nullptr;  // "the mayor of Linden, Jane Lowe", but not "a report, Lee"
      (name == nullptr || name->type != NameType::kPerson) && behind != nullptr && behind->type == NameType::kPerson &&
      behind->rows.begin == end + 1 &&
      (page_.IsSign(behind->rows.end, Sign::kComma) || page_.IsSign(behind->rows.end, Sign::kStop)))
    return behind->rows.end;
  if (name == nullptr || name->rows.end != end) return end;
  if (const Range title = names_.TitleBehind(name->rows, limit); !title.empty()) return title.end;
  const auto closes = [this](uint32_t i) { return page_.IsSign(i, Sign::kComma) || page_.IsSign(i, Sign::kStop); };
  if (page_.IsSign(end + 1, Sign::kNumber) && closes(end + 2)) return end + 2;
  if (page_.Is(end + 1, kWordRelative))
    for (uint32_t i = end + 2; i < std::min(limit, end + kLongest); ++i)
      if (page_.IsSign(i, Sign::kComma)) return i;
  if (page_.IsCapital(end + 1) && page_.word(end + 1).find('-') == 1 && closes(end + 2)) return end + 2;  // "D-Ohio"
  return end;
}

// "по словам Лосева, главы района, мост готов": behind a name in the genitive a role in the genitive, up to the next comma, with
// no verb between, whatever the parser made of it; the end of the name: it is otherwise.
uint32_t SpeakerFinder::BehindRole(Range rows, uint32_t limit) const {
  constexpr uint32_t kLongest = 14;
  const Grammar& grammar = page_.grammar();
  const Name* name = rows.empty() ? nullptr : names_.At(rows.end - 1);
  if (!grammar.has_tree() || name == nullptr || name->type != NameType::kPerson || name->rows.end != rows.end ||
      !page_.IsSign(rows.end, Sign::kComma) || grammar.Case(name->rows.begin) != LECTOR_CASE_GEN)
    return rows.end;
  uint32_t i = rows.end + 1;
  // animate nouns have one form for the genitive and the accusative
  while (i < limit && grammar.IsAdjective(i) && grammar.CanBe(i, LECTOR_CASE_GEN) && grammar.Case(i) != LECTOR_CASE_NOM) ++i;
  if (!page_.Is(i, kWordRole) || !grammar.CanBe(i, LECTOR_CASE_GEN, LECTOR_NUMBER_SING) || grammar.Case(i) == LECTOR_CASE_NOM ||
      grammar.Number(i) == LECTOR_NUMBER_PLUR)
    return rows.end;
  for (; i < std::min(limit, rows.end + kLongest); ++i) {
    if (page_.IsSign(i, Sign::kComma)) return i + 1 < limit ? i : rows.end;
    if (grammar.IsFinite(i) || page_.Is(i, kWordRelative)) break;
  }
  return rows.end;
}

// One past what stands in apposition behind a noun: "по словам Лосева, главы района, …".
uint32_t SpeakerFinder::AppositionEnd(Range rows, uint32_t limit) const {
  const Grammar& grammar = page_.grammar();
  uint32_t end = rows.end;
  if (page_.input().english) return AppositionEndInEnglish(rows, limit);
  if (const Name* behind = page_.IsSign(end, Sign::kComma) ? names_.At(end + 1) : nullptr;  // "матери погибшего, Норы Дунды, …"
      behind != nullptr && behind->type == NameType::kPerson && behind->rows.begin == end + 1 && grammar.has_tree() &&
      page_.IsSign(behind->rows.end, Sign::kComma) && grammar.Case(end + 1) == LECTOR_CASE_GEN)
    if (const uint32_t noun = FirstNoun(page_, rows); noun != Grammar::kNone && page_.Is(noun, kWordRole) &&
                                                      grammar.Case(noun) == LECTOR_CASE_GEN && names_.At(noun) == nullptr)
      return behind->rows.end;
  for (int more = 0; more < 3 && grammar.has_tree() && page_.IsSign(end, Sign::kComma); ++more) {
    const uint32_t noun = FirstNoun(page_, {end + 1, limit});
    if (noun == Grammar::kNone || !grammar.Is(noun, RelationOf("appos")) || !grammar.Under(noun, FirstNoun(page_, rows))) break;
    if (grammar.Case(noun) != grammar.Case(FirstNoun(page_, rows))) break;
    end = ClauseEnd(noun, limit);
  }
  return end > rows.end ? end : BehindRole(rows, limit);
}

// «…Лосев, по словам которого мост готов»: whose name or noun stands before the comma.
Speaker SpeakerFinder::OfRelative(uint32_t relative, const Hit& source, uint32_t* end) const {
  *end = relative + 1;
  const Range sentence = page_.SentenceOf(relative);
  if (source.rows.begin < sentence.begin + 2 || !page_.IsSign(source.rows.begin - 1, Sign::kComma)) return {};
  uint32_t before = source.rows.begin - 2;
  if (source.cue->lemma == "согласно") {  // "решение суда, согласно которому": the document
    const uint32_t verb = page_.grammar().Head(relative);
    before = verb == Grammar::kNone ? Grammar::kNone : page_.grammar().Head(verb);
    if (before == Grammar::kNone || before >= source.rows.begin) return {};
    if (!page_.Is(before, kWordDocument) || page_.Is(before, kWordStatute)) return {};
  }
  const Range allowed{sentence.begin, source.rows.begin - 1};
  if (const Name* name = names_.At(before); name != nullptr) return Found(NamedPerson(*name, allowed), kOfSource);
  return page_.grammar().IsNoun(before) ? Found(AtNoun(before, allowed), kOfSource) : Speaker{};
}

Speaker SpeakerFinder::OfSource(const Hit& source, uint32_t limit, uint32_t* end) const {
  if (source.possessive >= 0) {
    const auto row = static_cast<uint32_t>(source.possessive);
    *end = source.rows.end;
    return {Speaker::Kind::kPronoun, {row, row + 1}, {}, nullptr, kOfSource};
  }
  if (page_.Is(source.rows.end, kWordRelative)) return OfRelative(source.rows.end, source, end);
  Range rows{source.rows.end, ClauseEnd(source.rows.end, limit)};
  *end = AppositionEnd(rows, limit);
  if (rows.empty() || page_.Is(rows.begin, kWordUnnamed)) return {};
  if (rows.size() == 1 && page_.word(rows.begin) == "то") return {};   // "ссылаясь на то, что"
  if (page_.grammar().Upos(rows.begin) == LECTOR_UPOS_ADP) return {};  // "по сообщениям из столицы"
  if (page_.input().english && *end > rows.end)  // "her brother, Tom Hale"
    if (const Name* behind = names_.At(*end - 1);
        behind != nullptr && behind->type == NameType::kPerson && behind->rows.begin == rows.end + 1)
      return Found(NamedPerson(*behind, {rows.begin, *end}), kOfSource);
  if (page_.input().english)                                           // "according to a new poll"
    for (uint32_t i = rows.begin; i < rows.end; ++i)
      if (page_.Is(i, kWordUnnamed) && !page_.IsCapital(i)) return {};  // but "the Geological Survey"
  if (page_.grammar().has_tree()) {
    if (const uint32_t noun = FirstNoun(page_, rows); noun != Grammar::kNone) {
      const Speaker speaker = AtNoun(noun, {rows.begin, std::max(rows.end, *end)});
      if (page_.Is(noun, kWordStatute | kWordUnnamed)) return {};
      for (uint32_t i = noun + 1; i < speaker.mention.end && !page_.grammar().IsAnimate(noun); ++i)
        if (page_.Is(i, kWordStatute)) return {};  // "согласно редакции закона"
      bool medium = false;  // "согласно сообщению государственного агентства"
      for (uint32_t i = noun + 1; i < speaker.mention.end; ++i) medium = medium || page_.Is(i, kWordMedium);
      if (page_.Is(noun, kWordDocument) && (medium || IsMedium({noun + 1, speaker.mention.end})))
        return {Speaker::Kind::kMedium, rows, {}, nullptr};
      if (speaker.kind != Speaker::Kind::kNone) {
        bool verb = false;  // "по словам Лосева ни одна из дорог не закрыта": the comma is missing
        for (uint32_t i = speaker.mention.end; i < *end && i < rows.end; ++i)
          verb = verb || page_.grammar().IsFinite(i) || page_.grammar().Is(i, RelationOf("nsubj"));
        if (verb || (*end < limit && !page_.IsSign(*end, Sign::kComma))) *end = std::max(speaker.mention.end, noun + 1);
        return Found(speaker, kOfSource);
      }
    }
  }
  if (const Name* person = PersonIn(rows, true, source.rows.begin); person != nullptr && !IsMedium(rows))
    return Found(NamedPerson(*person, rows), kOfSource);
  if (rows.size() == 1 && page_.Is(rows.begin, kWordListener))  // "according to police": nobody is spoken to here
    return Found({Speaker::Kind::kNoun, rows, {}, nullptr}, kOfSource);
  return Found(NounPhrase(rows), kOfSource);
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
  return {Speaker::Kind::kName, name, title, names_.At(name.begin), kOfSignature};
}

}  // namespace lector::quotes
