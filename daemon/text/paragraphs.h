// Paragraphs: what stands between line breaks.
#ifndef LECTOR_DAEMON_TEXT_PARAGRAPHS_H_
#define LECTOR_DAEMON_TEXT_PARAGRAPHS_H_

#include <lector/layers.h>

#include <string_view>
#include <vector>

namespace lector::text {

// LF, CR, CRLF, VT, FF, NEL and the separators U+2028 and U+2029 break lines; every line with something in it is a
// paragraph, trimmed of white space. Of valid UTF-8 of at most 2^31 - 1 bytes, in time linear in its size.
std::vector<lector_span> SplitParagraphs(std::string_view text);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_PARAGRAPHS_H_
