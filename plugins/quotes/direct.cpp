// Direct speech in quotation marks with its cue inside, behind or before.
//
//   «Мост готов, — сказал Лосев. — Ждём комиссию».     "The bridge is open," said Lee. "We wait."
//   «Мост готов», — сказал Лосев.                       Лосев сказал: «Мост готов».
#include <algorithm>

#include "english_clause.h"
#include "forms.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kInvertedDistance = 6;  // rows between the words and a cue behind them
constexpr uint32_t kSubjectDistance = 18;  // the same where a long subject stands between ("White House spokesman Joe Doe said")
constexpr uint32_t kContinuedWords = 4;    // the least of words without a cue

class DirectFinder {
 public:
  DirectFinder(const Context& context, Candidates* out) : context_(context), page_(context.page), out_(out) {}

  void Find(const Stretch& stretch) {
    const Range inside = stretch.Inside();
    const uint32_t words = page_.CountWords(inside);
    if (words == 0) return;
    if (stretch.closed || words >= kContinuedWords) {
      Interrupted parts = SplitInterrupted(context_, inside);
      if (!parts.content.empty()) {
        out_->push_back({Rule::kInterrupted, Kind::kDirect, std::move(parts.content), parts.cue, parts.speaker, 0.95f});
        return;
      }
    }
    if (IsTitleOfWork(stretch, words)) return;
    if (StandsFree(stretch) && Behind(stretch)) return;
    if (Before(stretch) || Headline(stretch, words) || SoSaid(stretch)) return;
    Continued(stretch, words);
  }

 private:
  // English: "Speaking on CBS' “Sunday Desk,” Lee said": a few capitalised words behind a word.
  bool IsTitleOfWork(const Stretch& stretch, uint32_t words) const {
    if (!page_.input().english || words > 4 || stretch.open == 0) return false;
    if (!page_.IsWord(stretch.open - 1) && page_.word(stretch.open - 1) != "'") return false;
    for (uint32_t i = stretch.open + 1; i < stretch.close; ++i)
      if (page_.IsWord(i) ? !page_.IsCapital(i) : !page_.IsSign(i, Sign::kComma)) return false;
    return true;
  }

  // Not in the middle of a clause, where marks hold a name or a fragment.
  bool StandsFree(const Stretch& stretch) const {
    if (stretch.open == 0 || OpensSentence(stretch.open)) return true;
    const Row& before = page_.row(page_.BeforeMarkup(stretch.open - 1));
    return before.sign == Sign::kColon || before.sign == Sign::kDash || before.sign == Sign::kStop ||
           before.sign == Sign::kMark || (before.sign == Sign::kComma && page_.CountWords(stretch.Inside()) >= 3);
  }

  // Nothing but a number or signs before it: "14:50 «A»".
  bool OpensSentence(uint32_t row) const {
    constexpr uint32_t kFew = 4;
    const uint32_t begin = page_.SentenceOf(row).begin;
    if (row - begin > kFew) return false;
    for (uint32_t i = begin; i < row; ++i)
      if (page_.IsWord(i)) return false;
    return true;
  }

  void Add(const Stretch& stretch, const Hit* cue, Speaker speaker, float confidence, Rule rule = Rule::kDirect) {
    if (speaker.kind == Speaker::Kind::kMedium) speaker.kind = Speaker::Kind::kNone;
    const Range content = page_.Trim(stretch.Inside());
    if (page_.CountWords(content) == 0) return;
    out_->push_back({rule, Kind::kDirect, {content}, cue, speaker, stretch.closed ? confidence : confidence * 0.8f});
  }

  // «A». Так он ответил на вопрос. «A». Такими словами Лосев прокомментировал закрытие.
  bool SoSaid(const Stretch& stretch) {
    constexpr uint32_t kNear = 6;
    const Grammar& grammar = page_.grammar();
    const uint32_t next = page_.SentenceOf(stretch.open).end;
    if (!grammar.has_tree() || page_.input().english || !stretch.closed || next >= page_.size() ||
        page_.CountWords({stretch.End(), next}) > 0 || !page_.IsCapital(stretch.open + 1) ||
        page_.CountWords(stretch.Inside()) < 2)
      return false;
    const bool such = page_.word(next) == "Такими" && page_.word(next + 1) == "словами";
    if (page_.word(next) != "Так" && !such) return false;
    const Range sentence = page_.SentenceOf(next);
    for (const Hit& hit : page_.Hits({next + 1, std::min(sentence.end, next + kNear + 1)}))
      if (CanQuote(hit, false) && grammar.IsFinite(hit.rows.begin) && !IsNegated(page_, hit) &&
          ThatClause(context_, hit, sentence.end) == 0 && !page_.IsSign(hit.rows.end, Sign::kColon))
        return Add(stretch, &hit, context_.speakers.Around(hit, {next + (such ? 2u : 1u), sentence.end}), 0.8f), true;
    return false;
  }

