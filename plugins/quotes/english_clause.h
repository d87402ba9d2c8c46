// Clauses of English texts, by their parts of speech: has what stands behind a cue a subject and a verb of its own?
#ifndef LECTOR_PLUGINS_QUOTES_ENGLISH_CLAUSE_H_
#define LECTOR_PLUGINS_QUOTES_ENGLISH_CLAUSE_H_

#include <cstdint>

#include "page.h"

namespace lector::quotes {

// Whether the parts of speech of an English text are known; without them the rules go by lists alone.
bool HasTags(const Page& page);

// A finite verb or an auxiliary, "said", "was", but not "saying", "to say".
bool IsFiniteInEnglish(const Page& page, uint32_t row);

// Whether a subject and then its finite verb begin at `begin`, before anything else opens: "warranty costs | remained high",
// "his client, a veteran, | had struggled", but not "a 17% rise in profit, as sales held up".
bool OpensEnglishClause(const Page& page, uint32_t begin, uint32_t limit);

// "Monday", "week", "yesterday".
bool IsTime(const Page& page, uint32_t row);

// The row behind where and when something was said: "in a statement | it had changed", "late on Monday | the plan".
uint32_t BehindAdjuncts(const Page& page, uint32_t begin, uint32_t limit);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_ENGLISH_CLAUSE_H_
