// Runs of capitals in English: where they end, and the cuts at roles, possessives and known names.
#include <algorithm>

#include "english_pieces.h"
#include "letters.h"

namespace lector::entities {
namespace {

class Finder {
 public:
  explicit Finder(EnglishReading& english) : e_(english), reading_(english.reading), words_(english.words()) {}

  void Run() {
    for (uint32_t row = 0; row < words_.size();) {
      words_.view().Tick();
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
  bool Starts(uint32_t row) const {
    return e_.Capital(row) || (!reading_.taken[row] && words_[row].lower() && e_.LowerName(row));
  }
  bool Continues(uint32_t row) const { return e_.Glued(row) && e_.Capital(row); }

  // "CONCORD, N.H. (AP) —", "LONDON, Nov 6 (Reuters) -", "KINGSTON, Jamaica —": the place that opens a text.
  bool Dateline(uint32_t row) {
    constexpr uint32_t kReach = 14;
    if (!words_[row].opens_paragraph || !words_[row].upper() || CodePoints(words_[row].folded) < 3) return false;
    uint32_t last = row;
    while (Continues(last + 1) && words_[last + 1].upper() && last - row < 3) ++last;
    bool dash = false, comma = e_.text(last + 1) == "," || e_.text(last + 1) == ":";
    uint32_t agency = 0, at = last + 1;
    for (; at < last + kReach && e_.Glued(at) && !dash; ++at) {
      const std::string_view text = e_.text(at);
      dash = text == "—" || text == "–" || text == "-" || text == "--";
      if (text == "(" && (e_.Capital(at + 1) || e_.KnownAt(at + 1).name != nullptr)) agency = at + 1;  // "(AP)", "(dpa)"
      if (words_[at].lower() && !words_[at].is(kCalendar) && at != agency) break;
    }
    if (!dash && agency == 0 && !(comma && (e_.PlaceAt(row).length > 0 || KnownFolded(row)))) return false;
    const Gazetteer::Hit place = e_.PlaceAt(row);
    if (place.length == last - row + 1) TakePlace(e_, row, place);
    else TakeAs(e_, row, last, kLocation, kKnown, "city");
    if (comma && e_.Capital(last + 2) && !words_[last + 2].is(kCalendar)) {
      const EnglishReading::Hit known = e_.KnownAt(last + 2);
      if (known.name != nullptr && known.name->type == kLocation) TakeKnown(e_, last + 2, known);
      else if (const auto of = e_.PlaceAt(last + 2); of.length > 0) TakePlace(e_, last + 2, of);
    }
    if (agency != 0) {
      const uint32_t end = End(agency);
      if (e_.text(end) == ")") TakeAs(e_, agency, end - 1, kOrganization, kKnown, "media");
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
      TakeKnown(e_, row, known);
      return known.last + 1;
    }
    if (const auto place = e_.PlaceAt(row); place.length > 0) {
      TakePlace(e_, row, place);
      return row + place.length;
    }
    if (e_.is(row, kEnGiven) && words_[row].title() && Continues(row + 1) && words_[row + 1].title() &&
        (!e_.usual[row + 1] || !Continues(row + 2)) && !words_[row].possessive && !e_.is(row + 1, kEnLink)) {
      uint32_t last = row + 1;
      if (words_.view().readings != nullptr && Continues(last + 1) && words_[last + 1].title() && !e_.usual[last + 1] &&
          !words_[last].possessive)
        ++last;
      TakeAs(e_, row, last, kPerson, kLikely);
      return last + 1;
    }
    return row + 1;
  }

  // ---- the run ----

  // The row behind the run that starts at `row`.
  uint32_t End(uint32_t row) const {
    uint32_t end = std::max(row + 1, KnownEnd(row));
    if (end > row + 1 && row > 0 && e_.text(row - 1) == "," && e_.text(end - 1) == "." && e_.KnownAt(row).name->abbreviation)
      return end;  // "Worcester, Mass. | Linda Sokolowski"
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
    if (text == "," && e_.Attached(end) && Continues(end + 1) && InComposed(end) && Plain(end - 1) && Plain(end + 1)) {
      const std::string_view behind = e_.text(end + 2);  // "Department for Culture, | Media | and Sport"
      if ((behind == "and" || behind == ",") && Continues(end + 3) && Plain(end + 3)) return end + 2;
    }
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

  // "University | of | Leeds", "Department | for | Work | and | Pensions", "Juan | de la | Cruz"
  uint32_t NextLink(uint32_t end) const {
    const std::string_view text = e_.text(end);
    if (words_[end - 1].possessive) return end;
    if (text == "of" || text == "for" || text == "on") {
      const uint32_t next = e_.text(end + 1) == "the" ? end + 2 : end + 1;
      if (!Continues(next) || words_[next].is(kCalendar)) return end;
      if (text == "on" && EndsInRoad(next)) return end;
      const bool office = text == "of" && e_.is(end - 1, kEnRole) && e_.is(next, kEnModifier);
      const bool party = e_.entries[end - 1].head_type == "party" && (text == "of" ? IsPlace(next) : text == "for");
      const bool body = party || (e_.is(end - 1, kEnHeadOf) && !e_.is(end - 1, kEnRole));
      const bool place = text == "of" && e_.is(end - 1, kEnPlaceFirst | kEnPlaceHead) && e_.reading.Glued(next);
      const bool study = text == "of" && Plain(end - 1) && Plain(next) && InComposed(end);  // "Institute for the Study | of War"
      return office || body || place || study ? next + 1 : end;
    }
    if (text == "and") return Continues(end + 1) && JoinsByAnd(end) ? end + 2 : end;
    if (!e_.is(end, kEnLink) || text == "y" || text == "e") return end;
    const uint32_t next = e_.is(end + 1, kEnLink) && words_[end + 1].lower() ? end + 2 : end + 1;
    return Continues(next) && words_[end - 1].title() ? next + 1 : end;
  }

  bool IsPlace(uint32_t row) const {
    const EnglishReading::Hit known = e_.KnownAt(row);
    return e_.PlaceAt(row).length > 0 || (known.name != nullptr && known.name->type == kLocation);
  }

  // "Brooks Library on | Main Street"
  bool EndsInRoad(uint32_t row) const {
    while (Continues(row + 1)) ++row;
    return e_.is(row, kEnPlaceHead) && e_.entries[row].place_type == "facility";
  }

  // Behind the noun of a body and "of", "for" or "on".
  bool InComposed(uint32_t link) const {
    for (uint32_t row = link - 1; row > 1 && link - row < 8 && words_[row].glued; --row)
      if (words_[row].lower() && (e_.text(row) == "of" || e_.text(row) == "for" || e_.text(row) == "on") &&
          e_.is(row - 1, kEnHeadOf))
        return true;
    return false;
  }

  // "Work | and | Pensions" behind "Department for"; "Securities | and | Exchange Commission"
  bool JoinsByAnd(uint32_t link) const {
    if (!Plain(link - 1) || !Plain(link + 1)) return false;
    if (InComposed(link)) return true;
    if (e_.is(link - 1, kEnHead | kEnLegal) && e_.entries[link - 1].head_type != "company") return false;
    uint32_t row = link + 1;
    while (Continues(row + 1)) ++row;
    // "Search | and | Rescue"
    if (row == link + 1 && e_.is(row, kEnHeadOf) && e_.entries[row].head_type.empty() && Continues(link - 1)) return true;
    if (words_[row].folded == words_[link - 1].folded) return false;  // "X Partners | and Y Partners"
    const EnglishReading::Hit known = e_.KnownAt(link + 1);  // "Maritime | and Coastguard Agency"
    return row > link + 1 && e_.is(row, kEnHead) && e_.entries[row].head_type != "club" &&
           (known.name == nullptr || known.last < row);
  }
  // A word of the language with a capital, no name.
  bool Plain(uint32_t row) const {
    const bool usual = e_.usual[row] || e_.is(row, kEnSubject);
    return words_[row].title() && usual && !e_.is(row, kEnGiven) && e_.PlaceAt(row).length == 0;
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
          TakePiece(e_, from, row, role, false);
          from = row;
          role = false;
        }
        continue;
      }
      if (IsRole(row, from, end)) {
        uint32_t left = row;
        while (left > from && e_.is(left - 1, kEnModifier | kEnRole) && !words_[left - 1].possessive &&
               !EndsPlace(left - 1, from) && !EndsForce(left - 1, from, row) && !IsParty(left - 1))
          --left;
        TakePiece(e_, from, left, role, !e_.is(row, kEnHonorific));
        ++row;
        if (e_.text(row) == "." && e_.Attached(row)) ++row;
        if (e_.text(row) == "of" && row + 1 < end && e_.is(row + 1, kEnModifier)) row += 2;
        from = row;
        role = true;
        continue;
      }
      ++row;
      if (words_[row - 1].possessive && !Owns(from, row - 1, end)) {
        TakePiece(e_, from, row, role, false);
        from = row;
        role = false;
      }
    }
    TakePiece(e_, from, end, role, false);
  }

