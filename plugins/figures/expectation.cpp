#include "plugins/figures/expectation.h"

namespace lector::figures {
namespace {

constexpr uint32_t kMostWords = 6;  // "that analysts polled by Alpha"

}  // namespace

bool IsForeseen(const Lexicon& lexicon, const Text& text, const Grammar& grammar, uint32_t first, uint32_t end) {
  if (!text.english || !grammar.known() || first == 0 || grammar.Class(first - 1) != LECTOR_UPOS_DET) return false;
  bool named = false;
  for (uint32_t at = end, words = 0; at < text.size() && words < kMostWords; ++at, ++words) {
    if (!text.is_word(at) || (text.atoms[at].newline && at > end)) return false;
    if (const Match verb = lexicon.Find(text, at, Category::kForesee)) {
      const bool closes = verb.end >= text.size() || !text.is_word(verb.end) || text.atoms[verb.end].newline ||
                          lexicon.Has(text, verb.end, Category::kPreposition);
      const bool by = verb.end < text.size() && text.raw(verb.end) == "by";  // "the 27,000 forecast by economists"
      return (named || (by && at == end)) && closes;
    }
    named = named || grammar.IsNoun(at) || grammar.IsName(at);
  }
  return false;
}

}  // namespace lector::figures
