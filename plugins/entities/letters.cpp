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

// How many of the bytes are of the form 10xxxxxx.
size_t Trails(uint64_t bytes) { return ((bytes & ~(bytes << 1) & 0x8080808080808080u) >> 7) * 0x0101010101010101u >> 56; }

// What is left of a word behind its beginning: its first eight bytes as one number, which is all of it but for foreign letters.
struct Rest {
  // Of a word, behind its first `begin` bytes.
  Rest(std::string_view word, size_t begin) : size(word.size() - begin) {
    bytes = size > 0 && size < 8 && word.size() >= 8 ? FirstBytes(word.substr(word.size() - 8)) >> 8 * (8 - size)
                                                     : FirstBytes(word.substr(begin));
    letters = size <= 8 ? size - Trails(bytes) : CodePoints(word.substr(begin));
  }
  size_t size = 0, letters = 0;
  uint64_t bytes = 0;
};

// Is it empty, or does it begin with a vowel, a soft sign or the like? Only the first two bytes are looked at.
bool OpensEnding(uint64_t bytes) {
  static constexpr uint32_t kOpeners = [] {
    uint32_t letters = 0;
    for (const char32_t c : std::u32string_view(U"аеиоуыэюяйьъ")) letters |= 1u << (c - U'а');
    return letters;
  }();
  if ((bytes & 0xC0FE) != 0x80D0) return bytes == 0;
  const uint64_t letter = ((bytes & 1u) << 6 | (bytes >> 8 & 0x3Fu)) - 0x30;  // from "а" on
  return letter < 32 && (kOpeners >> letter & 1u) != 0;
}

bool EndsInVowel(std::string_view word) {
  return word.size() >= 2 && OpensEnding(FirstBytes(word.substr(word.size() - 2)));
}

// "егип|ет" and "егип|та", "пав|ел" and "пав|лом": the vowel before the last consonant is lost before an ending.
bool LosesVowel(const Rest& full, const Rest& lost) {
  if (full.letters != 2 || lost.size == 0 || !OpensEnding(full.bytes)) return false;
  const size_t consonant = full.size - 2;  // bytes behind a vowel
  const uint64_t letter = full.bytes >> 16;
  return !OpensEnding(letter) && lost.size > consonant && (lost.bytes & ~(~uint64_t{0} << 8 * consonant)) == letter &&
         OpensEnding(lost.bytes >> 8 * consonant);
}

// Endings of at most four letters, each as one number.
template <size_t N>
class Endings {
 public:
  constexpr Endings(const std::string_view (&endings)[N]) {
    for (size_t i = 0; i < N; ++i) {
      for (size_t at = 0; at < endings[i].size(); ++at)
        packed_[i] |= uint64_t{static_cast<unsigned char>(endings[i][at])} << 8 * at;
      sizes_ |= 1u << endings[i].size();
    }
  }
  bool Has(const Rest& rest) const {
    return rest.size <= sizeof rest.bytes && (sizes_ >> rest.size & 1u) != 0 &&
           std::find(packed_.begin(), packed_.end(), rest.bytes) != packed_.end();
  }

 private:
  std::array<uint64_t, N> packed_ = {};
  uint32_t sizes_ = 0;  // a bit for each number of bytes
};

