// Compiled once for each instruction set: Highway's foreach_target includes this file again and again.
#include "daemon/text/ru/kernels.h"

#include <algorithm>
#include <limits>

#define HWY_WANT_AVX3_DL
// Vectors without a size known to the compiler cannot stand in arrays, which the tiles below are.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "daemon/text/ru/kernels.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include "daemon/text/ru/kernels-inl.h"

HWY_BEFORE_NAMESPACE();
namespace lector::text::ru {
namespace HWY_NAMESPACE {  // NOLINT

constexpr size_t kVectors = kPanel / kLanes;  // of a panel's width
// Rows of a tile: as many sums as hide the latency of multiply-add and still fit the registers.
constexpr size_t kTileRows = kVectors == 1 ? 12 : kVectors == 2 ? 6 : kVectors == 4 ? 3 : 1;

// The last two tiles share what is left: a tile of one row would wait for each of its sums.
HWY_INLINE size_t RowsOfTile(size_t left, size_t most) { return left >= 2 * most ? most : left > most ? (left + 1) / 2 : left; }

// kRows rows by one panel.
template <size_t kRows>
HWY_INLINE void Tile(const float* HWY_RESTRICT in, size_t in_stride, size_t depth, const float* HWY_RESTRICT panel,
                     const float* bias, size_t column, float* HWY_RESTRICT out, size_t out_stride) {
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
  for (size_t v = 0; v < kVectors; ++v) {
    const size_t at = column + v * kLanes;
    const Vector added = bias == nullptr ? hn::Zero(d) : hn::LoadU(d, bias + at);
    for (size_t r = 0; r < kRows; ++r) hn::StoreU(hn::Add(sums[r][v], added), d, out + r * out_stride + at);
  }
}

// A tile of `count` rows, 1 to kRows. Each of its sums is made in the same order, whatever the others.
template <size_t kRows>
HWY_INLINE void AnyTile(const float* in, size_t in_stride, size_t count, size_t depth, const float* panel, const float* bias,
                        size_t column, float* out, size_t out_stride) {
  if constexpr (kRows > 0) {
    if (count == kRows) return Tile<kRows>(in, in_stride, depth, panel, bias, column, out, out_stride);
    AnyTile<kRows - 1>(in, in_stride, count, depth, panel, bias, column, out, out_stride);
  }
}

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const float* bias, float* out,
              size_t out_stride) {
  for (size_t p = 0; p < Panels(matrix.columns); ++p) {
    const float* const panel = matrix.data + p * matrix.rows * kPanel;
    for (size_t r = 0, some; r < count; r += some) {
      some = RowsOfTile(count - r, kTileRows);
      AnyTile<kTileRows>(in + r * in_stride, in_stride, some, matrix.rows, panel, bias, p * kPanel, out + r * out_stride,
                         out_stride);
    }
  }
}

// What becomes of sums of whole numbers.
struct WholeOut {
  const float* factors;
  int16_t* out;
  size_t stride;

  template <size_t kAcross>
  HWY_INLINE void Store(size_t row, size_t first, const PairSum (&sums)[kAcross]) {
    const Tag d;
    const hn::Rebind<int16_t, Tag> d16;
    for (size_t v = 0; v < kAcross; ++v) {
      const size_t column = first + v * kLanes;
      const Vector value = hn::Mul(hn::ConvertTo(d, sums[v].Total()), hn::LoadU(d, factors + column));
      hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(value)), d16, out + row * stride + column);
    }
  }
};

HWY_INLINE Vector RealOf(const PairSum& sum, const float* factors, float scale, const float* bias) {
  const Tag d;
  return hn::MulAdd(hn::Mul(hn::ConvertTo(d, sum.Total()), hn::LoadU(d, factors)), hn::Set(d, scale), hn::LoadU(d, bias));
}

struct RealOut {
  const float *factors, *scales, *bias;
  float* out;
  size_t stride;

