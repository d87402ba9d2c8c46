#include "daemon/text/ru/morph_layer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

#include "daemon/text/document.h"
#include "daemon/text/model_layers.h"
#include "daemon/text/ru/choose.h"
#include "daemon/text/ru/inflect.h"
#include "daemon/text/ru/names.h"
#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

constexpr uint32_t kStopEvery = 1 << 12;  // tokens between two looks at the clock
constexpr size_t kParsesOfToken = 4, kLemmaBytes = 16;  // what room is made for; more is found later
constexpr size_t kLetter = 2;                           // bytes of a Russian letter

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

// The nominative of a word that the dictionary lacks, in the case and gender that the model gives it; else the word itself.
std::string LemmaOfName(std::string lower, const UdTag& tag) {
  const uint64_t gender = LECTOR_FEAT(tag.feats, GENDER);
  if (lower.size() > TypedWord::kCapacity || LECTOR_FEAT(tag.feats, NUMBER) != LECTOR_NUMBER_SING) return lower;
  for (const NameEnding& ending : NameEndingsLike(lower)) {
    const NameDeclension& declension = *ending.declension;
    if (ending.word_case != LECTOR_FEAT(tag.feats, CASE) || (gender != 0 && declension.gender != gender) || !HasEnding(lower, ending))
      continue;
    return lower.replace(lower.size() - ending.text().size(), std::string::npos, declension.endings[LECTOR_CASE_NOM]);
  }
  return lower;
}

}  // namespace

void MorphLayer::Pool::Grow(size_t bytes) {
  capacity_ = std::max(used_ + bytes, capacity_ + capacity_ / 2);
  data_.Resize(used_, capacity_);
}

void MorphLayer::Reserve(size_t tokens, size_t bytes) {
  upos_.Resize(0, tokens);
  feats_.Resize(0, tokens);
  lemma_end_.Resize(0, tokens + 1);
  first_parse_.Resize(0, tokens + 1);
  lemma_.Room(bytes);
  ReserveParses(tokens * kParsesOfToken);
  parse_lemma_.Room(tokens * kParsesOfToken * kLemmaBytes);
  lemma_end_[0] = first_parse_[0] = parse_lemma_end_[0] = 0;
}

void MorphLayer::ReserveParses(size_t more) {
  if (parse_count_ + more <= parse_capacity_) return;
  const size_t used = parse_count_;
  parse_capacity_ = std::max(used + more, parse_capacity_ + parse_capacity_ / 2);
  parse_upos_.Resize(used, parse_capacity_);
  parse_feats_.Resize(used, parse_capacity_);
  parse_score_.Resize(used, parse_capacity_);
  parse_lemma_end_.Resize(used == 0 ? 0 : used + 1, parse_capacity_ + 1);
}

void MorphLayer::AddToken(uint8_t upos, uint64_t feats, std::string_view lemma) {
  const size_t row = count_++;
  upos_[row] = upos;
  feats_[row] = feats;
  char* const to = lemma_.Room(lemma.size());
  lemma_.Close(to + lemma.copy(to, lemma.size()));
  lemma_end_[row + 1] = static_cast<uint32_t>(lemma_.size());
  first_parse_[row + 1] = parse_count_;
}

void MorphLayer::AddPlain(std::string_view text, uint8_t upos) {
  ReserveParses(1);
  const size_t row = parse_count_++;
  parse_upos_[row] = upos;
  parse_feats_[row] = 0;
  parse_score_[row] = 1;
  char* const to = parse_lemma_.Room(text.size());
  parse_lemma_.Close(to + text.copy(to, text.size()));
  parse_lemma_end_[row + 1] = static_cast<uint32_t>(parse_lemma_.size());
  AddToken(upos, 0, text);
}

void MorphLayer::AddParses(const Word& word) {
  const std::span<const WordReading> readings = word.readings();
  ReserveParses(readings.size());
  char* to = parse_lemma_.Room(word.lemma_bytes());
  for (const WordReading& reading : readings) {
    const size_t row = parse_count_++;
    const DictionaryGrammar& grammar = dictionary_.GrammarAt(reading.grammar);
    parse_upos_[row] = grammar.upos;
    parse_feats_[row] = grammar.feats;
    parse_score_[row] = reading.score;
    const std::string_view lemma = word.lemma(reading);
    // A copy of a fixed size takes no loop; what it writes too much is written over.
    if (lemma.size() <= kSlack) std::memcpy(to, lemma.data(), kSlack);
    else std::memcpy(to, lemma.data(), lemma.size());
    to += lemma.size();
    parse_lemma_end_[row + 1] = static_cast<uint32_t>(to - parse_lemma_.data());
  }
  parse_lemma_.Close(to);
}

void MorphLayer::AddWord(std::string_view text, const Word& word, const UdTag& tag, bool capitalized) {
  AddParses(word);
  const std::span<const WordReading> readings = word.readings();
  const uint32_t chosen = tag.upos != 0 ? ChooseByModel(word, tag, capitalized) : ChooseByNeighbours(word, capitalized);
  const DictionaryGrammar& grammar = dictionary_.GrammarAt(readings[chosen].grammar);
  const bool noun = tag.upos == LECTOR_UPOS_PROPN || tag.upos == LECTOR_UPOS_NOUN;
  if (noun && !word.known() && text.size() > kLetter && !Fits(grammar, tag))  // the model knows better than the word's ending
    return AddToken(tag.upos, tag.feats, LemmaOfName(LowerCase(text), tag));
  const UdTag meant = Merge(grammar, tag);
  AddToken(meant.upos, meant.feats, word.lemma(readings[chosen]));
}

