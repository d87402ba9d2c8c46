// lector/tokens.hpp - the tokens of a document: views on the arrays of lector_tokens, without a call a token.
//
// Part of <lector/plugin.hpp>, which includes it.
#ifndef LECTOR_TOKENS_HPP_
#define LECTOR_TOKENS_HPP_

#include <lector/layers.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

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

}  // namespace lector
#endif  // LECTOR_TOKENS_HPP_
