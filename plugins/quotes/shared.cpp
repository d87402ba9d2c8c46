#include <algorithm>

#include "english_clause.h"
#include "forms.h"
#include "marks.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kCueDistance = 3;    // words between a dash and the cue behind it: "— как добавил"
constexpr uint32_t kThatDistance = 16;  // rows between a cue and its "что"

// The cue that stands behind a dash or a comma, with nothing but loose words between; nullptr: none.
const Hit* CueBehind(const Page& page, uint32_t from, uint32_t limit) {
  for (uint32_t i = from; i < std::min(limit, from + kCueDistance + 1); ++i) {
    const Hit* hit = page.HitAt(i);
    if (hit != nullptr && CanQuote(*hit, true)) return hit;
    if (!page.IsWord(i)) return nullptr;
  }
  return nullptr;
}

// "…, сообщает «Вестник»": nothing but a name in marks behind a cue; whoever it is, it carries.
bool NameInMarksBehind(const Page& page, const Hit& cue) {
  const uint32_t row = cue.rows.end;
  if (cue.source || !page.IsSign(row, Sign::kMark) || page.row(row).stretch < 0) return false;
  const Stretch& stretch = page.stretches()[static_cast<size_t>(page.row(row).stretch)];
  return stretch.open == row && stretch.closed && page.CountWords(stretch.Inside()) <= 4 && page.IsCapital(row + 1);
}

// "INTERFAX.RU — Завод закрыт": where the words begin behind the agency that opens a paragraph.
uint32_t BehindCredit(const Context& context, Range rows) {
  constexpr uint32_t kLongest = 6;  // rows of the agency's name
  const Page& page = context.page;
  if (rows.empty() || page.SentenceOf(rows.begin).begin != rows.begin) return rows.begin;
  for (uint32_t i = rows.begin + 1; i < rows.end && i <= rows.begin + kLongest; ++i) {
    if (!page.IsSign(i, Sign::kDash)) continue;
    return context.speakers.IsMedium({rows.begin, i}) && page.IsCapital(i + 1) ? i + 1 : rows.begin;
  }
  return rows.begin;
}

}  // namespace

bool IsSpeech(const Page& page, const Stretch& stretch) {
  const Range inside = stretch.Inside();
  const uint32_t words = page.CountWords(inside);
  if (words < 2) return false;
  if (!page.IsCapital(inside.begin) && page.IsWord(inside.begin)) return true;
  return words >= 5;
}

bool OpensClauseBehind(const Page& page, const Hit& source, uint32_t begin, uint32_t limit) {
  const Grammar& grammar = page.grammar();
  const uint32_t first = source.rows.begin;
  if (!source.source || source.possessive < 0 || !grammar.has_tree() || first < begin + 2 || page.row(first).stretch >= 0 ||
      !page.IsSign(first - 1, Sign::kComma) || !page.IsSign(source.rows.end, Sign::kComma))
    return false;
  bool before = false, behind = false;
  for (uint32_t i = begin; i < first; ++i) before = before || grammar.IsFinite(i);
  // The clause goes on behind the parenthesis: "мост, по его словам, готов" has its verb there alone.
  for (uint32_t i = source.rows.end + 1; i < limit; ++i) {
    if (page.IsSign(i, Sign::kComma) && page.row(i).stretch < 0) break;
    behind = behind || grammar.IsFinite(i);
  }
  bool subject = false;
  for (uint32_t i = source.rows.end + 1; i < limit && !subject && !(page.IsSign(i, Sign::kComma) && page.row(i).stretch < 0); ++i)
    subject = grammar.Is(i, RelationOf("nsubj")) || grammar.Is(i, RelationOf("nsubj:pass"));
  return before && behind && subject;
}

Kind KindOfClause(const Page& page, Range rows) {
  int32_t seen = -1;
  for (uint32_t i = rows.begin; i < rows.end; ++i) {
    const int32_t s = page.row(i).stretch;
    if (s < 0 || s == seen) continue;
    seen = s;
    if (IsSpeech(page, page.stretches()[static_cast<size_t>(s)])) return Kind::kMixed;
  }
  return Kind::kIndirect;
}

