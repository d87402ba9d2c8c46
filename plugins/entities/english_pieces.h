// Pieces of runs as candidates: what FindEnglish() makes of a run once it is cut.
#ifndef LECTOR_PLUGINS_ENTITIES_ENGLISH_PIECES_H_
#define LECTOR_PLUGINS_ENTITIES_ENGLISH_PIECES_H_

#include <array>
#include <string>

#include "english.h"

namespace lector::entities {

// How sure the words of a name are of its type.
inline constexpr float kKnown = 4.5f, kShown = 3.5f, kLikely = 2.5f, kWeak = 1.5f;

// The piece [first, end) of a run, cut further where it holds several names; role, before_role: what stands before and behind it.
void TakePiece(EnglishReading& reading, uint32_t first, uint32_t end, bool role, bool before_role);
// Tokens first to last as a name of that type, whatever stands beside them.
void TakeAs(EnglishReading& reading, uint32_t first, uint32_t last, Type type, float score, FinerType finer = {});
// What KnownAt() and PlaceAt() have found at a row.
void TakeKnown(EnglishReading& reading, uint32_t row, const EnglishReading::Hit& hit);
void TakePlace(EnglishReading& reading, uint32_t row, const Gazetteer::Hit& hit);

// What speaks for each type in a name of one word, and in one of several, by their looks alone.
std::array<float, kTypes> ScoreWord(const EnglishReading& reading, uint32_t row);
std::array<float, kTypes> ScoreWords(const EnglishReading& reading, uint32_t first, uint32_t last, uint32_t names);
// "FTSE | 100", "TOI | -4127": an index, a code.
bool IsNumbered(const EnglishReading& reading, uint32_t row);
// "com" behind the name of a company: "Amazon.com".
bool IsDomain(std::string_view text);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ENGLISH_PIECES_H_
