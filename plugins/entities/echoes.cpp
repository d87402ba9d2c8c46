#include "echoes.h"

#include <algorithm>
#include <tuple>

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
  uint32_t first, length;  // tokens where it stands; a well-known body's are its own
  Type type;
  float score;
  FinerType finer;
  const Gazetteer::Place* place;
  const Gazetteer::Body* body = nullptr;
};

class Finder {
 public:
  explicit Finder(Reading& reading)
      : reading_(reading),
        words_(reading.words),
        names_(2 * reading.candidates.size(), kMaxNames, words_.memory()),
        owner_(words_.size(), kFree, words_.memory()) {}

  void Run() {
    Collect();
    Candidates found(words_.memory());
    for (uint32_t row = words_.Next(0, kMayEcho); row < words_.size(); row = words_.Next(row, kMayEcho)) {
      words_.view().Tick();
      const Name* name = NameAt(row);
      if (name == nullptr || !MayTake(row, *name)) {
        ++row;
        continue;
      }
      found.push_back(Make(row, *name));
      row += name->length;
    }
    std::erase_if(reading_.candidates, [](const Candidate& candidate) { return candidate.score[candidate.best()] == kDropped; });
    reading_.candidates.insert(reading_.candidates.end(), found.begin(), found.end());
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
    if (last - first >= kMaxWords) return;
    for (uint32_t row = first; row <= last; ++row)
      if (!words_[row].word() || words_[row].initial) return;
    const bool abbreviation = words_[first].upper();
    if (first == last && (abbreviation || CodePoints(words_[first].folded) < 4)) return;
    const Name name{first,
                    last - first + 1,
                    candidate.best(),
                    candidate.score[candidate.best()],
                    candidate.finer,
                    first == candidate.first ? candidate.place : nullptr};
    const uint64_t key = Beginning(words_[first].folded, kKeyLetters);
    Name* const same = names_.Find(key, [&](const Name& other) {
      bool equal = other.length == name.length;
      for (uint32_t i = 0; equal && i < name.length; ++i) equal = words_[other.first + i].folded == words_[first + i].folded;
      return equal;
    });
    if (same == nullptr) names_.Add(key, name);
    else if (same->score < name.score) *same = name;
  }

  // The longest of the names that the tokens from `row` on are a form of; of equally long ones a well-known, then the nearest.
  const Name* NameAt(uint32_t row) {
    const Word& first = words_[row];
    const Name* best = nullptr;
    const Gazetteer::Body* best_body = nullptr;
    std::tuple<uint32_t, bool, int> best_rank;
    const auto better = [&](uint32_t length, bool known, int distance) {
      if (distance < 0) return false;
      const std::tuple rank(length, known, -distance);
      if ((best != nullptr || best_body != nullptr) && rank <= best_rank) return false;
      best_rank = rank;
      return true;
    };
    const bool owned = owner_[row] != kFree;  // no other name of one word is put there
    names_.ForEach(Beginning(first.folded, kKeyLetters), [&](const Name& name) {
      if (owned && name.length == 1) return;
      if (better(name.length, false, Distance(row, name))) best = &name;
    });
    const auto look = [&](const Gazetteer::Body& body) {
      if (MayBe(row, body) && better(static_cast<uint32_t>(body.words.size()), true, BodyDistance(row, body))) best_body = &body;
    };
    if (first.opens_body) reading_.gazetteer.ForEachBodyLike(first.folded, look);
    if (best_body == nullptr) return best;
    known_ = {row,    static_cast<uint32_t>(best_body->words.size()), kOrganization, kKnown, best_body->type, nullptr,
              best_body};
    return &known_;
  }

  // How far the tokens from `row` on are from the words of a name; -1: they are no form of it.
  int Distance(uint32_t row, const Name& name) const {
    for (uint32_t i = 0; i < name.length; ++i)
      if (row + i >= words_.size() || !words_[row + i].word() || (i > 0 && !words_[row + i].glued)) return -1;
    int sum = 0;
    for (uint32_t i = 0; i < name.length; ++i) {
      const int one = FormDistance(words_[name.first + i].folded, words_[row + i].folded);
      if (one < 0) return -1;
      sum += one;
    }
    return sum;
  }

  int BodyDistance(uint32_t row, const Gazetteer::Body& body) const {
    return body.Distance([&](size_t i) {
      const auto at = row + static_cast<uint32_t>(i);
      if (at >= words_.size() || (i > 0 && !words_[at].glued)) return std::string_view();
      return words_[at].kind == LECTOR_TOKEN_NUMBER ? words_.text(at) : words_[at].folded;  // "Рустави | 2"
    });
  }
  bool MayBe(uint32_t row, const Gazetteer::Body& body) const {
    if (body.upper && words_[row].title()) return false;
    return !body.quoted || words_.InQuotes(row, row + static_cast<uint32_t>(body.words.size()) - 1);
  }

