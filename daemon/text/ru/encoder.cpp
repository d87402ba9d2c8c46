#include "daemon/text/ru/encoder.h"

#include <algorithm>

namespace lector::text::ru {
namespace {

// What is outside a sequence is zero to the next layer.
void ClearGaps(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, size_t width, float* layer) {
  for (ptrdiff_t i = begin; i < end; ++i, layer += width) {
    const bool is_inside = i >= 0 && i < static_cast<ptrdiff_t>(rows.size());
    if (!is_inside || rows[static_cast<size_t>(i)].word == kNoWord) std::fill_n(layer, width, 0.f);
  }
}

void Grow(std::vector<float>* buffer, size_t size) {
  if (buffer->size() < size) buffer->resize(size);
}

}  // namespace

Encoder::Encoder(const TaggerFile& file, size_t model, size_t cached_words)
    : weights_(file.encoder(model)), cache_(file, weights_.word, cached_words) {}

void Encoder::Encode(std::span<const ModelInput> rows, size_t begin, size_t end, EncoderScratch* scratch, float* out) const {
  const ptrdiff_t first = static_cast<ptrdiff_t>(begin), last = static_cast<ptrdiff_t>(end);
  const size_t count = end - begin;
  FirstLayer(rows, first - 2, last + 2, scratch);
  Grow(&scratch->layer2, (count + 2) * kHidden2);
  Multiply(scratch->layer1.data(), kHidden1, count + 2, weights_.conv2, weights_.finish[1], scratch->layer2.data(), kHidden2);
  ClearGaps(rows, first - 1, last + 1, kHidden2, scratch->layer2.data());
  Multiply(scratch->layer2.data(), kHidden2, count, weights_.conv3, weights_.finish[2], out, kHidden3);
}

void Encoder::FirstLayer(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, EncoderScratch* scratch) const {
  const ptrdiff_t size = static_cast<ptrdiff_t>(rows.size());
  const size_t from = static_cast<size_t>(std::max<ptrdiff_t>(begin - 1, 0)),
               to = static_cast<size_t>(std::min<ptrdiff_t>(end + 1, size));
  const std::span<const ModelInput> seen = rows.subspan(from, to - from);
  scratch->word_products.resize(seen.size() + 1);
  cache_.Get(seen, &scratch->products, scratch->word_products.data());
  static const std::vector<float> nothing(kProduct);
  Grow(&scratch->layer1, static_cast<size_t>(end - begin) * kHidden1);
  TapInputs inputs;
  const auto set_tap = [&](size_t tap, ptrdiff_t i) {
    const bool is_token = i >= 0 && i < size && rows[static_cast<size_t>(i)].word != kNoWord;
    const size_t row = static_cast<size_t>(i);
    inputs.word[tap] = is_token ? scratch->word_products[row - from] : nothing.data();
    inputs.shape[tap] = is_token ? weights_.shapes + rows[row].shape * kProduct : nothing.data();
  };
  float* out = scratch->layer1.data();
  for (ptrdiff_t i = begin; i < end; ++i, out += kHidden1) {
    for (size_t tap = 0; tap < kTaps; ++tap) set_tap(tap, i - 1 + static_cast<ptrdiff_t>(tap));
    SumTaps(inputs, weights_.finish[0], out);
  }
  ClearGaps(rows, begin, end, kHidden1, scratch->layer1.data());
}

}  // namespace lector::text::ru
