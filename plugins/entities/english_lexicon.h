// EnglishLexicon: what the English lists of the data folder say of words, and the names that everybody knows.
#ifndef LECTOR_PLUGINS_ENTITIES_ENGLISH_LEXICON_H_
#define LECTOR_PLUGINS_ENTITIES_ENGLISH_LEXICON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "candidates.h"
#include "lexicon.h"

namespace lector::entities {

// The classes of english_words.txt, which explains them.
enum EnglishFlag : uint32_t {
  kEnRole = 1u << 0,
  kEnTitle = 1u << 1,  // a role that is shortened: "Gov."
  kEnHonorific = 1u << 2,
  kEnModifier = 1u << 3,
  kEnHead = 1u << 4,
  kEnHeadOf = 1u << 5,
  kEnLegal = 1u << 6,
  kEnPlaceHead = 1u << 7,
  kEnPlaceFirst = 1u << 8,
  kEnThing = 1u << 9,
  kEnOrgBefore = 1u << 10,
  kEnOrgAfter = 1u << 11,
  kEnPersonVerb = 1u << 12,
  kEnOrgVerb = 1u << 13,
  kEnOrgObject = 1u << 14,
  kEnPlacePrep = 1u << 15,
  kEnLink = 1u << 16,
  kEnSuffix = 1u << 17,
  kEnGiven = 1u << 18,
  kEnDemonym = 1u << 19,
  kEnSport = 1u << 20,
  kEnPlaceAfter = 1u << 21,
  kEnThingFirst = 1u << 22,
  kEnOrgFirst = 1u << 23,
  kEnNarrows = 1u << 24,
  kEnOfBody = 1u << 26,   // "medical" before "center"
  kEnSubject = 1u << 27,  // what ministries are of: "tourism"
  kEnOfPlace = 1u << 28,  // "correctional" before "facility"
  kEnOrgNoun = 1u << 25,  // "newspaper" behind a name
};

struct EnglishWord {
  uint32_t flags = 0;
  std::string_view head_type, place_type;  // of a head; empty: none
  bool is(uint32_t wanted) const { return (flags & wanted) != 0; }
};

struct EnglishName {
  std::string text;  // as it is written
  Type type = kOrganization;
  std::string_view finer;
  bool ambiguous = false;     // also a word: believed only beside what says that it is a body
  bool abbreviation = false;  // of a state: believed only behind a place and a comma
};

// Immutable once made, thread-safe.
class EnglishLexicon {
 public:
  explicit EnglishLexicon(const ReadFile& read);

  EnglishWord Find(std::string_view folded) const;
  // The known names that begin with these letters and digits, as written, the longest first; null: none.
  const std::vector<EnglishName>* NamesAt(std::string_view beginning) const;
  // The letters and digits that a text begins with: what NamesAt() looks up.
  static std::string_view Beginning(std::string_view text);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  void ReadLines(std::string_view text, const std::function<void(std::string_view kind, std::string_view item)>& use);
  void AddWord(std::string_view kind, std::string_view word);
  void AddName(Type type, std::string_view finer, std::string_view name);

  std::unordered_map<std::string, EnglishWord, Hash, std::equal_to<>> words_;
  std::unordered_map<std::string, std::vector<EnglishName>, Hash, std::equal_to<>> names_;
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ENGLISH_LEXICON_H_
