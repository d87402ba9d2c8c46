// Helpers of the text tests: the layers of a text as strings that read well in a failure.
#ifndef LECTOR_TESTS_TEXT_TEXT_TESTING_H_
#define LECTOR_TESTS_TEXT_TEXT_TESTING_H_

#include <lector/layers.h>

#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/paragraphs.h"
#include "daemon/text/sentences.h"
#include "daemon/text/tokens.h"

namespace lector::text {

inline Tokens TokensOf(std::string_view text) { return *Tokenize(text, Stop()); }

inline std::vector<lector_span> SentencesOf(std::string_view text) { return *SplitSentences(text, TokensOf(text), Stop()); }
inline std::vector<lector_span> ParagraphsOf(std::string_view text) { return SplitParagraphs(TokensOf(text)); }

inline std::vector<std::string> Texts(std::string_view text, const std::vector<lector_span>& spans) {
  std::vector<std::string> out;
  for (const lector_span& span : spans) out.emplace_back(text.substr(span.begin, span.end - span.begin));
  return out;
}

inline std::vector<std::string> Words(std::string_view text) {
  const Tokens tokens = TokensOf(text);
  std::vector<std::string> out;
  for (size_t i = 0; i < tokens.size(); ++i) out.emplace_back(text.substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]));
  return out;
}

// A letter a token: Word, Number, Punctuation, Quote, Currency, Symbol.
inline std::string Kinds(std::string_view text) {
  std::string out;
  for (const uint8_t kind : TokensOf(text).kind) out += "?WNPQCS"[kind];
  return out;
}

inline std::vector<std::string> Sentences(std::string_view text) { return Texts(text, SentencesOf(text)); }

}  // namespace lector::text
#endif  // LECTOR_TESTS_TEXT_TEXT_TESTING_H_
