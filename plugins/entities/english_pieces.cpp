// What one piece of an English run names, by its own words.
#include "english_pieces.h"

#include <algorithm>

namespace lector::entities {
namespace {

class Pieces {
 public:
  explicit Pieces(EnglishReading& english) : e_(english), reading_(english.reading), words_(english.words()) {}

  void Segment(uint32_t first, uint32_t end, bool role, bool before_role) {
    while (first < end && !e_.Capital(first)) ++first;
    while (end > first && !Ends(end - 1, first)) --end;
    if (first >= end) return;
    const EnglishReading::Hit known = e_.KnownAt(first);
    const Gazetteer::Hit place = e_.PlaceAt(first);
    if (known.name != nullptr && !known.name->abbreviation && first + place.length <= known.last + 1) {
      if (known.last + 1 >= end) return AddKnown(first, known, before_role);
      if (!known.name->ambiguous) return KnownAndMore(first, known.last, end, known);
    }
    if (BeforeItsNoun(first, end, place.length)) return Add(first, end - 1, kOrganization, kShown, e_.entries[end].head_type);
    if (known.name != nullptr && known.name->abbreviation && BehindPlace(first)) return AddKnown(first, known);
    if (place.length > 0) {
      if (place.length == 1 && e_.is(first, kEnThing)) return;
      if (first + place.length >= end) return AddPlace(first, place);
      return PlaceAndMore(first, first + place.length - 1, end);
    }
    const uint32_t last = LastWord(first, end);
    if (first == last && IsRoad(first)) return Add(first, first + 1, kLocation, kShown, "facility");
    // "Christian | Lindner"
    const bool named = e_.is(first, kEnGiven) && first < last && !e_.usual[last] && !e_.is(last, kEnHead | kEnLegal | kEnPlaceHead);
    if (e_.is(first, kEnDemonym) && !named) {
      if (first == last) return Adjective(first);
      if (!e_.is(last, kEnHead | kEnLegal | kEnPlaceHead | kEnThing) && !HasOf(first, end)) {
        Adjective(first);
        return Segment(first + 1, end, role, before_role);
      }
    }
    if (Structured(first, end, role)) return;
    Unknown(first, end, role, before_role);
  }

  void Add(uint32_t first, uint32_t last, Type type, float score, FinerType finer = {}) {
    if (type == kOrganization && IsOrdinal(first)) --first;
    Candidate found = Make(first, last);
    found.score[type] = score;
    found.finer = finer;
    found.pattern = true;
    reading_.Take(std::move(found));
  }

  void AddPlace(uint32_t row, const Gazetteer::Hit& hit) {
    Candidate found = Make(row, row + hit.length - 1);
    found.place = hit.place;
    found.score[kLocation] = kKnown;
    AddEnglishContext(e_, found);
    reading_.Take(std::move(found));
  }

  void AddKnown(uint32_t row, const EnglishReading::Hit& hit, bool before_role = false) {
    if (hit.name->type == kOrganization && IsNumbered(e_, hit.last) && !words_[hit.last].possessive &&
        words_[hit.last + 1].kind == LECTOR_TOKEN_NUMBER)
      return;  // "S&P | 500"
    Candidate found = Make(row, hit.last);
    found.finer = hit.name->finer;
    found.possessive = hit.possessive;
    if (const auto place = e_.PlaceAt(row); hit.name->type == kLocation && place.length == hit.last - row + 1)
      found.place = place.place;
    found.score[hit.name->type] = hit.name->ambiguous ? (words_[row].opens ? 0.3f : 1.0f) : kKnown;
    if (hit.name->ambiguous && before_role) found.score[hit.name->type] += 1.5f;
    found.pattern = !hit.name->ambiguous && hit.name->type != kLocation;
    if (hit.name->finer == "company" && hit.last == row && words_[row].title() && BehindThe(row)) {
      found.score[kOrganization] = 1.0f;  // "the Amazon", "the Gap"
      found.score[kLocation] = 2.0f;
      found.finer = {};
      found.pattern = false;
    }
    if (!found.pattern) AddEnglishContext(e_, found);
    reading_.Take(std::move(found));
  }

