// A phrase to inflect, word by word: what each word can be, and how it looks in another case.
#ifndef LECTOR_DAEMON_TEXT_RU_PHRASE_H_
#define LECTOR_DAEMON_TEXT_RU_PHRASE_H_

#include <lector/layers.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/model_tags.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/ru/lexicon.h"
#include "daemon/text/ru/names.h"

namespace lector::text::ru {

// Case, number and gender; 0: any.
struct Agreement3 {
  uint8_t word_case = 0, number = 0, gender = 0;
  bool animate = false;
};

// One way to understand a word of the phrase.
struct Reading {
  uint8_t name_type = 0;
  Agreement3 is;
  bool adjectival = false;  // agrees with a noun: an adjective, a participle, an ordinal, "этот"
  bool nominal = false;     // can be the head
  bool fixed = false;       // does not change
  bool known = false;       // of the dictionary, not guessed
  float weight = 0;
  // What it can be put into other forms by, one of these; neither: its only form is `stem`.
  const WordReading* entry = nullptr;           // of the word in the lexicon
  const NameDeclension* declension = nullptr;  // of a name by its ending, behind `stem`
  std::string_view stem;
};

// A token, or a part of one: "Петропавловске" and "-Камчатском" are two.
struct PhraseWord {
  uint32_t row = 0;       // the token
  std::string_view text;  // as it stands
  std::string_view lower;
  std::string_view before;  // what stands between this and the word before, as in the text
  Agreement3 meant;         // what it is in its context; case 0: not known
  bool is_word = false, capitalized = false, all_caps = false, initial = false, particle = false;
  const Word* word = nullptr;  // in the lexicon; NULL: it was not looked up
  std::span<const Reading> readings;
};
using PhraseWords = std::pmr::vector<PhraseWord>;

// Of a reading; may be written into *room.
std::string_view LemmaOf(const PhraseWord& word, const Reading& reading, std::string* room);

// How far a case, number and gender are what the word is in its context.
float CaseWeight(const PhraseWord& word, const Agreement3& is);

// What a phrase is read into. Of one thread; made on the stack.
struct PhraseMemory {
  std::array<std::byte, 16384> first;
  std::pmr::monotonic_buffer_resource rows{first.data(), first.size()};
  Lexicon::Scratch words;
};

// Reads the words of a phrase. Holds references; short-lived.
class PhraseReader {
 public:
  // `tags`, `model_tokens`: NULL without a model.
  PhraseReader(const Lexicon& lexicon, std::string_view text, const lector_tokens& tokens, const lector_morph& morph,
               const ModelTags* tags, const ModelTokens* model_tokens)
      : lexicon_(lexicon), text_(text), tokens_(tokens), morph_(morph), tags_(tags), model_tokens_(model_tokens) {}

  // Tokens first..last. `person`: they name a person, so that what the dictionary lacks is read as a name. The words live as long
  // as `memory`.
  PhraseWords Read(uint32_t first, uint32_t last, bool person, PhraseMemory* memory) const;

 private:
  void AddToken(uint32_t row, bool person, PhraseMemory* memory, PhraseWords* out) const;
  void AddParts(const PhraseWord& word, bool person, PhraseMemory* memory, PhraseWords* out) const;
  void AddReadings(PhraseWord* word, bool person, bool is_part, PhraseMemory* memory) const;
  Reading ReadingOf(const PhraseWord& word, const WordReading& entry, bool is_part) const;
  Reading* AddNames(const PhraseWord& word, std::span<const Reading> others, Reading* out) const;
  Agreement3 Meant(uint32_t row) const;
  bool IsMeantLemma(uint32_t row, std::string_view lemma) const;

  const Lexicon& lexicon_;
  const std::string_view text_;
  const lector_tokens& tokens_;
  const lector_morph& morph_;
  const ModelTags* const tags_;
  const ModelTokens* const model_tokens_;
};

// A word in another case, number and gender (0: as it is) of one of its readings, in lower case; nothing: there is no such form.
std::optional<std::string> Put(const Analyzer& analyzer, const PhraseWord& word, const Reading& reading,
                               const Agreement3& wanted);

// Gives a word in lower case the capitals of `pattern`, and е for ё where the pattern has no ё. `lower`: the pattern's.
std::string LikePattern(std::string word, std::string_view pattern, std::string_view lower);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PHRASE_H_
