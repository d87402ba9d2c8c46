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

// A tile of `count` rows, 1 to kRows. Each of its sums is made in the same order, whatever the others.
template <size_t kRows>
HWY_INLINE void AnyTile(const float* in, size_t in_stride, size_t count, size_t depth, const float* panel, const Finish& finish,
                        size_t column, float* out, size_t out_stride) {
  if constexpr (kRows > 0) {
    if (count == kRows) return Tile<kRows>(in, in_stride, depth, panel, finish, column, out, out_stride);
    AnyTile<kRows - 1>(in, in_stride, count, depth, panel, finish, column, out, out_stride);
  }
}

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const Finish& finish, float* out,
              size_t out_stride) {
  for (size_t p = 0; p < Panels(matrix.columns); ++p) {
    const float* const panel = matrix.data + p * matrix.rows * kPanel;
    for (size_t r = 0, some; r < count; r += some) {
      // The last two tiles share what is left: a tile of one row would wait for each of its sums.
      const size_t left = count - r;
      some = left >= 2 * kTileRows ? kTileRows : left > kTileRows ? (left + 1) / 2 : left;
      AnyTile<kTileRows>(in + r * in_stride, in_stride, some, matrix.rows, panel, finish, p * kPanel, out + r * out_stride,
                         out_stride);
    }
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

void ToPoints(const float* HWY_RESTRICT in, size_t width, size_t count, float* HWY_RESTRICT out, size_t point_stride) {
  const Tag d;
  const Vector four = hn::Set(d, 4), minus_five = hn::Set(d, -5), two = hn::Set(d, 2);
  for (size_t t = 0; t < count; ++t) {
    for (size_t c = 0; c < width; c += kLanes) {
      const float* const from = in + t * kTile * width + c;
      float* const to = out + t * width + c;
      Vector x[kPoints];
      for (size_t i = 0; i < kPoints; ++i) x[i] = hn::LoadU(d, from + i * width);
      const Vector even4 = hn::NegMulAdd(four, x[2], x[4]), odd4 = hn::NegMulAdd(four, x[1], x[3]);
      const Vector even = hn::Sub(x[4], x[2]), odd = hn::Mul(two, hn::Sub(x[3], x[1]));
      hn::StoreU(hn::MulAdd(minus_five, x[2], hn::MulAdd(four, x[0], x[4])), d, to);
      hn::StoreU(hn::Add(even4, odd4), d, to + point_stride);
      hn::StoreU(hn::Sub(even4, odd4), d, to + 2 * point_stride);
      hn::StoreU(hn::Add(even, odd), d, to + 3 * point_stride);
      hn::StoreU(hn::Sub(even, odd), d, to + 4 * point_stride);
      hn::StoreU(hn::MulAdd(minus_five, x[3], hn::MulAdd(four, x[1], x[5])), d, to + 5 * point_stride);
    }
  }
}

void FromPoints(const float* HWY_RESTRICT products, size_t point_stride, size_t width, size_t rows, const Finish& finish,
                float* HWY_RESTRICT out) {
  const Tag d;
  const Vector two = hn::Set(d, 2), four = hn::Set(d, 4), eight = hn::Set(d, 8);
  for (size_t t = 0; t * kTile < rows; ++t) {
    const size_t some = HWY_MIN(kTile, rows - t * kTile);
    for (size_t c = 0; c < width; c += kLanes) {
      Vector x[kPoints];
      for (size_t i = 0; i < kPoints; ++i) x[i] = hn::LoadU(d, products + i * point_stride + t * width + c);
      const Vector sum1 = hn::Add(x[1], x[2]), sum2 = hn::Add(x[3], x[4]);
      const Vector difference1 = hn::Sub(x[1], x[2]), difference2 = hn::Sub(x[3], x[4]);
      const Vector y[kTile] = {hn::Add(x[0], hn::Add(sum1, sum2)), hn::MulAdd(two, difference2, difference1),
                               hn::MulAdd(four, sum2, sum1), hn::Add(hn::MulAdd(eight, difference2, difference1), x[5])};
      for (size_t i = 0; i < some; ++i) hn::StoreU(Apply(finish, y[i], c), d, out + (t * kTile + i) * width + c);
    }
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
HWY_EXPORT(ToPoints);
HWY_EXPORT(FromPoints);
HWY_EXPORT(ArgMax);
HWY_EXPORT(DotRows);
HWY_EXPORT(Target);

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const Finish& finish, float* out,
              size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(Multiply)(in, in_stride, count, matrix, finish, out, out_stride);
}
void SumTaps(const TapInputs& inputs, const Finish& finish, float* out) { HWY_DYNAMIC_DISPATCH(SumTaps)(inputs, finish, out); }
void ToPoints(const float* in, size_t width, size_t count, float* out, size_t point_stride) {
  HWY_DYNAMIC_DISPATCH(ToPoints)(in, width, count, out, point_stride);
}
void FromPoints(const float* products, size_t point_stride, size_t width, size_t rows, const Finish& finish, float* out) {
  HWY_DYNAMIC_DISPATCH(FromPoints)(products, point_stride, width, rows, finish, out);
}
size_t ArgMax(const float* values, size_t count) { return HWY_DYNAMIC_DISPATCH(ArgMax)(values, count); }
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out) {
  HWY_DYNAMIC_DISPATCH(DotRows)(rows, stride, count, vector, out);
}
const char* KernelTarget() { return HWY_DYNAMIC_DISPATCH(Target)(); }

}  // namespace lector::text::ru
#endif  // HWY_ONCE
