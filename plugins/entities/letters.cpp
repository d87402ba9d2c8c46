#include "letters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

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
  static constexpr uint32_t kOpeners = [] {
    uint32_t letters = 0;
    for (const char32_t c : std::u32string_view(U"аеиоуыэюяйьъ")) letters |= 1u << (c - U'а');
    return letters;
  }();
  if (rest.empty()) return true;
  const auto letter = static_cast<uint32_t>(First(rest) - U'а');
  return letter < 32 && (kOpeners >> letter & 1u) != 0;
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

// Endings of at most four letters, each as one number.
template <size_t N>
class Endings {
 public:
  constexpr Endings(const std::string_view (&endings)[N]) {
    for (size_t i = 0; i < N; ++i) packed_[i] = Packed(endings[i]);
  }
  bool Has(std::string_view rest) const {
    return rest.size() <= sizeof(uint64_t) && std::find(packed_.begin(), packed_.end(), Packed(rest)) != packed_.end();
  }

 private:
  static constexpr uint64_t Packed(std::string_view ending) {
    uint64_t packed = 0;
    for (const char c : ending) packed = packed << 8 | static_cast<unsigned char>(c);
    return packed;
  }
  std::array<uint64_t, N> packed_ = {};
};

// "Бел|ый", "Бел|ому"
bool IsAdjectival(std::string_view rest) {
  static constexpr Endings kEndings({"ый", "ий", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему",
                                     "ым", "им", "ом", "ем", "ую", "юю", "ые", "ие",  "ых",  "их"});
  return kEndings.Has(rest);
}

// Names of places that end so have no case forms: "Дели", "Баку", "Осло", but "Иваново", "Салоники" have.
bool IsIndeclinable(std::string_view nominative) {
  static constexpr std::string_view kVowels[] = {"и", "о", "у", "ю", "э"};
  static constexpr std::string_view kEndings[] = {"ово", "ево", "ино", "ыно", "ики", "цы", "ии"};
  const auto ends = [&](std::string_view ending) { return nominative.ends_with(ending); };
  return std::any_of(std::begin(kVowels), std::end(kVowels), ends) && std::none_of(std::begin(kEndings), std::end(kEndings), ends);
}

// What is left of a form behind what it shares with its nominative: an ending of nouns or adjectives, a lost vowel's consonant
// before it.
bool IsEnding(std::string_view rest) {
  static constexpr Endings kEndings(
      {"",    "а",   "я",   "у",   "ю",   "е",   "и",  "ы",  "о",  "ь",  "й",   "ой",  "ей", "ою", "ею", "ом", "ем",
       "ам",  "ям",  "ах",  "ях",  "ами", "ями", "ов", "ев", "ью", "ая", "яя",  "ую",  "юю", "ое", "ее", "ый", "ий",
       "ого", "его", "ому", "ему", "ым",  "им",  "ых", "их", "ые", "ие", "ыми", "ими", "ми", "ии", "ию", "ия", "ией"});
  if (kEndings.Has(rest)) return true;
  return !rest.empty() && !OpensEnding(rest);  // "Пав|ла": FormDistance has seen to it
}

// The length in bytes of what both begin with, on a code point boundary.
size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t limit = std::min(a.size(), b.size());
  size_t n = 0;
  for (uint64_t differ = 0; n < limit && differ == 0; n += differ == 0 ? 8 : static_cast<size_t>(std::countr_zero(differ)) / 8)
    differ = FirstBytes(a.substr(n)) ^ FirstBytes(b.substr(n));
  n = std::min(n, limit);
  while (n > 0 && n < std::max(a.size(), b.size()) &&
         ((n < a.size() && U8_IS_TRAIL(a[n])) || (n < b.size() && U8_IS_TRAIL(b[n]))))
    --n;
  return n;
}

// Folded letters U+0400 to U+047F by their two bytes; zero where ICU knows: all but the Russian ones.
constexpr auto kFoldedCyrillic = [] {
  std::array<std::array<char, 2>, 128> table = {};
  for (unsigned c = 0x10; c < 0x52; ++c) {
    const unsigned small = c == 0x51 ? 0x35 : c < 0x30 ? c + 0x20 : c;
    if (c < 0x50 || c == 0x51) table[c] = {static_cast<char>(0xD0 | small >> 6), static_cast<char>(0x80 | (small & 0x3Fu))};
  }
  table[0x01] = table[0x35];
  return table;
}();

