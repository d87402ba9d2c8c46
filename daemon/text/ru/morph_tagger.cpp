#include "daemon/text/ru/morph_tagger.h"

#include <algorithm>

namespace lector::text::ru {

Result<std::vector<uint16_t>> MorphTagger::Tag(std::span<const ModelInput> rows, const Stop& stop) const {
  thread_local EncoderScratch scratch;
  constexpr size_t kHeadRows = 48;  // scores of so many rows stay in the nearest caches
  const TaggerFile::Morph& morph = file_.morph();
  const size_t stride = Panels(morph.tags.size()) * kPanel;
  std::vector<float> hidden(Encoder::kBlock * kHidden3), scores(kHeadRows * stride), scales(kHeadRows);
  std::vector<int16_t> whole(kHeadRows * kHidden3);
  std::vector<uint16_t> out(rows.size());
  for (size_t begin = 0; begin < rows.size(); begin += Encoder::kBlock) {
    if (Status status = stop.Check(); !status.ok()) return status;
    const size_t count = std::min(Encoder::kBlock, rows.size() - begin);
    encoder_.Encode(rows, begin, begin + count, &scratch, hidden.data());
    for (size_t from = 0; from < count; from += kHeadRows) {
      const size_t some = std::min(kHeadRows, count - from);
      ToWhole(hidden.data() + from * kHidden3, kHidden3, some, morph.scale, whole.data(), scales.data());
      Multiply(whole.data(), kHidden3, some, morph.head, scales.data(), morph.bias, scores.data(), stride);
      for (size_t i = 0; i < some; ++i)
        out[begin + from + i] = static_cast<uint16_t>(ArgMax(scores.data() + i * stride, morph.tags.size()));
    }
  }
  return out;
}

}  // namespace lector::text::ru
