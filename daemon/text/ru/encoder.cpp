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

// Rows that the tiles of so many outputs read.
size_t RowsOfTiles(size_t outputs) { return (outputs + kTile - 1) / kTile * kTile + kTaps - 1; }

}  // namespace

Encoder::Encoder(const TaggerFile& file, size_t model, size_t cached_words)
    : weights_(file.encoder(model)), cache_(file, weights_.word, cached_words) {}

void Encoder::Encode(std::span<const ModelInput> rows, size_t begin, size_t end, EncoderScratch* scratch, float* out) const {
  const ptrdiff_t first = static_cast<ptrdiff_t>(begin), last = static_cast<ptrdiff_t>(end);
  const size_t count = end - begin;
  FirstLayer(rows, first - 2, last + 2, scratch);
  Grow(&scratch->layer2, RowsOfTiles(count) * kHidden2);
  Convolve(scratch->layer1.data(), count + 2, weights_.conv2, weights_.finish[1], scratch, scratch->layer2.data());
  ClearGaps(rows, first - 1, last + 1, kHidden2, scratch->layer2.data());
  std::fill_n(scratch->layer2.data() + (count + 2) * kHidden2, (RowsOfTiles(count) - count - 2) * kHidden2, 0.f);
  Convolve(scratch->layer2.data(), count, weights_.conv3, weights_.finish[2], scratch, out);
}

void Encoder::Convolve(const float* in, size_t rows, const PanelMatrix (&filter)[kPoints], const Finish& finish,
                       EncoderScratch* scratch, float* out) {
  const size_t tiles = (rows + kTile - 1) / kTile, width = filter[0].rows, columns = filter[0].columns;
  Grow(&scratch->points, kPoints * tiles * width);
  Grow(&scratch->products, kPoints * tiles * columns);
  ToPoints(in, width, tiles, scratch->points.data(), tiles * width);
  for (size_t point = 0; point < kPoints; ++point) {
    Multiply(scratch->points.data() + point * tiles * width, width, tiles, filter[point], {},
             scratch->products.data() + point * tiles * columns, columns);
  }
  FromPoints(scratch->products.data(), tiles * columns, columns, rows, finish, out);
}

void Encoder::FirstLayer(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, EncoderScratch* scratch) const {
  const ptrdiff_t size = static_cast<ptrdiff_t>(rows.size());
  const size_t from = static_cast<size_t>(std::max<ptrdiff_t>(begin - 1, 0)),
               to = static_cast<size_t>(std::min<ptrdiff_t>(end + 1, size));
  const std::span<const ModelInput> seen = rows.subspan(from, to - from);
  scratch->word_products.resize(seen.size() + 1);
  cache_.Get(seen, &scratch->word_scratch, scratch->word_products.data());
  static const std::vector<float> nothing(kProduct);
  const size_t count = static_cast<size_t>(end - begin), padded = RowsOfTiles(count - 2);
  Grow(&scratch->layer1, padded * kHidden1);
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
  std::fill_n(scratch->layer1.data() + count * kHidden1, (padded - count) * kHidden1, 0.f);
}

}  // namespace lector::text::ru
