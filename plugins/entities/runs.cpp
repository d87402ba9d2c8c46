// Runs of capitalised words: found, cut into names and abbreviations, and given what stands beside them as evidence.
#include <algorithm>

#include "candidates.h"
#include "evidence.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr float kUntagged = 2.0f;

bool EndsInConsonant(std::string_view folded) {
  size_t last = folded.size();
  while (last > 0 && (static_cast<unsigned char>(folded[last - 1]) & 0xC0u) == 0x80u) --last;
  static constexpr std::string_view kVowels = "аеиоуыэюя";
  return last > 0 && kVowels.find(folded.substr(last - 1)) == std::string_view::npos;
}

bool IsRomanNumeral(std::string_view word) { return word.find_first_not_of("IVXLCDM") == std::string_view::npos || word == "Х"; }

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run() {
    for (uint32_t row = words_.Next(0, kMayOpenRun); row < words_.size(); row = words_.Next(row, kMayOpenRun)) {
      words_.view().Tick();
      if (!Starts(row)) {
        ++row;
        continue;
      }
      const uint32_t end = End(row);
      Cut(row, end);
      row = end;
    }
  }

 private:
  bool Starts(uint32_t row) const {
    if (reading_.taken[row]) return false;
    if (words_[row].latin && row > 0 && words_[row].glued && words_[row - 1].lower() && !words_[row - 1].latin &&
        reading_.lexicon.IsTitledWork(words_[row - 1].folded))
      return false;  // "альбом | Blackstar"
    if (words_[row].capital()) return true;
    // "ибн Эзра", "де Голль": a particle right before a capital
    return words_[row].lower() && words_[row].is(kParticle) && words_[row].folded.size() > 4 && reading_.Glued(row + 1) &&
           !reading_.taken[row + 1] && words_[row + 1].title() && !words_[row].is(kFunction | kPreposition);
  }

  bool Continues(uint32_t row) const { return reading_.Glued(row) && !reading_.taken[row] && words_[row].capital(); }

  // The row behind the run that starts at `row`.
  uint32_t End(uint32_t row) const {
    uint32_t end = row + 1;
    for (;;) {
      if (words_[end - 1].initial && Continues(end + 1)) {
        end += 2;  // the full stop and what follows it
      } else if (Continues(end)) {
        ++end;
      } else if (reading_.Glued(end) && words_[end].lower() && words_[end].is(kParticle) && Continues(end + 1) &&
                 !words_[end - 1].upper() && !words_[end].is(kPreposition)) {
        end += 2;
      } else if (reading_.Glued(end + 1) && words_[end].lower() && words_[end + 1].lower() && words_[end].is(kParticle) &&
                 words_[end + 1].is(kParticle) && Continues(end + 2)) {
        end += 3;  // "de la Cruz"
      } else if (LinksOrganization(end)) {
        end += words_[end + 1].capital() ? 2 : 3;
      } else {
        return end;
      }
    }
  }

  // "Bank | of | America", "Department | of | the | Treasury", "Procter | & | Gamble"
  bool LinksOrganization(uint32_t row) const {
    if (!reading_.Glued(row) || !reading_.Glued(row + 1) || !words_[row - 1].latin) return false;
    const std::string_view link = words_[row].folded;  // "Bank | Of | America" in a line in title case
    if (words_.text(row) == "&") return Continues(row + 1);
    if (link != "of" && link != "for" && link != "and") return false;
    bool head = link == "and" ? Headed(row + 1) : words_[row - 1].is(kOrgHead);
    for (uint32_t at = row; link == "and" && !head && at > 1 && words_[at].glued && row - at < 6;
         --at)  // "Department for X | and Y"
      head = words_[at].folded == "for" && words_[at - 1].is(kOrgHead);
    const uint32_t next = words_[row + 1].folded == "the" ? row + 2 : row + 1;
    return head && Continues(next) && words_[next].latin;
  }
  bool Headed(uint32_t row) const {
    for (; Continues(row); ++row)
      if (words_[row].is(kOrgHead)) return true;
    return false;
  }

  // Cuts [begin, end) into pieces that are one name each.
  void Cut(uint32_t begin, uint32_t end) {
    while (begin < end) {
      if (const uint32_t stop = PersonInCapitals(begin, end); stop > begin) {
        Add(begin, stop, nullptr);
        reading_.candidates.back().doubtful = false;
        begin = stop;
        continue;
      }
      if (!(words_[begin].capital() || words_[begin].is(kParticle)) || Skips(begin, end)) {
        ++begin;
        continue;
      }
      begin = Piece(begin, end);
    }
  }

  // Where every word has a capital: a given name and a surname, and a patronymic between them, that the dictionary has as such
  // and in one case. The row behind them; `begin` where there are none.
  uint32_t PersonInCapitals(uint32_t begin, uint32_t end) const {
    const Word& given = words_[begin];
    if (!given.caps || given.latin || !given.may_be(LECTOR_NAMETYPE_GIV) || CodePoints(given.folded) < 2) return begin;
    uint32_t row = begin + 1;
    if (row + 1 < end && words_[row].may_be(LECTOR_NAMETYPE_PAT)) ++row;
    if (row >= end || !words_[row].may_be(LECTOR_NAMETYPE_SUR) || (given.cases & words_[row].cases) == 0) return begin;
    const Word& surname = words_[row];
    if (surname.is(kRole | kFunction | kSpeech | kPreposition) || (given.common && surname.common)) return begin;
    return row + 1;
  }

  // A capital that says nothing, and roles: "Вчера | Путин", "Президент | Путин".
  bool Skips(uint32_t row, uint32_t end) const {
    const Word& word = words_[row];
    if (word.initial) return false;
    if (word.with_noun) return true;
    if (word.latin && word.folded == "the") return false;  // "The Times"
    if (word.is(kFunction | kPreposition) && (word.opens || word.caps || word.title()))
      return !word.upper() || word.caps || !reading_.gazetteer.FindAbbreviation(words_.text(row));
    if (word.is(kNotName) && !(word.latin && end - row > 1)) return true;
    if (word.is(kCalendar) || (word.is(kSpeech) && word.opens)) return true;
    if (word.is(kRole | kHonorific) && !word.upper()) return true;
    if (word.opens && word.title() && !word.latin && word.is(kPlaceBefore) && !word.is(kPlaceInName) && row + 1 < end)
      return true;  // "Аэропорт | Пулково"
    // "Телеканал | Рустави", "Спасатели | Центроспаса"
    if (word.opens && word.title() && !word.latin && row + 1 < end && word.common && word.name_types == 0 &&
        word.is(kOrgBeforeQuote | kMember))
      return true;
    if (CodePoints(word.folded) == 1 && row + 1 == end) return true;
    if (word.caps && reading_.PlaceAt(row, end - row).length == 0) return !words_.SeenAsName(word.folded);
    if (word.opens && row + 2 < end && !words_.SeenAsName(word.folded) && words_[row + 1].title() &&
        words_.SeenAsName(words_[row + 1].folded, 2) && words_.SeenAsName(words_[row + 2].folded, 2))
      return true;
    if (word.upper() && !word.caps &&
        (reading_.lexicon.IsPlainAbbreviation(std::string(words_.text(row))) || IsRomanNumeral(words_.text(row))))
      return true;
    if (word.opens && !word.upper() && row + 1 < end && reading_.PlaceAt(row, end - row).length == 0)
      return words_.SeenLower(word.folded) && !words_.SeenAsName(word.folded);
    return false;
  }

  // Makes a candidate of the piece that begins at `begin` and returns the row behind it.
  uint32_t Piece(uint32_t begin, uint32_t end) {
    if (const Gazetteer::Hit hit = reading_.PlaceAt(begin, end - begin); hit.length > 0 && Detaches(begin, end, hit)) {
      Add(begin, begin + hit.length, hit.place);
      return begin + hit.length;
    }
    const bool abbreviation = words_[begin].upper() && !words_[begin].caps && CodePoints(words_[begin].folded) > 1;
    uint32_t stop = begin + 1;
    while (stop < end && Joins(begin, stop, abbreviation)) ++stop;
    while (stop - 1 > begin && !words_[stop - 1].capital() && !words_[stop - 1].initial) --stop;
    if (const uint32_t place = PlaceAtEnd(begin, stop); place > begin && !abbreviation) stop = place;
    if (!abbreviation) stop = Divide(begin, stop);
    if (Territorial(begin) && !abbreviation && stop - begin == 3 && !words_[begin].initial && words_[begin + 1].title() &&
        !words_[begin + 1].initial) {
      Add(begin, begin + 1, nullptr);
      return begin + 1;
    }
    Add(begin, stop, nullptr);
    return stop;
  }

  // Does the place at `begin` stand for itself in this run?
  bool Detaches(uint32_t begin, uint32_t end, const Gazetteer::Hit& hit) const {
    if (begin + hit.length >= end) return true;  // longer than the run: dotted abbreviations hold marks, "U.S."
    const uint32_t rest = end - begin - hit.length;
    if (words_[begin].upper() && !words_[begin].latin) return true;
    if (words_[begin].latin) return false;
    if (reading_.PlaceAt(begin + hit.length, rest).length == rest) return true;  // "Крыма | Россией"
    return Territorial(begin) || rest >= 2 || hit.length > 1 || words_[begin + hit.length].upper();
  }
  bool Territorial(uint32_t row) const {
    return row > 0 && words_[row - 1].is(kTerritorialRole | kPlaceBefore) && words_[row].glued && !words_[row].latin;
  }

  // Two Russian names that stand side by side, "Билла Клинтона | Луис Фри", "Марины | Дмитрий Туркин": four words are two
  // names, and words that end in a consonant as the nominative does are not of one name with a word that does not.
  uint32_t Divide(uint32_t begin, uint32_t stop) const {
    if (words_[begin].latin || words_[begin].caps) return stop;
    for (uint32_t row = begin; row < stop; ++row)
      if (!words_[row].title() || words_[row].initial) return stop;
    if (stop - begin == 4) return begin + 2;
    const bool nominative =
        stop - begin == 3 && EndsInConsonant(words_[begin + 1].folded) && EndsInConsonant(words_[begin + 2].folded);
    return nominative && !EndsInConsonant(words_[begin].folded) && CodePoints(words_[begin].folded) > 4 ? begin + 1 : stop;
  }

  // The row of the place that a Russian name ends in, "Власти | Малави"; `stop` where it does not.
  uint32_t PlaceAtEnd(uint32_t begin, uint32_t stop) const {
    for (uint32_t row = begin + 1; row < stop; ++row) {
      if (words_[row].latin || !words_[row].title() || words_[row - 1].initial) continue;
      const Gazetteer::Hit hit = reading_.PlaceAt(row, stop - row);
      if (hit.length != stop - row) continue;
      if (hit.place->type == "country" || (words_[begin].opens && !words_.SeenAsName(words_[begin].folded))) return row;
    }
    return stop;
  }

  // Does the word at `row` go on with the name that began at `begin`?
  bool Joins(uint32_t begin, uint32_t row, bool abbreviation) const {
    const Word& word = words_[row];
    if (words_[row - 1].possessive && reading_.PlaceAt(begin, row - begin).length == row - begin)
      return false;  // "India's | Tarang"
    if (!word.word()) return words_[row - 1].initial || words_.text(row) == "&";
    if (!words_[begin].latin && row - begin <= 2 && IsRomanNumeral(words_.text(row)) && words_[row - 1].title())
      return true;  // "Карл XII"
    if (row > begin && IsRomanNumeral(words_.text(row - 1)) && !words_[row - 1].initial && !words_[begin].latin) return false;
    if (word.latin != words_[begin].latin || (word.caps && !words_.SeenAsName(word.folded))) return false;
    if (word.is(kRole) && word.title() && !word.latin) return false;
    if (abbreviation && !word.latin) return false;
    if (word.upper() && !word.caps && CodePoints(word.folded) > 1 && !word.latin) return false;
    if (word.latin && word.title() && word.is(kFunction)) return LinksOrganization(row);
    if (word.latin && word.is(kRole) && !word.is(kOrgHead)) return words_[row - 1].lower();  // "Department of | Justice"
    return true;
  }

  // "полковник | ФАПК": an abbreviation behind one of its people.
  bool OfMember(uint32_t begin, uint32_t end) const {
    const Word& word = words_[begin];
    return end - begin == 1 && word.upper() && !word.latin && !word.caps && !word.is(kOrgForm) && CodePoints(word.folded) > 2 &&
           begin > 0 && word.glued && words_[begin - 1].lower() && words_[begin - 1].is(kRole | kMember);
  }

  void Add(uint32_t begin, uint32_t end, const Gazetteer::Place* place) {
    Candidate found;
    found.first = found.phrase_first = begin;
    found.last = found.phrase_last = end - 1;
    const bool junior = words_[end - 1].folded == "jr" || words_[end - 1].folded == "sr";
    if (words_[end - 1].latin && (words_[end - 1].is(kOrgForm) || junior) && end < words_.size() && words_.text(end) == "." &&
        words_[end].begin == words_[end - 1].end)
      found.last = found.phrase_last = end;  // "Corp."
    found.place = place;
    AddEvidence(reading_, found);
    if (reading_.tagged() && place == nullptr && !OfMember(begin, end)) {  // the tagger has seen it and passed by
      found.score[kOrganization] -= kUntagged;
    }
    reading_.Take(std::move(found));
  }

  Reading& reading_;
  const Words& words_;
};

}  // namespace

void FindRuns(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
