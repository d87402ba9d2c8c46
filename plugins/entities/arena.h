// Arena: the memory of one analysis. It is taken piece by piece and given back as a whole, and what a document needed is kept
// for the next one.
#ifndef LECTOR_PLUGINS_ENTITIES_ARENA_H_
#define LECTOR_PLUGINS_ENTITIES_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <vector>

namespace lector::entities {

class Arena final : public std::pmr::memory_resource {
 public:
  // Everything that was taken is gone. Kept is one block for as much as that was.
  void Clear() {
    if (blocks_.size() != 1 || size_ > kMostKept) {
      const size_t wanted = std::min(size_, kMostKept);
      blocks_.clear();
      size_ = 0;
      AddBlock(std::max(wanted, kFirst));
    }
    next_ = blocks_.back().get();
  }

 private:
  static constexpr size_t kFirst = size_t{64} << 10, kMostKept = size_t{4} << 20;

  void* do_allocate(size_t bytes, size_t alignment) override {
    void* from = next_;
    size_t room = static_cast<size_t>(end_ - next_);
    if (std::align(alignment, bytes, from, room) == nullptr) {
      AddBlock(std::max(size_ + kFirst, bytes + alignment));
      from = next_;
      room = static_cast<size_t>(end_ - next_);
      std::align(alignment, bytes, from, room);
    }
    next_ = static_cast<std::byte*>(from) + bytes;
    return from;
  }
  void do_deallocate(void*, size_t, size_t) override {}
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  void AddBlock(size_t bytes) {
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
    size_ += bytes;
    next_ = blocks_.back().get();
    end_ = next_ + bytes;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  size_t size_ = 0;                              // of all blocks
  std::byte *next_ = nullptr, *end_ = nullptr;  // of the last one
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ARENA_H_
