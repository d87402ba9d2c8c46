// Indirect speech: a cue and the clause it reports.
//
//   Лосев сказал, что мост готов.      Lee said (that) the bridge was open.      Лосев указал на рост: выпуск удвоился.
#include <algorithm>

#include "english_clause.h"
#include "forms.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

class ClauseFinder {
 public:
  ClauseFinder(const Context& context, Candidates* out) : context_(context), page_(context.page), out_(out) {}

  void Find(Range sentence) {
    const std::span<const Hit> hits = page_.Hits(sentence);
    for (size_t h = 0; h < hits.size(); ++h) {
      context_.check();
      const Hit& cue = hits[h];
      if (cue.source || (cue.cue->types & kCueSay) == 0 || InSpeech(cue) || IsNegated(page_, cue)) continue;
      if (cue.rows.begin < covered_) continue;  // inside a reported clause
      uint32_t begin = ThatClause(context_, cue, sentence.end);
      float confidence = 0.9f;
      Rule rule = Rule::kClause;
      if (begin == 0) begin = AskedClause(cue, sentence.end);
      if (begin == 0) begin = BareClause(cue, sentence), confidence = 0.75f;
      if (begin == 0) begin = ColonClause(cue, sentence), confidence = 0.65f, rule = Rule::kColon;
      if ((cue.cue->types & kCueState) != 0 && IsQuotedByDocument(hits.subspan(h + 1), sentence)) continue;
      if (IsOfObject(cue)) continue;
      const bool appears = (cue.cue->types & kCuePassive) != 0 && cue.rows.size() > 1;  // "на сайте газеты появилась запись"
      if (begin == 0 || ((cue.cue->types & kCuePassive) != 0 &&
                         !HasDocument({sentence.begin, appears ? cue.rows.begin : begin})))
        continue;
      const uint32_t end = ClauseStop(cue, hits.subspan(h + 1), begin, sentence.end, rule);
      const Range content = ClauseContent(context_, {begin, end});
      const bool verb_alone = page_.grammar().IsFinite(content.begin);  // "сказал, что передумал"
      if (page_.CountWords(content) < (verb_alone ? 1 : 2)) continue;
      Speaker speaker = SubjectOf(context_, cue, {sentence.begin, begin});
      if (speaker.kind == Speaker::Kind::kNone && cue.rows.begin == sentence.begin && !page_.input().english &&
          page_.grammar().IsForm(cue.rows.begin, LECTOR_VERBFORM_CONV))  // "Сказав, что мост готов, Лосев уехал"
        if (const Speaker behind = SubjectOf(context_, cue, sentence); behind.mention.begin >= end) speaker = behind;
      if (!context_.speakers.CanSpeak(speaker)) continue;
      if (speaker.kind == Speaker::Kind::kMedium)
        speaker.kind = speaker.name != nullptr ? Speaker::Kind::kName : Speaker::Kind::kNoun;
      if (speaker.kind == Speaker::Kind::kNone && IsImpersonal(cue)) continue;
      if (appears && (speaker.how != kOfPlace || page_.CountWords(speaker.mention) < 2)) continue;  // not "в прессе"
      if (speaker.kind == Speaker::Kind::kNone) confidence *= 0.7f;
      out_->push_back({rule, KindOfClause(page_, {begin, end}), {content}, &cue, speaker, confidence});
      covered_ = end;
    }
  }

 private:
  bool InSpeech(const Hit& cue) const {
    const int32_t s = page_.row(cue.rows.begin).stretch;
    return s >= 0 && page_.stretches()[static_cast<size_t>(s)].open < cue.rows.begin;
  }

  // «Регулятор ожидает, что …, говорится в пресс-релизе»: the document says all of it.
  bool IsQuotedByDocument(std::span<const Hit> later, Range sentence) const {
    for (const Hit& hit : later)
      if ((hit.cue->types & kCuePassive) != 0 && page_.IsSign(hit.rows.begin - 1, Sign::kComma) &&
          HasDocument({hit.rows.end, sentence.end}))
        return true;
    return false;
  }

