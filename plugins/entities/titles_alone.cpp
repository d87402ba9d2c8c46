// Roles alone that the document ties to one person.
#include <string_view>
#include <unordered_map>

#include "titles.h"

namespace lector::entities {
namespace {

class Finder {
 public:
  Finder(Reading& reading, Entities& entities)
      : reading_(reading),
        words_(reading.words),
        entities_(entities),
        busy_(words_.size(), false, words_.memory()),
        place_at_(words_.size(), nullptr, words_.memory()),
        titles_(words_.memory()),
        holders_(words_.memory()) {}

  void Run() {
    for (uint32_t id = 0; id < entities_.size(); ++id) Learn(id);
    if (holders_.empty()) return;
    const size_t known = entities_.size();
    for (uint32_t row = words_.Next(0, kMaySayRole); row < words_.size(); row = words_.Next(row + 1, kMaySayRole)) {
      words_.view().Tick();
      const int id = HolderAt(row);
      if (id >= 0 && static_cast<size_t>(id) < known) Add(row, entities_[static_cast<size_t>(id)]);
    }
  }

 private:
  static constexpr std::string_view kAnyOffice = "*";

  struct Holder {
    uint32_t id;
    uint32_t since, last;  // tokens of the title
  };

  // The titles of an entity, and the tokens that names and titles take.
  void Learn(uint32_t id) {
    for (const uint32_t mention : entities_[id].mentions) {
      const Candidate& candidate = reading_.candidates[mention];
      for (uint32_t row = candidate.first; row <= candidate.last; ++row) busy_[row] = true;
      if (candidate.place != nullptr) place_at_[candidate.first] = candidate.place;
      if (!candidate.title.known) continue;
      for (uint32_t row = candidate.title.first; row <= candidate.title.last; ++row) busy_[row] = true;
      titles_.emplace_back(id, candidate.title);
    }
    if (id + 1 < entities_.size()) return;
    for (const auto& [holder, title] : titles_) {
      const Holder entry{holder, title.first, title.last};
      if (words_[title.role].is(kTerritorialRole) && HasPlace(entry, [](const auto*) { return true; }))
        holders_[kAnyOffice].push_back(entry);
      holders_[Office(words_[title.role])].push_back(entry);
    }
  }

  // "экс-президент" is whoever was "бывший президент".
  static std::string_view Office(const Word& role) {
    constexpr std::string_view kFormer = "экс-";
    return role.lemma.starts_with(kFormer) ? role.lemma.substr(kFormer.size()) : role.lemma;
  }

  // Is a place in the title such a one?
  template <class Is>
  bool HasPlace(const Holder& holder, const Is& is) const {
    for (uint32_t row = holder.since; row <= holder.last; ++row)
      if (place_at_[row] != nullptr && is(place_at_[row])) return true;
    return false;
  }

  // "был | президентом", "стал первым | президентом": says what somebody is or was, and names nobody.
  bool IsPredicate(uint32_t row) const {
    if (words_[row].grammatical_case() != LECTOR_CASE_INS) return false;
    uint32_t before = row;
    while (before > 0 && words_[before].glued && row - before < 3 &&
           (words_[before - 1].grammatical_case() == LECTOR_CASE_INS || words_[before - 1].kind == LECTOR_TOKEN_NUMBER))
      --before;
    return before > 0 && words_[before].glued && !words_[before - 1].is(kPreposition) && words_[before - 1].folded != "со" &&
           words_[before - 1].upos == LECTOR_UPOS_VERB;
  }

  // The one person whom the role at `row` means; -1: it is not said.
  int HolderAt(uint32_t row) const {
    const Word& role = words_[row];
    if (busy_[row] || role.is(kHonorific | kKin) || role.caps) return -1;
    const bool honoured = role.title() && role.is(kTerritorialRole);  // "телеграмма | Президента"
    if (!(role.lower() || role.opens || honoured) || LECTOR_FEAT(role.feats, NUMBER) == LECTOR_NUMBER_PLUR) return -1;
    if (IsPredicate(row)) return -1;
    if (row > 0 && role.glued && words_[row - 1].word() && words_[row - 1].lower() && words_[row - 1].may_be_adjective &&
        !busy_[row - 1])
      return -1;
    const Gazetteer::Place* place = row > 0 && role.glued ? place_at_[row - 1] : nullptr;  // "киргизский президент"
    if (reading_.Glued(row + 1)) {
      if (place_at_[row + 1] != nullptr) place = place_at_[row + 1];
      else if (busy_[row + 1] || Completed(row + 1)) return -1;
    }
    // "глава Киргизии", "киргизский лидер": whoever has an office of that place
    const bool head = place != nullptr && (role.lemma == "глава" || role.lemma == "лидер");
    const auto known = holders_.find(head ? kAnyOffice : Office(role));
    if (known == holders_.end()) return -1;
    int found = -1;
    for (const Holder& holder : known->second) {
      if (place != nullptr && !HasPlace(holder, [&](const auto* other) { return other->key == place->key; })) continue;
      if (found >= 0 && static_cast<uint32_t>(found) != holder.id) return -1;
      if (holder.since < row) found = static_cast<int>(holder.id);
    }
    return found;
  }

  // "директор | завода": what follows says whose the role is.
  bool Completed(uint32_t row) const {
    const Word& next = words_[row];
    if (next.capital()) return true;
    return next.lower() && !next.is(kSpeech) && (next.upos == LECTOR_UPOS_NOUN || next.upos == LECTOR_UPOS_ADJ) &&
           next.may_stand_in(LECTOR_CASE_GEN);
  }

  void Add(uint32_t row, Entity& entity) {
    Candidate found;
    found.first = found.last = found.phrase_first = found.phrase_last = row;
    if (reading_.Glued(row + 1) && place_at_[row + 1] != nullptr) {
      found.phrase_last = row + 1;
    }
    found.form = LECTOR_FORM_COMMON_NOUN;
    found.score[kPerson] = 2.0f;
    entity.mentions.push_back(static_cast<uint32_t>(reading_.candidates.size()));
    reading_.candidates.push_back(found);
  }

  Reading& reading_;
  const Words& words_;
  Entities& entities_;
  std::pmr::vector<bool> busy_;                         // tokens of names and titles
  std::pmr::vector<const Gazetteer::Place*> place_at_;  // place whose name begins there
  std::pmr::vector<std::pair<uint32_t, Title>> titles_;
  std::pmr::unordered_map<std::string_view, std::pmr::vector<Holder>> holders_;  // by the lemma of the role
};

}  // namespace

void FindTitlesAlone(Reading& reading, Entities& entities) {
  if (reading.words.has_morphology()) Finder(reading, entities).Run();
}

}  // namespace lector::entities