  // Nothing else was found there, or less of the same.
  bool MayTake(uint32_t row, const Name& name) const {
    const uint32_t last = row + name.length - 1;
    const Word& first = words_[row];
    if (name.body != nullptr && name.body->quoted && owner_[row] == kFree) return false;  // the list says which, not whether
    if (name.body != nullptr && name.finer == "company" && first.latin && name.length == 1 && IsProduct(row)) return false;
    if (name.length == 1) {
      if (owner_[row] != kFree) {  // "Кремль", taken for a place
        const Candidate& there = reading_.candidates[static_cast<size_t>(owner_[row])];
        return name.body != nullptr && there.form == LECTOR_FORM_NAME && !there.pattern && Corrects(there, name) &&
               !(there.best() == kPerson && first.folded != name.body->words[0] && first.known &&
                 (first.may_be(LECTOR_NAMETYPE_GIV) || first.may_be(LECTOR_NAMETYPE_SUR)));
      }
      if (reading_.taken[row] || (name.type == kOrganization && IsMediumOnly(reading_, row, row))) return false;
      if (first.caps || words_.InQuotes(row, last)) return true;
      return !(first.opens && first.common && first.known && first.name_types == 0) && !(first.opens && words_.SeenLower(first.folded));
    }
    for (uint32_t i = row; i <= last; ++i) {
      if (owner_[i] == kFree) continue;
      const Candidate& there = reading_.candidates[static_cast<size_t>(owner_[i])];
      if (there.first < row || there.last > last || (there.words() >= name.length && !Corrects(there, name))) return false;
      if (there.form != LECTOR_FORM_NAME || (there.pattern && there.score[there.best()] > name.score)) return false;
    }
    return true;
  }

  // "ноутбук | Asus": what the company made.
  bool IsProduct(uint32_t row) const {
    return row > 0 && words_[row].glued && words_[row - 1].lower() && reading_.lexicon.IsTitledWork(words_[row - 1].folded) &&
           !(reading_.Glued(row + 1) && words_[row + 1].latin);
  }

  // "в Белом доме", but "в Белом доме заявили"
  bool IsBuilding(uint32_t first, uint32_t last) const {
    if (first == 0 || !words_[first].glued) return false;
    const std::string_view before = words_[first - 1].folded;
    if (before != "в" && before != "во" && before != "возле" && before != "in" && before != "inside") return false;
    return !(reading_.Glued(last + 1) && words_[last + 1].is(kSpeech));
  }

  // What everybody knows is surer than what was found.
  static bool Corrects(const Candidate& there, const Name& name) {
    return name.score >= kKnown && there.words() == name.length && there.best() != name.type;
  }

  // An adjective of a country with a capital before a known name that opens with an adjective.
  bool OfCountry(uint32_t row) const {
    if (row == 0 || !words_[row].glued || !words_[row - 1].title() || words_[row - 1].latin || words_[row - 1].caps) return false;
    return words_[row].may_be_adjective && words_[row - 1].may_be_adjective && (words_[row].cases & words_[row - 1].cases) != 0 &&
           words_[row - 1].adjective_of != nullptr;
  }

  Candidate Make(uint32_t row, const Name& name) {
    Candidate found;
    found.first = found.phrase_first = row;
    found.last = found.phrase_last = row + name.length - 1;
    found.score[name.type] = std::max(kAccepted, name.score - 1.0f);
    found.finer = name.finer;
    found.place = name.place;
    found.body = name.body;
    if (found.body != nullptr && name.body->building && IsBuilding(row, found.last)) {
      std::swap(found.score[kOrganization], found.score[kLocation]);
      found.finer = "facility";
    }
    // "Австралийский | Красный Крест"
    if (name.body != nullptr && name.length > 1 && OfCountry(row)) {
      found.first = found.phrase_first = row - 1;
      found.body = nullptr;  // one of its own
    }
    for (uint32_t i = found.first; i <= found.last; ++i)
      if (owner_[i] != kFree) reading_.candidates[static_cast<size_t>(owner_[i])].score.fill(kDropped);
    return found;
  }

  Reading& reading_;
  const Words& words_;
  Alike<Name> names_;            // by the beginning of the first word
  Name known_ = {};              // the well-known body that was found last
  std::pmr::vector<int> owner_;  // row of the candidate that holds a token
};

}  // namespace

void FindEchoes(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
