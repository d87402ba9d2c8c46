// Naming: the name, type, code and title of each entity, from the normal forms of its mentions.
#ifndef LECTOR_PLUGINS_ENTITIES_NAMING_H_
#define LECTOR_PLUGINS_ENTITIES_NAMING_H_

#include "clusters.h"

namespace lector::entities {

// A name that stands in quotation marks, where names are not inflected, tells its nominative: «Белене» is that of "в Белене".
void NameAsQuoted(const Reading& reading, std::vector<std::string>& normal_forms);

// Fills in what clusters.h says Describe does. `normal_forms` beside the candidates.
void Describe(const Reading& reading, const std::vector<std::string>& normal_forms, Entity& entity);

// The part of a described person's name that a mention by a surname or a given name alone says, "Лыкова" for "Лыковой"; empty
// where the mention is none or not one part alone fits.
std::string PartOfName(const Reading& reading, const Candidate& candidate, const Entity& entity);

// In a text of sport a body in quotation marks of which nothing else is known is a club. When all are described.
void NameClubs(const Reading& reading, Entities& entities);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_NAMING_H_
