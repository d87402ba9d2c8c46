// Abbreviations: what a full stop after a word means, from the word lists in data/.
#ifndef LECTOR_DAEMON_TEXT_ABBREVIATIONS_H_
#define LECTOR_DAEMON_TEXT_ABBREVIATIONS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace lector::text {

enum class Abbreviation : uint8_t { kNone, kHead, kName, kTail };  // data/abbreviations.ru.txt says what they mean

// Immutable, thread-safe.
class Abbreviations {
 public:
  // The lists that are built in, of all languages: their scripts keep them apart.
  static const Abbreviations& BuiltIn();
  // `lists`: the text of word lists. What is not well formed is left out; a test checks the ones built in.
  explicit Abbreviations(std::string_view lists);

  // Of a word without its last stop, as the list writes it: "руб", "т.е", "Gen".
  Abbreviation Find(std::string_view word) const;
  // Whether a word, in small letters, opens a sentence when it is capitalised.
  bool IsStarter(std::string_view word) const;

  // Lines that are neither comments nor entries, and entries that come twice.
  uint32_t malformed_lines() const { return malformed_lines_; }

 private:
  void AddLine(std::string_view line);

  std::unordered_map<std::string_view, Abbreviation> kinds_;  // views of text_
  std::unordered_set<std::string_view> starters_;
  std::string text_;
  uint32_t malformed_lines_ = 0;
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_ABBREVIATIONS_H_
