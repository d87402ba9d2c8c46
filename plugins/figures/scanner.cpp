#include "plugins/figures/scanner.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <cstring>

namespace lector::figures {
namespace {

constexpr uint8_t kWidestGap = 255;

bool IsLetter(UChar32 c) {
  if (c < 0) return false;
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  if (c >= 0x410 && c <= 0x44F) return true;
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool IsDigit(UChar32 c) { return c >= '0' && c <= '9'; }

bool IsSpace(UChar32 c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x85 && u_isUWhiteSpace(c) != 0); }

bool IsUpper(UChar32 c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : (c >= 0x410 && c <= 0x42F) || u_isUUppercase(c) != 0; }

UChar32 Fold(UChar32 c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c == 0x401 || c == 0x451) return 0x435;
  if (c >= 0x430 && c <= 0x44F) return c;
  return u_tolower(c);
}

// The size of what is in `out` with c behind it.
size_t Append(UChar32 c, char* out, size_t size) {
  auto end = static_cast<int32_t>(size);
  U8_APPEND_UNSAFE(out, end, c);
  return static_cast<size_t>(end);
}

UChar32 Read(std::string_view text, size_t* at) {
  auto i = static_cast<int32_t>(*at);
  const auto size = static_cast<int32_t>(text.size());
  UChar32 c = 0;
  U8_NEXT(text.data(), i, size, c);
  *at = static_cast<size_t>(i);
  return c;
}

// Nearly all letters of a Russian text: U+0400 to U+047F, in UTF-8 a lead byte of these and one more.
bool IsCyrillicLead(unsigned char byte) { return byte == 0xD0 || byte == 0xD1; }

struct CyrillicLetter {
  char folded[2] = {};  // UTF-8
  bool upper = false;
  uint8_t reserved = 0;  // an entry is four bytes
};
constexpr size_t kCyrillicLetters = 128;
constexpr std::array<CyrillicLetter, kCyrillicLetters> kCyrillic = [] {
  std::array<CyrillicLetter, kCyrillicLetters> letters;
  for (uint32_t i = 0; i < kCyrillicLetters; ++i) {
    const bool paired = i >= 0x60;  // from U+0460 on a capital and its small letter stand side by side
    letters[i].upper = paired ? i % 2 == 0 : i < 0x30;
    uint32_t c = 0x400 + i;
    if (letters[i].upper) c += paired ? 1 : i < 0x10 ? 0x50 : 0x20;
    if (c == 0x451) c = 0x435;
    letters[i].folded[0] = static_cast<char>(0xC0 | c >> 6);
    letters[i].folded[1] = static_cast<char>(0x80 | (c & 0x3F));
  }
  return letters;
}();

// The Cyrillic letter at a place; null: another character is there.
const CyrillicLetter* CyrillicAt(std::string_view text, size_t at) {
  if (at + 1 >= text.size()) return nullptr;
  const auto lead = static_cast<unsigned char>(text[at]), trail = static_cast<unsigned char>(text[at + 1]);
  return IsCyrillicLead(lead) && U8_IS_TRAIL(trail) ? &kCyrillic[(lead & 1u) << 6 | (trail & 0x3Fu)] : nullptr;
}

}  // namespace

void Scanner::SkipSpace(Atom* atom) {
  while (at_ < text_.size()) {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte > ' ' && (byte < 0xC2 || IsCyrillicLead(byte))) return;
    if (byte == ' ') {
      if (atom->gap < kWidestGap) ++atom->gap;
      ++at_;
      continue;
    }
    size_t next = at_;
    const UChar32 c = Read(text_, &next);
    if (!IsSpace(c) && c != 0xAD && c != 0x200B && c != 0xFEFF) return;
    if (IsSpace(c) && atom->gap < kWidestGap) ++atom->gap;
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) atom->newline = true;
    at_ = next;
  }
}

// Takes the letters that the scanner stands at; false where there is none.
bool Scanner::TakeWord(Atom* atom) {
  const std::string_view text = text_;
  const size_t begin = at_;
  size_t at = begin, size = 0;
  bool all_upper = true;
  while (at < text.size()) {
    if (const CyrillicLetter* letter = CyrillicAt(text, at)) {
      if (at == begin) atom->upper = letter->upper, atom->cyrillic = true;
      for (; letter != nullptr; letter = CyrillicAt(text, at += 2)) {
        all_upper = all_upper && letter->upper;
        if (at - begin >= kLongestWord) continue;
        std::memcpy(folded_ + size, letter->folded, sizeof letter->folded);
        size += sizeof letter->folded;
      }
    } else {
      size_t next = at;
      const UChar32 c = Read(text, &next);
      if (!IsLetter(c)) break;
      if (at == begin) atom->upper = IsUpper(c), atom->cyrillic = c >= 0x400 && c < 0x530;
      all_upper = all_upper && IsUpper(c);
      size = Append(Fold(c), folded_, size);
      at = next;
    }
    if (at - begin > kLongestWord) size = 0;
  }
  if (at == begin) return false;
  atom->kind = AtomKind::kWord;
  atom->all_upper = all_upper;
  at_ = at;
  size_ = size;
  return true;
}

bool Scanner::Next(Atom* atom, std::string_view* folded) {
  *atom = Atom();
  size_ = 0;
  SkipSpace(atom);
  if (at_ >= text_.size()) return false;
  atom->begin = static_cast<uint32_t>(at_);
  if (IsDigit(static_cast<unsigned char>(text_[at_]))) {
    atom->kind = AtomKind::kDigits;
    while (at_ < text_.size() && IsDigit(static_cast<unsigned char>(text_[at_]))) ++at_;
  } else if (!TakeWord(atom)) {
    if (const UChar32 c = Read(text_, &at_); c >= 0) size_ = Append(c, folded_, 0);
  }
  atom->end = static_cast<uint32_t>(at_);
  *folded = {folded_, size_};
  return true;
}

}  // namespace lector::figures