  template <size_t kAcross>
  HWY_INLINE void Store(size_t row, size_t first, const PairSum (&sums)[kAcross]) {
    const Tag d;
    for (size_t v = 0; v < kAcross; ++v) {
      const size_t column = first + v * kLanes;
      const Vector value = RealOf(sums[v], factors + column, scales[row], bias + column);
      hn::StoreU(hn::Max(value, hn::Zero(d)), d, out + row * stride + column);
    }
  }
};

// Keeps the largest of each row, lane by lane, and in which vector it was; of equal ones the first.
struct LargestOut {
  static constexpr size_t kMost = 48;  // rows
  const float *factors, *scales, *bias;
  HWY_ALIGN float largest[kMost * kLanes], column[kMost * kLanes];

  LargestOut(const float* f, const float* s, const float* b, size_t rows) : factors(f), scales(s), bias(b) {
    std::fill_n(largest, rows * kLanes, std::numeric_limits<float>::lowest());
    std::fill_n(column, rows * kLanes, 0.f);
  }

  template <size_t kAcross>
  HWY_INLINE void Store(size_t row, size_t first, const PairSum (&sums)[kAcross]) {
    const Tag d;
    Vector most = hn::Load(d, largest + row * kLanes), at = hn::Load(d, column + row * kLanes);
    for (size_t v = 0; v < kAcross; ++v) {
      const size_t here = first + v * kLanes;
      const Vector value = RealOf(sums[v], factors + here, scales[row], bias + here);
      at = hn::IfThenElse(hn::Gt(value, most), hn::Set(d, static_cast<float>(here)), at);
      most = hn::Max(value, most);
    }
    hn::Store(most, d, largest + row * kLanes);
    hn::Store(at, d, column + row * kLanes);
  }

  size_t ColumnOf(size_t row) const {
    const Tag d;
    const Vector values = hn::Load(d, largest + row * kLanes);
    const Vector columns = hn::Add(hn::Load(d, column + row * kLanes), hn::Iota(d, 0));
    const auto is_largest = hn::Eq(values, hn::MaxOfLanes(d, values));
    const Vector first = hn::MinOfLanes(d, hn::IfThenElse(is_largest, columns, hn::Set(d, std::numeric_limits<float>::max())));
    return static_cast<size_t>(hn::GetLane(first));
  }
};

// kRows rows by kWide panels of whole numbers.
template <size_t kRows, size_t kWide, class Out>
HWY_INLINE void IntTile(const int16_t* HWY_RESTRICT in, size_t in_stride, size_t row, const IntMatrix& matrix, size_t column,
                        Out& out) {
  constexpr size_t kAcross = kWide * kVectors;
  const int16_t* panel = matrix.data + column * matrix.rows;
  in += row * in_stride;
  PairSum sums[kRows][kAcross];
  for (size_t r = 0; r < kRows; ++r)
    for (size_t v = 0; v < kAcross; ++v) sums[r][v].Clear();
  for (size_t k = 0; k < matrix.rows; k += 2, panel += 2 * kPanel) {
    Pairs weights[kAcross];
    for (size_t v = 0; v < kAcross; ++v)
      weights[v] = LoadPairs(panel + v / kVectors * kPanel * matrix.rows + v % kVectors * 2 * kLanes);
    if (row == 0)
      for (size_t v = 0; v < kWide; ++v) __builtin_prefetch(panel + (kWide + v) * kPanel * matrix.rows, 0, 3);
    for (size_t r = 0; r < kRows; ++r) {
      const Pairs values = SetPair(in + r * in_stride + k);
      for (size_t v = 0; v < kAcross; ++v) sums[r][v].Add(values, weights[v]);
    }
  }
  for (size_t r = 0; r < kRows; ++r) out.Store(row + r, column, sums[r]);
}

template <size_t kRows, size_t kWide, class Out>
HWY_INLINE void AnyIntTile(const int16_t* in, size_t in_stride, size_t row, size_t count, const IntMatrix& matrix, size_t column,
                           Out& out) {
  if constexpr (kRows > 0) {
    if (count == kRows) return IntTile<kRows, kWide>(in, in_stride, row, matrix, column, out);
    AnyIntTile<kRows - 1, kWide>(in, in_stride, row, count, matrix, column, out);
  }
}