  // A headline «A»: тренер X рассказал о Y; the one who opens what stands behind the colon.
  bool Headline(const Stretch& stretch, uint32_t words) {
    const Grammar& grammar = page_.grammar();
    const Range paragraph = page_.ParagraphOf(stretch.open);
    const uint32_t first = stretch.End() + 1;
    if (!grammar.known() || words < 2 || stretch.open != paragraph.begin || !stretch.closed || first >= paragraph.end ||
        !page_.IsSign(stretch.End(), Sign::kColon) || page_.ParagraphIndex(stretch.open) > 1 ||
        !page_.IsCapital(stretch.open + 1))
      return false;
    const Range rest{first, paragraph.end};
    const uint32_t head = HeadOf(page_, rest);
    if (head == Grammar::kNone || grammar.Case(head) != LECTOR_CASE_NOM || head > first + kInvertedDistance) return false;
    const Speaker speaker = context_.speakers.AtNoun(head, rest);
    const bool person = speaker.kind == Speaker::Kind::kName ? speaker.name != nullptr && speaker.name->type == NameType::kPerson
                                                             : speaker.kind == Speaker::Kind::kNoun && page_.Is(head, kWordRole);
    if (!person) return false;
    const Hit* cue = nullptr;
    for (const Hit& hit : page_.Hits(rest))
      if (cue == nullptr && CanQuote(hit, true)) cue = &hit;
    Add(stretch, cue, speaker, 0.7f);
    return true;
  }

  // «A», — сказал X. "A," X said.
  bool Behind(const Stretch& stretch) {
    uint32_t i = page_.BehindMarkup(stretch.End());
    uint32_t limit = page_.SentenceOf(stretch.close > stretch.open ? stretch.close - 1 : stretch.open).end;
    uint32_t last = stretch.close - 1;
    while (last > stretch.open + 1 && page_.IsSign(last, Sign::kMark)) --last;  // “He said, ‘Go,’”
    const Sign inner = page_.row(last).sign;
    bool parted = inner == Sign::kComma || inner == Sign::kStop;
    // «A» at the end of a paragraph, "заявил Лосев" on a line of its own
    if (stretch.closed && i >= limit && i < page_.size() && page_.ParagraphOf(i).begin == i && !page_.IsCapital(i))
      if (const Hit* own = page_.HitAt(i); own != nullptr && own->rows.begin == i && CanQuote(*own, false))
        limit = page_.SentenceOf(i).end, parted = true;
    while (i < limit && (page_.IsSign(i, Sign::kComma) || page_.IsSign(i, Sign::kDash) || page_.IsSign(i, Sign::kStop))) {
      if (page_.IsSign(i, Sign::kStop) && page_.word(i) == "." && !page_.IsSign(i + 1, Sign::kDash)) return false;
      parted = true;
      ++i;
    }
    if (!parted || i >= limit || page_.Is(i, kWordRelative)) return false;
    if (!page_.input().english && page_.word(i) == "и" && page_.IsSign(i - 1, Sign::kDash) && stretch.open > 0 &&
        page_.IsSign(page_.BeforeMarkup(stretch.open - 1), Sign::kColon))
      return false;  // Лосев сказал: «A», — и добавил, что …
    // «Вестник», как подчеркнула Рудь, …: a name
    if (!page_.input().english && page_.Is(i, kWordAs) && page_.IsSign(i - 1, Sign::kComma) &&
        page_.CountWords(stretch.Inside()) <= 5)
      return false;
    const Hit* cue = nullptr;
    bool comma = false;
    for (uint32_t k = i; k < std::min(limit, i + kSubjectDistance); ++k) {
      if (page_.IsSign(k, Sign::kMark) || page_.IsSign(k, Sign::kColon) || page_.IsSign(k, Sign::kSemicolon)) break;
      if (page_.IsSign(k, Sign::kComma)) comma = true;
      const Hit* hit = page_.HitAt(k);
      if (hit == nullptr || !CanQuote(*hit, true)) continue;
      if (!page_.input().english && (comma || k - i > kInvertedDistance)) break;
      cue = hit;
      break;
    }
    if (cue == nullptr || (Writes(*cue) && !NamesDocument({i, std::min(limit, cue->rows.end + kInvertedDistance)}))) return false;
    // «он крикнул: «A», все ответили: «B»»: the cue of other words
    const bool of_other = page_.IsSign(cue->rows.end, Sign::kColon) && page_.OpensMarks(cue->rows.end + 1);
    if (of_other && stretch.open > 0 && page_.IsSign(page_.BeforeMarkup(stretch.open - 1), Sign::kColon)) return false;
    const bool inverted = page_.CountWords({i, cue->rows.begin}) == 0 || page_.Is(i, kWordAs | kWordAdverb);
    Speaker speaker;
    if (!inverted) speaker = context_.speakers.Before(*cue, i);
    if (speaker.kind == Speaker::Kind::kNone) speaker = context_.speakers.Behind(*cue, limit);
    if (page_.input().english) speaker = NamedBehind(context_, speaker);
    if (speaker.kind == Speaker::Kind::kMedium && stretch.open > 0 && page_.IsSign(stretch.open - 1, Sign::kColon))
      return false;  // "Лосев называет это злом: «…», сообщает газета"
    if (speaker.kind == Speaker::Kind::kMedium && (cue->cue->types & (kCueOwn | kCuePassive)) != 0) speaker = AsSpeaker(speaker);
    Add(stretch, cue, speaker, speaker.kind == Speaker::Kind::kNone ? 0.85f : 0.95f);
    return true;
  }

