// Runs of capitals in English, cut into pieces that are one name each.
#include <algorithm>

#include "english.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr float kKnown = 4.5f, kShown = 3.5f, kLikely = 2.5f, kWeak = 1.5f;
constexpr float kNameInSentence = 0.95f;  // weight of the name among the readings of a word that no list has
constexpr float kNameOpening = 0.8f;

// The tickers and codes, roles and ordinals that are written in capitals.
bool IsRoman(std::string_view word) { return word.size() < 5 && word.find_first_not_of("IVX") == std::string_view::npos; }

bool IsSurnamePrefix(std::string_view word) {
  for (const std::string_view prefix :
       {"Mc", "Mac", "O'", "O’", "De", "Di", "Du", "La", "Le", "Van", "Von", "D'", "D’", "Fitz", "Al", "El"})
    if (word.starts_with(prefix)) return true;
  return false;
}

class Finder {
 public:
  explicit Finder(EnglishReading& english) : e_(english), reading_(english.reading), words_(english.words()) {}

  void Run() {
    for (uint32_t row = 0; row < words_.size();) {
      words_.view().check();
      if (!Starts(row)) {
        ++row;
        continue;
      }
      if (Dateline(row)) {
        while (row < words_.size() && reading_.taken[row]) ++row;
        continue;
      }
      if (words_[row].caps) {
        row = InCapitals(row);
        continue;
      }
      const uint32_t end = End(row);
      Cut(row, end);
      row = end;
    }
  }

 private:
  bool Capital(uint32_t row) const {
    if (row >= words_.size() || !words_[row].word() || reading_.taken[row]) return false;
    return words_[row].capital() || (words_[row].shape == LECTOR_SHAPE_MIXED && e_.KnownAt(row).name != nullptr);
  }
  bool Starts(uint32_t row) const { return Capital(row) || (!reading_.taken[row] && words_[row].lower() && LowerName(row)); }
  // "al-Qaida": a known name that opens in small letters.
  bool LowerName(uint32_t row) const {
    return e_.text(row).find('-') != std::string_view::npos && e_.KnownAt(row).name != nullptr;
  }
  bool Continues(uint32_t row) const { return e_.Glued(row) && Capital(row); }

  // "CONCORD, N.H. (AP) —", "LONDON, Nov 6 (Reuters) -", "KINGSTON, Jamaica —": the place that opens a text.
  bool Dateline(uint32_t row) {
    constexpr uint32_t kReach = 14;
    if (!words_.opens_paragraph(row) || !words_[row].upper() || CodePoints(words_[row].folded) < 3) return false;
    uint32_t last = row;
    while (Continues(last + 1) && words_[last + 1].upper() && last - row < 3) ++last;
    bool dash = false, comma = e_.text(last + 1) == "," || e_.text(last + 1) == ":";
    uint32_t agency = 0, at = last + 1;
    for (; at < last + kReach && e_.Glued(at) && !dash; ++at) {
      const std::string_view text = e_.text(at);
      dash = text == "—" || text == "–" || text == "-" || text == "--";
      if (text == "(" && Capital(at + 1)) agency = at + 1;
      if (words_[at].lower() && !words_[at].is(kCalendar)) break;
    }
    if (!dash && agency == 0 && !(comma && (e_.PlaceAt(row).length > 0 || KnownFolded(row)))) return false;
    Add(row, last, kLocation, kKnown);
    if (comma && Capital(last + 2) && !words_[last + 2].is(kCalendar)) {
      const EnglishReading::Hit known = e_.KnownAt(last + 2);
      if (known.name != nullptr && known.name->type == kLocation) AddKnown(last + 2, known);
      else if (const auto place = e_.PlaceAt(last + 2); place.length > 0) AddPlace(last + 2, place);
    }
    if (agency != 0) {
      const uint32_t end = End(agency);
      if (e_.text(end) == ")") Add(agency, end - 1, kOrganization, kKnown, "media");
    }
    return true;
  }
  bool KnownFolded(uint32_t row) const {
    std::string name(e_.text(row));
    std::string title = name.substr(0, 1) + Fold(name.substr(1));
    const auto* names = e_.lexicon.NamesAt(title);
    return names != nullptr && names->back().type == kLocation;
  }

