// Sentences of a text of any language, from its tokens and paragraphs.
//
// A stop ("." "!" "?" "…" and runs of them) ends a sentence when white space or the paragraph's end follows and what comes
// next looks like a beginning: a capital, a figure, an opening quotation mark. Closing quotation marks and brackets belong
// to the sentence that they close. A quotation of several sentences is several sentences. What an abbreviation, an initial
// or a number before the stop changes is written in sentences.cpp and data/abbreviations.*.txt. A sentence never crosses a
// paragraph; what has no stop at all (a headline) is one sentence.
#ifndef LECTOR_DAEMON_TEXT_SENTENCES_H_
#define LECTOR_DAEMON_TEXT_SENTENCES_H_

#include <lector/layers.h>

#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"

namespace lector::text {

// In time linear in the size of the text. Every token stands in a sentence. CANCELLED, DEADLINE_EXCEEDED.
Result<std::vector<lector_span>> SplitSentences(std::string_view text, const lector_tokens& tokens,
                                                const lector_spans& paragraphs, const Stop& stop);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_SENTENCES_H_
