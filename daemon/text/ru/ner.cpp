#include "daemon/text/ru/ner.h"

#include <algorithm>
#include <cmath>

namespace lector::text::ru {
namespace {

uint8_t TypeOf(uint8_t begin_tag) {
  return begin_tag == kTagBPer ? LECTOR_NAME_PERSON : begin_tag == kTagBLoc ? LECTOR_NAME_LOCATION : LECTOR_NAME_ORGANIZATION;
}

template <class T>
void Grow(std::vector<T>* buffer, size_t size) {
  if (buffer->size() < size) buffer->resize(size);
}

}  // namespace

std::vector<NerSpan> SpansOf(std::span<const uint8_t> tags, const std::vector<bool>& breaks) {
  std::vector<NerSpan> out;
  bool is_open = false;
  uint8_t type = 0;
  for (uint32_t i = 0; i < tags.size(); ++i) {
    if (tags[i] == kTagO) is_open = false;
    if (IsBegin(tags[i])) {
      is_open = true;
      type = TypeOf(tags[i]);
      out.push_back({i, i, type, 0});
    } else if (IsInside(tags[i]) && is_open) {
      // The part after a line break is a name of its own; so is what follows a <pad> and a break.
      const bool is_split =
          std::find(breaks.begin() + out.back().last + 1, breaks.begin() + i + 1, true) != breaks.begin() + i + 1;
      if (is_split) {
        out.push_back({i, i, type, 0});
      } else {
        out.back().last = i;
      }
    }
  }
  return out;
}

NerModel::NerModel(const TaggerFile& file, size_t cached_words) : file_(file), encoder_(file, 0, cached_words) {
  for (size_t i = 0; i < kNerTags * kNerTags; ++i) weights_[i] = std::exp(file.ner().transitions[i]);
}

// Kept between documents, which then allocate nothing.
struct NerModel::Scratch {
  EncoderScratch encoder;
  std::vector<float> hidden, scores, sums;
  std::vector<uint8_t> from;
};

Result<NerModel::Found> NerModel::Find(std::span<const ModelInput> rows, const std::vector<bool>& breaks,
                                       const Stop& stop) const {
  thread_local Scratch scratch;
  if (Status status = ScoreTags(rows, stop, &scratch); !status.ok()) return status;
  Found out;
  out.tags.resize(rows.size());
  Grow(&scratch.from, rows.size() * kNerTags);
  BestPath(scratch.scores.data(), kPanel, rows.size(), file_.ner().transitions, scratch.from.data(), out.tags.data());
  if (Status status = stop.Check(); !status.ok()) return status;
  out.spans = SpansOf(out.tags, breaks);
  if (!out.spans.empty()) ScoreSpans(out.tags, &scratch, &out.spans);
  return out;
}

Status NerModel::ScoreTags(std::span<const ModelInput> rows, const Stop& stop, Scratch* scratch) const {
  const size_t block = Encoder::BlockOf(rows.size());
  Grow(&scratch->hidden, block * kHidden3);
  Grow(&scratch->scores, rows.size() * kPanel);
  for (size_t begin = 0; begin < rows.size(); begin += block) {
    if (Status status = stop.Check(); !status.ok()) return status;
    const size_t count = std::min(block, rows.size() - begin);
    encoder_.Encode(rows, begin, begin + count, &scratch->encoder, scratch->hidden.data());
    Multiply(scratch->hidden.data(), kHidden3, count, file_.ner().head, file_.ner().bias, scratch->scores.data() + begin * kPanel,
             kPanel);
  }
  return Status();
}

// A span's probability is what goes into its first token, along its tags, and out of its last to a tag that ends it.
void NerModel::ScoreSpans(std::span<const uint8_t> tags, Scratch* scratch, std::vector<NerSpan>* spans) const {
  const size_t count = tags.size();
  Grow(&scratch->sums, count * (3 * kNerTags + 1));
  float* const sums = scratch->sums.data();
  const PathSums paths = {sums, sums + count * kNerTags, sums + 2 * count * kNerTags, sums + 3 * count * kNerTags};
  SumPaths(scratch->scores.data(), kPanel, count, weights_, paths);
  const auto step = [&](size_t t, uint8_t from, uint8_t to) {
    return weights_[from * kNerTags + to] * paths.factors[t * kNerTags + to] / paths.scales[t];
  };
  for (NerSpan& span : *spans) {
    const size_t next = span.last + 1;
    float out = paths.backward[span.last * kNerTags + tags[span.last]];
    const bool goes_on = next < count && IsInside(tags[next]);  // it was split here: any tag may follow
    if (next < count && !goes_on)
      for (const uint8_t tag : {kTagIPer, kTagILoc, kTagIOrg})
        out -= step(next, tags[span.last], tag) * paths.backward[next * kNerTags + tag];
    float probability = paths.forward[span.first * kNerTags + tags[span.first]] * out;
    for (size_t t = span.first + 1; t <= span.last; ++t) probability *= step(t, tags[t - 1], tags[t]);
    constexpr float kLeast = 1e-6f;  // for what rounding, or a damaged model, makes of it
    span.score = probability >= kLeast ? std::min(probability, 1.f) : kLeast;
  }
}

}  // namespace lector::text::ru
