// Candidates from the tagger: its spans, mended where it is known to err.
//
// The tagger reads neither line breaks nor brackets, and its spans take in roles and class nouns; patterns know better
// where an organisation ends. So a span is cut at what no name holds, trimmed, and what a pattern has taken is left to it.
#include <algorithm>
#include <cmath>

#include "candidates.h"
#include "evidence.h"
#include "letters.h"
#include "quoted_bodies.h"

namespace lector::entities {
namespace {

constexpr float kBody = 3.0f;  // of a noun of bodies and whom it is called after

Type TypeOf(uint8_t type) {
  return type == LECTOR_NAME_PERSON ? kPerson : type == LECTOR_NAME_ORGANIZATION ? kOrganization : kLocation;
}

float LogOdds(float score) {
  const float p = std::clamp(score, 0.05f, 0.995f);
  return std::log(p / (1 - p));
}

bool IsPersonal(const Word& word) {
  return word.may_be(LECTOR_NAMETYPE_GIV) || word.may_be(LECTOR_NAMETYPE_SUR) || word.may_be(LECTOR_NAMETYPE_PAT);
}

// A word that the dictionary lacks or has as another, behind a given name: "Питер | Семнеби".
bool LooksLikeSurname(const Words& words, uint32_t row) {
  const Word& word = words[row];
  if (!word.word() || !word.glued || row == 0 || !words[row - 1].may_be(LECTOR_NAMETYPE_GIV) || words[row - 1].name_gender == 0)
    return false;
  return (word.upos == LECTOR_UPOS_NOUN || word.upos == LECTOR_UPOS_PROPN) &&
         !word.is(kRole | kSpeech | kFunction | kPreposition) && (word.cases & words[row - 1].cases) != 0 &&
         !words.SeenLower(word.folded);
}

// Cuts the tagger's spans at line breaks, brackets, colons and, in lines of capitals, at what is no name.
class Cutter {
 public:
  explicit Cutter(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run(const lector_names& names) {
    reading_.span_of.assign(words_.size(), -1);
    uint32_t row = 0;
    for (uint32_t i = 0; i < names.count; ++i) {
      words_.view().Tick();
      while (row < words_.size() && words_[row].end <= names.span[i].begin) ++row;
      uint32_t end = row;
      while (end < words_.size() && words_[end].begin < names.span[i].end) ++end;
      Cut(row, end, TypeOf(names.type[i]), LogOdds(names.score[i]));
      row = end;
    }
  }

 private:
  void Cut(uint32_t begin, uint32_t end, Type type, float odds) {
    uint32_t first = begin, place_end = begin;
    for (uint32_t row = begin; row <= end; ++row) {
      if (row < end && words_[row].caps) place_end = std::max(place_end, row + reading_.PlaceAt(row).length);
      const bool named = row < place_end || (type == kPerson && row > first && LooksLikeSurname(words_, row));
      const bool cut = row == end || Divides(row) || (words_[row].caps && !named && NamesNothingInCapitals(row));
      if (!cut && (row == first || words_[row].glued)) continue;
      if (row > first) Add(first, row - 1, type, odds);
      first = cut ? row + 1 : row;
    }
  }

  // "Фёдора | Беляева": a given name and a surname that the tagger takes for two persons.
  bool AreOneName(uint32_t given, uint32_t surname) const {
    const Word& a = words_[given];
    const Word& b = words_[surname];
    return b.glued && a.title() && b.title() && a.may_be(LECTOR_NAMETYPE_GIV) && b.may_be(LECTOR_NAMETYPE_SUR) &&
           !b.may_be(LECTOR_NAMETYPE_GIV) && (a.cases & b.cases) != 0 && (a.name_genders & b.name_genders) != 0;
  }

  void Add(uint32_t first, uint32_t last, Type type, float odds) {
    if (type == kPerson && first == last && !reading_.spans.empty()) {
      TaggedSpan& before = reading_.spans.back();
      const bool alone = before.type == kPerson && before.first == before.last && before.last + 1 == first;
      if (alone && AreOneName(before.last, last)) {
        before.last = last;
        before.odds = std::max(before.odds, odds);
        reading_.span_of[first] = reading_.span_of[before.first];
        return;
      }
    }
    for (uint32_t row = first; row <= last; ++row) reading_.span_of[row] = static_cast<int32_t>(reading_.spans.size());
    reading_.spans.push_back({first, last, type, odds});
  }

  // Where every word has a capital, the dictionary and the rest of the document say which are names.
  bool NamesNothingInCapitals(uint32_t row) const {
    const Word& word = words_[row];
    if (!word.word()) return true;
    if (!word.latin && word.is(kFunction | kPreposition) && !word.initial) return true;
    if (!word.latin && word.is(kRole | kHonorific) && !word.may_be(LECTOR_NAMETYPE_GIV)) return true;
    return word.common && !word.latin && !IsPersonal(word) && !words_.SeenAsName(word.folded) &&
           reading_.PlaceAt(row).length == 0;
  }

  bool Divides(uint32_t row) const {
    const std::string_view mark = words_.text(row);
    return mark == "(" || mark == ")" || mark == "[" || mark == "]" || mark == ":" || mark == ";";
  }

  Reading& reading_;
  const Words& words_;
};

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run() {
    for (const TaggedSpan& span : reading_.spans) {
      uint32_t first = span.first;
      for (uint32_t row = span.first; row <= span.last + 1; ++row) {
        if (row <= span.last && !reading_.taken[row]) continue;
        if (row > first) Piece(first, row, span.type, span.odds);
        first = row + 1;
      }
    }
  }

