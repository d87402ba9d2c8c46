#include "daemon/text/paragraphs.h"

namespace lector::text {

std::vector<lector_span> SplitParagraphs(const Tokens& tokens) {
  std::vector<lector_span> out;
  out.reserve(tokens.paragraph.size());
  for (size_t i = 0; i < tokens.paragraph.size(); ++i) {
    const size_t end = i + 1 < tokens.paragraph.size() ? tokens.paragraph[i + 1] : tokens.size();
    out.push_back({tokens.begin[tokens.paragraph[i]], tokens.end[end - 1]});
  }
  return out;
}

}  // namespace lector::text
