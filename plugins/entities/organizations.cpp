// Organisations that a class noun or a legal form shows; those in quotation marks: quoted_bodies.h.
#include <algorithm>

#include "candidates.h"
#include "letters.h"
#include "quoted_bodies.h"

namespace lector::entities {
namespace {

constexpr float kShown = 4.0f;  // by a class noun
constexpr float kLikely = 1.5f;

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words), quoted_(reading) {}

  void Run() {
    for (uint32_t row = words_.Next(0, kMayNameBody); row < words_.size(); row = words_.Next(row + 1, kMayNameBody)) {
      words_.view().Tick();
      if (words_[row].kind == LECTOR_TOKEN_QUOTE) {
        quoted_.Unclassed(row);
        continue;
      }
      if (reading_.taken[row]) continue;
      const Word& word = words_[row];
      if (word.lower() && word.latin && (Domain(row) || !word.is(kAnyBody))) continue;
      if (quoted_.LegalForm(row) || quoted_.ClassBeforeQuote(row) || Abbreviated(row)) continue;
      if (Numbered(row) || AdjectiveAndHead(row) || HeadAndComplement(row)) continue;
      Alone(row);
    }
    quoted_.DropWorks();
  }

 private:
  // Верховный суд, Нью-йоркская фондовая биржа, Промышленный и коммерческий банк; then complements and a place.
  bool AdjectiveAndHead(uint32_t row) {
    const Word& word = words_[row];
    if (!(word.title() || word.caps) || word.latin) return false;
    const bool qualifies = word.upos == LECTOR_UPOS_ADJ || (word.upos == LECTOR_UPOS_VERB && word.grammatical_case() != 0);
    if (words_.has_morphology() && !word.may_be_adjective && !qualifies) return false;
    const bool listed = word.is(kNameAdjective) || word.adjective_of != nullptr;
    if (!listed && (word.caps || !MayQualify(row))) return false;
    // "Епархиальное | собрание": a usual adjective opens a sentence
    if (!listed && word.opens && reading_.tagged() && !reading_.TaggedAs(row, kOrganization) && word.known && qualifies &&
        !word.lemma.ends_with("ский") && !Completed(row + 1))
      return false;
    // "Российский научный | фонд" may be any, where the tagger does not see a name
    const bool of_country = word.opens && word.adjective_of != nullptr && !word.is(kNameAdjective);
    if (of_country && !(reading_.TaggedAs(row, kOrganization) && reading_.SpanAt(row)->first == row) && !Completed(row + 1))
      return false;
    if (of_country && reading_.Glued(row + 1) && words_[row + 1].title()) return false;  // "Лондонский | Высокий суд"
    // "Второй суд", which may be any; but "Второй кассационный суд"
    if (word.opens && word.is(kFunction) && !(reading_.Glued(row + 1) && words_[row + 1].is(kLevel))) return false;
    const bool compound = word.lemma.find('-') != std::string_view::npos;  // "Западно-Сибирская"
    // "Сызранский городской | суд", "Железнодорожная районная | прокуратура"
    const bool local = word.upos == LECTOR_UPOS_ADJ && reading_.Glued(row + 1) && words_[row + 1].is(kLevel) && !word.is(kBodyAdjective);
    const bool far = listed || (qualifies && (!word.opens || compound || local || reading_.TaggedAs(row, kOrganization)));
    for (uint32_t head = row + 1; head <= row + (far ? 4 : 1) && reading_.Glued(head) && words_[head].word(); ++head) {
      if (words_[head].is(kPlaceAfter) && !(words_[head].is(kOrgHead) && words_[head].lower())) return false;
      if (words_.has_morphology() && !words_[head].is(kOrgHead) && !words_[head].may_be_adjective && words_[head].folded != "и")
        return false;
      if (!listed && (words_[head].folded == "и" || (words_[head].cases & word.cases) == 0)) return false;
      if (words_[head].is(kOrgHead)) {
        if (!listed && !qualifies && words_[head].is(kOrgBeforeQuote)) return false;  // "основанной Оззи | компании"
        if (ClosingMark(reading_, head + 1) && words_[head + 1].glued) return false;  // Хоккейный клуб «X»
        if (word.opens && !listed && words_[head].is(kOrgBeforeQuote) && reading_.Glued(head + 1) && words_[head + 1].latin)
          return false;  // "Рейтинговое агентство | X"
        FromHead(row, head, kShown - 0.5f);
        return true;
      }
      if (words_[head].is(kPreposition | kSpeech | kRole) || (words_[head].is(kFunction) && words_[head].folded != "и"))
        return false;
    }
    return false;
  }