Range ClauseContent(const Context& context, Range rows) {
  const Page& page = context.page;
  rows = page.Trim(rows);
  rows.begin = BehindCredit(context, rows);
  // A carrier at the end: the last comma with a cue behind it whose subject is a medium.
  for (const Hit& hit : page.Hits(rows)) {
    if (hit.rows.begin == rows.begin || !page.IsSign(hit.rows.begin - 1, Sign::kComma) || page.row(hit.rows.begin).stretch >= 0)
      continue;
    uint32_t end = 0;
    const Speaker speaker = hit.source ? context.speakers.OfSource(hit, rows.end, &end) : context.speakers.Behind(hit, rows.end);
    if ((speaker.kind == Speaker::Kind::kMedium || NameInMarksBehind(page, hit)) && rows.end - hit.rows.begin < 12) {
      rows.end = hit.rows.begin - 1;
      break;
    }
  }
  rows = page.Trim(rows);
  if (rows.empty()) return rows;
  const int32_t s = page.row(rows.begin).stretch;
  if (s >= 0) {
    const Stretch& stretch = page.stretches()[static_cast<size_t>(s)];
    if (stretch.open == rows.begin && stretch.End() == rows.end) rows = page.Trim(stretch.Inside());
  }
  return rows;
}

namespace {

// The row of the relative pronoun in "который", "в котором" at `row`; kNone: none.
uint32_t RelativeAt(const Page& page, uint32_t row) {
  if (page.Is(row, kWordRelative)) return row;
  return page.Is(row, kWordPreposition) && page.Is(row + 1, kWordRelative) ? row + 1 : Grammar::kNone;
}

// The comma that ends the clause of `verb`, behind `from`; `limit`: it runs to the end.
uint32_t ClauseEndOf(const Page& page, uint32_t verb, uint32_t from, uint32_t limit) {
  for (uint32_t i = from; i + 1 < limit; ++i) {
    const bool opens = page.grammar().Upos(i + 1) == LECTOR_UPOS_SCONJ || RelativeAt(page, i + 1) != Grammar::kNone;
    if (page.IsSign(i, Sign::kComma) && page.row(i).stretch < 0 && !opens && !page.grammar().Under(i + 1, verb)) return i;
  }
  return limit;
}

}  // namespace

uint32_t BehindModifier(const Page& page, uint32_t comma, uint32_t limit) {
  const Grammar& grammar = page.grammar();
  if (!grammar.has_tree() || !page.IsSign(comma, Sign::kComma)) return comma;
  uint32_t verb = Grammar::kNone;
  if (const uint32_t relative = RelativeAt(page, comma + 1); relative != Grammar::kNone) verb = grammar.Head(relative);
  else if (grammar.IsAdjective(comma + 1) && grammar.Case(comma + 1) > LECTOR_CASE_NOM &&
           (grammar.Head(comma + 1) < comma ||
            (comma > 0 && grammar.IsNoun(comma - 1) && grammar.Case(comma - 1) == grammar.Case(comma + 1) &&
             grammar.Gender(comma - 1) == grammar.Gender(comma + 1))))
    verb = comma + 1;
  if (verb == Grammar::kNone || verb <= comma || verb >= limit) return comma;
  const uint32_t end = ClauseEndOf(page, verb, verb + 1, limit);
  return end < limit ? end : comma;
}

