// From candidates to quotes: the surest of overlapping ones, and who the speakers are.
#ifndef LECTOR_PLUGINS_QUOTES_RESOLVE_H_
#define LECTOR_PLUGINS_QUOTES_RESOLVE_H_

#include <lector/records.h>

#include <string>
#include <string_view>
#include <vector>

#include "forms.h"

namespace lector::quotes {

// What the plugin emits. Views of the lexicon live as long as it; the rest is owned.
struct Quote {
  Kind kind = Kind::kDirect;
  Rule rule = Rule::kDirect;
  std::vector<lector_span> content;
  lector_span speaker = {}, cue = {};
  lector_id entity = 0;
  std::string speaker_name, speaker_title;
  std::string_view cue_lemma;
  uint32_t polarity = 0;
  float confidence = 0;
  std::string path;  // how the speaker was found, for `explain`
};

// The name of a rule, for `explain`: "block", "clause".
std::string_view NameOf(Rule rule);

// Quotes in text order, not overlapping.
std::vector<Quote> Resolve(const Context& context, Candidates candidates);

// All of the plugin's work on one document.
std::vector<Quote> FindQuotes(const Input& input, const Lexicon& lexicon, const Check& check);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_RESOLVE_H_
