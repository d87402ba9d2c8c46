// What the words add to layer 1 of one model, kept for the commonest words: two thirds of the tagger's arithmetic saved.
#ifndef LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_
#define LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "daemon/text/ru/features.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

inline constexpr size_t kProduct = kTaps * kHidden1;  // numbers that a word or a shape adds

// Buffers of one thread; kept between calls, so that a document allocates nothing.
struct ProductScratch {
  std::vector<int16_t> embedded, products;
  std::vector<uint32_t> words, order;
};

// Thread-safe. A product is the same, bit for bit, whether it was kept or is made now, and whoever made it.
class ProductCache {
 public:
  // Keeps the `capacity` commonest words, each from when it is first met: 1.5 KiB of private memory a word, the very commonest in
  // large pages. `file` must outlive it.
  ProductCache(const TaggerFile& file, const IntMatrix& matrix, size_t capacity);
  ~ProductCache();
  ProductCache(const ProductCache&) = delete;
  ProductCache& operator=(const ProductCache&) = delete;

  // products[i]: kProduct numbers of rows[i].word, zeros for kNoWord. They stand until the next call with this scratch.
  void Get(std::span<const ModelInput> rows, ProductScratch* scratch, const int16_t** products) const;

 private:
  enum State : uint8_t { kEmpty, kBeingMade, kReady };
  void Make(ProductScratch* scratch) const;
  int16_t* Slot(uint32_t word) const { return slots_ + size_t{word} * kProduct; }

  const TaggerFile& file_;
  const IntMatrix matrix_;
  const size_t capacity_;
  void* map_ = nullptr;
  size_t map_size_ = 0;
  int16_t* slots_ = nullptr;  // inside map_; pages come when they are written
  std::unique_ptr<std::atomic<uint8_t>[]> states_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_
