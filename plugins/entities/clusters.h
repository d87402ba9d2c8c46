// Clusters: the mentions of one entity, found by comparing the forms of their names.
#ifndef LECTOR_PLUGINS_ENTITIES_CLUSTERS_H_
#define LECTOR_PLUGINS_ENTITIES_CLUSTERS_H_

#include <string>
#include <vector>

#include "candidates.h"

namespace lector::entities {

struct Entity {
  Type type = kPerson;
  std::string finer;                // "company"; empty: none known
  std::string name;                 // the form likeliest to be the nominative
  std::string iso3166, title;       // empty: none
  std::vector<uint32_t> mentions;   // rows of the candidates, in text order
};

// The entities of the candidates, in the order of their first mentions. Every candidate is in exactly one.
std::vector<Entity> Cluster(const Reading& reading);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_CLUSTERS_H_
