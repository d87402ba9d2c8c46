// Narration with quoted fragments: "Лосев назвал проект «большой ошибкой»", "Lee called it “a big mistake”".
#include "english_clause.h"
#include "forms.h"

namespace lector::quotes {

namespace {

// A relative clause or a participle: what stands behind the comma says more of a noun before it.
bool OpensClause(const Page& page, uint32_t row) {
  const Grammar& grammar = page.grammar();
  return page.Is(row, kWordRelative) || page.Is(row + 1, kWordRelative) || grammar.IsForm(row, LECTOR_VERBFORM_PART) ||
         grammar.IsFinite(row) || grammar.IsFinite(row + 1);
}

// English: what follows says when, not what.
bool OpensTime(const Page& page, uint32_t row) {
  for (const std::string_view word : {"after", "before", "when", "while", "during", "following", "amid", "as", "since", "ahead"})
    if (page.word(row) == word) return true;
  return false;
}

}  // namespace

void FindNarrations(const Context& context, Candidates* out) {
  const Page& page = context.page;
  for (const Stretch& stretch : page.stretches()) {
    context.check();
    const Range inside = stretch.Inside();
    if (!stretch.closed || !IsSpeech(page, stretch) || page.IsCapital(inside.begin)) continue;
    const Range sentence = page.SentenceOf(stretch.open);
    if (sentence.size() > kReach) continue;
    const Hit* cue = nullptr;
    for (const Hit& hit : page.Hits({sentence.begin, stretch.open})) {
      const bool appears = (hit.cue->types & kCuePassive) != 0 && hit.rows.size() > 1;  // "появилась информация о «…»"
      if (!hit.source && !appears && (hit.cue->types & (kCueName | kCueUrge | kCueSay)) != 0 &&
          page.row(hit.rows.begin).stretch < 0)
        cue = &hit;
    }
    const bool says = cue != nullptr && (cue->cue->types & (kCueName | kCueUrge)) == 0;
    // "признал виновными членов «большой тройки»", but "заявил о необходимости «навести порядок»"
    if (says && page.CountWords(inside) < 3 && !page.grammar().IsForm(inside.begin, LECTOR_VERBFORM_INF)) continue;
    if (cue == nullptr || stretch.open - cue->rows.end > 14 || IsNegated(page, *cue)) continue;
    // "требовали возврата земель, названных «северными»": the fragment belongs to another clause.
    bool other_clause = false;
    for (uint32_t i = cue->rows.end; i < stretch.open; ++i)
      other_clause = other_clause || (page.IsSign(i, Sign::kComma) && page.row(i).stretch < 0 && OpensClause(page, i + 1));
    if (other_clause && (cue->cue->types & kCueName) == 0 && !page.input().english) continue;
    if (!out->empty() && out->back().cue == cue) continue;  // a second fragment of one complement
    uint32_t begin = cue->rows.end, end = sentence.end;
    const bool gerund = (cue->cue->types & kCueGerund) != 0;
    Speaker speaker =
        gerund && !page.input().english ? context.speakers.Around(*cue, sentence) : context.speakers.Before(*cue, sentence.begin);
    if (speaker.kind == Speaker::Kind::kMedium) {  // its own words; not those that "пресса", "СМИ" repeat
      if (speaker.name == nullptr && speaker.mention.size() < 2) continue;
      speaker.kind = speaker.name != nullptr ? Speaker::Kind::kName : Speaker::Kind::kNoun;
    }
    if (speaker.mention.begin >= stretch.End())  // "Называя мост «чудом на воде», Лосев": the clause of the gerund
      for (uint32_t i = stretch.End(); i < end; ++i)
        if (page.IsSign(i, Sign::kComma)) end = i;
    for (const Hit& hit : page.Hits({stretch.End(), sentence.end})) {  // a further cue
      if (hit.source || page.row(hit.rows.begin).stretch >= 0) continue;
      end = hit.rows.begin;
      while (end > stretch.End() && !page.IsSign(end - 1, Sign::kComma) && !page.Is(end - 1, kWordConjunction)) --end;
      if (end > stretch.End()) --end;
      break;
    }
    if (page.IsSign(stretch.End(), Sign::kOpen) && page.row(stretch.End()).stretch < 0) end = stretch.End();  // "«A» (его слова)"
    if (page.input().english) {  // "described it as “a bad night” after the team lost", but not "urged “strong” action"
      uint32_t last = stretch.End();
      for (uint32_t i = last; i < end; ++i)
        if (page.row(i).stretch >= 0) last = i + 1;
      const bool closed = last > 2 && page.IsSign(last - 2, Sign::kComma);  // "“a liar,” drawing boos"
      const bool when = last + 1 < end && page.Is(last, kWordPreposition) && IsTime(page, last + 1);  // "“a liar” on Sunday"
      if (last < end && (closed || when || OpensTime(page, last))) end = last;
    }
    const Range content = ClauseContent(context, {begin, end});
    if (content.empty() || speaker.kind == Speaker::Kind::kNone || !context.speakers.CanSpeak(speaker)) continue;
    const bool object = (cue->cue->types & (kCueName | kCueUrge)) != 0;
    out->push_back({Rule::kNarration, Kind::kMixed, {content}, cue, speaker, object ? 0.7f : 0.6f});
  }
}

}  // namespace lector::quotes
