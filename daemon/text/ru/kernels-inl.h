// What the files of kernels share. Included once for each instruction set, as Highway has it; `toggle` instead of a guard.
#if defined(LECTOR_DAEMON_TEXT_RU_KERNELS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef LECTOR_DAEMON_TEXT_RU_KERNELS_INL_H_
#undef LECTOR_DAEMON_TEXT_RU_KERNELS_INL_H_
#else
#define LECTOR_DAEMON_TEXT_RU_KERNELS_INL_H_
#endif

#include <hwy/highway.h>
#include <cstring>

#include "daemon/text/ru/tagger_format.h"

HWY_BEFORE_NAMESPACE();
namespace lector::text::ru {
namespace HWY_NAMESPACE {  // NOLINT
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, kPanel>;
using Vector = hn::Vec<Tag>;
constexpr size_t kLanes = HWY_MIN(HWY_LANES(float), kPanel);

// Whole numbers of 16 bits, two in a lane of 32: what products are made of. Sums have 32 bits.
using PairTag = hn::RebindToSigned<Tag>;
using Pairs = hn::Vec<PairTag>;

HWY_INLINE Pairs LoadPairs(const int16_t* from) {
#if HWY_TARGET == HWY_SCALAR
  int32_t pair;
  std::memcpy(&pair, from, sizeof pair);
  return hn::Set(PairTag(), pair);
#else
  return hn::BitCast(PairTag(), hn::LoadU(hn::Repartition<int16_t, PairTag>(), from));
#endif
}

HWY_INLINE Pairs SetPair(const int16_t* from) {
  int32_t pair;
  std::memcpy(&pair, from, sizeof pair);
  return hn::Set(PairTag(), pair);
}

struct PairSum {
  Pairs sum;
#if !HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  Pairs more;  // such machines add in two parts

  HWY_INLINE void Clear() { sum = more = hn::Zero(PairTag()); }
  HWY_INLINE Pairs Total() const { return hn::RearrangeToOddPlusEven(sum, more); }
#else
  HWY_INLINE void Clear() { sum = hn::Zero(PairTag()); }
  HWY_INLINE Pairs Total() const { return sum; }
#endif

  // Adds to each lane the two products of the numbers in it. `b` from memory: in one instruction where there is one.
  HWY_INLINE void Add(Pairs a, const int16_t* b) {
#if HWY_TARGET == HWY_AVX3_DL
    struct __attribute__((packed)) Unaligned {
      char bytes[64];
    };
    asm("vpdpwssd %2, %1, %0" : "+v"(sum.raw) : "v"(a.raw), "m"(*reinterpret_cast<const Unaligned*>(b)));
#else
    Add(a, LoadPairs(b));
#endif
  }
  HWY_INLINE void Add(Pairs a, Pairs b) {
#if HWY_TARGET == HWY_AVX3_DL
    // Highway 1.0 does not know the instruction.
    asm("vpdpwssd %2, %1, %0" : "+v"(sum.raw) : "v"(a.raw), "v"(b.raw));
#elif HWY_TARGET == HWY_SCALAR
    const uint32_t x = static_cast<uint32_t>(hn::GetLane(a)), y = static_cast<uint32_t>(hn::GetLane(b));
    const auto product = [](uint32_t p, uint32_t q) {
      return static_cast<uint32_t>(int32_t{static_cast<int16_t>(p)} * static_cast<int16_t>(q));
    };
    const uint32_t both = static_cast<uint32_t>(hn::GetLane(sum)) + product(x & 0xFFFF, y & 0xFFFF) + product(x >> 16, y >> 16);
    sum = hn::Set(PairTag(), static_cast<int32_t>(both));
#else
    const hn::Repartition<int16_t, PairTag> d16;
#if HWY_ARCH_X86
    Pairs more;  // stays as it is
    sum = hn::ReorderWidenMulAccumulate(PairTag(), hn::BitCast(d16, a), hn::BitCast(d16, b), sum, more);
    asm volatile("" : "+v"(sum.raw));  // now: GCC would make many products before it adds the first, for want of registers
#else
    sum = hn::ReorderWidenMulAccumulate(PairTag(), hn::BitCast(d16, a), hn::BitCast(d16, b), sum, more);
#endif
#endif
  }
};

// Which lanes are not zero, the first in the lowest bit.
HWY_INLINE uint32_t NotZero(Pairs values) {
  uint8_t bits[8] = {};
  hn::StoreMaskBits(PairTag(), hn::Ne(values, hn::Zero(PairTag())), bits);
  uint32_t out;
  std::memcpy(&out, bits, sizeof out);
  return out;
}

}  // namespace HWY_NAMESPACE
}  // namespace lector::text::ru
HWY_AFTER_NAMESPACE();

#endif  // toggle
