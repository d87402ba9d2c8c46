#include "letters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace lector::entities {
namespace {

UChar32 First(std::string_view utf8) {
  if (utf8.empty()) return 0;
  UChar32 c = 0;
  size_t i = 0;
  U8_NEXT(utf8.data(), i, utf8.size(), c);
  return c;
}

bool OpensEnding(std::string_view rest) {
  static constexpr std::u32string_view kOpeners = U"аеиоуыэюяйьъ";
  return rest.empty() || kOpeners.find(static_cast<char32_t>(First(rest))) != std::u32string_view::npos;
}

bool EndsInVowel(std::string_view word) {
  size_t last = word.size();
  while (last > 0 && U8_IS_TRAIL(word[last - 1])) --last;
  return last > 0 && OpensEnding(word.substr(last - 1));
}

// "егип|ет" and "егип|та", "пав|ел" and "пав|лом": the vowel before the last consonant is lost before an ending.
bool LosesVowel(std::string_view full, std::string_view lost) {
  const std::string_view vowel = Prefix(full, 1);
  if (full.empty() || lost.empty() || !OpensEnding(full)) return false;
  const std::string_view consonant = full.substr(vowel.size());
  if (CodePoints(consonant) != 1 || OpensEnding(consonant)) return false;
  return lost.size() > consonant.size() && lost.starts_with(consonant) && OpensEnding(lost.substr(consonant.size()));
}

// "Бел|ый", "Бел|ому"
bool IsAdjectival(std::string_view rest) {
  static constexpr std::string_view kEndings[] = {"ый", "ий", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему",
                                                  "ым", "им", "ом", "ем", "ую", "юю", "ые", "ие",  "ых",  "их"};
  return std::find(std::begin(kEndings), std::end(kEndings), rest) != std::end(kEndings);
}

// Names of places that end so have no case forms: "Дели", "Баку", "Осло", but "Иваново", "Салоники" have.
bool IsIndeclinable(std::string_view nominative) {
  for (const std::string_view ending : {"ово", "ево", "ино", "ыно", "ики", "цы", "ии"})
    if (nominative.ends_with(ending)) return false;
  for (const std::string_view ending : {"и", "о", "у", "ю", "э"})
    if (nominative.ends_with(ending)) return true;
  return false;
}

// What is left of a form behind what it shares with its nominative: an ending of nouns or adjectives, a lost vowel's consonant
// before it.
bool IsEnding(std::string_view rest) {
  static constexpr std::string_view kEndings[] = {
      "",    "а",   "я",   "у",   "ю",   "е",   "и",  "ы",  "о",  "ь",  "й",   "ой",  "ей", "ою", "ею", "ом", "ем",
      "ам",  "ям",  "ах",  "ях",  "ами", "ями", "ов", "ев", "ью", "ая", "яя",  "ую",  "юю", "ое", "ее", "ый", "ий",
      "ого", "его", "ому", "ему", "ым",  "им",  "ых", "их", "ые", "ие", "ыми", "ими", "ми", "ии", "ию", "ия", "ией"};
  if (std::find(std::begin(kEndings), std::end(kEndings), rest) != std::end(kEndings)) return true;
  return !rest.empty() && !OpensEnding(rest);  // "Пав|ла": FormDistance has seen to it
}

// The length in bytes of what both begin with, on a code point boundary.
size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t limit = std::min(a.size(), b.size());
  size_t n = 0;
  while (n < limit && a[n] == b[n]) ++n;
  while (n > 0 && n < std::max(a.size(), b.size()) &&
         ((n < a.size() && U8_IS_TRAIL(a[n])) || (n < b.size() && U8_IS_TRAIL(b[n]))))
    --n;
  return n;
}

// u_tolower, quick for what most texts consist of; "ё" as "е".
UChar32 Lower(UChar32 c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  if (c >= 0x410 && c <= 0x44F) return c <= 0x42F ? c + 0x20 : c;
  if (c == U'ё' || c == U'Ё') return U'е';
  return u_tolower(c);
}

}  // namespace

