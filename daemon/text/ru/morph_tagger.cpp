#include "daemon/text/ru/morph_tagger.h"

#include <algorithm>
#include <numeric>

#include "daemon/text/model_tags.h"

namespace lector::text::ru {

Result<std::vector<uint16_t>> MorphTagger::Tag(std::span<const ModelInput> rows, const Stop& stop) const {
  std::vector<uint32_t> all(rows.size());
  std::iota(all.begin(), all.end(), 0);
  return Tag(rows, all, stop);
}

Result<std::vector<uint16_t>> MorphTagger::Tag(std::span<const ModelInput> rows, std::span<const uint32_t> wanted,
                                               const Stop& stop) const {
  thread_local EncoderScratch scratch;
  constexpr size_t kHeadRows = 48;  // scores of so many rows stay in the nearest caches
  const TaggerFile::Morph& morph = file_.morph();
  const size_t stride = Panels(morph.tags.size()) * kPanel;
  std::vector<float> hidden(Encoder::kBlock * kHidden3), scores(kHeadRows * stride), scales(kHeadRows);
  std::vector<int16_t> whole(kHeadRows * kHidden3);
  std::vector<uint16_t> out(rows.size(), kNoTag);
  for (size_t begin = 0; begin < rows.size(); begin += Encoder::kBlock) {
    if (Status status = stop.Check(); !status.ok()) return status;
    const size_t count = std::min(Encoder::kBlock, rows.size() - begin);
    encoder_.Encode(rows, begin, begin + count, &scratch, hidden.data());
    const size_t here = static_cast<size_t>(std::lower_bound(wanted.begin(), wanted.end(), begin + count) - wanted.begin());
    for (size_t i = 0; i < here; ++i)  // one behind the other, over those that are not wanted
      std::copy_n(hidden.data() + (wanted[i] - begin) * kHidden3, kHidden3, hidden.data() + i * kHidden3);
    for (size_t from = 0; from < here; from += kHeadRows) {
      const size_t some = std::min(kHeadRows, here - from);
      ToWhole(hidden.data() + from * kHidden3, kHidden3, some, morph.scale, whole.data(), scales.data());
      Multiply(whole.data(), kHidden3, some, morph.head, scales.data(), morph.bias, false, scores.data(), stride);
      for (size_t i = 0; i < some; ++i)
        out[wanted[from + i]] = static_cast<uint16_t>(ArgMax(scores.data() + i * stride, morph.tags.size()));
    }
    wanted = wanted.subspan(here);
  }
  return out;
}

}  // namespace lector::text::ru
