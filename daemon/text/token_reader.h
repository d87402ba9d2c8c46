// TokenReader: questions about single tokens, as the sentence splitter asks them.
#ifndef LECTOR_DAEMON_TEXT_TOKEN_READER_H_
#define LECTOR_DAEMON_TEXT_TOKEN_READER_H_

#include <lector/layers.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "daemon/text/abbreviations.h"
#include "daemon/text/char_class.h"
#include "daemon/text/tokens.h"

namespace lector::text {

// A word in small letters, with what stands before it, in a buffer of its own: no allocation. Too long: empty.
class LowerWord {
 public:
  explicit LowerWord(std::string_view word) { Add(word); }
  LowerWord(std::string_view first, char between, std::string_view second) {
    Add(first);
    if (size_ < bytes_.size()) bytes_[size_++] = between;
    Add(second);
  }
  std::string_view view() const { return {bytes_.data(), fits_ ? size_ : 0}; }

 private:
  static UChar32 LowerOf(UChar32 c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0x410 && c <= 0x44F) return c < 0x430 ? c + 32 : c;
    return u_tolower(c);
  }

  void Add(std::string_view word) {
    for (size_t at = 0; at < word.size() && fits_;) {
      UChar32 c;
      U8_NEXT_UNSAFE(word.data(), at, c);
      c = LowerOf(c);
      fits_ = size_ + U8_MAX_LENGTH <= bytes_.size();
      if (fits_) U8_APPEND_UNSAFE(bytes_.data(), size_, c);
    }
  }

  std::array<char, 64> bytes_;
  size_t size_ = 0;
  bool fits_ = true;
};

class TokenReader {
 public:
  TokenReader(std::string_view text, const Tokens& tokens) : text_(text), tokens_(tokens) {}

  uint32_t count() const { return static_cast<uint32_t>(tokens_.size()); }
  const Tokens& tokens() const { return tokens_; }
  std::string_view Token(uint32_t i) const { return text_.substr(tokens_.begin[i], tokens_.end[i] - tokens_.begin[i]); }
  UChar32 First(uint32_t i) const { return CharAt(text_, tokens_.begin[i]).code; }
  CharClass FirstClass(uint32_t i) const { return CharAt(text_, tokens_.begin[i]).char_class(); }
  uint8_t Shape(uint32_t i) const { return tokens_.shape[i]; }
  bool Is(uint32_t i, uint8_t kind) const { return tokens_.kind[i] == kind; }
  bool IsWord(uint32_t i) const { return Is(i, LECTOR_TOKEN_WORD); }
  bool IsNumber(uint32_t i) const { return Is(i, LECTOR_TOKEN_NUMBER); }
  bool IsQuote(uint32_t i) const { return Is(i, LECTOR_TOKEN_QUOTE); }
  bool IsPlainQuote(uint32_t i) const { return IsQuote(i) && First(i) == '"'; }
  bool Touch(uint32_t left, uint32_t right) const { return tokens_.end[left] == tokens_.begin[right]; }

  bool IsStop(uint32_t i) const {
    if (!Is(i, LECTOR_TOKEN_PUNCTUATION)) return false;
    const CharClass first = FirstClass(i);
    return first == CharClass::kDot || first == CharClass::kStop;
  }
  bool IsDot(uint32_t i) const { return tokens_.end[i] - tokens_.begin[i] == 1 && text_[tokens_.begin[i]] == '.'; }
  bool IsDash(uint32_t i) const { return Is(i, LECTOR_TOKEN_PUNCTUATION) && u_charType(First(i)) == U_DASH_PUNCTUATION; }
  bool IsOpeningBracket(uint32_t i) const { return u_charType(First(i)) == U_START_PUNCTUATION; }
  bool IsEllipsis(uint32_t i) const { return First(i) == 0x2026 || Token(i).starts_with("..."); }

  bool IsSingleLetter(uint32_t i) const { return IsWord(i) && CharAt(text_, tokens_.begin[i]).next == tokens_.end[i]; }
  bool IsCapitalLetter(uint32_t i) const { return IsSingleLetter(i) && tokens_.shape[i] == LECTOR_SHAPE_TITLE; }
  bool IsSmallWord(uint32_t i) const {  // not "65-летний"
    return IsWord(i) && tokens_.shape[i] == LECTOR_SHAPE_LOWER && FirstClass(i) == CharClass::kLetter;
  }
  bool IsTitleWord(uint32_t i) const { return IsWord(i) && tokens_.shape[i] == LECTOR_SHAPE_TITLE; }
  uint32_t Bytes(uint32_t i) const { return tokens_.end[i] - tokens_.begin[i]; }

 private:
  const std::string_view text_;
  const Tokens& tokens_;
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_TOKEN_READER_H_
