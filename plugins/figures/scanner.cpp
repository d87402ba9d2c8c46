#include "plugins/figures/scanner.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace lector::figures {
namespace {

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

void Append(std::string* out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  out->append(bytes, static_cast<size_t>(size));
}

UChar32 Read(std::string_view text, size_t* at) {
  auto i = static_cast<int32_t>(*at);
  const auto size = static_cast<int32_t>(text.size());
  UChar32 c = 0;
  U8_NEXT(text.data(), i, size, c);
  *at = static_cast<size_t>(i);
  return c;
}

}  // namespace

void Scanner::SkipSpace(Atom* atom) {
  while (at_ < text_.size()) {
    size_t next = at_;
    const UChar32 c = Read(text_, &next);
    if (!IsSpace(c) && c != 0xAD && c != 0x200B && c != 0xFEFF) return;
    if (IsSpace(c) && atom->gap < 255) ++atom->gap;
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) atom->newline = true;
    at_ = next;
  }
}

bool Scanner::Next(Atom* atom, std::string* folded) {
  *atom = Atom();
  folded->clear();
  SkipSpace(atom);
  if (at_ >= text_.size()) return false;
  atom->begin = static_cast<uint32_t>(at_);
  UChar32 c = Read(text_, &at_);
  if (IsLetter(c)) {
    atom->kind = AtomKind::kWord;
    atom->cyrillic = c >= 0x400 && c < 0x530;
    atom->upper = IsUpper(c);
    atom->all_upper = true;
    while (true) {
      if (!IsUpper(c)) atom->all_upper = false;
      if (at_ - atom->begin <= kLongestWord) Append(folded, Fold(c));
      size_t next = at_;
      if (next >= text_.size()) break;
      c = Read(text_, &next);
      if (!IsLetter(c)) break;
      at_ = next;
    }
    if (at_ - atom->begin > kLongestWord) folded->clear();
  } else if (IsDigit(c)) {
    atom->kind = AtomKind::kDigits;
    while (at_ < text_.size() && IsDigit(static_cast<unsigned char>(text_[at_]))) ++at_;
  } else if (c >= 0) {
    Append(folded, c);
  }
  atom->end = static_cast<uint32_t>(at_);
  return true;
}

}  // namespace lector::figures