  // "его подозревают в том, что": nobody is named
  bool IsImpersonal(const Hit& cue) const {
    const Grammar& grammar = page_.grammar();
    const uint32_t verb = cue.rows.begin;
    if (!grammar.has_tree() || !grammar.IsFinite(verb) || grammar.Number(verb) != LECTOR_NUMBER_PLUR) return false;
    if (!grammar.Is(verb, RelationOf("conj"))) return true;
    const uint32_t first = grammar.Head(verb);  // "тело нашли и считают, что": nor is the subject of the first verb
    return first != Grammar::kNone && grammar.IsFinite(first) && grammar.Number(first) == LECTOR_NUMBER_PLUR &&
           !page_.HitAt(first) && grammar.Is(first, RelationOf("root")) &&
           grammar.Dependent(first, RelationOf("nsubj")) == Grammar::kNone;
  }

  // "журналисты, которых обвиняли в том, что": nobody is named who says so
  bool IsOfObject(const Hit& cue) const {
    const Grammar& grammar = page_.grammar();
    const uint32_t verb = cue.rows.begin;
    if (!grammar.has_tree() || !grammar.IsFinite(verb) || grammar.Number(verb) != LECTOR_NUMBER_PLUR || verb < 2) return false;
    if (grammar.IsPronoun(verb - 1) && grammar.Case(verb - 1) > LECTOR_CASE_NOM &&  // "ученик, его подозревают в том, что"
        grammar.Dependent(verb, RelationOf("nsubj")) == Grammar::kNone && page_.IsSign(verb - 2, Sign::kComma))
      return true;
    return page_.Is(verb - 1, kWordRelative) && page_.IsSign(verb - 2, Sign::kComma) && grammar.Case(verb - 1) > LECTOR_CASE_NOM;
  }

  bool HasDocument(Range rows) const {
    for (uint32_t i = rows.begin; i < rows.end; ++i) {
      if (page_.Is(i, kWordDocument | kWordStatute)) return true;
      if (page_.Is(i, kWordMedium) && page_.grammar().Case(i) == LECTOR_CASE_LOC) return true;  // "в канале сообщается"
      // "в нем говорится", "в котором сообщается"
      if (i > 0 && page_.grammar().IsPronoun(i) && page_.grammar().Case(i) == LECTOR_CASE_LOC) return true;
    }
    return false;
  }

  // «спросил, откроют ли мост»
  uint32_t AskedClause(const Hit& cue, uint32_t limit) const {
    if ((cue.cue->types & kCueAsk) == 0 || page_.input().english) return 0;
    for (uint32_t i = cue.rows.end; i < std::min(limit, cue.rows.end + 4); ++i)
      if (page_.IsSign(i, Sign::kComma)) return page_.IsSign(i + 1, Sign::kDash) ? 0 : i + 1;
    return 0;
  }

  // English: one past "reporters", "local radio", "a news conference"; the same row: none.
  uint32_t BehindListeners(uint32_t i, uint32_t limit) const {
    for (uint32_t k = i; k < std::min(limit, i + 4) && page_.IsWord(k); ++k) {
      if (page_.Is(k, kWordListener)) return k + 1;
      if (page_.Is(k, kWordPronoun | kWordPreposition) || page_.IsCapital(k)) break;
    }
    return i;
  }

