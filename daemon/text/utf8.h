// UTF-8: validation, and a guess at what invalid bytes really are.
#ifndef LECTOR_DAEMON_TEXT_UTF8_H_
#define LECTOR_DAEMON_TEXT_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace lector::text {

// The offset of the first byte that is not part of valid UTF-8 (surrogates, overlong forms and values above U+10FFFF are
// invalid); std::string_view::npos when all of it is valid. Strings of any size.
size_t FindInvalidUtf8(std::string_view bytes);

// For a message to a person: "byte 0xCF at offset 12 is not valid UTF-8; the text looks like Windows-1251, convert it first".
std::string DescribeInvalidUtf8(std::string_view bytes, size_t offset);

// Whether `offset` (at most the size) is the start of a code point or the end of the text. The text is valid UTF-8.
inline bool IsCodePointBoundary(std::string_view text, size_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0u) != 0x80u;
}

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_UTF8_H_
