// The extractor "entities": persons, organisations and places. See README.md.
#include <lector/plugin.hpp>

#include "analyzer.h"

namespace lector::entities {
namespace {

class Entities {
 public:
  explicit Entities(const Config& config) : analyzer_([&config](std::string_view path) { return config.resource(path); }) {}

  using Scratch = entities::Scratch;

  void analyze(const Document& doc, Sink& sink, const Call& call, Scratch& scratch) const {
    const Tokens tokens = doc.tokens();
    const bool russian = doc.language().starts_with("ru");  // the morphology of other languages has no cases to go by
    const DocumentView view{.text = doc.text(),
                            .language = doc.language(),
                            .tokens = &tokens.raw(),
                            .sentences = doc.sentences(),
                            .paragraphs = doc.paragraphs(),
                            .check = [&call] { call.check(); },
                            .names = doc.try_names(),
                            .morph = russian ? doc.try_morph() : nullptr,
                            .readings = doc.language().starts_with("en") ? doc.try_morph() : nullptr,
                            .nominative = Nominative(doc)};
    const Analysis analysis = analyzer_.Analyze(view, call.get("nested", false), scratch);
    std::vector<lector_id> ids;
    ids.reserve(analysis.entities.size());
    for (const EntityFound& entity : analysis.entities) ids.push_back(Emit(entity, sink));
    for (const Mention& mention : analysis.mentions) {
      call.check();
      lector_mention record = {};
      record.head.span = mention.span;
      record.head.confidence = mention.confidence;
      record.entity = ids[mention.entity];
      record.form = mention.form;
      record.name_span = mention.name_span;
      record.normal_form = Str(mention.normal_form);
      if (mention.metonym_of >= 0) record.metonym_of = ids[static_cast<size_t>(mention.metonym_of)];
      sink.emit(record);
    }
  }

 private:
  // Unlike doc.nominative(), empty where the phrase cannot be inflected.
  static std::function<std::string(uint32_t, uint32_t)> Nominative(const Document& doc) {
    const auto* inflector = static_cast<const lector_inflector*>(doc.host()->extension(doc.host(), "lector.inflect/1"));
    if (inflector == nullptr) return [](uint32_t, uint32_t) { return std::string(); };
    return [inflector, &doc](uint32_t first, uint32_t last) {
      char phrase[256];  // a longer one is no name
      const size_t size = inflector->inflect(doc.raw(), first, last, 0, phrase, sizeof phrase);
      return std::string(phrase, size <= sizeof phrase ? size : 0);
    };
  }

  static lector_id Emit(const EntityFound& entity, Sink& sink) {
    std::vector<lector_attribute> attributes;
    if (!entity.iso3166.empty()) attributes.push_back({Str("iso3166"), Str(entity.iso3166)});
    if (!entity.abbreviation.empty()) attributes.push_back({Str("abbreviation"), Str(entity.abbreviation)});
    if (!entity.title.empty()) attributes.push_back({Str("title"), Str(entity.title)});
    lector_entity record = {};
    record.head.confidence = entity.confidence;
    record.type = Str(entity.type);
    record.name = Str(entity.name);
    record.attribute_count = static_cast<uint32_t>(attributes.size());
    record.attributes = attributes.data();
    return sink.emit(record);
  }

  Analyzer analyzer_;
};

}  // namespace
}  // namespace lector::entities

using lector::entities::Entities;
LECTOR_PLUGIN(Entities, {.id = "entities", .version = "0.1.0", .manifest = R"({
  "provides": ["lector.v1.Entity", "lector.v1.EntityMention"],
  "requires": ["lector.tokens/1", "lector.sentences/1", "lector.paragraphs/1"],
  "uses": ["lector.names/1", "lector.morph/1"],
  "languages": ["ru", "en"],
  "description": "Persons, organisations and places, by capitalisation, context and ICU's names of countries and cities",
  "license": "Apache-2.0",
  "option_schema": {
    "type": "object", "additionalProperties": false,
    "properties": {
      "nested": {"type": "boolean", "default": false,
                 "description": "also the countries inside the phrases of organisations"}
    }
  }
})"});
