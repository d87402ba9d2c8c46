// Compiled once for each instruction set: Highway's foreach_target includes this file again and again.
#include "daemon/text/ru/kernels.h"

#include <bit>
#include <cmath>
#include <cstring>

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

// Which lanes are above zero, the first in the lowest bit.
HWY_INLINE uint64_t Positive(Vector values) {
  const Tag d;
  uint8_t bits[8] = {};
  hn::StoreMaskBits(d, hn::Gt(values, hn::Zero(d)), bits);
  uint64_t out;
  std::memcpy(&out, bits, sizeof out);
  return out;
}

// Adds now. GCC would make the products of all rows before it adds the first, for which there are not registers enough.
template <class V>
HWY_INLINE void Keep(V& sum) {
#if HWY_ARCH_X86 && HWY_TARGET != HWY_EMU128 && HWY_TARGET != HWY_SCALAR
  asm volatile("" : "+v"(sum.raw));
#else
  (void)sum;
#endif
}

// What becomes of a sum of whole numbers.
struct WholeOut {
  const float* factors;
  int16_t* out;
  size_t stride;

  HWY_INLINE void Store(size_t row, size_t column, Vector sum) const {
    const hn::Rebind<int16_t, Tag> d16;
    const Vector value = hn::Mul(sum, hn::LoadU(Tag(), factors + column));
    hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(value)), d16, out + row * stride + column);
  }
};

struct RealOut {
  const float *factors, *scales, *bias;
  float* out;
  size_t stride;

  HWY_INLINE void Store(size_t row, size_t column, Vector sum) const {
    const Tag d;
    const Vector value = hn::Mul(sum, hn::LoadU(d, factors + column));
    hn::StoreU(hn::MulAdd(value, hn::Set(d, scales[row]), hn::LoadU(d, bias + column)), d, out + row * stride + column);
  }
};

// kRows rows by one panel of whole numbers.
template <size_t kRows, class Out>
HWY_INLINE void IntTile(const int16_t* HWY_RESTRICT in, size_t in_stride, size_t row, const IntMatrix& matrix, size_t column,
                        const Out& out) {
  const Tag d;
  const hn::RebindToSigned<Tag> d32;
  const int16_t* panel = matrix.data + column * matrix.rows;
  in += row * in_stride;
#if HWY_TARGET == HWY_SCALAR  // has no pairs
  for (size_t r = 0; r < kRows; ++r) {
    for (size_t c = 0; c < kPanel; ++c) {
      uint32_t sum = 0;
      for (size_t k = 0; k < matrix.rows; ++k)
        sum += static_cast<uint32_t>(in[r * in_stride + k] * panel[(k / 2 * kPanel + c) * 2 + k % 2]);
      out.Store(row + r, column + c, hn::ConvertTo(d, hn::Set(d32, static_cast<int32_t>(sum))));
    }
  }
#else
  const hn::Repartition<int16_t, decltype(d32)> d16;
  hn::Vec<decltype(d32)> sums[kRows][kVectors], more[kRows][kVectors];  // `more`: what some machines add apart
  for (size_t r = 0; r < kRows; ++r)
    for (size_t v = 0; v < kVectors; ++v) sums[r][v] = more[r][v] = hn::Zero(d32);
  for (size_t k = 0; k < matrix.rows; k += 2, panel += 2 * kPanel) {
    hn::Vec<decltype(d16)> weights[kVectors];
    for (size_t v = 0; v < kVectors; ++v) weights[v] = hn::Load(d16, panel + v * 2 * kLanes);
    for (size_t r = 0; r < kRows; ++r) {
      int32_t pair;
      std::memcpy(&pair, in + r * in_stride + k, sizeof pair);
      const auto values = hn::BitCast(d16, hn::Set(d32, pair));
      for (size_t v = 0; v < kVectors; ++v)
        sums[r][v] = hn::ReorderWidenMulAccumulate(d32, values, weights[v], sums[r][v], more[r][v]);
      for (size_t v = 0; v < kVectors; ++v) Keep(sums[r][v]);
    }
  }
  for (size_t r = 0; r < kRows; ++r)
    for (size_t v = 0; v < kVectors; ++v)
      out.Store(row + r, column + v * kLanes, hn::ConvertTo(d, hn::RearrangeToOddPlusEven(sums[r][v], more[r][v])));
#endif
}

