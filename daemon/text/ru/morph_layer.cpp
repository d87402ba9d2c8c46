#include "daemon/text/ru/morph_layer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/text/document.h"
#include "daemon/text/model_layers.h"
#include "daemon/text/ru/inflect.h"
#include "daemon/text/ru/names.h"
#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

constexpr uint32_t kPlain = ~0u;          // no form of the dictionary
constexpr uint32_t kStopEvery = 1 << 12;  // tokens between two looks at the clock
constexpr float kMillionth = 1e-6f;
constexpr size_t kParsesOfToken = 4, kLemmaBytes = 16;  // what room is made for; more is found later

uint8_t UposOfKind(uint8_t kind) {
  switch (kind) {
    case LECTOR_TOKEN_NUMBER:
      return LECTOR_UPOS_NUM;
    case LECTOR_TOKEN_CURRENCY:
    case LECTOR_TOKEN_SYMBOL:
      return LECTOR_UPOS_SYM;
    default:
      return LECTOR_UPOS_PUNCT;
  }
}

// A token as it is looked up in the dictionary; empty: it is not, nor what lies beyond the last. A capital alone may be an
// initial, which is read otherwise.
std::string_view WordToFind(std::string_view text, const lector_tokens& tokens, size_t row) {
  constexpr size_t kLetter = 2;  // bytes
  if (row >= tokens.count || (tokens.kind[row] != LECTOR_TOKEN_WORD && tokens.kind[row] != LECTOR_TOKEN_NUMBER)) return {};
  const size_t size = tokens.end[row] - tokens.begin[row];
  return size > kLetter || tokens.shape[row] == LECTOR_SHAPE_LOWER ? text.substr(tokens.begin[row], size) : std::string_view();
}

// The nominative of a word that the dictionary lacks, in the case and gender that the model gives it; else the word itself.
std::string LemmaOfName(const std::string& lower, const UdTag& tag) {
  const uint64_t gender = LECTOR_FEAT(tag.feats, GENDER);
  if (lower.size() <= TypedWord::kCapacity && LECTOR_FEAT(tag.feats, NUMBER) == LECTOR_NUMBER_SING)
    for (const NameReading& name : ReadName(lower))
      if (name.word_case == LECTOR_FEAT(tag.feats, CASE) && (gender == 0 || name.declension->gender == gender))
        return name.stem + name.declension->endings[LECTOR_CASE_NOM];
  return lower;
}

}  // namespace

void MorphLayer::Strings::Reserve(size_t strings, size_t bytes) {
  offset_.reserve(strings + 1);
  Room(bytes);
}

char* MorphLayer::Strings::Room(size_t bytes) {
  if (used_ + bytes > capacity_) {
    capacity_ = std::max(used_ + bytes, capacity_ + capacity_ / 2);
    std::unique_ptr<char[]> larger(new char[capacity_]);  // not made zero
    std::copy(pool_.get(), pool_.get() + used_, larger.get());
    pool_ = std::move(larger);
  }
  return pool_.get() + used_;
}

void MorphLayer::Strings::Add(std::string_view bytes) {
  bytes.copy(Room(bytes.size()), bytes.size());
  Close(bytes.size());
}

void MorphLayer::Reserve(size_t tokens, size_t bytes) {
  upos_.reserve(tokens);
  feats_.reserve(tokens);
  first_parse_.reserve(tokens + 1);
  lemma_.Reserve(tokens, bytes);
  const size_t parses = tokens * kParsesOfToken;
  parse_upos_.reserve(parses);
  parse_feats_.reserve(parses);
  parse_form_.reserve(parses);
  parse_score_.reserve(parses);
  parse_lemma_.Reserve(parses, parses * kLemmaBytes);
}

void MorphLayer::AddParse(uint32_t form, float score) {
  const DictionaryGrammar& grammar = dictionary_.grammar(form);
  parse_form_.push_back(form);
  parse_upos_.push_back(grammar.upos);
  parse_feats_.push_back(grammar.feats);
  parse_score_.push_back(score);
}

void MorphLayer::AddPlain(std::string_view word, uint8_t upos) {
  parse_form_.push_back(kPlain);
  parse_upos_.push_back(upos);
  parse_feats_.push_back(0);
  parse_score_.push_back(1);
  parse_lemma_.Add(word);
}

