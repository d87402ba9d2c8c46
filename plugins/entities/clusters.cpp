#include "clusters.h"

#include <algorithm>
#include <unordered_map>

#include "letters.h"

namespace lector::entities {
namespace {

constexpr size_t kMaxAlike = 64;  // entities looked at whose names begin alike, so that time stays linear

class Builder {
 public:
  explicit Builder(const Reading& reading) : reading_(reading), words_(reading.words) {}

  std::vector<Entity> Build() {
    const std::vector<Candidate>& all = reading_.candidates;
    const auto lone_person = [&](const Candidate& c) { return c.best() == kPerson && c.words() == 1; };
    home_.assign(all.size(), 0);
    for (uint32_t row = 0; row < all.size(); ++row)  // full names first: single ones are tied to them
      if (!lone_person(all[row])) home_[row] = Home(all[row], false);
    for (uint32_t row = 0; row < all.size(); ++row)
      if (lone_person(all[row])) home_[row] = Home(all[row], true);
    for (uint32_t row = 0; row < all.size(); ++row) entities_[home_[row]].mentions.push_back(row);
    std::sort(entities_.begin(), entities_.end(), [](const Entity& a, const Entity& b) { return a.mentions[0] < b.mentions[0]; });
    for (Entity& entity : entities_) Describe(entity);
    return std::move(entities_);
  }

 private:
  // The entity of a candidate, a new one where none fits.
  uint32_t Home(const Candidate& candidate, bool lone_person) {
    const Type type = candidate.best();
    std::string key(1, static_cast<char>('0' + type));
    if (candidate.place != nullptr && type == kLocation) {
      key += '=' + candidate.place->key;
      const auto [it, fresh] = by_place_.emplace(std::move(key), static_cast<uint32_t>(entities_.size()));
      return fresh ? New(candidate, {}) : it->second;
    }
    const std::vector<std::string> names = Names(candidate);
    key += Prefix(names.back(), 3);
    std::vector<uint32_t>& alike = by_name_[key];
    int found = -1;
    for (const uint32_t id : alike) {
      if (!Same(names, names_[id], lone_person)) continue;
      if (found >= 0 && lone_person) return New(candidate, names);  // two of that surname: it could be either
      found = static_cast<int>(id);
      if (!lone_person) break;
    }
    if (found >= 0) {
      if (names_[static_cast<size_t>(found)].size() < names.size()) names_[static_cast<size_t>(found)] = names;
      return static_cast<uint32_t>(found);
    }
    const uint32_t id = New(candidate, names);
    if (alike.size() < kMaxAlike) alike.push_back(id);
    return id;
  }

  uint32_t New(const Candidate& candidate, std::vector<std::string> names) {
    entities_.push_back({});
    entities_.back().type = candidate.best();
    names_.push_back(std::move(names));
    return static_cast<uint32_t>(entities_.size() - 1);
  }

  std::vector<std::string> Names(const Candidate& candidate) const {
    std::vector<std::string> names;
    for (uint32_t i = candidate.first; i <= candidate.last; ++i)
      if (words_[i].word() || words_[i].kind == LECTOR_TOKEN_NUMBER) names.push_back(words_[i].word() ? words_[i].folded : std::string(words_.text(i)));
    if (names.empty()) names.emplace_back(words_.text(candidate.first));
    return names;
  }

  static bool SameWord(const std::string& a, const std::string& b) {
    if (CodePoints(a) == 1 || CodePoints(b) == 1) return Prefix(a, 1) == Prefix(b, 1);  // an initial
    return FormDistance(a, b) >= 0;
  }

  static bool Same(const std::vector<std::string>& a, const std::vector<std::string>& b, bool lone_person) {
    if (a.empty() || b.empty()) return false;
    if (lone_person) return SameWord(a.back(), b.back());
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i)
      if (!SameWord(a[i], b[i])) return false;
    return true;
  }

  // Name, finer type, title and code, from the mentions.
  void Describe(Entity& entity) const {
    const Candidate* best = nullptr;
    int best_rank = -1;
    for (const uint32_t row : entity.mentions) {
      const Candidate& candidate = reading_.candidates[row];
      if (entity.finer.empty() && candidate.best() == entity.type) entity.finer = candidate.finer;
      if (entity.title.empty() && candidate.title.end > 0) entity.title = Text(candidate.title.begin, candidate.title.end);
      if (candidate.place != nullptr) {
        if (entity.iso3166.empty()) entity.iso3166 = candidate.place->iso3166;
        entity.finer = candidate.place->type;
      }
      const int rank = Rank(candidate);
      if (rank > best_rank || (rank == best_rank && Length(candidate) < Length(*best))) best = &candidate, best_rank = rank;
    }
    entity.name = best->place != nullptr ? best->place->name : Text(words_[best->first].begin, words_[best->last].end);
  }

  // Names before adjectives, full names before single ones, forms that stand in the nominative before others.
  int Rank(const Candidate& candidate) const {
    const int words = static_cast<int>(std::min<uint32_t>(candidate.words(), 9));
    return (candidate.form == LECTOR_FORM_NAME ? 100 : 0) + (candidate.doubtful ? 0 : 50) + 4 * (entity_person(candidate) ? words : 0) +
           (candidate.nominative ? 2 : 0);
  }
  static bool entity_person(const Candidate& candidate) { return candidate.best() == kPerson; }
  uint32_t Length(const Candidate& candidate) const { return words_[candidate.last].end - words_[candidate.first].begin; }
  std::string Text(uint32_t begin, uint32_t end) const { return std::string(words_.view().text.substr(begin, end - begin)); }

  const Reading& reading_;
  const Words& words_;
  std::vector<Entity> entities_;
  std::vector<std::vector<std::string>> names_;  // beside entities_ until they are sorted
  std::vector<uint32_t> home_;
  std::unordered_map<std::string, uint32_t> by_place_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_name_;
};

}  // namespace

std::vector<Entity> Cluster(const Reading& reading) { return Builder(reading).Build(); }

}  // namespace lector::entities
