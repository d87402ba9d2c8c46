// Compiled once for each instruction set: Highway's foreach_target includes this file again and again.
//
// Whether two bytes may follow each other is looked up: by the high and the low half of the first and by the high half of the
// second, each time in a table of which mistakes these bits allow. What all three allow is a mistake (Keiser and Lemire,
// "Validating UTF-8 In Less Than One Instruction Per Byte", 2021). What is left is whether the third and fourth byte of a
// sequence are there.
#include "daemon/text/utf8_vectors.h"

#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "daemon/text/utf8_vectors.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace lector::text {
namespace HWY_NAMESPACE {  // NOLINT
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

size_t ValidUntil(const uint8_t*, size_t, size_t from) { return from; }

#else

enum Mistake : uint8_t {
  kTooShort = 1 << 0,     // a lead byte, and none that continues it
  kTooLong = 1 << 1,      // ASCII, and one that continues
  kOverlong3 = 1 << 2,    // E0 80..9F
  kTooLarge = 1 << 3,     // F4 90..BF and above
  kSurrogate = 1 << 4,    // ED A0..BF
  kOverlong2 = 1 << 5,    // C0, C1
  kOverlong4 = 1 << 6,    // F0 80..8F; F5 80..8F and above
  kTwoContinue = 1 << 7,  // right behind a lead byte of three or four
};
constexpr uint8_t kAnyLow = kTooShort | kTooLong | kTwoContinue;  // mistakes whatever the low half of the first byte
constexpr uint8_t kVeryLarge = kAnyLow | kTooLarge | kOverlong4;

alignas(16) constexpr uint8_t kFirstHigh[16] = {kTooLong,
                                                kTooLong,
                                                kTooLong,
                                                kTooLong,
                                                kTooLong,
                                                kTooLong,
                                                kTooLong,
                                                kTooLong,
                                                kTwoContinue,
                                                kTwoContinue,
                                                kTwoContinue,
                                                kTwoContinue,
                                                kTooShort | kOverlong2,
                                                kTooShort,
                                                kTooShort | kOverlong3 | kSurrogate,
                                                kTooShort | kTooLarge | kOverlong4};
alignas(16) constexpr uint8_t kFirstLow[16] = {kAnyLow | kOverlong3 | kOverlong2 | kOverlong4,
                                               kAnyLow | kOverlong2,
                                               kAnyLow,
                                               kAnyLow,
                                               kAnyLow | kTooLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge,
                                               kVeryLarge | kSurrogate,
                                               kVeryLarge,
                                               kVeryLarge};
constexpr uint8_t kAnySecond = kTooLong | kOverlong2 | kTwoContinue;  // of a byte that continues
alignas(16) constexpr uint8_t kSecondHigh[16] = {kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kAnySecond | kOverlong3 | kOverlong4,
                                                 kAnySecond | kOverlong3 | kTooLarge,
                                                 kAnySecond | kSurrogate | kTooLarge,
                                                 kAnySecond | kSurrogate | kTooLarge,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort,
                                                 kTooShort};

using Tag = hn::ScalableTag<uint8_t>;
using Vector = hn::Vec<Tag>;

// Not zero where a byte cannot stand behind the three before it.
HWY_INLINE Vector Mistakes(const uint8_t* at, Vector bytes) {
  const Tag d;
  const Vector before = hn::LoadU(d, at - 1), low = hn::Set(d, 0x0F);
  const Vector first = hn::And(hn::TableLookupBytes(hn::LoadDup128(d, kFirstHigh), hn::ShiftRight<4>(before)),
                               hn::TableLookupBytes(hn::LoadDup128(d, kFirstLow), hn::And(before, low)));
  const Vector pairs = hn::And(first, hn::TableLookupBytes(hn::LoadDup128(d, kSecondHigh), hn::ShiftRight<4>(bytes)));
  // The highest bit where the byte is the third or fourth of a sequence: 0xE0 - 0x60 is 0x80.
  const Vector third = hn::SaturatedSub(hn::LoadU(d, at - 2), hn::Set(d, 0xE0 - 0x80));
  const Vector fourth = hn::SaturatedSub(hn::LoadU(d, at - 3), hn::Set(d, 0xF0 - 0x80));
  return hn::Xor(pairs, hn::And(hn::Or(third, fourth), hn::Set(d, 0x80)));
}

size_t ValidUntil(const uint8_t* bytes, size_t size, size_t from) {
  const Tag d;
  const size_t lanes = hn::Lanes(d), step = 2 * lanes;
  size_t at = from;
  for (; at + step <= size; at += step) {
    const Vector one = hn::LoadU(d, bytes + at), two = hn::LoadU(d, bytes + at + lanes);
    const Vector both = hn::Or(one, two), top = hn::Set(d, 0x80);
    const bool is_ascii = hn::AllFalse(d, hn::Eq(hn::And(both, top), top));
    // Nothing is open where ASCII begins.
    if (is_ascii && bytes[at - 1] < 0xC0 && bytes[at - 2] < 0xE0 && bytes[at - 3] < 0xF0) continue;
    const Vector wrong = hn::Or(Mistakes(bytes + at, one), Mistakes(bytes + at + lanes, two));
    if (!hn::AllTrue(d, hn::Eq(wrong, hn::Zero(d)))) break;
  }
  if (at == from) return from;
  // Back to where a sequence starts: the last one may go on.
  do --at;
  while (at > from && (bytes[at] & 0xC0) == 0x80);
  return at;
}

#endif  // HWY_SCALAR

}  // namespace HWY_NAMESPACE
}  // namespace lector::text
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lector::text {

HWY_EXPORT(ValidUntil);

size_t ValidUtf8Until(std::string_view bytes, size_t from) {
  return HWY_DYNAMIC_DISPATCH(ValidUntil)(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), from);
}

}  // namespace lector::text
#endif  // HWY_ONCE