template <size_t kRows, class Out>
HWY_INLINE void AnyIntTile(const int16_t* in, size_t in_stride, size_t row, size_t count, const IntMatrix& matrix, size_t column,
                           const Out& out) {
  if constexpr (kRows > 0) {
    if (count == kRows) return IntTile<kRows>(in, in_stride, row, matrix, column, out);
    AnyIntTile<kRows - 1>(in, in_stride, row, count, matrix, column, out);
  }
}

template <class Out>
HWY_INLINE void MultiplyInts(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const Out& out) {
  for (size_t column = 0; column < matrix.columns; column += kPanel)
    for (size_t row = 0; row < count; row += kTileRows)
      AnyIntTile<kTileRows>(in, in_stride, row, HWY_MIN(kTileRows, count - row), matrix, column, out);
}

void MultiplyToWhole(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, int16_t* out,
                     size_t out_stride) {
  MultiplyInts(in, in_stride, count, matrix, WholeOut{matrix.factors, out, out_stride});
}

void MultiplyToReal(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales,
                    const float* bias, float* out, size_t out_stride) {
  MultiplyInts(in, in_stride, count, matrix, RealOut{matrix.factors, scales, bias, out, out_stride});
}

void ToWhole(const float* in, size_t width, size_t count, const float* weights, int16_t* out, float* scales) {
  const Tag d;
  const hn::Rebind<int16_t, Tag> d16;
  for (size_t r = 0; r < count; ++r, in += width, out += width) {
    Vector most = hn::Set(d, 1e-30f);
    for (size_t c = 0; c < width; c += kLanes)
      most = hn::Max(most, hn::Abs(hn::Mul(hn::LoadU(d, in + c), hn::LoadU(d, weights + c))));
    const float largest = hn::GetLane(hn::MaxOfLanes(d, most));
    const Vector factor = hn::Set(d, kWholeRange / largest);
    scales[r] = largest / kWholeRange;
    for (size_t c = 0; c < width; c += kLanes) {
      const Vector value = hn::Mul(hn::Mul(hn::LoadU(d, in + c), hn::LoadU(d, weights + c)), factor);
      hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(value)), d16, out + c);
    }
  }
}

void SumTaps(const TapInputs& inputs, const SparseRows& out) {
  const Tag d;
  const hn::RebindToSigned<Tag> d32;
  const hn::Rebind<int16_t, Tag> d16;
  for (size_t word = 0; word < Words(kHidden1); ++word) {
    uint64_t mask = 0;
    for (size_t i = 0; i < 64; i += kLanes) {
      const size_t c = word * 64 + i;
      auto sum = hn::Zero(d16);
      for (size_t tap = 0; tap < kTaps; ++tap) {
        const size_t at = tap * kHidden1 + c;
        sum = hn::SaturatedAdd(sum,
                               hn::SaturatedAdd(hn::LoadU(d16, inputs.word[tap] + at), hn::LoadU(d16, inputs.shape[tap] + at)));
      }
      const Vector value = hn::ConvertTo(d, hn::PromoteTo(d32, sum));
      mask |= Positive(value) << i;
      hn::StoreU(value, d, out.values + c);
    }
    out.masks[word] = mask;
  }
}

// As many outputs at once as three rows of sums leave registers for.
constexpr size_t kSums = HWY_MIN(kFilterOutputs / kLanes, 4);

