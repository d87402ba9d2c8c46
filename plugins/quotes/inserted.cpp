// A statement with its attribution inserted or hung on, and statements that the next sentence attributes.
//
//   Мост готов, сообщил Лосев.    Как сообщил Лосев, мост готов.    Мост готов. Об этом сообщил Лосев.    The bridge is open, Lee
//   said.
#include <algorithm>

#include "english_clause.h"
#include "forms.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kLongestTail = 6;  // words behind the cue that closes an English sentence
constexpr uint32_t kMinWords = 3;
constexpr uint32_t kFewWords = 6;  // between "об этом" and its verb
constexpr uint32_t kMinWordsByGrammar = 2;  // "Пожар локализован. Об этом сообщили в МЧС."

class InsertedFinder {
 public:
  InsertedFinder(const Context& context, Candidates* out) : context_(context), page_(context.page), out_(out) {}

  void Find(Range sentence, Range before) {
    if (OpensWithThis(sentence)) return Anaphor(sentence, before);
    if (const Hit* cue = CueBehindSuch(sentence); cue != nullptr) return AnaphorOf(*cue, sentence, before);
    sentence.end = std::min(sentence.end, sentence.begin + kReach);
    if (const uint32_t this_at = BehindSign(sentence); this_at < sentence.end)
      return Anaphor({this_at, sentence.end}, {sentence.begin, this_at - 1});
    for (const Hit& cue : page_.Hits(sentence)) {
      if (cue.source || (cue.cue->types & kCueSay) == 0 || (cue.cue->types & kCueGerund) != 0 || IsNegated(page_, cue)) continue;
      if (AboutThis(cue)) return Anaphor(sentence, before);
      if (page_.row(cue.rows.begin).stretch >= 0 || ThatClause(context_, cue, sentence.end) != 0) continue;
      if (As(cue, sentence) || Inverted(cue, sentence) || (page_.input().english && Tail(cue, sentence))) return;
    }
  }

 private:
  void Add(Range rows, const Hit& cue, const Speaker& speaker, Rule rule, float confidence) {
    const Range content = ClauseContent(context_, rows);
    if (page_.CountWords(content) < (page_.input().english ? kMinWords : kMinWordsByGrammar)) return;
    out_->push_back({rule, KindOfClause(page_, content), {content}, &cue, speaker, confidence});
  }

  bool Carries(const Hit& cue, const Speaker& speaker) const {
    if (speaker.kind == Speaker::Kind::kNone || speaker.kind == Speaker::Kind::kMedium || !context_.speakers.CanSpeak(speaker))
      return true;
    if (speaker.name == nullptr || speaker.name->type == NameType::kPerson) return false;
    if ((cue.cue->types & kCueCarry) != 0) return true;
    // "…, сообщает CBS": a name in Latin letters behind a verb in the present
    const Grammar& grammar = page_.grammar();
    return grammar.known() && LECTOR_FEAT(grammar.Feats(cue.rows.begin), TENSE) == LECTOR_TENSE_PRES &&
           static_cast<unsigned char>(page_.word(speaker.mention.begin).front()) < 0x80;
  }

  // «…, пишет «Вестник», «мост готов»»: a medium whose own words stand in quotation marks speaks.
  bool IsOwn(const Hit& cue, Speaker* speaker, Range sentence) const {
    if (page_.input().english || speaker->mention.empty() || !context_.speakers.CanSpeak(*speaker)) return false;
    const uint32_t begin = std::max(cue.rows.end, speaker->mention.end);
    const uint32_t end = context_.speakers.ClauseEnd(begin, sentence.end);
    if (end + 1 >= sentence.end || KindOfClause(page_, {std::min(end + 1, sentence.end), sentence.end}) != Kind::kMixed)
      return false;
    if (speaker->kind == Speaker::Kind::kMedium)
      speaker->kind = speaker->name != nullptr ? Speaker::Kind::kName : Speaker::Kind::kNoun;
    return true;
  }