Range SubordinateClause(const Page& page, Range attribution, Range sentence) {
  constexpr uint32_t kBack = 40;
  const Grammar& grammar = page.grammar();
  if (!grammar.has_tree() || attribution.begin <= sentence.begin + 1) return {};
  const uint32_t limit = std::max(sentence.begin + 1, attribution.begin - std::min(attribution.begin, kBack));
  for (uint32_t i = attribution.begin; i-- > limit;) {
    if (!page.IsSign(i, Sign::kComma) || page.row(i).stretch >= 0) continue;
    const uint32_t relative = RelativeAt(page, i + 1);
    uint32_t begin = i + 1;
    while (begin < attribution.begin && (grammar.Upos(begin) == LECTOR_UPOS_SCONJ || page.Is(begin, kWordThat) ||
                                         (begin == i + 1 && (page.word(begin) == "а" || page.word(begin) == "но" ||
                                                             page.word(begin) == "так" || page.word(begin) == "потому"))))
      ++begin;
    if (relative == Grammar::kNone && begin == i + 1) continue;
    uint32_t opener = relative != Grammar::kNone ? relative : begin - 1;
    if (grammar.Is(opener, RelationOf("fixed")) && grammar.Head(opener) != Grammar::kNone)
      opener = grammar.Head(opener);  // "потому что"
    const uint32_t verb = grammar.Head(opener);
    if (verb == Grammar::kNone || verb < attribution.end || verb >= sentence.end) return {};  // closed before, or misread
    const uint32_t end = ClauseEndOf(page, verb, verb + 1, sentence.end);
    if (relative != Grammar::kNone || page.CountWords({begin, attribution.begin}) == 0) begin = attribution.end;
    return {begin, end};
  }
  return {};
}

Interrupted SplitInterrupted(const Context& context, Range rows) {
  const Page& page = context.page;
  Interrupted out;
  uint32_t from = rows.begin, depth = 0;
  std::vector<Range> content;
  for (uint32_t i = rows.begin; i < rows.end; ++i) {
    if ((i & 255u) == 0) context.check();
    if (page.IsSign(i, Sign::kMark)) {
      if (ReadMark(page, i).side == Mark::Side::kOpen) ++depth;
      else if (depth > 0) --depth;
    }
    if (depth > 0 || !page.IsSign(i, Sign::kDash) || i == rows.begin) continue;
    const Sign before = page.row(i - 1).sign;
    if (before != Sign::kComma && before != Sign::kStop && before != Sign::kMark) continue;
    const Hit* cue = CueBehind(page, i + 1, rows.end);
    if (cue == nullptr) continue;
    content.push_back({from, i});
    uint32_t end = cue->rows.end;  // of the attribution: the next dash behind a comma or a stop
    while (end < rows.end &&
           !(page.IsSign(end, Sign::kDash) && (page.IsSign(end - 1, Sign::kComma) || page.IsSign(end - 1, Sign::kStop))))
      ++end;
    if (out.cue == nullptr) {
      out.cue = cue;
      out.speaker = context.speakers.Behind(*cue, end);
      if (out.speaker.kind == Speaker::Kind::kNone && cue->rows.begin > i + 1) out.speaker = context.speakers.Before(*cue, i + 1);
    }
    from = std::min(end + 1, rows.end);
    i = end;
  }
  if (out.cue == nullptr) return out;
  content.push_back({from, rows.end});
  for (Range range : content) {
    range = page.Trim(range);
    if (page.CountWords(range) > 0) out.content.push_back(range);
  }
  return out;
}

bool CanQuote(const Hit& hit, bool states) {
  return !hit.source && (hit.cue->types & (kCueSay | kCueDirect)) != 0 && (states || (hit.cue->types & kCueState) == 0);
}

const Hit* LastCue(const Page& page, Range rows, bool states) {
  const Hit* found = nullptr;
  for (const Hit& hit : page.Hits(rows))
    if (CanQuote(hit, states) && page.row(hit.rows.begin).stretch < 0) found = &hit;
  return found;
}

Speaker SubjectOf(const Context& context, const Hit& cue, Range sentence) {
  if (context.page.grammar().has_tree()) return context.speakers.Around(cue, sentence);
  const Speaker before = context.speakers.Before(cue, sentence.begin);
  if ((cue.cue->types & kCueGerund) != 0) return before;
  if (before.kind == Speaker::Kind::kName || before.kind == Speaker::Kind::kPronoun) return before;
  if (context.page.input().english) return before;
  const Speaker behind = context.speakers.Behind(cue, sentence.end);
  if (before.kind == Speaker::Kind::kNone || behind.kind == Speaker::Kind::kName) return behind;
  return before;
}

