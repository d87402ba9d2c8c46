// Organisations that a class noun or a legal form shows.
#include <algorithm>
#include <optional>

#include "candidates.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxQuotedWords = 8;
constexpr uint32_t kNoWork = UINT32_MAX;
constexpr size_t kMaxWorks = 32;  // names kept, so that time stays linear
constexpr uint32_t kAnyBody =
    kOrgBeforeQuote | kOrgHead | kOrgAlone | kOrgForm | kOrgWithPlace | kOrgUnit | kFacility | kOrgAloneTitle;
constexpr float kShown = 4.0f;  // by a class noun
constexpr float kLikely = 1.5f;
constexpr float kUnsaid = 0.5f;  // where the tagger sees nothing

bool IsQuote(const Reading& reading, uint32_t row) {
  return row < reading.words.size() && reading.words[row].kind == LECTOR_TOKEN_QUOTE;
}

// The row of the mark right before the name: the second of two apostrophes, which stand for one quotation mark, else `row`.
uint32_t InnerMark(const Reading& reading, uint32_t row) {
  const bool doubled = IsQuote(reading, row) && IsQuote(reading, row + 1) && reading.words.text(row) == "'" &&
                       reading.words.text(row + 1) == "'" && reading.words[row + 1].begin == reading.words[row].end;
  return doubled ? row + 1 : row;
}

