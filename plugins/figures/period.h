// Period: the years, quarters, halves and months that the text names, and which figures they are of.
#ifndef LECTOR_PLUGINS_FIGURES_PERIOD_H_
#define LECTOR_PLUGINS_FIGURES_PERIOD_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"

namespace lector::figures {

struct Period {
  uint32_t first = 0, end = 0;  // atoms
  std::string iso;              // "2024-Q1", "2024-01/2024-09", "relative:-1Y"
  bool base = false;            // that of a comparison: "чем в 2020 году"
  bool ago = false;             // "годом ранее": of a previous value
};

// All periods of the text, in order; one pass.
std::vector<Period> FindPeriods(const Lexicon& lexicon, const Text& text);

// What the text counts its relative periods from: the first full date near its beginning; empty where there is none.
std::string FindAnchor(const Text& text, std::span<const Period> periods);
// "relative:-1Y" as "2012" where the anchor is "2013-02-27"; others stay as they are.
void Anchor(std::string_view anchor, std::string* period);

// Gives each figure the last period before it in its sentence, or else the first one behind it.
void AssignPeriods(const Lexicon& lexicon, const Text& text, const Grammar& grammar, std::span<const uint32_t> sentence_begins,
                   std::vector<Period> periods, std::vector<Figure>* figures);

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_PERIOD_H_
