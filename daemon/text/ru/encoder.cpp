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
  Grow(&scratch->sums2, (count + 2) * kFilterOutputs);
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
  // Of rows [begin - 1, end + 1), nothing beyond the ends of `rows`.
  static const std::vector<int16_t> nothing(kProduct);
  const size_t count = static_cast<size_t>(end - begin), before = static_cast<size_t>(static_cast<ptrdiff_t>(from) + 1 - begin);
  scratch->words.assign(count + 2, nothing.data());
  scratch->shapes.assign(count + 2, nothing.data());
  cache_.Get(seen, &scratch->word_scratch, scratch->words.data() + before);
  for (size_t i = 0; i < seen.size(); ++i)
    if (seen[i].word != kNoWord) scratch->shapes[before + i] = weights_.shapes + seen[i].shape * kProduct;
  Grow(&scratch->layer1, count * kHidden1);
  Grow(&scratch->masks1, count * Words(kHidden1));
  SumTaps({scratch->words.data(), scratch->shapes.data()}, count, {scratch->layer1.data(), scratch->masks1.data()});
  ClearGaps(rows, begin, end, kHidden1, scratch->masks1.data());
}

}  // namespace lector::text::ru