// The row of the closing mark of the name that opens at `row`; nothing where there is no short name in quotes.
std::optional<uint32_t> QuotedName(const Reading& reading, uint32_t row) {
  if (!IsQuote(reading, row) || row + 1 >= reading.words.size()) return std::nullopt;
  const Word& first = reading.words[row + 1];
  if (!first.capital() && first.kind != LECTOR_TOKEN_NUMBER && !(first.word() && first.latin)) return std::nullopt;
  if (first.begin != reading.words[row].end) return std::nullopt;
  const bool straight = reading.words.text(row) == "\"";
  for (uint32_t i = row + 1; i < reading.words.size() && i <= row + kMaxQuotedWords + 1 && reading.words[i].glued; ++i)
    if (IsQuote(reading, i) && (straight ? reading.words.text(i) == "\"" : true)) return i;
  return std::nullopt;
}

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run() {
    for (uint32_t row = 0; row < words_.size(); ++row) {
      words_.view().Tick();
      const Word& word = words_[row];
      if (reading_.taken[row] || !word.word()) {
        if (word.kind == LECTOR_TOKEN_QUOTE) Unclassed(row);
        continue;
      }
      if (word.lower() && !word.caps && !word.is(kAnyBody)) continue;
      if (LegalForm(row) || ClassBeforeQuote(row) || AdjectiveAndHead(row) || HeadAndComplement(row)) continue;
      Alone(row);
    }
    DropWorks();
  }

 private:
  Candidate Make(uint32_t first, uint32_t last, uint32_t phrase_first, uint32_t phrase_last, float score) const {
    Candidate out;
    out.first = first;
    out.last = last;
    out.phrase_first = phrase_first;
    out.phrase_last = phrase_last;
    out.score[kOrganization] = score;
    out.pattern = true;
    return out;
  }
  void Take(Candidate candidate, uint32_t class_row) {
    candidate.finer = words_[class_row].entry.org_type;
    reading_.Take(std::move(candidate));
  }

  // ОАО «X», ФК "X", РИА X; АЭС «X».
  bool LegalForm(uint32_t row) {
    const Word& form = words_[row];
    if (!form.capital() || form.latin) return false;
    const bool any = form.upper() && !form.caps && CodePoints(form.folded) > 1 && CodePoints(form.folded) < 6 &&
                     reading_.gazetteer.FindAbbreviation(words_.text(row)) == nullptr;
    if (!form.is(kOrgForm) && !any) return false;
    if (const auto close = QuotedName(reading_, row + 1); close && words_[row + 1].glued) {
      reading_.taken[row] = true;
      Candidate found = Make(row + 2, *close - 1, row, *close, kShown);
      found.as_written = true;
      if (form.is(kFacility) && !form.is(kOrgForm)) {
        std::swap(found.score[kOrganization], found.score[kLocation]);
        found.finer = form.entry.place_type;
        reading_.Take(std::move(found));
      } else {
        Take(std::move(found), row);
      }
      return true;
    }
    if (!form.is(kOrgForm)) return false;
    uint32_t last = row;
    while (last < row + 2 && reading_.Glued(last + 1) && words_[last + 1].title() && !words_[last + 1].is(kRole) &&
           reading_.PlaceAt(last + 1).length == 0 && (!reading_.tagged() || reading_.TaggedAs(last + 1, kOrganization)))
      ++last;
    if (last == row || !words_[row].upper()) return false;
    Take(Make(row, last, row, last, kShown), row);
    return true;
  }

  // компания «X», газета «X», до двух слов между ними; резиденция «X».
  bool ClassBeforeQuote(uint32_t row) {
    if (!words_[row].is(kOrgBeforeQuote | kFacility | kOrgHead)) return false;
    uint32_t open = row + 1;
    while (
        open < row + 3 && reading_.Glued(open) && words_[open].lower() && !words_[open].is(kFunction | kPreposition | kWork) &&
        (!words_.has_morphology() || words_[open].upos == LECTOR_UPOS_ADJ || words_[open].grammatical_case() == LECTOR_CASE_GEN))
      ++open;
    const bool glued = reading_.Glued(open), direct = open == row + 1;
    open = InnerMark(reading_, open);
    const auto close = QuotedName(reading_, open);
    if (!close || !glued) return false;
    if (!direct && words_[row].is(kOrgUnit)) return false;  // "совет директоров | «X»"
    const bool own =
        words_[row].title() && !words_[row].opens && !words_[row].caps;  // a class noun with a capital belongs to the name
    Candidate found = Make(open + 1, *close - 1, own ? row : open + 1, own ? *close : *close - 1, kShown);
    // "газета | «Берег»"; but "предприятий | «Берега»", "отдел | «Берега»"
    found.as_written = direct && !words_[row].is(kOrgUnit) && LECTOR_FEAT(words_[row].feats, NUMBER) != LECTOR_NUMBER_PLUR;
    if (words_[row].is(kFacility) && !words_[row].is(kOrgBeforeQuote)) {
      std::swap(found.score[kOrganization], found.score[kLocation]);
      found.finer = words_[row].entry.place_type;
      reading_.Take(std::move(found));
    } else {
      Take(std::move(found), row);
    }
    return true;
  }

  // Верховный суд, Нью-йоркская фондовая биржа, Промышленный и коммерческий банк; then complements and a place.
  bool AdjectiveAndHead(uint32_t row) {
    const Word& word = words_[row];
    if (!(word.title() || word.caps) || word.latin) return false;
    const bool listed = word.is(kNameAdjective) || reading_.gazetteer.FindAdjective(word.folded) != nullptr;
    if (!listed && (word.caps || !MayQualify(row))) return false;
    if (word.opens && reading_.gazetteer.FindAdjective(word.folded) != nullptr && !word.is(kNameAdjective)) return false;
    if (word.opens && word.is(kFunction)) return false;  // "Второй суд", which may be any
    if (words_.has_morphology() && !word.may_be_adjective) return false;
    for (uint32_t head = row + 1; head <= row + (listed ? 4 : 1) && reading_.Glued(head) && words_[head].word(); ++head) {
      if (words_[head].is(kPlaceAfter) && !(words_[head].is(kOrgHead) && words_[head].lower())) return false;
      if (words_.has_morphology() && !words_[head].is(kOrgHead) && !words_[head].may_be_adjective && words_[head].folded != "и")
        return false;
      if (words_[head].is(kOrgHead)) {
        if (QuotedName(reading_, head + 1) && words_[head + 1].glued) return false;  // Хоккейный клуб «X»
        FromHead(row, head, kShown - 0.5f);
        return true;
      }
      if (words_[head].is(kPreposition | kSpeech | kRole) || (words_[head].is(kFunction) && words_[head].folded != "и"))
        return false;
    }
    return false;
  }

  // A capitalised word that no list has, "Винницкий", may stand before a noun of a body as its adjective.
  bool MayQualify(uint32_t row) const {
    const Word& word = words_[row];
    if (word.is(kRole | kFunction | kOrgHead | kOrgBeforeQuote | kOrgForm | kPlaceInName | kCalendar)) return false;
    return reading_.PlaceAt(row).length == 0 && !(word.opens && words_.SeenLower(word.folded));
  }

  // Министерство обороны, комитет по правам человека, Конгресс.
  bool HeadAndComplement(uint32_t row) {
    const Word& word = words_[row];
    if (!word.is(kOrgHead) || word.latin || !(word.title() || word.lower() || word.caps)) return false;
    if (word.title() && !word.opens && !word.caps) {
      FromHead(row, row, kShown - 1.0f);
      return true;
    }
    if (AfterComplements(row) == row && AfterDedication(row) == row) return CompletedBeforeName(row);
    FromHead(row, row, word.title() ? kShown : kLikely + 1.0f);
    return true;
  }

  // "отдел кадров | X", "управление полиции | округа X": a noun and what completes it by grammar, where a name goes on.
  bool CompletedBeforeName(uint32_t row) {
    if (!(words_[row].lower() || words_[row].opens) || !words_[row].is(kOrgUnit | kOrgWithPlace) ||
        LECTOR_FEAT(words_[row].feats, NUMBER) == LECTOR_NUMBER_PLUR)
      return false;
    const uint32_t last = AfterGenitives(reading_, row);
    if (last == row) return false;
    for (uint32_t at = row + 1; at <= last && words_[row].is(kOrgUnit) && !words_[row].is(kOrgWithPlace); ++at)
      if (words_[at].is(kOrgAlone)) return false;  // "пресс-служба | правительства": a body of its own, which joins
    Candidate found = Make(row, last, row, last, kLikely);
    found.needs_place = true;
    Take(std::move(found), row);
    return true;
  }

  // The last token of the complements that stand behind the head; the head's own row where there are none.
  uint32_t AfterComplements(uint32_t head) const {
    uint32_t last = head;
    for (;;) {
      uint32_t next = last + 1;
      const bool first = last == head;
      if (!first && reading_.Glued(next) && (words_[next].folded == "и" || words_.text(next) == ",")) ++next;
      if (!reading_.Glued(next) || !words_[next].word()) return last;
      const auto* phrases = reading_.lexicon.Complements(words_[next].folded);
      if (phrases == nullptr || (words_[next].folded == "по" && words_[head].is(kOrgAlone))) return last;
      uint32_t length = 0;
      for (const auto& phrase : *phrases) {
        uint32_t n = 0;
        while (n < phrase.size() && (n == 0 || reading_.Glued(next + n)) && next + n < words_.size() &&
               words_[next + n].folded == phrase[n])
          ++n;
        if (n == phrase.size()) {
          length = n;
          break;
        }
      }
      if (length == 0) return last;
      last = next + length - 1;
    }
  }

  // "имени | Фрунзе", "им. | Йозефа Бойса" behind an organisation; `last` where there is none.
  uint32_t AfterDedication(uint32_t last) const {
    uint32_t row = last + 1;
    if (!reading_.Glued(row) || (words_[row].folded != "имени" && words_[row].folded != "им")) return last;
    ++row;
    if (row < words_.size() && words_.text(row) == ".") ++row;
    const uint32_t first = row;
    while (reading_.Glued(row) && row < first + 5 && (words_[row].title() || words_.text(row) == ".")) {
      if (words_.text(row) == "." && !words_[row - 1].initial) break;
      ++row;
    }
    return row > first ? row - 1 : last;
  }

  void FromHead(uint32_t first, uint32_t head, float score) {
    // "Университеты | Каталонии": bodies of a class, whose plural is no name of one.
    if (words_[head].is(kOrgBeforeQuote) && !words_[head].is(kOrgAlone | kOrgWithPlace) && !words_[head].caps &&
        LECTOR_FEAT(words_[head].feats, NUMBER) == LECTOR_NUMBER_PLUR)
      return;
    uint32_t last = AfterComplements(head);
    if (first < head || (words_[head].title() && !words_[head].opens)) last = std::max(last, AfterGenitives(reading_, head));
    last = AfterDedication(last);
    Widen(first, last, head);
    if (last == head && words_[head].title() && OneNameBehind(head)) last = head + 1;
    Candidate found = Make(first, last, first, last, score);
    found.phrase_last = WithPlace(last);
    // A bare noun of a class, "Совет", names something only together with a place.
    found.needs_place = first == last && found.phrase_last == last && !words_[head].is(kOrgAlone | kOrgAloneTitle);
    // What the tagger takes for part of something else is left to it: "Советский | Союз".
    const TaggedSpan* span = reading_.SpanAt(head);
    if (span != nullptr && span->type != kOrganization && last == head && (found.needs_place || span->first < head)) return;
    Take(std::move(found), head);
  }

  // The tagger's organisation goes on before or behind: "Управление | делами президента".
  void Widen(uint32_t& first, uint32_t& last, uint32_t head) const {
    const TaggedSpan* span = reading_.SpanAt(head);
    if (span == nullptr || span->type != kOrganization) return;
    for (uint32_t row = span->first; row <= span->last; ++row)
      if (reading_.taken[row] || words_[row].kind == LECTOR_TOKEN_QUOTE) return;
    if (words_[span->first].word() && !words_[span->first].is(kRole)) first = std::min(first, span->first);
    if (!words_[span->last].word() || span->last <= last) return;
    const uint32_t before = last;
    for (uint32_t row = last + 1; row <= span->last && !(first > 0 && NamesHolder(first, row)); ++row) last = row;
    while (last > before && EndsBefore(head, last)) --last;
  }

  // "Сенат | примет", "Думе | мигалки", "Администрации | Советского района": a verb, a subject of its own, the name of a place.
  bool EndsBefore(uint32_t head, uint32_t row) const {
    const Word& word = words_[row];
    if (word.upos == LECTOR_UPOS_VERB && !word.may_be_noun && word.grammatical_case() == 0) return true;
    if (word.lower() && word.grammatical_case() == LECTOR_CASE_NOM) return words_[head].grammatical_case() != LECTOR_CASE_NOM;
    return word.title() && word.may_be_adjective && reading_.Glued(row + 1) && words_[row + 1].lower() &&
           words_[row + 1].is(kPlaceAfter);
  }

  // "депутат Госдумы | Дениса X": the person of the role that the body stands behind.
  bool NamesHolder(uint32_t first, uint32_t row) const {
    const Word& word = words_[row];
    if (!words_[first - 1].is(kRole) || !words_[first].glued || word.latin) return false;
    if (words_[row - 1].folded == "имени" || words_[row - 1].folded == "им") return false;
    return word.initial || (word.title() && word.may_be(LECTOR_NAMETYPE_GIV) && !word.common);
  }

  // Университет Мейджо: one capitalised word that is not the beginning of a person's name.
  bool OneNameBehind(uint32_t head) const {
    const uint32_t row = head + 1;
    if (!reading_.Glued(row) || !words_[row].title() || words_[row].caps || words_[row].initial ||
        words_[row].is(kRole | kOrgHead | kFunction))
      return false;
    if (reading_.PlaceAt(row).length > 0 || reading_.TaggedAs(row, kPerson)) return false;
    return !reading_.Glued(row + 1) || !words_[row + 1].capital();
  }

  // The place behind an organisation belongs to its phrase: Министерство обороны России.
  uint32_t WithPlace(uint32_t last) const {
    if (!reading_.Glued(last + 1)) return last;
    const Gazetteer::Hit place = reading_.PlaceAt(last + 1);
    return place.length > 0 && place.place->type == "country" ? last + place.length : last;
  }

  // Правительство, Госдума, полиция, МИД: they need nothing beside them.
  void Alone(uint32_t row) {
    const Word& word = words_[row];
    if (!word.is(kOrgAlone | kOrgWithPlace | kOrgUnit) || word.latin) return;
    if (const TaggedSpan* span = reading_.SpanAt(row); span != nullptr && span->last > span->first)
      return;  // part of a longer name
    if (word.is(kOrgHead) && !word.is(kOrgAlone) && LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_PLUR) return;
    Candidate found = Make(row, row, row, WithPlace(row), kShown - 1.0f);
    found.needs_place = !word.is(kOrgAlone) && found.phrase_last == found.last;
    if (word.lower()) found.form = LECTOR_FORM_COMMON_NOUN;
    if (word.opens && words_.SeenLower(word.folded)) found.form = LECTOR_FORM_COMMON_NOUN;
    if (word.caps && word.common && !words_.SeenAsName(word.folded)) found.form = LECTOR_FORM_COMMON_NOUN;
    Take(std::move(found), row);
  }

  // «X» without a class noun: likely where the document has it with one.
  void Unclassed(uint32_t row) {
    const auto close = QuotedName(reading_, row);
    if (const uint32_t work = close && row > 0 && words_[row].glued ? WorkBefore(row - 1) : kNoWork; work != kNoWork) {
      if (reading_.lexicon.IsTitledWork(words_[work].folded) && works_.size() < kMaxWorks) works_.push_back({row + 1, *close});
      return Pass(row, *close);
    }
    if (!close || *close - row > 4 || row == 0 || !words_[row - 1].word() || !words_[row].glued) return;
    if (row + 2 == *close && words_[row + 1].is(kNotName)) return;  // "сеть | «Интернет»"
    if (InListOfWorks(row) || IsWork(row + 1, *close)) return Pass(row, *close);
    for (uint32_t i = row + 1; i < *close; ++i)
      if (!words_[i].word() || reading_.taken[i] || words_[i].lower()) return;
    Candidate found = Make(row + 1, *close - 1, row + 1, *close - 1, kLikely);
    if (words_[row - 1].is(kMember)) {  // "вратарь | «X»"
      found.score[kOrganization] = kShown;
      return Take(std::move(found), row - 1);
    }
    if (reading_.tagged() && !reading_.TaggedAs(row + 1, kOrganization)) {
      if (reading_.SpanAt(row + 1) != nullptr) return;  // the tagger's own candidate will do
      found.score[kOrganization] = kUnsaid;
    } else if (const TaggedSpan* span = reading_.SpanAt(row + 1); span != nullptr) {
      found.score[kOrganization] = std::max(kLikely, 1.0f + span->odds);
    }
    unclassed_.push_back(reading_.candidates.size());
    reading_.Take(std::move(found));
  }

  // "сериал | «X»", "сериал Ивана Петрова | «X»": the row of the noun; kNoWork where there is none.
  uint32_t WorkBefore(uint32_t row) const {
    if (words_[row].is(kWork)) return row;
    for (uint32_t back = 0; back < 3 && row > 0; ++back, --row) {
      const Word& name = words_[row];
      if (!name.title() || !name.glued || name.name_genders == 0 || name.grammatical_case() != LECTOR_CASE_GEN) break;
    }
    return words_[row].lower() && words_[row].is(kWork) && !words_[row].is(kRole) ? row : kNoWork;
  }

  // The tokens are a form of the name of a work that the text tells to be one.
  bool IsWork(uint32_t first, uint32_t end) const {
    return std::any_of(works_.begin(), works_.end(), [&](const lector_span& work) {
      if (work.end - work.begin != end - first) return false;
      for (uint32_t row = first; row < end; ++row)
        if (FormDistance(words_[work.begin + row - first].folded, words_[row].folded) < 0) return false;
      return true;
    });
  }

  // A name that no noun stands before is that of a work where one stands before it elsewhere.
  void DropWorks() {
    if (works_.empty()) return;
    size_t out = 0, next = 0;
    for (size_t i = 0; i < reading_.candidates.size(); ++i) {
      const bool unclassed = next < unclassed_.size() && unclassed_[next] == i;
      next += unclassed;
      if (const Candidate& found = reading_.candidates[i]; unclassed && IsWork(found.first, found.last + 1))
        continue;  // its tokens stay taken
      if (out != i) reading_.candidates[out] = std::move(reading_.candidates[i]);
      ++out;
    }
    reading_.candidates.resize(out);
  }

  // "картины, как | «X», «Y» и «Z»": the names behind that of a work are of works, too.
  bool InListOfWorks(uint32_t row) const {
    if (row < 2 || !words_[row].glued) return false;
    const uint32_t link = row - 1;
    if (words_.text(link) != "," && words_[link].folded != "и" && words_[link].folded != "как") return false;
    if (words_[link].folded == "как") return link > 1 && words_.text(link - 1) == "," && words_[link - 2].is(kWork);
    return words_[link - 1].kind == LECTOR_TOKEN_QUOTE && passed_ == link - 1;
  }

  // A name of what is no entity: nobody else looks at it.
  void Pass(uint32_t row, uint32_t close) {
    passed_ = close;
    for (uint32_t i = row + 1; i < close; ++i) reading_.taken[i] = true;
  }

  Reading& reading_;
  const Words& words_;
  uint32_t passed_ = 0;             // the closing mark of the last name of a work
  std::vector<lector_span> works_;  // tokens of names of works that are no bodies elsewhere: films, songs, ships
  std::vector<size_t> unclassed_;   // candidates in quotation marks that no noun stands before
};

}  // namespace

void FindOrganizations(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
