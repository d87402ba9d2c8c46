#include "daemon/text/offsets.h"

#include <algorithm>

namespace lector::text {
namespace {

constexpr uint32_t kStep = 64;

// Units of the code points that start in [begin, end). Without branches, so that the compiler makes vectors of it.
uint32_t CountUnits(std::string_view text, size_t begin, size_t end, OffsetEncoding encoding) {
  uint32_t starts = 0, pairs = 0;
  for (size_t i = begin; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    starts += (byte & 0xC0u) != 0x80u;
    pairs += byte >= 0xF0u;  // four bytes are a surrogate pair in UTF-16
  }
  return encoding == OffsetEncoding::kUtf16 ? starts + pairs : starts;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view text, OffsetEncoding encoding) : text_(text), encoding_(encoding) {
  if (encoding == OffsetEncoding::kUtf8) return;
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80u; })) return;
  checkpoints_.reserve(text.size() / kStep + 1);
  uint32_t units = 0;
  for (size_t at = 0;; at += kStep) {
    checkpoints_.push_back(units);
    if (text.size() - at < kStep) break;
    units += CountUnits(text, at, at + kStep, encoding);
  }
}

uint32_t OffsetMap::FromByte(uint32_t byte) const {
  if (checkpoints_.empty()) return byte;
  const uint32_t row = byte / kStep;
  return checkpoints_[row] + CountUnits(text_, size_t{row} * kStep, byte, encoding_);
}

}  // namespace lector::text
