// Answers made by hand, by the words they annotate.
#ifndef LECTOR_TESTS_CLI_ANSWER_H_
#define LECTOR_TESTS_CLI_ANSWER_H_

#include <lector/v1/analysis_service.pb.h>

#include <string>
#include <string_view>

namespace lector::cli {

class Answer {
 public:
  explicit Answer(std::string text) : text_(std::move(text)) { response_.set_offset_encoding(v1::OFFSET_ENCODING_UTF8); }

  // The first occurrence of `words`, which must be there.
  v1::Span Find(std::string_view words) const {
    v1::Span span;
    const size_t at = text_.find(words);
    span.set_begin(static_cast<uint32_t>(at));
    span.set_end(static_cast<uint32_t>(at + words.size()));
    return span;
  }

  v1::Entity* Entity(const std::string& type, const std::string& name) {
    auto* entity = response_.add_entities();
    entity->set_id(++last_id_);
    entity->set_type(type);
    entity->set_name(name);
    return entity;
  }

  v1::Annotation* Annotate(std::string_view words) {
    auto* annotation = response_.add_annotations();
    annotation->set_id(++last_id_);
    *annotation->mutable_span() = Find(words);
    annotation->set_text(std::string(words));
    return annotation;
  }

  v1::EntityMention* Mention(std::string_view words, uint32_t entity) {
    auto* mention = Annotate(words)->mutable_mention();
    mention->set_entity_id(entity);
    return mention;
  }

  v1::Quote* Quote(std::string_view words, const std::string& speaker) {
    auto* quote = Annotate(words)->mutable_quote();
    *quote->add_content() = Find(words);
    quote->set_kind(v1::QUOTE_KIND_DIRECT);
    quote->set_speaker_name(speaker);
    return quote;
  }

  v1::EconomicFigure* Figure(std::string_view words, v1::FigureKind kind, const std::string& value, const std::string& unit) {
    auto* figure = Annotate(words)->mutable_figure();
    figure->set_kind(kind);
    figure->set_value(value);
    figure->set_unit(unit);
    return figure;
  }

  const std::string& text() const { return text_; }
  v1::AnalyzeDocumentResponse& response() { return response_; }

 private:
  const std::string text_;
  v1::AnalyzeDocumentResponse response_;
  uint32_t last_id_ = 0;
};

}  // namespace lector::cli
#endif  // LECTOR_TESTS_CLI_ANSWER_H_
