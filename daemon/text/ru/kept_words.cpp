#include "daemon/text/ru/kept_words.h"

#include <algorithm>
#include <bit>

namespace lector::text::ru {
namespace {

constexpr size_t kLongest = 64;      // bytes of a word that is kept
constexpr size_t kMaxProbes = 16;    // at half of the slots taken few words need more than two
constexpr size_t kMetPlaces = 1 << 14;
constexpr size_t kLine = 64;         // bytes of a cache's line

size_t SlotsFor(size_t bytes, size_t usual) { return std::bit_ceil(2 * bytes / usual + 2); }

}  // namespace

// The tables are ready as they come: zeros, nothing kept, nothing met.
KeptWords::KeptWords(size_t bytes, size_t usual)
    : slot_mask_(SlotsFor(bytes, usual) - 1),
      capacity_([&] {
        const size_t tables = (slot_mask_ + 1) * sizeof(Slot) + kMetPlaces * sizeof(*met_);
        return std::min<size_t>(bytes - std::min(bytes, tables), kPlaceMask * kAlignment);
      }()),
      memory_((slot_mask_ + 1) * sizeof(Slot) + kMetPlaces * sizeof(*met_) + capacity_),
      slots_(reinterpret_cast<Slot*>(memory_.data())),
      met_(reinterpret_cast<std::atomic<uint32_t>*>(slots_ + slot_mask_ + 1)),
      words_(reinterpret_cast<std::byte*>(met_ + kMetPlaces)) {}

const void* KeptWords::Find(std::string_view word, uint64_t hash) const {
  for (size_t probe = 0; probe < kMaxProbes; ++probe) {
    const uint32_t slot = SlotAt(hash, probe).load(std::memory_order_acquire);
    if (slot == 0) return nullptr;
    if (slot >> kPlaceBits != TagOf(hash)) continue;
    const std::byte* const found = WordAt(slot);
    const std::string_view spelling(reinterpret_cast<const char*>(found) + 1, static_cast<size_t>(*found));
    if (spelling == word) return found + Before(word);
  }
  return nullptr;
}

void KeptWords::ExpectWord(uint64_t hash, size_t bytes) const {
  const uint32_t slot = SlotAt(hash, 0).load(std::memory_order_acquire);
  if (slot == 0) return;
  const std::byte* const word = WordAt(slot);
  for (size_t at = 0; at < bytes; at += kLine) __builtin_prefetch(word + at);
  __builtin_prefetch(word + bytes - 1);
}

std::byte* KeptWords::Room(std::string_view word, uint64_t hash, size_t size) const {
  if (word.size() > kLongest || used_.load(std::memory_order_relaxed) >= capacity_ || !IsMetAgain(hash)) return nullptr;
  const size_t all = Before(word) + RoundUp(size), begin = used_.fetch_add(all, std::memory_order_relaxed);
  if (begin + all > capacity_) return nullptr;
  std::byte* const at = words_ + begin;
  *at = static_cast<std::byte>(word.size());
  word.copy(reinterpret_cast<char*>(at) + 1, word.size());
  return at + Before(word);
}

// Whoever finds the slot finds the word written. Where all its slots are taken it stays unknown.
void KeptWords::Publish(std::string_view word, uint64_t hash, const std::byte* kept) const {
  const auto place = static_cast<size_t>(kept - Before(word) - words_) / kAlignment + 1;
  const uint32_t slot = static_cast<uint32_t>(place) | TagOf(hash) << kPlaceBits;
  for (size_t probe = 0; probe < kMaxProbes; ++probe) {
    uint32_t free = 0;
    if (SlotAt(hash, probe).compare_exchange_strong(free, slot, std::memory_order_release, std::memory_order_relaxed)) return;
  }
}

bool KeptWords::IsMetAgain(uint64_t hash) const {
  std::atomic<uint32_t>& met = met_[hash >> 24 & (kMetPlaces - 1)];
  const auto bits = static_cast<uint32_t>(hash >> 56 | 1);
  const uint32_t last = met.load(std::memory_order_relaxed);
  for (uint32_t shift = 0; shift < 32; shift += 8)
    if ((last >> shift & 0xFF) == bits) return true;
  met.store(last << 8 | bits, std::memory_order_relaxed);
  return false;
}

}  // namespace lector::text::ru
