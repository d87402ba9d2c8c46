// Makes a tree of heads that were chosen each for itself.
#ifndef LECTOR_DAEMON_TEXT_RU_TREE_H_
#define LECTOR_DAEMON_TEXT_RU_TREE_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace lector::text::ru {

// How well head h suits word i (from 0): values[i * stride + h]; h 0: the root, else word h - 1.
struct ArcScores {
  const float* values;
  size_t stride;
  float operator()(size_t word, size_t head) const { return values[word * stride + head]; }
};

// `heads`: of each word, 0 for the root, else the place of a word + 1. Leaves a tree with one root as it is. Else keeps the root
// that suits best, breaks every cycle and moves every other root where that costs the least score, one after another. Time and
// memory: words squared, words.
void RepairTree(const ArcScores& scores, std::span<uint32_t> heads);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_TREE_H_
