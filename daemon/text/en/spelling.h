// Spelling of English inflections: what base a form may come from.
#ifndef LECTOR_DAEMON_TEXT_EN_SPELLING_H_
#define LECTOR_DAEMON_TEXT_EN_SPELLING_H_

#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/en/tags.h"

namespace lector::text::en {

// In small letters, with ' for ’.
std::string LowerWithPlainApostrophes(std::string_view word);

// "companies": company; "taxes": tax, taxe. The first is what the rules of spelling say; all are to be looked up.
std::vector<std::string> BasesOfPlural(const std::string& word);

// Of a word with an ending ("ed", "ing", "er", "est"): "stopped": stop; "rated": rate; "denied": deny. At least one.
std::vector<std::string> BasesOfVerb(const std::string& word, std::string_view ending);

// The lemma of a word that no list has.
std::string LemmaByRule(const std::string& word, Tag tag);

}  // namespace lector::text::en
#endif  // LECTOR_DAEMON_TEXT_EN_SPELLING_H_
