// What the core reads of a document: plain arrays, so that it runs in a test without a daemon.
#ifndef LECTOR_PLUGINS_ENTITIES_DOCUMENT_VIEW_H_
#define LECTOR_PLUGINS_ENTITIES_DOCUMENT_VIEW_H_

#include <lector/layers.h>

#include <functional>
#include <span>
#include <string_view>

namespace lector::entities {

// Borrowed for one analysis. When the tagger's names and the morphology are to be read, they become fields here.
struct DocumentView {
  std::string_view text;
  std::string_view language;  // BCP 47 or empty
  const lector_tokens* tokens = nullptr;
  std::span<const lector_span> sentences;
  std::span<const lector_span> paragraphs;
  std::function<void()> check = [] {};  // called every few tokens; throws to stop the analysis
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_DOCUMENT_VIEW_H_
