// Reading: what a chosen tag says in Universal Dependencies, with the words around it.
#ifndef LECTOR_DAEMON_TEXT_EN_READING_H_
#define LECTOR_DAEMON_TEXT_EN_READING_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "daemon/text/en/lexicon.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::text::en {

// Part of speech and features of a tag, alone. `word` in small letters: "was" is past, "has" third person.
UdTag ReadingOf(Tag tag, std::string_view word);

// Of word `i` of a sentence with these chosen tags: what depends on the neighbours is settled too (that: DET or PRON; have: AUX
// or VERB; said after was: passive).
UdTag ReadingInContext(const std::vector<Tag>& tags, const std::vector<std::string>& words, size_t i);

}  // namespace lector::text::en
#endif  // LECTOR_DAEMON_TEXT_EN_READING_H_
