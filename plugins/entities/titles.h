// Titles: the role that stands beside a person's name, and roles alone that the document ties to one person.
#ifndef LECTOR_PLUGINS_ENTITIES_TITLES_H_
#define LECTOR_PLUGINS_ENTITIES_TITLES_H_

#include <vector>

#include "candidates.h"
#include "clusters.h"

namespace lector::entities {

// Fills in `title` of the persons: "президент России | Владимир Путин", "Иван Лосев, | мэр Заозёрска", and signatures, where
// the role stands behind the name to the end of the line ("Владимир Путин президент России"). Without morphology only
// titles before the name are read, where the role stands in the nominative.
void FindTitles(Reading& reading);

// The title of a candidate in the nominative; empty: none, or its nominative is not known.
std::string TitleInNominative(const Reading& reading, const Candidate& candidate);

// Adds mentions by the role alone, "мэр" after "мэр Заозёрска Иван Лосев", where one person of the document has that role,
// was named before, and nothing beside the role says that it is another's. Needs morphology.
void FindTitlesAlone(Reading& reading, Entities& entities);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_TITLES_H_