  // «Как сообщил Лосев, мост готов»; also in the middle and at the end.
  bool As(const Hit& cue, Range sentence) {
    uint32_t as = cue.rows.begin;
    while (as > sentence.begin && cue.rows.begin - as < 4 && !page_.Is(as, kWordAs)) --as;
    if (!page_.Is(as, kWordAs) || page_.input().english) return false;
    if (as > sentence.begin && page_.IsSign(as - 1, Sign::kColon)) sentence.begin = as;  // "Суд был скор: как сообщил Лосев, …"
    const bool first = page_.CountWords({sentence.begin, as}) == 0;
    if (!first && as > sentence.begin + 1 && !OnlyLinking({sentence.begin, as}))  // "после того, как его обвинили"
      for (const std::string_view pair : {"того", "так", "тем"})
        if (page_.word(as - 1) == pair || page_.word(as - 2) == pair) return false;
    if (!first && !page_.IsSign(as - 1, Sign::kComma) && !page_.Is(as - 1, kWordLinking)) return false;
    if ((cue.cue->types & kCuePassive) != 0 && !NamesDocument({cue.rows.end, sentence.end})) return true;  // "как сообщается, …"
    Speaker speaker = context_.speakers.Behind(cue, sentence.end);
    if (Carries(cue, speaker) && !IsOwn(cue, &speaker, sentence)) return true;
    uint32_t end = context_.speakers.ClauseEnd(std::max(cue.rows.end, speaker.mention.end), sentence.end);
    if (!page_.IsSign(end, Sign::kComma) && !page_.IsSign(end, Sign::kStop)) return true;
    if ((page_.grammar().IsForm(end + 1, LECTOR_VERBFORM_PART) && page_.grammar().Case(end + 1) > LECTOR_CASE_NOM) ||
        page_.Is(end + 1, kWordRelative))  // "в релизе, размещенном на сайте, …"
      for (uint32_t i = end + 1; i < sentence.end; ++i)
        if (page_.IsSign(i, Sign::kComma)) {
          end = i;
          break;
        }
    for (uint32_t i = end; i + 1 < sentence.end; ++i)  // quoted words behind a colon are a record of their own
      if (page_.IsSign(i, Sign::kColon) && page_.row(i).stretch < 0 && page_.OpensMarks(i + 1)) sentence.end = i;
    if (OnlyLinking({sentence.begin, as})) Add({end + 1, sentence.end}, cue, speaker, Rule::kInserted, 0.85f);
    else if (end + 1 >= sentence.end) Add({sentence.begin, as}, cue, speaker, Rule::kInserted, 0.85f);
    else if (const Range clause = SubordinateClause(page_, {as, end}, sentence); !clause.empty())
      Add(clause, cue, speaker, Rule::kInserted, 0.75f);
    else Add(sentence, cue, speaker, Rule::kInserted, 0.75f);
    return true;
  }

  // "Мост готов: об этом сообщил Лосев", "…, о чем сообщил Лосев": the row of the preposition; the sentence's end: none.
  uint32_t BehindSign(Range sentence) const {
    for (uint32_t i = sentence.begin + kMinWords; i + 3 < sentence.end && !page_.input().english; ++i) {
      if ((page_.word(i) != "об" && page_.word(i) != "о") || page_.row(i).stretch >= 0) continue;
      const Sign sign = page_.row(i - 1).sign;
      if (sign != Sign::kColon && sign != Sign::kDash && sign != Sign::kComma && sign != Sign::kSemicolon) continue;
      const bool relative = sign == Sign::kComma && (page_.word(i + 1) == "чем" || page_.word(i + 1) == "чём");
      if ((!relative && !OpensWithThis({i, sentence.end})) || OnlyLinking({sentence.begin, i - 1})) continue;
      for (const Hit& cue : page_.Hits({i + 2, std::min(sentence.end, i + 2 + kFewWords)}))
        if (!cue.source && (cue.cue->types & kCueSay) != 0 && (cue.cue->types & kCueGerund) == 0 && !IsNegated(page_, cue) &&
            page_.grammar().IsFinite(cue.rows.begin) && ThatClause(context_, cue, sentence.end) == 0)
          return i;
    }
    return sentence.end;
  }

  // "Об этом сообщил", but not "В этом письме говорится"
  bool OpensWithThis(Range sentence) const {
    const std::string_view first = page_.word(sentence.begin);
    return (first == "Об" || first == "О" || first == "об" || first == "о") && page_.Is(sentence.begin + 1, kWordAnaphor) &&
           !page_.IsSign(sentence.begin + 2, Sign::kComma) &&
           !(page_.grammar().IsNoun(sentence.begin + 2) && page_.grammar().Case(sentence.begin + 2) == LECTOR_CASE_LOC);
  }

