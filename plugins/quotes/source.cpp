// Source phrases: "по словам Лосева, мост готов", "the bridge is open, according to Lee".
#include "forms.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

// Only words that link to the sentence before.
bool OnlyLinking(const Page& page, Range rows) {
  if (rows.size() > 6) return false;
  for (uint32_t i = rows.begin; i < rows.end; ++i)
    if (page.IsWord(i) && !page.Is(i, kWordLinking | kWordAdverb | kWordConjunction | kWordAs)) return false;
  return true;
}

// The sentence of a source, or its part between a colon or semicolon and the next one.
Range PartOf(const Page& page, uint32_t row) {
  Range part = page.SentenceOf(row);
  const auto parts = [&](uint32_t i) {
    return page.row(i).stretch < 0 &&
           (page.IsSign(i, Sign::kSemicolon) || (page.IsSign(i, Sign::kColon) && !page.OpensMarks(i + 1)));
  };
  for (uint32_t i = row; i-- > part.begin;)
    if (parts(i)) {
      part.begin = i + 1;
      break;
    }
  constexpr uint32_t kBrackets = 60;  // "(по его словам, он не болен)": the words in brackets alone
  for (uint32_t i = row; i-- > std::max(part.begin, row - std::min(row, kBrackets)) && !page.IsSign(i, Sign::kClose);)
    if (page.IsSign(i, Sign::kOpen)) {
      uint32_t close = row;
      while (close < part.end && !page.IsSign(close, Sign::kClose)) ++close;
      if (close < part.end) return {i + 1, close};
    }
  for (uint32_t i = row; i < part.end; ++i)
    if (page.IsSign(i, Sign::kSemicolon) && page.row(i).stretch < 0) part.end = i;
  return part;
}

bool HasVerb(const Page& page, Range rows) {
  const Grammar& grammar = page.grammar();
  if (!grammar.known() || page.input().english) return page.CountWords(rows) > 0;
  for (uint32_t i = rows.begin; i < rows.end; ++i)
    if (grammar.IsFinite(i) || grammar.IsForm(i, LECTOR_VERBFORM_INF) || page.word(i) == "нет" ||
        (grammar.Is(i, RelationOf("nsubj")) && rows.Contains(grammar.Head(i))) ||  // "он старый"
        (grammar.IsAdjective(i) && LECTOR_FEAT(grammar.Feats(i), SHORT) != 0))
      return true;
  return page.CountWords(rows) > 6;
}

// Where the attribution begins: at the phrase, or before a carrier that hands it on (", пишет газета со ссылкой на МВД").
uint32_t AttributionBegin(const Page& page, const Hit& source, uint32_t limit) {
  uint32_t i = source.rows.begin;
  while (i > limit && source.rows.begin - i < 10 && !page.IsSign(i - 1, Sign::kComma)) --i;
  for (const Hit& hit : page.Hits({i, source.rows.begin}))
    if (!hit.source) return i;
  return source.rows.begin;
}

// Where a relative clause ends: the comma behind which a verb of the main clause stands right away; `limit`: it runs to the end.
uint32_t RelativeEnd(const Page& page, uint32_t from, uint32_t limit) {
  const Grammar& grammar = page.grammar();
  if (!grammar.has_tree()) return limit;
  for (uint32_t i = from; i + 1 < limit; ++i)
    if (page.IsSign(i, Sign::kComma) && page.row(i).stretch < 0 && grammar.IsFinite(i + 1) && HasVerb(page, {from, i})) return i;
  return limit;
}

Range ContentOf(const Context& context, const Hit& source, Range sentence, uint32_t end) {
  const Page& page = context.page;
  if (page.Is(end - 1, kWordRelative)) return {end, sentence.end};  // "…, по словам которого …"
  const uint32_t begin = AttributionBegin(page, source, sentence.begin);
  // "сообщила, со ссылкой на звонок из полиции, что …": the clause is that of the cue before.
  if (page.IsSign(end, Sign::kComma) && page.Is(end + 1, kWordThat) && !page.input().english)
    for (const Hit& hit : page.Hits({sentence.begin, begin}))
      if (!hit.source && ThatClause(context, hit, end + 3) != 0) return {};
  if (OnlyLinking(page, {sentence.begin, begin})) {
    if (!page.IsSign(end, Sign::kComma) && source.possessive < 0 && !HasVerb(page, {end, sentence.end})) return {};
    return {BehindModifier(page, end, sentence.end), sentence.end};
  }
  if (!page.input().english && page.Is(sentence.begin, kWordAs) &&
      page.IsSign(end, Sign::kComma))  // "Как пишет газета, ссылаясь на МВД, …"
    for (const Hit& hit : page.Hits({sentence.begin, begin}))
      if (!hit.source && hit.rows.begin <= sentence.begin + 3) return {end, sentence.end};
  // "сказал, что мост готов, по его словам, откроют его весной": a clause of its own behind the one of a cue
  for (const Hit& hit : page.Hits({sentence.begin, begin}))
    if (const uint32_t that = hit.source ? 0 : ThatClause(context, hit, begin);
        that != 0 && OpensClauseBehind(page, source, that, sentence.end))
      return {end, sentence.end};
  // "Его навестил друг, по его словам, он был весел"; but not "Когда мост открыли, по его словам, …"
  if (page.grammar().Upos(sentence.begin) != LECTOR_UPOS_SCONJ && !page.Is(sentence.begin, kWordConjunction | kWordCondition) &&
      begin == source.rows.begin && begin > 1 && !page.Is(begin - 2, kWordConjunction | kWordRelative | kWordThat) &&
      OpensClauseBehind(page, source, sentence.begin, sentence.end))
    return {end, sentence.end};
  if (page.IsSign(end, Sign::kComma))
    if (const Range clause = SubordinateClause(page, {begin, end}, sentence); !clause.empty()) return clause;
  // «…, которую, по словам Лосева, передали», «…, но, по мнению экспертов, …»: from the cue on.
  if (begin > sentence.begin + 2 && page.IsSign(begin - 1, Sign::kComma) && page.IsSign(end, Sign::kComma) &&
      page.Is(begin - 2, kWordConjunction | kWordRelative) && !page.Is(begin - 2, kWordThat) &&
      (page.IsSign(begin - 3, Sign::kComma) || page.Is(begin - 3, kWordPreposition)))
    return {end, page.Is(begin - 2, kWordRelative) ? RelativeEnd(page, end + 1, sentence.end) : sentence.end};
  const bool relative =  // "according to Lee, who spoke first"
      page.input().english && page.IsSign(end, Sign::kComma) && page.Is(end + 1, kWordRelative);
  // "…, однако по данным следствия, …"
  if (begin > sentence.begin + 2 && page.IsSign(end, Sign::kComma) && page.Is(begin - 1, kWordLinking | kWordConjunction) &&
      page.IsSign(begin - 2, Sign::kComma) && HasVerb(page, {end, sentence.end}))
    return {end, sentence.end};
  if (relative || !HasVerb(page, {end, sentence.end}))  // "…, сообщает газета со ссылкой на источник, близкий к ФСБ"
    return {sentence.begin, begin};
  if (page.IsSign(begin - 1, Sign::kComma) || page.IsSign(end, Sign::kComma)) return sentence;
  return {};
}

