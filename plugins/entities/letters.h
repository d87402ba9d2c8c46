// Letters: lower case, scripts, and the comparison that takes two case forms of one name for the same name.
#ifndef LECTOR_PLUGINS_ENTITIES_LETTERS_H_
#define LECTOR_PLUGINS_ENTITIES_LETTERS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace lector::entities {

// Lower case by ICU's simple mappings, "ё" as "е", typographic apostrophes as "'".
std::string Fold(std::string_view utf8);
// The same, written to `to`, where there is room for FoldedRoom() bytes; what was written.
std::string_view FoldTo(std::string_view utf8, char* to);
constexpr size_t FoldedRoom(size_t bytes) { return bytes + bytes / 2; }  // some capitals of two bytes have small letters of three

bool StartsUpper(std::string_view utf8);
bool IsLatin(std::string_view utf8);  // by its first letter
inline bool IsRussian(std::string_view utf8) { return !utf8.empty() && (utf8[0] & '\xFE') == '\xD0'; }  // a part of Cyrillic, quickly
size_t CodePoints(std::string_view utf8);
// The first eight bytes as one number, zeros behind where there are fewer.
inline uint64_t FirstBytes(std::string_view bytes) {
  const auto load = [&](auto number, size_t at) { return std::memcpy(&number, bytes.data() + at, sizeof number), uint64_t{number}; };
  const size_t size = bytes.size();
  if (size >= 8) return load(uint64_t{}, 0);
  if (size >= 4) return load(uint32_t{}, 0) | load(uint32_t{}, size - 4) << 8 * (size - 4);
  if (size == 0) return 0;
  return load(uint8_t{}, 0) | load(uint8_t{}, size / 2) << 8 * (size / 2) | load(uint8_t{}, size - 1) << 8 * (size - 1);
}
// A number that is equal for words that begin with the same letters, at most `letters` of them; almost always another one for
// others.
uint64_t Beginning(std::string_view utf8, size_t letters);
// The first `count` code points.
std::string_view Prefix(std::string_view utf8, size_t count);

// How far two folded words are from being forms of one name: 0 for equal ones, -1 when they are not.
//
// Forms share their beginning, and what is left of each is short (at most three letters) and empty or begins with a vowel
// or a soft sign, as endings do: "путин" / "путиным", "россия" / "россией", but not "иран" / "ирак". No list of endings is
// needed for that, and none is had: the morphological dictionary will know better.
int FormDistance(std::string_view a, std::string_view b);

// The same where `nominative` is known to be one: it gives up at most `lost` letters of its end ("дания", but not "дан").
// `inflected`: it may be inflected whatever it ends in, "Викиновости", "Эхо Москвы".
int FormDistanceFrom(std::string_view nominative, std::string_view form, size_t lost, bool inflected = false);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_LETTERS_H_
