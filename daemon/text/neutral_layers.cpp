#include "daemon/text/neutral_layers.h"

#include <utility>

#include "daemon/text/document.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/paragraphs.h"
#include "daemon/text/sentences.h"
#include "daemon/text/tokens.h"

namespace lector::text {
namespace {

class SegmentLayer : public Layer {
 public:
  explicit SegmentLayer(Tokens tokens) : tokens_(std::move(tokens)) {}
  const void* view() const override { return &tokens_; }

 private:
  const Tokens tokens_;
};

// Shows the rows of the segment layer, which lives as long as the document.
class TokenLayer : public Layer {
 public:
  explicit TokenLayer(const Tokens& tokens)
      : view_{sizeof view_,        static_cast<uint32_t>(tokens.size()),
              tokens.begin.data(), tokens.end.data(),
              tokens.kind.data(),  tokens.shape.data()} {}
  const void* view() const override { return &view_; }

 private:
  const lector_tokens view_;
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

class SegmentProvider : public LayerProvider {
 public:
  uint32_t layer() const override { return kSegments; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    Result<Tokens> tokens = Tokenize(document.text(), stop);
    if (!tokens.ok()) return tokens.status();
    return std::unique_ptr<Layer>(std::make_unique<SegmentLayer>(*std::move(tokens)));
  }
};

// What is made of the segments alone.
class SegmentUser : public LayerProvider {
 public:
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const Result<const Tokens*> segments = document.Get<Tokens>(kSegments, stop);
    if (!segments.ok()) return segments.status();
    return Make(document.text(), **segments, stop);
  }

 protected:
  virtual Result<std::unique_ptr<Layer>> Make(std::string_view text, const Tokens& tokens, const Stop& stop) const = 0;
};

class TokenProvider : public SegmentUser {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_TOKENS; }

 protected:
  Result<std::unique_ptr<Layer>> Make(std::string_view, const Tokens& tokens, const Stop&) const override {
    return std::unique_ptr<Layer>(std::make_unique<TokenLayer>(tokens));
  }
};

class ParagraphProvider : public SegmentUser {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_PARAGRAPHS; }

 protected:
  Result<std::unique_ptr<Layer>> Make(std::string_view, const Tokens& tokens, const Stop&) const override {
    return std::unique_ptr<Layer>(std::make_unique<SpanLayer>(SplitParagraphs(tokens)));
  }
};

class SentenceProvider : public SegmentUser {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_SENTENCES; }

 protected:
  Result<std::unique_ptr<Layer>> Make(std::string_view text, const Tokens& tokens, const Stop& stop) const override {
    Result<std::vector<lector_span>> sentences = SplitSentences(text, tokens, stop);
    if (!sentences.ok()) return sentences.status();
    return std::unique_ptr<Layer>(std::make_unique<SpanLayer>(*std::move(sentences)));
  }
};

}  // namespace

void AddNeutralLayers(LayerRegistry& registry) {
  registry.Add(std::make_unique<SegmentProvider>(), "*");
  registry.Add(std::make_unique<TokenProvider>(), "*");
  registry.Add(std::make_unique<ParagraphProvider>(), "*");
  registry.Add(std::make_unique<SentenceProvider>(), "*");
  AddModelTokens(registry);
}

}  // namespace lector::text