// Four letters of "а" to "я", D0 B0 to D0 BF and D1 80 to D1 8F.
bool AreSmallRussian(uint64_t bytes) {
  return (bytes & 0xF0FEF0FEF0FEF0FEu) == 0xB0D0B0D0B0D0B0D0u - (bytes & 0x0001000100010001u) * 0x3000;
}

}  // namespace

std::string_view FoldTo(std::string_view utf8, char* to) {
  char* const begin = to;
  for (size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      *to++ = lead >= 'A' && lead <= 'Z' ? static_cast<char>(lead + ('a' - 'A')) : utf8[i];
      ++i;
      continue;
    }
    if ((lead & 0xFEu) == 0xD0 && i + 1 < utf8.size()) {
      if (i + sizeof(uint64_t) <= utf8.size() && AreSmallRussian(FirstBytes(utf8.substr(i)))) {
        std::memcpy(to, utf8.data() + i, sizeof(uint64_t));
        to += sizeof(uint64_t);
        i += sizeof(uint64_t);
        continue;
      }
      const auto& folded = kFoldedCyrillic[(lead & 1u) << 6 | (static_cast<unsigned char>(utf8[i + 1]) & 0x3Fu)];
      if (folded[0] != 0) {
        *to++ = folded[0];
        *to++ = folded[1];
        i += 2;
        continue;
      }
    }
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, utf8.size(), c);
    if (c < 0) continue;
    c = c == U'’' ? U'\'' : u_tolower(c);
    size_t n = 0;
    U8_APPEND_UNSAFE(to, n, c);
    to += n;
  }
  return {begin, static_cast<size_t>(to - begin)};
}

std::string Fold(std::string_view utf8) {
  std::string out(FoldedRoom(utf8.size()), '\0');
  out.resize(FoldTo(utf8, out.data()).size());
  return out;
}

bool StartsUpper(std::string_view utf8) { return u_isupper(First(utf8)) || u_istitle(First(utf8)); }

bool IsLatin(std::string_view utf8) {
  if (IsRussian(utf8)) return false;
  const UChar32 first = First(utf8);
  if (first < 0x80) return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
  if (first >= 0x400 && first < 0x530) return false;  // Cyrillic
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(first, &status) == USCRIPT_LATIN && U_SUCCESS(status);
}

size_t CodePoints(std::string_view utf8) {
  size_t trails = 0;
  for (size_t at = 0; at < utf8.size(); at += 8) {
    const uint64_t bytes = FirstBytes(utf8.substr(at));
    trails += ((bytes & ~(bytes << 1) & 0x8080808080808080u) >> 7) * 0x0101010101010101u >> 56;  // those of 10xxxxxx
  }
  return utf8.size() - trails;
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
  if (utf8.size() >= sizeof(uint64_t) && letters <= 4) {  // four letters of two bytes
    const uint64_t bytes = FirstBytes(utf8);
    if ((bytes & 0xC0E0C0E0C0E0C0E0u) == 0x80C080C080C080C0u) return bytes & ~uint64_t{0} >> (64 - 16 * letters);
  }
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
  constexpr size_t kMostBytes = 12;  // of three letters
  const size_t common = CommonPrefix(a, b);
  if (common == a.size() && common == b.size()) return 0;
  if (common < 3 || std::max(a.size(), b.size()) - common > kMostBytes) return -1;
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

int FormDistanceFrom(std::string_view nominative, std::string_view form, size_t lost, bool inflected) {
  const int distance = FormDistance(nominative, form);
  if (distance <= 0) return distance;
  const size_t common = CommonPrefix(nominative, form);
  // "Викиновости | ей", but "Сони" is no "Сон"
  if (IsIndeclinable(nominative) && (!inflected || common == form.size())) return -1;
  if (!IsEnding(form.substr(common))) return -1;
  const std::string_view rest = nominative.substr(common);
  return CodePoints(rest) <= lost || LosesVowel(rest, form.substr(common)) ? distance : -1;
}

}  // namespace lector::entities
