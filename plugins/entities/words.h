// Words: the tokens of a document with what the lists and the document as a whole say of each.
#ifndef LECTOR_PLUGINS_ENTITIES_WORDS_H_
#define LECTOR_PLUGINS_ENTITIES_WORDS_H_

#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "alike.h"
#include "document_view.h"
#include "known_words.h"
#include "letters.h"
#include "lexicon.h"

namespace lector::entities {

struct Word : KnownWord {
  uint32_t begin = 0, end = 0;  // bytes of the text, without an English "'s"
  uint8_t kind = 0, shape = 0;
  bool glued = false;            // nothing but blanks between it and the token before
  bool opens = false;            // its capital says nothing: it opens a sentence or quoted words
  bool opens_paragraph = false;  // it is the first word of one
  bool caps = false;             // its shape says nothing: the line is in capitals or in title case
  bool possessive = false;       // an English "'s" stands behind it
  bool initial = false;          // one capital and a full stop: "В."
  bool mixed_name = false;       // "МакДональдс", "iPhone"

  // Of the parse that is meant; zero without morphology.
  uint8_t upos = 0;
  uint8_t name_gender = 0;  // bit LECTOR_GENDER_*, where it is a name of a person
  uint64_t feats = 0;
  std::string_view lemma;

  std::string_view folded;

  bool is(uint32_t flags) const { return (entry.flags & flags) != 0; }
  bool word() const { return kind == LECTOR_TOKEN_WORD; }
  bool title() const { return word() && shape == LECTOR_SHAPE_TITLE; }
  bool upper() const { return word() && shape == LECTOR_SHAPE_UPPER; }
  bool lower() const { return word() && shape == LECTOR_SHAPE_LOWER; }
  bool capital() const { return word() && (shape == LECTOR_SHAPE_TITLE || shape == LECTOR_SHAPE_UPPER || mixed_name); }
  uint64_t grammatical_case() const { return LECTOR_FEAT(feats, CASE); }
  bool may_be(uint32_t name_type) const { return (name_types >> name_type & 1u) != 0; }
  bool noun_or_adjective() const {
    return upos == LECTOR_UPOS_NOUN || upos == LECTOR_UPOS_PROPN || upos == LECTOR_UPOS_ADJ || upos == LECTOR_UPOS_DET ||
           upos == LECTOR_UPOS_VERB;  // participles are
  }
  bool may_stand_in(uint32_t grammatical_case) const { return (cases >> grammatical_case & 1u) != 0; }
};

// What a row may be to a search, which passes over all others.
enum RowUse : uint8_t {
  kMayNameBody = 1u << 0,      // a noun of bodies, a legal form, a capital, Latin letters, a quotation mark
  kMayNamePlace = 1u << 1,     // a capital, an adjective
  kMayOpenRun = 1u << 2,       // a capital, a particle of names
  kMayEcho = 1u << 3,          // a capital, or any word where capitals say nothing
  kMaySayRole = 1u << 4,       // a role
  kMayStandForBody = 1u << 5,  // a noun in lower case in the singular
};

// Immutable once made. Rows are those of the tokens.
class Words {
 public:
  // Takes what it needs from `memory`, which must outlive it.
  Words(const DocumentView& view, const Lexicon& lexicon, const Gazetteer& gazetteer, KnownWords& known,
        std::pmr::memory_resource* memory);
  Words(const Words&) = delete;  // the words' letters are views of its own
  Words& operator=(const Words&) = delete;

  uint32_t size() const { return static_cast<uint32_t>(uses_.size()); }
  const Word& operator[](uint32_t row) const { return rows_[row]; }
  std::string_view text(uint32_t row) const { return view_.text.substr(rows_[row].begin, rows_[row].end - rows_[row].begin); }
  // The first row from `row` on that is of such a use; size() where there is none.
  uint32_t Next(uint32_t row, uint8_t use) const {
    constexpr uint32_t kStep = sizeof(uint64_t);
    const std::string_view uses(reinterpret_cast<const char*>(uses_.data()), uses_.size());
    while (row + kStep <= size() && (FirstBytes(uses.substr(row)) & 0x0101010101010101u * use) == 0) row += kStep;
    while (row < size() && (uses_[row] & use) == 0) ++row;
    return row;
  }
  const DocumentView& view() const { return view_; }
  std::pmr::memory_resource* memory() const { return rows_.get_allocator().resource(); }
  // A copy of the bytes that lasts as long as the words.
  std::string_view Keep(std::string_view bytes) const {
    const std::span<char> kept = Room(bytes.size());
    std::copy(bytes.begin(), bytes.end(), kept.begin());
    return {kept.data(), kept.size()};
  }
  std::span<char> Room(size_t bytes) const { return {static_cast<char*>(memory()->allocate(bytes, 1)), bytes}; }
  bool has_morphology() const { return view_.morph != nullptr; }

  // Quotation marks stand around these tokens.
  bool InQuotes(uint32_t first, uint32_t last) const {
    return first > 0 && rows_[first - 1].kind == LECTOR_TOKEN_QUOTE && last + 1 < size() && rows_[last + 1].glued &&
           rows_[last + 1].kind == LECTOR_TOKEN_QUOTE;
  }
  // Another form of this word stands in the document in lower case.
  bool SeenLower(std::string_view folded) const { return Seen(lower_, folded, 1); }
  // Another form of this word stands in the document with a capital where only names have one.
  bool SeenAsName(std::string_view folded, uint32_t times = 1) const { return Seen(names_, folded, times); }

 private:
  struct Form {
    std::string_view folded;
    uint32_t times;
  };
  using Forms = Alike<Form>;
  static void Note(Forms& forms, std::string_view folded);
  static bool Seen(const Forms& forms, std::string_view folded, uint32_t times);

  void ReadTokens(const Lexicon& lexicon, const Gazetteer& gazetteer, KnownWords& known);
  void ReadMorphology(uint32_t row);
  // The bytes of a token that are the word itself; sets what follows from the others. `before`: the word before.
  std::string_view Bare(uint32_t row, const Word* before);
  void MarkOpenings();
  void MarkCapsLines();
  void MarkCapsLine(uint32_t first, uint32_t last);
  uint8_t UsesOf(const Word& word) const;

  const DocumentView& view_;
  std::pmr::vector<Word> rows_;
  std::pmr::vector<uint8_t> uses_;  // bits RowUse
  Forms lower_, names_;
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_WORDS_H_
