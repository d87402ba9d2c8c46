// Phrases of bodies: what stands beside the name of an organisation and belongs to its phrase.
#ifndef LECTOR_PLUGINS_ENTITIES_PHRASES_H_
#define LECTOR_PLUGINS_ENTITIES_PHRASES_H_

#include "candidates.h"

namespace lector::entities {

// Places, persons and bodies right behind an organisation belong to its phrase, "правительство | Москвы", "комитет | Совфеда",
// and so do adjectives before the noun of a body, "японский | парламент", "нижняя | палата". Nouns of bodies that stand alone
// and name nothing are dropped.
void JoinPhrases(Reading& reading);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_PHRASES_H_
