#include "daemon/text/ru/tagger_layers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/text/model_layers.h"
#include "daemon/text/model_tags.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/ru/public_syntax.h"

namespace lector::text::ru {
namespace {

constexpr size_t kTokensBetweenChecks = 1 << 15;
constexpr char kLanguage[] = "ru";

class InputLayer : public Layer {
 public:
  explicit InputLayer(std::vector<ModelInput> rows) : rows_(std::move(rows)), view_{rows_} {}
  const void* view() const override { return &view_; }

 private:
  const std::vector<ModelInput> rows_;
  const ModelInputs view_;
};

class TagLayer : public Layer {
 public:
  TagLayer(std::vector<uint16_t> tags, const TaggerFile::Morph& morph)
      : tags_(std::move(tags)), view_{tags_, morph.upos, morph.feats} {}
  const void* view() const override { return &view_; }

 private:
  const std::vector<uint16_t> tags_;
  const ModelTags view_;
};

class NameLayer : public Layer {
 public:
  NameLayer(std::span<const NerSpan> names, const ModelTokens& tokens) {
    for (const NerSpan& name : names) {
      span_.push_back({tokens.begin[name.first], tokens.end[name.last]});
      type_.push_back(name.type);
      score_.push_back(name.score);
    }
    view_ = {sizeof view_, static_cast<uint32_t>(span_.size()), span_.data(), type_.data(), score_.data()};
  }
  const void* view() const override { return &view_; }

 private:
  std::vector<lector_span> span_;
  std::vector<uint8_t> type_;
  std::vector<float> score_;
  lector_names view_ = {};
};

class SyntaxLayer : public Layer {
 public:
  explicit SyntaxLayer(PublicSyntax syntax) : syntax_(std::move(syntax)) {
    view_ = {sizeof view_, static_cast<uint32_t>(syntax_.head.size()), syntax_.head.data(), syntax_.relation.data()};
  }
  const void* view() const override { return &view_; }

 private:
  const PublicSyntax syntax_;
  lector_syntax view_ = {};
};

class TaggerProvider : public LayerProvider {
 public:
  TaggerProvider(uint32_t layer, std::shared_ptr<const Tagger> tagger) : layer_(layer), tagger_(std::move(tagger)) {}
  uint32_t layer() const override { return layer_; }

 protected:
  const Tagger& tagger() const { return *tagger_; }

 private:
  const uint32_t layer_;
  const std::shared_ptr<const Tagger> tagger_;
};

class InputProvider : public TaggerProvider {
 public:
  explicit InputProvider(std::shared_ptr<const Tagger> tagger) : TaggerProvider(kModelInputs, std::move(tagger)) {}
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const auto tokens = document.Get<ModelTokens>(kModelTokens, stop);
    if (!tokens.ok()) return tokens.status();
    std::vector<ModelInput> rows((*tokens)->size());
    Features::Scratch scratch;
    std::array<std::string_view, Features::kAtOnce> words;
    for (size_t from = 0; from < rows.size(); from += words.size()) {
      if (from % kTokensBetweenChecks == 0)
        if (Status status = stop.Check(); !status.ok()) return status;
      const size_t count = std::min(words.size(), rows.size() - from);
      for (size_t i = 0; i < count; ++i) {
        const uint32_t begin = (*tokens)->begin[from + i];
        words[i] = document.text().substr(begin, (*tokens)->end[from + i] - begin);
      }
      tagger().features.OfEach(std::span(words).first(count), &scratch, rows.data() + from);
    }
    return std::unique_ptr<Layer>(std::make_unique<InputLayer>(std::move(rows)));
  }
};

class NameProvider : public TaggerProvider {
 public:
  explicit NameProvider(std::shared_ptr<const Tagger> tagger) : TaggerProvider(LECTOR_LAYER_NAMES, std::move(tagger)) {}
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const auto tokens = document.Get<ModelTokens>(kModelTokens, stop);
    if (!tokens.ok()) return tokens.status();
    const auto inputs = document.Get<ModelInputs>(kModelInputs, stop);
    if (!inputs.ok()) return inputs.status();
    const Result<NerModel::Found> found = tagger().ner.Find((*inputs)->rows, LineBreaks(document.text(), **tokens), stop);
    if (!found.ok()) return found.status();
    return std::unique_ptr<Layer>(std::make_unique<NameLayer>(found->spans, **tokens));
  }
};

// The rows in which a public token begins that is a word or a number.
std::vector<uint32_t> RowsOfWords(const SentenceRows& sentences, const ModelTokens& tokens, const lector_tokens& public_tokens) {
  std::vector<bool> begins(tokens.size());
  for (uint32_t token = 0; token < public_tokens.count; ++token)
    if (public_tokens.kind[token] == LECTOR_TOKEN_WORD || public_tokens.kind[token] == LECTOR_TOKEN_NUMBER)
      begins[tokens.first_of_token[token]] = true;
  std::vector<uint32_t> out;
  out.reserve(sentences.rows.size());
  for (uint32_t row = 0; row < sentences.rows.size(); ++row)
    if (sentences.token[row] != kNoToken && begins[sentences.token[row]]) out.push_back(row);
  return out;
}