 private:
  // "Brazilian": the country, as an adjective.
  void Adjective(uint32_t row) {
    const std::string_view word = words_[row].folded;
    const Gazetteer::Place* place = reading_.gazetteer.FindAdjective(word);
    if (place == nullptr || words_[row].possessive || (word.ends_with('s') && !word.ends_with("ss"))) return;
    Candidate found = Make(row, row);
    found.score[kLocation] = kKnown;
    found.form = LECTOR_FORM_ADJECTIVE;
    found.place = place;
    found.pattern = true;
    reading_.Take(std::move(found));
  }
  bool Ends(uint32_t row, uint32_t first) const {
    if (e_.Capital(row)) return true;
    if (e_.text(row) == "." && row > first)
      return e_.is(row - 1, kEnLegal | kEnSuffix) || (words_[row - 1].initial && e_.KnownAt(first).last == row);
    const EnglishReading::Hit known = e_.KnownAt(first);
    return (known.name != nullptr && known.last >= row) || (row > first && IsDomain(e_.text(row)));
  }
  bool BehindPlace(uint32_t row) const {
    return row >= 2 && words_[row].glued && e_.text(row - 1) == "," && words_[row - 2].word() && words_[row - 2].capital();
  }
  uint32_t LastWord(uint32_t first, uint32_t end) const {
    uint32_t last = end - 1;
    while (last > first && !words_[last].capital()) --last;
    return last;
  }
  bool HasOf(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row + 1 < end; ++row)
      if (words_[row + 1].lower() && (e_.text(row + 1) == "of" || e_.text(row + 1) == "for" || e_.text(row + 1) == "on"))
        return true;
    return false;
  }

  // A name that everybody knows, and more behind it.
  void KnownAndMore(uint32_t first, uint32_t known_last, uint32_t end, const EnglishReading::Hit& known) {
    if (known.name->type == kLocation) return PlaceAndMore(first, known_last, end);
    const uint32_t last = LastWord(first, end);
    if (known_last == first && e_.is(first, kEnGiven) && last == first + 1 && !e_.is(last, kEnHead | kEnLegal | kEnThing) &&
        !words_[first].possessive)
      return Add(first, end - 1, kPerson, kLikely);  // a company of one word may be a given name
    if (const EnglishWord& head = e_.entries[last]; head.is(kEnPlaceHead) && !head.is(kEnHead) && !head.place_type.empty())
      return Add(first, end - 1, kLocation, kShown, head.place_type);  // "Amazon River", "Mercedes-Benz Stadium"
    if (IsAi(last)) return Add(first, end - 1, kOrganization, kShown, known.name->finer);
    if (e_.is(last, kEnThing) || (e_.is(known_last + 1, kEnGiven) && last > known_last + 1)) {
      AddKnown(first, known);
      if (!e_.is(last, kEnThing)) Segment(known_last + 1, end, false, false);
      return;
    }
    if (known.name->finer == "company" && last == known_last + 1 && !e_.is(last, kEnHead | kEnLegal) && BehindDeterminer(first))
      return;
    Add(first, end - 1, kOrganization, kShown, known.name->finer);
  }

  // "the | Star | newspaper", "the | New Zealand First | party", but "the | Boston | newspaper"
  bool BeforeItsNoun(uint32_t first, uint32_t end, uint32_t place) const {
    if (!e_.Glued(end) || !words_[end].lower() || !e_.is(end, kEnOrgNoun) || words_[end - 1].possessive) return false;
    if (first == 0 || !words_[first].glued || words_[first - 1].folded != "the") return false;
    return first + place < end && !e_.is(end - 1, kEnDemonym | kEnRole | kEnGiven) && !words_[first].is(kCalendar);
  }

  bool IsAi(uint32_t row) const { return words_[row].folded == "ai" && words_[row].upper(); }

  // "a | Honda Civic", "his | Jeep": one of many
  bool BehindDeterminer(uint32_t row) const {
    if (row == 0 || !words_[row].glued || !words_[row - 1].lower()) return false;
    const std::string_view word = words_[row - 1].folded;
    return word == "a" || word == "an" || word == "his" || word == "her" || word == "my" || word == "their" || word == "your";
  }

  // "Manchester | Airport", "Chicago | Board of Trade", "Chicago | Marathon", "Paris | Hilton"
  void PlaceAndMore(uint32_t first, uint32_t place_last, uint32_t end) {
    const uint32_t last = LastWord(first, end);
    if (words_[place_last].possessive || e_.text(place_last + 1) == ",") {
      SegmentPlace(first, place_last);
      return Segment(place_last + 1, end, false, false);
    }
    if (Structured(first, end, false)) return;
    if (e_.is(place_last + 1, kEnGiven) && last > place_last + 1) {
      SegmentPlace(first, place_last);
      return Segment(place_last + 1, end, true, false);
    }
    Candidate found = Make(first, end - 1);
    const bool given = e_.is(first, kEnGiven) && last == first + 1;
    found.score = {given ? 2.5f : 0.5f, kWeak, 0.5f};
    Finish(std::move(found));
  }
  void SegmentPlace(uint32_t first, uint32_t last) {
    const EnglishReading::Hit known = e_.KnownAt(first);
    if (known.name != nullptr && known.last == last) return AddKnown(first, known);
    AddPlace(first, e_.PlaceAt(first));
  }

