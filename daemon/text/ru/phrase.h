// A phrase to inflect, word by word: what each word can be, and how it looks in another case.
#ifndef LECTOR_DAEMON_TEXT_RU_PHRASE_H_
#define LECTOR_DAEMON_TEXT_RU_PHRASE_H_

#include <lector/layers.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/model_tags.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/ru/analyzer.h"
#include "daemon/text/ru/names.h"

namespace lector::text::ru {

// Case, number and gender; 0: any.
struct Agreement3 {
  uint8_t word_case = 0, number = 0, gender = 0;
  bool animate = false;
};

// One way to understand a word of the phrase.
struct Reading {
  uint8_t upos = 0, name_type = 0;
  Agreement3 is;
  bool adjectival = false;  // agrees with a noun: an adjective, a participle, an ordinal, "этот"
  bool nominal = false;     // can be the head
  bool fixed = false;       // does not change
  bool known = false;       // of the dictionary, not guessed
  float weight = 0;
  // What it can be put into other forms by, one of these; none: it does not change.
  static constexpr uint32_t kNoEntry = ~uint32_t{0};
  uint32_t entry = kNoEntry;               // of the whole word in the dictionary
  std::shared_ptr<const Parse> parse;      // of its predictor
  std::optional<NameReading> declension;  // of a name by its ending
  std::string lemma;                       // empty beside an entry, which tells it
};

// A token, or a part of one: "Петропавловске" and "-Камчатском" are two.
struct PhraseWord {
  uint32_t row = 0;       // the token
  std::string_view text;  // as it stands
  std::string lower;
  Agreement3 meant;       // what it is in its context; case 0: not known
  std::string_view before;  // what stands between this and the word before, as in the text
  bool is_word = false, capitalized = false, all_caps = false, initial = false, particle = false;
  std::vector<Reading> readings;
};

std::string LemmaOf(const Dictionary& dictionary, const PhraseWord& word, const Reading& reading);

// How far a case, number and gender are what the word is in its context.
float CaseWeight(const PhraseWord& word, const Agreement3& is);

// Reads the words of a phrase. Holds references; short-lived.
class PhraseReader {
 public:
  // `tags`, `model_tokens`: NULL without a model.
  PhraseReader(const Analyzer& analyzer, std::string_view text, const lector_tokens& tokens, const lector_morph& morph,
               const ModelTags* tags, const ModelTokens* model_tokens)
      : analyzer_(analyzer), text_(text), tokens_(tokens), morph_(morph), tags_(tags), model_tokens_(model_tokens) {}

  // Tokens first..last. `person`: they name a person, so that what the dictionary lacks is read as a name.
  std::vector<PhraseWord> Read(uint32_t first, uint32_t last, bool person) const;

 private:
  void AddToken(uint32_t row, bool person, std::vector<PhraseWord>* out) const;
  void AddReadings(PhraseWord* word, bool person, bool is_part) const;
  void AddReading(PhraseWord* word, uint32_t form, float score, bool known, bool is_part, Reading reading) const;
  void AddNames(PhraseWord* word, bool known) const;
  Agreement3 Meant(uint32_t row) const;
  float ContextWeight(const PhraseWord& word, const Reading& reading, bool is_part) const;

  const Analyzer& analyzer_;
  const std::string_view text_;
  const lector_tokens& tokens_;
  const lector_morph& morph_;
  const ModelTags* const tags_;
  const ModelTokens* const model_tokens_;
};

// A word in another case, number and gender (0: as it is) of one of its readings, in lower case; nothing: there is no such form.
std::optional<std::string> Put(const Dictionary& dictionary, const PhraseWord& word, const Reading& reading,
                               const Agreement3& wanted);

// Gives `word` the capitals of `pattern`, and е for ё where the pattern has no ё.
std::string LikePattern(std::string_view word, std::string_view pattern);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PHRASE_H_
