// Page: a document as the rules read it. Token rows with the lexicon's answers, paragraphs, quotation marks matched into
// stretches, and sentences that no stretch crosses. Built in one pass; read-only afterwards.
#ifndef LECTOR_PLUGINS_QUOTES_PAGE_H_
#define LECTOR_PLUGINS_QUOTES_PAGE_H_

#include <lector/layers.h>
#include <lector/records.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar.h"
#include "lexicon.h"

namespace lector::quotes {

// Leaves (by an exception) when the call was cancelled; rules call it once a token or a sentence.
using Check = std::function<void()>;

// Rows of tokens, half-open.
struct Range {
  uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  uint32_t size() const { return empty() ? 0 : end - begin; }
  bool Contains(uint32_t row) const { return begin <= row && row < end; }
  bool operator==(const Range&) const = default;
};

enum class NameType : uint8_t { kUnknown, kPerson, kOrganization, kPlace };

// A name in the text, from the entities extractor or, where that is not loaded, a run of capitalised words.
struct NameInput {
  lector_span span = {};  // the bare name
  lector_id entity = 0;
  NameType type = NameType::kUnknown;
  std::string_view full_name;  // nominative, fullest form; empty: to be looked up in the document
  bool medium = false;         // an organisation that carries news
  std::string_view title;      // of a person, nominative; empty: not known
};

// What the plugin reads of a document. Everything is borrowed.
struct Input {
  std::string_view text;
  lector_tokens tokens = {};
  std::span<const lector_span> sentences, paragraphs;
  std::vector<NameInput> names;         // in text order
  bool has_entities = false;            // names come from an extractor
  bool english = false;                 // titles stand close before names, subjects before verbs
  const lector_morph* morph = nullptr;  // nullptr: not to be had
  const lector_morph* tags = nullptr;   // the parts of speech of an English text; nullptr: not to be had
  const lector_syntax* syntax = nullptr;
  Nominative nominative;  // empty: nothing can be inflected
};

enum class Sign : uint8_t { kWord, kNumber, kComma, kStop, kColon, kSemicolon, kDash, kOpen, kClose, kMark, kMarkup, kOther };

struct Row {
  Sign sign = Sign::kOther;
  uint8_t shape = 0;
  uint8_t gender = 0;    // Lexicon::Entry::gender
  uint32_t classes = 0;  // WordClass
  int32_t stretch = -1;  // the outermost stretch whose marks or words hold this token
};

// A phrase of the lexicon in the text.
struct Hit {
  Range rows;
  const Cue* cue = nullptr;
  bool source = false;
  int32_t possessive = -1;  // the row under the `*` of a source phrase
};

// Quoted words: the rows of the opening and the closing mark. An unclosed stretch ends with its paragraph.
struct Stretch {
  uint32_t open = 0, close = 0;  // close == end of the inside; one past the last inner row
  bool closed = true;
  Range Inside() const { return {open + 1, close}; }
  uint32_t End() const { return closed ? close + 1 : close; }  // one past the last row
};

class Page {
 public:
  Page(const Input& input, const Lexicon& lexicon, const Check& check);

  const Input& input() const { return *input_; }
  const Grammar& grammar() const { return grammar_; }
  uint32_t size() const { return static_cast<uint32_t>(rows_.size()); }
  const Row& row(uint32_t i) const { return rows_[i]; }
  std::string_view word(uint32_t i) const {
    return input_->text.substr(input_->tokens.begin[i], input_->tokens.end[i] - input_->tokens.begin[i]);
  }
  bool Is(uint32_t i, uint32_t classes) const { return i < size() && (rows_[i].classes & classes) != 0; }
  bool IsSign(uint32_t i, Sign sign) const { return i < size() && rows_[i].sign == sign; }
  bool IsCapital(uint32_t i) const {
    return i < size() &&
           (rows_[i].shape == LECTOR_SHAPE_TITLE || rows_[i].shape == LECTOR_SHAPE_UPPER || rows_[i].shape == LECTOR_SHAPE_MIXED);
  }
  bool IsWord(uint32_t i) const { return IsSign(i, Sign::kWord); }
  // Past wiki markup beside a quotation mark, "''«": the row itself where there is none.
  uint32_t BehindMarkup(uint32_t i) const {
    while (IsSign(i, Sign::kMarkup)) ++i;
    return i;
  }
  uint32_t BeforeMarkup(uint32_t i) const {
    while (i > 0 && IsSign(i, Sign::kMarkup)) --i;
    return i;
  }
  bool OpensMarks(uint32_t i) const { return IsSign(BehindMarkup(i), Sign::kMark); }
  // No white space between row i and the one before.
  bool Touches(uint32_t i) const { return i > 0 && input_->tokens.begin[i] == input_->tokens.end[i - 1]; }
  uint32_t CountWords(Range range) const;
  // Bytes of the rows; {0, 0} of an empty range.
  lector_span Span(Range range) const;
  std::string_view Text(Range range) const;
  // The rows in the nominative, or as they stand where that is not known.
  std::string NominativeOf(Range range) const;
  // Without what is no part of what was said: outer commas, stops (one full stop, not ?, !, …), dashes, colons.
  Range Trim(Range range) const;

