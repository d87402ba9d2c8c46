// lector/testing/text.hpp - UTF-8, and a splitter that is good enough for the texts of unit tests.
//
// Part of <lector/testing.hpp>, which includes it. The splitter knows Latin, Greek and Cyrillic letters, numbers ("1 800",
// "4,1"), quotation marks and currency signs, ends a sentence at a stop before a capital, and a paragraph at a line break.
// The daemon's own is far better (abbreviations, initials, every script): where a plugin depends on that, give the tokens and
// sentences explicitly.
#ifndef LECTOR_TESTING_TEXT_HPP_
#define LECTOR_TESTING_TEXT_HPP_

#include <lector/layers.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lector::testing {

struct Span {  // bytes of the text, half-open; {0, 0}: none
  uint32_t begin = 0, end = 0;
  Span() = default;
  Span(uint32_t b, uint32_t e) : begin(b), end(e) {}
  Span(lector_span span) : begin(span.begin), end(span.end) {}  // NOLINT: the same thing with operators
  operator lector_span() const { return {begin, end}; }         // NOLINT
  bool operator==(const Span&) const = default;
};

struct TokenRow {
  Span span = {};
  uint8_t kind = LECTOR_TOKEN_WORD, shape = LECTOR_SHAPE_NONE;
};

namespace internal {

struct CodePoint {
  uint32_t code, size;  // size 0: invalid
};

// Decodes the code point at the start of a text that is not empty; refuses what UTF-8 refuses.
inline CodePoint Decode(std::string_view s) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(s[i])); };
  const uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const uint32_t size = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
  if (size == 0 || s.size() < size) return {0, 0};
  uint32_t code = first & (0x7Fu >> size);
  for (uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {0, 0};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  const bool shortest = size == 2 || (size == 3 && code >= 0x800) || (size == 4 && code >= 0x10000 && code <= 0x10FFFF);
  if (!shortest || (code >= 0xD800 && code < 0xE000)) return {0, 0};
  return {code, size};
}

inline bool IsValidUtf8(std::string_view s) {
  while (!s.empty()) {
    const uint32_t size = Decode(s).size;
    if (size == 0) return false;
    s.remove_prefix(size);
  }
  return true;
}

inline bool IsBoundary(std::string_view s, size_t at) {
  return at == s.size() || (at < s.size() && (static_cast<unsigned char>(s[at]) & 0xC0u) != 0x80u);
}

inline void AppendCodePoint(std::string& out, uint32_t code) {
  const auto put = [&out](uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) put(0xC0 | code >> 6);
  else if (code < 0x10000) put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F));
  else put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F));
  put(0x80 | (code & 0x3F));
}

inline bool In(uint32_t c, uint32_t first, uint32_t last) { return c >= first && c <= last; }
inline bool IsUpper(uint32_t c) {
  return In(c, 'A', 'Z') || (In(c, 0xC0, 0xDE) && c != 0xD7) || In(c, 0x391, 0x3A9) || In(c, 0x400, 0x42F) ||
         (In(c, 0x100, 0x17F) && c % 2 == 0);
}
inline bool IsLower(uint32_t c) {
  return In(c, 'a', 'z') || (In(c, 0xDF, 0xFF) && c != 0xF7) || In(c, 0x3B1, 0x3C9) || In(c, 0x430, 0x45F) ||
         (In(c, 0x100, 0x17F) && c % 2 == 1);
}
inline bool IsDigit(uint32_t c) { return In(c, '0', '9'); }
inline bool IsSpace(uint32_t c) { return c == ' ' || In(c, 9, 13) || c == 0x85 || c == 0xA0 || In(c, 0x2000, 0x200A) || c == 0x202F || c == 0x3000; }
inline bool IsMark(uint32_t c) { return In(c, 0x300, 0x36F) || c == 0x200D || In(c, 0xFE00, 0xFE0F); }
inline bool IsCurrency(uint32_t c) { return c == '$' || In(c, 0xA2, 0xA5) || In(c, 0x20A0, 0x20CF); }
inline bool IsQuoteMark(uint32_t c) { return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || In(c, 0x2018, 0x201F) || c == 0x2039 || c == 0x203A; }
inline bool IsStop(uint32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }
inline bool IsPunctuation(uint32_t c) {
  constexpr std::string_view kAscii = ",;:()[]{}-/\\_&#*@";
  return IsStop(c) || (c < 0x80 && kAscii.find(static_cast<char>(c)) != std::string_view::npos) || In(c, 0x2010, 0x2017) || In(c, 0x3001, 0x3002);
}
inline bool IsSymbol(uint32_t c) {
  return (c < 0x80 && !IsPunctuation(c)) || In(c, 0xA6, 0xBF) || c == 0xD7 || c == 0xF7 || In(c, 0x2030, 0x2BFF) || c >= 0x1F000;
}
inline bool IsLetter(uint32_t c) {
  return IsUpper(c) || IsLower(c) ||
         (c >= 0x80 && !IsSpace(c) && !IsMark(c) && !IsCurrency(c) && !IsQuoteMark(c) && !IsPunctuation(c) && !IsSymbol(c));
}