  // English: "the statement reads": of what is written, never of whoever reads.
  bool Writes(const Hit& cue) const { return page_.input().english && (cue.cue->types & kCuePassive) != 0; }

  bool NamesDocument(Range rows) const {
    for (uint32_t i = rows.begin; i < rows.end; ++i)
      if (page_.Is(i, kWordDocument)) return true;
    return false;
  }

  // A noun phrase about a person, and nothing else.
  bool IsOffice(Range lead) const {
    const Grammar& grammar = page_.grammar();
    if (!grammar.known() || lead.empty()) return false;
    for (uint32_t i = lead.begin; i < lead.end; ++i)
      if (grammar.IsFinite(i) || page_.IsSign(i, Sign::kComma)) return false;
    const uint32_t head = HeadOf(page_, lead);
    return head != Grammar::kNone && page_.Is(head, kWordRole) && grammar.Case(head) == LECTOR_CASE_NOM;
  }

  // English: "One teacher was angry: “…”": whoever opens the lead-in, before its verb.
  Speaker OpensLead(Range lead) const {
    constexpr uint32_t kLongest = 8;
    Range subject{lead.begin, lead.begin};
    const auto finite = [this](uint32_t i) { return IsFiniteInEnglish(page_, i); };
    while (subject.end < lead.end && subject.size() < kLongest && page_.IsWord(subject.end) && !finite(subject.end))
      ++subject.end;
    if (subject.empty() || subject.end == lead.end) return {};
    if (!finite(subject.end) && !page_.IsSign(subject.end, Sign::kComma)) return {};
    for (const Name& name : context_.names.Inside(subject))
      if (name.type == NameType::kPerson && name.rows.end == subject.end) return {Speaker::Kind::kName, name.rows, {}, &name};
    for (uint32_t i = subject.begin; i < subject.end; ++i)
      if (page_.Is(i, kWordRole) && finite(subject.end))
        return page_.Is(i, kWordPronoun) ? Speaker{} : Speaker{Speaker::Kind::kNoun, subject, {}, nullptr};
    return {};
  }

  // "Таможня ссылается на сбой: «…»": a body that is the subject.
  Speaker BodyIn(Range lead) const {
    const Grammar& grammar = page_.grammar();
    for (uint32_t i = lead.begin; grammar.has_tree() && i < lead.end; ++i)
      if (grammar.Is(i, RelationOf("nsubj")) && grammar.Case(i) == LECTOR_CASE_NOM && page_.row(i).stretch < 0 &&
          !grammar.IsAnimate(i) && page_.Is(i, kWordRole | kWordGroup | kWordInstitution) &&
          !page_.Is(i, kWordMedium | kWordDocument))
        return context_.speakers.AtNoun(i, lead);
    return {};
  }

