#include "abbreviations.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "letters.h"

namespace lector::entities {
namespace {

constexpr size_t kMaxWords = 12;    // of the long name
constexpr size_t kMaxLetters = 24;  // of the short one
constexpr size_t kEnding = 3;       // letters that a case form may add to a beginning

std::string_view Without(std::string_view text, std::string_view beginning) { return text.substr(beginning.size()); }

// Words between the nouns of a name that give no letter.
bool IsLink(std::string_view word) {
  static constexpr std::string_view kLinks[] = {
      "в", "во",  "для", "до", "за", "и",   "из",  "к",  "ко", "на",  "над", "о",  "об", "от", "по", "под", "при", "с", "со",
      "у", "and", "by",  "da", "de", "del", "des", "di", "du", "for", "in",  "la", "le", "of", "on", "the", "to",  "y"};
  return std::find(std::begin(kLinks), std::end(kLinks), word) != std::end(kLinks);
}

// First letters in order, a further letter of a word now and then.
bool ByLetters(std::string_view letters, std::span<const std::string_view> words, size_t at) {
  if (at == words.size()) return letters.empty();
  if (letters.empty()) {
    for (; at < words.size(); ++at)
      if (!IsLink(words[at])) return false;
    return true;
  }
  const std::string_view first = Prefix(words[at], 1);
  if (letters.starts_with(first)) {
    const std::string_view rest = Without(letters, first);
    if (ByLetters(rest, words, at + 1)) return true;
    const std::string_view second = Prefix(rest, 1);
    if (!second.empty() && Without(words[at], first).find(second) != std::string_view::npos &&
        ByLetters(Without(rest, second), words, at + 1))
      return true;
  }
  return IsLink(words[at]) && at > 0 && ByLetters(letters, words, at + 1);
}

// Beginnings of at least two letters of all words but links; at the last one the word itself in another form, or an ending.
bool BySyllables(std::string_view name, std::span<const std::string_view> words, size_t at) {
  if (at == words.size()) return CodePoints(name) <= kEnding;
  if (IsLink(words[at])) return BySyllables(name, words, at + 1);
  if (at > 0 && at + 1 == words.size() && FormDistance(words[at], name) >= 0) return true;
  for (size_t count = 2;; ++count) {
    const std::string_view beginning = Prefix(words[at], count);
    if (CodePoints(beginning) < count || !name.starts_with(beginning)) return false;
    if (BySyllables(Without(name, beginning), words, at + 1)) return true;
  }
}

}  // namespace

bool Abbreviates(std::string_view abbreviation, std::span<const std::string_view> words) {
  size_t full = 0;
  for (const std::string_view word : words) full += IsLink(word) ? 0 : 1;
  const size_t letters = CodePoints(abbreviation);
  if (full < 2 || words.size() > kMaxWords || letters < 2 || letters > kMaxLetters) return false;
  return (letters <= 2 * words.size() && ByLetters(abbreviation, words, 0)) ||
         (letters > 4 && BySyllables(abbreviation, words, 0));
}

}  // namespace lector::entities
