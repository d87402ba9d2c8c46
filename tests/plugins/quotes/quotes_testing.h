// Helpers of the quotes tests: the rules run over a text, with the lexicon of the source tree and the daemon's own tokens.
#ifndef LECTOR_TESTS_PLUGINS_QUOTES_QUOTES_TESTING_H_
#define LECTOR_TESTS_PLUGINS_QUOTES_QUOTES_TESTING_H_

#include <fstream>
#include <ios>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/stop.h"
#include "daemon/text/paragraphs.h"
#include "daemon/text/sentences.h"
#include "daemon/text/tokens.h"
#include "plugins/quotes/resolve.h"

namespace lector::quotes {

inline std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline const Lexicon& LexiconOf(std::string_view language) {
  static const auto load = [](const std::string& tag) {
    auto lexicon = std::make_unique<Lexicon>();
    const std::string dir = QUOTES_DATA;
    lexicon->AddCues(ReadFile(dir + "/cues." + tag + ".tsv"), "cues", tag == "ru" ? ConjugateRussian : ConjugateEnglish);
    lexicon->AddSources(ReadFile(dir + "/sources." + tag + ".tsv"), "sources");
    lexicon->AddWords(ReadFile(dir + "/words." + tag + ".tsv"), "words");
    lexicon->AddRoles(ReadFile(dir + "/roles." + tag + ".tsv"), "roles");
    if (tag == "ru") lexicon->AddHeads(ReadFile(dir + "/heads.ru.tsv"), "heads");
    if (tag == "en") lexicon->AddGenders(ReadFile(dir + "/genders.en.tsv"), "genders");
    return lexicon;
  };
  static const std::unique_ptr<Lexicon> ru = load("ru"), en = load("en");
  return language == "en" ? *en : *ru;
}

// A text with its layers; the Input points into it.
struct Doc {
  explicit Doc(std::string source, std::string_view language = "ru") : text(std::move(source)) {
    tokens = *text::Tokenize(text, Stop());
    paragraphs = text::SplitParagraphs(tokens);
    input.text = text;
    input.tokens = {sizeof(lector_tokens), static_cast<uint32_t>(tokens.size()),
                    tokens.begin.data(),   tokens.end.data(),
                    tokens.kind.data(),    tokens.shape.data()};
    sentences = *text::SplitSentences(text, tokens, Stop());
    input.sentences = sentences;
    input.paragraphs = paragraphs;
    input.english = language == "en";
  }
  Doc(const Doc&) = delete;
  Doc& operator=(const Doc&) = delete;

  std::string text;
  text::Tokens tokens;
  std::vector<lector_span> sentences, paragraphs;
  Input input;
};

inline std::vector<Quote> Find(const Doc& doc) {
  return FindQuotes(doc.input, LexiconOf(doc.input.english ? "en" : "ru"), [] {});
}

// A quote as a line that reads well in a failure: "direct [words|more words] Name, title <- cue".
inline std::string Show(const Doc& doc, const Quote& quote) {
  const auto text = [&doc](lector_span span) { return doc.text.substr(span.begin, span.end - span.begin); };
  std::string out = quote.kind == Kind::kDirect ? "direct [" : quote.kind == Kind::kMixed ? "mixed [" : "indirect [";
  for (size_t i = 0; i < quote.content.size(); ++i) out += (i > 0 ? "|" : "") + text(quote.content[i]);
  out += "] " + (quote.speaker_name.empty() ? "-" : quote.speaker_name);
  if (!quote.speaker_title.empty()) out += ", " + quote.speaker_title;
  if (quote.cue.end > 0) out += " <- " + text(quote.cue);
  return out;
}

inline std::vector<std::string> Lines(const std::string& source, std::string_view language = "ru") {
  const Doc doc(source, language);
  std::vector<std::string> lines;
  for (const Quote& quote : Find(doc)) lines.push_back(Show(doc, quote));
  return lines;
}

using Strings = std::vector<std::string>;

}  // namespace lector::quotes
#endif  // LECTOR_TESTS_PLUGINS_QUOTES_QUOTES_TESTING_H_
