// Lexicon: what an English word can be, from the word lists in data/ and, for words that they do not have, from its ending.
#ifndef LECTOR_DAEMON_TEXT_EN_LEXICON_H_
#define LECTOR_DAEMON_TEXT_EN_LEXICON_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/text/en/tags.h"

namespace lector::text::en {

struct Candidate {
  Tag tag = Tag::kNn;
  float weight = 0;  // of all candidates of a word they sum to 1
  std::string lemma;
};

// A word as it stands in the text.
struct WordUse {
  std::string_view text;
  uint8_t shape = 0;   // LECTOR_SHAPE_*
  bool opens = false;  // a capital says nothing: the sentence or a quotation begins here
  bool next_is_capital = false;
  bool all_capitals = false;  // the sentence has no small letter: capitals say nothing
};

// Immutable, thread-safe.
class Lexicon {
 public:
  static const Lexicon& BuiltIn();
  // The texts of closed.txt, irregular.txt, suffixes.txt, and lexicon.txt with recent.txt.
  Lexicon(std::string_view closed, std::string_view irregular, std::string_view suffixes, std::string_view words);

  // The likeliest first; at least one.
  std::vector<Candidate> CandidatesOf(const WordUse& use) const;

  // Whether the lists have a word in small letters, or what it is inflected from.
  bool Knows(const std::string& word) const;

  // Lines that say nothing that is understood.
  uint32_t malformed_lines() const { return malformed_lines_; }

 private:
  struct Counts {
    // How often it is one; -1: never.
    int noun = -1, verb = -1, adjective = -1, adverb = -1;
  };
  struct Entry {
    Tag tag = Tag::kNn;
    float weight = 1;
    std::string_view lemma;  // empty: the word itself
  };
  using Entries = std::unordered_map<std::string_view, std::vector<Entry>>;

  static bool ReadEntries(std::string_view line, Entries* out);
  bool ReadIrregular(std::string_view line);
  bool ReadWord(std::string_view line);

  const Counts* Find(std::string_view word) const;
  bool IsPluralOfNoun(const std::string& word) const;
  bool IsVerb(std::string_view word) const;
  void AddBase(const std::string& word, std::vector<Candidate>* out) const;
  void AddPlural(const std::string& word, std::vector<Candidate>* out) const;
  void AddPastOrGerund(const std::string& word, std::string_view ending, std::vector<Candidate>* out) const;
  void AddCompared(const std::string& word, std::string_view ending, Tag tag, std::vector<Candidate>* out) const;
  void AddPrefixed(const std::string& word, std::vector<Candidate>* out) const;
  void AddByEnding(const std::string& word, std::vector<Candidate>* out) const;
  void AddKnown(const std::string& word, std::vector<Candidate>* out) const;
  std::string VerbOf(const std::string& word, std::string_view ending) const;

  const std::string closed_text_, irregular_text_, suffix_text_, word_text_;  // what the views below show
  Entries closed_, irregular_, suffixes_;
  std::unordered_map<std::string_view, Counts> words_;
  uint32_t malformed_lines_ = 0;
};

}  // namespace lector::text::en
#endif  // LECTOR_DAEMON_TEXT_EN_LEXICON_H_
