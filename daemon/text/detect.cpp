#include "daemon/text/detect.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "daemon/text/char_class.h"
#include "daemon/text/utf8.h"

namespace lector::text {
namespace {

constexpr size_t kSample = 64 << 10;

// English words that other languages in Latin letters do not share, or seldom.
constexpr std::array<std::string_view, 22> kEnglish = {"the",  "and",   "of",   "to",  "that", "with", "said", "by",
                                                       "from", "are",   "it",   "his", "this", "has",  "were", "been",
                                                       "will", "their", "they", "is",  "he",   "not"};

struct Counts {
  size_t cyrillic = 0, latin = 0, other = 0;        // letters
  size_t yery = 0, hard_sign = 0;                   // ы; ъ where Russian has none
  size_t ukrainian = 0, dotted_i = 0, short_u = 0;  // ї є ґ; і; ў
  size_t other_cyrillic = 0;                        // letters that Russian does not have, the ones above among them
  size_t latin_words = 0, english_words = 0;
};

// Russian has ъ before е, ё, ю and я alone ("съезд"), in names also at the end ("Коммерсантъ", "Ъ").
bool IsHardSign(UChar32 c) { return c == U'ъ' || c == U'Ъ'; }
bool FollowsHardSign(char32_t lower) { return lower == U'е' || lower == U'ё' || lower == U'ю' || lower == U'я'; }

// `before`: the letter right before it, 0: none.
void CountCyrillic(UChar32 c, UChar32 before, Counts& counts) {
  ++counts.cyrillic;
  const auto lower = static_cast<char32_t>(u_tolower(c));
  if (lower == U'ы') ++counts.yery;
  if (IsHardSign(before) && !FollowsHardSign(lower)) ++counts.hard_sign;
  if (lower == U'ї' || lower == U'є' || lower == U'ґ') ++counts.ukrainian;
  if (lower == U'і') ++counts.dotted_i;
  if (lower == U'ў') ++counts.short_u;
  if (!((lower >= U'а' && lower <= U'я') || lower == U'ё')) ++counts.other_cyrillic;
}

void CountLetter(UChar32 c, UChar32 before, Counts& counts) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = c < 0x80 ? USCRIPT_LATIN : uscript_getScript(c, &error);
  if (script == USCRIPT_CYRILLIC) {
    CountCyrillic(c, before, counts);
  } else {
    ++(script == USCRIPT_LATIN ? counts.latin : counts.other);
  }
}

void CountLatinWord(std::string_view word, Counts& counts) {
  std::array<char, 8> lower;
  if (word.empty()) return;
  ++counts.latin_words;
  if (word.size() > lower.size()) return;
  std::transform(word.begin(), word.end(), lower.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  const std::string_view key(lower.data(), word.size());
  if (std::find(kEnglish.begin(), kEnglish.end(), key) != kEnglish.end()) ++counts.english_words;
}

Counts Count(std::string_view text) {
  Counts counts;
  size_t word = 0;  // where the word of ASCII letters under way began
  bool inside = false;
  UChar32 before = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    UChar32 c;
    U8_NEXT_UNSAFE(text.data(), at, c);
    if (!IsLetter(PropertiesOf(c))) {
      if (inside) CountLatinWord(text.substr(word, begin - word), counts);
      inside = false;
      before = 0;
      continue;
    }
    CountLetter(c, before, counts);
    before = c;
    if (!inside) word = begin;
    inside = true;
  }
  if (inside) CountLatinWord(text.substr(word), counts);
  return counts;
}

std::string DetectCyrillic(const Counts& counts) {
  // 1% of foreign letters is more than names and quotations bring into a Russian text.
  if (counts.other_cyrillic * 100 > counts.cyrillic) {
    const size_t known = counts.ukrainian + counts.dotted_i + counts.short_u;
    if (known * 4 < counts.other_cyrillic * 3) return "und";
    if (counts.short_u > counts.ukrainian) return "be";
    return counts.ukrainian > 0 || counts.yery == 0 ? "uk" : "und";
  }
  // Bulgarian: many ъ before other letters, no ы.
  if (counts.hard_sign * 150 > counts.cyrillic && counts.yery * 4 < counts.hard_sign) return "und";
  return "ru";
}

}  // namespace

std::string DetectLanguage(std::string_view text) {
  size_t size = std::min(text.size(), kSample);
  while (!IsCodePointBoundary(text, size)) --size;
  const Counts counts = Count(text.substr(0, size));
  const bool english = counts.english_words > 0 && counts.english_words * 100 >= counts.latin_words * 8;
  // Names in Latin letters ("iPhone 17 Pro Max") can outweigh the Russian words of a headline.
  const bool cyrillic = counts.cyrillic > counts.latin || (counts.cyrillic * 2 > counts.latin && !english);
  if (cyrillic && counts.cyrillic > counts.other) return DetectCyrillic(counts);
  if (counts.latin > counts.other && english) return "en";
  return "und";
}

}  // namespace lector::text