void MorphLayer::AddKnown(const TypedWord& word) {
  const float even = 1.0f / static_cast<float>(word.list.count);
  for (uint32_t i = 0; i < word.list.count; ++i) {
    const uint32_t entry = word.list.entries[i];
    parse_lemma_.Close(dictionary_.WriteLemma(word, entry, parse_lemma_.Room(Dictionary::kMaxLemma)));
    AddParse(FormOf(entry), word.list.numbers != nullptr ? static_cast<float>(word.list.numbers[i]) * kMillionth : even);
  }
}

void MorphLayer::AddUnknown(std::string_view word) {
  constexpr size_t kLetter = 2;  // bytes
  guessed_ = word.size() > kLetter;
  const auto row = static_cast<uint32_t>(first_parse_.size()) - 1;
  const auto [seen, is_new] = seen_.try_emplace(word, row);
  if (!is_new) {
    for (uint32_t parse = first_parse_[seen->second]; parse < first_parse_[seen->second + 1]; ++parse) {
      const std::string lemma(parse_lemma_[parse]);
      parse_lemma_.Add(lemma);
      AddParse(parse_form_[parse], parse_score_[parse]);
    }
    return;
  }
  for (const Parse& parse : analyzer_.Analyze(word)) {
    parse_lemma_.Add(parse.Lemma(dictionary_));
    AddParse(parse.form(), static_cast<float>(parse.score));
  }
}

void MorphLayer::AddParses(std::string_view word, uint8_t kind, const TypedWord* known) {
  guessed_ = false;
  if (known != nullptr) return AddKnown(*known);
  if (kind != LECTOR_TOKEN_WORD && kind != LECTOR_TOKEN_NUMBER) return AddPlain(word, UposOfKind(kind));
  if (kind == LECTOR_TOKEN_NUMBER) return AddPlain(word, LECTOR_UPOS_NUM);
  AddUnknown(word);
}

uint32_t MorphLayer::ChooseByModel(uint32_t first, const UdTag& tag, bool capitalized) const {
  uint32_t best = first;
  float most = 0;
  for (uint32_t parse = first; parse < parse_form_.size(); ++parse) {
    const float agreement = Agreement({&dictionary_.grammar(parse_form_[parse]), parse_score_[parse]}, tag, capitalized);
    if (parse == first || agreement > most) best = parse, most = agreement;
  }
  return best;
}

// The likeliest; of equal ones a name where a word is capitalised inside a sentence, and none where it is not.
uint32_t MorphLayer::ChooseByNeighbours(uint32_t first, bool capitalized) const {
  uint32_t best = first;
  const auto is_name = [&](uint32_t parse) { return LECTOR_FEAT(parse_feats_[parse], NAMETYPE) != 0; };
  const float enough = parse_score_[first] * (capitalized ? 0.2f : 0.9f);
  for (uint32_t parse = first; parse < parse_form_.size() && is_name(best) != capitalized; ++parse)
    if (is_name(parse) == capitalized && parse_score_[parse] >= enough) best = parse;
  return best;
}

void MorphLayer::Choose(std::string_view word, uint32_t first, const UdTag& tag, bool capitalized) {
  uint32_t chosen = first;
  UdTag meant = {parse_upos_[first], parse_feats_[first]};
  if (parse_form_[first] != kPlain) {
    chosen = tag.upos != 0 ? ChooseByModel(first, tag, capitalized) : ChooseByNeighbours(first, capitalized);
    const DictionaryGrammar& grammar = dictionary_.grammar(parse_form_[chosen]);
    meant = Merge(grammar, tag);
    const bool noun = tag.upos == LECTOR_UPOS_PROPN || tag.upos == LECTOR_UPOS_NOUN;
    if (guessed_ && noun && !Fits(grammar, tag)) {  // the model knows better than the word's ending
      upos_.push_back(tag.upos);
      feats_.push_back(tag.feats);
      return lemma_.Add(LemmaOfName(LowerCase(word), tag));
    }
  }
  upos_.push_back(meant.upos);
  feats_.push_back(meant.feats);
  lemma_.Add(parse_lemma_[chosen]);
}

