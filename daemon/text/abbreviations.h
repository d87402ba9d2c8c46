// Abbreviations: what a full stop after a word means, and what else the sentence splitter knows of words; from the word lists
// in data/.
#ifndef LECTOR_DAEMON_TEXT_ABBREVIATIONS_H_
#define LECTOR_DAEMON_TEXT_ABBREVIATIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lector::text {

enum class Abbreviation : uint8_t {
  kNone,
  kHead,
  kName,
  kFirm,
  kTail,
  kScale,
  kYear,
  kDate
};  // data/abbreviations.ru.txt: meanings

struct WordTraits {
  Abbreviation abbreviation = Abbreviation::kNone;
  bool starter = false, preposition = false, label = false, says = false, own_mark = false, follow = false,
       calendar = false, agency = false;
  bool ends_pair = false;  // is the second word of a pair with a space
};

// Immutable, thread-safe.
class Abbreviations {
 public:
  // The lists that are built in, of all languages: their scripts keep them apart.
  static const Abbreviations& BuiltIn();
  // `lists`: the text of word lists. What is not well formed is left out; a test checks the ones built in.
  explicit Abbreviations(std::string_view lists);

  // Of a word without its last stop, as the list writes it: "руб", "т.е", "Gen", "долл США".
  const WordTraits& Find(std::string_view word) const {
    if (word.size() > longest_) return none_;
    const auto found = words_.find(word);
    return found == words_.end() ? none_ : found->second;
  }

  // No entry is longer, in bytes.
  size_t longest() const { return longest_; }
  // Lines that are neither comments nor entries, and entries that come twice.
  uint32_t malformed_lines() const { return malformed_lines_; }

 private:
  bool AddLine(std::string_view line);

  std::unordered_map<std::string_view, WordTraits> words_;  // views of text_
  std::string text_;
  WordTraits none_;
  size_t longest_ = 0;
  uint32_t malformed_lines_ = 0;
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_ABBREVIATIONS_H_