  // "Американское | общество генной терапии": a noun of bodies with what completes it.
  bool Completed(uint32_t row) const {
    if (!reading_.Glued(row) || !words_[row].lower() || !words_[row].is(kOrgHead)) return false;
    const std::string_view type = words_[row].entry.org_type;
    return (type.empty() || type == "university") && LECTOR_FEAT(words_[row].feats, NUMBER) != LECTOR_NUMBER_PLUR &&
           AfterGenitives(reading_, row) > row;
  }

  // A capitalised word that no list has, "Винницкий", may stand before a noun of a body as its adjective.
  bool MayQualify(uint32_t row) const {
    const Word& word = words_[row];
    if (word.is(kRole | kFunction | kOrgHead | kOrgBeforeQuote | kOrgForm | kPlaceInName | kCalendar)) return false;
    return reading_.PlaceAt(row).length == 0 && !(word.opens && words_.SeenLower(word.folded));
  }

  // "сообщает | infox.ru", "портал | infox.ru": a site of news in small letters.
  bool Domain(uint32_t row) {
    constexpr size_t kFewest = 2, kMost = 4;  // letters
    const uint32_t last = row + 2;
    if (row == 0 || last >= words_.size() || !words_[row].glued || words_.text(row + 1) != "." ||
        words_[row + 1].begin != words_[row].end || words_[last].begin != words_[row + 1].end)
      return false;
    const Word& before = words_[row - 1];
    const size_t letters = words_[last].lower() && words_[last].latin ? words_[last].folded.size() : 0;
    if (letters < kFewest || letters > kMost || !before.is(kMember | kOrgBeforeQuote) || before.entry.org_type != "media") return false;
    TakeBody(reading_, MakeBody(row, last, row, last, kShown), row - 1);
    return true;
  }

  // "РГПУ | имени Герцена": letters that stand for a body, and whom it is called after.
  bool Abbreviated(uint32_t row) {
    const Word& word = words_[row];
    if (!word.upper() || word.caps || word.latin || CodePoints(word.folded) < 2) return false;
    const uint32_t last = AfterDedication(row);
    if (last == row) return false;
    TakeBody(reading_, MakeBody(row, last, row, last, kShown), row);
    return true;
  }

  // Министерство обороны, комитет по правам человека, Конгресс.
  bool HeadAndComplement(uint32_t row) {
    const Word& word = words_[row];
    if (!word.is(kOrgHead) || word.latin || !(word.title() || word.lower() || word.caps)) return false;
    if (word.title() && !word.opens && !word.caps) {
      FromHead(row, row, kShown - 1.0f);
      return true;
    }
    if (AfterComplements(row) == row && AfterDedication(row) == row)
      return Opens(row) || OfCountry(row) || CalledAfter(row) || CompletedBeforeName(row);
    FromHead(row, row, word.title() ? kShown : kLikely + 1.0f);
    return true;
  }

  // "Институт | изучения войны | подтвердил": the subject of a sentence with what completes it, before its verb.
  bool Opens(uint32_t row) {
    const Word& word = words_[row];
    if (!word.opens || !word.title() || word.caps || !word.may_stand_in(LECTOR_CASE_NOM) || word.is(kOrgAlone) ||
        LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_PLUR || words_.SeenLower(word.folded))
      return false;
    const uint32_t last = AfterGenitives(reading_, row);
    // the tagger sees it, too: "Департамент | предпринимательства"
    if (const TaggedSpan* span = reading_.SpanAt(row);
        last > row && span != nullptr && span->type == kOrganization && span->first == row && span->last >= last) {
      FromHead(row, row, kLikely + 1.0f);
      return true;
    }
    if (word.grammatical_case() != LECTOR_CASE_NOM) return false;
    const uint32_t verb = last + 1 + (reading_.Glued(last + 1) ? reading_.PlaceAt(last + 1).length : 0);
    if (last == row || !reading_.Glued(verb)) return false;
    const std::string_view behind = words_[verb].folded;  // "Партия независимости | против выплат"
    const bool says = behind == "против" || behind == "за" || behind == "не";
    if (!says && (words_[verb].upos != LECTOR_UPOS_VERB || words_[verb].grammatical_case() != 0)) return false;
    FromHead(row, row, kLikely + 1.0f);
    return true;
  }