  // "объявил об этом"
  bool AboutThis(const Hit& cue) const {
    const std::string_view next = cue.rows.end + 1 < page_.size() ? page_.word(cue.rows.end) : std::string_view();
    return (next == "об" || next == "о") && page_.Is(cue.rows.end + 1, kWordAnaphor);
  }

  bool OnlyLinking(Range rows) const {
    for (uint32_t i = rows.begin; i < rows.end; ++i)
      if (page_.IsWord(i) && !page_.Is(i, kWordLinking | kWordAdverb)) return false;
    return rows.size() < 8;
  }

  // «Мост готов, сообщил Лосев», «Мост, считает Лосев, готов»
  bool Inverted(const Hit& cue, Range sentence) {
    if (cue.rows.begin < sentence.begin + (page_.grammar().has_tree() ? 2 : 3)) return false;
    uint32_t comma = BeforeLink(cue.rows.begin, sentence.begin) - 1;
    while (comma > sentence.begin) {
      if (page_.Is(comma, kWordThat)) return false;  // "сказал, что ответит завтра"
      if (page_.Is(comma, kWordAdverb | kWordLinking) || page_.IsSign(comma, Sign::kDash)) --comma;
      else if (const uint32_t open = ListenerIn(comma); open > sentence.begin) comma = open - 1;
      else break;
    }
    if (comma == sentence.begin) return false;
    // «Дело возбуждено — сообщил прокурор»: the comma is missing
    const bool dash = !page_.input().english && page_.grammar().has_tree() && page_.IsSign(cue.rows.begin - 1, Sign::kDash) &&
                      comma + 2 == cue.rows.begin && page_.IsWord(comma) && page_.row(cue.rows.begin).stretch < 0;
    if (dash) ++comma;
    if (!dash && !page_.IsSign(comma, Sign::kComma)) return false;
    if ((cue.cue->types & kCuePassive) != 0 && !NamesDocument({cue.rows.end, sentence.end})) return false;
    if (page_.row(sentence.begin).stretch >= 0 && page_.row(comma - 1).stretch == page_.row(sentence.begin).stretch) return false;
    if (page_.input().english) {  // "X, a baker, said it was late", "X, whose son died, told the BBC"
      if (OpensClause(cue.rows.end, sentence.end) || (cue.cue->types & kCueTell) != 0) return false;
      const Name* name = context_.names.At(sentence.begin);
      if (name != nullptr && page_.IsSign(name->rows.end, Sign::kComma) && page_.Is(name->rows.end + 1, kWordRelative))
        return false;
      bool finite = !HasTags(page_);  // "His wife, Ann, said nothing"
      for (uint32_t i = sentence.begin; i < comma && !finite; ++i) finite = IsFiniteInEnglish(page_, i);
      if (!finite) return false;
    }
    Speaker speaker = context_.speakers.Behind(cue, sentence.end);
    if (page_.input().english) speaker = NamedBehind(context_, speaker);
    if ((Carries(cue, speaker) && !IsOwn(cue, &speaker, sentence)) ||
        (speaker.kind == Speaker::Kind::kNoun && speaker.mention.size() > 8 && speaker.title.empty()))
      return false;
    const uint32_t end = context_.speakers.ClauseEnd(std::max(cue.rows.end, speaker.mention.end), sentence.end);
    const bool words_behind = page_.IsSign(end, Sign::kColon) && page_.OpensMarks(end + 1);  // "…, считает Лосев: «…»"
    const bool semicolon = page_.IsSign(end, Sign::kSemicolon);
    if (end < sentence.end && !page_.IsSign(end, Sign::kComma) && !page_.IsSign(end, Sign::kStop) && end + 1 != sentence.end &&
        !words_behind && !semicolon)
      return false;
    const bool tail = words_behind || semicolon || end + 1 >= sentence.end || speaker.title.begin >= end ||
                      page_.Is(end + 1, kWordRole | kWordModifier | kWordRelative) || SaysMoreOf(end + 1) ||
                      (page_.input().english &&
                       (page_.Is(end + 1, kWordDeterminer) || context_.names.At(end + 1) != nullptr));  // ", a biologist who …"
    if (TellsOfTopic(sentence) || (dash && (!tail || comma < sentence.begin + 4))) return false;
    uint32_t begin = sentence.begin;  // «О том, что мост готов, сообщил Лосев»
    for (uint32_t i = begin; i < std::min(comma, begin + 4); ++i)
      if (page_.Is(i, kWordThat) && i > begin && page_.IsSign(i - 1, Sign::kComma)) begin = i + 1;
    if (end + 1 < sentence.end && OnlyLinking({sentence.begin, comma}))  // "Кроме того, отмечает Лосев, мост готов"
      Add({end + 1, sentence.end}, cue, speaker, Rule::kInserted, 0.85f);
    else if (tail) Add({begin, comma}, cue, speaker, Rule::kInserted, 0.85f);
    else if (const Range clause = SubordinateClause(page_, {comma + 1, end}, sentence); !clause.empty())
      Add(clause, cue, speaker, Rule::kInserted, 0.6f);
    else Add(sentence, cue, speaker, Rule::kInserted, 0.6f);
    return true;
  }

