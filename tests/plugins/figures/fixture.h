// An engine over the plugin's own data files, and figures as one line of text each.
#ifndef LECTOR_TESTS_PLUGINS_FIGURES_FIXTURE_H_
#define LECTOR_TESTS_PLUGINS_FIGURES_FIXTURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/figures/engine.h"

namespace lector::figures {

const Engine& TestEngine();

using Lines = std::vector<std::string>;

// "span | kind value unit", a range as "min..max", a lower bound as "min..".
Lines Russian(std::string_view text);
Lines English(std::string_view text);
// The same of the option "numerals".
Lines Numerals(std::string_view text, bool english);

// "span | modifier role change period", "-" for what is not given.
Lines RussianContext(std::string_view text);
Lines EnglishContext(std::string_view text);

}  // namespace lector::figures
#endif  // LECTOR_TESTS_PLUGINS_FIGURES_FIXTURE_H_