  // "said the bridge was open", "told reporters he was glad"
  uint32_t BareClause(const Hit& cue, Range sentence) const {
    if ((cue.cue->types & kCueBare) == 0 || cue.rows.begin == sentence.begin) return 0;
    const Row& before = page_.row(cue.rows.begin - 1);
    const bool gerund = (cue.cue->types & kCueGerund) != 0;
    if (before.sign == Sign::kMark) return 0;
    if (before.sign == Sign::kComma && !gerund) {  // inverted: ", said Lee"; but not "Lee, a baker, said it was late"
      bool apposition = false, clause = false;
      for (uint32_t k = sentence.begin; k + 1 < cue.rows.begin; ++k) apposition |= page_.IsSign(k, Sign::kComma);
      for (uint32_t k = cue.rows.end;
           k < std::min(sentence.end, cue.rows.end + 10) && (page_.IsWord(k) || page_.IsSign(k, Sign::kNumber)); ++k)
        clause |= page_.Is(k, kWordClause) || (k == cue.rows.end && page_.Is(k, kWordPronoun));
      clause |= OpensEnglishClause(page_, BehindAdjuncts(page_, cue.rows.end, sentence.end), sentence.end);
      if (!apposition || !clause) return 0;
    }
    uint32_t i = cue.rows.end;
    if ((cue.cue->types & kCueTell) != 0) {
      const uint32_t listener = i;
      if (page_.Is(i, kWordDeterminer) && page_.IsCapital(i + 1)) ++i;  // "told the Fernhill Record"
      const uint32_t first = i;
      while (i < sentence.end && i - listener < 6 && page_.IsWord(i) &&
             (page_.IsCapital(i) || page_.Is(i, kWordRole | kWordModifier | kWordMedium)))
        ++i;
      if (i == first) i = BehindListeners(listener, sentence.end);
      if (i == listener) return 0;
      for (uint32_t k = i; k < std::min(sentence.end, i + 4) && page_.IsWord(k) && page_.word(k) != "of";
           ++k)  // "told parliament last week the country", but not "told residents of the islands"
        if (page_.Is(k, kWordDeterminer | kWordPronoun)) {
          i = k;
          break;
        }
    }
    i = BehindAdjuncts(page_, i, sentence.end);
    // "said it does"
    if (i + 3 == sentence.end && page_.Is(i, kWordPronoun) && !page_.Is(i, kWordRelative) && page_.Is(i + 1, kWordClause) &&
        page_.IsSign(i + 2, Sign::kStop))
      return i;
    if (i + 3 >= sentence.end || !(page_.IsWord(i) || page_.IsSign(i, Sign::kNumber))) return 0;
    if (page_.word(i) == "that") return i + 1;  // "said in an emailed statement that"
    const bool verb = OpensEnglishClause(page_, i, sentence.end);
    if (verb && !page_.Is(i, kWordThat)) return i;
    const bool opens = page_.Is(i, kWordDeterminer | kWordPronoun | kWordPossessive) || page_.IsCapital(i);
    if (!opens && page_.Is(i, kWordPreposition | kWordConjunction | kWordAdverb | kWordAs | kWordClause)) return 0;
    bool clause = false;  // an auxiliary or a pronoun soon behind
    for (uint32_t k = i; k < std::min(sentence.end, i + 14) && !clause; ++k)
      clause = page_.Is(k, kWordClause) || (page_.Is(k, kWordPronoun) && !page_.Is(k, kWordRelative));
    const bool say = cue.cue->lemma == "say" || (cue.cue->types & kCueTell) != 0;
    if (HasTags(page_) && !say) return 0;          // "expects it to be done", "reported a rise"
    const std::string_view first = page_.word(i);  // "said crews expect to finish"
    const bool several = first.size() > 3 && first.ends_with('s') && !first.ends_with("ss") && before.sign != Sign::kComma;
    return clause || (say && (opens || several) && page_.CountWords({i, std::min(sentence.end, i + 8)}) >= 4) ? i : 0;
  }

  // «указал на рост: выпуск удвоился»
  uint32_t ColonClause(const Hit& cue, Range sentence) const {
    for (uint32_t i = cue.rows.end; i < std::min(sentence.end, cue.rows.end + 10); ++i) {
      if (page_.IsSign(i, Sign::kColon)) {
        const Range words{i + 1, std::min(sentence.end, i + 9)};
        bool verb = false;  // "ответила: мост построят"
        for (uint32_t k = words.begin; k < words.end; ++k)
          verb = verb || page_.grammar().IsFinite(k) || page_.word(k) == "нет" ||
                 (page_.grammar().IsAdjective(k) && LECTOR_FEAT(page_.grammar().Feats(k), SHORT) != 0);
        return i + 2 < sentence.end && page_.IsWord(i + 1) && page_.CountWords(words) >= (verb ? 2 : 3) ? i + 1 : 0;
      }
      if (page_.IsSign(i, Sign::kComma) || page_.IsSign(i, Sign::kStop) || page_.IsSign(i, Sign::kDash) ||
          page_.HitAt(i) != nullptr)
        return 0;
    }
    return 0;
  }

