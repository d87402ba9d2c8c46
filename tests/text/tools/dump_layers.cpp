// dump_layers LAYER: for scripts that compare a layer with what others compute.
//
// Reads texts from stdin, each as its number of bytes, a line break and the bytes; writes a line for each: the spans of the
// layer, "begin:end begin:end ..." in bytes. LAYER: tokens, model-tokens, sentences, paragraphs; icu-sentences.ru and
// icu-sentences.en are ICU's sentence iterator, with its lists of abbreviations, untrimmed.
#include <unicode/brkiter.h>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "daemon/text/document.h"
#include "daemon/text/model_tokens.h"

namespace lector::text {
namespace {

void Print(uint32_t begin, uint32_t end) { std::printf("%u:%u ", begin, end); }

bool Dump(const Document& document, const std::string& layer) {
  if (layer == "tokens") {
    const auto tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
    for (uint32_t i = 0; tokens.ok() && i < (*tokens)->count; ++i) Print((*tokens)->begin[i], (*tokens)->end[i]);
    return tokens.ok();
  }
  if (layer == "model-tokens") {
    const auto tokens = document.Get<ModelTokens>(kModelTokens, Stop());
    for (size_t i = 0; tokens.ok() && i < (*tokens)->size(); ++i) Print((*tokens)->begin[i], (*tokens)->end[i]);
    return tokens.ok();
  }
  const uint32_t id = layer == "sentences" ? LECTOR_LAYER_SENTENCES : layer == "paragraphs" ? LECTOR_LAYER_PARAGRAPHS : 0;
  const auto spans = document.Get<lector_spans>(id, Stop());
  for (uint32_t i = 0; spans.ok() && i < (*spans)->count; ++i) Print((*spans)->span[i].begin, (*spans)->span[i].end);
  return spans.ok();
}

bool DumpIcuSentences(const Document& document, const std::string& language) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale locale((language + "@ss=standard").c_str());
  const std::unique_ptr<icu::BreakIterator> iterator(icu::BreakIterator::createSentenceInstance(locale, error));
  UText* text = utext_openUTF8(nullptr, document.text().data(), static_cast<int64_t>(document.text().size()), &error);
  iterator->setText(text, error);
  for (int32_t begin = iterator->first(), end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    Print(static_cast<uint32_t>(begin), static_cast<uint32_t>(end));
    begin = end;
  }
  utext_close(text);
  return U_SUCCESS(error);
}

int Run(const std::string& layer) {
  constexpr std::string_view kIcu = "icu-sentences.";

  const LayerRegistry registry = LayerRegistry::Linked({});
  for (std::string line; std::getline(std::cin, line);) {
    std::string text(std::stoul(line), '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    const Result<std::unique_ptr<Document>> document = Document::Create({.text = std::move(text), .language = "ru"}, registry);
    if (!document.ok()) return 1;
    const bool icu = layer.starts_with(kIcu);
    if (!(icu ? DumpIcuSentences(**document, layer.substr(kIcu.size())) : Dump(**document, layer))) return 1;
    std::printf("\n");
  }
  return 0;
}

}  // namespace
}  // namespace lector::text

int main(int argc, char** argv) {
  if (argc == 2) return lector::text::Run(argv[1]);
  std::fprintf(stderr, "usage: dump_layers tokens|model-tokens|sentences|paragraphs|icu-sentences.ru|icu-sentences.en < TEXTS\n");
  return 2;
}
