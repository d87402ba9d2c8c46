#include "clusters.h"

#include <algorithm>
#include <unordered_map>

#include "letters.h"
#include "person_names.h"
#include "synonyms.h"

namespace lector::entities {
namespace {

constexpr size_t kMaxAlike = 64;  // entities looked at whose names begin alike, so that time stays linear
constexpr size_t kKeyLetters = 3;

class Builder {
 public:
  Builder(const Reading& reading, const std::vector<std::string>& normal_forms)
      : reading_(reading), words_(reading.words), normal_forms_(normal_forms) {}

  std::vector<Entity> Build() {
    const std::vector<Candidate>& all = reading_.candidates;
    std::vector<uint32_t> lone;
    for (uint32_t row = 0; row < all.size(); ++row) {
      if (all[row].best() != kPerson) AddThing(row);
      else if (const PersonName name = ReadPersonName(words_, all[row]); name.lone()) lone.push_back(row);
      else AddFullName(row, name);
    }
    for (const Entity& entity : entities_) full_names_.push_back(static_cast<ptrdiff_t>(entity.mentions.size()));
    for (const uint32_t row : lone) AddLoneName(row, ReadPersonName(words_, all[row]));
    for (size_t id = 0; id < entities_.size(); ++id) {
      std::sort(entities_[id].mentions.begin(), entities_[id].mentions.end());
      entities_[id].gender = persons_[id].gender;
    }
    JoinSynonyms(reading_, entities_);
    std::sort(entities_.begin(), entities_.end(), [](const Entity& a, const Entity& b) { return a.mentions[0] < b.mentions[0]; });
    return std::move(entities_);
  }

 private:
  using Alike = std::unordered_map<uint64_t, std::vector<uint32_t>>;

