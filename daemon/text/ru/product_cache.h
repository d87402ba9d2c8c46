// What the words add to layer 1 of one model, kept for common words: two thirds of the tagger's arithmetic saved.
#ifndef LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_
#define LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "daemon/text/ru/features.h"
#include "daemon/text/ru/large_pages.h"
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
  // Keeps `capacity` words, up to kMost: of the 5 / 2 * capacity commonest those that are met first, from then on. 1.5 KiB of
  // private memory a word. `file` must outlive it.
  static constexpr size_t kMost = 65533;
  ProductCache(const TaggerFile& file, const IntMatrix& matrix, size_t capacity);

  // products[i]: kProduct numbers of rows[i].word, zeros for kNoWord. They stand until the next call with this scratch.
  void Get(std::span<const ModelInput> rows, ProductScratch* scratch, const int16_t** products) const;

 private:
  void Make(ProductScratch* scratch) const;
  void Keep(uint32_t word, const int16_t* product) const;
  int16_t* Slot(size_t place) const { return slots_ + place * kProduct; }

  const TaggerFile& file_;
  const IntMatrix matrix_;
  const size_t capacity_, ranks_;
  const LargePages pages_;
  int16_t* const slots_;  // in pages_
  // Of each word that may be kept: kNotMet, kBeingMade, or kFirstPlace + its slot. Slots are given out in order.
  enum : uint16_t { kNotMet, kBeingMade, kFirstPlace };
  const std::unique_ptr<std::atomic<uint16_t>[]> places_;
  mutable std::atomic<uint32_t> given_out_ = 0;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_
