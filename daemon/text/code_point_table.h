// CodePointTable: a byte for every code point, looked up in two steps; equal blocks are kept once, so that it stays in cache.
#ifndef LECTOR_DAEMON_TEXT_CODE_POINT_TABLE_H_
#define LECTOR_DAEMON_TEXT_CODE_POINT_TABLE_H_

#include <unicode/umachine.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lector::text {

// Of the planes that scripts and emoji live in, U+0000 to U+1FFFF; a caller says what holds beyond. Immutable, thread-safe.
class CodePointTable {
 public:
  static constexpr UChar32 kLimit = 0x20000;

  explicit CodePointTable(uint8_t (*value)(UChar32)) {
    for (UChar32 c = 0; c < kAscii; ++c) ascii_[static_cast<size_t>(c)] = value(c);
    std::array<uint8_t, kBlock> block;
    for (UChar32 start = 0; start < kLimit; start += kBlock) {
      for (UChar32 i = 0; i < kBlock; ++i) block[static_cast<size_t>(i)] = value(start + i);
      first_[static_cast<size_t>(start / kBlock)] = Place(block);
    }
  }

  // `c` is below kLimit.
  uint8_t operator[](UChar32 c) const {
    return values_[first_[static_cast<size_t>(c) / kBlock] + static_cast<size_t>(c) % kBlock];
  }
  // The same straight from the bytes of UTF-8, of one and of two: a block is what one lead byte begins.
  uint8_t OfAscii(uint8_t byte) const { return ascii_[byte]; }
  uint8_t OfTwoBytes(uint8_t lead, uint8_t trail) const { return values_[first_[lead & 0x1Fu] + (trail & 0x3Fu)]; }

 private:
  static constexpr UChar32 kBlock = 64, kAscii = 128;

  uint32_t Place(const std::array<uint8_t, kBlock>& block) {
    for (size_t at = 0; at < values_.size(); at += kBlock) {
      if (std::memcmp(&values_[at], block.data(), kBlock) == 0) return static_cast<uint32_t>(at);
    }
    values_.insert(values_.end(), block.begin(), block.end());
    return static_cast<uint32_t>(values_.size()) - kBlock;
  }

  std::array<uint8_t, kAscii> ascii_;
  std::array<uint32_t, kLimit / kBlock> first_;
  std::vector<uint8_t> values_;
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_CODE_POINT_TABLE_H_