  // “They are monuments,” he told me last week, “and they are dear.”: more of the words before the cue.
  bool GoesOn(const Stretch& stretch, const Hit& cue) const {
    const Range sentence = page_.SentenceOf(stretch.open);
    const int32_t first = page_.row(sentence.begin).stretch;
    if (first < 0) return false;
    const Stretch& before = page_.stretches()[static_cast<size_t>(first)];
    return before.open == sentence.begin && before.closed && before.End() <= cue.rows.begin &&
           page_.IsSign(before.close - 1, Sign::kComma);
  }

  // A medium whose own words these are.
  static Speaker AsSpeaker(Speaker medium) {
    medium.kind = medium.name != nullptr ? Speaker::Kind::kName : Speaker::Kind::kNoun;
    return medium;
  }

  // The subject of a lead-in: a medium there speaks for itself, "Газета написала: «…»".
  Speaker SubjectBefore(const Hit& cue, Range lead) const {
    const Speaker speaker = SubjectOf(context_, cue, lead);
    const bool own = speaker.kind == Speaker::Kind::kMedium && speaker.mention.end <= cue.rows.begin;
    return own ? AsSpeaker(speaker) : speaker;
  }

  // X сказал: «A». He said, "A." По словам X, «A». A paragraph in marks behind "X сказал:".
  bool Before(const Stretch& stretch) {
    uint32_t edge = stretch.open == 0 ? 0 : page_.BeforeMarkup(stretch.open - 1) + 1;  // one past the lead-in
    Range lead{page_.SentenceOf(edge).begin, edge};
    if (lead.empty()) {
      const uint32_t p = page_.ParagraphIndex(stretch.open);
      if (p == 0 || page_.BehindMarkup(page_.ParagraphOf(stretch.open).begin) != stretch.open) return false;
      edge = page_.paragraphs()[p - 1].end;
      if (!page_.IsSign(edge - 1, Sign::kColon)) return false;
      lead = {page_.SentenceOf(edge - 1).begin, edge};
    }
    lead.begin = std::max(lead.begin, edge - std::min(edge, kReach));
    const Sign sign = page_.row(edge - 1).sign;
    const uint32_t words = page_.CountWords(stretch.Inside());
    if (page_.Is(edge - 1, kWordThat)) return false;
    const Hit* cue = LastCue(page_, lead, sign == Sign::kColon);
    if (cue != nullptr && Writes(*cue) && !NamesDocument(lead)) return false;
    if (sign == Sign::kColon) {
      if (cue != nullptr && words < 2 && (cue->cue->types & kCueUrge) != 0) return false;  // "предлагают имя: «Искра»"
      if (cue != nullptr) return Add(stretch, cue, SubjectBefore(*cue, lead), 0.93f), true;
      const Name* label = context_.names.At(lead.begin);  // "Иван Лосев, мэр: «Мы всё починим»"
      const bool labelled = label != nullptr && label->type == NameType::kPerson && label->rows.begin == lead.begin &&
                            page_.ParagraphOf(lead.begin).begin == lead.begin && words >= 2 &&
                            page_.CountWords({stretch.End(), page_.SentenceOf(stretch.open).end}) == 0;
      if ((words < kContinuedWords && !labelled) || !page_.IsCapital(stretch.open + 1)) return false;
      bool somebody = page_.input().english;  // "В машине была записка: «…»" is nobody's
      for (uint32_t i = lead.begin; i < lead.end && !somebody; ++i)
        somebody = page_.Is(i, kWordRole | kWordGroup | kWordInstitution | kWordPronoun) || context_.names.At(i) != nullptr;
      if (!somebody && lead.begin == page_.SentenceOf(edge - 1).begin) return false;
      Speaker speaker;
      for (const Name& name : context_.names.Inside(lead))
        if (name.type == NameType::kPerson) speaker = {Speaker::Kind::kName, name.rows, {}, &name};
      if (speaker.kind == Speaker::Kind::kNone)  // "«Искра» распространила снимок: «…»"
        for (const Name& name : context_.names.Inside(lead))
          if (name.type == NameType::kOrganization && page_.grammar().Is(name.rows.begin, RelationOf("nsubj")))
            speaker = {Speaker::Kind::kName, name.rows, {}, &name};
      if (page_.input().english)
        if (const Speaker opens = OpensLead({lead.begin, edge - 1}); opens.kind != Speaker::Kind::kNone) speaker = opens;
      if (speaker.kind == Speaker::Kind::kNone) speaker = BodyIn({lead.begin, edge - 1});
      if (speaker.kind == Speaker::Kind::kNone && IsOffice({lead.begin, edge - 1}))  // "Директор театра: «…»"
        speaker = {Speaker::Kind::kNoun, {lead.begin, edge - 1}, {}, nullptr};
      Add(stretch, nullptr, speaker, 0.6f);
      return true;
    }
    if (cue == nullptr) return false;
    const uint32_t distance = edge - cue->rows.end;
    if (page_.input().english && sign == Sign::kComma && distance <= kInvertedDistance && GoesOn(stretch, *cue)) {
      lead.begin = std::max(lead.begin, page_.stretches()[static_cast<size_t>(page_.row(lead.begin).stretch)].End());
      return Add(stretch, cue, SubjectBefore(*cue, lead), 0.9f), true;
    }
    if (words < 2) return false;
    if (page_.Is(stretch.open + 1, kWordRelative)) return false;  // "отметил вратаря, «который выручил»"
    if (page_.input().english && sign == Sign::kComma && distance > 1 && !page_.IsCapital(stretch.open + 1)) return false;
    const bool urges = (cue->cue->types & (kCueUrge | kCueName)) != 0;  // "просит их уйти, «если они хотят мира»"
    if (sign == Sign::kComma && urges && !page_.IsCapital(stretch.open + 1)) return false;
    if (sign == Sign::kComma && !page_.IsCapital(stretch.open + 1) && ThatClause(context_, *cue, edge) != 0)
      return false;  // "отметил, что нашлись улики, «доказывающие вину»"
    if (sign == Sign::kComma && distance <= 10 && words >= 3) {
      Add(stretch, cue, SubjectBefore(*cue, lead), 0.88f);
      return true;
    }
    // A short one is a name, "сообщает «Вестник»", unless it is a sentence.
    const bool sentence = page_.IsCapital(stretch.open + 1) && page_.IsSign(stretch.close - 1, Sign::kStop);
    if (distance == 0 && urges && !page_.IsCapital(stretch.open + 1)) return false;  // "призвал «сложить оружие»"
    const bool carried =
        words <= 5 && cue->rows.begin > lead.begin && page_.IsSign(cue->rows.begin - 1, Sign::kComma) && !sentence;
    if (distance == 0 && !carried && (words >= 4 || sentence)) {
      Add(stretch, cue, SubjectBefore(*cue, lead), 0.85f);
      return true;
    }
    return false;
  }

