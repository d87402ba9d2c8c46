#include "daemon/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "daemon/text/utf8_vectors.h"

namespace lector::text {
namespace {

using Byte = unsigned char;

// The bytes of the sequence that starts at `at`; 0 where none does. Table 3-7 of the Unicode Standard.
size_t SequenceLength(std::string_view bytes, size_t at) {
  const auto byte = [&](size_t i) -> Byte { return at + i < bytes.size() ? static_cast<Byte>(bytes[at + i]) : 0; };
  const auto continues = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const Byte lead = byte(0), second = byte(1);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !continues(1)) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) {
    if (!continues(2) || (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
    return 3;
  }
  if (!continues(2) || !continues(3) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return 4;
}

constexpr size_t kSample = 4096;  // bytes looked at on each side of the invalid one

std::string_view Sample(std::string_view bytes, size_t offset) {
  const size_t begin = offset > kSample ? (offset - kSample) & ~size_t{1} : 0;  // even: for UTF-16
  return bytes.substr(begin, 2 * kSample);
}

// UTF-16 of Latin and Cyrillic text: every other byte is 0 or 4.
const char* GuessUtf16(std::string_view bytes, std::string_view sample) {
  if (bytes.substr(0, 2) == "\xFF\xFE") return "UTF-16LE";
  if (bytes.substr(0, 2) == "\xFE\xFF") return "UTF-16BE";
  size_t high[2] = {0, 0};
  for (size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == 0 || sample[i] == 4) ++high[i % 2];
  }
  const size_t pairs = sample.size() / 2;
  if (pairs < 4) return nullptr;
  if (high[1] * 10 > pairs * 7 && high[0] * 10 < pairs * 3) return "UTF-16LE";
  if (high[0] * 10 > pairs * 7 && high[1] * 10 < pairs * 3) return "UTF-16BE";
  return nullptr;
}

// How often each Russian letter stands in text, per mille; а to я.
constexpr std::array<int, 32> kFrequency = {80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28,
                                            47, 55, 63, 26, 3,  10, 5, 15, 7,  4,  1,  19, 17, 3,  6,   20};
// Which of them stand at 0xC0..0xDF of KOI8-R (small; the capitals follow in the same order).
constexpr std::array<uint8_t, 32> kKoi8Letter = {30, 0,  1,  22, 4,  5,  20, 3, 21, 8,  9, 10, 11, 12, 13, 14,
                                                 15, 31, 16, 17, 18, 19, 6,  2, 28, 27, 7, 24, 29, 25, 23, 26};

// One-byte Cyrillic text is words of bytes from 0xC0 up; small letters are at 0xE0.. in Windows-1251, at 0xC0.. in KOI8-R.
const char* GuessOneByteCyrillic(std::string_view sample) {
  size_t letters = 0, beside = 0, other = 0;
  int64_t windows = 0, koi8 = 0;
  for (size_t i = 0; i < sample.size(); ++i) {
    const Byte byte = static_cast<Byte>(sample[i]);
    if (byte < 0x80) continue;
    if (byte < 0xC0) {
      ++other;
      continue;
    }
    ++letters;
    const auto is_letter = [&](size_t at) { return at < sample.size() && static_cast<Byte>(sample[at]) >= 0xC0; };
    if (is_letter(i + 1) || (i > 0 && is_letter(i - 1))) ++beside;
    const bool upper_half = byte >= 0xE0;
    windows += kFrequency[(byte - 0xC0u) % 32] * (upper_half ? 6 : 5);
    koi8 += kFrequency[kKoi8Letter[(byte - 0xC0u) % 32]] * (upper_half ? 5 : 6);
  }
  if (letters < 4 || beside * 10 < letters * 8 || other * 4 > letters) return nullptr;
  if (windows * 10 > koi8 * 11) return "Windows-1251";
  if (koi8 * 10 > windows * 11) return "KOI8-R";
  return nullptr;
}

// Whether most bytes above ASCII are sound UTF-8: then it is UTF-8 that was damaged, not another encoding.
bool MostlyUtf8(std::string_view sample) {
  size_t sound = 0, broken = 0;
  for (size_t at = 0; at < sample.size();) {
    const size_t length = SequenceLength(sample, at);
    if (length > 1) sound += length;
    if (length == 0) ++broken;
    at += std::max<size_t>(length, 1);
  }
  return sound > 4 * broken;
}

bool EndsInsideCharacter(std::string_view bytes, size_t offset) {
  const Byte lead = static_cast<Byte>(bytes[offset]);
  if (lead < 0xC2 || lead > 0xF4) return false;
  const size_t needed = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes.size() - offset >= needed) return false;
  return std::all_of(bytes.begin() + static_cast<ptrdiff_t>(offset) + 1, bytes.end(),
                     [](char c) { return (static_cast<Byte>(c) & 0xC0u) == 0x80u; });
}

}  // namespace

size_t FindInvalidUtf8(std::string_view bytes) {
  constexpr size_t kWorthVectors = 128;  // bytes
  constexpr size_t kBefore = 3;          // that vectors look back
  size_t at = 0;
  bool is_vectors_turn = bytes.size() >= kWorthVectors;
  while (at < bytes.size()) {
    if (is_vectors_turn && at >= kBefore) {
      at = ValidUtf8Until(bytes, at);
      is_vectors_turn = false;
      continue;
    }
    const size_t length = SequenceLength(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string DescribeInvalidUtf8(std::string_view bytes, size_t offset) {
  if (offset >= bytes.size()) return "the text is not valid UTF-8";
  char head[96];
  std::snprintf(head, sizeof head, "byte 0x%02X at offset %zu is not valid UTF-8", static_cast<Byte>(bytes[offset]), offset);
  const std::string_view sample = Sample(bytes, offset);
  const char* encoding = GuessUtf16(bytes, sample);
  if (encoding == nullptr && !MostlyUtf8(sample)) encoding = GuessOneByteCyrillic(sample);
  if (encoding != nullptr) return std::string(head) + "; the text looks like " + encoding + ", convert it first";
  if (EndsInsideCharacter(bytes, offset)) return std::string(head) + "; the text ends inside a character, it was cut";
  if (MostlyUtf8(sample)) return std::string(head) + "; the rest looks like UTF-8, the text was damaged there";
  return std::string(head) + "; the text must be UTF-8";
}

}  // namespace lector::text