class TagProvider : public TaggerProvider {
 public:
  explicit TagProvider(std::shared_ptr<const Tagger> tagger) : TaggerProvider(kModelTags, std::move(tagger)) {}
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const auto tokens = document.Get<ModelTokens>(kModelTokens, stop);
    if (!tokens.ok()) return tokens.status();
    const Result<SentenceRows> sentences = RowsOfSentences(document, stop);
    if (!sentences.ok()) return sentences.status();
    const auto public_tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
    if (!public_tokens.ok()) return public_tokens.status();
    const Result<std::vector<uint16_t>> tags = tagger().morph.Tag(sentences->rows, RowsOfWords(*sentences, **tokens, **public_tokens), stop);
    if (!tags.ok()) return tags.status();
    std::vector<uint16_t> out((*tokens)->size(), kNoTag);
    for (size_t row = 0; row < tags->size(); ++row)
      if (sentences->token[row] != kNoToken) out[sentences->token[row]] = (*tags)[row];
    return std::unique_ptr<Layer>(std::make_unique<TagLayer>(std::move(out), tagger().file->morph()));
  }
};

class SyntaxProvider : public TaggerProvider {
 public:
  explicit SyntaxProvider(std::shared_ptr<const Tagger> tagger) : TaggerProvider(LECTOR_LAYER_SYNTAX, std::move(tagger)) {}
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const auto public_tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
    if (!public_tokens.ok()) return public_tokens.status();
    const auto tokens = document.Get<ModelTokens>(kModelTokens, stop);
    if (!tokens.ok()) return tokens.status();
    const Result<SentenceRows> sentences = RowsOfSentences(document, stop);
    if (!sentences.ok()) return sentences.status();
    const Result<Arcs> arcs = tagger().syntax.Parse(sentences->rows, sentences->sentences, true, stop);
    if (!arcs.ok()) return arcs.status();
    ModelSyntax model((*tokens)->size());
    for (size_t row = 0; row < sentences->rows.size(); ++row) {
      const uint32_t token = sentences->token[row];
      if (token == kNoToken) continue;
      if (arcs->head[row] != kRoot) model.head[token] = sentences->token[arcs->head[row]];
      model.relation[token] = tagger().file->syntax().relation[arcs->relation[row]];
    }
    return std::unique_ptr<Layer>(std::make_unique<SyntaxLayer>(OfPublicTokens(model, **tokens, **public_tokens)));
  }
};

Status Read(ModelFile file, LayerRegistry& registry) {
  Result<std::unique_ptr<TaggerFile>> opened = TaggerFile::Read(std::move(file));
  if (opened.ok()) AddTaggerLayers(std::make_shared<Tagger>(*std::move(opened)), registry);
  return opened.status();
}

const LayerRegistrar kRegistrar([](LayerRegistry& registry, const LayerResources& resources) {
  AddModelLayers({kTaggerFile, kTaggerKind, kTaggerVersion},
                 {kLanguage, {kModelInputs, kModelTags, LECTOR_LAYER_NAMES, LECTOR_LAYER_SYNTAX}, {}}, resources, registry,
                 &Read);
});

}  // namespace

Result<SentenceRows> RowsOfSentences(const Document& document, const Stop& stop) {
  const auto tokens = document.Get<ModelTokens>(kModelTokens, stop);
  if (!tokens.ok()) return tokens.status();
  const auto inputs = document.Get<ModelInputs>(kModelInputs, stop);
  if (!inputs.ok()) return inputs.status();
  const auto sentences = document.Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
  if (!sentences.ok()) return sentences.status();
  SentenceRows out;
  size_t token = 0;
  for (const lector_span& sentence : std::span((*sentences)->span, (*sentences)->count)) {
    const uint32_t begin = static_cast<uint32_t>(out.rows.size());
    for (; token < (*tokens)->size() && (*tokens)->begin[token] < sentence.end; ++token) {
      out.rows.push_back((*inputs)->rows[token]);
      out.token.push_back(static_cast<uint32_t>(token));
    }
    const uint32_t end = static_cast<uint32_t>(out.rows.size());
    if (begin == end) continue;
    out.sentences.push_back({begin, end});
    out.rows.push_back({});
    out.token.push_back(kNoToken);
  }
  return out;
}

std::vector<bool> LineBreaks(std::string_view text, const ModelTokens& tokens) {
  std::vector<bool> out(tokens.size());
  for (size_t i = 1; i < tokens.size(); ++i) {
    const std::string_view between = text.substr(tokens.end[i - 1], tokens.begin[i] - tokens.end[i - 1]);
    out[i] = between.size() > 0 && between.find_first_of("\n\r\v\f") != std::string_view::npos;
  }
  return out;
}

void AddTaggerLayers(std::shared_ptr<const Tagger> tagger, LayerRegistry& registry) {
  registry.Add(std::make_unique<InputProvider>(tagger), kLanguage);
  registry.Add(std::make_unique<TagProvider>(tagger), kLanguage);
  registry.Add(std::make_unique<NameProvider>(tagger), kLanguage);
  registry.Add(std::make_unique<SyntaxProvider>(tagger), kLanguage);
}

}  // namespace lector::text::ru
