// lector/testing/document.hpp - the document of a test: a text, what is known of it, and what others found in it.
//
// Part of <lector/testing.hpp>, which includes it.
//
//   lector::testing::Document doc("Бишкек. Премьер посетил Ош.", "ru");
//   doc.option("max_words", 3);                                        // of the request
//   const lector_id city = doc.add(Entity{.type = "LOCATION", .name = "Ош"});   // of an extractor that ran before
//   doc.add(Mention{.span = doc.span("Ош"), .entity = city, .form = LECTOR_FORM_NAME});
//   doc.word("посетил", {.upos = LECTOR_UPOS_VERB, .lemma = "посетить"});       // gives the document morphology
//   doc.inflection("Центральным банком", "Центральный банк");                   // what doc.nominative() shall answer
//
// Tokens, sentences and paragraphs come from a simple splitter (<lector/testing/text.hpp>) unless given. Morphology, syntax
// and names are there only when given: without, the plugin is told NOT_FOUND, as for a language without a model.
#ifndef LECTOR_TESTING_DOCUMENT_HPP_
#define LECTOR_TESTING_DOCUMENT_HPP_

#include <lector/layers.h>
#include <lector/testing/json.hpp>
#include <lector/testing/records.hpp>
#include <lector/testing/text.hpp>

#include <concepts>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lector::testing {

struct Parse {
  uint8_t upos = 0;
  uint64_t feats = 0;  // LECTOR_CASE_GEN << LECTOR_FEAT_CASE | ...
  std::string lemma = {};
  float score = 1;
};
struct MorphRow {
  uint8_t upos = 0;
  uint64_t feats = 0;
  std::string lemma = {};
  std::vector<Parse> parses = {};  // empty: the chosen one alone
};
struct SyntaxRow {
  uint32_t head = 0;
  std::string relation = {};  // "nsubj"; "": none
};
struct NameRow {
  Span span = {};
  uint8_t type = LECTOR_NAME_PERSON;
  float score = 1;
};

// A value; copy it freely. Throws std::invalid_argument where the test itself is wrong.
class Document {
 public:
  explicit Document(std::string text, std::string language = "ru") : text_(std::move(text)), language_(std::move(language)) {
    if (!internal::IsValidUtf8(text_)) throw std::invalid_argument("the text is not valid UTF-8");
    internal::Splitter splitter(text_);
    tokens_ = splitter.Tokens(), sentences_ = splitter.Sentences(), paragraphs_ = splitter.Paragraphs();
  }

  // What the client said of it.
  Document& uri(std::string value) { return uri_ = std::move(value), *this; }
  Document& title(std::string value) { return title_ = std::move(value), *this; }
  Document& publish_date(std::string value) { return publish_date_ = std::move(value), *this; }  // "2025-11-26"
  template <class T>
  Document& option(std::string_view path, const T& value) {
    return options_.put(path, internal::ToJson(value)), *this;
  }
  Document& options(std::string_view json) {
    const std::optional<Json> parsed = Json::Parse(json);
    if (!parsed || parsed->type != Json::kObject) throw std::invalid_argument("the options are not a JSON object");
    return options_ = *parsed, *this;
  }

  // The nth place (from 0) where `words` stand in the text.
  Span span(std::string_view words, size_t nth = 0) const {
    size_t at = text_.find(words);
    for (; nth > 0 && at != std::string::npos; --nth) at = text_.find(words, at + 1);
    if (at == std::string::npos || words.empty()) throw std::invalid_argument("not in the text: " + std::string(words));
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  }

  // Layers, given explicitly. Rows of morphology and syntax stand beside the tokens: as many, in their order.
  Document& tokens(std::vector<TokenRow> rows) {
    for (TokenRow& row : rows)
      if (row.shape == LECTOR_SHAPE_NONE && row.kind == LECTOR_TOKEN_WORD)
        row.shape = internal::ShapeOf(std::string_view(text_).substr(row.span.begin, row.span.end - row.span.begin));
    return tokens_ = std::move(rows), *this;
  }
  Document& sentences(std::vector<Span> rows) { return sentences_ = std::move(rows), *this; }
  Document& paragraphs(std::vector<Span> rows) { return paragraphs_ = std::move(rows), *this; }
  Document& morph(std::vector<MorphRow> rows) { return morph_ = std::move(rows), *this; }
  Document& syntax(std::vector<SyntaxRow> rows) { return syntax_ = std::move(rows), *this; }
  Document& names(std::vector<NameRow> rows) { return names_ = std::move(rows), *this; }
  // The same parse for every token that reads `form`; the others get none.
  Document& word(std::string_view form, const MorphRow& row) {
    if (!morph_) morph_.emplace();
    morph_->resize(tokens_.size());
    for (size_t i = 0; i < tokens_.size(); ++i)
      if (text_.compare(tokens_[i].span.begin, tokens_[i].span.end - tokens_[i].span.begin, form) == 0) (*morph_)[i] = row;
    return *this;
  }

  // What the host answers for a phrase as it stands in the text; every other phrase it cannot inflect.
  Document& inflection(std::string phrase, std::string answer, uint64_t feats = 0) {
    return inflections_[{std::move(phrase), feats}] = std::move(answer), *this;
  }

  // A record of an extractor that ran before this one. The answer is its id, to link to.
  lector_id add(Record record) {
    upstream_.push_back(std::move(record));
    return static_cast<lector_id>(upstream_.size());
  }

  const std::string& text() const { return text_; }
  const std::string& language() const { return language_; }
  const std::string& uri() const { return uri_; }
  const std::string& title() const { return title_; }
  const std::string& publish_date() const { return publish_date_; }
  const Json& options() const { return options_; }
  const std::vector<TokenRow>& tokens() const { return tokens_; }
  const std::vector<Span>& sentences() const { return sentences_; }
  const std::vector<Span>& paragraphs() const { return paragraphs_; }
  const std::optional<std::vector<MorphRow>>& morph() const { return morph_; }
  const std::optional<std::vector<SyntaxRow>>& syntax() const { return syntax_; }
  const std::optional<std::vector<NameRow>>& names() const { return names_; }
  const std::map<std::pair<std::string, uint64_t>, std::string>& inflections() const { return inflections_; }
  const std::vector<Record>& upstream() const { return upstream_; }

 private:
  std::string text_, language_, uri_, title_, publish_date_;
  Json options_ = Json::Object();
  std::vector<TokenRow> tokens_;
  std::vector<Span> sentences_, paragraphs_;
  std::optional<std::vector<MorphRow>> morph_;
  std::optional<std::vector<SyntaxRow>> syntax_;
  std::optional<std::vector<NameRow>> names_;
  std::map<std::pair<std::string, uint64_t>, std::string> inflections_;
  std::vector<Record> upstream_;
};

}  // namespace lector::testing
#endif  // LECTOR_TESTING_DOCUMENT_HPP_