inline uint8_t ShapeOf(std::string_view word) {
  uint32_t uppers = 0, lowers = 0;
  bool part_start = true, title = true;  // an upper case letter at the start of each part, nowhere else
  for (CodePoint c; !word.empty(); word.remove_prefix(c.size)) {
    c = Decode(word);
    if (IsUpper(c.code)) ++uppers, title = title && part_start;
    if (IsLower(c.code)) title = title && (uppers > 0), ++lowers;
    part_start = c.code == '-' || c.code == '\'' || c.code == 0x2019;
  }
  if (uppers == 0) return lowers == 0 ? LECTOR_SHAPE_NONE : LECTOR_SHAPE_LOWER;
  if (lowers == 0) return uppers == 1 ? LECTOR_SHAPE_TITLE : LECTOR_SHAPE_UPPER;
  return title ? LECTOR_SHAPE_TITLE : LECTOR_SHAPE_MIXED;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<TokenRow> Tokens() {
    std::vector<TokenRow> out;
    for (uint32_t at = 0, end; at < text_.size(); at = end) {
      const CodePoint c = At(at);
      end = at + c.size;
      if (IsSpace(c.code)) continue;
      TokenRow row;
      if (IsLetter(c.code)) row.kind = LECTOR_TOKEN_WORD, end = WordEnd(end);
      else if (IsDigit(c.code)) row.kind = LECTOR_TOKEN_NUMBER, end = NumberEnd(end);
      else if (IsQuoteMark(c.code)) row.kind = LECTOR_TOKEN_QUOTE;
      else if (IsCurrency(c.code)) row.kind = LECTOR_TOKEN_CURRENCY;
      else if (IsStop(c.code)) row.kind = LECTOR_TOKEN_PUNCTUATION, end = While(end, IsStop);
      else if (IsPunctuation(c.code)) row.kind = LECTOR_TOKEN_PUNCTUATION;
      else row.kind = LECTOR_TOKEN_SYMBOL, end = While(end, IsMark);
      row.span = {at, end};
      row.shape = row.kind == LECTOR_TOKEN_WORD ? ShapeOf(text_.substr(at, end - at)) : static_cast<uint8_t>(LECTOR_SHAPE_NONE);
      out.push_back(row);
    }
    return out;
  }

  std::vector<Span> Paragraphs() const {
    std::vector<Span> out;
    for (uint32_t at = 0; at < text_.size();) {
      uint32_t end = at;
      while (end < text_.size() && text_[end] != '\n' && text_[end] != '\r') ++end;
      if (const Span trimmed = Trim({at, end}); trimmed.end > trimmed.begin) out.push_back(trimmed);
      at = end + 1;
    }
    return out;
  }

  std::vector<Span> Sentences() const {
    std::vector<Span> out;
    for (const Span paragraph : Paragraphs()) {
      uint32_t begin = paragraph.begin;
      for (uint32_t at = begin; at < paragraph.end;) {
        const CodePoint c = At(at);
        at += c.size;
        if (!IsStop(c.code)) continue;
        at = While(While(at, IsStop), [](uint32_t code) { return IsQuoteMark(code) || code == ')'; });
        const uint32_t next = While(at, IsSpace);
        if (next == at || next >= paragraph.end || !Begins(At(next).code)) continue;
        out.push_back({begin, at});
        begin = at = next;
      }
      if (begin < paragraph.end) out.push_back({begin, paragraph.end});
    }
    return out;
  }

 private:
  CodePoint At(uint32_t at) const { return Decode(text_.substr(at)); }
  static bool Begins(uint32_t code) { return IsUpper(code) || IsDigit(code) || IsQuoteMark(code) || In(code, 0x2010, 0x2017); }

  template <class Predicate>
  uint32_t While(uint32_t at, Predicate belongs) const {
    for (CodePoint c; at < text_.size() && belongs((c = At(at)).code);) at += c.size;
    return at;
  }
  uint32_t WordEnd(uint32_t at) const {
    const auto inside = [](uint32_t code) { return IsLetter(code) || IsMark(code) || IsDigit(code); };
    for (;;) {
      at = While(at, inside);
      if (at >= text_.size()) return at;
      const CodePoint joint = At(at);
      const bool joins = joint.code == '-' || joint.code == '\'' || joint.code == 0x2019 || joint.code == 0x2011;
      if (!joins || at + joint.size >= text_.size() || !IsLetter(At(at + joint.size).code)) return at;
      at += joint.size;
    }
  }
  uint32_t NumberEnd(uint32_t at) const {
    for (;;) {
      at = While(at, IsDigit);
      if (at >= text_.size()) return at;
      const CodePoint joint = At(at);
      const uint32_t digits = While(at + joint.size, IsDigit) - at - joint.size;
      const bool groups = (joint.code == ' ' || joint.code == 0xA0 || joint.code == 0x202F) && digits == 3;
      if (!groups && !((joint.code == '.' || joint.code == ',') && digits > 0)) return at;
      at += joint.size + digits;
    }
  }
  Span Trim(Span span) const {
    span.begin = While(span.begin, IsSpace) < span.end ? While(span.begin, IsSpace) : span.end;
    for (uint32_t end = span.end; end > span.begin; span.end = end) {
      do --end; while (!IsBoundary(text_, end));
      if (!IsSpace(At(end).code)) break;
    }
    return span;
  }

  std::string_view text_;
};

}  // namespace internal
}  // namespace lector::testing
#endif  // LECTOR_TESTING_TEXT_HPP_
