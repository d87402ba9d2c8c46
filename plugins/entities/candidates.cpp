#include "candidates.h"

#include <algorithm>

namespace lector::entities {

Gazetteer::Hit Reading::LookUpPlace(uint32_t row, uint32_t limit) const {
  if (words[row].latin && words[row].initial && row + 3 < words.size() && words[row + 2].initial &&
      words[row + 2].begin == words[row + 1].end) {
    // "U.S.": initials to the tokenizer
    const std::string_view dotted = words.view().text.substr(words[row].begin, words[row + 3].end - words[row].begin);
    const Gazetteer::Place* place = gazetteer.FindAbbreviation(dotted);
    return {place, place != nullptr ? 4u : 0u, false};
  }
  if (words[row].upper() && words[row].caps && !words[row].latin && words[row].folded.size() <= 8)
    if (const Gazetteer::Place* place = gazetteer.FindAbbreviation(words.text(row)); place != nullptr) return {place, 1, false};
  if (words[row].upper() && !words[row].caps) {
    const Gazetteer::Place* place = gazetteer.FindAbbreviation(words.text(row));
    if (place != nullptr) return {place, 1, false};
    if (words[row].folded.size() < 10) return {};  // shorter ones are abbreviations more often than names in capitals
  }
  if (!words[row].opens_place) {
    const Gazetteer::Place* const place = limit > 0 ? words[row].place : nullptr;
    return {place, place != nullptr ? 1u : 0u, false};
  }
  std::array<std::string_view, 4> names = {};
  uint32_t count = 0;
  while (count < std::min<uint32_t>(limit, names.size()) && row + count < words.size() && words[row + count].word() &&
         (count == 0 || words[row + count].glued)) {
    names[count] = words[row + count].folded;
    ++count;
  }
  return gazetteer.Find({names.data(), count});
}

}  // namespace lector::entities
