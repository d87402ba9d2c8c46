// Candidates: places of the text that may name an entity, with what speaks for each type. The sources of candidates
// (organizations, places, runs; later the tagger) add to one list; evidence and the document decide.
#ifndef LECTOR_PLUGINS_ENTITIES_CANDIDATES_H_
#define LECTOR_PLUGINS_ENTITIES_CANDIDATES_H_

#include <array>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer.h"
#include "lexicon.h"
#include "words.h"

namespace lector::entities {

enum Type : uint8_t { kPerson = 0, kOrganization = 1, kLocation = 2 };
inline constexpr size_t kTypes = 3;

// A finer type, "company": a view of the lists' bytes, which outlive every analysis. No string of the moment can become one.
class FinerType : public std::string_view {
 public:
  using std::string_view::string_view;
  FinerType(std::string_view listed) : std::string_view(listed) {}
  FinerType(const std::string& listed) : std::string_view(listed) {}
  FinerType(const std::string&&) = delete;
};

// The role beside a person's name, as tokens.
struct Title {
  uint32_t first = 0, last = 0, role = 0;  // `role`: its noun
  bool known = false, nominative = false;  // nominative: as it stands
  std::string_view text;                   // in the nominative, where it is not what the tokens say
};

struct Candidate {
  uint32_t first = 0, last = 0;                // tokens of the bare name, inclusive
  uint32_t phrase_first = 0, phrase_last = 0;  // tokens of the whole phrase
  std::array<float, kTypes> score = {};        // what speaks for each type; above kCertain nothing speaks against it
  uint32_t form = LECTOR_FORM_NAME;
  FinerType finer;  // of the best type, where a class word gives it
  const Gazetteer::Place* place = nullptr;
  const Gazetteer::Body* body = nullptr;  // a well-known one
  Title title = {};                       // of a person
  bool doubtful = false;                  // stands where every word has a capital: needs support from elsewhere
  bool nominative = false;                // evidence that the form is the nominative
  bool needs_place = false;               // dropped where no place stands beside it
  bool as_written = false;  // stands in quotation marks behind its class noun, where names are not inflected: газета «X»
  bool nameless = false;    // holds no name: "компания" for a body named before
  bool pattern = false;     // found by a pattern of its own, not as a run of capitals
  bool tagged = false;      // found by the tagger
  bool possessive = false;  // the "'s" behind it belongs to it: "Moody's"

  uint32_t words() const { return last - first + 1; }
  Type best() const {
    const size_t at = score[kOrganization] > score[kPerson] ? kOrganization : kPerson;
    return static_cast<Type>(score[kLocation] > score[at] ? static_cast<size_t>(kLocation) : at);
  }
};

using Candidates = std::pmr::vector<Candidate>;

struct TaggedSpan {
  uint32_t first = 0, last = 0;  // tokens
  Type type = kPerson;
  float odds = 0;  // log odds of the tagger's probability
};

// What the sources share while they read one document.
struct Reading {
  const Lexicon& lexicon;
  const Gazetteer& gazetteer;
  const Words& words;
  Candidates candidates{words.memory()};
  std::pmr::vector<bool> taken = std::pmr::vector<bool>(words.size(), false, words.memory());  // tokens of names that are found
  // The tagger's spans, cut where no name goes on, and for each token its span, -1: none; empty where there is no tagger.
  std::pmr::vector<TaggedSpan> spans{words.memory()};
  std::pmr::vector<int32_t> span_of{words.memory()};

  static constexpr uint32_t kMaxPlace = 4;
  struct PlaceKnown {
    Gazetteer::Hit hit = {};
    bool asked = false;
  };
  mutable std::pmr::vector<PlaceKnown> places{words.size(), words.memory()};  // looked up at the first ask
  Gazetteer::Hit LookUpPlace(uint32_t row, uint32_t limit) const;

  bool tagged() const { return !span_of.empty(); }
  // The span that a token lies in; null: none.
  const TaggedSpan* SpanAt(uint32_t row) const {
    return row < span_of.size() && span_of[row] >= 0 ? &spans[static_cast<size_t>(span_of[row])] : nullptr;
  }
  bool TaggedAs(uint32_t row, Type type) const {
    const TaggedSpan* span = SpanAt(row);
    return span != nullptr && span->type == type;
  }

  void Take(const Candidate& candidate) {
    for (uint32_t i = candidate.first; i <= candidate.last; ++i) taken[i] = true;
    candidates.push_back(candidate);
  }
  // Place that begins at a row; at most `limit` words.
  Gazetteer::Hit PlaceAt(uint32_t row, uint32_t limit = kMaxPlace) const {
    if (row >= words.size() || !words[row].word() || !words[row].capital()) return {};
    PlaceKnown& known = places[row];
    if (!known.asked) known = {LookUpPlace(row, kMaxPlace), true};
    return known.hit.length <= limit ? known.hit : LookUpPlace(row, limit);
  }
  // Row and the tokens before its end stand in one line, blanks between them.
  bool Glued(uint32_t row) const { return row < words.size() && words[row].glued; }
};

// The last token of what completes the noun of a body by grammar, "Институт | этнологии и антропологии", "Комитет | по
// правам человека"; `head` where nothing does, and where there is no morphology.
uint32_t AfterGenitives(const Reading& reading, uint32_t head);

// Legal forms and class nouns with names, bodies with complements: ОАО «X», Министерство обороны, Верховный суд.
void FindOrganizations(Reading& reading);
// Names with a noun of place: Свердловская область, резиденция «X»; adjectives of places.
void FindPlaces(Reading& reading);
// Fills in the tagger's spans.
void ReadTags(Reading& reading);
// Spans of the tagger, mended. Needs the layer; without it nothing is found.
void FindTagged(Reading& reading);
// Runs of capitalised words, cut into names, and abbreviations in capitals.
void FindRuns(Reading& reading);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_CANDIDATES_H_
