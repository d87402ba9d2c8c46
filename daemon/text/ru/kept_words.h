// KeptWords: what was found out about the words that come again, for all documents of all threads.
//
//   const uint64_t hash = KeptWords::Hash(word);
//   const void* known = kept.Find(word, hash);
//   if (known == nullptr) kept.Keep(word, hash, sizeof(Thing), [&](void* to) { new (to) Thing(found_out); });
//
// A text is made of few words: of the words of a news item four in five came in the thousand items before it. Kept are those that
// were met twice lately, until the memory is full, and from then on; so it is bounded, what was given stays, and readers wait for
// nobody. What is kept must not depend on when it was, or by whom: then nobody can tell whether it was.
#ifndef LECTOR_DAEMON_TEXT_RU_KEPT_WORDS_H_
#define LECTOR_DAEMON_TEXT_RU_KEPT_WORDS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "daemon/text/ru/large_pages.h"
#include "daemon/text/ru/tagger_format.h"

namespace lector::text::ru {

// Thread-safe.
class KeptWords {
 public:
  static constexpr size_t kAlignment = 8;  // of what is kept

  // So many bytes for all, tables and words, which are taken as words come; `usual`: how many a word takes with what is kept of it.
  KeptWords(size_t bytes, size_t usual);

  static uint64_t Hash(std::string_view word) { return HashWord(word); }

  // What is kept of a word; NULL: nothing.
  const void* Find(std::string_view word, uint64_t hash) const;
  // Fetch into the caches, one after the other, what Find() and who reads what it gives will need: for several words that wait for
  // memory together.
  void Expect(uint64_t hash) const { __builtin_prefetch(&SlotAt(hash, 0)); }
  void ExpectWord(uint64_t hash, size_t bytes) const;

  // Keeps `size` bytes that write(void*) writes, and returns them; NULL: not this word, or not yet.
  template <class Write>
  const void* Keep(std::string_view word, uint64_t hash, size_t size, Write write) const {
    std::byte* const room = Room(word, hash, size);
    if (room == nullptr) return nullptr;
    write(static_cast<void*>(room));
    Publish(word, hash, room);
    return room;
  }

 private:
  // Open addressing: 0, or where a word begins, in units of kAlignment from 1 on, and bits of its hash.
  using Slot = std::atomic<uint32_t>;
  static constexpr uint32_t kPlaceBits = 20, kPlaceMask = (1u << kPlaceBits) - 1;

  static uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> (64 - (32 - kPlaceBits))); }
  static size_t RoundUp(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }
  // In front of what is kept stands the spelling, behind its size in a byte.
  static size_t Before(std::string_view word) { return RoundUp(1 + word.size()); }
  Slot& SlotAt(uint64_t hash, size_t probe) const { return slots_[(hash + probe) & slot_mask_]; }
  const std::byte* WordAt(uint32_t slot) const { return words_ + ((slot & kPlaceMask) - 1) * kAlignment; }
  bool IsMetAgain(uint64_t hash) const;
  std::byte* Room(std::string_view word, uint64_t hash, size_t size) const;
  void Publish(std::string_view word, uint64_t hash, const std::byte* kept) const;

  const size_t slot_mask_, capacity_;  // bytes of words
  const LargePages memory_;
  Slot* const slots_;
  std::atomic<uint32_t>* const met_;  // of the last four words that fell there and were not kept: bits of the hash
  std::byte* const words_;            // one behind the other
  mutable std::atomic<size_t> used_ = 0;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_KEPT_WORDS_H_
