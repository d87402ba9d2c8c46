// ReadTag: a tag of OpenCorpora ("NOUN,inan,femn sing,gent") in terms of Universal Dependencies.
#ifndef LECTOR_DAEMON_MODELS_GRAMMAR_H_
#define LECTOR_DAEMON_MODELS_GRAMMAR_H_

#include <string>
#include <string_view>

#include "daemon/text/ru/dictionary_format.h"

namespace lector::models {

// `reflexive`: a verb in -ся. Leaves `tag` and `likeness` 0.
text::ru::DictionaryGrammar ReadTag(std::string_view tag, bool reflexive);

// What tags must have in common to be alike: their part of speech, number, case, person and tense, as a text.
std::string LikenessOf(std::string_view tag);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_GRAMMAR_H_
