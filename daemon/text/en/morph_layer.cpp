// LECTOR_LAYER_MORPH for English: parts of speech, features and lemmas, of word lists and rules; no model is needed.
#include <lector/layers.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/text/document.h"
#include "daemon/text/en/lexicon.h"
#include "daemon/text/en/reading.h"
#include "daemon/text/en/spelling.h"
#include "daemon/text/en/tagger.h"
#include "daemon/text/layer_provider.h"

namespace lector::text::en {
namespace {

constexpr uint32_t kSentencesBetweenChecks = 64;
constexpr uint32_t kLongestSentence = 1 << 12;  // tokens; a longer one is read in parts

class MorphLayer : public Layer {
 public:
  MorphLayer(std::string_view text, const lector_tokens& tokens) : text_(text), tokens_(tokens) {}

  void AddSentence(uint32_t first, uint32_t end) {
    std::vector<std::vector<Candidate>> candidates;
    std::vector<std::string> words;
    const bool all_capitals = IsAllCapitals(first, end);
    bool opens = true;
    for (uint32_t i = first; i < end; ++i) {
      candidates.push_back(Candidates(i, end, opens, all_capitals));
      words.push_back(LowerWithPlainApostrophes(Token(i)));
      opens = tokens_.kind[i] == LECTOR_TOKEN_QUOTE || Token(i) == ":" || (opens && tokens_.kind[i] != LECTOR_TOKEN_WORD);
    }
    const std::vector<uint32_t> chosen = Tagger::BuiltIn().Choose(candidates);
    std::vector<Tag> tags;
    for (size_t i = 0; i < chosen.size(); ++i) tags.push_back(candidates[i][chosen[i]].tag);
    for (size_t i = 0; i < chosen.size(); ++i) Add(candidates[i], chosen[i], ReadingInContext(tags, words, i), words[i]);
  }

  void Finish() {
    view_ = {sizeof view_,
             static_cast<uint32_t>(upos_.size()),
             upos_.data(),
             feats_.data(),
             {lemma_.data(), lemma_end_.data()},
             first_parse_.data(),
             parse_upos_.data(),
             parse_feats_.data(),
             {parse_lemma_.data(), parse_lemma_end_.data()},
             parse_score_.data()};
  }
  const void* view() const override { return &view_; }

 private:
  std::string_view Token(uint32_t i) const { return text_.substr(tokens_.begin[i], tokens_.end[i] - tokens_.begin[i]); }

  bool IsAllCapitals(uint32_t first, uint32_t end) const {
    uint32_t capitals = 0;
    for (uint32_t i = first; i < end; ++i) {
      if (tokens_.kind[i] != LECTOR_TOKEN_WORD) continue;
      if (tokens_.shape[i] != LECTOR_SHAPE_UPPER && tokens_.end[i] - tokens_.begin[i] > 1) return false;
      ++capitals;
    }
    return capitals > 2;
  }

  std::vector<Candidate> Candidates(uint32_t i, uint32_t end, bool opens, bool all_capitals) const {
    const std::string_view token = Token(i);
    switch (tokens_.kind[i]) {
      case LECTOR_TOKEN_WORD: {
        WordUse use = {.text = token, .shape = tokens_.shape[i], .opens = opens, .all_capitals = all_capitals};
        use.next_is_capital =
            i + 1 < end && tokens_.kind[i + 1] == LECTOR_TOKEN_WORD && tokens_.shape[i + 1] == LECTOR_SHAPE_TITLE;
        return Lexicon::BuiltIn().CandidatesOf(use);
      }
      case LECTOR_TOKEN_NUMBER:
        return {{Tag::kCd, 1, std::string(token)}};
      case LECTOR_TOKEN_QUOTE:
        return {{Tag::kQuo, 1, std::string(token)}};
      case LECTOR_TOKEN_PUNCTUATION:
        return {{Tag::kPun, 1, std::string(token)}};
      default:
        return {{token == "&" ? Tag::kCc : Tag::kSym, 1, std::string(token)}};
    }
  }

  void Add(const std::vector<Candidate>& candidates, uint32_t chosen, const UdTag& reading, std::string_view word) {
    upos_.push_back(IsNameWithApostrophe(candidates[chosen]) ? uint8_t{LECTOR_UPOS_PROPN} : reading.upos);
    feats_.push_back(reading.feats);
    lemma_ += candidates[chosen].lemma;
    lemma_end_.push_back(static_cast<uint32_t>(lemma_.size()));
    for (const Candidate& candidate : candidates) {
      const UdTag alone = ReadingOf(candidate.tag, word);
      parse_upos_.push_back(IsNameWithApostrophe(candidate) ? uint8_t{LECTOR_UPOS_PROPN} : alone.upos);
      parse_feats_.push_back(alone.feats);
      parse_lemma_ += candidate.lemma;
      parse_lemma_end_.push_back(static_cast<uint32_t>(parse_lemma_.size()));
      parse_score_.push_back(candidate.weight);
    }
    first_parse_.push_back(static_cast<uint32_t>(parse_upos_.size()));
  }

  static bool IsNameWithApostrophe(const Candidate& candidate) {
    return candidate.tag == Tag::kPos && !candidate.lemma.empty() && candidate.lemma[0] >= 'A' && candidate.lemma[0] <= 'Z';
  }

  const std::string_view text_;
  const lector_tokens& tokens_;
  std::vector<uint8_t> upos_, parse_upos_;
  std::vector<uint64_t> feats_, parse_feats_;
  std::vector<uint32_t> first_parse_ = {0}, lemma_end_ = {0}, parse_lemma_end_ = {0};
  std::string lemma_, parse_lemma_;
  std::vector<float> parse_score_;
  lector_morph view_ = {};
};

class MorphProvider : public LayerProvider {
 public:
  uint32_t layer() const override { return LECTOR_LAYER_MORPH; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const Result<const lector_tokens*> tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
    if (!tokens.ok()) return tokens.status();
    const Result<const lector_spans*> sentences = document.Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
    if (!sentences.ok()) return sentences.status();
    auto layer = std::make_unique<MorphLayer>(document.text(), **tokens);
    uint32_t token = 0;
    for (uint32_t i = 0; i < (*sentences)->count; ++i) {
      while (token < (*tokens)->count && (*tokens)->begin[token] < (*sentences)->span[i].end) {
        uint32_t end = token;
        while (end < (*tokens)->count && (*tokens)->begin[end] < (*sentences)->span[i].end && end - token < kLongestSentence)
          ++end;
        layer->AddSentence(token, end);
        token = end;
        if (end % kLongestSentence != 0) continue;
        if (Status status = stop.Check(); !status.ok()) return status;
      }
      if (i % kSentencesBetweenChecks != 0) continue;
      if (Status status = stop.Check(); !status.ok()) return status;
    }
    layer->Finish();
    return std::unique_ptr<Layer>(std::move(layer));
  }
};

class EnglishVocabulary : public Vocabulary {
 public:
  bool Has(std::string_view word) const override { return Lexicon::BuiltIn().Knows(LowerWithPlainApostrophes(word)); }
};

const LayerRegistrar kRegistrar([](LayerRegistry& registry, const LayerResources&) {
  registry.Add(std::make_unique<MorphProvider>(), "en");
  registry.AddVocabulary(std::make_unique<EnglishVocabulary>(), "en");
});

}  // namespace
}  // namespace lector::text::en
