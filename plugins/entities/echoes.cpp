#include "echoes.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "evidence.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr float kSure = 2.5f;     // of a name that is looked for
constexpr float kKnown = 6.0f;    // of a well-known body
constexpr size_t kMaxNames = 64;  // looked at whose first words begin alike, so that time stays linear
constexpr size_t kKeyLetters = 3;
constexpr uint32_t kMaxWords = 6;

struct Name {
  std::vector<std::string_view> words;  // folded
  Type type;
  float score;
  std::string finer;
  const Gazetteer::Place* place;
  const Gazetteer::Body* body = nullptr;
};

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words), owner_(words_.size(), kFree) {}

  void Run() {
    Collect();
    std::vector<Candidate> found;
    for (uint32_t row = 0; row < words_.size();) {
      words_.view().Tick();
      const Name* name = NameAt(row);
      if (name == nullptr || !MayTake(row, *name)) {
        ++row;
        continue;
      }
      found.push_back(Make(row, *name));
      row += static_cast<uint32_t>(name->words.size());
    }
    std::erase_if(reading_.candidates, [](const Candidate& candidate) { return candidate.score[candidate.best()] == kDropped; });
    for (Candidate& candidate : found) reading_.candidates.push_back(std::move(candidate));
    std::sort(reading_.candidates.begin(), reading_.candidates.end(),
              [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
  }

 private:
  static constexpr int kFree = -1;
  static constexpr float kDropped = -100.0f;

  void Collect() {
    for (size_t i = 0; i < reading_.candidates.size(); ++i) {
      const Candidate& candidate = reading_.candidates[i];
      for (uint32_t row = candidate.first; row <= candidate.last; ++row) owner_[row] = static_cast<int>(i);
      if (candidate.form != LECTOR_FORM_NAME || candidate.doubtful || candidate.score[candidate.best()] < kSure) continue;
      Add(candidate, candidate.first, candidate.last);
      const Word& last = words_[candidate.last];
      if (candidate.best() == kPerson && candidate.words() > 1 && last.title() && CodePoints(last.folded) > 3)
        Add(candidate, candidate.last, candidate.last);
      // "Tarang Steel", then "Tarang"
      const Word& first = words_[candidate.first];
      if (candidate.best() == kOrganization && candidate.words() > 1 && first.latin && first.title() &&
          CodePoints(first.folded) > 3 && !first.is(kOrgHead | kRole | kFunction | kNameAdjective) &&
          reading_.PlaceAt(candidate.first).length == 0)
        Add(candidate, candidate.first, candidate.first);
    }
  }

  void Add(const Candidate& candidate, uint32_t first, uint32_t last) {
    Name name{{},
              candidate.best(),
              candidate.score[candidate.best()],
              candidate.finer,
              first == candidate.first ? candidate.place : nullptr};
    if (last - first >= kMaxWords) return;
    for (uint32_t row = first; row <= last; ++row) {
      if (!words_[row].word() || words_[row].initial) return;
      name.words.push_back(words_[row].folded);
    }
    const bool abbreviation = words_[first].upper();
    if (name.words.size() == 1 && (abbreviation || CodePoints(name.words[0]) < 4)) return;
    std::vector<Name>& alike = names_[Beginning(name.words[0], kKeyLetters)];
    const auto same = std::find_if(alike.begin(), alike.end(), [&](const Name& other) { return other.words == name.words; });
    if (same != alike.end()) {
      if (same->score < name.score) *same = std::move(name);
    } else if (alike.size() < kMaxNames) {
      alike.push_back(std::move(name));
    }
  }

  // The longest of the names that the tokens from `row` on are a form of; of equally long ones a well-known, then the nearest.
  const Name* NameAt(uint32_t row) {
    const Word& first = words_[row];
    if (!first.capital() && !first.caps) return nullptr;
    const Name* best = nullptr;
    const Gazetteer::Body* best_body = nullptr;
    std::tuple<size_t, bool, int> best_rank;
    const auto better = [&](const auto& words, bool known) {
      const int distance = Distance(words, row);
      if (distance < 0) return false;
      const std::tuple rank(words.size(), known, -distance);
      if ((best != nullptr || best_body != nullptr) && rank <= best_rank) return false;
      best_rank = rank;
      return true;
    };
    if (const auto alike = names_.find(Beginning(first.folded, kKeyLetters)); alike != names_.end())
      for (const Name& name : alike->second)
        if (better(name.words, false)) best = &name;
    if (const auto* const bodies = reading_.gazetteer.BodiesLike(first.folded); bodies != nullptr)
      for (const Gazetteer::Body& body : *bodies)
        if (better(body.words, true)) best_body = &body;
    if (best_body == nullptr) return best;
    known_ = {{best_body->words.begin(), best_body->words.end()}, kOrganization, kKnown, best_body->type, nullptr, best_body};
    return &known_;
  }

  template <class NameWords>
  int Distance(const NameWords& words, uint32_t row) const {
    int sum = 0;
    for (size_t i = 0; i < words.size(); ++i, ++row) {
      if (row >= words_.size() || !words_[row].word() || (i > 0 && !words_[row].glued)) return -1;
      const int one = FormDistance(words[i], words_[row].folded);
      if (one < 0) return -1;
      sum += one;
    }
    return sum;
  }

  // Nothing else was found there, or less of the same.
  bool MayTake(uint32_t row, const Name& name) const {
    const uint32_t last = row + static_cast<uint32_t>(name.words.size()) - 1;
    const Word& first = words_[row];
    if (name.words.size() == 1) {
      if (owner_[row] != kFree) {  // "Кремль", taken for a place
        const Candidate& there = reading_.candidates[static_cast<size_t>(owner_[row])];
        return name.body != nullptr && there.form == LECTOR_FORM_NAME && !there.pattern && Corrects(there, name);
      }
      if (reading_.taken[row] || (name.type == kOrganization && IsMediumOnly(reading_, row, row))) return false;
      if (first.caps || InQuotes(row, last)) return true;
      return !(first.opens && first.common && first.name_types == 0) && !(first.opens && words_.SeenLower(first.folded));
    }
    for (uint32_t i = row; i <= last; ++i) {
      if (owner_[i] == kFree) continue;
      const Candidate& there = reading_.candidates[static_cast<size_t>(owner_[i])];
      if (there.first < row || there.last > last || (there.words() >= name.words.size() && !Corrects(there, name))) return false;
      if (there.form != LECTOR_FORM_NAME || (there.pattern && there.score[there.best()] > name.score)) return false;
    }
    return true;
  }

  // "в Белом доме", but "в Белом доме заявили"
  bool IsBuilding(uint32_t first, uint32_t last) const {
    if (first == 0 || !words_[first].glued) return false;
    const std::string_view before = words_[first - 1].folded;
    if (before != "в" && before != "во" && before != "возле" && before != "in" && before != "inside") return false;
    return !(reading_.Glued(last + 1) && words_[last + 1].is(kSpeech));
  }

  bool InQuotes(uint32_t first, uint32_t last) const {
    return first > 0 && words_[first - 1].kind == LECTOR_TOKEN_QUOTE && reading_.Glued(last + 1) &&
           words_[last + 1].kind == LECTOR_TOKEN_QUOTE;
  }

  // What everybody knows is surer than what was found.
  static bool Corrects(const Candidate& there, const Name& name) {
    return name.score >= kKnown && there.words() == name.words.size() && there.best() != name.type;
  }

  Candidate Make(uint32_t row, const Name& name) {
    Candidate found;
    found.first = found.phrase_first = row;
    found.last = found.phrase_last = row + static_cast<uint32_t>(name.words.size()) - 1;
    found.score[name.type] = std::max(kAccepted, name.score - 1.0f);
    found.finer = name.finer;
    found.place = name.place;
    found.body = name.body;
    if (name.body != nullptr && name.body->building && IsBuilding(row, found.last)) {
      std::swap(found.score[kOrganization], found.score[kLocation]);
      found.finer = "facility";
    }
    for (uint32_t i = found.first; i <= found.last; ++i)
      if (owner_[i] != kFree) reading_.candidates[static_cast<size_t>(owner_[i])].score.fill(kDropped);
    return found;
  }

  Reading& reading_;
  const Words& words_;
  std::unordered_map<uint64_t, std::vector<Name>> names_;  // by the beginning of the first word
  Name known_ = {};                                        // the well-known body that was found last
  std::vector<int> owner_;                                 // row of the candidate that holds a token
};

}  // namespace

void FindEchoes(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
