// The cases of a Russian name, from the three forms that locale data gives behind numerals: 1, 2 and 5 of it.
//
//   Declined({"шведская крона", "шведские кроны", "шведских крон"})
//     "шведская крона", "шведской кроны", "шведскую крону", ..., "шведскими кронами"
//
// For names that are adjectives and a noun, with words behind it that do not change ("доллар США"); the noun must be of a
// regular pattern, or not be declined at all ("тенге").
#ifndef LECTOR_PLUGINS_FIGURES_RUSSIAN_CASES_H_
#define LECTOR_PLUGINS_FIGURES_RUSSIAN_CASES_H_

#include <string>
#include <string_view>
#include <vector>

namespace lector::figures {

struct CountedForms {
  std::string one, few, many;
};

// All forms of the whole name, and of its noun alone. Some that do not occur are among them, none twice.
struct DeclinedName {
  std::vector<std::string> whole, noun;
};
DeclinedName Declined(const CountedForms& name);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_RUSSIAN_CASES_H_
