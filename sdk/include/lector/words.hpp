// lector/words.hpp - the morphology of a document as words: views on the arrays of lector_morph, without a call a word.
//
// Part of <lector/plugin.hpp>, which includes it. Features are those of Universal Dependencies; <lector/layers.h> has their
// numbers and says what a lemma is.
//
//   for (const lector::Word word : doc.words())
//     if (word.upos() == LECTOR_UPOS_VERB && word.lemma() == "заявить") use(word.token().span());
//   const lector::Word subject = doc.words()[row];
//   if (subject.case_of() == LECTOR_CASE_NOM || subject.can_be(LECTOR_UPOS_NOUN, LECTOR_CASE_NOM)) ...
#ifndef LECTOR_WORDS_HPP_
#define LECTOR_WORDS_HPP_

#include <lector/layers.h>
#include <lector/tokens.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace lector {

inline std::string_view StringAt(const lector_strs& strings, uint32_t i) {
  return {strings.pool + strings.offset[i], strings.offset[i + 1] - strings.offset[i]};
}

// Reads the fields of features; 0 where the word does not have it. What words and their parses have in common.
template <class Derived>
class Features {
 public:
  uint8_t case_of() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), CASE)); }
  uint8_t number() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), NUMBER)); }
  uint8_t gender() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), GENDER)); }
  uint8_t animacy() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), ANIMACY)); }
  uint8_t person() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), PERSON)); }
  uint8_t tense() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), TENSE)); }
  uint8_t aspect() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), ASPECT)); }
  uint8_t mood() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), MOOD)); }
  uint8_t verb_form() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), VERBFORM)); }
  uint8_t voice() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), VOICE)); }
  uint8_t degree() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), DEGREE)); }
  uint8_t name_type() const { return static_cast<uint8_t>(LECTOR_FEAT(bits(), NAMETYPE)); }
  bool is_short() const { return LECTOR_FEAT(bits(), SHORT) != 0; }
  bool is_abbreviation() const { return LECTOR_FEAT(bits(), ABBR) != 0; }

 private:
  uint64_t bits() const { return static_cast<const Derived*>(this)->feats(); }
};

// A range over rows [first, last) of something that makes a view for each.
template <class View, class Source>
class RowRange {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = View;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = View;
    iterator(const Source& source, uint32_t row) : source_(source), row_(row) {}
    View operator*() const { return View(source_, row_); }
    iterator& operator++() { return ++row_, *this; }
    bool operator==(const iterator& other) const { return row_ == other.row_; }

   private:
    Source source_;
    uint32_t row_;
  };

  RowRange(const Source& source, uint32_t first, uint32_t last) : source_(source), first_(first), last_(last) {}
  uint32_t size() const { return last_ - first_; }
  bool empty() const { return size() == 0; }
  View operator[](uint32_t i) const { return View(source_, first_ + i); }  // counted from the range's first row
  iterator begin() const { return iterator(source_, first_); }
  iterator end() const { return iterator(source_, last_); }

 private:
  Source source_;
  uint32_t first_, last_;
};

// One of the readings of a word.
class WordParse : public Features<WordParse> {
 public:
  WordParse(const lector_morph* layer, uint32_t row) : layer_(layer), row_(row) {}
  uint8_t upos() const { return layer_->parse_upos[row_]; }
  uint64_t feats() const { return layer_->parse_feats[row_]; }
  std::string_view lemma() const { return StringAt(layer_->parse_lemma, row_); }
  float score() const { return layer_->parse_score[row_]; }

 private:
  const lector_morph* layer_;
  uint32_t row_;
};

// A token with the reading that is meant in its context.
class Word : public Features<Word> {
 public:
  struct Source {
    const lector_morph* morph;
    const lector_tokens* tokens;
    std::string_view text;
  };
  Word(const Source& source, uint32_t row) : source_(source), row_(row) {}

  uint32_t row() const { return row_; }
  Token token() const { return Token(source_.tokens, source_.text, row_); }
  std::string_view text() const { return token().text(); }
  lector_span span() const { return token().span(); }
  uint8_t upos() const { return source_.morph->upos[row_]; }  // 0: nothing is known of it
  uint64_t feats() const { return source_.morph->feats[row_]; }
  std::string_view lemma() const { return StringAt(source_.morph->lemma, row_); }
  bool is_noun() const { return upos() == LECTOR_UPOS_NOUN || upos() == LECTOR_UPOS_PROPN; }
  bool is_verb() const { return upos() == LECTOR_UPOS_VERB || upos() == LECTOR_UPOS_AUX; }

  // All readings, the likeliest first.
  RowRange<WordParse, const lector_morph*> parses() const {
    return {source_.morph, source_.morph->first_parse[row_], source_.morph->first_parse[row_ + 1]};
  }
  // Whether one of the readings is this part of speech (0: any), in this case (0: any).
  bool can_be(uint8_t upos, uint8_t case_wanted = 0) const {
    for (const WordParse parse : parses())
      if ((upos == 0 || parse.upos() == upos) && (case_wanted == 0 || parse.case_of() == case_wanted)) return true;
    return false;
  }
  bool has_lemma(std::string_view lemma) const {
    for (const WordParse parse : parses())
      if (parse.lemma() == lemma) return true;
    return false;
  }

 private:
  Source source_;
  uint32_t row_;
};

using Words = RowRange<Word, Word::Source>;

}  // namespace lector
#endif  // LECTOR_WORDS_HPP_
