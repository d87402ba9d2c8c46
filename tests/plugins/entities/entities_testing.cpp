#include "entities_testing.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "daemon/text/document.h"

namespace lector::entities {

std::string_view ReadDataFile(std::string_view path) {
  static auto& files = *new std::map<std::string, std::string, std::less<>>();
  if (const auto it = files.find(path); it != files.end()) return it->second;
  std::ifstream stream(std::string(LECTOR_ENTITIES_DATA "/") + std::string(path), std::ios::binary);
  if (!stream) throw std::runtime_error("no data file " + std::string(path));
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return files.emplace(path, bytes.str()).first->second;
}

std::string Found::NameOf(const Mention& mention) const {
  return text.substr(mention.name_span.begin, mention.name_span.end - mention.name_span.begin);
}

std::string Found::PhraseOf(const Mention& mention) const {
  return text.substr(mention.span.begin, mention.span.end - mention.span.begin);
}

std::vector<std::string> Found::Names() const {
  std::vector<std::string> out;
  for (const Mention& mention : analysis.mentions) {
    const std::string& type = analysis.entities[mention.entity].type;
    out.push_back(NameOf(mention) + ":" + type.substr(0, type.find('.')));
  }
  return out;
}

const Mention& Found::MentionOf(std::string_view name) const {
  for (const Mention& mention : analysis.mentions)
    if (NameOf(mention) == name) return mention;
  ADD_FAILURE() << "no mention of " << name << " in " << text;
  throw std::runtime_error("no such mention");
}

const EntityFound& Found::EntityOf(std::string_view name) const { return analysis.entities[MentionOf(name).entity]; }

namespace {

// Arrays behind a lector_names and a lector_morph.
struct Layers {
  std::vector<lector_span> spans;
  std::vector<uint8_t> types, upos, parse_upos;
  std::vector<float> scores, parse_scores;
  std::vector<uint64_t> feats, parse_feats;
  std::vector<uint32_t> first_parse = {0}, lemma_offset = {0}, parse_lemma_offset = {0};
  std::string lemmas, parse_lemmas;
  lector_names names = {};
  lector_morph morph = {};

  void SetNames(const std::string& text, const std::vector<Tag>& tags) {
    size_t from = 0;
    for (const Tag& tag : tags) {
      const size_t at = text.find(tag.text, from);
      if (at == std::string::npos) throw std::runtime_error("no " + tag.text + " in the text");
      from = at + tag.text.size();
      spans.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(from)});
      types.push_back(tag.type);
      scores.push_back(tag.score);
    }
    names = {sizeof names, static_cast<uint32_t>(spans.size()), spans.data(), types.data(), scores.data()};
  }

  void SetMorph(const std::string& text, const lector_tokens& tokens, const std::map<std::string, std::vector<Parse>>& words) {
    for (uint32_t i = 0; i < tokens.count; ++i) {
      const auto it = words.find(text.substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]));
      static const std::vector<Parse> kNone;
      const std::vector<Parse>& parses = it == words.end() ? kNone : it->second;
      upos.push_back(parses.empty() ? 0 : parses[0].upos);
      feats.push_back(parses.empty() ? 0 : parses[0].feats);
      lemmas += parses.empty() ? "" : parses[0].lemma;
      lemma_offset.push_back(static_cast<uint32_t>(lemmas.size()));
      for (const Parse& parse : parses) {
        parse_upos.push_back(parse.upos);
        parse_feats.push_back(parse.feats);
        parse_lemmas += parse.lemma;
        parse_lemma_offset.push_back(static_cast<uint32_t>(parse_lemmas.size()));
        parse_scores.push_back(parse.score / static_cast<float>(parses.size()));
      }
      first_parse.push_back(static_cast<uint32_t>(parse_upos.size()));
    }
    morph = {sizeof morph,
             tokens.count,
             upos.data(),
             feats.data(),
             {lemmas.data(), lemma_offset.data()},
             first_parse.data(),
             parse_upos.data(),
             parse_feats.data(),
             {parse_lemmas.data(), parse_lemma_offset.data()},
             parse_scores.data()};
  }
};

}  // namespace

uint64_t Feats(uint64_t grammatical_case, uint64_t gender, uint64_t number, uint64_t name_type) {
  return grammatical_case << LECTOR_FEAT_CASE | gender << LECTOR_FEAT_GENDER | number << LECTOR_FEAT_NUMBER |
         name_type << LECTOR_FEAT_NAMETYPE;
}

Found Analyze(std::string text, const Settings& settings) {
  Scratch scratch;
  return Analyze(std::move(text), settings, scratch);
}

Found Analyze(std::string text, const Settings& settings, Scratch& scratch) {
  static const auto& analyzer = *new Analyzer(ReadDataFile);
  static const auto& registry = *new text::LayerRegistry(text::LayerRegistry::Linked({}));
  auto document = text::Document::Create({.text = text, .language = settings.language}, registry);
  if (!document.ok()) throw std::runtime_error("not a document");
  const Stop stop;
  const auto& tokens = **(*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
  const auto& sentences = **(*document)->Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
  const auto& paragraphs = **(*document)->Get<lector_spans>(LECTOR_LAYER_PARAGRAPHS, stop);
  Layers layers;
  if (settings.tags) layers.SetNames(text, *settings.tags);
  if (settings.morph) layers.SetMorph(text, tokens, *settings.morph);
  const DocumentView view{
      .text = (*document)->text(),
      .language = (*document)->language(),
      .tokens = &tokens,
      .sentences = {sentences.span, sentences.count},
      .paragraphs = {paragraphs.span, paragraphs.count},
      .check = settings.check,
      .names = settings.tags ? &layers.names : nullptr,
      .morph = settings.morph ? &layers.morph : nullptr,
      .nominative = [&](uint32_t first, uint32_t last) {
        const auto it = settings.nominatives.find(text.substr(tokens.begin[first], tokens.end[last] - tokens.begin[first]));
        return it == settings.nominatives.end() ? std::string() : it->second;
      }};
  return {analyzer.Analyze(view, settings.nested, scratch), std::move(text)};
}

}  // namespace lector::entities