Status MorphLayer::Fill(std::string_view text, const lector_tokens& tokens, const lector_spans& sentences, const ModelTags* tags,
                        const ModelTokens* model_tokens, const Stop& stop) {
  Reserve(tokens.count, text.size());
  std::array<TypedWord, Dictionary::kAtOnce> typed;  // of rows [looked_up - kAtOnce, looked_up), the known ones
  uint32_t known = 0, looked_up = 0;
  const auto look_up = [&] {
    std::array<std::string_view, Dictionary::kAtOnce> words;
    for (size_t i = 0; i < words.size(); ++i) words[i] = WordToFind(text, tokens, looked_up + i);
    known = dictionary_.FindEach(words, typed.data());
    looked_up += Dictionary::kAtOnce;
  };
  uint32_t sentence = 0;
  for (uint32_t row = 0; row < tokens.count; ++row) {
    if (row % kStopEvery == 0)
      if (Status status = stop.Check(); !status.ok()) return status;
    const auto first = static_cast<uint32_t>(parse_form_.size());
    if (row == looked_up) look_up();
    const std::string_view word = text.substr(tokens.begin[row], tokens.end[row] - tokens.begin[row]);
    const size_t place = row % Dictionary::kAtOnce;
    AddParses(word, tokens.kind[row], (known >> place & 1) != 0 ? &typed[place] : nullptr);
    first_parse_.push_back(static_cast<uint32_t>(parse_form_.size()));
    while (sentence < sentences.count && sentences.span[sentence].end <= tokens.begin[row]) ++sentence;
    const bool begins = sentence < sentences.count && sentences.span[sentence].begin == tokens.begin[row];
    const bool capitalized = !begins && (tokens.shape[row] == LECTOR_SHAPE_TITLE || tokens.shape[row] == LECTOR_SHAPE_UPPER);
    UdTag tag;
    if (tags != nullptr && model_tokens != nullptr) tag = tags->Of(model_tokens->first_of_token[row]);
    Choose(word, first, tag, capitalized);
  }
  parse_form_ = {};
  seen_ = {};
  view_ = {sizeof view_,        tokens.count,       upos_.data(),        feats_.data(),       lemma_.view(),
           first_parse_.data(), parse_upos_.data(), parse_feats_.data(), parse_lemma_.view(), parse_score_.data()};
  return Status();
}

namespace {

// A dictionary and its analyzer, shared by those who use them.
struct Morphology {
  explicit Morphology(std::unique_ptr<const Dictionary> opened) : dictionary(std::move(opened)), analyzer(*dictionary) {}
  const std::unique_ptr<const Dictionary> dictionary;
  const Analyzer analyzer;
};

class MorphProvider : public LayerProvider {
 public:
  explicit MorphProvider(std::shared_ptr<const Morphology> morphology) : morphology_(std::move(morphology)) {}
  uint32_t layer() const override { return LECTOR_LAYER_MORPH; }

  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const Result<const lector_tokens*> tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
    if (!tokens.ok()) return tokens.status();
    const Result<const lector_spans*> sentences = document.Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
    if (!sentences.ok()) return sentences.status();
    const Result<const ModelTags*> tags = document.Get<ModelTags>(kModelTags, stop);
    const Result<const ModelTokens*> model_tokens = document.Get<ModelTokens>(kModelTokens, stop);
    const bool in_context = tags.ok() && model_tokens.ok();
    auto out = std::make_unique<MorphLayer>(morphology_->analyzer);
    Status status = out->Fill(document.text(), **tokens, **sentences, in_context ? *tags : nullptr,
                              in_context ? *model_tokens : nullptr, stop);
    if (!status.ok()) return status;
    return std::unique_ptr<Layer>(std::move(out));
  }

 private:
  const std::shared_ptr<const Morphology> morphology_;
};

// Keeps what the inflector looks words up in.
class OwningInflector : public Inflector {
 public:
  explicit OwningInflector(std::shared_ptr<const Morphology> morphology)
      : morphology_(std::move(morphology)), inflector_(morphology_->analyzer) {}
  Result<std::string> Inflect(const Document& document, uint32_t first, uint32_t last, uint64_t feats,
                              const Stop& stop) const override {
    return inflector_.Inflect(document, first, last, feats, stop);
  }

 private:
  const std::shared_ptr<const Morphology> morphology_;
  const PhraseInflector inflector_;
};

Status Read(ModelFile file, LayerRegistry& registry) {
  Result<std::unique_ptr<Dictionary>> dictionary = Dictionary::Read(std::move(file));
  if (!dictionary.ok()) return dictionary.status();
  const auto morphology = std::make_shared<const Morphology>(*std::move(dictionary));
  registry.Add(std::make_unique<MorphProvider>(morphology), "ru");
  registry.AddInflector(std::make_unique<OwningInflector>(morphology), "ru");
  return Status();
}

const LayerRegistrar kRegistrar([](LayerRegistry& registry, const LayerResources& resources) {
  AddModelLayers({kDictionaryFile, kDictionaryKind, kDictionaryVersion}, {"ru", {LECTOR_LAYER_MORPH}, {kModelTags}}, resources,
                 registry, &Read);
});

}  // namespace
}  // namespace lector::text::ru