  const std::vector<Range>& paragraphs() const { return paragraphs_; }
  const std::vector<Range>& sentences() const { return sentences_; }
  const std::vector<Stretch>& stretches() const { return stretches_; }
  const std::vector<Hit>& hits() const { return hits_; }  // by row, not overlapping
  // The hits inside a range.
  std::span<const Hit> Hits(Range range) const;
  // The hit that holds a row; nullptr: none.
  const Hit* HitAt(uint32_t i) const;
  // How nouns of people are related, by the dictionary form of two rows.
  enum class Kin : uint8_t { kUnknown, kSame, kAlike, kOther };  // kAlike: may mean one person; kOther: mean two
  Kin KinOf(uint32_t a, uint32_t b) const;
  // A noun of somebody's family, "сын".
  bool IsFamily(uint32_t i) const;
  // A calling that is a part in a case, too: "прокурор", but not "подсудимый".
  bool IsOfCourt(uint32_t i) const;
  // Whether whoever heads what row `noun` says may hold the office in row `office`: "глава государства", "президент".
  bool Heads(uint32_t noun, uint32_t office) const;
  // Whether there is any such office.
  bool HasHead(uint32_t noun) const;
  // The dictionary form of a row, or its word, folded.
  std::string Lemma(uint32_t i) const;
  // The sentence or paragraph of a row.
  Range SentenceOf(uint32_t i) const { return sentences_[sentence_of_[i]]; }
  uint32_t SentenceIndex(uint32_t i) const { return sentence_of_[i]; }
  uint32_t ParagraphIndex(uint32_t i) const { return paragraph_of_[i]; }
  Range ParagraphOf(uint32_t i) const { return paragraphs_[paragraph_of_[i]]; }

 private:
  const Lexicon::Entry* RoleAt(uint32_t i) const;
  void DropOtherAgencies();
  void FindMarkup();
  void ReadTokens(const Lexicon& lexicon, const Check& check);
  uint32_t NumberOfLemma(uint32_t i, const Lexicon& lexicon, std::string* folded) const;
  uint32_t ClassesByLemma(uint32_t i, const Lexicon& lexicon) const;
  bool IsNominative(Range range) const;
  Range MatchPhrase(const Phrase& phrase, uint32_t i, uint32_t anchor, int32_t* possessive) const;
  Range MatchParted(const Phrase& phrase, uint32_t i) const;
  bool LooksPlural(uint32_t i) const;
  bool GoesOn(uint32_t i) const;
  bool BehindPlural(uint32_t i) const;
  void AddHit(const Phrase& phrase, Range rows, int32_t possessive, const Lexicon& lexicon);
  bool IsOfAuthor(uint32_t i) const;
  bool ReadLemma(uint32_t i, const Lexicon& lexicon);
  void ReadPhrases(const Lexicon& lexicon, const Check& check);
  void ReadParagraphs();
  void ReadStretches(const Check& check);
  void ReadSentences();
  // One past what stands before the first words of a sentence: emoji and bullets.
  uint32_t OpeningEnd(Range sentence) const;

  const Input* input_;
  const Lexicon* lexicon_;
  Grammar grammar_;
  std::vector<Row> rows_;
  std::vector<Range> paragraphs_, sentences_;
  std::vector<uint32_t> paragraph_of_, sentence_of_;
  std::vector<int32_t> hit_of_;
  std::vector<Stretch> stretches_;
  std::vector<Hit> hits_;
  std::vector<uint32_t> words_, lemmas_;  // while building: the numbers of words and dictionary forms in the lexicon
};

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_PAGE_H_
