#include "titles.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxTitle = 14;  // tokens

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run() {
    for (Candidate& candidate : reading_.candidates) {
      if (candidate.best() != kPerson || candidate.doubtful) continue;
      if (!Signature(candidate)) Before(candidate);
    }
  }

 private:
  // A name that opens a sentence, a role behind it without a comma, and the end of the line; a role said twice is one.
  bool Signature(Candidate& candidate) {
    const uint32_t begin = candidate.last + 1;
    if (!words_[candidate.first].opens || candidate.words() < 2 || !reading_.Glued(begin) || !words_[begin].lower() || !words_[begin].is(kRole))
      return false;
    uint32_t end = begin + 1;
    while (end < words_.size() && words_[end].glued && end - begin <= 2 * kMaxTitle && words_[end].word()) ++end;
    if (end < words_.size() && words_[end].glued) return false;
    const uint32_t half = (end - begin) / 2;
    bool doubled = (end - begin) % 2 == 0 && half > 0;
    for (uint32_t i = 0; doubled && i < half; ++i) doubled = words_[begin + i].folded == words_[begin + half + i].folded;
    if (doubled) end = begin + half;
    if (end - begin > kMaxTitle) return false;
    candidate.title = {words_[begin].begin, words_[end - 1].end};
    candidate.nominative = true;
    return true;
  }

  // The role before the name, with a place between them or without; only in the form that the list has.
  void Before(Candidate& candidate) {
    if (candidate.first == 0 || !words_[candidate.first].glued) return;
    uint32_t row = candidate.first - 1;
    for (uint32_t places = 0; row > 0 && reading_.taken[row] && words_[row].glued && places < 4; ++places) --row;
    const Word& role = words_[row];
    if (!role.is(kRole) || role.is(kHonorific) || role.caps) return;
    if (!role.latin && !role.is(kRoleForm)) return;
    candidate.nominative |= !role.latin;
    candidate.title = {role.begin, words_[candidate.first - 1].end};
  }

  Reading& reading_;
  const Words& words_;
};

}  // namespace

void FindTitles(Reading& reading) { Finder(reading).Run(); }

}  // namespace lector::entities