  // Names whose words say what they name. True where it is settled.
  bool Structured(uint32_t first, uint32_t end, bool role) {
    const uint32_t last = LastWord(first, end);
    if (e_.is(last, kEnLegal) && last > first && (words_[last].title() || words_[last].upper()) && !e_.is(last, kEnLink))
      return Add(first, end - 1, kOrganization, kKnown, "company"), true;
    for (uint32_t row = first; row < end; ++row)
      if (e_.text(row) == "&") return Add(first, end - 1, kOrganization, kShown, "company"), true;
    if (HasOf(first, end)) return Composed(first, end);
    if (last == first || role) return false;
    return ByItsWords(first, last, end);
  }
  // Names of several words by the last of them, and by the first.
  bool ByItsWords(uint32_t first, uint32_t last, uint32_t end) {
    constexpr size_t kNoSurname = 7;  // letters: "Stanley Stadium" is nobody, "Stanley Church" may be
    const EnglishWord& head = e_.entries[last];
    const bool given = e_.is(first, kEnGiven) && last - first == 1 && !words_[first].upper() &&
                       !(head.is(kEnHead | kEnPlaceHead) && !head.is(kEnRole) && words_[last].folded.size() >= kNoSurname &&
                         !words_[last].folded.ends_with('s') && head.head_type != "club" && head.head_type != "media");
    if (IsAi(last) && !words_[first].caps)  // "Mistral AI"
      return Add(first, end - 1, kOrganization, kShown, "company"), true;
    if (head.is(kEnThing) && !given) return true;                                 // no entity: "Affordable Care Act"
    if (e_.is(first, kEnThingFirst) && !given && !head.is(kEnHead)) return true;  // "Hurricane Melissa"
    if (head.is(kEnPlaceHead) && !given && last > first + 1 && e_.is(last - 1, kEnOfBody) &&
        (words_[last].folded == "center" || words_[last].folded == "centre"))
      return Add(first, end - 1, kOrganization, kShown), true;  // "Mercy Medical Center"
    if (last > first + 1 && e_.is(last - 1, kEnOfPlace) && head.is(kEnHead | kEnPlaceHead))
      return Add(first, end - 1, kLocation, kShown, "facility"), true;  // "Oakridge Correctional Facility"
    if (head.is(kEnHead) && head.is(kEnPlaceHead)) {
      if (given) return false;
      const bool club = head.head_type == "club" && BeginsWithCity(first, last);
      const bool facility = head.head_type != "club" && !head.place_type.empty();
      Candidate found = Make(first, end - 1);
      found.score[kOrganization] = club ? kLikely + 0.5f : kLikely;
      const bool county = words_[last].folded == "county" && !club;
      found.score[kLocation] = club ? kLikely : kLikely + (county ? 1.0f : facility ? -0.3f : 0.3f);
      Finish(std::move(found));
      return true;
    }
    if (head.is(kEnHead)) {
      if (given && (head.head_type.empty() || head.head_type == "club" || head.head_type == "media" || head.is(kEnRole)))
        return false;
      Add(first, end - 1, kOrganization, kShown, head.head_type);
      return true;
    }
    if (const Gazetteer::Hit of = e_.PlaceAt(last); of.length == 1 && of.place->type == "country" && last == first + 1 &&
                                                    e_.usual[first] && !given &&
                                                    (words_[first].folded.ends_with('s') || Speaks(end)) &&
                                                    !words_[first].possessive && !e_.is(first, kEnPlaceFirst | kEnRole))
      return Add(first, end - 1, kOrganization, kShown), true;  // "Elections Canada"
    if (head.is(kEnPlaceHead)) {
      if (given) return false;
      if (head.place_type == "district" && e_.is(last - 1, kEnHead))
        return Add(first, end - 1, kOrganization, kShown), true;  // "Millbrook School District"
      Candidate found = Make(first, end - 1);
      found.score[kLocation] = kShown - 0.5f;
      found.finer = head.place_type;
      Finish(std::move(found));
      return true;
    }
    if (e_.is(first, kEnPlaceFirst) && (!given || e_.is(first, kEnPlaceHead))) {  // "River | Wye"
      Candidate found = Make(first, end - 1);
      static constexpr std::string_view kSure[] = {"river", "lake",  "mount", "mt",  "cape", "port", "fort", "ft",  "san",
                                                   "santa", "st",    "los", "las",  "loch", "camp", "glen"};
      const bool sure = std::find(std::begin(kSure), std::end(kSure), words_[first].folded) != std::end(kSure);
      found.score = {sure ? 0.0f : 0.6f, 0.5f, sure ? kLikely : kWeak};
      Finish(std::move(found));
      return true;
    }
    return false;
  }
  bool Speaks(uint32_t row) const {
    return e_.Glued(row) && words_[row].lower() && (words_[row].is(kSpeech) || e_.is(row, kEnOrgVerb));
  }
  bool BeginsWithCity(uint32_t first, uint32_t last) const {
    const EnglishReading::Hit known = e_.KnownAt(first);
    return (known.name != nullptr && known.name->type == kLocation && known.last + 1 == last) ||
           e_.PlaceAt(first).length == last - first;
  }

