// The normal form of a mention: its nominative.
#ifndef LECTOR_PLUGINS_ENTITIES_NORMAL_FORMS_H_
#define LECTOR_PLUGINS_ENTITIES_NORMAL_FORMS_H_

#include <string>
#include <string_view>

#include "candidates.h"

namespace lector::entities {

// The mention in the nominative: by the inflector where it is there, else as written; an adjective as its lemma.
std::string NormalForm(const Reading& reading, const Candidate& candidate);

// Tokens first..last as they are written.
std::string_view TextOf(const Words& words, uint32_t first, uint32_t last);
inline std::string Written(const Words& words, uint32_t first, uint32_t last) { return std::string(TextOf(words, first, last)); }
bool HasLatin(const Words& words, uint32_t first, uint32_t last);
// The well-known body that the name is a form of; null: none.
const Gazetteer::Body* WellKnown(const Reading& reading, const Candidate& candidate);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_NORMAL_FORMS_H_
