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

  Entities Build() {
    const Candidates& all = reading_.candidates;
    std::pmr::vector<std::pair<uint32_t, PersonName>> lone(memory_);
    for (uint32_t row = 0; row < all.size(); ++row) {
      if (all[row].best() != kPerson) AddThing(row);
      else if (const PersonName name = ReadPersonName(words_, all[row]); name.lone()) lone.emplace_back(row, name);
      else AddFullName(row, name);
    }
    for (const Entity& entity : entities_) full_names_.push_back(static_cast<ptrdiff_t>(entity.mentions.size()));
    for (const auto& [row, name] : lone) AddLoneName(row, name);
    for (size_t id = 0; id < entities_.size(); ++id) {
      std::sort(entities_[id].mentions.begin(), entities_[id].mentions.end());
      entities_[id].gender = persons_[id].gender;
    }
    JoinSynonyms(reading_, entities_);
    std::sort(entities_.begin(), entities_.end(), [](const Entity& a, const Entity& b) { return a.mentions[0] < b.mentions[0]; });
    return std::move(entities_);
  }

 private:
  using Ids = Alike<uint32_t>;

  Ids MakeIds() const { return Ids(reading_.candidates.size(), kMaxAlike, memory_); }
  static uint64_t Key(std::string_view word) { return Beginning(word, kKeyLetters); }
  static void Note(Ids& ids, std::string_view word, uint32_t id) {
    if (ids.Find(Key(word), [&](uint32_t known) { return known == id; }) == nullptr) ids.Add(Key(word), id);
  }

  uint32_t New(Type type) {
    entities_.emplace_back(type, memory_);
    persons_.emplace_back();
    names_.emplace_back();
    return static_cast<uint32_t>(entities_.size() - 1);
  }

  // ---- persons ----

  void AddFullName(uint32_t row, const PersonName& name) {
    const auto [known, fresh] = by_normal_form_.try_emplace(NormalKey(row), 0);
    if (!fresh) return Join(known->second, row, name);
    known->second = HomeOf(row, name);
  }

  uint32_t HomeOf(uint32_t row, const PersonName& name) {
    for (const Ids* index : {&by_surname_, &by_given_}) {
      const uint64_t key = Key(index == &by_surname_ ? name.surname : name.given);
      const uint32_t* const home = index->Find(key, [&](uint32_t id) { return MayBeOnePerson(persons_[id], name); });
      if (home == nullptr) continue;
      const uint32_t id = *home;  // Join may add to the index
      return Join(id, row, name), id;
    }
    const uint32_t id = New(kPerson);
    Join(id, row, name);
    return id;
  }

  // "семья | Романовых": all of that surname, and no one of them. A surname that looks so, "Черных", some full name has as it is.
  bool IsFamily(uint32_t row, const PersonName& name) const {
    const Word& word = words_[reading_.candidates[row].first];
    if (name.surname.empty() || LECTOR_FEAT(word.feats, NUMBER) != LECTOR_NUMBER_PLUR) return false;
    bool some = false, same = false;
    by_surname_.ForEach(Key(name.surname), [&](uint32_t id) {
      some = true;
      same |= persons_[id].surname == name.surname;
    });
    return some && !same;
  }

  void AddFamily(uint32_t row) {
    const auto [known, fresh] = by_normal_form_.try_emplace(NormalKey(row, "family "), 0);
    if (fresh) known->second = New(kPerson);
    entities_[known->second].mentions.push_back(row);
  }

  void AddLoneName(uint32_t row, const PersonName& name) {
    if (IsFamily(row, name)) return AddFamily(row);
    const std::string_view word = name.surname.empty() ? name.given : name.surname;
    int best = -1;
    std::pair<int, int64_t> best_rank;
    const auto look = [&](const Ids& ids, const PersonName& as, int rank) {
      ids.ForEach(Key(word), [&](uint32_t id) {
        if (!MayBeOnePerson(persons_[id], as)) return;
        const int agrees = (persons_[id].gender & name.gender) != 0 ? 2 : 0;
        const std::pair<int, int64_t> full{rank + agrees, Nearness(id, row)};
        if (best < 0 || full > best_rank) best = static_cast<int>(id), best_rank = full;
      });
    };
    PersonName other = name;  // the same word as the other part: a given name may look like a surname
    if (name.middle.empty()) std::swap(other.given, other.surname);
    look(by_surname_, name.surname.empty() ? other : name, name.surname.empty() ? 0 : 1);
    look(by_given_, name.surname.empty() ? name : other, name.surname.empty() ? 1 : 0);
    Join(best >= 0 ? static_cast<uint32_t>(best) : New(kPerson), row, best >= 0 && !name.surname.empty() ? PersonName{} : name);
  }

  // Greater for the entity that was mentioned shortly before; one that comes only later is the least near.
  int64_t Nearness(uint32_t id, uint32_t row) const {
    const std::pmr::vector<uint32_t>& mentions = entities_[id].mentions;  // full names in order, then lone ones in order
    const auto full_end = mentions.begin() + (id < full_names_.size() ? full_names_[id] : 0);
    const auto behind = std::upper_bound(mentions.begin(), full_end, row);
    const int64_t full = behind == mentions.begin() ? -1 : static_cast<int64_t>(*(behind - 1));
    return full_end == mentions.end() ? full : std::max<int64_t>(full, mentions.back());
  }

  void Join(uint32_t id, uint32_t row, const PersonName& name) {
    entities_[id].mentions.push_back(row);
    Complete(persons_[id], name);
    if (const std::string_view surname = name.surname.empty() ? name.middle : name.surname; !surname.empty())
      Note(by_surname_, surname, id);
    if (!name.given.empty() && CodePoints(name.given) > 1) Note(by_given_, name.given, id);
  }

  // ---- places and organisations ----

  void AddThing(uint32_t row) {
    const Candidate& candidate = reading_.candidates[row];
    const Type type = candidate.best();
    const std::string_view place = type == kLocation ? PlaceKey(row) : std::string_view();
    if (!place.empty()) {
      const auto [it, fresh] = by_place_.try_emplace(place, 0);
      if (fresh) it->second = HomeOfPlace(row);
      entities_[it->second].mentions.push_back(row);
      return;
    }
    const auto [known, first_time] = by_normal_form_.try_emplace(NormalKey(row), 0);
    if (!first_time) {
      entities_[known->second].mentions.push_back(row);
      return;
    }
    Parts names = Names(candidate);
    const uint64_t key = Beginning(names.back().folded, 2) * kTypes + type;
    const uint32_t* const same = by_name_.Find(key, [&](uint32_t id) { return Same(names, names_[id]); });
    const uint32_t id = known->second = same != nullptr ? *same : New(type);
    entities_[id].mentions.push_back(row);
    if (same != nullptr) return;
    names_[id] = std::move(names);
    by_name_.Add(key, id);
  }

  // Of a place that the gazetteer knows: the entity of the same name of which it was not told that it is this one ("LONDON" of a
  // dateline), or a new one.
  uint32_t HomeOfPlace(uint32_t row) {
    const auto [named, first_time] = by_normal_form_.try_emplace(NormalKey(row), 0);
    const uint32_t id = first_time || entities_[named->second].placed ? New(kLocation) : named->second;
    if (first_time) named->second = id;
    entities_[id].placed = true;
    return id;
  }

  // Equal for the names of one place of the gazetteer; empty: it is not there.
  std::string_view PlaceKey(uint32_t row) const {
    const Gazetteer::Place* place = reading_.candidates[row].place;
    const std::string_view folded = Folded(place != nullptr ? place->name : normal_forms_[row], "");
    if (const uint32_t known = reading_.gazetteer.PlaceOfSynonyms(folded); known != 0) return Number(known);
    return place != nullptr ? place->key : std::string_view();
  }

  // Equal for the forms of one name of one type.
  std::string_view NormalKey(uint32_t row, std::string_view before = "") const {
    static constexpr std::string_view kBefore[kTypes] = {"0", "1", "2"};
    const Type type = reading_.candidates[row].best();
    const std::string_view key = Folded(normal_forms_[row], before.empty() ? kBefore[type] : before);
    if (type != kOrganization) return key;
    const auto* synonym = reading_.gazetteer.SynonymOf(key.substr(kBefore[type].size()));
    return synonym != nullptr ? Number(synonym->body) : key;
  }

  // The folded text behind `before`.
  std::string_view Folded(std::string_view text, std::string_view before) const {
    const std::span<char> room = words_.Room(before.size() + FoldedRoom(text.size()));
    const size_t size = FoldTo(text, std::copy(before.begin(), before.end(), room.data())).size();
    return {room.data(), before.size() + size};
  }
  std::string_view Number(uint32_t number) const { return words_.Keep('#' + std::to_string(number)); }

  struct Part {
    std::string_view folded, lemma;
  };
  using Parts = std::pmr::vector<Part>;

  Parts Names(const Candidate& candidate) const {
    Parts names(memory_);
    names.reserve(candidate.words());
    for (uint32_t i = candidate.first; i <= candidate.last; ++i) {
      if (words_[i].word()) names.push_back({words_[i].folded, words_[i].lemma});
      else if (words_[i].kind == LECTOR_TOKEN_NUMBER) names.push_back({words_.text(i), {}});
    }
    if (names.empty()) names.push_back({words_.text(candidate.first), {}});
    return names;
  }

  static bool FoldsAlike(std::string_view a, std::string_view b) { return a == b || (a.size() == b.size() && Fold(a) == Fold(b)); }
  static bool Same(const Parts& a, const Parts& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const Part& x, const Part& y) {
             return FormDistance(x.folded, y.folded) >= 0 || (!x.lemma.empty() && FoldsAlike(x.lemma, y.lemma)) ||
                    (x.folded.find('-') != std::string_view::npos && SameNameWord(x.folded, y.folded));
           });
  }

  const Reading& reading_;
  const Words& words_;
  const std::vector<std::string>& normal_forms_;
  std::pmr::memory_resource* const memory_ = words_.memory();
  Entities entities_{memory_};
  // Beside entities_ until they are sorted:
  std::pmr::vector<PersonName> persons_{memory_};
  std::pmr::vector<ptrdiff_t> full_names_{memory_};  // how many of the mentions are full names
  std::pmr::vector<Parts> names_{memory_};
  Ids by_surname_ = MakeIds(), by_given_ = MakeIds(), by_name_ = MakeIds();
  std::pmr::unordered_map<std::string_view, uint32_t> by_place_{memory_}, by_normal_form_{memory_};
};

}  // namespace

Entities Cluster(const Reading& reading, const std::vector<std::string>& normal_forms) {
  return Builder(reading, normal_forms).Build();
}

}  // namespace lector::entities
