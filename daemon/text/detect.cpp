#include "daemon/text/detect.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "daemon/text/char_class.h"
#include "daemon/text/utf8.h"

namespace lector::text {
namespace {

constexpr size_t kSample = 64 << 10;
constexpr size_t kWords = 100;  // so many words in Latin letters tell their language

struct Word {
  std::string_view text;
  bool small = false;  // no capital in it
};

struct Counts {
  size_t cyrillic = 0, latin = 0, other = 0;        // letters
  size_t yery = 0, hard_sign = 0;                   // ы; ъ where Russian has none
  size_t ukrainian = 0, dotted_i = 0, short_u = 0;  // ї є ґ; і; ў
  size_t other_cyrillic = 0;                        // letters that Russian does not have, the ones above among them
  std::vector<Word> words;                          // the first ones in Latin letters
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

UScriptCode CountLetter(UChar32 c, UChar32 before, Counts& counts) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = c < 0x80 ? USCRIPT_LATIN : uscript_getScript(c, &error);
  if (script == USCRIPT_CYRILLIC) {
    CountCyrillic(c, before, counts);
  } else {
    ++(script == USCRIPT_LATIN ? counts.latin : counts.other);
  }
  return script;
}

Counts Count(std::string_view text) {
  Counts counts;
  Word word;  // in Latin letters, under way
  size_t word_begin = 0;
  bool inside = false, latin = false;
  UChar32 before = 0;
  const auto end_word = [&](size_t end) {
    word.text = text.substr(word_begin, end - word_begin);
    if (latin && word.text.size() > 1 && counts.words.size() < kWords) counts.words.push_back(word);
    inside = latin = false;
    before = 0;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    UChar32 c;
    U8_NEXT_UNSAFE(text.data(), at, c);
    const uint8_t properties = PropertiesOf(c);
    if (!IsLetter(properties)) {
      if (inside) end_word(begin);
      continue;
    }
    const UScriptCode script = CountLetter(c, before, counts);
    before = c;
    if (!inside) {
      inside = word.small = true;
      latin = script == USCRIPT_LATIN && (begin == 0 || text[begin - 1] < '0' || text[begin - 1] > '9');  // not the "ml" of "5ml"
      word_begin = begin;
    }
    if (IsUpper(properties)) word.small = false;
  }
  if (inside) end_word(text.size());
  return counts;
}

// Two of three words without capitals are in the vocabulary: of texts in other languages hardly one of two is in the English one, and
// of English ones nine of ten. Names are in none, but a text is not made of them alone; nor of capitals, a headline may be.
bool IsOf(const Vocabulary& vocabulary, const std::vector<Word>& words) {
  size_t known = 0, small = 0, known_small = 0;
  for (const Word& word : words) {
    const bool has = vocabulary.Has(word.text);
    known += has;
    small += word.small;
    known_small += has && word.small;
  }
  if (small == 0) return known > 0 && known * 3 >= words.size() * 2;
  return known_small * 3 >= small * 2 && known * 5 >= words.size() * 2;
}

std::string DetectLatin(const std::vector<Word>& words, const LayerRegistry& registry) {
  for (const auto& [language, vocabulary] : registry.vocabularies())
    if (IsOf(*vocabulary, words)) return language;
  return "und";
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

std::string DetectLanguage(std::string_view text, const LayerRegistry& registry) {
  size_t size = std::min(text.size(), kSample);
  while (!IsCodePointBoundary(text, size)) --size;
  const Counts counts = Count(text.substr(0, size));
  const bool cyrillic = counts.cyrillic > counts.other;
  if (cyrillic && counts.cyrillic > counts.latin) return DetectCyrillic(counts);
  if (counts.latin <= counts.other) return "und";
  std::string language = DetectLatin(counts.words, registry);
  // Names in Latin letters ("iPhone 17 Pro Max") can outweigh the Russian words of a headline.
  const bool names = std::none_of(counts.words.begin(), counts.words.end(), [](const Word& word) { return word.small; });
  if (cyrillic && counts.cyrillic * 2 > counts.latin && (names || language == "und")) return DetectCyrillic(counts);
  return language;
}

}  // namespace lector::text