  // Where a further cue begins a clause beside the one that `cue` reports: "…; начальник сказал, что", "…, сторонники пишут,
  // что", "…, и добавляет: «…»"; 0: it belongs to what is reported.
  uint32_t OwnClause(const Hit& cue, const Hit& next, uint32_t begin, uint32_t limit) const {
    const Grammar& grammar = page_.grammar();
    uint32_t edge = next.rows.begin;  // the sign or conjunction before the clause of `next`
    while (edge > begin && next.rows.begin - edge < 16 && page_.row(edge - 1).sign != Sign::kComma &&
           page_.row(edge - 1).sign != Sign::kSemicolon && !page_.IsSign(edge - 1, Sign::kDash))
      --edge;
    if (edge == begin) return 0;
    const bool reports = ThatClause(context_, next, limit) != 0;
    if (page_.IsSign(edge - 1, Sign::kSemicolon) && reports) return edge - 1;
    if (!grammar.has_tree()) return 0;
    const bool second = grammar.Is(next.rows.begin, RelationOf("conj")) && grammar.Head(next.rows.begin) == cue.rows.begin &&
                        grammar.SameForm(next.rows.begin, cue.rows.begin);
    if (second) return page_.Is(edge, kWordConjunction) || page_.IsSign(edge - 1, Sign::kComma) ? edge - 1 : edge;
    // «…, а глава МИД, напротив, отметил, что»: whatever the parser made of it
    for (uint32_t i = next.rows.begin; reports && i > begin + 1 && next.rows.begin - i < 16 && !grammar.IsFinite(i - 1); --i) {
      if (!page_.IsSign(i - 1, Sign::kComma) || !OpensOpposite(page_, i)) continue;
      for (uint32_t k = i + 1; k < next.rows.begin; ++k)
        if (grammar.IsNoun(k) && grammar.Case(k) == LECTOR_CASE_NOM && grammar.Agrees(k, next.rows.begin)) return i - 1;
    }
    const uint32_t subject = grammar.Dependent(next.rows.begin, RelationOf("nsubj"));
    if (!reports || subject == Grammar::kNone || subject < edge || subject > next.rows.begin) return 0;
    if (page_.Is(edge, kWordConjunction | kWordRelative | kWordThat | kWordAs) && page_.word(edge) != "а") return 0;
    for (uint32_t i = begin; i < edge; ++i)
      if (grammar.IsFinite(i)) return edge - 1;
    return 0;
  }

  // English: «said it “accepted the findings” and apologised»: a verb in the past behind the closing mark is the subject's; so
  // is a clause behind a comma there, «said it would open “in May,” but gave no date».
  uint32_t BehindMarks(uint32_t begin, uint32_t limit) const {
    for (uint32_t i = begin + 2; i + 2 < limit; ++i)
      for (const std::string_view but : {"but", "while", "though", "although"})
        if (page_.word(i) == but && page_.row(i - 1).stretch >= 0 && page_.row(i).stretch < 0 &&
            page_.IsSign(i - 2, Sign::kComma))
          return i;
    for (uint32_t i = begin + 2; i + 1 < limit; ++i)  // "…, drawing cheers": how it was taken
      for (const std::string_view verb : {"drawing", "eliciting", "prompting", "provoking", "sparking", "earning"})
        if (page_.word(i) == verb && page_.IsSign(i - 1, Sign::kComma) && page_.row(i).stretch < 0)
          for (const std::string_view taken : {"cheers", "boos", "laughter", "laughs", "applause", "jeers", "gasps", "groans",
                                               "criticism", "rebuke", "ire", "praise", "outrage"})
            for (uint32_t k = i + 1; k < std::min(limit, i + 4); ++k)
              if (page_.word(k) == taken) return i - 1;
    for (uint32_t i = begin + 1; i + 2 < limit; ++i)
      if (page_.row(i - 1).stretch >= 0 && page_.row(i).stretch < 0 && (page_.word(i) == "and" || page_.word(i) == "but") &&
          page_.word(i + 1).size() > 4 && page_.word(i + 1).ends_with("ed"))
        return i;
    return limit;
  }

  // «утверждает, что «победа близка», имея в виду город»: the comma before a gerund, which belongs to whoever says words that
  // stand in marks as a whole; 0: it is otherwise.
  uint32_t BehindWords(uint32_t begin, uint32_t limit) const {
    if (!page_.IsSign(begin, Sign::kMark) || page_.row(begin).stretch < 0) return 0;
    const Stretch& stretch = page_.stretches()[static_cast<size_t>(page_.row(begin).stretch)];
    const uint32_t comma = stretch.End();
    if (stretch.open != begin || !stretch.closed || comma + 1 >= limit || !page_.IsSign(comma, Sign::kComma)) return 0;
    return page_.grammar().IsForm(comma + 1, LECTOR_VERBFORM_CONV) ? comma : 0;
  }

