// Alike: values by a key that is equal for what may be forms of one name, most often Beginning() of a word (letters.h).
#ifndef LECTOR_PLUGINS_ENTITIES_ALIKE_H_
#define LECTOR_PLUGINS_ENTITIES_ALIKE_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <utility>
#include <vector>

namespace lector::entities {

template <class Value>
class Alike {
 public:
  // `expected`: how many values there will be, roughly; `most`: kept under one key, so that time stays linear.
  Alike(size_t expected, size_t most, std::pmr::memory_resource* memory)
      : most_(most), heads_(std::bit_ceil(expected + 2), kNone, memory), nodes_(memory) {}

  // The first value under the key, in the order in which they were added, that `fits`; null: none.
  template <class Fits>
  Value* Find(uint64_t key, const Fits& fits) {
    for (uint32_t row = heads_[Slot(key)]; row != kNone; row = nodes_[row].next)
      if (nodes_[row].key == key && fits(nodes_[row].value)) return &nodes_[row].value;
    return nullptr;
  }
  template <class Fits>
  const Value* Find(uint64_t key, const Fits& fits) const {
    return const_cast<Alike*>(this)->Find(key, [&](const Value& value) { return fits(value); });
  }
  // Calls use(value) for all values under the key.
  template <class Use>
  void ForEach(uint64_t key, const Use& use) const {
    Find(key, [&](const Value& value) { return use(value), false; });
  }

  // Null where the key has as many values as are kept.
  Value* Add(uint64_t key, Value value) {
    uint32_t* end = &heads_[Slot(key)];
    for (size_t alike = 0; *end != kNone; end = &nodes_[*end].next)
      if (nodes_[*end].key == key && ++alike == most_) return nullptr;
    *end = static_cast<uint32_t>(nodes_.size());
    nodes_.push_back({key, kNone, std::move(value)});
    return &nodes_.back().value;
  }

 private:
  static constexpr uint32_t kNone = ~uint32_t{0};
  struct Node {
    uint64_t key;
    uint32_t next;
    Value value;
  };
  size_t Slot(uint64_t key) const { return key * 0x9E3779B97F4A7C15u >> (64 - std::countr_zero(heads_.size())); }

  size_t most_;
  std::pmr::vector<uint32_t> heads_;  // the first node of each slot
  std::pmr::vector<Node> nodes_;
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ALIKE_H_