// Adds what kFilterInputs channels of `in` do to kSums x kLanes outputs. A row of `in` adds to three rows of `out`, whose sums
// move on by one as it does.
HWY_INLINE void AddChannels(const float* HWY_RESTRICT in, const uint64_t* HWY_RESTRICT masks, size_t in_width, size_t count,
                            const float* HWY_RESTRICT weights, float* HWY_RESTRICT out, size_t out_width) {
  const Tag d;
  Vector sums[kTaps][kSums];  // of the output rows that the taps of this row of `in` add to
  for (size_t tap = 0; tap < kTaps; ++tap)
    for (size_t v = 0; v < kSums; ++v) sums[tap][v] = hn::Zero(d);
  for (size_t row = 0; row < count + kTaps - 1; ++row) {
    if (row < count)
      for (size_t v = 0; v < kSums; ++v) sums[0][v] = hn::LoadU(d, out + row * out_width + v * kLanes);
    for (uint64_t left = masks[row * Words(in_width)]; left != 0; left &= left - 1) {
      const size_t channel = static_cast<size_t>(std::countr_zero(left));
      const Vector value = hn::Set(d, in[row * in_width + channel]);
      const float* from = weights + channel * kTaps * kFilterOutputs;
      asm("" : "+r"(from));  // one address for all loads: GCC keeps one for each, more than there are registers
      for (size_t tap = 0; tap < kTaps; ++tap)
        for (size_t v = 0; v < kSums; ++v)
          sums[tap][v] = hn::MulAdd(value, hn::Load(d, from + tap * kFilterOutputs + v * kLanes), sums[tap][v]);
    }
    if (row + 1 >= kTaps)
      for (size_t v = 0; v < kSums; ++v) hn::StoreU(sums[2][v], d, out + (row + 1 - kTaps) * out_width + v * kLanes);
    for (size_t v = 0; v < kSums; ++v) {
      sums[2][v] = sums[1][v];
      sums[1][v] = sums[0][v];
    }
  }
}

// relu, and which values are left.
HWY_INLINE void Rectify(const SparseRows& rows, size_t width, size_t count) {
  const Tag d;
  for (size_t word = 0; word < count * Words(width); ++word) {
    float* const values = rows.values + word * 64;
    uint64_t mask = 0;
    for (size_t i = 0; i < 64; i += kLanes) {
      const Vector value = hn::LoadU(d, values + i);
      hn::StoreU(hn::Max(value, hn::Zero(d)), d, values + i);
      if (rows.masks != nullptr) mask |= Positive(value) << i;
    }
    if (rows.masks != nullptr) rows.masks[word] = mask;
  }
}