  // "University of Leeds", "Isle of Wight": the word before the link says what it is.
  bool Composed(uint32_t first, uint32_t end) {
    for (uint32_t row = first; row + 1 < end; ++row) {
      if (!words_[row + 1].lower() || e_.is(row + 1, kEnLink)) continue;
      if (e_.is(row, kEnHeadOf)) return Add(first, end - 1, kOrganization, kShown, e_.entries[row].head_type), true;
      if (e_.is(row, kEnPlaceFirst | kEnPlaceHead))
        return Add(first, end - 1, kLocation, kLikely, e_.entries[row].place_type), true;
    }
    return false;
  }

  void Unknown(uint32_t first, uint32_t end, bool role, bool before_role) {
    uint32_t names = 0, initials = 0;
    bool link = false, suffix = false;
    for (uint32_t row = first; row < end; ++row) {
      initials += words_[row].word() && words_[row].initial;
      names += words_[row].word() && !words_[row].initial && words_[row].capital();
      link |= words_[row].lower() && e_.is(row, kEnLink);
      suffix |= e_.is(row, kEnSuffix) && row > first;
    }
    const uint32_t last = LastWord(first, end);
    Candidate found = Make(first, end - 1);
    found.score = names == 1 && initials == 0 ? ScoreWord(e_, first) : ScoreWords(e_, first, last, names);
    if (names >= 1 && initials > 0) found.score[kPerson] += 3.0f;
    if (suffix) found.score[kPerson] += 3.0f;
    if (link) found.score[kPerson] += 1.0f;
    if (role) found.score[kPerson] += 2.5f;
    if (BehindDeterminer(first) && !e_.is(first, kEnGiven)) found.score[kPerson] -= 2.0f, found.score[kOrganization] -= 0.5f;
    for (uint32_t row = first + 1; row < last; ++row)  // "Marine Le Pen"
      if (words_[row].title() && e_.is(row, kEnLink) && names > 2) found.score[kPerson] += 1.0f;
    if (before_role) found.score[kOrganization] += 1.5f, found.score[kPerson] -= 2.0f;
    if (found.score[found.best()] < -1.0f) return;
    Finish(std::move(found));
  }

  // "the 8th | Circuit Court": a number in front is of the name of the body.
  bool IsOrdinal(uint32_t row) const {
    if (row == 0 || !words_[row].glued || reading_.taken[row - 1]) return false;
    const std::string_view text = e_.text(row - 1);
    if (text.size() < 3 || text[0] < '1' || text[0] > '9') return false;
    const std::string_view end = text.substr(text.size() - 2);
    return end == "th" || end == "st" || end == "nd" || end == "rd";
  }

  // "Route | 9"
  bool IsRoad(uint32_t row) const {
    const std::string_view word = words_[row].folded;
    return (word == "route" || word == "highway" || word == "interstate") && e_.Glued(row + 1) &&
           words_[row + 1].kind == LECTOR_TOKEN_NUMBER;
  }

  Candidate Make(uint32_t first, uint32_t last) const {
    Candidate found;
    found.first = found.phrase_first = first;
    found.last = found.phrase_last = last;
    return found;
  }
  void Finish(Candidate found) {
    AddEnglishContext(e_, found);
    reading_.Take(std::move(found));
  }

  // "the | Amazon" with nothing behind that "the" could be of
  bool BehindThe(uint32_t row) const {
    if (row == 0 || !words_[row].glued || words_[row - 1].folded != "the" || words_[row].possessive) return false;
    const uint32_t next = row + 1;
    return !(e_.Glued(next) && words_[next].lower() && e_.is(next, kEnOrgAfter | kEnOrgBefore | kEnRole));
  }

  EnglishReading& e_;
  Reading& reading_;
  const Words& words_;
};

}  // namespace

void TakePiece(EnglishReading& reading, uint32_t first, uint32_t end, bool role, bool before_role) {
  Pieces(reading).Segment(first, end, role, before_role);
}

void TakeAs(EnglishReading& reading, uint32_t first, uint32_t last, Type type, float score, FinerType finer) {
  Pieces(reading).Add(first, last, type, score, finer);
}

void TakeKnown(EnglishReading& reading, uint32_t row, const EnglishReading::Hit& hit) { Pieces(reading).AddKnown(row, hit); }

void TakePlace(EnglishReading& reading, uint32_t row, const Gazetteer::Hit& hit) { Pieces(reading).AddPlace(row, hit); }

}  // namespace lector::entities
