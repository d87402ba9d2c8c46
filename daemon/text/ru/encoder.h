// The convolutional encoder that the three models share in form: what a token is, with three to each side, in kHidden3 numbers.
#ifndef LECTOR_DAEMON_TEXT_RU_ENCODER_H_
#define LECTOR_DAEMON_TEXT_RU_ENCODER_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "daemon/text/ru/features.h"
#include "daemon/text/ru/product_cache.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

struct EncoderScratch {
  ProductScratch word_scratch;
  std::vector<const int16_t*> words, shapes;
  std::vector<int16_t> layer1, layer2;
  std::vector<uint32_t> masks1, masks2;
  std::vector<float> sums2;
  std::vector<uint8_t> edges;
};

// Thread-safe.
class Encoder {
 public:
  // Most rows of one call that fit the caches; more are right too. BlockOf: of so many rows, in equal shares.
  static constexpr size_t kBlock = 512;
  static constexpr size_t BlockOf(size_t rows) {
    const size_t blocks = std::max<size_t>((rows + kBlock - 1) / kBlock, 1);
    return (rows + blocks - 1) / blocks;
  }

  // `cached_words`: see ProductCache. `file` must outlive it.
  Encoder(const TaggerFile& file, size_t model, size_t cached_words);

  // Writes kHidden3 floats, none below zero, for each of rows [begin, end): layer 3 before its normalisation, which the heads'
  // weights do. A row's result depends on the three rows to each side alone, to the last bit. A gap (kNoWord), like an end of
  // `rows`, is where a sequence ends. Gaps themselves get numbers that mean nothing.
  void Encode(std::span<const ModelInput> rows, size_t begin, size_t end, EncoderScratch* scratch, float* out) const;

 private:
  void FirstLayer(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, EncoderScratch* scratch) const;

  const EncoderWeights& weights_;
  const ProductCache cache_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_ENCODER_H_
