// The notation of the data files: "category arguments : form, form" with {a,b} for alternatives inside a form.
#ifndef LECTOR_PLUGINS_FIGURES_DATA_LINE_H_
#define LECTOR_PLUGINS_FIGURES_DATA_LINE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/figures/lexicon.h"

namespace lector::figures {

using Macros = std::map<std::string, std::string, std::less<>>;

// "руб{ль,ля,лей}, р." -> the four forms. "{@adj}" stands for the list that a line "@adj = ..." gave.
// Throws std::invalid_argument for an unknown macro or a brace that is not closed.
std::vector<std::string> ExpandForms(std::string_view forms, const Macros& macros);

// "unit money RUB part shift=-2" -> an entry. Throws std::invalid_argument.
Entry ParseEntry(std::string_view head);

std::string_view Trimmed(std::string_view text);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_DATA_LINE_H_