  // In a line in capitals only what everybody knows is a name; the rest is left to the document.
  uint32_t InCapitals(uint32_t row) {
    const EnglishReading::Hit known = e_.KnownAt(row);
    if (known.name != nullptr && !known.name->ambiguous && !known.name->abbreviation) {
      AddKnown(row, known);
      return known.last + 1;
    }
    if (const auto place = e_.PlaceAt(row); place.length > 0) {
      AddPlace(row, place);
      return row + place.length;
    }
    if (e_.is(row, kEnGiven) && words_[row].title() && Continues(row + 1) && words_[row + 1].title() &&
        (!e_.usual[row + 1] || !Continues(row + 2)) && !words_[row].possessive && !e_.is(row + 1, kEnLink)) {
      uint32_t last = row + 1;
      if (words_.view().readings != nullptr && Continues(last + 1) && words_[last + 1].title() && !e_.usual[last + 1] &&
          !words_[last].possessive)
        ++last;
      Add(row, last, kPerson, kLikely);
      return last + 1;
    }
    return row + 1;
  }

  // ---- the run ----

  // The row behind the run that starts at `row`.
  uint32_t End(uint32_t row) const {
    uint32_t end = std::max(row + 1, KnownEnd(row));
    for (;;) {
      if (end >= words_.size() || !e_.Glued(end)) return end;
      const uint32_t next = Next(end, row);
      if (next == end) return end;
      end = std::max(next, KnownEnd(next - 1));
    }
  }
  uint32_t KnownEnd(uint32_t row) const {
    const EnglishReading::Hit known = e_.KnownAt(row);
    return known.name != nullptr ? known.last + 1 : 0;
  }

  // The row behind what joins the run at `end`; `end` where nothing does.
  uint32_t Next(uint32_t end, uint32_t begin) const {
    const std::string_view text = e_.text(end);
    if (Continues(end)) return end + 1;
    if (text == "." && e_.Attached(end)) {
      if (Dotted(end - 1) && Continues(end + 1)) return end + 2;
      if (e_.is(end - 1, kEnLegal | kEnSuffix) && (words_[end - 1].title() || e_.is(end - 1, kEnSuffix))) return end + 1;
      if (end + 1 < words_.size() && words_[end + 1].begin == words_[end].end && IsDomain(e_.text(end + 1))) return end + 2;
      return end;
    }
    if (text == "&" && Continues(end + 1)) return end + 2;
    if (text == "," && (e_.is(end + 1, kEnLegal) || e_.is(end + 1, kEnSuffix)) && Continues(end + 1) &&
        words_[end + 1].folded != "as" && words_[end + 1].folded != "co")
      return end + 2;
    if ((text == "'" || text == "’") && e_.Attached(end) && e_.text(end - 1).ends_with('s') && Continues(end + 1) &&
        e_.is(end + 1, kEnHead | kEnPlaceHead))
      return end + 2;
    if (words_[end].kind == LECTOR_TOKEN_QUOTE && Continues(end + 1) && end + 2 < words_.size() &&
        words_[end + 2].kind == LECTOR_TOKEN_QUOTE && Continues(end + 3) && words_[end + 1].begin == words_[end].end &&
        end == begin + 1 && e_.is(begin, kEnGiven))
      return end + 4;
    if (words_[end].lower() && e_.is(end, kEnSuffix) && !words_[end - 1].possessive) return end + 1;  // "jr."
    return words_[end].lower() ? NextLink(end) : end;
  }
  bool Dotted(uint32_t row) const {
    return words_[row].initial || e_.is(row, kEnTitle | kEnHonorific | kEnSuffix) || words_[row].folded == "st" ||
           words_[row].folded == "mt" || words_[row].folded == "ft" || words_[row].folded == "bros";
  }
  static bool IsDomain(std::string_view text) { return text == "com" || text == "org" || text == "net" || text == "ai"; }

  // "University | of | Leeds", "Department | for | Work | and | Pensions", "Juan | de la | Cruz"
  uint32_t NextLink(uint32_t end) const {
    const std::string_view text = e_.text(end);
    if (words_[end - 1].possessive) return end;
    if (text == "of" || text == "for" || text == "on") {
      const uint32_t next = e_.text(end + 1) == "the" ? end + 2 : end + 1;
      if (!Continues(next) || words_[next].is(kCalendar)) return end;
      const bool office = text == "of" && e_.is(end - 1, kEnRole) && e_.is(next, kEnModifier);
      const bool body = e_.is(end - 1, kEnHeadOf) && !e_.is(end - 1, kEnRole);
      const bool place = text == "of" && e_.is(end - 1, kEnPlaceFirst | kEnPlaceHead) && e_.reading.Glued(next);
      return office || body || place ? next + 1 : end;
    }
    if (text == "and") return Continues(end + 1) && JoinsByAnd(end) ? end + 2 : end;
    if (!e_.is(end, kEnLink) || text == "y" || text == "e") return end;
    const uint32_t next = e_.is(end + 1, kEnLink) && words_[end + 1].lower() ? end + 2 : end + 1;
    return Continues(next) && words_[end - 1].title() ? next + 1 : end;
  }