Speaker NamedBehind(const Context& context, const Speaker& speaker) {
  const Page& page = context.page;
  if (speaker.kind != Speaker::Kind::kNoun || !page.IsSign(speaker.mention.end, Sign::kComma)) return speaker;
  const Name* apposed = context.names.At(speaker.mention.end + 1);
  if (apposed == nullptr || apposed->type != NameType::kPerson || apposed->rows.begin != speaker.mention.end + 1) return speaker;
  Range title = speaker.mention;
  while (title.size() > 1 && page.Is(title.begin, kWordPossessive | kWordDeterminer)) ++title.begin;
  return {Speaker::Kind::kName, apposed->rows, title, apposed};
}

namespace {

// "если министр скажет, что", "сказал бы, что", "if she says", "would say": nobody has said it.
bool IsUnreal(const Page& page, const Hit& cue) {
  constexpr uint32_t kReachBack = 12;
  if (cue.rows.end < page.size() && (page.word(cue.rows.end) == "бы" || page.word(cue.rows.end) == "б")) return true;
  const uint32_t limit = std::max(page.SentenceOf(cue.rows.begin).begin, cue.rows.begin - std::min(cue.rows.begin, kReachBack));
  if (page.input().english && cue.rows.begin > limit) {
    uint32_t i = cue.rows.begin - 1;
    while (i > limit && page.Is(i, kWordAdverb) && !page.Is(i, kWordClause)) --i;
    const std::string_view before = i > limit ? page.word(i - 1) : std::string_view();
    for (const std::string_view goes_on : {"continues", "continued", "continue", "on", "proceeded"})
      if (page.word(i) == "to" && before == goes_on) return false;
    for (const std::string_view modal : {"would", "could", "should", "might", "may", "can", "must", "to"})
      if (page.word(i) == modal) return true;
  }
  uint32_t i = cue.rows.begin;
  while (i > limit && (page.IsWord(i - 1) || page.IsSign(i - 1, Sign::kNumber))) --i;
  while (i < cue.rows.begin && page.Is(i, kWordConjunction | kWordAdverb) && !page.Is(i, kWordCondition)) ++i;
  return page.Is(i, kWordCondition);
}

}  // namespace

bool IsNegated(const Page& page, const Hit& cue) {
  if (cue.rows.end < page.size() && page.word(cue.rows.end) == "ли") return true;  // "согласится ли он"
  if (page.input().english && page.SentenceOf(cue.rows.begin).begin == cue.rows.begin &&
      page.word(cue.rows.begin).ends_with("ed"))
    return true;  // "Asked about his job, Lee said"
  if (cue.rows.begin == 0) return false;
  if (page.input().english && cue.rows.size() == 1) {  // "it is believed that", "was told that"
    uint32_t i = cue.rows.begin - 1;
    while (i > 0 && page.Is(i, kWordAdverb)) --i;
    const std::string_view be = page.word(i);
    if (page.word(cue.rows.begin).ends_with("ed") || page.word(cue.rows.begin) == "told" || page.word(cue.rows.begin) == "said")
      for (const std::string_view form : {"is", "are", "was", "were", "been", "being", "be"})
        if (be == form) return true;
  }
  const std::string_view before = page.word(cue.rows.begin - 1);
  if (before == "не" || before == "not" || before == "n't" || before == "Не") return true;
  return IsUnreal(page, cue);
}