  // Whole sentences in marks without a cue: more words of the speaker before.
  void Continued(const Stretch& stretch, uint32_t words) {
    const Range sentence = page_.SentenceOf(stretch.open);
    // A short one goes on in its paragraph: «“We wait,” said Lee. “It hurts.”»
    const bool within = page_.input().english && stretch.closed &&
                        page_.ParagraphOf(stretch.open).begin < stretch.open && page_.IsSign(stretch.close - 1, Sign::kStop);
    // «A», — сказал Лосев, когда вышел. — «B»
    const bool dash = stretch.open > 0 && sentence.begin + 1 == stretch.open && page_.IsSign(sentence.begin, Sign::kDash) &&
                      page_.ParagraphOf(stretch.open).begin < sentence.begin;
    if ((sentence.begin != stretch.open && !dash) || (words < kContinuedWords && !within)) return;
    if (!page_.IsCapital(stretch.open + 1) && page_.IsWord(stretch.open + 1)) return;
    if (page_.CountWords({stretch.End(), sentence.end}) > 0) return;
    Add(stretch, nullptr, {}, 0.6f, Rule::kContinued);
  }

  const Context& context_;
  const Page& page_;
  Candidates* out_;
};

}  // namespace

void FindDirect(const Context& context, Candidates* out) {
  DirectFinder finder(context, out);
  for (const Stretch& stretch : context.page.stretches()) {
    context.check();
    finder.Find(stretch);
  }
}

}  // namespace lector::quotes
