// Which figures are of the economy: all money, and all that is not of casualties, votes, audiences, sports or courts. People
// count only where the words around speak of work, trade, travel or the population.
#ifndef LECTOR_PLUGINS_FIGURES_ECONOMIC_H_
#define LECTOR_PLUGINS_FIGURES_ECONOMIC_H_

#include <vector>

#include "plugins/figures/context.h"
#include "plugins/figures/figure.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

// situations: as Context gave them; the figures have their indicators. Does nothing without morphology.
void JudgeEconomic(const Lexicon& lexicon, const Text& text, const Grammar& grammar, const std::vector<Situation>& situations,
                   std::vector<Figure>* figures);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_ECONOMIC_H_
