// Classes of characters, as the tokenizer and the sentence splitter see them: one byte a code point, from ICU's properties.
//
//   const uint8_t properties = PropertiesOf(U'Ж');  // ClassOf(properties) == CharClass::kLetter, IsUpper(properties)
#ifndef LECTOR_DAEMON_TEXT_CHAR_CLASS_H_
#define LECTOR_DAEMON_TEXT_CHAR_CLASS_H_

#include <unicode/utf8.h>

#include <cstdint>
#include <string_view>

#include "daemon/text/code_point_table.h"

namespace lector::text {

enum class CharClass : uint8_t {
  kSpace,  // white space, control characters, zero width spaces, marks of direction
  kLetter,
  kMark,         // combining marks, soft hyphen, joiners, variation selectors: part of what stands before
  kDigit,        // decimal digits of any script
  kFraction,     // ½
  kSuperscript,  // ²
  kHyphen,       // - and U+2010, U+2011: may stand inside a word
  kUnderscore,
  kApostrophe,  // ' and ’: a quotation mark, or inside a word
  kQuote,       // the other quotation marks
  kCurrency,
  kDot,    // .
  kComma,  // ,
  kStop,   // what else ends a sentence: ! ? … and those of other scripts
  kBracket,
  kPunctuation,
  kSymbol
};

// The class in the low bits and the case in the high ones. A look-up in a table, made at the first call; thread-safe.
uint8_t PropertiesOf(UChar32 c);
// That table, for loops that look up many.
const CodePointTable& CharProperties();

inline CharClass ClassOf(uint8_t properties) { return static_cast<CharClass>(properties & 0x1Fu); }
inline bool IsLetter(uint8_t properties) { return ClassOf(properties) == CharClass::kLetter; }
inline bool IsLineBreak(uint8_t properties) { return (properties & 0x20u) != 0; }  // of spaces: ends a paragraph
inline bool IsUpper(uint8_t properties) { return (properties & 0x40u) != 0; }      // capitals and title case letters
inline bool IsLower(uint8_t properties) { return (properties & 0x80u) != 0; }

// A character of a text and where the next one begins; at the end of the text a space of no size.
struct Char {
  UChar32 code = 0;
  uint8_t properties = 0;
  uint32_t next = 0;

  CharClass char_class() const { return ClassOf(properties); }
  bool is_letter() const { return IsLetter(properties); }
  bool is_digit() const { return char_class() == CharClass::kDigit; }
  bool is_space() const { return char_class() == CharClass::kSpace; }
};

// `at` is a code point boundary of valid UTF-8.
inline Char CharAt(std::string_view text, uint32_t at) {
  Char out;
  out.next = at;
  if (at >= text.size()) return out;
  size_t next = at;
  U8_NEXT_UNSAFE(text.data(), next, out.code);
  out.properties = PropertiesOf(out.code);
  out.next = static_cast<uint32_t>(next);
  return out;
}

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_CHAR_CLASS_H_