// "чемпион мира по версии WBC": by whose ranking.
bool IsOfRanking(const Page& page, const Hit& source) {
  const uint32_t row = source.rows.begin;
  return source.rows.size() == 2 && page.word(row + 1) == "версии" && row > 0 && page.grammar().IsNoun(row - 1);
}

// "сообщает Daily Post со ссылкой на The Sunday Sun": a medium handing on another one.
bool HandsOnMedium(const Page& page, const Hit& source, const Speaker& speaker) {
  if (page.input().english || source.cue->lemma != "со ссылкой на" || speaker.mention.begin != source.rows.end) return false;
  const uint32_t first = speaker.mention.begin;
  return page.row(first).shape == LECTOR_SHAPE_TITLE && static_cast<unsigned char>(page.word(first).front()) < 0x80;
}

// "Лосев сказал, что мост готов, передаёт агентство со ссылкой на пресс-службу": the words of whom the sentence tells of.
bool HandsOnSpeech(const Context& context, const Hit& source, Range rows) {
  if (context.page.input().english || source.cue->lemma != "со ссылкой на" || rows.end > source.rows.begin) return false;
  for (const Hit& hit : context.page.Hits(rows))
    if (!hit.source && (hit.cue->types & kCueSay) != 0 && ThatClause(context, hit, rows.end) != 0) return true;
  return false;
}

// The medium of a source phrase as a speaker, "по сообщению местных СМИ"; as it is where no noun of its own stands there.
Speaker AsOwn(const Context& context, const Hit& source, Speaker speaker) {
  const Page& page = context.page;
  const uint32_t noun = FirstNoun(page, speaker.mention);
  if (noun == Grammar::kNone || page.Is(noun, kWordDocument) || source.cue->lemma == "со ссылкой на" ||
      speaker.mention.begin != source.rows.end)
    return speaker;
  speaker.kind = speaker.name != nullptr ? Speaker::Kind::kName : Speaker::Kind::kNoun;
  return speaker;
}

}  // namespace

void FindSources(const Context& context, Candidates* out) {
  const Page& page = context.page;
  for (const Hit& source : page.hits()) {
    context.check();
    if (!source.source || page.row(source.rows.begin).stretch >= 0) continue;
    if (page.SentenceOf(source.rows.begin).size() > kReach) continue;
    const Range sentence = PartOf(page, source.rows.begin);
    if (IsOfRanking(page, source)) continue;
    uint32_t end = 0;
    Speaker speaker = context.speakers.OfSource(source, sentence.end, &end);
    if (speaker.kind == Speaker::Kind::kNone || !context.speakers.CanSpeak(speaker)) continue;
    if (HandsOnMedium(page, source, speaker)) continue;
    Range rows = ContentOf(context, source, sentence, end);
    if (rows.empty() || HandsOnSpeech(context, source, rows)) continue;
    if (speaker.kind == Speaker::Kind::kMedium) {  // a carrier, unless words in quotation marks are its own
      if (page.input().english || KindOfClause(page, rows) != Kind::kMixed || !HasVerb(page, rows)) continue;
      speaker = AsOwn(context, source, speaker);
      if (speaker.kind == Speaker::Kind::kMedium) continue;
    }
    for (uint32_t i = rows.begin; i < rows.end; ++i)  // quoted words behind a colon are a record of their own
      if (page.IsSign(i, Sign::kColon) && page.row(i).stretch < 0 && page.OpensMarks(i + 1)) rows.end = i;
    const Range outer = page.Trim(rows);
    const Range content = ClauseContent(context, rows);
    if (page.CountWords(content) < 2) continue;
    const bool quoted = content.begin > outer.begin && page.IsSign(outer.begin, Sign::kMark);
    out->push_back({Rule::kSource, quoted ? Kind::kDirect : KindOfClause(page, content), {content}, &source, speaker, 0.85f});
  }
}

}  // namespace lector::quotes
