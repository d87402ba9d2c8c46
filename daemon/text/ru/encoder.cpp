#include "daemon/text/ru/encoder.h"

#include <algorithm>

namespace lector::text::ru {
namespace {

bool IsToken(std::span<const ModelInput> rows, ptrdiff_t i) {
  return i >= 0 && i < static_cast<ptrdiff_t>(rows.size()) && rows[static_cast<size_t>(i)].word != kNoWord;
}

void SetEdges(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, std::vector<uint8_t>* edges) {
  edges->clear();
  for (ptrdiff_t i = begin; i < end; ++i)
    edges->push_back(
        static_cast<uint8_t>((IsToken(rows, i - 1) ? 0 : kNothingBefore) | (IsToken(rows, i + 1) ? 0 : kNothingAfter)));
}

// What is outside a sequence adds nothing to the next layer.
void ClearGaps(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, size_t width, uint32_t* masks) {
  for (ptrdiff_t i = begin; i < end; ++i, masks += Words(width))
    if (!IsToken(rows, i)) std::fill_n(masks, Words(width), uint32_t{0});
}

// Products lie anywhere in more memory than any cache holds: they are asked for so many rows before they are needed.
constexpr ptrdiff_t kRowsAhead = 5;

template <class T>
void Grow(std::vector<T>* buffer, size_t size) {
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
  Grow(&scratch->masks2, (count + 2) * Words(kHidden2));
  Grow(&scratch->sums2, (count + 2) * kHidden2);
  const SparseRows layer1 = {scratch->layer1.data(), scratch->masks1.data()},
                   layer2 = {scratch->layer2.data(), scratch->masks2.data()};
  SetEdges(rows, first - 1, last + 1, &scratch->edges);
  Convolve(layer1, count + 2, scratch->edges.data(), weights_.conv2, scratch->sums2.data(), layer2);
  ClearGaps(rows, first - 1, last + 1, kHidden2, layer2.masks);
  Convolve(layer2, count, scratch->edges.data() + 1, weights_.conv3, out);
}

void Encoder::FirstLayer(std::span<const ModelInput> rows, ptrdiff_t begin, ptrdiff_t end, EncoderScratch* scratch) const {
  const ptrdiff_t size = static_cast<ptrdiff_t>(rows.size());
  const size_t from = static_cast<size_t>(std::max<ptrdiff_t>(begin - 1, 0)),
               to = static_cast<size_t>(std::min<ptrdiff_t>(end + 1, size));
  const std::span<const ModelInput> seen = rows.subspan(from, to - from);
  scratch->word_products.resize(seen.size() + 1);
  cache_.Get(seen, &scratch->word_scratch, scratch->word_products.data());
  static const std::vector<int16_t> nothing(kProduct);
  const size_t count = static_cast<size_t>(end - begin);
  Grow(&scratch->layer1, count * kHidden1);
  Grow(&scratch->masks1, count * Words(kHidden1));
  TapInputs inputs;
  const auto set_tap = [&](size_t tap, ptrdiff_t i) {
    const bool is_token = IsToken(rows, i);
    const size_t row = static_cast<size_t>(i);
    inputs.word[tap] = is_token ? scratch->word_products[row - from] : nothing.data();
    inputs.shape[tap] = is_token ? weights_.shapes + rows[row].shape * kProduct : nothing.data();
  };
  SparseRows out = {scratch->layer1.data(), scratch->masks1.data()};
  for (ptrdiff_t i = begin; i < end; ++i) {
    if (const ptrdiff_t ahead = i + kRowsAhead; ahead < static_cast<ptrdiff_t>(to)) {
      const auto* const product = reinterpret_cast<const char*>(scratch->word_products[static_cast<size_t>(ahead) - from]);
      for (size_t at = 0; at < kProduct * sizeof(int16_t); at += 64) __builtin_prefetch(product + at);
    }
    for (size_t tap = 0; tap < kTaps; ++tap) set_tap(tap, i - 1 + static_cast<ptrdiff_t>(tap));
    SumTaps(inputs, out);
    out.values += kHidden1;
    out.masks += Words(kHidden1);
  }
  ClearGaps(rows, begin, end, kHidden1, scratch->masks1.data());
}

}  // namespace lector::text::ru
