#include "daemon/text/ru/ner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lector::text::ru {
namespace {

constexpr size_t kTokensBetweenChecks = 1 << 14;

uint8_t TypeOf(uint8_t begin_tag) {
  return begin_tag == kTagBPer ? LECTOR_NAME_PERSON : begin_tag == kTagBLoc ? LECTOR_NAME_LOCATION : LECTOR_NAME_ORGANIZATION;
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
  for (size_t i = 0; i < kNerTags * kNerTags; ++i) weight_[i / kNerTags][i % kNerTags] = std::exp(file.ner().transitions[i]);
}

Result<NerModel::Found> NerModel::Find(std::span<const ModelInput> rows, const std::vector<bool>& breaks,
                                       const Stop& stop) const {
  std::vector<float> emissions;
  if (Status status = Emissions(rows, stop, &emissions); !status.ok()) return status;
  Found out;
  out.tags.resize(rows.size());
  std::vector<uint8_t> from(emissions.size());
  BestPath(emissions.data(), rows.size(), file_.ner().transitions, from.data(), out.tags.data());
  out.spans = SpansOf(out.tags, breaks);
  if (Status status = Score(out.tags, stop, &emissions, &out.spans); !status.ok()) return status;
  return out;
}

Status NerModel::Emissions(std::span<const ModelInput> rows, const Stop& stop, std::vector<float>* out) const {
  thread_local EncoderScratch scratch;
  const size_t block = Encoder::BlockOf(rows.size());
  std::vector<float> hidden(block * kHidden3), wide(block * kPanel);
  out->resize(rows.size() * kNerTags);
  for (size_t begin = 0; begin < rows.size(); begin += block) {
    if (Status status = stop.Check(); !status.ok()) return status;
    const size_t count = std::min(block, rows.size() - begin);
    encoder_.Encode(rows, begin, begin + count, &scratch, hidden.data());
    Multiply(hidden.data(), kHidden3, count, file_.ner().head, file_.ner().bias, wide.data(), kPanel);
    for (size_t i = 0; i < count; ++i) std::copy_n(wide.data() + i * kPanel, kNerTags, out->data() + (begin + i) * kNerTags);
  }
  return Status();
}

// Forward and backward sums over all tag sequences, each step scaled to sum to one; a span's probability is what goes into its
// first token, along its tags, and out of its last to a tag that ends it.
Status NerModel::Score(std::span<const uint8_t> tags, const Stop& stop, std::vector<float>* emissions,
                       std::vector<NerSpan>* spans) const {
  if (spans->empty()) return Status();
  const size_t count = tags.size();
  using Row = std::array<float, kNerTags>;
  std::vector<Row> forward(count);
  std::vector<float> scale(count);
  const auto factor = [emissions](size_t t) { return emissions->data() + t * kNerTags; };  // exp(emission), from here on
  for (size_t t = 0; t < count; ++t) {
    if (t % kTokensBetweenChecks == 0)
      if (Status status = stop.Check(); !status.ok()) return status;
    float* const now = factor(t);
    const float largest = *std::max_element(now, now + kNerTags);
    for (size_t j = 0; j < kNerTags; ++j) now[j] = std::exp(now[j] - largest);
    Row sums = {};
    if (t == 0) {
      sums.fill(1);
    } else {
      for (size_t i = 0; i < kNerTags; ++i)
        for (size_t j = 0; j < kNerTags; ++j) sums[j] += forward[t - 1][i] * weight_[i][j];
    }
    float total = 0;
    for (size_t j = 0; j < kNerTags; ++j) total += sums[j] *= now[j];
    for (size_t j = 0; j < kNerTags; ++j) forward[t][j] = sums[j] / total;
    scale[t] = total;
  }
  Row backward, after;  // of token t; and of t + 1, times its factor and over its scale
  backward.fill(1);
  auto span = spans->rbegin();
  for (size_t t = count; t-- > 0;) {
    if (t % kTokensBetweenChecks == 0)
      if (Status status = stop.Check(); !status.ok()) return status;
    if (t + 1 < count) {
      for (size_t j = 0; j < kNerTags; ++j) after[j] = backward[j] * factor(t + 1)[j] / scale[t + 1];
      backward.fill(0);
      for (size_t i = 0; i < kNerTags; ++i)
        for (size_t j = 0; j < kNerTags; ++j) backward[i] += weight_[i][j] * after[j];
    }
    for (; span != spans->rend() && span->last == t; ++span) {
      float out = backward[tags[t]];
      const bool goes_on = t + 1 < count && IsInside(tags[t + 1]);  // it was split here: any tag may follow
      if (t + 1 < count && !goes_on)
        for (const uint8_t j : {kTagIPer, kTagILoc, kTagIOrg}) out -= weight_[tags[t]][j] * after[j];
      float probability = forward[span->first][tags[span->first]] * out;
      for (size_t i = span->first + 1; i <= t; ++i) probability *= weight_[tags[i - 1]][tags[i]] * factor(i)[tags[i]] / scale[i];
      constexpr float kLeast = 1e-6f;  // for what rounding, or a damaged model, makes of it
      span->score = probability >= kLeast ? std::min(probability, 1.f) : kLeast;
    }
  }
  return Status();
}

}  // namespace lector::text::ru