  // "Work | and | Pensions" behind "Department for"; "Securities | and | Exchange Commission"
  bool JoinsByAnd(uint32_t link) const {
    if (!Plain(link - 1) || !Plain(link + 1)) return false;
    for (uint32_t row = link - 1; row > 1 && link - row < 8 && words_[row].glued; --row)
      if (words_[row].lower() && (e_.text(row) == "of" || e_.text(row) == "for" || e_.text(row) == "on") &&
          e_.is(row - 1, kEnHeadOf))
        return true;
    if (e_.is(link - 1, kEnHead | kEnLegal) && e_.entries[link - 1].head_type != "company") return false;
    uint32_t row = link + 1;
    while (Continues(row + 1)) ++row;
    return row > link + 1 && e_.is(row, kEnHead) && e_.entries[row].head_type != "club" && e_.KnownAt(link + 1).name == nullptr;
  }
  // A word of the language with a capital, no name.
  bool Plain(uint32_t row) const {
    return words_[row].title() && e_.usual[row] && !e_.is(row, kEnGiven) && e_.PlaceAt(row).length == 0;
  }

  // ---- cutting ----

  void Cut(uint32_t begin, uint32_t end) {
    uint32_t from = begin;
    bool role = false;
    for (uint32_t row = begin; row < end;) {
      if (row == from && Skips(row, end)) {
        from = ++row;
        continue;
      }
      if (const EnglishReading::Hit known = e_.KnownAt(row); known.name != nullptr && !known.name->ambiguous &&
                                                             !known.name->abbreviation && !(row > from && e_.is(row, kEnRole)) &&
                                                             e_.PlaceAt(row).length <= known.last + 1 - row) {
        row = known.last + 1;
        if (words_[row - 1].possessive && !known.possessive) {
          Segment(from, row, role, false);
          from = row;
          role = false;
        }
        continue;
      }
      if (IsRole(row, from, end)) {
        uint32_t left = row;
        while (left > from && e_.is(left - 1, kEnModifier | kEnRole) && !words_[left - 1].possessive) --left;
        Segment(from, left, role, !e_.is(row, kEnHonorific));
        ++row;
        if (e_.text(row) == "." && e_.Attached(row)) ++row;
        if (e_.text(row) == "of" && row + 1 < end && e_.is(row + 1, kEnModifier)) row += 2;
        from = row;
        role = true;
        continue;
      }
      ++row;
      if (words_[row - 1].possessive && !Owns(from, row - 1, end)) {
        Segment(from, row, role, false);
        from = row;
        role = false;
      }
    }
    Segment(from, end, role, false);
  }