  // "…, но отметил: «…»": nothing but a colon behind the cue, before which the clause was cut.
  bool IsLeadIn(const Hit& hit, uint32_t limit) const {
    return hit.rows.end == limit && page_.IsSign(limit, Sign::kColon) && page_.OpensMarks(limit + 1);
  }

  // The sentence's end, or where a further cue of the same subject begins: «…, и добавил, что …»; or quoted words behind a colon.
  uint32_t ClauseStop(const Hit& cue, std::span<const Hit> later, uint32_t begin, uint32_t limit, Rule rule) const {
    limit = std::min(limit, begin + kReach);
    for (uint32_t i = begin; i + 1 < limit; ++i) {
      if (!page_.IsSign(i, Sign::kColon) || page_.row(i).stretch >= 0) continue;
      const Hit* next = page_.HitAt(i + 1);  // "отрицает, что дело в еде: по словам директора, …"
      if (page_.OpensMarks(i + 1) || rule == Rule::kColon || (next != nullptr && next->source)) limit = i;
    }
    if (page_.grammar().IsForm(cue.rows.begin, LECTOR_VERBFORM_CONV))  // "вышел, решив, что пора; на улице было пусто"
      for (uint32_t i = begin; i < limit; ++i)
        if (page_.IsSign(i, Sign::kSemicolon) && page_.row(i).stretch < 0) limit = i;
    if (const uint32_t stop = BehindWords(begin, limit); stop > begin) limit = stop;
    limit = ReportEnd(page_, cue, begin, limit);
    if (page_.input().english) limit = BehindMarks(begin, limit);
    for (const Hit& hit : later) {
      if (hit.rows.end > limit) break;
      if (hit.rows.begin <= begin + 1) continue;
      if ((hit.cue->types & kCueDecline) != 0 && page_.IsSign(hit.rows.begin - 1, Sign::kComma) &&
          page_.grammar().IsForm(hit.rows.begin, LECTOR_VERBFORM_CONV))
        return hit.rows.begin - 1;  // "…, отказавшись назвать сроки"
      if (OpensClauseBehind(page_, hit, begin, limit)) return hit.rows.begin - 1;
      if (hit.source || (hit.cue->types & kCueSay) == 0 || page_.row(hit.rows.begin).stretch >= 0) continue;
      if (const uint32_t stop = OwnClause(cue, hit, begin, limit); stop > begin) return stop;
      uint32_t i = hit.rows.begin;
      while (i > begin && hit.rows.begin - i < 3 && page_.Is(i - 1, kWordAdverb | kWordLinking)) --i;
      const bool behind_marks =  // "“A,” adding"
          page_.IsSign(i - 1, Sign::kMark) && i > begin + 2 && page_.IsSign(i - 2, Sign::kComma);
      const bool joined = page_.IsSign(i - 1, Sign::kComma) || behind_marks || page_.Is(i - 1, kWordConjunction) ||
                          (i < hit.rows.begin && page_.Is(i, kWordConjunction));
      if (joined && (ThatClause(context_, hit, limit) != 0 || IsLeadIn(hit, limit))) return i;
      if (page_.input().english &&
          (BareClause(hit, {begin, limit}) != 0 || ThatClause(context_, hit, limit) != 0)) {  // "…, though she added it was late"
        i = hit.rows.begin;
        while (i > begin && hit.rows.begin - i < 5 && !page_.IsSign(i - 1, Sign::kComma)) --i;
        if (page_.IsSign(i - 1, Sign::kComma) && (page_.Is(i, kWordConjunction) || i == hit.rows.begin)) return i;
        i = hit.rows.begin;  // "Critics say it goes too far; supporters argue it does not"
        while (i > begin && hit.rows.begin - i < 8 && page_.IsWord(i - 1)) --i;
        if (page_.IsSign(i - 1, Sign::kSemicolon)) return i - 1;
      }
    }
    return limit;
  }

  const Context& context_;
  const Page& page_;
  Candidates* out_;
  uint32_t covered_ = 0;
};

}  // namespace

void FindClauses(const Context& context, Candidates* out) {
  ClauseFinder finder(context, out);
  for (const Range sentence : context.page.sentences()) {
    context.check();
    finder.Find(sentence);
  }
}

}  // namespace lector::quotes
