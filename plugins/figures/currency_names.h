// Names, symbols and codes of all current currencies, from ICU's data.
#ifndef LECTOR_PLUGINS_FIGURES_CURRENCY_NAMES_H_
#define LECTOR_PLUGINS_FIGURES_CURRENCY_NAMES_H_

#include "plugins/figures/lexicon.h"

namespace lector::figures {

// Adds what the data files did not already say: a phrase that is there keeps its meaning.
void AddCurrencyNames(Lexicon* lexicon);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_CURRENCY_NAMES_H_
