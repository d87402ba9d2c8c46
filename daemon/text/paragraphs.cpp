#include "daemon/text/paragraphs.h"

#include "daemon/text/char_class.h"

namespace lector::text {
namespace {

bool IsLineBreak(UChar32 c) { return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

}  // namespace

std::vector<lector_span> SplitParagraphs(std::string_view text) {
  std::vector<lector_span> out;
  lector_span paragraph = {0, 0};  // empty: nothing but white space since the line break
  for (uint32_t at = 0; at < text.size();) {
    const Char c = CharAt(text, at);
    if (!c.is_space()) {
      if (paragraph.end == 0) paragraph.begin = at;
      paragraph.end = c.next;
    } else if (IsLineBreak(c.code) && paragraph.end != 0) {
      out.push_back(paragraph);
      paragraph = {0, 0};
    }
    at = c.next;
  }
  if (paragraph.end != 0) out.push_back(paragraph);
  return out;
}

}  // namespace lector::text
