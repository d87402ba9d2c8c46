#include "daemon/text/ru/product_cache.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace lector::text::ru {
namespace {

alignas(64) constexpr std::array<int16_t, kProduct> kNothing = {};

}  // namespace

ProductCache::ProductCache(const TaggerFile& file, const IntMatrix& matrix, size_t capacity)
    : file_(file),
      matrix_(matrix),
      capacity_(std::min(capacity, kMost)),
      ranks_(capacity_ * 5 / 2),
      pages_(capacity_ * kProduct * sizeof(int16_t)),
      slots_(reinterpret_cast<int16_t*>(pages_.data())),
      places_(new std::atomic<uint16_t>[ranks_]()) {}

void ProductCache::Get(std::span<const ModelInput> rows, ProductScratch* scratch, const int16_t** products) const {
  // Rows whose word is not there yet, by word: each is made once.
  std::vector<uint32_t>& missing = scratch->order;
  missing.clear();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const uint32_t word = rows[i].word;
    products[i] = kNothing.data();
    if (word == kNoWord) continue;
    const uint16_t place = word < ranks_ ? places_[word].load(std::memory_order_acquire) : uint16_t{kNotMet};
    if (place >= kFirstPlace) {
      products[i] = Slot(place - kFirstPlace);
    } else {
      missing.push_back(i);
    }
  }
  if (missing.empty()) return;
  std::sort(missing.begin(), missing.end(), [rows](uint32_t a, uint32_t b) { return rows[a].word < rows[b].word; });
  scratch->words.clear();
  for (const uint32_t i : missing)
    if (scratch->words.empty() || scratch->words.back() != rows[i].word) scratch->words.push_back(rows[i].word);
  Make(scratch);
  size_t at = 0;
  for (const uint32_t i : missing) {
    if (scratch->words[at] != rows[i].word) ++at;
    products[i] = scratch->products.data() + at * kProduct;
  }
}

void ProductCache::Make(ProductScratch* scratch) const {
  const std::vector<uint32_t>& words = scratch->words;
  constexpr size_t kStride = kWordDim + kCentroidStride;
  if (scratch->embedded.size() < words.size() * kStride) scratch->embedded.resize(words.size() * kStride);
  if (scratch->products.size() < words.size() * kProduct) scratch->products.resize(words.size() * kProduct);
  constexpr size_t kAhead = 4;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i + kAhead < words.size()) file_.ExpectEmbedding(words[i + kAhead]);
    file_.Embed(words[i], scratch->embedded.data() + i * kStride);
  }
  Multiply(scratch->embedded.data(), kStride, words.size(), matrix_, scratch->products.data(), kProduct);
  for (size_t i = 0; i < words.size(); ++i) Keep(words[i], scratch->products.data() + i * kProduct);
}

void ProductCache::Keep(uint32_t word, const int16_t* product) const {
  if (word >= ranks_ || given_out_.load(std::memory_order_relaxed) >= capacity_) return;
  uint16_t place = kNotMet;
  if (!places_[word].compare_exchange_strong(place, kBeingMade, std::memory_order_acquire)) return;
  const uint32_t slot = given_out_.fetch_add(1, std::memory_order_relaxed);
  if (slot >= capacity_) return;  // another thread took the last: the word is never kept
  std::memcpy(Slot(slot), product, kProduct * sizeof(int16_t));
  places_[word].store(static_cast<uint16_t>(kFirstPlace + slot), std::memory_order_release);
}

}  // namespace lector::text::ru
