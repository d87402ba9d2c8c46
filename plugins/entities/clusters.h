// Clusters: the mentions of one entity, by the forms of their names.
#ifndef LECTOR_PLUGINS_ENTITIES_CLUSTERS_H_
#define LECTOR_PLUGINS_ENTITIES_CLUSTERS_H_

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "candidates.h"

namespace lector::entities {

struct Entity {
  Entity(Type of_type, std::pmr::memory_resource* memory) : type(of_type), mentions(memory) {}

  Type type;
  std::pmr::vector<uint32_t> mentions;  // rows of the candidates, in text order
  uint8_t gender = 0;                   // of a person, bit LECTOR_GENDER_*; 0: not known
  bool placed = false;                  // of a place: its mentions are of one that the gazetteer knows
  // Filled in by Describe (naming.h).
  FinerType finer;                  // "company"; empty: none known
  std::string_view iso3166;         // "RU"; empty: none
  std::string name;                 // nominative
  std::string title, abbreviation;  // empty: none
};
using Entities = std::pmr::vector<Entity>;

// The entities of the candidates, in the order of their first mentions. Every candidate is in exactly one. `normal_forms` beside
// them.
//
//   persons  full names that may be one person's; a surname or a given name alone goes to the person named last that it fits
//   places   one for each place of the gazetteer, adjectives and second names included; others by their words
//   bodies   by their words; then abbreviations and shortened names go to the long ones (synonyms.h)
Entities Cluster(const Reading& reading, const std::vector<std::string>& normal_forms);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_CLUSTERS_H_
