#include "daemon/text/neutral_layers.h"

#include <utility>

#include "daemon/text/document.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/paragraphs.h"
#include "daemon/text/sentences.h"
#include "daemon/text/tokens.h"

namespace lector::text {
namespace {

class TokenLayer : public Layer {
 public:
  explicit TokenLayer(Tokens tokens) : tokens_(std::move(tokens)) {
    view_ = {sizeof view_,         static_cast<uint32_t>(tokens_.size()),
             tokens_.begin.data(), tokens_.end.data(),
             tokens_.kind.data(),  tokens_.shape.data()};
  }
  const void* view() const override { return &view_; }

 private:
  const Tokens tokens_;
  lector_tokens view_;
};

class SpanLayer : public Layer {
 public:
  explicit SpanLayer(std::vector<lector_span> spans) : spans_(std::move(spans)) {
    view_ = {sizeof view_, static_cast<uint32_t>(spans_.size()), spans_.data()};
  }
  const void* view() const override { return &view_; }

 private:
  const std::vector<lector_span> spans_;
  lector_spans view_;
};

class TokenProvider : public LayerProvider {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_TOKENS; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    Result<Tokens> tokens = Tokenize(document.text(), stop);
    if (!tokens.ok()) return tokens.status();
    return std::unique_ptr<Layer>(std::make_unique<TokenLayer>(*std::move(tokens)));
  }
};

class ParagraphProvider : public LayerProvider {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_PARAGRAPHS; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop&) const override {
    return std::unique_ptr<Layer>(std::make_unique<SpanLayer>(SplitParagraphs(document.text())));
  }
};

class SentenceProvider : public LayerProvider {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_SENTENCES; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const Result<const lector_tokens*> tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
    if (!tokens.ok()) return tokens.status();
    const Result<const lector_spans*> paragraphs = document.Get<lector_spans>(LECTOR_LAYER_PARAGRAPHS, stop);
    if (!paragraphs.ok()) return paragraphs.status();
    Result<std::vector<lector_span>> sentences = SplitSentences(document.text(), **tokens, **paragraphs, stop);
    if (!sentences.ok()) return sentences.status();
    return std::unique_ptr<Layer>(std::make_unique<SpanLayer>(*std::move(sentences)));
  }
};

}  // namespace

void AddNeutralLayers(LayerRegistry& registry) {
  registry.Add(std::make_unique<TokenProvider>(), "*");
  registry.Add(std::make_unique<ParagraphProvider>(), "*");
  registry.Add(std::make_unique<SentenceProvider>(), "*");
  AddModelTokens(registry);
}

}  // namespace lector::text
