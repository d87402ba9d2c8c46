// Matching quotation marks into stretches of quoted words, in linear time whatever the marks are.
#ifndef LECTOR_PLUGINS_QUOTES_MARKS_H_
#define LECTOR_PLUGINS_QUOTES_MARKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "page.h"

namespace lector::quotes {

// A quotation mark as its own shape and its neighbours show it. Families keep « » apart from " and “ ”.
struct Mark {
  enum class Family : uint8_t { kNone, kGuillemet, kCurly, kStraight, kSingle, kCount };
  enum class Side : uint8_t { kOpen, kClose };
  Family family = Family::kNone;
  Side side = Side::kOpen;
  uint32_t row = 0;
};

// Whether « stands for a block: "« "Слова". Имя должность".
bool IsBlockMarker(const Page& page, uint32_t row);

// The side and family of the mark in `row`.
Mark ReadMark(const Page& page, uint32_t row);

// Outermost stretches in text order. A stretch ends with its mark; when the paragraph ends first, it goes on as long as
// each next paragraph opens with a mark of the family, and is unclosed otherwise. One closing mark may serve two stretches
// of the same family that end together ("«Завод «Искра» открыт" has one » for two «, as typesetters do).
std::vector<Stretch> MatchMarks(const Page& page, const Check& check);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_MARKS_H_
