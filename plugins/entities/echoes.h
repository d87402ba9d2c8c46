// Echoes: a name that was found surely once is found everywhere in the document, in any case form, headlines included.
#ifndef LECTOR_PLUGINS_ENTITIES_ECHOES_H_
#define LECTOR_PLUGINS_ENTITIES_ECHOES_H_

#include "candidates.h"

namespace lector::entities {

// Adds the further places of the names among the candidates, and widens what is only a part of one: "Голос | Америки".
// The candidates are sorted by their first tokens before and after.
void FindEchoes(Reading& reading);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ECHOES_H_
