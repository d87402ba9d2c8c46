// Noun phrases by grammar: what hangs on a noun and stands beside it, and the titles that stand beside a name.
#ifndef LECTOR_PLUGINS_QUOTES_PHRASE_H_
#define LECTOR_PLUGINS_QUOTES_PHRASE_H_

#include <cstdint>

#include "page.h"

namespace lector::quotes {

// The phrase of the noun in `head`, inside `limits` and of one piece: "источник в МВД", "глава «Маяка»". Relative clauses,
// what follows a comma and the preposition that governs the noun stay outside.
Range PhraseOf(const Page& page, uint32_t head, Range limits);

// The title before a name, by case: "директор завода «Искра»" before "Иван Лосев"; it begins at its own noun or the
// adjectives of that. `limit`: the first row that may belong to it. Empty: none.
Range TitleBeforeByCase(const Page& page, Range name, uint32_t limit);

// The first noun of a range that a source phrase or a preposition may govern; Grammar::kNone: none.
uint32_t FirstNoun(const Page& page, Range rows);

// One past brackets of a few words that open in `row`: "(François Molins)", "(на фото)"; `row`: none do.
uint32_t BehindBrackets(const Page& page, uint32_t row);

// Between commas when something was said: "в понедельник, 4 декабря 2017 года, …"; the closing comma, or `comma`: no date.
uint32_t BehindDate(const Page& page, uint32_t comma);

// Whether a clause of somebody else opens behind a comma: "а", "тогда как", "в то время как".
bool OpensOpposite(const Page& page, uint32_t row);

// The verb of a cue of several words: "выразил надежду".
uint32_t VerbOf(const Page& page, const Hit& cue);

// The row of a phrase on which the others hang: its first noun, or without morphology its role; Grammar::kNone: none.
uint32_t HeadOf(const Page& page, Range phrase);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_PHRASE_H_
