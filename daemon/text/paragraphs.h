// Paragraphs: what stands between line breaks.
#ifndef LECTOR_DAEMON_TEXT_PARAGRAPHS_H_
#define LECTOR_DAEMON_TEXT_PARAGRAPHS_H_

#include <lector/layers.h>

#include <vector>

#include "daemon/text/tokens.h"

namespace lector::text {

// LF, CR, CRLF, VT, FF, NEL and the separators U+2028 and U+2029 break lines; every line with something in it is a
// paragraph, trimmed of white space.
std::vector<lector_span> SplitParagraphs(const Tokens& tokens);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_PARAGRAPHS_H_
