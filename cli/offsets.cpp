#include "cli/offsets.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace lector::cli {

OffsetMap::OffsetMap(std::string_view text, v1::OffsetEncoding encoding) : text_(text) {
  if (encoding != v1::OFFSET_ENCODING_UTF16 && encoding != v1::OFFSET_ENCODING_UTF32) return;
  bytes_.reserve(text.size() / 2 + 1);
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const auto begin = static_cast<uint32_t>(at);
    UChar32 character;
    U8_NEXT(text.data(), at, size, character);
    bytes_.push_back(begin);
    if (encoding == v1::OFFSET_ENCODING_UTF16 && character > 0xFFFF) bytes_.push_back(begin);
  }
  bytes_.push_back(static_cast<uint32_t>(text.size()));
}

size_t OffsetMap::ToByte(uint32_t offset) const {
  if (bytes_.empty()) return std::min<size_t>(offset, text_.size());
  return offset < bytes_.size() ? bytes_[offset] : text_.size();
}

}  // namespace lector::cli
