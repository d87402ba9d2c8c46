// The encoder's layers. Compiled once for each instruction set: Highway's foreach_target includes this file again and again.
#include <bit>
#include <cstring>

#include "daemon/text/ru/kernels.h"

#define HWY_WANT_AVX3_DL
// Vectors without a size known to the compiler cannot stand in arrays, which the sums below are.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "daemon/text/ru/convolution.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include "daemon/text/ru/kernels-inl.h"

HWY_BEFORE_NAMESPACE();
namespace lector::text::ru {
namespace HWY_NAMESPACE {  // NOLINT

// Which pairs of 64 channels are not zero.
HWY_INLINE uint32_t MaskOf(const int16_t* values) {
  uint32_t mask = 0;
  for (size_t pair = 0; pair < 32; pair += kLanes) mask |= NotZero(LoadPairs(values + 2 * pair)) << pair;
  return mask;
}

void SumTaps(const TapInputs& inputs, const SparseRows& out) {
  const hn::CappedTag<int16_t, 2 * kPanel> d;
  for (size_t c = 0; c < kHidden1; c += hn::Lanes(d)) {
    auto sum = hn::Zero(d);
    for (size_t tap = 0; tap < kTaps; ++tap) {
      const size_t at = tap * kHidden1 + c;
      sum = hn::SaturatedAdd(sum, hn::SaturatedAdd(hn::LoadU(d, inputs.word[tap] + at), hn::LoadU(d, inputs.shape[tap] + at)));
    }
    hn::StoreU(hn::ShiftRight<1>(hn::Max(sum, hn::Zero(d))), d, out.values + c);
  }
  for (size_t word = 0; word < Words(kHidden1); ++word) out.masks[word] = MaskOf(out.values + word * 64);
}

// As many outputs at once as three rows of sums leave registers for.
constexpr size_t kSums = HWY_MIN(kFilterOutputs / kLanes, 4);

// Adds what kFilterInputs channels of `in` do to kSums x kLanes outputs. A row of `in` adds to three rows of `out`, whose sums
// move on by one as it does.
HWY_INLINE void AddChannels(const int16_t* HWY_RESTRICT in, const uint32_t* HWY_RESTRICT masks, size_t in_width, size_t count,
                            const int16_t* HWY_RESTRICT weights, float* HWY_RESTRICT out, size_t out_width) {
  const Tag d;
  PairSum sums[kTaps][kSums];  // of the output rows that the taps of this row of `in` add to
  for (size_t tap = 1; tap < kTaps; ++tap)
    for (size_t v = 0; v < kSums; ++v) sums[tap][v].Clear();
  for (size_t row = 0; row < count + kTaps - 1; ++row) {
    for (size_t v = 0; v < kSums; ++v) sums[0][v].Clear();
    for (uint32_t left = masks[row * Words(in_width)]; left != 0; left &= left - 1) {
      const size_t pair = static_cast<size_t>(std::countr_zero(left));
      const Pairs value = SetPair(in + row * in_width + pair * 2);
      const int16_t* from = weights + pair * 2 * kTaps * kFilterOutputs;
      asm("" : "+r"(from));  // one address for all loads: GCC keeps one for each, more than there are registers
      for (size_t tap = 0; tap < kTaps; ++tap)
        for (size_t v = 0; v < kSums; ++v) sums[tap][v].Add(value, LoadPairs(from + (tap * kFilterOutputs + v * kLanes) * 2));
    }
    if (row + 1 >= kTaps) {
      float* const to = out + (row + 1 - kTaps) * out_width;
      for (size_t v = 0; v < kSums; ++v)
        hn::StoreU(hn::Add(hn::LoadU(d, to + v * kLanes), hn::ConvertTo(d, sums[2][v].Total())), d, to + v * kLanes);
    }
    for (size_t v = 0; v < kSums; ++v) {
      sums[2][v] = sums[1][v];
      sums[1][v] = sums[0][v];
    }
  }
}

// Sums before the relu, of which filter.factors have not been taken.
HWY_INLINE void Sum(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* out) {
  const size_t width = filter.outputs;
  for (size_t row = 0; row < count; ++row)
    std::memcpy(out + row * width, filter.bias + edges[row] * width, width * sizeof(float));
  for (size_t column = 0; column < width; column += kSums * kLanes) {
    for (size_t input = 0; input < filter.inputs; input += kFilterInputs) {
      const size_t group = (column / kFilterOutputs * filter.inputs + input) * kTaps * kFilterOutputs;
      const int16_t* const weights = filter.weights + group + column % kFilterOutputs * 2;
      AddChannels(in.values + input, in.masks + input / 64, filter.inputs, count, weights, out + column, width);
    }
  }
}

void ConvolveToReal(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* out) {
  const Tag d;
  Sum(in, count, edges, filter, out);
  for (size_t row = 0; row < count; ++row, out += filter.outputs) {
    for (size_t c = 0; c < filter.outputs; c += kLanes)
      hn::StoreU(hn::Max(hn::Mul(hn::LoadU(d, out + c), hn::LoadU(d, filter.factors + c)), hn::Zero(d)), d, out + c);
  }
}

void ConvolveToWhole(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* sums,
                     const SparseRows& out) {
  const Tag d;
  const hn::Rebind<int16_t, Tag> d16;
  Sum(in, count, edges, filter, sums);
  const size_t width = filter.outputs;
  for (size_t row = 0; row < count; ++row) {
    int16_t* const to = out.values + row * width;
    for (size_t c = 0; c < width; c += kLanes) {
      const Vector value = hn::Mul(hn::LoadU(d, sums + row * width + c), hn::LoadU(d, filter.factors + c));
      const Vector kept = hn::Min(hn::Max(value, hn::Zero(d)), hn::Set(d, float{kLargestValue}));
      hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(kept)), d16, to + c);
    }
    for (size_t word = 0; word < Words(width); ++word) out.masks[row * Words(width) + word] = MaskOf(to + word * 64);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace lector::text::ru
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lector::text::ru {

HWY_EXPORT(SumTaps);
HWY_EXPORT(ConvolveToReal);
HWY_EXPORT(ConvolveToWhole);

void SumTaps(const TapInputs& inputs, const SparseRows& out) { HWY_DYNAMIC_DISPATCH(SumTaps)(inputs, out); }
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* out) {
  HWY_DYNAMIC_DISPATCH(ConvolveToReal)(in, count, edges, filter, out);
}
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* sums,
              const SparseRows& out) {
  HWY_DYNAMIC_DISPATCH(ConvolveToWhole)(in, count, edges, filter, sums, out);
}

}  // namespace lector::text::ru
#endif  // HWY_ONCE