// Panels at once, and rows: a panel of one vector would be read again for every few sums.
constexpr size_t kIntWide = kVectors == 1 ? 2 : 1, kIntRows = kVectors == 1 ? 6 : kTileRows;

template <size_t kWide, class Out>
HWY_INLINE void MultiplyPanels(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, size_t column,
                               Out& out) {
  for (size_t row = 0, some; row < count; row += some) {
    some = RowsOfTile(count - row, kIntRows);
    AnyIntTile<kIntRows, kWide>(in, in_stride, row, some, matrix, column, out);
  }
}

template <class Out>
HWY_INLINE void MultiplyInts(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, Out& out) {
  size_t column = 0;
  for (; column + kIntWide * kPanel <= Panels(matrix.columns) * kPanel; column += kIntWide * kPanel)
    MultiplyPanels<kIntWide>(in, in_stride, count, matrix, column, out);
  for (; column < matrix.columns; column += kPanel) MultiplyPanels<1>(in, in_stride, count, matrix, column, out);
}

void MultiplyToWhole(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, int16_t* out,
                     size_t out_stride) {
  WholeOut to = {matrix.factors, out, out_stride};
  MultiplyInts(in, in_stride, count, matrix, to);
}

void MultiplyToReal(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales,
                    const float* bias, float* out, size_t out_stride) {
  RealOut to = {matrix.factors, scales, bias, out, out_stride};
  MultiplyInts(in, in_stride, count, matrix, to);
}

void LargestColumns(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales,
                    const float* bias, uint16_t* out) {
  for (size_t begin = 0; begin < count; begin += LargestOut::kMost) {
    const size_t some = HWY_MIN(LargestOut::kMost, count - begin);
    LargestOut to(matrix.factors, scales + begin, bias, some);
    MultiplyInts(in + begin * in_stride, in_stride, some, matrix, to);
    for (size_t row = 0; row < some; ++row) out[begin + row] = static_cast<uint16_t>(to.ColumnOf(row));
  }
}

void ToWhole(const float* in, size_t width, size_t count, const float* weights, int16_t* out, float* scales) {
  const Tag d;
  const hn::Rebind<int16_t, Tag> d16;
  for (size_t r = 0; r < count; ++r, in += width, out += width) {
    const auto value = [&](size_t c) {
      const Vector plain = hn::LoadU(d, in + c);
      return weights == nullptr ? plain : hn::Mul(plain, hn::LoadU(d, weights + c));
    };
    Vector most = hn::Set(d, 1e-30f);
    for (size_t c = 0; c < width; c += kLanes) most = hn::Max(most, hn::Abs(value(c)));
    const float largest = hn::GetLane(hn::MaxOfLanes(d, most));
    const Vector factor = hn::Set(d, kWholeRange / largest);
    scales[r] = largest / kWholeRange;
    for (size_t c = 0; c < width; c += kLanes)
      hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(hn::Mul(value(c), factor))), d16, out + c);
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

constexpr size_t kRelationSums = kRelationRow / kLanes;

// to[r] += factors[r] * sum over j of b[r][j] * kernel[j], for kRows rows.
template <size_t kRows>
HWY_INLINE void AddTails(const int16_t* const (&b)[kRows], const float (&factors)[kRows], const int16_t* HWY_RESTRICT kernel,
                         float* const (&to)[kRows]) {
  const Tag d;
  PairSum sums[kRows][kRelationSums];
  for (size_t r = 0; r < kRows; ++r)
    for (size_t v = 0; v < kRelationSums; ++v) sums[r][v].Clear();
  for (size_t j = 0; j < kArc; j += 2, kernel += 2 * kRelationRow) {
    Pairs values[kRows];
    for (size_t r = 0; r < kRows; ++r) values[r] = SetPair(b[r] + j);
    for (size_t v = 0; v < kRelationSums; ++v) {
      const Pairs weights = LoadPairs(kernel + v * 2 * kLanes);
      for (size_t r = 0; r < kRows; ++r) sums[r][v].Add(values[r], weights);
    }
  }
  for (size_t r = 0; r < kRows; ++r) {
    const Vector factor = hn::Set(d, factors[r]);
    for (size_t v = 0; v < kRelationSums; ++v) {
      float* const at = to[r] + v * kLanes;
      hn::StoreU(hn::MulAdd(factor, hn::ConvertTo(d, sums[r][v].Total()), hn::LoadU(d, at)), d, at);
    }
  }
}