 private:
  // The dictionary confirms a name of a person in a line of capitals.
  bool Confirmed(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row < end; ++row)
      if (row > first && LooksLikeSurname(words_, row)) continue;
      else if (!words_[row].word() || words_[row].latin || !IsPersonal(words_[row]) || (words_[row].common && end - first == 1))
        return false;
    return true;
  }

  // "депутат | Госдумы | Дениса X": the row of the person behind a body of which somebody is said to be; `end`: none.
  uint32_t HolderIn(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row < end && first > 0; ++row) {
      const Word& word = words_[row];
      const Word& before = words_[row - 1];
      if (!word.title() || word.latin || !word.may_be(LECTOR_NAMETYPE_GIV) || word.common) continue;
      const bool behind_body = row == first ? reading_.taken[row - 1] && before.glued : words_[first - 1].is(kRole);
      if (behind_body && word.glued && before.folded != "имени" && before.folded != "им") return row;
    }
    return end;
  }

  void Piece(uint32_t first, uint32_t end, Type type, float odds) {
    if (const uint32_t holder = type == kOrganization ? HolderIn(first, end) : end; holder < end) {
      if (holder > first) Piece(first, holder, type, odds);
      return Piece(holder, end, kPerson, odds);
    }
    if (type == kPerson && end - first > 2 && PlaceOfRole(first)) {
      Piece(first, first + 1, kLocation, odds);
      ++first;
    }
    while (first < end && !MayOpen(first, type)) ++first;
    while (end > first && !MayClose(end - 1, type)) --end;
    if (first == end || (first + 1 == end && NamesNothing(first))) return;
    if (words_[first].latin && type == kOrganization && first > 0 && words_[first].glued && words_[first - 1].lower() &&
        reading_.lexicon.IsTitledWork(words_[first - 1].folded))
      return;  // "альбом | Blackstar"
    if (!Named(first, end)) return;
    if (type == kPerson && words_[end - 1].is(kNotName) && !IsPersonal(words_[end - 1])) return;  // "Матч | Суперкубка"
    if (type != kLocation && BodyOfPerson(first, end))
      return TakeBody(reading_, MakeBody(first, end - 1, first, end - 1, std::max(kBody, 1.0f + odds)), first);
    if (type == kPerson) end = WithSurname(first, end);
    // "Камчатский | ПСО"
    if (type == kPerson && end - first > 1 && words_[end - 1].upper() && !words_[end - 1].caps && !words_[end - 1].latin &&
        CodePoints(words_[end - 1].folded) > 2 && words_[first].upos == LECTOR_UPOS_ADJ)
      type = kOrganization;
    if (type == kPerson && end - first > 1 && Capitals(first, end)) type = kOrganization;  // "СО РАН"
    const Word& ending = words_[end - 1];
    if (type == kPerson && end - first > 1 && ending.upper() && !ending.caps && !ending.latin && CodePoints(ending.folded) > 2 &&
        words_[first].is(kOrgHead | kOrgUnit | kOrgBeforeQuote))
      type = kOrganization;  // "Филиал | МЭСИ"
    if (type == kPerson && end - first > 1 && ending.title() && ending.is(kPlaceAfter) && ending.entry.place_type == "facility")
      type = kLocation;  // "Заречье | Арена"
    Candidate found;
    found.first = found.phrase_first = first;
    found.last = found.phrase_last = end - 1;
    found.tagged = true;
    found.place = PlaceOf(first, end, type);
    if (found.place != nullptr && found.place->type == "facility") type = kLocation;
    AddEvidence(reading_, found);
    found.score[type] += 1.0f + odds;
    if (found.doubtful && type == kPerson && Confirmed(first, end)) found.doubtful = false;
    for (uint32_t row = first; row < end && type == kOrganization && found.finer.empty(); ++row)
      if (!words_[row].latin) found.finer = words_[row].entry.org_type;
    const bool quoted = first > 0 && words_[first - 1].kind == LECTOR_TOKEN_QUOTE && reading_.Glued(end) &&
                        words_[end].kind == LECTOR_TOKEN_QUOTE;
    if (type == kOrganization && quoted && found.finer.empty() && first > 1 && words_[first - 2].is(kMember))
      found.finer = words_[first - 2].entry.org_type;  // "пишет | «МК в Питере»"
    if (type == kOrganization && quoted && found.finer.empty() && InSport(reading_, first - 1, end)) found.finer = "club";
    reading_.Take(std::move(found));
  }