void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, const SparseRows& out) {
  const size_t width = filter.outputs;
  for (size_t row = 0; row < count; ++row)
    std::memcpy(out.values + row * width, filter.bias + edges[row] * width, width * sizeof(float));
  for (size_t column = 0; column < width; column += kSums * kLanes) {
    for (size_t input = 0; input < filter.inputs; input += kFilterInputs) {
      const float* const weights =
          filter.weights + column % kFilterOutputs + (column / kFilterOutputs * filter.inputs + input) * kTaps * kFilterOutputs;
      AddChannels(in.values + input, in.masks + input / 64, filter.inputs, count, weights, out.values + column, width);
    }
  }
  Rectify(out, width, count);
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

void MultiplyPairs(const float* const* a, const float* const* b, size_t count, const float* kernel, const float* start,
                   float* out) {
  constexpr size_t kSumsOfRow = kRelationRow / kLanes, kGroup = 4;
  const Tag d;
  // What is above zero of each row of `b`, filled up with zeros to whole groups: how often the loop below runs is easier to foresee.
  struct Term {
    float value;
    uint32_t place;
  };
  Term terms[kMostPairs][kArc];
  size_t sizes[kMostPairs];
  for (size_t r = 0; r < count; ++r) {
    size_t size = 0;
    for (uint32_t j = 0; j < kArc; ++j) {
      terms[r][size] = {b[r][j], j * static_cast<uint32_t>(kRelationRow)};
      size += b[r][j] > 0;
    }
    while (size % kGroup != 0) terms[r][size++] = {0, 0};
    sizes[r] = size;
    std::memcpy(out + r * kRelationRow, start, kRelationRow * sizeof(float));
  }
  // By the places of `a`: what the kernel has for one fits the nearest cache.
  for (size_t i = 0; i < kArc; ++i, kernel += kArc * kRelationRow) {
    uint32_t rows[kMostPairs];
    size_t rows_here = 0;
    for (uint32_t r = 0; r < count; ++r) {
      rows[rows_here] = r;
      rows_here += a[r][i] > 0;
    }
    for (size_t at = 0; at < rows_here; ++at) {
      const size_t r = rows[at];
      Vector sums[kSumsOfRow];
      for (size_t v = 0; v < kSumsOfRow; ++v) sums[v] = hn::Zero(d);
      for (const Term *term = terms[r], *const end = term + sizes[r]; term != end; term += kGroup) {
        for (size_t k = 0; k < kGroup; ++k) {
          const Vector value = hn::Set(d, term[k].value);
          const float* from = kernel + term[k].place;
          asm("" : "+r"(from));
          for (size_t v = 0; v < kSumsOfRow; ++v) sums[v] = hn::MulAdd(value, hn::Load(d, from + v * kLanes), sums[v]);
        }
      }
      const Vector factor = hn::Set(d, a[r][i]);
      float* const to = out + r * kRelationRow;
      for (size_t v = 0; v < kSumsOfRow; ++v)
        hn::StoreU(hn::MulAdd(factor, sums[v], hn::LoadU(d, to + v * kLanes)), d, to + v * kLanes);
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
HWY_EXPORT(ToWhole);
HWY_EXPORT(MultiplyPairs);
HWY_EXPORT(SumTaps);
HWY_EXPORT(Convolve);
HWY_EXPORT(ArgMax);
HWY_EXPORT(DotRows);
HWY_EXPORT(Target);

void Multiply(const float* in, size_t in_stride, size_t count, const PanelMatrix& matrix, const Finish& finish, float* out,
              size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(Multiply)(in, in_stride, count, matrix, finish, out, out_stride);
}
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, int16_t* out, size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(MultiplyToWhole)(in, in_stride, count, matrix, out, out_stride);
}
void Multiply(const int16_t* in, size_t in_stride, size_t count, const IntMatrix& matrix, const float* scales, const float* bias,
              float* out, size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(MultiplyToReal)(in, in_stride, count, matrix, scales, bias, out, out_stride);
}
void ToWhole(const float* in, size_t width, size_t count, const float* weights, int16_t* out, float* scales) {
  HWY_DYNAMIC_DISPATCH(ToWhole)(in, width, count, weights, out, scales);
}
void MultiplyPairs(const float* const* a, const float* const* b, size_t count, const float* kernel, const float* start,
                   float* out) {
  HWY_DYNAMIC_DISPATCH(MultiplyPairs)(a, b, count, kernel, start, out);
}
void SumTaps(const TapInputs& inputs, const SparseRows& out) { HWY_DYNAMIC_DISPATCH(SumTaps)(inputs, out); }
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, const SparseRows& out) {
  HWY_DYNAMIC_DISPATCH(Convolve)(in, count, edges, filter, out);
}
size_t ArgMax(const float* values, size_t count) { return HWY_DYNAMIC_DISPATCH(ArgMax)(values, count); }
void DotRows(const float* rows, size_t stride, size_t count, const float* vector, float* out) {
  HWY_DYNAMIC_DISPATCH(DotRows)(rows, stride, count, vector, out);
}
const char* KernelTarget() { return HWY_DYNAMIC_DISPATCH(Target)(); }

}  // namespace lector::text::ru
#endif  // HWY_ONCE
