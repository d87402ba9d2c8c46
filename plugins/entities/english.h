// English names. Where Russian goes by case forms and a tagger, English goes by runs of capitals: a run is cut at roles,
// possessives and known names, and each piece is told by its own words (a noun of bodies at its end, a given name at its
// beginning), by its neighbours, and by the other mentions of the document.
//
//   reading   english_reading.cpp: known names and places at a token
//   runs      english_runs.cpp: runs of capitals, cut into pieces
//   pieces    english_pieces.cpp, english_shapes.cpp: what a piece is by its own words, and by their looks
//   context   english_context.cpp: what stands beside a piece
//   document  english_document.cpp: one type for one name, short forms of names, what only the document can tell
//   titles    english_titles.cpp: the roles beside the persons
#ifndef LECTOR_PLUGINS_ENTITIES_ENGLISH_H_
#define LECTOR_PLUGINS_ENTITIES_ENGLISH_H_

#include <vector>

#include "candidates.h"
#include "english_lexicon.h"

namespace lector::entities {

// What the stages share while they read one document.
struct EnglishReading {
  Reading& reading;
  const EnglishLexicon& lexicon;
  std::vector<EnglishWord> entries = {};  // beside the tokens
  std::vector<bool> usual = {};           // the word is one in small letters too: "Water", not "Thames"

  EnglishReading(Reading& shared, const EnglishLexicon& lists);

  const Words& words() const { return reading.words; }
  bool is(uint32_t row, uint32_t flags) const { return row < entries.size() && entries[row].is(flags); }
  bool Glued(uint32_t row) const { return reading.Glued(row); }
  // Nothing stands between the token and the one before it.
  bool Attached(uint32_t row) const {
    return row > 0 && row < words().size() && words()[row].begin == words()[row - 1].end && !words()[row - 1].possessive;
  }
  std::string_view text(uint32_t row) const { return row < words().size() ? words().text(row) : std::string_view(); }

  struct Hit {
    const EnglishName* name = nullptr;
    uint32_t last = 0;        // its last token
    bool possessive = false;  // the name itself ends in "'s": Moody's
  };
  // The longest known name at a row.
  Hit KnownAt(uint32_t row) const;
  // A country, state or city of ICU at a row, exactly as it is written.
  Gazetteer::Hit PlaceAt(uint32_t row) const;
  // A word with a capital that no name has taken.
  bool Capital(uint32_t row) const;
  // "al-Qaida": a known name that opens in small letters.
  bool LowerName(uint32_t row) const;
};

// Finds the candidates of an English document, with scores.
void FindEnglish(EnglishReading& reading);
// Adds what is before and behind a candidate.
void AddEnglishContext(const EnglishReading& reading, Candidate& candidate);
// Settles the types by the whole document, adds names that only it shows, and drops what nothing speaks for.
void DecideEnglish(EnglishReading& reading);
// Titles of persons: "U.S. Treasury Secretary | X", "X, the | mayor of Y,", "its | chairman, X,".
void FindEnglishTitles(EnglishReading& reading);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ENGLISH_H_
