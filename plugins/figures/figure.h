// Figure: what the stages of the plugin hand on to each other. Made by the assembler, completed by context and period.
#ifndef LECTOR_PLUGINS_FIGURES_FIGURE_H_
#define LECTOR_PLUGINS_FIGURES_FIGURE_H_

#include <cstdint>
#include <string>

#include "plugins/figures/number.h"
#include "plugins/figures/unit.h"
#include "plugins/figures/value.h"

namespace lector::figures {

enum class Modifier : uint8_t { kNone, kApproximate, kAtLeast, kAtMost, kRange };
enum class Role : uint8_t { kNone, kLevel, kChange, kShare, kTarget, kPrevious };
enum class Change : uint8_t { kNone, kUp, kDown, kFlat };

inline constexpr uint32_t kNoFigure = 0xFFFFFFFF;

struct Figure {
  uint32_t first = 0, end = 0;  // atoms of the span, half-open
  uint32_t begin_byte = 0, end_byte = 0;
  uint32_t sentence = 0;
  Number number;
  bool has_unit = false;
  Unit unit;
  bool unit_before = false;  // "$5"
  char sign = 0;             // '+' or '-'
  bool range = false;        // min and max instead of value
  bool from_to = false;      // the first of "с 6 до 8 млрд"
  bool whole = false;        // the 40 of "12 из 40"
  bool dropped = false;      // part of another figure, or none
  Value max;                 // of a range; its minimum is the value
  Modifier modifier = Modifier::kNone;
  Role role = Role::kNone;
  Change change = Change::kNone;
  std::string period;
  std::string indicator;                            // lemma of what is measured; empty: none named
  uint32_t indicator_begin = 0, indicator_end = 0;  // bytes
  // Which rules made it: of the unit, of the role, of the indicator. Static strings.
  const char* unit_rule = "listed unit";
  const char* role_rule = "";
  const char* indicator_rule = "";
  uint32_t subject = 0;          // the entity that it is of; 0: none
  uint32_t related = kNoFigure;  // index of the figure it belongs with

  // Final once the assembler is done; of a range and of a vague number the minimum.
  const Value& value() const { return number.value; }
  bool has_minimum_only() const { return number.vague && !range; }
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_FIGURE_H_