  // ", [http://example.org/1 сообщается] на сайте": the bracket of a wiki's link that a cue closes; the row itself: none.
  uint32_t BeforeLink(uint32_t row, uint32_t limit) const {
    constexpr uint32_t kLongest = 60;
    if (!page_.IsSign(row + 1, Sign::kClose) || page_.word(row + 1) != "]") return row;
    for (uint32_t i = row; i-- > std::max(limit + 1, row - std::min(row, kLongest));)
      if (page_.IsSign(i, Sign::kOpen)) return page_.word(i + 1).starts_with("http") ? i : row;
    return row;
  }

  // "…, говорится в релизе, выпущенном прокурором": a participle in an oblique case.
  bool SaysMoreOf(uint32_t row) const {
    return page_.grammar().IsForm(row, LECTOR_VERBFORM_PART) && page_.grammar().Case(row) > LECTOR_CASE_NOM;
  }

  // «О том, что будет с мостом, рассказал Лосев», «О том, как спасали мост, …»: what it was about, not what was said.
  bool TellsOfTopic(Range sentence) const {
    const std::string_view first = page_.word(sentence.begin);
    const uint32_t word = sentence.begin + 3;
    if ((first != "О" && first != "о") || page_.word(sentence.begin + 1) != "том" ||
        !page_.IsSign(sentence.begin + 2, Sign::kComma))
      return false;
    const Grammar& grammar = page_.grammar();
    if (page_.word(word) != "что") return true;
    return grammar.known() && (grammar.Upos(word) == LECTOR_UPOS_PRON || grammar.IsFinite(word + 1));
  }

  // An auxiliary soon behind, before any sign.
  bool OpensClause(uint32_t from, uint32_t limit) const {
    if (OpensEnglishClause(page_, from, limit)) return true;
    for (uint32_t i = from; i < std::min(limit, from + 10) && (page_.IsWord(i) || page_.IsSign(i, Sign::kNumber)); ++i)
      if (page_.Is(i, kWordClause)) return true;
    return false;
  }

  // The opening mark of a name in marks that closes in `row`, of those spoken to: «Вестнику» рассказал; 0: none.
  uint32_t ListenerIn(uint32_t row) const {
    if (!page_.IsSign(row, Sign::kMark) || page_.row(row).stretch < 0) return 0;
    const Stretch& stretch = page_.stretches()[static_cast<size_t>(page_.row(row).stretch)];
    return stretch.close == row && page_.CountWords(stretch.Inside()) <= 3 && page_.IsCapital(stretch.open + 1) ? stretch.open
                                                                                                                : 0;
  }

  bool NamesDocument(Range rows) const {
    for (uint32_t i = rows.begin; i < std::min(rows.end, rows.begin + 5); ++i)
      if (page_.Is(i, kWordDocument)) return true;
    return false;
  }