namespace {

// «Из этих цифр следует, отмечает министерство, что …»: an inverted cue between commas; the "что" behind it belongs to the
// verb before it.
bool IsParenthesis(const Page& page, const Hit& cue, uint32_t limit) {
  const Grammar& grammar = page.grammar();
  const Range sentence = page.SentenceOf(cue.rows.begin);
  if (!grammar.has_tree() || cue.rows.begin < sentence.begin + 2 || !page.IsSign(cue.rows.begin - 1, Sign::kComma)) return false;
  uint32_t comma = cue.rows.end;
  bool subject = false;
  for (; comma < limit && !page.IsSign(comma, Sign::kComma); ++comma)
    subject = subject || (grammar.Is(comma, RelationOf("nsubj")) && grammar.Head(comma) == cue.rows.begin);
  if (!subject || !page.Is(comma + 1, kWordThat)) return false;
  for (uint32_t i = sentence.begin; i + 1 < cue.rows.begin; ++i)
    if (grammar.IsFinite(i)) return true;
  return false;
}

// "согласился при условии, что", "заявил об этом в связи с тем, что", "из-за того, что": why, not what.
bool NamesReason(const Page& page, uint32_t comma) {
  if (comma < 2) return false;
  const std::string_view last = page.word(comma - 1), before = page.word(comma - 2);
  if (last == "условии") return true;
  if (last == "тем") return comma > 2 && before == "с" && page.word(comma - 3) == "связи";
  if (last == "тому") return before == "благодаря";
  if (last == "то") return before == "за";  // "письмо с благодарностью за то, что"
  if (last != "того") return false;
  for (const std::string_view word :
       {"из-за", "ввиду", "вследствие", "счет", "счёт", "причине", "после", "до", "без", "кроме", "помимо", "предлогом", "силу",
        "ради", "вместо", "наряду", "целях"})
    if (before == word) return true;
  return false;
}

}  // namespace

uint32_t ThatClause(const Context& context, const Hit& cue, uint32_t limit) {
  const Page& page = context.page;
  limit = std::min(limit, cue.rows.end + kThatDistance);
  if (IsParenthesis(page, cue, limit)) return 0;
  bool comma = false;
  for (uint32_t i = cue.rows.end; i + 1 < limit; ++i) {
    const Row& row = page.row(i);
    // "как отметил Лосев, надо знать, что": the clause of another verb
    if (comma && (page.grammar().IsFinite(i) || LECTOR_FEAT(page.grammar().Feats(i), SHORT) != 0)) return 0;
    comma = comma || row.sign == Sign::kComma;
    if (page.input().english && row.sign == Sign::kComma && page.word(i + 1).ends_with("ing"))
      return 0;  // "said on Tuesday, dealing a blow to a plan that"
    if (row.sign == Sign::kColon || row.sign == Sign::kSemicolon || row.sign == Sign::kStop) return 0;
    if (const Hit* hit = page.HitAt(i); hit != nullptr && !hit->source && hit->rows.begin == i) return 0;
    if (IsFiniteInEnglish(page, i) && !page.Is(i, kWordThat)) return 0;  // "said the numbers showed that"
    if (page.Is(i, kWordThat)) {
      if (page.input().english) {
        const lector_morph* tags = page.input().tags;  // "said on Monday, the line that will stay"
        if (comma && tags != nullptr && i > 0 && i < tags->count && tags->upos[i - 1] == LECTOR_UPOS_NOUN) return 0;
        const bool asks = page.word(i) == "if" || page.word(i) == "whether";
        return asks && ((cue.cue->types & kCueAsk) == 0 || page.word(i + 1) == "to") ? 0 : i + 1;
      }
      if (page.IsSign(i - 1, Sign::kComma)) return NamesReason(page, i - 1) ? 0 : i + 1;
      // The comma is missing: "сказал что мост готов", "подтвердил в среду, 20 апреля что"
      const bool lost = i == cue.rows.end || page.Is(i - 1, kWordSetting | kWordListener);
      if (lost && page.word(i) == "что" && page.grammar().Upos(i) == LECTOR_UPOS_SCONJ) return i + 1;
    }
    if (page.Is(i, kWordRelative) && page.IsSign(i - 1, Sign::kComma)) return 0;
  }
  return 0;
}

}  // namespace lector::quotes
