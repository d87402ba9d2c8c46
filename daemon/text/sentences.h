// Sentences of a text of any language, from its tokens.
//
// A stop ("." "!" "?" "…" and runs of them) ends a sentence when white space or the paragraph's end follows and what comes
// next looks like a beginning: a capital, a figure, an opening quotation mark, a list letter ("б)"). Closing quotation marks,
// brackets and the emoji after them belong to the sentence that they close. A quotation of several sentences is several
// sentences, unless it is a short name inside of one («Мир! Труд! Май!»). What an abbreviation, an initial or a number before
// the stop changes is written in sentence_end.cpp and data/abbreviations.*.txt. A sentence never crosses a paragraph; what has
// no stop at all (a headline) is one sentence.
#ifndef LECTOR_DAEMON_TEXT_SENTENCES_H_
#define LECTOR_DAEMON_TEXT_SENTENCES_H_

#include <lector/layers.h>

#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/text/tokens.h"

namespace lector::text {

// In time linear in the size of the text: only Tokens::turn is looked at. Every token stands in a sentence. CANCELLED,
// DEADLINE_EXCEEDED.
Result<std::vector<lector_span>> SplitSentences(std::string_view text, const Tokens& tokens, const Stop& stop);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_SENTENCES_H_
