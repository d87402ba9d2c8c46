// lector/document.hpp - the document as an extractor reads it: text, tokens and other layers, records of other extractors.
//
// Part of <lector/plugin.hpp>, which includes it. Everything is a view into the host's memory, which lives as long as the
// call of analyze(); spans and offsets are bytes of the UTF-8 text. What a layer holds is described in <lector/layers.h>.
//
//   for (const lector_span sentence : doc.sentences())
//     for (const lector::Token token : doc.tokens())
//       if (token.is_capitalized() && token.begin() >= sentence.begin && token.end() <= sentence.end) use(token.text());
#ifndef LECTOR_DOCUMENT_HPP_
#define LECTOR_DOCUMENT_HPP_

#include <lector/options.hpp>
#include <lector/plugin.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

namespace lector {

class Token {
 public:
  Token(const lector_tokens* layer, std::string_view text, uint32_t row) : layer_(layer), text_(text), row_(row) {}
  uint32_t row() const { return row_; }
  uint32_t begin() const { return layer_->begin[row_]; }
  uint32_t end() const { return layer_->end[row_]; }
  uint32_t size() const { return end() - begin(); }  // bytes
  lector_span span() const { return {begin(), end()}; }
  std::string_view text() const { return text_.substr(begin(), size()); }
  uint8_t kind() const { return layer_->kind[row_]; }
  uint8_t shape() const { return layer_->shape[row_]; }
  bool is_word() const { return kind() == LECTOR_TOKEN_WORD; }
  bool is_number() const { return kind() == LECTOR_TOKEN_NUMBER; }
  bool is_quote() const { return kind() == LECTOR_TOKEN_QUOTE; }
  bool is_capitalized() const { return shape() == LECTOR_SHAPE_TITLE || shape() == LECTOR_SHAPE_UPPER; }

 private:
  const lector_tokens* layer_;
  std::string_view text_;
  uint32_t row_;
};

// The tokens of a document, a random-access range.
class Tokens {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Token;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Token;
    iterator(const Tokens* tokens, uint32_t row) : tokens_(tokens), row_(row) {}
    Token operator*() const { return (*tokens_)[row_]; }
    iterator& operator++() { return ++row_, *this; }
    bool operator==(const iterator& other) const { return row_ == other.row_; }

   private:
    const Tokens* tokens_;
    uint32_t row_;
  };

  Tokens(const lector_tokens* layer, std::string_view text) : layer_(layer), text_(text) {}
  uint32_t size() const { return layer_->count; }
  bool empty() const { return size() == 0; }
  Token operator[](uint32_t row) const { return Token(layer_, text_, row); }
  iterator begin() const { return iterator(this, 0); }
  iterator end() const { return iterator(this, size()); }
  const lector_tokens& raw() const { return *layer_; }

  // The first token that ends behind `offset`; size() when there is none.
  uint32_t at(uint32_t offset) const {
    return static_cast<uint32_t>(std::upper_bound(layer_->end, layer_->end + layer_->count, offset) - layer_->end);
  }

 private:
  const lector_tokens* layer_;
  std::string_view text_;
};

class Document {
 public:
  Document(const lector_host* host, const lector_call* call, const lector_doc* doc)
      : host_(host), call_(call), doc_(doc), info_(host->info(doc)) {}

  std::string_view text() const { return View(info_->text); }
  std::string_view text(lector_span span) const { return text().substr(span.begin, span.end - span.begin); }
  std::string_view language() const { return View(info_->language); }
  std::string_view uri() const { return View(info_->uri); }
  std::string_view title() const { return View(info_->title); }
  std::string_view publish_date() const { return View(info_->publish_date); }

  // Layers: throw Error where they cannot be had; the try_ forms answer nullptr instead, for what the manifest "uses".
  Tokens tokens() const { return Tokens(layer<lector_tokens>(LECTOR_LAYER_TOKENS), text()); }
  std::span<const lector_span> sentences() const { return spans(LECTOR_LAYER_SENTENCES); }
  std::span<const lector_span> paragraphs() const { return spans(LECTOR_LAYER_PARAGRAPHS); }
  const lector_morph& morph() const { return *layer<lector_morph>(LECTOR_LAYER_MORPH); }
  const lector_syntax& syntax() const { return *layer<lector_syntax>(LECTOR_LAYER_SYNTAX); }
  const lector_names& names() const { return *layer<lector_names>(LECTOR_LAYER_NAMES); }
  const lector_morph* try_morph() const { return try_layer<lector_morph>(LECTOR_LAYER_MORPH); }
  const lector_syntax* try_syntax() const { return try_layer<lector_syntax>(LECTOR_LAYER_SYNTAX); }
  const lector_names* try_names() const { return try_layer<lector_names>(LECTOR_LAYER_NAMES); }

  // Records of the extractors that this one requires or uses, in the order of their spans.
  std::vector<const lector_entity*> entities() const { return records<lector_entity>(LECTOR_ENTITY); }
  std::vector<const lector_mention*> mentions() const { return records<lector_mention>(LECTOR_MENTION); }
  std::vector<const lector_quote*> quotes() const { return records<lector_quote>(LECTOR_QUOTE); }
  std::vector<const lector_figure*> figures() const { return records<lector_figure>(LECTOR_FIGURE); }
  std::vector<const lector_custom*> customs() const { return records<lector_custom>(LECTOR_CUSTOM); }

  const lector_host* host() const { return host_; }
  const lector_doc* raw() const { return doc_; }

 private:
  template <class T>
  const T* layer(uint32_t id) const {
    const void* out = nullptr;
    lector_error error = {};
    error.size = sizeof error;
    if (const lector_code code = host_->layer(call_, doc_, id, &out, &error); code != LECTOR_OK)
      throw Error(code, error.message);
    return static_cast<const T*>(out);
  }
  template <class T>
  const T* try_layer(uint32_t id) const {
    const void* out = nullptr;
    lector_error error = {};
    error.size = sizeof error;
    const lector_code code = host_->layer(call_, doc_, id, &out, &error);
    if (code == LECTOR_CANCELLED || code == LECTOR_DEADLINE_EXCEEDED) throw Error(code, error.message);
    return code == LECTOR_OK ? static_cast<const T*>(out) : nullptr;
  }
  std::span<const lector_span> spans(uint32_t id) const {
    const auto* layer_spans = layer<lector_spans>(id);
    return {layer_spans->span, layer_spans->count};
  }
  template <class T>
  std::vector<const T*> records(uint32_t kind) const {
    const lector_record* const* rows = nullptr;
    const uint32_t count = host_->records(doc_, kind, &rows);
    std::vector<const T*> out(count);
    for (uint32_t i = 0; i < count; ++i) out[i] = reinterpret_cast<const T*>(rows[i]);
    return out;
  }

  const lector_host* host_;
  const lector_call* call_;
  const lector_doc* doc_;
  const lector_doc_info* info_;
};

}  // namespace lector
#endif  // LECTOR_DOCUMENT_HPP_
