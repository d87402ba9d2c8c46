// dump_layers LAYER: for scripts that compare a layer with what others compute.
//
// Reads texts from stdin, each as its number of bytes, a line break and the bytes; writes a line for each: the spans of the
// layer, "begin:end begin:end ..." in bytes. LAYER: tokens, model-tokens, sentences, paragraphs.
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

int Run(const std::string& layer) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  for (std::string line; std::getline(std::cin, line);) {
    std::string text(std::stoul(line), '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    const Result<std::unique_ptr<Document>> document = Document::Create({.text = std::move(text), .language = "ru"}, registry);
    if (!document.ok() || !Dump(**document, layer)) return 1;
    std::printf("\n");
  }
  return 0;
}

}  // namespace
}  // namespace lector::text

int main(int argc, char** argv) {
  if (argc == 2) return lector::text::Run(argv[1]);
  std::fprintf(stderr, "usage: dump_layers tokens|model-tokens|sentences|paragraphs < TEXTS\n");
  return 2;
}
