// Compiled once for each instruction set: Highway's foreach_target includes this file again and again.
#include "daemon/text/ru/kernels.h"

// Vectors without a size known to the compiler cannot stand in arrays, which the tiles below are.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "daemon/text/ru/kernels.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace lector::text::ru {
namespace HWY_NAMESPACE {  // NOLINT
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, kPanel>;
using Vector = hn::Vec<Tag>;
constexpr size_t kLanes = HWY_MIN(HWY_LANES(float), kPanel);
constexpr size_t kVectors = kPanel / kLanes;  // of a panel's width
// Rows of a tile: as many sums as hide the latency of multiply-add and still fit the registers.
constexpr size_t kTileRows = kVectors == 1 ? 12 : kVectors == 2 ? 6 : kVectors == 4 ? 3 : 1;

HWY_INLINE Vector Apply(const Finish& finish, Vector sum, size_t column) {
  const Tag d;
  if (finish.bias != nullptr) sum = hn::Add(sum, hn::LoadU(d, finish.bias + column));
  if (finish.relu) sum = hn::Max(sum, hn::Zero(d));
  if (finish.scale == nullptr) return sum;
  return hn::MulAdd(sum, hn::LoadU(d, finish.scale + column), hn::LoadU(d, finish.shift + column));
}

// kRows rows by one panel.
template <size_t kRows>
HWY_INLINE void Tile(const float* HWY_RESTRICT in, size_t in_stride, size_t depth, const float* HWY_RESTRICT panel,
                     const Finish& finish, size_t column, float* HWY_RESTRICT out, size_t out_stride) {
  const Tag d;
  Vector sums[kRows][kVectors];
  for (size_t r = 0; r < kRows; ++r)
    for (size_t v = 0; v < kVectors; ++v) sums[r][v] = hn::Zero(d);
  for (size_t k = 0; k < depth; ++k) {
    Vector weights[kVectors];
    for (size_t v = 0; v < kVectors; ++v) weights[v] = hn::Load(d, panel + k * kPanel + v * kLanes);
    for (size_t r = 0; r < kRows; ++r) {
      const Vector value = hn::Set(d, in[r * in_stride + k]);
      for (size_t v = 0; v < kVectors; ++v) sums[r][v] = hn::MulAdd(value, weights[v], sums[r][v]);
    }
  }
  for (size_t r = 0; r < kRows; ++r)
    for (size_t v = 0; v < kVectors; ++v)
      hn::StoreU(Apply(finish, sums[r][v], column + v * kLanes), d, out + r * out_stride + column + v * kLanes);
}

// The rows that are left below a full tile: fewer at a time, in the same order of sums.
template <size_t kRows>
HWY_INLINE void Rest(const float* in, size_t in_stride, size_t count, size_t depth, const float* panel, const Finish& finish,
                     size_t column, float* out, size_t out_stride) {
  if constexpr (kRows > 0) {
    if (count == kRows) return Tile<kRows>(in, in_stride, depth, panel, finish, column, out, out_stride);
    Rest<kRows - 1>(in, in_stride, count, depth, panel, finish, column, out, out_stride);
  }
}

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const Finish& finish, float* out,
              size_t out_stride) {
  for (size_t p = 0; p < Panels(matrix.columns); ++p) {
    const float* const panel = matrix.data + p * matrix.rows * kPanel;
    size_t r = 0;
    for (; r + kTileRows <= count; r += kTileRows)
      Tile<kTileRows>(in + r * in_stride, in_stride, matrix.rows, panel, finish, p * kPanel, out + r * out_stride, out_stride);
    Rest<kTileRows - 1>(in + r * in_stride, in_stride, count - r, matrix.rows, panel, finish, p * kPanel, out + r * out_stride,
                        out_stride);
  }
}

void SumTaps(const TapInputs& inputs, const Finish& finish, float* out) {
  const Tag d;
  for (size_t c = 0; c < kHidden1; c += kLanes) {
    Vector sum = hn::Zero(d);
    for (size_t tap = 0; tap < kTaps; ++tap) {
      const size_t at = tap * kHidden1 + c;
      sum = hn::Add(sum, hn::Add(hn::LoadU(d, inputs.word[tap] + at), hn::LoadU(d, inputs.shape[tap] + at)));
    }
    hn::StoreU(Apply(finish, sum, c), d, out + c);
  }
}

size_t ArgMax(const float* values, size_t count) {
  const Tag d;
  Vector best = hn::LoadU(d, values);
  for (size_t i = kLanes; i < count; i += kLanes) best = hn::Max(best, hn::LoadU(d, values + i));
  const float largest = hn::GetLane(hn::MaxOfLanes(d, best));
  for (size_t i = 0; i < count; i += kLanes) {
    const intptr_t found = hn::FindFirstTrue(d, hn::Eq(hn::LoadU(d, values + i), hn::Set(d, largest)));
    if (found >= 0 && i + static_cast<size_t>(found) < count) return i + static_cast<size_t>(found);
  }
  return 0;  // there is a NaN among them
}

void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out) {
  const Tag d;
  Vector values[kArc / kLanes];
  for (size_t v = 0; v < kArc / kLanes; ++v) values[v] = hn::LoadU(d, vector + v * kLanes);
  for (size_t r = 0; r < count; ++r) {
    Vector sum = hn::Zero(d);
    for (size_t v = 0; v < kArc / kLanes; ++v) sum = hn::MulAdd(hn::LoadU(d, rows + r * stride + v * kLanes), values[v], sum);
    out[r] = hn::GetLane(hn::SumOfLanes(d, sum));
  }
}

const char* Target() { return hwy::TargetName(HWY_TARGET); }

}  // namespace HWY_NAMESPACE
}  // namespace lector::text::ru
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lector::text::ru {

HWY_EXPORT(Multiply);
HWY_EXPORT(SumTaps);
HWY_EXPORT(ArgMax);
HWY_EXPORT(DotRows);
HWY_EXPORT(Target);

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const Finish& finish, float* out,
              size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(Multiply)(in, in_stride, count, matrix, finish, out, out_stride);
}
void SumTaps(const TapInputs& inputs, const Finish& finish, float* out) { HWY_DYNAMIC_DISPATCH(SumTaps)(inputs, finish, out); }
size_t ArgMax(const float* values, size_t count) { return HWY_DYNAMIC_DISPATCH(ArgMax)(values, count); }
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out) {
  HWY_DYNAMIC_DISPATCH(DotRows)(rows, stride, count, vector, out);
}
const char* KernelTarget() { return HWY_DYNAMIC_DISPATCH(Target)(); }

}  // namespace lector::text::ru
#endif  // HWY_ONCE
