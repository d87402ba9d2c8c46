#include "daemon/text/ru/morph_tagger.h"

#include <algorithm>
#include <array>
#include <memory>
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
  // Of a block.
  struct Scratch {
    EncoderScratch encoder;
    std::array<float, Encoder::kBlock * kHidden3> hidden;
    std::array<int16_t, Encoder::kBlock * kHidden3> whole;
    std::array<float, Encoder::kBlock> scales;
    std::array<uint16_t, Encoder::kBlock> tags;
  };
  thread_local const auto scratch = std::make_unique<Scratch>();
  const TaggerFile::Morph& morph = file_.morph();
  std::vector<uint16_t> out(rows.size(), kNoTag);
  const size_t block = Encoder::BlockOf(rows.size());
  for (size_t begin = 0; begin < rows.size(); begin += block) {
    if (Status status = stop.Check(); !status.ok()) return status;
    const size_t count = std::min(block, rows.size() - begin);
    encoder_.Encode(rows, begin, begin + count, &scratch->encoder, scratch->hidden.data());
    const size_t here = static_cast<size_t>(std::lower_bound(wanted.begin(), wanted.end(), begin + count) - wanted.begin());
    for (size_t i = 0; i < here; ++i)
      ToWhole(&scratch->hidden[(wanted[i] - begin) * kHidden3], kHidden3, 1, morph.scale, &scratch->whole[i * kHidden3],
              &scratch->scales[i]);
    LargestColumns(scratch->whole.data(), kHidden3, here, morph.head, scratch->scales.data(), morph.bias, scratch->tags.data());
    for (size_t i = 0; i < here; ++i) out[wanted[i]] = scratch->tags[i];
    wanted = wanted.subspan(here);
  }
  return out;
}

}  // namespace lector::text::ru
