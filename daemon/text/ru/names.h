// Names that the dictionary lacks: how they decline, from data/name_endings.txt and data/name_particles.txt, which are built in.
#ifndef LECTOR_DAEMON_TEXT_RU_NAMES_H_
#define LECTOR_DAEMON_TEXT_RU_NAMES_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lector::text::ru {

struct NameDeclension {
  uint8_t gender;                      // LECTOR_GENDER
  std::array<std::string, 7> endings;  // by LECTOR_CASE, from NOM = 1
  std::string behind;                  // the letters that the rest of the name may end in; empty: any
};

// A name in lower case read as one of a declension: stem + endings[word_case].
struct NameReading {
  const NameDeclension* declension;
  uint8_t word_case;
  std::string stem;
};

// The readings of the longest ends, likelier ones first; none for what does not decline ("Шевченко", "Дюма", "Черных").
std::vector<NameReading> ReadName(std::string_view lower);

// Whether a name of this gender keeps its form in all cases: "Меркель" of a woman, "Шевченко", "Гюго" of anybody.
bool IsFixedName(std::string_view lower, uint8_t gender);

bool IsNameParticle(std::string_view lower);     // "фон", "де", "оглы"
bool TakesPlaceInItsCase(std::string_view lemma);  // "город"
// "сын": a name in the genitive behind it says whose. `single`: the name is one word.
bool IsRelative(std::string_view lemma, bool single);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_NAMES_H_
