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

// Products lie anywhere in more memory than any cache holds: they are asked for so many rows before they are needed.
constexpr size_t kRowsAhead = 5;

void SumTaps(const TapInputs& inputs, size_t count, const SparseRows& out) {
  const hn::CappedTag<int16_t, 2 * kPanel> d;
  int16_t* HWY_RESTRICT to = out.values;
  uint32_t* HWY_RESTRICT masks = out.masks;
  for (size_t row = 0; row < count; ++row, to += kHidden1, masks += Words(kHidden1)) {
    if (row + kRowsAhead < count) {
      const auto* const ahead = reinterpret_cast<const char*>(inputs.word[row + kRowsAhead + kTaps - 1]);
      for (size_t at = 0; at < kTaps * kHidden1 * sizeof(int16_t); at += 64) __builtin_prefetch(ahead + at);
    }
    const int16_t *word[kTaps], *shape[kTaps];
    for (size_t tap = 0; tap < kTaps; ++tap) {
      word[tap] = inputs.word[row + tap] + tap * kHidden1;
      shape[tap] = inputs.shape[row + tap] + tap * kHidden1;
    }
    for (size_t c = 0; c < kHidden1; c += hn::Lanes(d)) {
      auto sum = hn::Zero(d);
      for (size_t tap = 0; tap < kTaps; ++tap)
        sum = hn::SaturatedAdd(sum, hn::SaturatedAdd(hn::LoadU(d, word[tap] + c), hn::LoadU(d, shape[tap] + c)));
      hn::StoreU(hn::ShiftRight<1>(hn::Max(sum, hn::Zero(d))), d, to + c);
    }
    for (size_t i = 0; i < Words(kHidden1); ++i) masks[i] = MaskOf(to + i * 64);
  }
}

// As many outputs at once as three rows of sums leave registers for.
constexpr size_t kSums = HWY_MIN(kFilterOutputs / kLanes, 4);

// Adds what kFilterInputs channels of `in` do to kSums x kLanes outputs: out(r, c, sum) gets vector c of row r, begin(r) and on
// included. A row of `in` adds to three rows of sums, which move on by one as it does.
template <class Begin, class Out>
HWY_INLINE void AddChannels(const int16_t* HWY_RESTRICT in, const uint32_t* HWY_RESTRICT masks, size_t in_width, size_t count,
                            const int16_t* HWY_RESTRICT weights, const Begin& begin, const Out& out) {
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
        for (size_t v = 0; v < kSums; ++v) sums[tap][v].Add(value, from + (tap * kFilterOutputs + v * kLanes) * 2);
    }
    if (row + 1 >= kTaps) {
      const size_t done = row + 1 - kTaps;
      const float* const from = begin(done);
      for (size_t v = 0; v < kSums; ++v)
        out(done, v * kLanes, hn::Add(hn::LoadU(d, from + v * kLanes), hn::ConvertTo(d, sums[2][v].Total())));
    }
    for (size_t v = 0; v < kSums; ++v) {
      sums[2][v] = sums[1][v];
      sums[1][v] = sums[0][v];
    }
  }
}

// out(r, c, sum) gets the sums of row r from output c on, before the relu, of which filter.factors have not been taken. `sums`:
// room for count rows of `sums_width`, of kFilterOutputs or of all outputs.
template <class Out>
HWY_INLINE void Sum(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* sums, size_t sums_width,
                    const Out& out) {
  const size_t width = filter.outputs, last = filter.inputs - kFilterInputs;
  for (size_t column = 0; column < width; column += kSums * kLanes) {
    for (size_t input = 0; input <= last; input += kFilterInputs) {
      const size_t group = (column / kFilterOutputs * filter.inputs + input) * kTaps * kFilterOutputs;
      const int16_t* const weights = filter.weights + group + column % kFilterOutputs * 2;
      const auto begin = [&](size_t row) {
        return input == 0 ? filter.bias + edges[row] * width + column : sums + row * sums_width + column % sums_width;
      };
      const auto keep = [&](size_t row, size_t c, Vector sum) {
        hn::StoreU(sum, Tag(), sums + row * sums_width + column % sums_width + c);
      };
      const auto finish = [&](size_t row, size_t c, Vector sum) { out(row, column + c, sum); };
      if (input < last) AddChannels(in.values + input, in.masks + input / 64, filter.inputs, count, weights, begin, keep);
      else AddChannels(in.values + input, in.masks + input / 64, filter.inputs, count, weights, begin, finish);
    }
  }
}

void ConvolveToReal(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* out) {
  const Tag d;
  Sum(in, count, edges, filter, out, filter.outputs, [&](size_t row, size_t c, Vector sum) {
    hn::StoreU(hn::Max(hn::Mul(sum, hn::LoadU(d, filter.factors + c)), hn::Zero(d)), d, out + row * filter.outputs + c);
  });
}

void ConvolveToWhole(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* sums,
                     const SparseRows& out) {
  const Tag d;
  const hn::Rebind<int16_t, Tag> d16;
  const size_t width = filter.outputs;
  Sum(in, count, edges, filter, sums, kFilterOutputs, [&](size_t row, size_t c, Vector sum) {
    const Vector value = hn::Mul(sum, hn::LoadU(d, filter.factors + c));
    const Vector kept = hn::Min(hn::Max(value, hn::Zero(d)), hn::Set(d, float{kLargestValue}));
    hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(kept)), d16, out.values + row * width + c);
  });
  for (size_t word = 0; word < count * Words(width); ++word) out.masks[word] = MaskOf(out.values + word * 64);
}

}  // namespace HWY_NAMESPACE
}  // namespace lector::text::ru
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lector::text::ru {

HWY_EXPORT(SumTaps);
HWY_EXPORT(ConvolveToReal);
HWY_EXPORT(ConvolveToWhole);

void SumTaps(const TapInputs& inputs, size_t count, const SparseRows& out) {
  HWY_DYNAMIC_DISPATCH(SumTaps)(inputs, count, out);
}
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* out) {
  HWY_DYNAMIC_DISPATCH(ConvolveToReal)(in, count, edges, filter, out);
}
void Convolve(const SparseRows& in, size_t count, const uint8_t* edges, const Filter& filter, float* sums,
              const SparseRows& out) {
  HWY_DYNAMIC_DISPATCH(ConvolveToWhole)(in, count, edges, filter, sums, out);
}

}  // namespace lector::text::ru
#endif  // HWY_ONCE
