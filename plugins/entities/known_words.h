// KnownWords: what lists and morphology say of the words that come again, from one document to the next.
//
//   const uint32_t place = words.Expect("Москве");  // of all words of a text first
//   const KnownWord* known = words.Find("Москве", place);
//   if (known == nullptr) words.Keep("Москве", place, found_out);
//
// A text is made of few words. What is said of a word depends on its letters alone, so nobody can tell whether it was kept. Bounded:
// each place of the table holds the last word that fell there.
#ifndef LECTOR_PLUGINS_ENTITIES_KNOWN_WORDS_H_
#define LECTOR_PLUGINS_ENTITIES_KNOWN_WORDS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "gazetteer.h"
#include "letters.h"
#include "lexicon.h"

namespace lector::entities {

// What a word is, wherever it stands.
struct KnownWord {
  Lexicon::Entry entry;
  const Gazetteer::Place* adjective_of = nullptr;  // "российский"
  const Gazetteer::Place* place = nullptr;         // that it names alone
  bool opens_place = true;                         // a longer name of a place may begin with it
  bool opens_body = true;                          // the name of a well-known body may begin with it
  bool latin = false;
  bool inner_capital = false;  // "МакДональдс", "iPhone", where its shape is neither that of a word nor of an abbreviation
  bool with_noun = false;      // "Telegram-канал": Latin letters before a Russian noun
  bool folds = false;          // its folded letters are others
  uint8_t letters = 0;         // their number, at most 255

  bool listed_role = false;    // the lists have it as a role, whatever its lemmas are

  // By all its parses; zero without morphology.
  bool parsed = false;                                 // there was a morphology
  uint8_t name_types = 0;                              // bit LECTOR_NAMETYPE_* of each parse that is a name
  uint8_t name_genders = 0;                            // bit LECTOR_GENDER_* of the parses that are names of persons
  uint8_t singular_name_genders = 0;                   // the same without given names in the plural
  uint8_t nominative_genders = 0;                      // of the parses in the nominative that are such names
  uint16_t cases = 0;                                  // bit LECTOR_CASE_* of each parse
  bool may_be_noun = false, may_be_adjective = false;  // by any parse
  bool common = false;                                 // its likeliest parse is no name
  bool known = false;                                  // the dictionary has it: nothing of its parses is guessed
};

// Of one thread at a time.
class KnownWords {
 public:
  // The place of a word, which is fetched into the caches: between two documents the models push everything else out of them,
  // and the words of a text should wait for memory together.
  uint32_t Expect(std::string_view written) const {
    const uint32_t place = PlaceOf(written);
    for (size_t at = 0; at < sizeof(Place); at += 64) __builtin_prefetch(reinterpret_cast<const char*>(&places_[place]) + at);
    return place;
  }
  // NULL: it is not kept.
  const KnownWord* Find(std::string_view written, uint32_t expected) const {
    const Place& place = places_[expected];
    return place.Holds(written) ? &place.word : nullptr;
  }
  void Keep(std::string_view written, uint32_t expected, const KnownWord& word) {
    if (written.size() > kLongest) return;
    Place& place = places_[expected];
    place.word = word;
    place.size = static_cast<uint8_t>(written.size());
    written.copy(place.written, kLongest);
  }

 private:
  static constexpr size_t kPlaces = 1 << 13, kLongest = 47;  // words, bytes of one

  struct alignas(64) Place {
    bool Holds(std::string_view other) const {
      return size == other.size() && std::memcmp(written, other.data(), other.size()) == 0;
    }

    KnownWord word;
    uint8_t size = 0;  // 0: free
    char written[kLongest];
  };
  static_assert(sizeof(Place) == 128);

  static uint32_t PlaceOf(std::string_view word) {
    constexpr uint64_t kOdd = 0x9E3779B97F4A7C15u;
    constexpr size_t kStep = sizeof(uint64_t);
    uint64_t hash = word.size();
    const auto mix = [&hash](uint64_t bytes) {
      hash = (hash ^ bytes) * kOdd;
      hash ^= hash >> 29;
    };
    size_t at = 0;
    for (; at + kStep < word.size(); at += kStep) mix(FirstBytes(word.substr(at)));
    mix(FirstBytes(word.substr(word.size() < kStep ? 0 : word.size() - kStep)));  // at the end together with bytes before it
    return static_cast<uint32_t>(hash >> (64 - std::countr_zero(kPlaces)));
  }

  std::vector<Place> places_ = std::vector<Place>(kPlaces);
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_KNOWN_WORDS_H_
