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

Found Analyze(std::string text, const Settings& settings) {
  static const auto& analyzer = *new Analyzer(ReadDataFile);
  static const auto& registry = *new text::LayerRegistry(text::LayerRegistry::Linked({}));
  auto document = text::Document::Create({.text = text, .language = settings.language}, registry);
  if (!document.ok()) throw std::runtime_error("not a document");
  const Stop stop;
  const auto& tokens = **(*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
  const auto& sentences = **(*document)->Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
  const auto& paragraphs = **(*document)->Get<lector_spans>(LECTOR_LAYER_PARAGRAPHS, stop);
  const DocumentView view{(*document)->text(), (*document)->language(), &tokens, {sentences.span, sentences.count},
                          {paragraphs.span, paragraphs.count}, settings.check};
  return {analyzer.Analyze(view, settings.nested), std::move(text)};
}

}  // namespace lector::entities
