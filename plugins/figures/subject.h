// Subjects: the entity that a figure is of, among those that the document's entities were found to be.
//
//   "выручка «Альфы» выросла на 5%"  "«Альфа» увеличила выручку на 5%"  "Alpha's revenue rose 5%"
#ifndef LECTOR_PLUGINS_FIGURES_SUBJECT_H_
#define LECTOR_PLUGINS_FIGURES_SUBJECT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "plugins/figures/context.h"
#include "plugins/figures/figure.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

// A mention of an entity, in bytes.
struct Named {
  uint32_t begin = 0, end = 0;
  uint32_t entity = 0;
  bool organization = false, place = false, person = false;
  bool name = false;  // rather than a noun or an adjective
};

// A measure that only a company or a country has (`owned` in the data) is, where nobody is named, that of the one whose such
// measure was told before: "Выручка «Альфы» выросла. Прибыль упала на 5%".
// People and teams are no measures: where one was taken for an indicator, "«Зенит» набрал 29 очков", it is the subject alone.
// named: in text order. situations: as Context gave them, one for each figure; indicators are known.
void AssignSubjects(const Lexicon& lexicon, const Text& text, std::span<const Named> named,
                    const std::vector<Situation>& situations, std::vector<Figure>* figures);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_SUBJECT_H_
