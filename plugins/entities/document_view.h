// What the core reads of a document: plain arrays, so that it runs in a test without a daemon.
#ifndef LECTOR_PLUGINS_ENTITIES_DOCUMENT_VIEW_H_
#define LECTOR_PLUGINS_ENTITIES_DOCUMENT_VIEW_H_

#include <lector/layers.h>

#include <functional>
#include <span>
#include <string_view>

namespace lector::entities {

// Borrowed for one analysis.
struct DocumentView {
  std::string_view text;
  std::string_view language;  // BCP 47 or empty
  const lector_tokens* tokens = nullptr;
  std::span<const lector_span> sentences;
  std::span<const lector_span> paragraphs;
  std::function<void()> check = [] {};  // called now and then; throws to stop the analysis
  // What a language may lack; null then.
  const lector_names* names = nullptr;
  const lector_morph* morph = nullptr;
  const lector_morph* readings = nullptr;  // the morphology of a language without cases: which words are usual ones
  // Tokens first..last as one phrase in the nominative; empty where that is not possible.
  std::function<std::string(uint32_t first, uint32_t last)> nominative = [](uint32_t, uint32_t) { return std::string(); };

  // For each token that is looked at.
  void Tick() const {
    constexpr uint32_t kBetweenChecks = 64;
    if (ticks++ % kBetweenChecks == 0) check();
  }
  mutable uint32_t ticks = 0;
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_DOCUMENT_VIEW_H_