  // "Four were hurt, the governor, Ann Lee, wrote on Monday."
  bool TailInCommas(const Hit& cue, Range sentence, uint32_t last) {
    constexpr uint32_t kLongest = 8;
    uint32_t commas[2] = {last, last};
    for (uint32_t& comma : commas) {
      uint32_t i = (&comma == commas ? last : commas[0]) - 1;
      const uint32_t stop = i - std::min(i, kLongest);
      while (i > sentence.begin && i > stop && !page_.IsSign(i, Sign::kComma)) --i;
      if (i == sentence.begin || !page_.IsSign(i, Sign::kComma)) return false;
      comma = i;
    }
    const Name* name = context_.names.At(commas[0] + 1);
    const Name* before = context_.names.At(commas[0] - 1);  // "…, Ann Lee, the governor, wrote"; "…, Ann Lee, who governs, said"
    const bool apposed = before != nullptr && before->type == NameType::kPerson && before->rows.end == commas[0] &&
                         (before->rows.begin == commas[1] + 1 ||
                          page_.Is(commas[1] + 1, kWordRole | kWordModifier | kWordDeterminer));
    if (!apposed &&
        (name == nullptr || name->rows.end != last ||
         !(page_.Is(commas[1] + 1, kWordDeterminer | kWordRole | kWordModifier) || page_.word(commas[1] + 1).ends_with("'s") ||
           page_.word(commas[1] + 1).ends_with("’s"))))
      return false;
    bool finite = false;
    for (uint32_t i = sentence.begin; i < commas[1]; ++i) finite = finite || IsFiniteInEnglish(page_, i);
    if (!finite) return false;
    Add({sentence.begin, commas[1]}, cue, context_.speakers.Before(cue, commas[1] + 1), Rule::kInserted, 0.75f);
    return true;
  }

  // Where the attribution ends that closes a sentence: at a comma with a participle, "…, Lee said on Monday, dealing a blow
  // to the plan", or behind a phrase of place or time without a verb, however long.
  uint32_t BehindTail(const Hit& cue, uint32_t limit) const {
    bool finite = !HasTags(page_) || !page_.Is(cue.rows.end, kWordPreposition);
    for (uint32_t i = cue.rows.end; i < limit; ++i) {
      if (page_.IsSign(i, Sign::kComma) && page_.word(i + 1).ends_with("ing")) return i;
      finite = finite || IsFiniteInEnglish(page_, i) || page_.IsSign(i, Sign::kComma);
    }
    return finite ? limit : std::min(limit, cue.rows.end + kLongestTail);
  }

  // "The bridge is open, Lee said on Monday."
  bool Tail(const Hit& cue, Range sentence) {
    uint32_t comma = cue.rows.begin;
    while (comma > sentence.begin && cue.rows.begin - comma < 9 && !page_.IsSign(comma, Sign::kComma)) --comma;
    if (comma == sentence.begin || !page_.IsSign(comma, Sign::kComma)) return false;
    if (comma + 1 == cue.rows.begin) return TailInCommas(cue, sentence, comma);
    if (page_.row(comma - 1).stretch >= 0 || page_.Is(comma + 1, kWordConjunction | kWordRelative | kWordPreposition))
      return false;
    if (page_.IsSign(cue.rows.end, Sign::kComma) && cue.rows.begin - comma <= 4) {  // "The ferry, Lee says, is late."
      const Speaker inside = context_.speakers.Before(cue, comma + 1);
      if (Carries(cue, inside) || page_.CountWords({cue.rows.end, sentence.end}) == 0) return false;
      if (OnlyLinking({sentence.begin, comma})) Add({cue.rows.end + 1, sentence.end}, cue, inside, Rule::kInserted, 0.75f);
      else Add(sentence, cue, inside, Rule::kInserted, 0.75f);
      return true;
    }
    if (page_.CountWords({cue.rows.end, BehindTail(cue, sentence.end)}) > kLongestTail) return false;
    if (page_.CountWords({cue.rows.end, sentence.end}) > 0 && !page_.Is(cue.rows.end, kWordPreposition | kWordAdverb) &&
        !page_.IsCapital(cue.rows.end))
      return false;
    const Speaker speaker = context_.speakers.Before(cue, comma + 1);
    if (Carries(cue, speaker)) return false;
    Add({sentence.begin, comma}, cue, speaker, Rule::kInserted, 0.85f);
    return true;
  }

