// Which of a word's parses is meant: by the tag that a model gives in context, or, without a model, by score and neighbours.
#ifndef LECTOR_DAEMON_TEXT_RU_CHOOSE_H_
#define LECTOR_DAEMON_TEXT_RU_CHOOSE_H_

#include <cstdint>
#include <span>

#include "daemon/text/ru/dictionary_format.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::text::ru {

// What choosing looks at.
struct Candidate {
  const DictionaryGrammar* grammar;
  float score;
};

// How well a parse agrees with a model's tag; the parse with the greatest is meant. `capitalized`: the word is, and does not
// begin its sentence.
float Agreement(const Candidate& candidate, const UdTag& tag, bool capitalized);

// Whether a parse is what the model says: of its part of speech, in its case and number.
bool Fits(const DictionaryGrammar& grammar, const UdTag& tag);

// What the parse is in this context: its own features, with the model's part of speech where the dictionary does not tell such
// apart (proper from common nouns, determiners from adjectives, ...) and its gender where the dictionary leaves that open.
UdTag Merge(const DictionaryGrammar& grammar, const UdTag& tag);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_CHOOSE_H_