  // "Банк | Грузии": a company of a country, at the beginning of a sentence.
  bool OfCountry(uint32_t row) {
    const Word& word = words_[row];
    if (!word.opens || !word.title() || word.caps || word.entry.org_type != "company" || word.grammatical_case() != LECTOR_CASE_NOM ||
        LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_PLUR || !reading_.Glued(row + 1))
      return false;
    const Gazetteer::Hit place = reading_.PlaceAt(row + 1);
    if (place.length == 0 || place.place->type != "country") return false;
    TakeBody(reading_, MakeBody(row, row + place.length, row, row + place.length, kLikely + 1.0f), row);
    return true;
  }

  // "Фонд | Лихачёва | пригласил": whom a body is called after, at the beginning of a sentence.
  bool CalledAfter(uint32_t row) {
    const Word& word = words_[row];
    const TaggedSpan* span = reading_.SpanAt(row + 1);
    const bool type = word.entry.org_type.empty() || word.entry.org_type == "university";
    if (!word.opens || !word.title() || word.caps || !word.may_stand_in(LECTOR_CASE_NOM) || !type || word.is(kOrgAlone) ||
        LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_PLUR || words_.SeenLower(word.folded) || !reading_.Glued(row + 1))
      return false;
    if (span == nullptr || span->type != kPerson || span->first != row + 1) return false;
    const Word& name = words_[span->last];
    if (!name.title() || name.latin || (name.cases != 0 && !name.may_stand_in(LECTOR_CASE_GEN))) return false;
    TakeBody(reading_, MakeBody(row, span->last, row, span->last, kShown - 1.0f), row);
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
    if (const uint32_t number = AfterNumber(last); number > last) {  // "отдел полиции | № 4"
      TakeBody(reading_, MakeBody(row, number, row, number, kShown), row);
      return true;
    }
    Candidate found = MakeBody(row, last, row, last, kLikely);
    // "комитет | по здравоохранению" needs no name behind it
    const bool of_state = words_[row].is(kOrgHead) && words_[row].entry.org_type == "government";
    bool of_level = false;  // "комитет | областной думы"
    for (uint32_t at = row + 1; at < last; ++at) of_level |= words_[at].is(kLevel) && words_[at + 1].is(kOrgWithPlace);
    found.needs_place = !(of_state && (words_[row + 1].folded == "по" || of_level));
    TakeBody(reading_, std::move(found), row);
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
      if (row > first && NamesAnother(first, row)) break;
      ++row;
    }
    return row > first ? row - 1 : last;
  }

  // "имени Вахтангова | Римас Туминас": a name of its own behind the one that the body is called after.
  bool NamesAnother(uint32_t first, uint32_t row) const {
    const Word& word = words_[row];
    if (!word.word() || word.initial) return false;
    if (const TaggedSpan* span = reading_.SpanAt(row); span != nullptr && span->first == row) return true;
    return word.cases != 0 && !word.may_stand_in(LECTOR_CASE_GEN) && !words_[first].initial;
  }

  // The last token of the number behind a noun of bodies, "школа | № 5"; `row` where there is none.
  uint32_t AfterNumber(uint32_t row) const {
    const bool numbered = reading_.Glued(row + 2) && words_.text(row + 1) == "№" && words_[row + 2].kind == LECTOR_TOKEN_NUMBER;
    return numbered ? row + 2 : row;
  }

  // "больница | № 2": a noun of bodies of which there are many.
  bool Numbered(uint32_t row) {
    const Word& word = words_[row];
    if (!word.is(kOrgHead | kOrgBeforeQuote | kOrgWithPlace) || word.latin || word.caps) return false;
    const std::string_view type = word.entry.org_type;
    const uint32_t last = AfterNumber(row);
    if (last == row || type == "media" || type == "party" || type == "club") return false;
    TakeBody(reading_, MakeBody(row, last, row, last, kShown), row);
    return true;
  }

  void FromHead(uint32_t first, uint32_t head, float score) {
    // "Лига | чемпионов": what is played in
    if (reading_.Glued(head + 1) &&
        reading_.lexicon.NarrowedType(words_[head + 1].lemma, words_[head].lemma) == "event") {
      reading_.taken[head] = reading_.taken[head + 1] = true;
      return;
    }
    // "Университеты | Каталонии": bodies of a class, whose plural is no name of one.
    if (words_[head].is(kOrgBeforeQuote) && !words_[head].is(kOrgAlone | kOrgWithPlace) && !words_[head].caps &&
        LECTOR_FEAT(words_[head].feats, NUMBER) == LECTOR_NUMBER_PLUR)
      return;
    uint32_t last = AfterComplements(head);
    if (first < head || words_[head].title()) last = std::max(last, AfterGenitives(reading_, head));
    last = AfterDedication(AfterNumber(last));
    Widen(first, last, head);
    if (last == head && words_[head].title() && OneNameBehind(head)) last = head + 1;
    if (last == head && first == head && !words_[head].opens) last = AfterPerson(head);
    Candidate found = MakeBody(first, last, first, last, score);
    found.phrase_last = WithPlace(last);
    // A bare noun of a class, "Совет", names something only together with a place.
    found.needs_place = first == last && found.phrase_last == last && !words_[head].is(kOrgAlone | kOrgAloneTitle);
    // What the tagger takes for part of something else is left to it: "Советский | Союз".
    const TaggedSpan* span = reading_.SpanAt(head);
    const bool whole = span != nullptr && span->first == first && span->last == head && words_[head].lower();  // "Ладожский | музей"
    if (span != nullptr && span->type != kOrganization && last == head && (found.needs_place || span->first < head) && !whole) return;
    TakeBody(reading_, std::move(found), head);
  }

  // The tagger's organisation goes on before or behind: "Управление | делами президента".
  void Widen(uint32_t& first, uint32_t& last, uint32_t head) const {
    const TaggedSpan* span = reading_.SpanAt(head);
    if (span == nullptr || span->type != kOrganization) return;
    for (uint32_t row = span->first; row <= span->last; ++row)
      if (reading_.taken[row] || words_[row].kind == LECTOR_TOKEN_QUOTE) return;
    const Word& opening = words_[span->first];  // "Исследователи | Брукхейвенской лаборатории"
    const bool usual = opening.opens && opening.common && !opening.may_be_adjective && !opening.is(kOrgHead);
    // "Лондонский | Высокий суд": where it is
    const bool place = opening.opens && span->first < first && words_[first].title() && opening.lemma.ends_with("ский");
    if (opening.word() && !opening.is(kRole) && !usual && !place) first = std::min(first, span->first);
    if (!words_[span->last].word() || span->last <= last) return;
    const uint32_t before = last;
    for (uint32_t row = last + 1; row <= span->last && !(first > 0 && NamesHolder(first, row)); ++row) last = row;
    while (last > before && EndsBefore(head, last)) --last;
  }

  // "Сенат | примет", "Думе | мигалки", "Администрации | Советского района": a verb, a subject of its own, the name of a place.
  bool EndsBefore(uint32_t head, uint32_t row) const {
    const Word& word = words_[row];
    if (word.lower() && word.is(kPreposition)) return true;
    if (word.upos == LECTOR_UPOS_VERB && word.lower() && word.grammatical_case() == 0) return true;
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

  // "Галереи | Гельмана": the last token of the person whom a body is called after; `head` where there is none.
  uint32_t AfterPerson(uint32_t head) const {
    const Word& noun = words_[head];
    const TaggedSpan* span = reading_.SpanAt(head + 1);
    const bool type = noun.entry.org_type.empty() || noun.entry.org_type == "university";
    if (!type || !noun.title() || noun.caps || span == nullptr || span->type == kLocation || !reading_.Glued(head + 1)) return head;
    if (span->type == kOrganization ? span->first != head : span->first != head && span->first != head + 1) return head;
    for (uint32_t row = head + 1; row <= span->last; ++row) {
      const Word& name = words_[row];
      if (!name.title() || name.latin || name.may_be_adjective) return head;
      if (name.cases != 0 && !name.may_stand_in(LECTOR_CASE_GEN)) return head;
    }
    return span->last;
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
    if (const TaggedSpan* span = reading_.SpanAt(row); span != nullptr && span->last > span->first &&
                                                       !(row > span->first && words_[row - 1].is(kOrgUnit) && !word.is(kOrgUnit)))
      return;  // part of a longer name, but "Комитет | Госдумы по охране здоровья"
    if (word.is(kOrgHead) && !word.is(kOrgAlone) && LECTOR_FEAT(word.feats, NUMBER) == LECTOR_NUMBER_PLUR) return;
    Candidate found = MakeBody(row, row, row, WithPlace(row), kShown - 1.0f);
    found.needs_place = !word.is(kOrgAlone) && found.phrase_last == found.last;
    if (word.lower()) found.form = LECTOR_FORM_COMMON_NOUN;
    if (word.opens && word.title() && (words_.SeenLower(word.folded) || (word.known && word.common)))
      found.form = LECTOR_FORM_COMMON_NOUN;  // "Полиция | ищет"
    if (word.caps && word.common && !words_.SeenAsName(word.folded)) found.form = LECTOR_FORM_COMMON_NOUN;
    TakeBody(reading_, std::move(found), row);
  }

  Reading& reading_;
  const Words& words_;
  QuotedBodies quoted_;
};

}  // namespace

void FindOrganizations(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