void MultiplyPairs(const float* const* a, const float* const* b, size_t count, const PairMatrix& matrix, float* out) {
  const Tag d;
  int16_t whole[kMostPairs][kArc];
  float scales[kMostPairs];
  for (size_t r = 0; r < count; ++r) ToWhole(b[r], kArc, 1, nullptr, whole[r], scales + r);
  std::fill_n(out, count * kRelationRow, 0.f);
  // By the places of `a`: what the matrix has for one fits the nearest cache. What is not above zero adds nothing.
  const int16_t* kernel = matrix.data;
  for (size_t i = 0; i < kArc; ++i, kernel += kArc * kRelationRow) {
    size_t rows[kMostPairs + 1];
    size_t here = 0;
    for (size_t r = 0; r < count; ++r) {
      rows[here] = r;
      here += a[r][i] > 0;
    }
    size_t at = 0;
    for (; at + 2 <= here; at += 2) {
      const size_t r = rows[at], s = rows[at + 1];
      AddTails<2>({whole[r], whole[s]}, {a[r][i], a[s][i]}, kernel, {out + r * kRelationRow, out + s * kRelationRow});
    }
    if (const size_t r = rows[at]; at < here) AddTails<1>({whole[r]}, {a[r][i]}, kernel, {out + r * kRelationRow});
  }
  for (size_t r = 0; r < count; ++r, out += kRelationRow) {
    for (size_t c = 0; c < kRelationRow; c += kLanes) {
      const Vector factor = hn::Mul(hn::LoadU(d, matrix.factors + c), hn::Set(d, scales[r]));
      hn::StoreU(hn::MulAdd(factor, hn::LoadU(d, out + c), hn::LoadU(d, matrix.start + c)), d, out + c);
    }
  }
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
HWY_EXPORT(MultiplyToWhole);
HWY_EXPORT(MultiplyToReal);
HWY_EXPORT(LargestColumns);
HWY_EXPORT(ToWhole);
HWY_EXPORT(MultiplyPairs);
HWY_EXPORT(ArgMax);
HWY_EXPORT(DotRows);
HWY_EXPORT(Target);

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const float* bias, float* out,
              size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(Multiply)(in, in_stride, count, matrix, bias, out, out_stride);
}
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, int16_t* out, size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(MultiplyToWhole)(in, in_stride, count, matrix, out, out_stride);
}
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales, const float* bias,
              float* out, size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(MultiplyToReal)(in, in_stride, count, matrix, scales, bias, out, out_stride);
}
void LargestColumns(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales,
                    const float* bias, uint16_t* out) {
  HWY_DYNAMIC_DISPATCH(LargestColumns)(in, in_stride, count, matrix, scales, bias, out);
}
void ToWhole(const float* in, size_t width, size_t count, const float* weights, int16_t* out, float* scales) {
  HWY_DYNAMIC_DISPATCH(ToWhole)(in, width, count, weights, out, scales);
}
void MultiplyPairs(const float* const* a, const float* const* b, size_t count, const PairMatrix& matrix, float* out) {
  HWY_DYNAMIC_DISPATCH(MultiplyPairs)(a, b, count, matrix, out);
}
size_t ArgMax(const float* values, size_t count) { return HWY_DYNAMIC_DISPATCH(ArgMax)(values, count); }
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out) {
  HWY_DYNAMIC_DISPATCH(DotRows)(rows, stride, count, vector, out);
}
const char* KernelTarget() { return HWY_DYNAMIC_DISPATCH(Target)(); }

}  // namespace lector::text::ru
#endif  // HWY_ONCE
