// Names that the dictionary lacks: how they decline, from data/name_endings.txt and data/name_particles.txt, which are built in.
#ifndef LECTOR_DAEMON_TEXT_RU_NAMES_H_
#define LECTOR_DAEMON_TEXT_RU_NAMES_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lector::text::ru {

struct NameDeclension {
  uint8_t gender;                      // LECTOR_GENDER
  std::array<std::string, 7> endings;  // by LECTOR_CASE, from NOM = 1
  std::string behind;                  // the letters that the rest of the name may end in; empty: any
};

// An ending that a name can have.
struct NameEnding {
  static constexpr size_t kLongest = 14;  // bytes
  const NameDeclension* declension;
  std::array<char, kLongest> bytes;  // here, so that a comparison reads nothing else
  uint8_t size, word_case;
  std::string_view text() const { return {bytes.data(), size}; }
};

// A name in lower case read as one of a declension: stem + endings[word_case].
struct NameReading {
  const NameDeclension* declension;
  uint8_t word_case;
  std::string_view stem;  // of the name
};

// The endings that a name may have, by its last letter: likelier ones first, which are those with the longest nominative; and
// whether it has one of them.
std::span<const NameEnding> NameEndingsLike(std::string_view lower);
bool HasEnding(std::string_view lower, const NameEnding& ending);

// Calls use(NameReading) for each reading, likelier ones first; for none of what does not decline ("Шевченко", "Дюма", "Черных").
template <class Use>
void ReadName(std::string_view lower, Use use) {
  for (const NameEnding& ending : NameEndingsLike(lower))
    if (HasEnding(lower, ending))
      use(NameReading{ending.declension, ending.word_case, lower.substr(0, lower.size() - ending.text().size())});
}

// Whether a name of this gender keeps its form in all cases: "Меркель" of a woman, "Шевченко", "Гюго" of anybody.
bool IsFixedName(std::string_view lower, uint8_t gender);

bool IsNameParticle(std::string_view lower);     // "фон", "де", "оглы"
bool TakesPlaceInItsCase(std::string_view lemma);  // "город"
// "сын": a name in the genitive behind it says whose. `single`: the name is one word.
bool IsRelative(std::string_view lemma, bool single);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_NAMES_H_
