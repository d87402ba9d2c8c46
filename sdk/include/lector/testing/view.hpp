// lector/testing/view.hpp - a Document as the ABI has it: one copy for each run, freed behind it, so that a plugin which
// keeps what it only borrowed is found by AddressSanitizer.
//
// Part of <lector/testing.hpp>, which includes it.
#ifndef LECTOR_TESTING_VIEW_HPP_
#define LECTOR_TESTING_VIEW_HPP_

#include <lector/layers.h>
#include <lector/testing/document.hpp>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lector::testing::internal {

class View {
 public:
  explicit View(const Document& doc) : strings_(doc) {
    text_ = std::make_unique<char[]>(doc.text().size());  // exactly: no terminator to rely on
    std::copy(doc.text().begin(), doc.text().end(), text_.get());
    info_.size = sizeof info_;
    info_.text = {text_.get(), doc.text().size()};
    info_.language = Str(strings_.language), info_.uri = Str(strings_.uri);
    info_.title = Str(strings_.title), info_.publish_date = Str(strings_.publish_date);
    Tokens(doc.tokens());
    Spans(doc.sentences(), sentence_rows_, sentences_);
    Spans(doc.paragraphs(), paragraph_rows_, paragraphs_);
    if (doc.morph()) Morph(*doc.morph());
    if (doc.syntax()) Syntax(*doc.syntax());
    if (doc.names()) Names(*doc.names());
  }
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  const lector_doc_info* info() const { return &info_; }
  std::string_view text() const { return {text_.get(), info_.text.size}; }

  // NULL: not given.
  const void* Layer(uint32_t layer) const {
    switch (layer) {
      case LECTOR_LAYER_TOKENS: return &tokens_;
      case LECTOR_LAYER_SENTENCES: return &sentences_;
      case LECTOR_LAYER_PARAGRAPHS: return &paragraphs_;
      case LECTOR_LAYER_MORPH: return morph_.size != 0 ? &morph_ : nullptr;
      case LECTOR_LAYER_SYNTAX: return syntax_.size != 0 ? &syntax_ : nullptr;
      default: return names_.size != 0 ? &names_ : nullptr;
    }
  }

 private:
  struct Strings {
    explicit Strings(const Document& doc)
        : language(doc.language()), uri(doc.uri()), title(doc.title()), publish_date(doc.publish_date()) {}
    std::string language, uri, title, publish_date;
  };
  class Pool {  // lector_strs
   public:
    void Add(const std::string& s) { bytes_ += s, offsets_.push_back(static_cast<uint32_t>(bytes_.size())); }
    lector_strs strs() const { return {bytes_.data(), offsets_.data()}; }

   private:
    std::string bytes_;
    std::vector<uint32_t> offsets_ = {0};
  };

  static lector_str Str(const std::string& s) { return {s.data(), s.size()}; }
  static uint32_t Count(const auto& rows) { return static_cast<uint32_t>(rows.size()); }
  void CheckPlace(Span span, uint32_t last, const char* what) const {
    if (span.begin < last || span.begin >= span.end || span.end > text().size() || !IsBoundary(text(), span.begin) ||
        !IsBoundary(text(), span.end))
      throw std::invalid_argument(std::string(what) + " of the test's document are not in order inside the text");
  }

  void Tokens(const std::vector<TokenRow>& rows) {
    uint32_t last = 0;
    for (const TokenRow& row : rows) {
      CheckPlace(row.span, last, "tokens");
      begin_.push_back(row.span.begin), end_.push_back(last = row.span.end);
      kind_.push_back(row.kind), shape_.push_back(row.shape);
    }
    tokens_ = {sizeof tokens_, Count(rows), begin_.data(), end_.data(), kind_.data(), shape_.data()};
  }
  void Spans(const std::vector<Span>& rows, std::vector<lector_span>& kept, lector_spans& layer) {
    uint32_t last = 0;
    for (const Span span : rows) {
      CheckPlace(span, last, "sentences or paragraphs");
      kept.push_back(span), last = span.end;
    }
    layer = {sizeof layer, Count(rows), kept.data()};
  }
  void Morph(const std::vector<MorphRow>& rows) {
    if (rows.size() != tokens_.count) throw std::invalid_argument("morphology has not as many rows as there are tokens");
    for (const MorphRow& row : rows) {
      upos_.push_back(row.upos), feats_.push_back(row.feats), lemma_.Add(row.lemma);
      first_parse_.push_back(Count(parse_upos_));
      std::vector<Parse> parses = row.parses;
      if (parses.empty() && row.upos != 0) parses.push_back({row.upos, row.feats, row.lemma, 1});
      for (const Parse& parse : parses) {
        parse_upos_.push_back(parse.upos), parse_feats_.push_back(parse.feats), parse_lemma_.Add(parse.lemma);
        parse_score_.push_back(parse.score);
      }
    }
    first_parse_.push_back(Count(parse_upos_));
    morph_ = {sizeof morph_, Count(rows), upos_.data(), feats_.data(), lemma_.strs(), first_parse_.data(),
              parse_upos_.data(), parse_feats_.data(), parse_lemma_.strs(), parse_score_.data()};
  }
  void Syntax(const std::vector<SyntaxRow>& rows) {
    if (rows.size() != tokens_.count) throw std::invalid_argument("syntax has not as many rows as there are tokens");
    for (const SyntaxRow& row : rows) {
      if (row.head >= rows.size()) throw std::invalid_argument("a head of syntax is no token");
      head_.push_back(row.head), relation_.push_back(Relation(row.relation));
    }
    syntax_ = {sizeof syntax_, Count(rows), head_.data(), relation_.data()};
  }
  void Names(const std::vector<NameRow>& rows) {
    uint32_t last = 0;
    for (const NameRow& row : rows) {
      CheckPlace(row.span, last, "names");
      name_span_.push_back(row.span), name_type_.push_back(row.type), name_score_.push_back(row.score);
      last = row.span.end;
    }
    names_ = {sizeof names_, Count(rows), name_span_.data(), name_type_.data(), name_score_.data()};
  }
  static uint8_t Relation(std::string_view name) {
    if (name.empty()) return 0;
    std::string_view all = LECTOR_RELATIONS;
    for (uint8_t place = 1;; ++place) {
      const size_t space = all.find(' ');
      if (all.substr(0, space) == name) return place;
      if (space == std::string_view::npos) throw std::invalid_argument("there is no relation " + std::string(name));
      all.remove_prefix(space + 1);
    }
  }

  const Strings strings_;
  std::unique_ptr<char[]> text_;
  lector_doc_info info_ = {};
  std::vector<uint32_t> begin_, end_, first_parse_, head_;
  std::vector<uint8_t> kind_, shape_, upos_, parse_upos_, relation_, name_type_;
  std::vector<uint64_t> feats_, parse_feats_;
  std::vector<float> parse_score_, name_score_;
  std::vector<lector_span> sentence_rows_, paragraph_rows_, name_span_;
  Pool lemma_, parse_lemma_;
  lector_tokens tokens_ = {};
  lector_spans sentences_ = {}, paragraphs_ = {};
  lector_morph morph_ = {};
  lector_syntax syntax_ = {};
  lector_names names_ = {};
};

}  // namespace lector::testing::internal
#endif  // LECTOR_TESTING_VIEW_HPP_