uint32_t MorphLayer::ChooseByModel(const Word& word, const UdTag& tag, bool capitalized) const {
  const std::span<const WordReading> readings = word.readings();
  if (readings.size() == 1) return 0;
  // The features fit: they are as many bits as the fields of layers.h have.
  const uint64_t context = tag.feats << 6 | uint64_t{tag.upos} << 1 | (capitalized ? 1 : 0);
  static_assert(LECTOR_FEAT_NAMETYPE + 3 + 6 <= Word::kContextBits);
  if (const uint32_t noted = word.Noted(context); noted < readings.size()) return noted;
  uint32_t best = 0;
  float most = 0;
  for (uint32_t i = 0; i < readings.size(); ++i) {
    const float agreement = Agreement({&dictionary_.GrammarAt(readings[i].grammar), readings[i].score}, tag, capitalized);
    if (i == 0 || agreement > most) best = i, most = agreement;
  }
  word.Note(context, best);
  return best;
}

// The likeliest; of equal ones a name where a word is capitalised inside a sentence, and none where it is not.
uint32_t MorphLayer::ChooseByNeighbours(const Word& word, bool capitalized) const {
  const std::span<const WordReading> readings = word.readings();
  const auto is_name = [&](uint32_t i) { return LECTOR_FEAT(dictionary_.GrammarAt(readings[i].grammar).feats, NAMETYPE) != 0; };
  const float enough = readings[0].score * (capitalized ? 0.2f : 0.9f);
  uint32_t best = 0;
  for (uint32_t i = 0; i < readings.size() && is_name(best) != capitalized; ++i)
    if (is_name(i) == capitalized && readings[i].score >= enough) best = i;
  return best;
}

Status MorphLayer::Fill(std::string_view text, const lector_tokens& tokens, const lector_spans& sentences, const ModelTags* tags,
                        const ModelTokens* model_tokens, const Stop& stop) {
  Reserve(tokens.count, text.size());
  const auto text_of = [&](size_t row) { return text.substr(tokens.begin[row], tokens.end[row] - tokens.begin[row]); };
  const bool in_context = tags != nullptr && model_tokens != nullptr;
  dictionary_.ExpectGrammars();
  Lexicon::Scratch scratch;
  std::array<const Word*, Lexicon::kAtOnce> words;  // of rows from the last multiple of their number on
  std::array<UdTag, Lexicon::kAtOnce> meant;
  const auto look_up = [&](size_t first) {
    std::array<std::string_view, Lexicon::kAtOnce> spellings;
    const size_t count = std::min<size_t>(spellings.size(), tokens.count - first);
    for (size_t i = 0; i < count; ++i) {
      if (tokens.kind[first + i] == LECTOR_TOKEN_WORD) spellings[i] = text_of(first + i);
      if (in_context) meant[i] = tags->Of(model_tokens->first_of_token[first + i]);
    }
    scratch.Clear();
    lexicon_.GetEach({spellings.data(), count}, &scratch, words.data());
  };
  uint32_t sentence = 0;
  for (uint32_t row = 0; row < tokens.count; ++row) {
    if (row % kStopEvery == 0)
      if (Status status = stop.Check(); !status.ok()) return status;
    const size_t place = row % words.size();
    if (place == 0) look_up(row);
    while (sentence < sentences.count && sentences.span[sentence].end <= tokens.begin[row]) ++sentence;
    const bool begins = sentence < sentences.count && sentences.span[sentence].begin == tokens.begin[row];
    const bool capitalized = !begins && (tokens.shape[row] == LECTOR_SHAPE_TITLE || tokens.shape[row] == LECTOR_SHAPE_UPPER);
    const Word* const word = tokens.kind[row] == LECTOR_TOKEN_NUMBER ? lexicon_.GetKnown(text_of(row), &scratch) : words[place];
    if (word != nullptr) AddWord(text_of(row), *word, meant[place], capitalized);
    else AddPlain(text_of(row), UposOfKind(tokens.kind[row]));
    if (std::max(lemma_.size(), parse_lemma_.size()) > std::numeric_limits<uint32_t>::max())
      return Status(Code::kResourceExhausted, "the lemmas of the text have more than 4 GB");
  }
  view_ = {sizeof view_,        count_,             upos_.data(),        feats_.data(),
           {lemma_.data(), lemma_end_.data()},      first_parse_.data(), parse_upos_.data(), parse_feats_.data(),
           {parse_lemma_.data(), parse_lemma_end_.data()}, parse_score_.data()};
  return Status();
}

namespace {

// A dictionary and what is built on it, shared by those who use them.
struct Morphology {
  explicit Morphology(std::unique_ptr<const Dictionary> opened)
      : dictionary(std::move(opened)), analyzer(*dictionary), lexicon(analyzer) {}
  const std::unique_ptr<const Dictionary> dictionary;
  const Analyzer analyzer;
  const Lexicon lexicon;
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
    auto out = std::make_unique<MorphLayer>(morphology_->lexicon);
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
      : morphology_(std::move(morphology)), inflector_(morphology_->lexicon) {}
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
