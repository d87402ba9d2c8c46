// Synonyms: different names of one entity within a document.
#ifndef LECTOR_PLUGINS_ENTITIES_SYNONYMS_H_
#define LECTOR_PLUGINS_ENTITIES_SYNONYMS_H_

#include "clusters.h"

namespace lector::entities {

// Joins entities that are one, and leaves none without a mention:
//
//   Всемирная торговая организация, ВТО     an abbreviation of the long name
//   Комитет защиты журналистов (КЗЖ)        what stands in brackets behind a name and is short for it
//   Sakura Motors, Sakura                   the beginning of a name of several words; its end, with the class noun
//   Санкт-Петербург, Петербург              part of a hyphenated place
void JoinSynonyms(const Reading& reading, Entities& entities);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_SYNONYMS_H_
