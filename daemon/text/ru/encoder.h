// The convolutional encoder that the three models share in form: what a token is, with three to each side, in kHidden3 numbers.
#ifndef LECTOR_DAEMON_TEXT_RU_ENCODER_H_
#define LECTOR_DAEMON_TEXT_RU_ENCODER_H_

#include <cstddef>
#include <span>
#include <vector>

#include "daemon/text/ru/features.h"
#include "daemon/text/ru/product_cache.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

struct EncoderScratch {
  ProductScratch word_scratch;
  std::vector<const float*> word_products;
  std::vector<float> layer1, layer2, points, products;
};

// Thread-safe.
class Encoder {
 public:
  // Rows of one call that fit the caches best, whole tiles with the two that layer 2 needs beside them; more are right too.
  static constexpr size_t kBlock = 60 * kTile - 2;

  // `cached_words`: see ProductCache. `file` must outlive it.
  Encoder(const TaggerFile& file, size_t model, size_t cached_words);

  // Writes kHidden3 floats for each of rows [begin, end). A row's result depends on the three rows to each side alone, but for
  // rounding, which depends on where the row stands in [begin, end) too: equal calls give equal bits. A gap (kNoWord), like an
  // end of `rows`, is where a sequence ends. Gaps themselves get numbers that mean nothing.
  void Encode(std::span<const ModelInput> rows, size_t begin, size_t end, EncoderScratch* scratch, float* out) const;

 private:
  void FirstLayer(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, EncoderScratch* scratch) const;
  // `in`: two rows more than `rows`, and what is missing to whole tiles.
  static void Convolve(const float* in, size_t rows, const PanelMatrix (&filter)[kPoints], const Finish& finish,
                       EncoderScratch* scratch, float* out);

  const EncoderWeights& weights_;
  const ProductCache cache_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_ENCODER_H_
