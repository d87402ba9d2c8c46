// Sequences of tags. Compiled once for each instruction set: Highway's foreach_target includes this file again and again.
#include <algorithm>
#include <limits>

#include "daemon/text/ru/kernels.h"

// Vectors without a size known to the compiler cannot stand in arrays, which the rows below are.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "daemon/text/ru/paths.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace lector::text::ru {
namespace HWY_NAMESPACE {  // NOLINT
namespace hn = hwy::HWY_NAMESPACE;

// The tags lie side by side; a machine whose vectors are shorter takes them in parts.
using Tags = hn::CappedTag<float, kNerTags>;
using Part = hn::Vec<Tags>;
constexpr size_t kAtOnce = HWY_MIN(HWY_LANES(float), kNerTags), kParts = kNerTags / kAtOnce;

void BestPath(const float* scores, size_t stride, size_t count, const float* transitions, uint8_t* from, uint8_t* out) {
  if (count == 0) return;
  const Tags d;
  const hn::RebindToSigned<Tags> d32;
  const hn::Rebind<uint8_t, Tags> d8;
  HWY_ALIGN float score[kNerTags];
  std::copy_n(scores, kNerTags, score);
  for (size_t t = 1; t < count; ++t) {
    Part best[kParts], place[kParts];
    for (size_t p = 0; p < kParts; ++p) {
      best[p] = hn::Add(hn::Set(d, score[0]), hn::LoadU(d, transitions + p * kAtOnce));
      place[p] = hn::Zero(d);
    }
    for (size_t i = 1; i < kNerTags; ++i) {
      const Part own = hn::Set(d, score[i]), number = hn::Set(d, static_cast<float>(i));
      for (size_t p = 0; p < kParts; ++p) {
        const Part value = hn::Add(own, hn::LoadU(d, transitions + i * kNerTags + p * kAtOnce));
        place[p] = hn::IfThenElse(hn::Gt(value, best[p]), number, place[p]);
        best[p] = hn::Max(value, best[p]);
      }
    }
    Part largest = hn::Set(d, std::numeric_limits<float>::lowest());
    for (size_t p = 0; p < kParts; ++p) {
      best[p] = hn::Add(best[p], hn::LoadU(d, scores + t * stride + p * kAtOnce));
      largest = hn::Max(largest, best[p]);
      hn::StoreU(hn::DemoteTo(d8, hn::ConvertTo(d32, place[p])), d8, from + t * kNerTags + p * kAtOnce);
    }
    largest = hn::MaxOfLanes(d, largest);
    for (size_t p = 0; p < kParts; ++p) hn::Store(hn::Sub(best[p], largest), d, score + p * kAtOnce);
  }
  out[count - 1] = static_cast<uint8_t>(std::max_element(score, score + kNerTags) - score);
  for (size_t t = count - 1; t > 0; --t) out[t - 1] = from[t * kNerTags + out[t]];
}

// out[j] = sum over i of row[i] * matrix[i][j].
HWY_INLINE void MultiplyRow(const float* row, const float* matrix, Part (&out)[kParts]) {
  const Tags d;
  Part more[kParts];  // two sums: neither waits for the other
  for (size_t p = 0; p < kParts; ++p) out[p] = more[p] = hn::Zero(d);
  for (size_t i = 0; i < kNerTags; i += 2) {
    const Part first = hn::Set(d, row[i]), second = hn::Set(d, row[i + 1]);
    for (size_t p = 0; p < kParts; ++p) {
      out[p] = hn::MulAdd(first, hn::LoadU(d, matrix + i * kNerTags + p * kAtOnce), out[p]);
      more[p] = hn::MulAdd(second, hn::LoadU(d, matrix + (i + 1) * kNerTags + p * kAtOnce), more[p]);
    }
  }
  for (size_t p = 0; p < kParts; ++p) out[p] = hn::Add(out[p], more[p]);
}

HWY_INLINE void Forward(const float* scores, size_t stride, size_t count, const float* weights, const PathSums& out) {
  const Tags d;
  for (size_t t = 0; t < count; ++t) {
    Part score[kParts], sums[kParts], total = hn::Zero(d), largest = hn::Set(d, std::numeric_limits<float>::lowest());
    for (size_t p = 0; p < kParts; ++p) {
      score[p] = hn::LoadU(d, scores + t * stride + p * kAtOnce);
      largest = hn::Max(largest, score[p]);
      sums[p] = hn::Set(d, 1.f);
    }
    largest = hn::MaxOfLanes(d, largest);
    if (t > 0) MultiplyRow(out.forward + (t - 1) * kNerTags, weights, sums);
    for (size_t p = 0; p < kParts; ++p) {
      const Part factor = hn::Exp(d, hn::Sub(score[p], largest));
      hn::StoreU(factor, d, out.factors + t * kNerTags + p * kAtOnce);
      sums[p] = hn::Mul(sums[p], factor);
      total = hn::Add(total, sums[p]);
    }
    total = hn::SumOfLanes(d, total);
    out.scales[t] = hn::GetLane(total);
    for (size_t p = 0; p < kParts; ++p) hn::StoreU(hn::Div(sums[p], total), d, out.forward + t * kNerTags + p * kAtOnce);
  }
}

void SumPaths(const float* scores, size_t stride, size_t count, const float* weights, const PathSums& out) {
  if (count == 0) return;
  const Tags d;
  Forward(scores, stride, count, weights, out);
  float reversed[kNerTags * kNerTags];
  for (size_t i = 0; i < kNerTags * kNerTags; ++i) reversed[i % kNerTags * kNerTags + i / kNerTags] = weights[i];
  std::fill_n(out.backward + (count - 1) * kNerTags, kNerTags, 1.f);
  for (size_t t = count - 1; t > 0; --t) {
    const Part scale = hn::Set(d, out.scales[t]);
    HWY_ALIGN float after[kNerTags];
    for (size_t p = 0; p < kParts; ++p) {
      const size_t at = t * kNerTags + p * kAtOnce;
      hn::Store(hn::Div(hn::Mul(hn::LoadU(d, out.backward + at), hn::LoadU(d, out.factors + at)), scale), d, after + p * kAtOnce);
    }
    Part sums[kParts];
    MultiplyRow(after, reversed, sums);
    for (size_t p = 0; p < kParts; ++p) hn::StoreU(sums[p], d, out.backward + (t - 1) * kNerTags + p * kAtOnce);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace lector::text::ru
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lector::text::ru {

HWY_EXPORT(BestPath);
HWY_EXPORT(SumPaths);

void BestPath(const float* scores, size_t stride, size_t count, const float* transitions, uint8_t* from, uint8_t* out) {
  HWY_DYNAMIC_DISPATCH(BestPath)(scores, stride, count, transitions, from, out);
}
void SumPaths(const float* scores, size_t stride, size_t count, const float* weights, const PathSums& out) {
  HWY_DYNAMIC_DISPATCH(SumPaths)(scores, stride, count, weights, out);
}

}  // namespace lector::text::ru
#endif  // HWY_ONCE