  static uint64_t Key(std::string_view word) { return Beginning(word, kKeyLetters); }
  static void Note(Alike& alike, const std::string& word, uint32_t id) {
    std::vector<uint32_t>& ids = alike[Key(word)];
    if (ids.size() < kMaxAlike && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }

  uint32_t New(Type type) {
    entities_.emplace_back();
    entities_.back().type = type;
    persons_.emplace_back();
    names_.emplace_back();
    return static_cast<uint32_t>(entities_.size() - 1);
  }

  // ---- persons ----

  void AddFullName(uint32_t row, const PersonName& name) {
    const auto [known, fresh] = by_normal_form_.emplace(NormalKey(row), 0);
    if (!fresh) return Join(known->second, row, name);
    known->second = HomeOf(row, name);
  }

  uint32_t HomeOf(uint32_t row, const PersonName& name) {
    for (const Alike* index : {&by_surname_, &by_given_}) {
      const auto alike = index->find(Key(index == &by_surname_ ? name.surname : name.given));
      if (alike == index->end()) continue;
      for (const uint32_t id : alike->second)
        if (MayBeOnePerson(persons_[id], name)) return Join(id, row, name), id;
    }
    const uint32_t id = New(kPerson);
    Join(id, row, name);
    return id;
  }

  // "семья | Романовых": all of that surname, and no one of them. A surname that looks so, "Черных", some full name has as it is.
  bool IsFamily(uint32_t row, const PersonName& name) const {
    const Word& word = words_[reading_.candidates[row].first];
    if (name.surname.empty() || LECTOR_FEAT(word.feats, NUMBER) != LECTOR_NUMBER_PLUR) return false;
    const auto alike = by_surname_.find(Key(name.surname));
    return alike != by_surname_.end() && std::none_of(alike->second.begin(), alike->second.end(),
                                                      [&](uint32_t id) { return persons_[id].surname == name.surname; });
  }

  void AddFamily(uint32_t row) {
    const auto [known, fresh] = by_normal_form_.emplace("family " + NormalKey(row), 0);
    if (fresh) known->second = New(kPerson);
    entities_[known->second].mentions.push_back(row);
  }

  void AddLoneName(uint32_t row, const PersonName& name) {
    if (IsFamily(row, name)) return AddFamily(row);
    const std::string& word = name.surname.empty() ? name.given : name.surname;
    int best = -1;
    std::pair<int, int64_t> best_rank;
    const auto look = [&](const Alike& alike, const PersonName& as, int rank) {
      const auto ids = alike.find(Key(word));
      if (ids == alike.end()) return;
      for (const uint32_t id : ids->second) {
        if (!MayBeOnePerson(persons_[id], as)) continue;
        const int agrees = (persons_[id].gender & name.gender) != 0 ? 2 : 0;
        const std::pair<int, int64_t> full{rank + agrees, Nearness(id, row)};
        if (best < 0 || full > best_rank) best = static_cast<int>(id), best_rank = full;
      }
    };
    PersonName other = name;  // the same word as the other part: a given name may look like a surname
    if (name.middle.empty()) std::swap(other.given, other.surname);
    look(by_surname_, name.surname.empty() ? other : name, name.surname.empty() ? 0 : 1);
    look(by_given_, name.surname.empty() ? name : other, name.surname.empty() ? 1 : 0);
    Join(best >= 0 ? static_cast<uint32_t>(best) : New(kPerson), row, best >= 0 && !name.surname.empty() ? PersonName{} : name);
  }

  // Greater for the entity that was mentioned shortly before; one that comes only later is the least near.
  int64_t Nearness(uint32_t id, uint32_t row) const {
    const std::vector<uint32_t>& mentions = entities_[id].mentions;  // full names in order, then lone ones in order
    const auto full_end = mentions.begin() + (id < full_names_.size() ? full_names_[id] : 0);
    const auto behind = std::upper_bound(mentions.begin(), full_end, row);
    const int64_t full = behind == mentions.begin() ? -1 : static_cast<int64_t>(*(behind - 1));
    return full_end == mentions.end() ? full : std::max<int64_t>(full, mentions.back());
  }

  void Join(uint32_t id, uint32_t row, const PersonName& name) {
    entities_[id].mentions.push_back(row);
    Complete(persons_[id], name);
    if (const std::string& surname = name.surname.empty() ? name.middle : name.surname; !surname.empty())
      Note(by_surname_, surname, id);
    if (!name.given.empty() && CodePoints(name.given) > 1) Note(by_given_, name.given, id);
  }

  // ---- places and organisations ----

  void AddThing(uint32_t row) {
    const Candidate& candidate = reading_.candidates[row];
    const Type type = candidate.best();
    const std::string place = type == kLocation ? PlaceKey(row) : std::string();
    if (!place.empty()) {
      const auto [it, fresh] = by_place_.emplace(place, 0);
      if (fresh) it->second = New(type);
      entities_[it->second].mentions.push_back(row);
      return;
    }
    const auto [known, first_time] = by_normal_form_.emplace(NormalKey(row), 0);
    if (!first_time) {
      entities_[known->second].mentions.push_back(row);
      return;
    }
    std::vector<Part> names = Names(candidate);
    std::vector<uint32_t>& alike = by_name_[Beginning(names.back().folded, 2) * kTypes + type];
    for (const uint32_t id : alike)
      if (Same(names, names_[id])) {
        entities_[id].mentions.push_back(row);
        known->second = id;
        return;
      }
    const uint32_t id = known->second = New(type);
    entities_[id].mentions.push_back(row);
    names_[id] = std::move(names);
    if (alike.size() < kMaxAlike) alike.push_back(id);
  }

  // Equal for the names of one place of the gazetteer; empty: it is not there.
  std::string PlaceKey(uint32_t row) const {
    const Gazetteer::Place* place = reading_.candidates[row].place;
    const uint32_t known = reading_.gazetteer.PlaceOfSynonyms(Fold(place != nullptr ? place->name : normal_forms_[row]));
    if (known != 0) return '#' + std::to_string(known);
    return place != nullptr ? place->key : std::string();
  }

  // Equal for the forms of one name of one type.
  std::string NormalKey(uint32_t row) const {
    const Type type = reading_.candidates[row].best();
    const std::string folded = Fold(normal_forms_[row]);
    const auto* synonym = type == kOrganization ? reading_.gazetteer.SynonymOf(folded) : nullptr;
    return static_cast<char>('0' + type) + (synonym != nullptr ? '#' + std::to_string(synonym->body) : folded);
  }

  struct Part {
    std::string_view folded, lemma;
  };

  std::vector<Part> Names(const Candidate& candidate) const {
    std::vector<Part> names;
    names.reserve(candidate.words());
    for (uint32_t i = candidate.first; i <= candidate.last; ++i) {
      if (words_[i].word()) names.push_back({words_[i].folded, words_[i].lemma});
      else if (words_[i].kind == LECTOR_TOKEN_NUMBER) names.push_back({words_.text(i), {}});
    }
    if (names.empty()) names.push_back({words_.text(candidate.first), {}});
    return names;
  }

  static bool FoldsAlike(std::string_view a, std::string_view b) { return a == b || (a.size() == b.size() && Fold(a) == Fold(b)); }
  static bool Same(const std::vector<Part>& a, const std::vector<Part>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const Part& x, const Part& y) {
             return FormDistance(x.folded, y.folded) >= 0 || (!x.lemma.empty() && FoldsAlike(x.lemma, y.lemma)) ||
                    (x.folded.find('-') != std::string_view::npos && SameNameWord(x.folded, y.folded));
           });
  }

  const Reading& reading_;
  const Words& words_;
  const std::vector<std::string>& normal_forms_;
  std::vector<Entity> entities_;
  // Beside entities_ until they are sorted:
  std::vector<PersonName> persons_;
  std::vector<ptrdiff_t> full_names_;  // how many of the mentions are full names
  std::vector<std::vector<Part>> names_;
  Alike by_surname_, by_given_, by_name_;
  std::unordered_map<std::string, uint32_t> by_place_, by_normal_form_;
};

}  // namespace

std::vector<Entity> Cluster(const Reading& reading, const std::vector<std::string>& normal_forms) {
  return Builder(reading, normal_forms).Build();
}

}  // namespace lector::entities
