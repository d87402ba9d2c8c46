#include "daemon/text/ru/shapes.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace lector::text::ru {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Digits with single underscores between them; returns how many bytes.
size_t Digits(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && (IsDigit(text[at]) || (text[at] == '_' && at > 0 && IsDigit(text[at - 1]) && at + 1 < text.size() &&
                                                    IsDigit(text[at + 1]))))
    ++at;
  return at;
}

std::string_view SkipSign(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return text;
}

bool IsWordForNumber(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) >= 0x80) return false;  // most words are Russian
  const std::string lower = LowerCase(text);
  return lower == "nan" || lower == "inf" || lower == "infinity";
}

template <class Function>
bool AllOf(std::string_view text, Function function) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0 || !function(c)) return false;
  }
  return true;
}

// One decimal place: "iii", "iv", "ix"; takes the letters it used.
void TakePlace(std::string_view& text, char one, char five, char ten) {
  if (text.size() >= 2 && text[0] == one && (text[1] == five || text[1] == ten)) return text.remove_prefix(2);
  if (!text.empty() && text[0] == five) text.remove_prefix(1);
  for (int i = 0; i < 3 && !text.empty() && text[0] == one; ++i) text.remove_prefix(1);
}

}  // namespace

bool IsInteger(std::string_view token) {
  token = SkipSign(token);
  return !token.empty() && Digits(token) == token.size();
}

bool IsReal(std::string_view token) {
  token = SkipSign(token);
  if (IsWordForNumber(token)) return true;
  const size_t whole = Digits(token);
  token.remove_prefix(whole);
  size_t fraction = 0;
  if (!token.empty() && (token[0] == '.' || token[0] == ',')) {
    token.remove_prefix(1);
    fraction = Digits(token);
    token.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return false;
  if (token.empty()) return true;
  if (token[0] != 'e' && token[0] != 'E') return false;
  return IsInteger(token.substr(1));
}

bool IsPunctuation(std::string_view token) {
  bool found = false;
  const bool all = AllOf(token, [&](UChar32 c) {
    if (u_isUWhiteSpace(c)) return true;
    return found = true, (U_GET_GC_MASK(c) & U_GC_P_MASK) != 0;
  });
  return all && found;
}

bool IsRoman(std::string_view token) {
  if (token.empty() || token.size() > 16) return false;
  std::string lower(token);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view rest = lower;
  for (int i = 0; i < 4 && !rest.empty() && rest[0] == 'm'; ++i) rest.remove_prefix(1);
  TakePlace(rest, 'c', 'd', 'm');
  TakePlace(rest, 'x', 'l', 'c');
  TakePlace(rest, 'i', 'v', 'x');
  return rest.empty();
}

bool IsLatin(std::string_view token) {
  bool found = false;
  const bool all = AllOf(token, [&](UChar32 c) {
    if (!u_isalpha(c)) return true;
    UErrorCode error = U_ZERO_ERROR;
    return found = true, uscript_getScript(c, &error) == USCRIPT_LATIN;
  });
  return all && found;
}

bool LowerPlain(std::string_view word, char* out) {
  for (size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c < 0x80) {
      out[i] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      continue;
    }
    // U+0400..U+045F have two bytes a letter and no rules of their own.
    const uint32_t letter = i + 1 < word.size() ? (c & 0x1Fu) << 6 | (static_cast<unsigned char>(word[i + 1]) & 0x3Fu) : 0;
    if ((c != 0xD0 && c != 0xD1) || letter > 0x45F) return false;
    const uint32_t lower = letter < 0x410 ? letter + 0x50 : letter < 0x430 ? letter + 0x20 : letter;
    out[i] = static_cast<char>(0xC0u | lower >> 6);
    out[++i] = static_cast<char>(0x80u | (lower & 0x3Fu));
  }
  return true;
}

std::string LowerCase(std::string_view word) {
  std::string out(word);
  if (LowerPlain(word, out.data())) return out;
  out.clear();
  icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())))
      .toLower(icu::Locale::getRoot())
      .toUTF8String(out);
  return out;
}

}  // namespace lector::text::ru