  // "Школы | Родченко": a noun of bodies with a capital, and whom it is called after.
  bool BodyOfPerson(uint32_t first, uint32_t end) const {
    const Word& noun = words_[first];
    const Word& name = words_[end - 1];
    if (end - first < 2 || !noun.title() || noun.opens || noun.caps || !noun.is(kOrgHead | kOrgBeforeQuote | kOrgWithPlace) ||
        IsPersonal(noun))
      return false;
    return name.title() && !name.latin && (name.cases == 0 || name.may_stand_in(LECTOR_CASE_GEN));
  }

  // "президента | Сарапула | Эво Моралеса": the place that the role stands before.
  bool PlaceOfRole(uint32_t first) const {
    const Word& place = words_[first];
    return first > 0 && words_[first - 1].is(kTerritorialRole) && place.glued && place.title() && !place.latin && !place.initial &&
           place.may_stand_in(LECTOR_CASE_GEN) && !place.may_be(LECTOR_NAMETYPE_GIV) &&
           (place.may_be(LECTOR_NAMETYPE_GEO) || reading_.PlaceAt(first, 1).length == 1) && words_[first + 1].capital();
  }

  bool Capitals(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row < end; ++row)
      if (!words_[row].upper() || words_[row].caps || words_[row].latin || words_[row].initial) return false;
    return true;
  }

  // "Артём | Локалов": a given name alone, and a surname that the tagger passes by.
  uint32_t WithSurname(uint32_t first, uint32_t end) const {
    if (end - first != 1 || !words_[first].title() || words_[first].caps || !words_[first].may_be(LECTOR_NAMETYPE_GIV))
      return end;
    if (end >= words_.size() || !reading_.Glued(end) || reading_.taken[end] || reading_.SpanAt(end) != nullptr) return end;
    const Word& next = words_[end];
    if (!next.title() || next.latin || next.is(kRole | kOrgHead | kFunction | kSpeech) || words_.SeenLower(next.folded))
      return end;
    return (next.cases & words_[first].cases) != 0 && reading_.PlaceAt(end).length == 0 ? end + 1 : end;
  }

  const Gazetteer::Place* PlaceOf(uint32_t first, uint32_t end, Type type) const {
    const bool dateline = words_[first].opens_paragraph && words_[first].upper();  // "ТАШКЕНТ, 3 мая"
    const bool told = type == kLocation || dateline || (words_[first].caps && end - first > 1);
    if (type == kPerson && !told) return nullptr;
    const Gazetteer::Hit hit = reading_.PlaceAt(first, end - first);
    const bool place = hit.length == end - first && (told || hit.place->type == "facility");  // "МКС" is no body
    return place ? hit.place : nullptr;
  }

  bool Named(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row < end; ++row)
      if (words_[row].capital() || words_[row].shape == LECTOR_SHAPE_MIXED) return true;
    return false;
  }

  bool MayOpen(uint32_t row, Type type) const {
    const Word& word = words_[row];
    if (word.kind == LECTOR_TOKEN_NUMBER) return type == kOrganization;
    if (!word.word()) return false;
    if (type == kPerson && word.is(kRole | kHonorific) && !word.latin) return false;
    if (type == kPerson && word.is(kNotName) && row > 0 && words_[row - 1].is(kRole)) return false;  // "Папа | Римский"
    if (OpensOnly(row, type)) return false;
    if (type == kPerson && word.opens && word.is(kMember) && word.common && !IsPersonal(word) && reading_.Glued(row + 1) &&
        words_[row + 1].may_stand_in(LECTOR_CASE_GEN))
      return false;  // "Спасатели | Центроспаса"
    if (word.opens && word.title() && word.is(kPlaceBefore) && !word.is(kPlaceInName | kOrgHead) && !word.latin)
      return false;  // "Город | X"
    if (type == kPerson && word.opens && word.title() && word.is(kOrgBeforeQuote) && !IsPersonal(word))
      return false;  // "Группа | X"
    if (word.capital() || word.shape == LECTOR_SHAPE_MIXED) return true;
    return type == kPerson && word.is(kParticle);
  }
  // The first word of a sentence, whose capital says nothing, before a name that it governs or describes: "Флаг | Армении",
  // "Действия | Земана", "Пожилой | Караджич", "Здание | ФСБ"; and an abbreviation before a name of a person: "УГГИ | А. В.
  // Рогов".
  bool OpensOnly(uint32_t row, Type type) const {
    const Word& word = words_[row];
    if (word.latin || !reading_.Glued(row + 1)) return false;
    const Word& next = words_[row + 1];
    if (type == kPerson && word.upper() && !word.caps && CodePoints(word.folded) > 2)
      return next.initial || (next.title() && IsPersonal(next));
    if (word.opens && word.title() && !word.caps && word.is(kFunction) && !IsPersonal(word)) return true;  // "Вместо | Акселя"
    // "Баскетболисты | УНИКСа"
    if (type == kOrganization && word.opens && word.title() && word.is(kMember) && next.capital()) return true;
    if (!word.opens || word.caps || !word.title() || !word.common || IsPersonal(word) || !next.capital()) return false;
    if (word.is(kOrgHead | kOrgAlone | kPlaceInName | kNameAdjective) || word.name_types != 0) return false;
    if (words_.SeenAsName(word.folded)) return false;
    if (type == kPerson && word.upos == LECTOR_UPOS_VERB && !word.may_be_adjective) return true;  // "Беседовал | Артём Локалов"
    const bool noun = word.upos == LECTOR_UPOS_NOUN;
    const bool governs = noun && word.grammatical_case() != 0 && next.grammatical_case() == LECTOR_CASE_GEN &&
                         word.grammatical_case() != LECTOR_CASE_GEN;
    switch (type) {
      case kPerson:
        return (governs && IsPersonal(next)) || (word.upos == LECTOR_UPOS_ADJ && IsPersonal(next));
      case kLocation:
        return noun && reading_.PlaceAt(row + 1).length > 0;
      default:
        return noun && !word.is(kOrgBeforeQuote) && (next.upper() || (next.latin && governs));
    }
  }

  bool NamesNothing(uint32_t row) const {
    if (words_[row].opens && words_[row].title() && words_[row].is(kFunction) && !words_[row].latin) return true;
    if (words_[row].with_noun) return true;
    // "Лондонский | Высокий суд"
    if (words_[row].opens && words_[row].title() && words_[row].upos == LECTOR_UPOS_ADJ && reading_.Glued(row + 1) &&
        reading_.taken[row + 1])
      return true;
    // "Венецианский | фестиваль"
    if (words_[row].title() && words_[row].upos == LECTOR_UPOS_ADJ && reading_.Glued(row + 1) && words_[row + 1].lower() &&
        words_[row + 1].is(kNotName))
      return true;
    if (words_[row].latin && CodePoints(words_[row].folded) == 1 && !words_[row].initial) return true;  // "группа | E"
    return words_[row].is(kNotName | kCalendar) ||
           (words_[row].upper() && reading_.lexicon.IsPlainAbbreviation(std::string(words_.text(row))));
  }
  bool MayClose(uint32_t row, Type type) const {
    const Word& word = words_[row];
    if (word.lower() && word.upos == LECTOR_UPOS_VERB && word.grammatical_case() == 0) return false;
    if (words_[row].lower() && type != kOrganization && !(type == kLocation && words_[row].is(kPlaceAfter))) return false;
    return words_[row].word() || words_[row].kind == LECTOR_TOKEN_NUMBER ||
           (words_.text(row) == "." && words_[row].glued && row > 0 && words_[row - 1].initial);
  }

  Reading& reading_;
  const Words& words_;
};

}  // namespace

void ReadTags(Reading& reading) {
  if (const lector_names* names = reading.words.view().names; names != nullptr) Cutter(reading).Run(*names);
}

void FindTagged(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
