#include "daemon/text/char_class.h"

#include <unicode/uchar.h>

namespace lector::text {
namespace {

static_assert(static_cast<uint8_t>(CharClass::kSpace) == 0, "the character past the end is a space");

// LF, CR, VT, FF, NEL and the separators of lines and paragraphs.
bool BreaksLine(UChar32 c) { return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

// The characters whose Unicode properties do not say what they do in a text.
bool FindSpecial(UChar32 c, CharClass& out) {
  switch (c) {
    case '-':
    case 0x2010:
    case 0x2011:
      out = CharClass::kHyphen;
      return true;
    case '_':
      out = CharClass::kUnderscore;
      return true;
    case '\'':
    case 0x2019:
      out = CharClass::kApostrophe;
      return true;
    case '.':
      out = CharClass::kDot;
      return true;
    case ',':
      out = CharClass::kComma;
      return true;
    case 0x2026:
      out = CharClass::kStop;
      return true;  // …
    case 0xAD:
    case 0x200C:
    case 0x200D:
    case 0x2060:
      out = CharClass::kMark;
      return true;
    case '%':
    case '&':
    case '#':
    case '@':
    case '*':
    case 0xA7:
    case 0xB6:
    case 0x2020:
    case 0x2021:
    case 0x2022:
    case 0x2030:
    case 0x2031:
    case 0xFF05:
      out = CharClass::kSymbol;
      return true;
    default:
      return false;
  }
}

CharClass FormatClass(UChar32 c) { return c >= 0xE0020 && c <= 0xE007F ? CharClass::kMark : CharClass::kSpace; }

CharClass OtherNumberClass(UChar32 c) {
  if (u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) == U_NT_DIGIT &&
      u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) == U_DT_SUPER) {
    return CharClass::kSuperscript;
  }
  return u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) == U_DT_FRACTION ? CharClass::kFraction : CharClass::kSymbol;
}

CharClass Classify(UChar32 c) {
  CharClass special;
  if (FindSpecial(c, special)) return special;
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) return CharClass::kMark;
  if (u_hasBinaryProperty(c, UCHAR_WHITE_SPACE)) return CharClass::kSpace;
  if (u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK)) return CharClass::kQuote;
  if (u_hasBinaryProperty(c, UCHAR_S_TERM)) return CharClass::kStop;
  switch (u_charType(c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return CharClass::kLetter;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharClass::kMark;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharClass::kDigit;
    case U_OTHER_NUMBER:
      return OtherNumberClass(c);
    case U_CONTROL_CHAR:
      return CharClass::kSpace;
    case U_FORMAT_CHAR:
      return FormatClass(c);
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
      return CharClass::kBracket;
    case U_DASH_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return CharClass::kPunctuation;
    case U_CURRENCY_SYMBOL:
      return CharClass::kCurrency;
    default:
      return CharClass::kSymbol;
  }
}

uint8_t Compute(UChar32 c) {
  const CharClass char_class = Classify(c);
  uint8_t out = static_cast<uint8_t>(char_class);
  if (BreaksLine(c)) out |= 0x20u;
  if (char_class == CharClass::kLetter) {
    if (u_isUUppercase(c) || u_istitle(c)) out |= 0x40u;
    if (u_isULowercase(c)) out |= 0x80u;
  }
  return out;
}

}  // namespace

const CodePointTable& CharProperties() {
  static const CodePointTable table(Compute);
  return table;
}

uint8_t PropertiesOf(UChar32 c) { return c < CodePointTable::kLimit ? CharProperties()[c] : Compute(c); }

}  // namespace lector::text
