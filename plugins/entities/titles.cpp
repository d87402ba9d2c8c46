#include "titles.h"

#include <algorithm>
#include <string>

#include "letters.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxTitle = 14;  // tokens

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run() {
    if (words_.has_morphology())
      for (size_t i = 0; i + 1 < reading_.candidates.size(); ++i) Distribute(i);
    for (Candidate& candidate : reading_.candidates) {
      if (candidate.title.known) continue;
      if (candidate.best() != kPerson || candidate.form != LECTOR_FORM_NAME || candidate.doubtful) continue;
      if (Signature(candidate)) continue;
      if (words_.has_morphology()) {
        if (!Before(candidate)) Behind(candidate);
      } else {
        ListedBefore(candidate);
      }
    }
  }

 private:
  void Set(Candidate& candidate, uint32_t first, uint32_t last, uint32_t role) const {
    candidate.title = {first, last, role, true, false, {}};
  }

  // A name that opens a sentence, a role behind it without a comma, and the end of the line; a role said twice is one.
  bool Signature(Candidate& candidate) {
    const uint32_t begin = candidate.last + 1;
    if (!words_[candidate.first].opens || candidate.words() < 2 || !reading_.Glued(begin) || !words_[begin].lower() ||
        !words_[begin].is(kRole))
      return false;
    uint32_t end = begin + 1;
    while (end < words_.size() && words_[end].glued && end - begin <= 2 * kMaxTitle && words_[end].word()) ++end;
    if (end < words_.size() && words_[end].glued) return false;
    const uint32_t half = (end - begin) / 2;
    bool doubled = (end - begin) % 2 == 0 && half > 0;
    for (uint32_t i = 0; doubled && i < half; ++i) doubled = words_[begin + i].folded == words_[begin + half + i].folded;
    if (doubled) end = begin + half;
    if (end - begin > kMaxTitle) return false;
    Set(candidate, begin, end - 1, begin);
    candidate.title.nominative = true;
    candidate.nominative = true;
    return true;
  }

  // The role before the name, with a place between them or without; only in the form that the list has.
  void ListedBefore(Candidate& candidate) {
    if (candidate.first == 0 || !words_[candidate.first].glued) return;
    uint32_t row = candidate.first - 1;
    for (uint32_t places = 0; row > 0 && reading_.taken[row] && words_[row].glued && places < 4; ++places) --row;
    const Word& role = words_[row];
    if (!IsTitle(role) || role.caps) return;
    if (!role.latin && !role.is(kRoleForm)) return;
    candidate.nominative |= !role.latin;
    Set(candidate, row, candidate.first - 1, row);
    candidate.title.nominative = true;
  }

  // "Президенты | A и B | X и Y": the candidates from `first` on are as many places as persons, joined by "и" and commas.
  void Distribute(size_t first) {
    Candidates& all = reading_.candidates;
    const uint32_t role = all[first].phrase_first - 1;
    if (all[first].best() != kLocation || all[first].phrase_first == 0 || !IsTitle(words_[role]) || !reading_.Glued(role + 1) ||
        LECTOR_FEAT(words_[role].feats, NUMBER) != LECTOR_NUMBER_PLUR)
      return;
    size_t places = 1;
    while (first + places < all.size() && all[first + places].best() == kLocation &&
           Listed(all[first + places - 1], all[first + places]))
      ++places;
    for (size_t i = 0; i < places; ++i) {
      const size_t person = first + places + i;
      if (person >= all.size() || all[person].best() != kPerson) return;
      const bool follows =
          i == 0 ? all[person].phrase_first == all[person - 1].phrase_last + 1 : Listed(all[person - 1], all[person]);
      if (!follows) return;
    }
    for (size_t i = 0; places > 1 && i < places; ++i) {
      const Candidate& place = all[first + i];
      Candidate& person = all[first + places + i];
      Set(person, place.first, place.last, role);
      const lector_span name = {words_[place.first].begin, words_[place.last].end};
      person.title.text = words_.Keep(std::string(words_[role].lemma) + ' ' +
                                      std::string(words_.view().text.substr(name.begin, name.end - name.begin)));
    }
  }

  // Does only "и" or a comma stand between them?
  bool Listed(const Candidate& a, const Candidate& b) const {
    const uint32_t link = a.phrase_last + 1;
    return b.phrase_first == link + 1 && reading_.Glued(link) && (words_[link].folded == "и" || words_.text(link) == ",");
  }

  static bool IsTitle(const Word& word) { return word.is(kRole) && !word.is(kHonorific | kKin) && word.word(); }

  // May the token stand inside a title behind its role: names, what is in the genitive, "по делам"?
  bool Inside(uint32_t row) const {
    const Word& word = words_[row];
    if (reading_.taken[row] || word.kind == LECTOR_TOKEN_QUOTE) return true;
    if (!word.word() || word.is(kSpeech)) return false;
    if (word.upos == LECTOR_UPOS_PRON || word.upos == LECTOR_UPOS_DET) return false;  // "премьера X и | его девушки Y"
    if (word.folded == "по" || word.folded == "и") return true;
    if (word.is(kNotName) && row > 0 && words_[row - 1].is(kRole)) return true;  // "папа | римский"
    if (word.upos == LECTOR_UPOS_VERB && !word.may_be_adjective) return false;
    return word.capital() || word.may_stand_in(LECTOR_CASE_GEN) || word.may_stand_in(LECTOR_CASE_DAT);
  }

  // "президент России | X", "вице-министр сельского хозяйства | X", "генеральный директор «Y» | X"
  bool Before(Candidate& candidate) {
    if (candidate.first == 0 || !words_[candidate.first].glued) return false;
    uint32_t role = candidate.first, possible = candidate.first;
    for (uint32_t row = candidate.first; row-- > 0 && candidate.first - row <= kMaxTitle;) {
      if (IsTitle(words_[row]) && Agrees(words_[row], candidate)) {
        if (possible == candidate.first) possible = row;
        // "помощник президента | Дмитрий": of the roles whose forms would do, the one that is in the case of the name.
        if (InCaseOf(words_[row], candidate)) {
          role = row;
          break;
        }
      }
      if (!Inside(row) || !words_[row].glued) break;
    }
    if (role == candidate.first) role = possible;
    // "по словам помощника президента | Дмитрия": beside each other in the genitive, the first one governs the second.
    while (role != candidate.first && role > 0 && words_[role].glued && words_[role].grammatical_case() == LECTOR_CASE_GEN &&
           IsTitle(words_[role - 1]) && InCaseOf(words_[role - 1], candidate) && !words_[role - 1].latin)
      --role;
    if (role != candidate.first && LECTOR_FEAT(words_[role].feats, NUMBER) == LECTOR_NUMBER_PLUR) return false;  // of several
    if (role == candidate.first || words_[role].caps) return false;
    Set(candidate, WithAdjectives(role), candidate.first - 1, role);
    return true;
  }

  const Word& FirstName(const Candidate& candidate) const {
    return words_[candidate.first].initial ? words_[candidate.last] : words_[candidate.first];
  }

  bool InCaseOf(const Word& role, const Candidate& candidate) const {
    return role.latin || role.grammatical_case() == FirstName(candidate).grammatical_case();
  }

  // The role and the name are in one case, as far as their forms tell.
  bool Agrees(const Word& role, const Candidate& candidate) const {
    const Word& name = FirstName(candidate);
    return role.latin || name.cases == 0 || role.cases == 0 || (role.cases & name.cases) != 0;
  }

  uint32_t WithAdjectives(uint32_t role) const {
    uint32_t first = role;
    while (first > 0 && words_[first].glued && MayOpenTitle(words_[first - 1]) && !words_[first - 1].latin &&
           Describes(words_[first - 1]) && (words_[first - 1].cases & words_[role].cases) != 0 && !reading_.taken[first - 1])
      --first;
    return first;
  }
  // An adjective or a participle: "управляющий | партнёр".
  static bool Describes(const Word& word) {
    return word.upos == LECTOR_UPOS_ADJ || (word.upos == LECTOR_UPOS_VERB && word.grammatical_case() != 0);
  }
  // In lower case, or with the capital of a sentence: "Финансовый директор | X".
  static bool MayOpenTitle(const Word& word) { return word.lower() || (word.opens && word.title()); }

  // "X, | президент компании Y,": up to the comma or the end of the sentence.
  void Behind(Candidate& candidate) {
    uint32_t begin = candidate.last + 2;
    if (!reading_.Glued(begin - 1) || !reading_.Glued(begin) || words_.text(begin - 1) != "," || !words_[begin].lower()) return;
    uint32_t role = begin;
    while (reading_.Glued(role + 1) && words_[role].upos == LECTOR_UPOS_ADJ && role - begin < 3) ++role;
    if (!IsTitle(words_[role])) return;
    uint32_t end = role + 1;
    while (reading_.Glued(end) && end - begin < kMaxTitle && Inside(end)) ++end;
    if (reading_.Glued(end) && words_.text(end) != "," && words_.text(end) != "." && words_.text(end) != ")") return;
    Set(candidate, begin, end - 1, role);
  }

  Reading& reading_;
  const Words& words_;
};

}  // namespace

void FindTitles(Reading& reading) { Finder(reading).Run(); }

std::string TitleInNominative(const Reading& reading, const Candidate& candidate) {
  const Title& title = candidate.title;
  if (!title.known) return {};
  if (!title.text.empty()) return std::string(title.text);
  const Words& words = reading.words;
  std::string text;
  if (!title.nominative) text = words.view().nominative(title.first, title.last);
  if (text.empty()) {
    if (!title.nominative && words[title.role].grammatical_case() != LECTOR_CASE_NOM) return {};
    text = words.view().text.substr(words[title.first].begin, words[title.last].end - words[title.first].begin);
  }
  // The capital that opens the sentence is not the title's.
  if (const Word& first = words[title.first]; first.opens && first.title() && !first.latin) {
    const std::string_view capital = Prefix(text, 1);
    text.replace(0, capital.size(), Fold(capital));
  }
  return text;
}

}  // namespace lector::entities
