// Titles: the role that stands beside a person's name, where it stands in the nominative.
#ifndef LECTOR_PLUGINS_ENTITIES_TITLES_H_
#define LECTOR_PLUGINS_ENTITIES_TITLES_H_

#include "candidates.h"

namespace lector::entities {

// Fills in `title` and `nominative` of the persons: "президент России Владимир Путин", and signatures, where the role
// stands behind the name to the end of the line ("Владимир Путин президент России").
void FindTitles(Reading& reading);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_TITLES_H_
