// The analysis of one document, from its tokens to entities and mentions.
#ifndef LECTOR_PLUGINS_ENTITIES_ANALYZER_H_
#define LECTOR_PLUGINS_ENTITIES_ANALYZER_H_

#include <string>
#include <vector>

#include "arena.h"
#include "document_view.h"
#include "english_lexicon.h"
#include "gazetteer.h"
#include "known_words.h"
#include "lexicon.h"

namespace lector::entities {

struct Mention {
  uint32_t entity = 0;          // row in Analysis::entities
  lector_span span, name_span;  // whole phrase, bare name
  uint32_t form = 0;            // lector_mention.form
  std::string normal_form;      // nominative where it is known; or empty
  float confidence = 0;
  int32_t metonym_of = -1;  // row of the country whose government is meant by its capital; -1: none
};

struct EntityFound {
  std::string type, name;                    // "LOCATION.country", "Россия"
  std::string iso3166, title, abbreviation;  // or empty
  float confidence = 0;
};

struct Analysis {
  std::vector<EntityFound> entities;  // in the order of their first mentions
  std::vector<Mention> mentions;      // in text order; without overlaps unless nested ones were asked for
};

// What an analysis needs and leaves to the next one: memory, and the words that come again. Of one analyzer, and one thread at a
// time.
struct Scratch {
  Arena arena;
  KnownWords words;
};

// Thread-safe; the bytes that `read` gives must outlive it.
class Analyzer {
 public:
  explicit Analyzer(const ReadFile& read) : lexicon_(read), gazetteer_(read), english_(read) {}

  // nested: also the places inside the phrases of organisations ("Россия" in "Министерство обороны России").
  Analysis Analyze(const DocumentView& view, bool nested, Scratch& scratch) const;

 private:
  Lexicon lexicon_;
  Gazetteer gazetteer_;
  EnglishLexicon english_;
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ANALYZER_H_