// "Бел|ый", "Бел|ому"
bool IsAdjectival(const Rest& rest) {
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
bool IsEnding(const Rest& rest) {
  static constexpr Endings kEndings(
      {"",    "а",   "я",   "у",   "ю",   "е",   "и",  "ы",  "о",  "ь",  "й",   "ой",  "ей", "ою", "ею", "ом", "ем",
       "ам",  "ям",  "ах",  "ях",  "ами", "ями", "ов", "ев", "ью", "ая", "яя",  "ую",  "юю", "ое", "ее", "ый", "ий",
       "ого", "его", "ому", "ему", "ым",  "им",  "ых", "их", "ые", "ие", "ыми", "ими", "ми", "ии", "ию", "ия", "ией"});
  if (kEndings.Has(rest)) return true;
  return rest.size > 0 && !OpensEnding(rest.bytes);  // "Пав|ла": FormDistance has seen to it
}

// The length in bytes of what both begin with, on a code point boundary.
size_t CommonPrefix(std::string_view a, std::string_view b) {
  constexpr size_t kStep = sizeof(uint64_t);
  const size_t limit = std::min(a.size(), b.size());
  const auto load = [](const char* from) { return FirstBytes({from, kStep}); };
  size_t n = 0;
  uint64_t differ = 0;
  if (limit < kStep) {
    differ = FirstBytes({a.data(), limit}) ^ FirstBytes({b.data(), limit});
  } else {
    while ((differ = load(a.data() + n) ^ load(b.data() + n)) == 0 && n < limit - kStep) n = std::min(n + kStep, limit - kStep);
  }
  if (differ == 0) return limit;
  n += static_cast<size_t>(std::countr_zero(differ)) / 8;
  while (n > 0 && U8_IS_TRAIL(a[n])) --n;
  return n;
}

// FormDistance() of unequal words that have so many bytes in common.
int FormDistance(std::string_view a, std::string_view b, size_t common) {
  constexpr size_t kMostBytes = 12, kMostLetters = 3;
  if (common < 3 || std::max(a.size(), b.size()) - common > kMostBytes) return -1;
  const Rest rest_a(a, common), rest_b(b, common);
  if (std::max(rest_a.letters, rest_b.letters) > kMostLetters) return -1;
  const size_t shared = CodePoints(a.substr(0, common)), shorter = shared + std::min(rest_a.letters, rest_b.letters);
  if (shared < 3 || (shared < 4 && shorter > 5)) return -1;
  const auto distance = static_cast<int>(rest_a.letters + rest_b.letters);
  if (IsAdjectival(rest_a) && IsAdjectival(rest_b)) return distance;
  const size_t most = shared / 2 + 1;  // letters of an ending
  if (shorter > shared + 2 || rest_a.letters > most || rest_b.letters > most) return -1;
  if (LosesVowel(rest_a, rest_b) || LosesVowel(rest_b, rest_a)) return distance;
  // "соединенны|е" and "соединенны|ми": in a long word the endings may share their vowel
  const bool shared_vowel = shared >= 8 && EndsInVowel(a.substr(0, common));
  return shared_vowel || (OpensEnding(rest_a.bytes) && OpensEnding(rest_b.bytes)) ? distance : -1;
}

// Folded letters U+0400 to U+047F by the low bits of their two bytes; zero where ICU knows: all but the Russian ones.
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
  constexpr size_t kStep = sizeof(uint64_t);
  for (size_t i = 0; i < utf8.size();) {
    if (i + kStep <= utf8.size()) {
      if (AreSmallRussian(FirstBytes(utf8.substr(i)))) {
        std::memcpy(to, utf8.data() + i, kStep);
        to += kStep;
        i += kStep;
        continue;
      }
    } else if (utf8.size() >= kStep && to == begin + i && AreSmallRussian(FirstBytes(utf8.substr(utf8.size() - kStep)))) {
      const size_t rest = utf8.size() - i;  // together with letters before them, which stay as they are
      std::memcpy(to + rest - kStep, utf8.data() + utf8.size() - kStep, kStep);
      to += rest;
      break;
    }
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      *to++ = lead >= 'A' && lead <= 'Z' ? static_cast<char>(lead + ('a' - 'A')) : utf8[i];
      ++i;
      continue;
    }
    if ((lead & 0xFEu) == 0xD0 && i + 1 < utf8.size()) {
      const auto& folded = kFoldedCyrillic[(lead & 1u) << 6 | (static_cast<unsigned char>(utf8[i + 1]) & 0x3Fu)];
      if (folded[0] != 0) {
        std::memcpy(to, folded.data(), folded.size());
        to += folded.size();
        i += folded.size();
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
  for (size_t at = 0; at < utf8.size(); at += 8) trails += Trails(FirstBytes(utf8.substr(at)));
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
  const size_t common = CommonPrefix(a, b);
  return common == a.size() && common == b.size() ? 0 : FormDistance(a, b, common);
}

int FormDistanceFrom(std::string_view nominative, std::string_view form, size_t lost, bool inflected) {
  const size_t common = CommonPrefix(nominative, form);
  if (common == nominative.size() && common == form.size()) return 0;
  const int distance = FormDistance(nominative, form, common);
  if (distance < 0) return distance;
  // "Викиновости | ей", but "Сони" is no "Сон"
  if (IsIndeclinable(nominative) && (!inflected || common == form.size())) return -1;
  const Rest rest(nominative, common), rest_of_form(form, common);
  if (!IsEnding(rest_of_form)) return -1;
  return rest.letters <= lost || LosesVowel(rest, rest_of_form) ? distance : -1;
}

}  // namespace lector::entities