  // «Об этом сообщил Лосев»: the sentence before.
  void Anaphor(Range sentence, Range before) {
    if (before.empty() || page_.row(before.end - 1).stretch >= 0) return;
    for (const Hit& cue : page_.Hits(sentence)) {
      if (cue.source || (cue.cue->types & kCueSay) == 0 || page_.row(cue.rows.begin).stretch >= 0) continue;
      // "Об этом" names nobody; "Пресс-служба сообщила об этом": the subject may open the sentence
      const uint32_t begin = sentence.begin + (cue.rows.begin > sentence.begin + 1 && !AboutThis(cue) ? 2 : 0);
      const Speaker speaker = context_.speakers.Around(cue, {begin, sentence.end});
      if (Carries(cue, speaker)) return HandedOn(sentence, before);
      before = BehindNobody(before);
      Add(before, cue, speaker, Rule::kAnaphor, 0.75f);
      return;
    }
  }

  // «Такое мнение высказал Лосев», «Это подтвердил и губернатор», «Эту информацию сообщила Рудь»; nullptr: another sentence.
  const Hit* CueBehindSuch(Range sentence) const {
    if (page_.input().english || sentence.size() < 4) return nullptr;
    const std::string_view first = page_.word(sentence.begin);
    uint32_t verb = sentence.begin + 1;
    const bool about = page_.word(verb) == "об" && page_.Is(verb + 1, kWordAnaphor) && sentence.size() > 5 &&
                       (first == "Информацию" || first == "Сообщение" || first == "Сведения" || first == "Новость");
    if (about) {  // "Информацию об этом распространил Лосев"
      verb += 2;
    } else if (first != "Это") {
      bool such = false;
      for (const std::string_view word : {"Такое", "Такую", "Такие", "Эту", "Эти"}) such = such || first == word;
      if (!such || !page_.grammar().IsNoun(verb)) return nullptr;
      bool told = false;
      const std::string noun = page_.Lemma(verb);
      for (const std::string_view word :
           {"мнение", "предположение", "прогноз", "информация", "данные", "оценка", "сведение", "вывод", "факт"})
        told = told || noun == word;
      if (!told) return nullptr;
      ++verb;
    }
    const Hit* cue = page_.HitAt(verb);
    const bool says = cue != nullptr && !cue->source && cue->rows.begin == verb &&
                      (cue->cue->types & (kCueSay | kCueDirect)) != 0 && page_.grammar().IsFinite(verb) &&
                      ThatClause(context_, *cue, sentence.end) == 0;
    return says && !IsNegated(page_, *cue) ? cue : nullptr;
  }

  void AnaphorOf(const Hit& cue, Range sentence, Range before) {
    if (before.empty() || page_.row(before.end - 1).stretch >= 0) return;
    const Speaker speaker = context_.speakers.Behind(cue, sentence.end);
    if (!Carries(cue, speaker)) Add(BehindNobody(before), cue, speaker, Rule::kAnaphor, 0.75f);
  }

  // «Ранее стало известно, что мост закрыт»: what became known.
  Range BehindNobody(Range sentence) const {
    constexpr uint32_t kOpening = 6;
    for (uint32_t i = sentence.begin; i < std::min(sentence.end, sentence.begin + kOpening); ++i) {
      if (page_.grammar().IsNoun(i)) break;
      if (page_.IsSign(i, Sign::kComma)) return page_.word(i + 1) == "что" ? Range{i + 2, sentence.end} : sentence;
    }
    return sentence;
  }

  // «Об этом сообщает газета со ссылкой на МВД»: the words of whom it refers to.
  void HandedOn(Range sentence, Range before) {
    for (const Hit& source : page_.Hits(sentence)) {
      if (!source.source || page_.row(source.rows.begin).stretch >= 0) continue;
      uint32_t end = 0;
      const Speaker speaker = context_.speakers.OfSource(source, sentence.end, &end);
      if (speaker.kind == Speaker::Kind::kNone || speaker.kind == Speaker::Kind::kMedium || !context_.speakers.CanSpeak(speaker))
        continue;
      Add(before, source, speaker, Rule::kAnaphor, 0.75f);
      return;
    }
  }

  const Context& context_;
  const Page& page_;
  Candidates* out_;
};

}  // namespace

void FindInserted(const Context& context, Candidates* out) {
  InsertedFinder finder(context, out);
  Range before;
  for (const Range sentence : context.page.sentences()) {
    context.check();
    finder.Find(sentence, before);
    before = sentence;
  }
}

}  // namespace lector::quotes
