// Bodies meant by the noun of their class alone: "компания", "ведомство", "суд".
#ifndef LECTOR_PLUGINS_ENTITIES_BODIES_ALONE_H_
#define LECTOR_PLUGINS_ENTITIES_BODIES_ALONE_H_

#include <vector>

#include "candidates.h"
#include "clusters.h"

namespace lector::entities {

// Adds mentions by the noun of a class, "банк" after "Северстройбанк", where one body of the document is of that class, was named
// before, and nothing beside the noun says that it is another's. They hold no name. Needs morphology.
void FindBodiesAlone(Reading& reading, Entities& entities);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_BODIES_ALONE_H_
