// The rows of LECTOR_LAYER_MORPH for Russian: all parses of every token, and the one that is meant.
#ifndef LECTOR_DAEMON_TEXT_RU_MORPH_LAYER_H_
#define LECTOR_DAEMON_TEXT_RU_MORPH_LAYER_H_

#include <lector/layers.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/text/layer_provider.h"
#include "daemon/text/model_tags.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/ru/analyzer.h"
#include "daemon/text/ru/choose.h"

namespace lector::text::ru {

// Filled token by token, then shown.
class MorphLayer : public Layer {
 public:
  explicit MorphLayer(const Analyzer& analyzer) : analyzer_(analyzer), dictionary_(analyzer.dictionary()) {}

  // `tags`, `model_tokens`: NULL without a model. CANCELLED, DEADLINE_EXCEEDED.
  Status Fill(std::string_view text, const lector_tokens& tokens, const lector_spans& sentences, const ModelTags* tags,
              const ModelTokens* model_tokens, const Stop& stop);

  const void* view() const override { return &view_; }

 private:
  // Strings one behind the other, as lector_strs has them. Grows without clearing what is to be written over.
  class Strings {
   public:
    void Reserve(size_t strings, size_t bytes);
    void Add(std::string_view bytes);
    char* Room(size_t bytes);  // where to write the next string
    void Close(size_t bytes) { offset_.push_back(static_cast<uint32_t>(used_ += bytes)); }
    std::string_view operator[](uint32_t i) const { return {pool_.get() + offset_[i], offset_[i + 1] - offset_[i]}; }
    lector_strs view() const { return {pool_.get(), offset_.data()}; }

   private:
    std::unique_ptr<char[]> pool_;
    size_t used_ = 0, capacity_ = 0;
    std::vector<uint32_t> offset_ = {0};
  };

  void Reserve(size_t tokens, size_t bytes);
  // `known`: what the dictionary has for it, or NULL.
  void AddParses(std::string_view word, uint8_t kind, const TypedWord* known);
  void AddKnown(const TypedWord& word);
  void AddUnknown(std::string_view word);
  void AddPlain(std::string_view word, uint8_t upos);
  void AddParse(uint32_t form, float score);
  uint32_t ChooseByModel(uint32_t first, const UdTag& tag, bool capitalized) const;
  uint32_t ChooseByNeighbours(uint32_t first, bool capitalized) const;
  void Choose(std::string_view word, uint32_t first, const UdTag& tag, bool capitalized);

  const Analyzer& analyzer_;
  const Dictionary& dictionary_;
  std::vector<uint8_t> upos_, parse_upos_;
  std::vector<uint64_t> feats_, parse_feats_;
  std::vector<uint32_t> first_parse_ = {0};
  std::vector<uint32_t> parse_form_;  // forms of the dictionary; only while filling
  std::vector<float> parse_score_;
  Strings lemma_, parse_lemma_;
  bool guessed_ = false;                                 // the parses of the token at hand
  std::unordered_map<std::string_view, uint32_t> seen_;  // words that took time -> their token
  lector_morph view_ = {};
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_MORPH_LAYER_H_
