// Titles of persons in English: the role before a name with the body or place it is of, and the apposition behind it.
#include <algorithm>

#include "english.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxTitle = 14;  // tokens

bool Among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Finder {
 public:
  explicit Finder(EnglishReading& english)
      : e_(english), words_(english.words()), all_(english.reading.candidates), owner_(words_.size(), -1) {}

  void Run() {
    for (size_t i = 0; i < all_.size(); ++i)
      for (uint32_t row = all_[i].first; row <= all_[i].last; ++row) owner_[row] = static_cast<int>(i);
    for (Candidate& candidate : all_) {
      words_.view().Tick();
      if (candidate.best() != kPerson || candidate.form != LECTOR_FORM_NAME || words_[candidate.first].caps) continue;
      if (!Before(candidate) && !Behind(candidate)) BeforeComma(candidate);
    }
  }

 private:
  void Set(Candidate& candidate, uint32_t first, uint32_t last, uint32_t role) const {
    candidate.title = {first, last, role, true, true, {}};
    // The capital that opens the sentence is not the title's: "Deputy prime minister", "Former U.S. President".
    const Word& opening = words_[first];
    if (!opening.opens || !opening.title() || owner_[first] >= 0 || first == role) return;
    if (!e_.is(first, kEnModifier | kEnRole | kEnNarrows) || (!words_[first + 1].lower() && opening.folded != "former")) return;
    std::string text(opening.folded);
    text += words_.view().text.substr(opening.end, words_[last].end - opening.end);
    candidate.title.text = words_.Keep(text);
  }

  bool IsWord(uint32_t row) const { return row < words_.size() && words_[row].word(); }
  std::string_view Folded(uint32_t row) const { return IsWord(row) ? words_[row].folded : std::string_view(); }
  // An office, a calling or a rank, "minister", "Gov.", "Dr"; not "Mr", not "wife".
  bool IsRole(uint32_t row) const {
    if (!IsWord(row) || words_[row].caps || words_[row].possessive) return false;
    if (words_[row].title() && Among(words_[row].folded, {"dr", "sir", "dame", "lord"})) return true;
    return e_.is(row, kEnRole | kEnTitle) && !e_.is(row, kEnHonorific) && !words_[row].is(kKin | kHonorific);
  }
  bool IsFunction(uint32_t row) const { return words_[row].is(kFunction | kPreposition | kCalendar); }

  // ---- before the name ----

  // "Morgan Stanley analyst | X", "former U.S. Treasury Secretary | X", "Gov. | X"
  bool Before(Candidate& candidate) const {
    if (candidate.first == 0 || !words_[candidate.first].glued) return false;
    const uint32_t last = candidate.first - 1;
    uint32_t role = last;
    if (e_.text(role) == "." && role > 0 && e_.Attached(role) && e_.is(role - 1, kEnTitle)) --role;
    if (!IsRole(role)) role = HeadOfOffice(last);
    if (role == words_.size() || owner_[role] >= 0) return false;
    Set(candidate, Leftmost(role), last, role);
    return true;
  }

  // "Secretary | of State", "Chancellor | of the Exchequer": the role whose office ends at a row; the size of the text: none.
  uint32_t HeadOfOffice(uint32_t last) const {
    if (!IsWord(last) || !words_[last].title() || owner_[last] >= 0 || last < 2 || !words_[last].glued) return words_.size();
    const uint32_t of = Folded(last - 1) == "the" ? last - 2 : last - 1;
    const bool office = Folded(of) == "of" && of > 0 && words_[of].glued && words_[of + 1].glued && words_[of - 1].title();
    return office && IsRole(of - 1) ? of - 1 : words_.size();
  }

  // The row where the title of a role begins: words that narrow it, then whose it is, then "former".
  uint32_t Leftmost(uint32_t role) const {
    uint32_t first = Narrowed(role, kEnModifier | kEnRole | kEnOrgBefore | kEnHead | kEnNarrows);
    if (first == 0 || !words_[first].glued || owner_[first - 1] < 0) return first;
    const Candidate& owner = all_[static_cast<size_t>(owner_[first - 1])];
    if (owner.best() == kPerson || owner.last != first - 1) return first;
    return Narrowed(owner.first, kEnModifier);
  }
  uint32_t Narrowed(uint32_t first, uint32_t flags) const {
    while (first > 0 && words_[first].glued && IsWord(first - 1) && owner_[first - 1] < 0 && e_.is(first - 1, flags) &&
           (words_[first - 1].lower() || words_[first - 1].opens || e_.is(first - 1, flags & ~kEnNarrows)) &&
           !IsFunction(first - 1) && !words_[first - 1].is(kSpeech) && !words_[first - 1].possessive)
      --first;
    return first;
  }

  // "its chief executive, | X,", "Acme's chairman, | X."
  void BeforeComma(Candidate& candidate) const {
    const uint32_t comma = candidate.first - 1;
    if (candidate.first < 3 || e_.text(comma) != "," || !words_[candidate.first].glued || !words_[comma].glued) return;
    if (e_.Glued(candidate.last + 1) && !Among(e_.text(candidate.last + 1), {",", ".", ";", ")"})) return;
    const uint32_t role = comma - 1;
    if (!IsRole(role) || owner_[role] >= 0) return;
    const uint32_t first = Leftmost(role);
    const bool owned = words_[first].possessive || (first < role && owner_[first] >= 0 && words_[OwnerEnd(first)].possessive);
    const bool determined = first > 0 && words_[first].glued &&
                            (Among(Folded(first - 1), {"the", "its", "their", "his", "her", "our", "my"}) ||
                             (IsWord(first - 1) && words_[first - 1].possessive));
    if (owned || determined) Set(candidate, first, role, role);
  }
  uint32_t OwnerEnd(uint32_t row) const { return all_[static_cast<size_t>(owner_[row])].last; }

  // ---- behind the name ----

  // "X, | the environment minister, said", "X, 47, | chief executive of Acme,"
  bool Behind(Candidate& candidate) const {
    uint32_t comma = candidate.last + 1;
    if (!e_.Glued(comma) || e_.text(comma) != ",") return false;
    if (e_.Glued(comma + 2) && words_[comma + 1].kind == LECTOR_TOKEN_NUMBER && e_.text(comma + 2) == ",") comma += 2;  // the age
    uint32_t first = comma + 1;
    if (e_.Glued(first) && Among(Folded(first), {"the", "a", "an", "its", "his", "her", "their", "our"})) ++first;
    if (e_.Glued(first + 1) && words_[first].lower() && words_[first].possessive) ++first;  // "the country's"
    const uint32_t role = RoleFrom(first);
    if (role == words_.size()) return false;
    const uint32_t end = EndOf(first, role);
    if (end == words_.size() + 1) return false;
    Set(candidate, first, end - 1, role);
    return true;
  }

  // The role that an apposition opens with; the size of the text: none.
  uint32_t RoleFrom(uint32_t first) const {
    constexpr uint32_t kReach = 6;
    for (uint32_t row = first; row < first + kReach && e_.Glued(row) && IsWord(row); ++row) {
      if (owner_[row] < 0 && (IsFunction(row) || words_[row].is(kSpeech))) break;
      if (!IsRole(row) || owner_[row] >= 0) continue;
      if (EndsApposition(row + 1) || Among(Folded(row + 1), {"of", "at", "for", "in", "with", "from", "to", "on", "and", "who"}))
        return row;
    }
    return words_.size();
  }

  // The row behind the title; more than the size of the text where it is none, but a clause: ", the minister of X said".
  uint32_t EndOf(uint32_t first, uint32_t role) const {
    uint32_t row = role + 1;
    for (; row - first < kMaxTitle && !EndsApposition(row); ++row) {
      if (owner_[row] >= 0) continue;
      if (Among(Folded(row), {"who", "whose", "which", "that", "where", "when", "since"})) return row;
      if (IsWord(row) && words_[row].lower() && (words_[row].is(kSpeech) || IsAuxiliary(row) || e_.is(row, kEnPersonVerb)))
        return words_.size() + 1;
    }
    return EndsApposition(row) ? row : words_.size() + 1;
  }
  bool EndsApposition(uint32_t row) const {
    if (owner_.size() > row && owner_[row] >= 0) return false;
    return !e_.Glued(row) || Among(e_.text(row), {",", ".", ";", ")", ":", "—", "–"});
  }
  bool IsAuxiliary(uint32_t row) const {
    return Among(words_[row].folded, {"is",    "was", "are",   "were", "be",    "been", "has",    "had", "have", "will",
                                      "would", "can", "could", "may",  "might", "must", "should", "did", "does", "do"});
  }

  const EnglishReading& e_;
  const Words& words_;
  Candidates& all_;
  std::vector<int> owner_;  // by row: the name that it belongs to, -1: none
};

}  // namespace

void FindEnglishTitles(EnglishReading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
