// The quotes extractor: who said what, in the forms that news uses. See README.md.
#include <lector/plugin.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "resolve.h"

namespace {

namespace quotes = lector::quotes;

quotes::NameType TypeOf(std::string_view type) {
  const std::string_view head = type.substr(0, type.find('.'));
  if (head == "PERSON") return quotes::NameType::kPerson;
  if (head == "ORGANIZATION") return quotes::NameType::kOrganization;
  return head == "LOCATION" ? quotes::NameType::kPlace : quotes::NameType::kUnknown;
}

std::string_view TitleOf(const lector_entity& entity) {
  for (uint32_t i = 0; i < entity.attribute_count; ++i)
    if (lector::View(entity.attributes[i].key) == "title") return lector::View(entity.attributes[i].value);
  return {};
}

class Quotes {
 public:
  explicit Quotes(const lector::Config& config) : min_confidence_(config.get("min_confidence", 0.0)) {
    for (const char* language : {"ru", "en"}) {
      const std::string suffix = std::string(".") + language + ".tsv";
      Lexicon(language).AddCues(config.resource("cues" + suffix), "cues" + suffix,
                                suffix == ".ru.tsv" ? quotes::ConjugateRussian : quotes::ConjugateEnglish);
      Lexicon(language).AddSources(config.resource("sources" + suffix), "sources" + suffix);
      Lexicon(language).AddWords(config.resource("words" + suffix), "words" + suffix);
      Lexicon(language).AddRoles(config.resource("roles" + suffix), "roles" + suffix);
    }
    ru_.AddHeads(config.resource("heads.ru.tsv"), "heads.ru.tsv");
    en_.AddGenders(config.resource("genders.en.tsv"), "genders.en.tsv");
  }

  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const {
    const bool english = doc.language().substr(0, 2) == "en";
    quotes::Input input = Read(doc, english);
    ReadGrammar(doc, &input);
    const bool explain = call.get("explain", false);
    const quotes::Check check = [&call] { call.check(); };
    for (const quotes::Quote& quote : quotes::FindQuotes(input, english ? en_ : ru_, check)) {
      call.check();
      if (quote.confidence < min_confidence_) continue;
      Emit(quote, sink);
      if (explain) Explain(quote, sink);
    }
  }

 private:
  quotes::Lexicon& Lexicon(std::string_view language) { return language == "en" ? en_ : ru_; }

  static quotes::Input Read(const lector::Document& doc, bool english) {
    quotes::Input input;
    input.text = doc.text();
    input.tokens = doc.tokens().raw();
    input.sentences = doc.sentences();
    input.paragraphs = doc.paragraphs();
    input.english = english;
    std::vector<const lector_entity*> entities = doc.entities();
    const auto id = [](const lector_entity* entity) { return entity->head.id; };
    std::ranges::sort(entities, {}, id);
    for (const lector_mention* mention : doc.mentions()) {
      const auto it = std::ranges::lower_bound(entities, mention->entity, {}, id);
      if (it == entities.end() || id(*it) != mention->entity) continue;
      if (mention->form == LECTOR_FORM_ADJECTIVE || mention->form == LECTOR_FORM_PRONOUN) continue;
      const lector_entity& entity = **it;
      const bool named = mention->name_span.end > mention->name_span.begin;
      input.names.push_back({named ? mention->name_span : mention->head.span, mention->entity, TypeOf(lector::View(entity.type)),
                             lector::View(entity.name), lector::View(entity.type) == "ORGANIZATION.media", TitleOf(entity)});
    }
    std::ranges::stable_sort(input.names, {}, [](const quotes::NameInput& name) { return name.span.begin; });
    input.has_entities = !entities.empty();
    return input;
  }

  // What the language has models for.
  static void ReadGrammar(const lector::Document& doc, quotes::Input* input) {
    if (input->english) {  // its subjects are told by position
      input->tags = doc.try_morph();
      return;
    }
    input->syntax = doc.try_syntax();
    if (input->syntax == nullptr) return;  // morphology without the choice in context misleads more than it helps
    input->morph = doc.try_morph();
    const auto* inflector = static_cast<const lector_inflector*>(doc.host()->extension(doc.host(), "lector.inflect/1"));
    if (inflector == nullptr) return;
    input->nominative = [inflector, raw = doc.raw()](uint32_t first, uint32_t last) {
      std::string out(128, '\0');
      size_t size = inflector->inflect(raw, first, last, 0, out.data(), out.size());
      if (size > out.size()) {
        out.resize(size);
        size = inflector->inflect(raw, first, last, 0, out.data(), out.size());
      }
      out.resize(size);
      return out;
    };
  }

  static void Emit(const quotes::Quote& quote, lector::Sink& sink) {
    lector_quote record = {};
    record.head.span = {quote.content.front().begin, quote.content.back().end};
    record.head.confidence = quote.confidence;
    record.kind = static_cast<uint32_t>(quote.kind);
    record.content = quote.content.data();
    record.content_count = static_cast<uint32_t>(quote.content.size());
    record.speaker = quote.speaker;
    record.cue = quote.cue;
    record.speaker_entity = quote.entity;
    record.polarity = quote.polarity;
    record.speaker_name = lector::Str(quote.speaker_name);
    record.speaker_title = lector::Str(quote.speaker_title);
    record.cue_lemma = lector::Str(quote.cue_lemma);
    sink.emit(record);
  }

  // Tied to the quote by its span: ids of annotations are given when the answer is put together.
  static void Explain(const quotes::Quote& quote, lector::Sink& sink) {
    sink.custom("lector.v1.Explanation", {quote.content.front().begin, quote.content.back().end})
        .set("of", "quote")
        .set("rule", quotes::NameOf(quote.rule))
        .set("cue", quote.cue_lemma)
        .set("path", quote.path)
        .confidence(quote.confidence);
  }

  double min_confidence_;
  quotes::Lexicon ru_, en_;
};

}  // namespace

LECTOR_PLUGIN(Quotes, {.id = "quotes", .version = "0.1.0", .manifest = R"({
  "provides": ["lector.v1.Quote", "lector.v1.Explanation"],
  "requires": ["lector.tokens/1", "lector.sentences/1", "lector.paragraphs/1"],
  "uses": ["lector.v1.Entity", "lector.v1.EntityMention", "lector.morph/1", "lector.syntax/1"],
  "languages": ["ru", "en"],
  "description": "Who said what: direct, indirect and mixed speech with its speaker",
  "license": "Apache-2.0",
  "config_schema": {"type": "object", "additionalProperties": false, "properties": {
    "min_confidence": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.0,
                       "description": "quotes below it are not reported"}}},
  "option_schema": {"type": "object", "additionalProperties": false, "properties": {
    "explain": {"type": "boolean", "default": false,
                "description": "beside each quote a lector.v1.Explanation: its rule, its cue and how the speaker was found"}}}
})"});
