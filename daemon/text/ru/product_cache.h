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

inline constexpr size_t kProduct = kTaps * kHidden1;  // floats that a word or a shape adds

// Buffers of one thread; kept between calls, so that a document allocates nothing.
struct ProductScratch {
  std::vector<float> embedded, products;
  std::vector<uint32_t> words, order;
  std::vector<const float*> found;
};

// Thread-safe. A product is the same, bit for bit, whether it was kept or is made now, and whoever made it.
class ProductCache {
 public:
  // Keeps the `capacity` commonest words, each from when it is first met: 3 KiB of private memory a word. `file` must outlive it.
  ProductCache(const TaggerFile& file, const PanelMatrix& matrix, size_t capacity);
  ~ProductCache();
  ProductCache(const ProductCache&) = delete;
  ProductCache& operator=(const ProductCache&) = delete;

  // products[i]: kProduct floats of rows[i].word, zeros for kNoWord. They stand until the next call with this scratch.
  void Get(std::span<const ModelInput> rows, ProductScratch* scratch, const float** products) const;

 private:
  enum State : uint8_t { kEmpty, kBeingMade, kReady };
  void Make(ProductScratch* scratch) const;
  float* Slot(uint32_t rank) const { return slots_ + size_t{rank} * kProduct; }

  const TaggerFile& file_;
  const PanelMatrix matrix_;
  const size_t capacity_;
  float* slots_ = nullptr;  // pages come when they are written
  std::unique_ptr<std::atomic<uint8_t>[]> states_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PRODUCT_CACHE_H_