  // "Windham County | Sheriff", "Kansas City | Mayor": the noun of a place behind its name, which may narrow a role as well.
  bool EndsPlace(uint32_t row, uint32_t from) const {
    return row > from && (words_[row].folded == "county" || words_[row].folded == "city") &&
           !e_.is(row - 1, kEnModifier | kEnRole);
  }

  // "Labour | MP", which a modifier of roles may be as well.
  bool IsParty(uint32_t row) const {
    const EnglishReading::Hit known = e_.KnownAt(row);
    return known.name != nullptr && known.name->finer == "party" && known.last == row && words_[row + 1].upper();
  }

  // "Vermont State Police | Lt.": the body that a rank is of.
  bool EndsForce(uint32_t row, uint32_t from, uint32_t role) const {
    return row > from && row + 1 == role && e_.is(role, kEnTitle) && !e_.is(role, kEnRole) && e_.is(row, kEnHead) &&
           !e_.is(row, kEnRole);
  }

  // What opens a piece without being of its name.
  bool Skips(uint32_t row, uint32_t end) const {
    const Word& word = words_[row];
    if (!e_.Capital(row)) return !e_.LowerName(row);
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
    // "Far-right | leader"
    const bool compound = words_.view().tokens->end[row] > word.end && words_.view().text[word.end] == '-';
    if (word.opens && !more && e_.is(row, kEnNarrows) && compound)
      return known.name == nullptr && e_.PlaceAt(row).length == 0;
    if (!word.opens || !more || word.upper()) return false;
    if (e_.is(row, kEnOrgBefore) && e_.KnownAt(row + 1).name != nullptr) return true;
    if (e_.is(row, kEnOrgBefore) && !e_.is(row, kEnHead | kEnOrgFirst)) return true;  // "Rival | Ethiopian Airlines"
    if (e_.is(row, kEnOrgBefore)) return !e_.is(end - 1, kEnHead | kEnLegal) || e_.is(row + 1, kEnGiven);
    if (!e_.usual[row] || e_.is(row, kEnGiven | kEnHeadOf | kEnPlaceFirst)) return false;
    if (e_.is(row + 1, kEnGiven) && row + 2 < end) return true;  // "Rapper | Sean Harlow"
    const EnglishReading::Hit next = e_.KnownAt(row + 1);
    return next.name != nullptr && !next.name->ambiguous && !e_.is(row, kEnDemonym);
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
    // "Institute for | Justice", "Office of the | Comptroller of the Currency"
    const uint32_t link = row > 0 && e_.text(row - 1) == "the" ? row - 2 : row - 1;
    if (row > from + 1 && link > from && words_[link].lower() && e_.is(link - 1, kEnHeadOf)) return false;
    if (OfRoyalty(row, end)) return false;
    for (uint32_t owner = row; owner + 1 < end && e_.is(owner, kEnRole); ++owner)  // "Attorney General's | Office"
      if (words_[owner].possessive && owner + 2 == end && e_.is(owner + 1, kEnHead)) return false;
    if (row == from && row + 1 == end && e_.KnownAt(row).name != nullptr) return false;  // "beat | Duke"
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

  // "Queen Mary | Hospital": the title of whom it is called after is of its name.
  bool OfRoyalty(uint32_t row, uint32_t end) const {
    constexpr uint32_t kLongest = 4;
    const std::string_view word = words_[row].folded;
    if (word != "queen" && word != "king" && word != "prince" && word != "princess") return false;
    return end - row > 2 && end - row <= kLongest && e_.is(end - 1, kEnHead | kEnPlaceHead) && !e_.is(end - 1, kEnRole) &&
           words_[end - 1].title();
  }

  // Does the possessive belong to the name: "St George's | Hospital", "Hank's | Electric"?
  bool Owns(uint32_t from, uint32_t row, uint32_t end) const {
    if (row + 1 >= end || (row - from > 2 && !e_.is(row, kEnRole)) || e_.text(row).find('-') != std::string_view::npos)
      return false;
    if (words_[row].end + 1 < words_.view().tokens->end[row] && words_.view().text[words_[row].end] == '-') return false;
    if (!e_.is(end - 1, kEnHead | kEnPlaceHead)) return false;
    if (words_[from].folded == "st") return true;
    if (e_.is(row, kEnRole) && (row > from || row + 2 == end)) return true;  // "District Attorney's Office"
    if (e_.PlaceAt(from).length > 0 || e_.KnownAt(from).name != nullptr || e_.KnownAt(row + 1).name != nullptr) return false;
    if (e_.is(from, kEnGiven) && row > from) return false;  // "Joe Smith's Republican Party"
    const std::string_view head = e_.entries[end - 1].head_type;
    return (head.empty() && row == from) || !words_.SeenAsName(words_[row].folded, 2);
  }

  EnglishReading& e_;
  Reading& reading_;
  const Words& words_;
};

}  // namespace

void FindEnglish(EnglishReading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
