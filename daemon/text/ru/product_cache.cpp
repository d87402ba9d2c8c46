#include "daemon/text/ru/product_cache.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace lector::text::ru {
namespace {

alignas(64) constexpr std::array<float, kProduct> kNothing = {};

}  // namespace

ProductCache::ProductCache(const TaggerFile& file, const PanelMatrix& matrix, size_t capacity)
    : file_(file), matrix_(matrix), capacity_(capacity), states_(new std::atomic<uint8_t>[capacity]()) {
  if (capacity == 0) return;
  void* const map = mmap(nullptr, capacity * kProduct * sizeof(float), PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (map != MAP_FAILED) slots_ = static_cast<float*>(map);
}

ProductCache::~ProductCache() {
  if (slots_ != nullptr) munmap(slots_, capacity_ * kProduct * sizeof(float));
}

void ProductCache::Get(std::span<const ModelInput> rows, ProductScratch* scratch, const float** products) const {
  // Rows whose word is not there yet, by word: each is made once.
  std::vector<uint32_t>& missing = scratch->order;
  missing.clear();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const uint32_t word = rows[i].word;
    products[i] = kNothing.data();
    if (word == kNoWord) continue;
    const uint32_t rank = file_.Rank(word);
    if (slots_ != nullptr && rank < capacity_ && states_[rank].load(std::memory_order_acquire) == kReady) {
      products[i] = Slot(rank);
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
  if (scratch->embedded.size() < words.size() * kWordDim) scratch->embedded.resize(words.size() * kWordDim);
  if (scratch->products.size() < words.size() * kProduct) scratch->products.resize(words.size() * kProduct);
  for (size_t i = 0; i < words.size(); ++i) file_.Embed(words[i], scratch->embedded.data() + i * kWordDim);
  Multiply(scratch->embedded.data(), kWordDim, words.size(), matrix_, {}, scratch->products.data(), kProduct);
  if (slots_ == nullptr) return;
  for (size_t i = 0; i < words.size(); ++i) {
    const uint32_t rank = file_.Rank(words[i]);
    uint8_t state = kEmpty;
    if (rank >= capacity_ || !states_[rank].compare_exchange_strong(state, kBeingMade, std::memory_order_acquire)) continue;
    std::memcpy(Slot(rank), scratch->products.data() + i * kProduct, kProduct * sizeof(float));
    states_[rank].store(kReady, std::memory_order_release);
  }
}

}  // namespace lector::text::ru
