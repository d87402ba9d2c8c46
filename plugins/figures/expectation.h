// Expectation: a clause without a relative pronoun behind a figure, which says who had foreseen it:
//
//   "above the $2.1 billion | analysts had expected", "the 284,000 | that economists predicted"
#ifndef LECTOR_PLUGINS_FIGURES_EXPECTATION_H_
#define LECTOR_PLUGINS_FIGURES_EXPECTATION_H_

#include <cstdint>

#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

// Whether such a clause stands between `end`, where the figure ends, and the end of its clause. first: of the figure, with "the"
// right before it. English, with morphology.
bool IsForeseen(const Lexicon& lexicon, const Text& text, const Grammar& grammar, uint32_t first, uint32_t end);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_EXPECTATION_H_
