#include "daemon/text/ru/tree.h"

#include <algorithm>
#include <vector>

namespace lector::text::ru {
namespace {

// Words that hang together. Its core is what must change to hang it elsewhere: one word of it, the root or one of the cycle.
struct Component {
  std::vector<uint32_t> core;
};

// Numbers the components; of[word]: the number of its component.
std::vector<Component> FindComponents(std::span<const uint32_t> heads, std::vector<uint32_t>* of) {
  constexpr uint32_t kNew = ~uint32_t{0}, kOnPath = kNew - 1;
  std::vector<Component> out;
  of->assign(heads.size(), kNew);
  for (uint32_t word = 0; word < heads.size(); ++word) {
    std::vector<uint32_t> path;
    uint32_t at = word;
    while ((*of)[at] == kNew) {
      path.push_back(at);
      (*of)[at] = kOnPath;
      if (heads[at] == 0) break;
      at = heads[at] - 1;
    }
    uint32_t number = (*of)[at];
    if (number == kOnPath) {  // a core was found: from where the path met itself to its end
      number = static_cast<uint32_t>(out.size());
      out.push_back({{std::find(path.begin(), path.end(), at), path.end()}});
    }
    for (const uint32_t each : path) (*of)[each] = number;
  }
  return out;
}

// The root to keep; where no word is one, makes the one that costs least.
uint32_t ChooseRoot(const ArcScores& scores, std::span<uint32_t> heads) {
  const bool is_any = std::find(heads.begin(), heads.end(), 0u) != heads.end();
  const auto worth = [&](uint32_t word) { return scores(word, 0) - (is_any ? 0 : scores(word, heads[word])); };
  uint32_t best = 0;
  bool is_first = true;
  for (uint32_t word = 0; word < heads.size(); ++word) {
    if (is_any && heads[word] != 0) continue;
    if (is_first || worth(word) > worth(best)) best = word;
    is_first = false;
  }
  heads[best] = 0;
  return best;
}

}  // namespace

void RepairTree(const ArcScores& scores, std::span<uint32_t> heads) {
  if (heads.empty()) return;
  const uint32_t root = ChooseRoot(scores, heads);
  std::vector<uint32_t> of;
  const std::vector<Component> components = FindComponents(heads, &of);
  for (const auto& [core] : components) {
    if (core.front() == root) continue;
    const uint32_t own = of[core.front()];
    uint32_t moved = core.front(), to = 0;
    float best = 0;
    for (const uint32_t word : core) {
      for (uint32_t head = 1; head <= heads.size(); ++head) {
        if (of[head - 1] == own) continue;
        const float gain = scores(word, head) - scores(word, heads[word]);
        if (to != 0 && !(gain > best)) continue;
        best = gain;
        moved = word;
        to = head;
      }
    }
    heads[moved] = to;
    const uint32_t joined = of[to - 1];
    std::replace(of.begin(), of.end(), own, joined);
  }
}

}  // namespace lector::text::ru