void AppendFolded(std::string_view utf8, std::string& out) {
  const size_t from = out.size();
  out.resize(from + utf8.size());  // what the letters below need; others may need more
  char* to = out.data() + from;
  for (size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      *to++ = lead >= 'A' && lead <= 'Z' ? static_cast<char>(lead + ('a' - 'A')) : utf8[i];
      ++i;
      continue;
    }
    // The Russian letters but "ё" by their bytes: "Р" and "р" are D0 A0 and D1 80.
    if (i + 1 < utf8.size() && (lead == 0xD0 || lead == 0xD1)) {
      const auto trail = static_cast<unsigned char>(utf8[i + 1]);
      if ((lead == 0xD0 && trail >= 0x90 && trail <= 0xBF) || (lead == 0xD1 && trail >= 0x80 && trail <= 0x8F)) {
        const bool upper = lead == 0xD0 && trail < 0xB0, second = upper && trail >= 0xA0;
        *to++ = static_cast<char>(second ? 0xD1 : lead);
        *to++ = static_cast<char>(second ? trail - 0x20 : upper ? trail + 0x20 : trail);
        i += 2;
        continue;
      }
    }
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, utf8.size(), c);
    if (c < 0) continue;
    c = Lower(c);
    if (c == U'’') c = U'\'';
    char bytes[4];
    size_t n = 0;
    U8_APPEND_UNSAFE(bytes, n, c);
    const auto written = static_cast<size_t>(to - out.data());
    if (out.size() < written + n + (utf8.size() - i)) out.resize(written + n + (utf8.size() - i));
    to = std::copy(bytes, bytes + n, out.data() + written);
  }
  out.resize(static_cast<size_t>(to - out.data()));
}

std::string Fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size() + 2);
  AppendFolded(utf8, out);
  return out;
}

bool StartsUpper(std::string_view utf8) { return u_isupper(First(utf8)) || u_istitle(First(utf8)); }

bool IsLatin(std::string_view utf8) {
  const UChar32 first = First(utf8);
  if (first < 0x80) return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
  if (first >= 0x400 && first < 0x530) return false;  // Cyrillic
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(first, &status) == USCRIPT_LATIN && U_SUCCESS(status);
}

size_t CodePoints(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return !U8_IS_TRAIL(c); }));
}

std::string_view Prefix(std::string_view utf8, size_t count) {
  size_t i = 0;
  for (; count > 0 && i < utf8.size(); --count) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    i += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }
  return utf8.substr(0, i);
}

uint64_t Beginning(std::string_view utf8, size_t letters) {
  const std::string_view prefix = Prefix(utf8, letters);
  uint64_t key = 0;
  if (prefix.size() <= sizeof key) {
    std::copy(prefix.begin(), prefix.end(), reinterpret_cast<char*>(&key));
    return key;
  }
  key = 14695981039346656037u;  // FNV-1a
  for (const char c : prefix) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return key;
}

int FormDistance(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  const size_t common = CommonPrefix(a, b);
  const size_t shared = CodePoints(a.substr(0, common));
  const size_t rest_a = CodePoints(a.substr(common)), rest_b = CodePoints(b.substr(common));
  const size_t shorter = shared + std::min(rest_a, rest_b);
  if (shared < 3 || (shared < 4 && shorter > 5) || rest_a > 3 || rest_b > 3) return -1;
  if (shared >= 3 && IsAdjectival(a.substr(common)) && IsAdjectival(b.substr(common))) return static_cast<int>(rest_a + rest_b);
  if (std::min(rest_a, rest_b) > 2 || 2 * rest_a > shared + 2 || 2 * rest_b > shared + 2) return -1;
  // "соединенны|е" and "соединенны|ми": in a long word the endings may share their vowel
  if (LosesVowel(a.substr(common), b.substr(common)) || LosesVowel(b.substr(common), a.substr(common)))
    return static_cast<int>(rest_a + rest_b);
  const bool shared_vowel = shared >= 8 && EndsInVowel(a.substr(0, common));
  if (!shared_vowel && (!OpensEnding(a.substr(common)) || !OpensEnding(b.substr(common)))) return -1;
  return static_cast<int>(rest_a + rest_b);
}

int FormDistanceFrom(std::string_view nominative, std::string_view form, size_t lost) {
  const int distance = FormDistance(nominative, form);
  if (distance <= 0) return distance;
  if (IsIndeclinable(nominative) || !IsEnding(form.substr(CommonPrefix(nominative, form)))) return -1;
  const size_t common = CommonPrefix(nominative, form);
  const std::string_view rest = nominative.substr(common);
  return CodePoints(rest) <= lost || LosesVowel(rest, form.substr(common)) ? distance : -1;
}

}  // namespace lector::entities