  // What opens a piece without being of its name.
  bool Skips(uint32_t row, uint32_t end) const {
    const Word& word = words_[row];
    if (!Capital(row)) return !LowerName(row);
    const EnglishReading::Hit known = e_.KnownAt(row);
    if (known.name != nullptr && (known.last > row || !known.name->ambiguous)) return false;
    const bool more = row + 1 < end;
    const bool named = e_.is(row, kEnGiven) && more && words_[row + 1].title();
    if (word.is(kFunction | kPreposition) &&
        (!word.upper() || (more && words_[row + 1].capital() && e_.usual[row + 1] && e_.PlaceAt(row).length == 0)))
      return !named;
    if (word.is(kCalendar) || IsShortMonth(row)) return !named;
    if (word.folded == "i" || (word.initial && !more && known.name == nullptr)) return true;
    if (more && e_.is(row, kEnModifier) && !e_.is(row, kEnGiven | kEnHead) && e_.PlaceAt(row + 1).length > 0 &&
        PlaceBeforeRole(row + 1, end))
      return true;  // "Assistant | U.S. Attorney"
    if (!word.opens || !more || word.upper()) return false;
    if (e_.is(row, kEnOrgBefore) && e_.KnownAt(row + 1).name != nullptr) return true;
    if (e_.is(row, kEnOrgBefore) && !e_.is(row, kEnHead | kEnOrgFirst)) return true;  // "Rival | Ethiopian Airlines"
    if (e_.is(row, kEnOrgBefore)) return !e_.is(end - 1, kEnHead | kEnLegal) || e_.is(row + 1, kEnGiven);
    if (!e_.usual[row] || e_.is(row, kEnGiven | kEnHeadOf | kEnPlaceFirst)) return false;
    if (e_.is(row + 1, kEnGiven) && row + 2 < end) return true;  // "Rapper | Sean Harlow"
    return e_.KnownAt(row + 1).name != nullptr && !e_.is(row, kEnDemonym);
  }
  bool PlaceBeforeRole(uint32_t row, uint32_t end) const {
    const uint32_t next = row + e_.PlaceAt(row).length;
    return next < end && e_.is(next, kEnRole | kEnModifier);
  }
  bool IsShortMonth(uint32_t row) const {
    static constexpr std::string_view kShort[] = {"jan", "feb", "mar", "apr",  "jun", "jul", "aug",   "sep", "sept", "oct", "nov",
                                                  "dec", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat",  "sun"};
    if (std::find(std::begin(kShort), std::end(kShort), words_[row].folded) == std::end(kShort)) return false;
    const uint32_t next = e_.text(row + 1) == "." ? row + 2 : row + 1;
    return next != row + 1 || (next < words_.size() && words_[next].kind == LECTOR_TOKEN_NUMBER && e_.Glued(next));
  }

  bool IsRole(uint32_t row, uint32_t from, uint32_t end) const {
    if (!e_.is(row, kEnRole | kEnTitle | kEnHonorific)) return false;
    if (e_.is(row, kEnHonorific)) return row + 1 < end;
    if (words_[row].upper())  // "Apple CEO Tim Cook"
      return CodePoints(words_[row].folded) > 1 && (row > from || (row + 1 < end && words_[row + 1].title()));
    uint32_t next = row + 1;
    if (e_.text(next) == "." && e_.Attached(next)) ++next;
    else if (e_.is(row, kEnTitle) && !e_.is(row, kEnRole) && next >= end) return false;
    if (e_.is(row, kEnGiven) && next < end) return false;  // "Dean Smith"
    if (row > from && e_.text(row - 1) == "&") return false;
    if (next < end && e_.is(next, kEnHead | kEnLegal | kEnThing | kEnPlaceHead) && !e_.is(next, kEnGiven | kEnRole) &&
        !words_[next].possessive && !(next + 1 < end && words_[next + 1].initial))
      return false;                                                                                  // "General Motors"
    if (next >= end && row > from && (e_.is(from, kEnGiven) || words_[from].initial)) return false;  // "Stephen King"
    if (words_[row].possessive && next < end && e_.is(end - 1, kEnHead)) return false;               // "King's College"
    return true;
  }

  // Does the possessive belong to the name: "St George's | Hospital", "Hank's | Electric"?
  bool Owns(uint32_t from, uint32_t row, uint32_t end) const {
    if (row + 1 >= end || (row - from > 2 && !e_.is(row, kEnRole)) || e_.text(row).find('-') != std::string_view::npos)
      return false;
    if (words_[row].end + 1 < words_.view().tokens->end[row] && words_.view().text[words_[row].end] == '-') return false;
    if (!e_.is(end - 1, kEnHead | kEnPlaceHead)) return false;
    if (words_[from].folded == "st") return true;
    if (e_.is(row, kEnRole) && row > from) return true;  // "District Attorney's Office"
    if (e_.PlaceAt(from).length > 0 || e_.KnownAt(from).name != nullptr || e_.KnownAt(row + 1).name != nullptr) return false;
    if (e_.is(from, kEnGiven) && row > from) return false;  // "Joe Smith's Republican Party"
    const std::string_view head = e_.entries[end - 1].head_type;
    return (head.empty() && row == from) || !words_.SeenAsName(words_[row].folded, 2);
  }

  // ---- pieces ----

  void Segment(uint32_t first, uint32_t end, bool role, bool before_role) {
    while (first < end && !Capital(first)) ++first;
    while (end > first && !Ends(end - 1, first)) --end;
    if (first >= end) return;
    const EnglishReading::Hit known = e_.KnownAt(first);
    const Gazetteer::Hit place = e_.PlaceAt(first);
    if (known.name != nullptr && !known.name->abbreviation && first + place.length <= known.last + 1) {
      if (known.last + 1 >= end) return AddKnown(first, known, before_role);
      if (!known.name->ambiguous) return KnownAndMore(first, known.last, end, known, before_role);
    }
    if (known.name != nullptr && known.name->abbreviation && BehindPlace(first)) return AddKnown(first, known);
    if (place.length > 0) {
      if (place.length == 1 && e_.is(first, kEnThing)) return;
      if (first + place.length >= end) return AddPlace(first, place);
      return PlaceAndMore(first, first + place.length - 1, end);
    }
    const uint32_t last = LastWord(first, end);
    if (first == last && IsRoad(first)) return Add(first, first + 1, kLocation, kShown, "facility");
    if (e_.is(first, kEnDemonym)) {
      if (first == last) return Adjective(first);
      if (!e_.is(last, kEnHead | kEnLegal | kEnPlaceHead | kEnThing) && !HasOf(first, end)) {
        Adjective(first);
        return Segment(first + 1, end, role, before_role);
      }
    }
    if (Structured(first, end, role)) return;
    Unknown(first, end, role, before_role);
  }
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
    if (Capital(row)) return true;
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
  void KnownAndMore(uint32_t first, uint32_t known_last, uint32_t end, const EnglishReading::Hit& known, bool before_role) {
    if (known.name->type == kLocation) return PlaceAndMore(first, known_last, end);
    const uint32_t last = LastWord(first, end);
    if (known_last == first && e_.is(first, kEnGiven) && last == first + 1 && !e_.is(last, kEnHead | kEnLegal | kEnThing) &&
        !words_[first].possessive)
      return Add(first, end - 1, kPerson, kLikely);  // a company of one word may be a given name
    if (e_.is(last, kEnPlaceHead) && !e_.is(last, kEnHead) && e_.entries[last].place_type == "region")
      return Add(first, end - 1, kLocation, kShown, "region");  // "Amazon River"
    if (e_.is(last, kEnThing) || (e_.is(known_last + 1, kEnGiven) && last > known_last + 1)) {
      AddKnown(first, known);
      if (!e_.is(last, kEnThing)) Segment(known_last + 1, end, false, false);
      return;
    }
    (void)before_role;
    if (known.name->finer == "company" && last == known_last + 1 && !e_.is(last, kEnHead | kEnLegal) && BehindDeterminer(first))
      return;
    Add(first, end - 1, kOrganization, kShown, std::string(known.name->finer));
  }

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
    const uint32_t first_word = first;
    const bool given = e_.is(first_word, kEnGiven) && last - first == 1 && !words_[first].upper();
    const EnglishWord& head = e_.entries[last];
    if (head.is(kEnThing) && !given) return true;                                 // no entity: "Affordable Care Act"
    if (e_.is(first, kEnThingFirst) && !given && !head.is(kEnHead)) return true;  // "Hurricane Melissa"
    if (head.is(kEnHead) && head.is(kEnPlaceHead)) {
      if (given) return false;
      const bool club = head.head_type == "club" && BeginsWithCity(first, last);
      const bool facility = head.head_type != "club" && !head.place_type.empty();
      Candidate found = Make(first, end - 1);
      found.score[kOrganization] = club ? kLikely + 0.5f : kLikely;
      found.score[kLocation] = club ? kLikely : kLikely + (facility ? -0.3f : 0.3f);
      Finish(std::move(found));
      return true;
    }
    if (head.is(kEnHead)) {
      if (given && (head.head_type.empty() || head.head_type == "club" || head.head_type == "media" || head.is(kEnRole)))
        return false;
      Add(first, end - 1, kOrganization, kShown, std::string(head.head_type));
      return true;
    }
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
    if (e_.is(first, kEnPlaceFirst) && !given) {
      Candidate found = Make(first, end - 1);
      static constexpr std::string_view kSure[] = {"lake",  "mount", "mt",  "cape", "port", "fort", "ft",  "san",
                                                   "santa", "st",    "los", "las",  "loch", "camp", "glen"};
      const bool sure = std::find(std::begin(kSure), std::end(kSure), words_[first].folded) != std::end(kSure);
      found.score = {sure ? 0.0f : 0.6f, 0.5f, sure ? kLikely : kWeak};
      Finish(std::move(found));
      return true;
    }
    return false;
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
      if (e_.is(row, kEnHeadOf)) return Add(first, end - 1, kOrganization, kShown, std::string(e_.entries[row].head_type)), true;
      if (e_.is(row, kEnPlaceFirst | kEnPlaceHead))
        return Add(first, end - 1, kLocation, kLikely, std::string(e_.entries[row].place_type)), true;
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
    found.score = names == 1 && initials == 0 ? OneWord(first) : SeveralWords(first, last, names);
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

  // "(NASDAQ: | CSCO)"
  bool Ticker(uint32_t row) const { return row > 2 && e_.text(row - 1) == ":" && words_[row - 2].upper(); }
  // "FTSE | 100", "TOI | -4127": an index, a code
  bool Numbered(uint32_t row) const {
    const uint32_t next = row + 1;
    if (!e_.Glued(next)) return false;
    if (words_[row].title()) {
      static constexpr std::string_view kSizes[] = {"50",  "100", "200", "225",  "250",  "300",
                                                    "400", "500", "600", "1000", "2000", "3000"};
      return !words_[row].possessive && std::find(std::begin(kSizes), std::end(kSizes), e_.text(next)) != std::end(kSizes);
    }
    if (words_[next].kind == LECTOR_TOKEN_NUMBER)
      return e_.text(next).size() > 1 && e_.text(next).front() != '0' && e_.text(next).size() < 5;
    return e_.text(next) == "-" && e_.Attached(next) && next + 1 < words_.size() && words_[next + 1].kind == LECTOR_TOKEN_NUMBER;
  }

  // "Route | 9"
  bool IsRoad(uint32_t row) const {
    const std::string_view word = words_[row].folded;
    return (word == "route" || word == "highway" || word == "interstate") && e_.Glued(row + 1) &&
           words_[row + 1].kind == LECTOR_TOKEN_NUMBER;
  }

  std::array<float, kTypes> OneWord(uint32_t row) const {
    constexpr std::array<float, kTypes> kNone = {-9.0f, -9.0f, -9.0f};
    const Word& word = words_[row];
    const std::string_view text = e_.text(row);
    if (word.initial || CodePoints(word.folded) < 2) return kNone;
    if (word.upper()) {
      if (reading_.lexicon.IsPlainAbbreviation(std::string(text)) || e_.is(row, kEnThing | kEnSuffix) || IsRoman(text) ||
          word.caps)
        return kNone;
      if (CodePoints(word.folded) > 3 && e_.usual[row] && words_.SeenLower(word.folded)) return kNone;
      if (Ticker(row) || Numbered(row)) return kNone;
      if (CodePoints(word.folded) > 6) return {0.2f, 0.6f, 0.2f};
      return {-1.0f, 2.0f, 0.0f};
    }
    if (e_.is(row, kEnThing | kEnDemonym | kEnHonorific | kEnTitle) || word.is(kNotName)) return kNone;
    if (word.is(kFunction | kPreposition)) return kNone;
    if (std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return kNone;  // "Cop30"
    if (e_.is(row, kEnRole | kEnModifier | kEnOrgBefore | kEnHead | kEnPlaceHead) && !e_.is(row, kEnGiven)) return kNone;
    if (word.opens && e_.usual[row] && !words_.SeenAsName(word.folded) && !e_.is(row, kEnGiven)) {
      if (e_.Glued(row + 1) && e_.text(row + 1) == ",") return {-0.8f, -0.8f, -0.8f};
      return kNone;
    }
    if (Numbered(row)) return kNone;
    if (word.shape == LECTOR_SHAPE_MIXED && !IsSurnamePrefix(text) && text.find('-') == std::string_view::npos) {
      const bool digits = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (digits) return kNone;
      return {-1.0f, 2.5f, 0.0f};
    }
    const float sure = !word.opens ? 0.4f : e_.usual[row] ? 0.0f : 0.3f;
    if (e_.is(row, kEnGiven)) return {0.8f + sure, 0.2f, 0.1f};
    if (e_.usual[row]) return {-0.5f, 0.1f + sure, -0.2f};
    return {0.3f, 0.5f + sure, 0.3f};
  }

  std::array<float, kTypes> SeveralWords(uint32_t first, uint32_t last, uint32_t names) const {
    if (e_.is(first, kEnGiven) && !words_[first].upper()) {
      if (names <= 4) return {3.0f, 0.0f, 0.0f};
      return {1.2f, 1.0f, 0.0f};
    }
    if (words_[first].upper() && words_[last].upper() && e_.usual[last]) return {-9.0f, -9.0f, -9.0f};  // "SIX WEEKS"
    if (words_[first].upper() && CodePoints(words_[first].folded) > 1 && !words_[first].caps) return {-1.0f, 2.0f, 0.0f};
    if (e_.is(first, kEnOrgFirst)) return {0.0f, 2.5f, 0.3f};
    const bool from_usual = e_.usual[first], to_usual = e_.usual[last];
    if (names >= 4) return {0.0f, 1.3f, 0.2f};
    if (from_usual && to_usual) return {0.0f, 1.1f, 0.6f};
    if (to_usual) return {0.9f, 1.3f, 0.5f};
    if (from_usual) return {1.1f, 0.8f, 0.5f};
    return {1.7f, 0.5f, 0.4f};
  }

  // ---- candidates ----

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
  void Add(uint32_t first, uint32_t last, Type type, float score, std::string finer = {}) {
    Candidate found = Make(first, last);
    found.score[type] = score;
    found.finer = std::move(finer);
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
  // "the | Amazon" with nothing behind that "the" could be of
  bool BehindThe(uint32_t row) const {
    if (row == 0 || !words_[row].glued || words_[row - 1].folded != "the" || words_[row].possessive) return false;
    const uint32_t next = row + 1;
    return !(e_.Glued(next) && words_[next].lower() && e_.is(next, kEnOrgAfter | kEnOrgBefore | kEnRole));
  }
  void AddKnown(uint32_t row, const EnglishReading::Hit& hit, bool before_role = false) {
    if (hit.name->type == kOrganization && Numbered(hit.last) && !words_[hit.last].possessive &&
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
      found.finer.clear();
      found.pattern = false;
    }
    if (!found.pattern) AddEnglishContext(e_, found);
    reading_.Take(std::move(found));
  }

  EnglishReading& e_;
  Reading& reading_;
  const Words& words_;
};

}  // namespace

EnglishReading::EnglishReading(Reading& shared, const EnglishLexicon& lists)
    : reading(shared), lexicon(lists), entries(shared.words.size()), usual(shared.words.size(), false) {
  const lector_morph* readings = words().view().readings;
  for (uint32_t row = 0; row < words().size(); ++row) {
    const Word& word = words()[row];
    if (!word.word()) continue;
    entries[row] = lists.Find(word.folded);
    if (readings == nullptr || row >= readings->count) {
      usual[row] = word.opens || words().SeenLower(word.folded);
      continue;
    }
    float name = 0;
    for (uint32_t parse = readings->first_parse[row]; parse < readings->first_parse[row + 1]; ++parse)
      if (readings->parse_upos[parse] == LECTOR_UPOS_PROPN) name = std::max(name, readings->parse_score[parse]);
    usual[row] = name < (word.opens ? kNameOpening : kNameInSentence) || word.lower();
  }
}

EnglishReading::Hit EnglishReading::KnownAt(uint32_t row) const {
  if (row >= words().size() || !words()[row].word()) return {};
  const std::string_view rest = words().view().text.substr(words()[row].begin);
  const std::vector<EnglishName>* names = lexicon.NamesAt(EnglishLexicon::Beginning(rest));
  if (names == nullptr) return {};
  const lector_tokens& tokens = *words().view().tokens;
  for (const EnglishName& name : *names) {
    if (!rest.starts_with(name.text)) continue;
    const uint32_t end = words()[row].begin + static_cast<uint32_t>(name.text.size());
    uint32_t last = row;
    while (last + 1 < words().size() && tokens.end[last] < end) ++last;
    if (words()[last].end == end) return {&name, last, false};
    if (tokens.end[last] == end) return {&name, last, words()[last].possessive};
  }
  return {};
}

Gazetteer::Hit EnglishReading::PlaceAt(uint32_t row) const {
  const Gazetteer::Hit hit = reading.PlaceAt(row);
  if (hit.length == 0 || hit.place->name.find('.') != std::string::npos || words()[row].upper()) return hit;
  for (uint32_t i = 0; i < hit.length; ++i)
    if (i >= hit.place->words.size() || words()[row + i].folded != hit.place->words[i]) return {};
  return hit;
}

void FindEnglish(EnglishReading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
