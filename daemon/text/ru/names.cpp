#include "daemon/text/ru/names.h"

#include <lector/layers.h>

#include <algorithm>
#include <string>
#include <vector>

namespace lector::text {
extern const char kNameEndingsData[], kNameParticlesData[], kPlacesInCaseData[], kRelativesData[];  // made from data/*.txt at build time
}

namespace lector::text::ru {
namespace {

std::string_view TakeLine(std::string_view* rest) {
  const size_t end = std::min(rest->find('\n'), rest->size());
  const std::string_view line = rest->substr(0, end);
  rest->remove_prefix(std::min(end + 1, rest->size()));
  return line;
}

std::vector<std::string> Cells(std::string_view line) {
  std::vector<std::string> out;
  while (!line.empty()) {
    const size_t end = std::min(line.find(' '), line.size());
    if (end > 0) out.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return out;
}

std::vector<NameDeclension> ReadDeclensions() {
  constexpr size_t kCells = 7;  // and perhaps the letters that stand before the ending
  std::vector<NameDeclension> out;
  for (std::string_view rest = kNameEndingsData; !rest.empty();) {
    const std::vector<std::string> cells = Cells(TakeLine(&rest));
    if (cells.size() < kCells || cells[0].starts_with('#')) continue;
    NameDeclension row;
    row.gender = cells[0] == "masc" ? LECTOR_GENDER_MASC : LECTOR_GENDER_FEM;
    for (size_t i = 1; i < kCells; ++i) row.endings[i] = cells[i] == "-" ? "" : cells[i];
    if (cells.size() > kCells) row.behind = cells[kCells];
    out.push_back(std::move(row));
  }
  return out;
}

// The lines of a list.
class WordSet {
 public:
  explicit WordSet(std::string_view lines) {
    while (!lines.empty()) {
      const std::string_view line = TakeLine(&lines);
      if (!line.empty() && !line.starts_with('#')) words_.push_back(line);
    }
    std::sort(words_.begin(), words_.end());
    for (const std::string_view word : words_) longest_ = std::max(longest_, word.size());
  }
  bool Has(std::string_view word) const { return word.size() <= longest_ && std::binary_search(words_.begin(), words_.end(), word); }

 private:
  std::vector<std::string_view> words_;
  size_t longest_ = 0;
};

constexpr size_t kLetter = 2;  // bytes of a Russian letter

std::string_view LastLetter(std::string_view word) { return word.size() < kLetter ? word : word.substr(word.size() - kLetter); }

bool IsOneOf(std::string_view letter, std::string_view letters) {
  if (letter.size() != kLetter) return false;
  for (size_t i = 0; i < letters.size(); i += kLetter)
    if (letters[i] == letter[0] && letters[i + 1] == letter[1]) return true;
  return false;
}
bool EndsInConsonant(std::string_view word) { return IsOneOf(LastLetter(word), "бвгджзклмнпрстфхцчшщ"); }

// The endings of all declensions by their last letter, so that a name is compared with few of them; within a letter as the names
// are to be read: the longest nominative first. Those that have no letter stand under every one.
class Endings {
 public:
  Endings() : declensions_(ReadDeclensions()) {
    std::vector<NameEnding> all;
    for (const NameDeclension& declension : declensions_)
      for (uint8_t word_case = LECTOR_CASE_NOM; word_case <= LECTOR_CASE_LOC; ++word_case) {
        NameEnding ending = {&declension, {}, 0, word_case};
        ending.size = static_cast<uint8_t>(declension.endings[word_case].copy(ending.bytes.data(), NameEnding::kLongest));
        all.push_back(ending);
      }
    std::stable_sort(all.begin(), all.end(), [](const NameEnding& a, const NameEnding& b) {
      return a.declension->endings[LECTOR_CASE_NOM].size() > b.declension->endings[LECTOR_CASE_NOM].size();
    });
    for (size_t place = 0; place < by_letter_.size(); ++place)
      for (const NameEnding& ending : all)
        if (ending.text().empty() || Place(ending.text()) == place) by_letter_[place].push_back(ending);
  }
  const std::vector<NameEnding>& Like(std::string_view word) const { return by_letter_[Place(word)]; }

 private:
  // By the bits in which the Russian letters differ.
  static size_t Place(std::string_view word) {
    return word.size() < kLetter ? 0 : (static_cast<unsigned char>(word[word.size() - 2]) & 1u) << 6 | (static_cast<unsigned char>(word.back()) & 0x3Fu);
  }

  const std::vector<NameDeclension> declensions_;
  std::array<std::vector<NameEnding>, 128> by_letter_;
};

}  // namespace

std::span<const NameEnding> NameEndingsLike(std::string_view lower) {
  static const Endings endings;
  return endings.Like(lower);
}

bool HasEnding(std::string_view lower, const NameEnding& ending) {
  constexpr size_t kShortestStem = 2 * kLetter;
  const std::string_view text = ending.text();
  if (lower.size() < text.size() + kShortestStem || !lower.ends_with(text)) return false;
  const std::string& behind = ending.declension->behind;
  return behind.empty() || IsOneOf(LastLetter(lower.substr(0, lower.size() - text.size())), behind);
}

bool IsFixedName(std::string_view lower, uint8_t gender) {
  if (lower.ends_with("ых") || lower.ends_with("их")) return true;
  const std::string_view last = LastLetter(lower);
  if (IsOneOf(last, "оеёиыуюэ")) return true;
  constexpr size_t kShort = 4 * kLetter;  // "Цой"; longer ones in -ой are forms of names in -а
  return gender == LECTOR_GENDER_FEM && (EndsInConsonant(lower) || last == "ь" || (last == "й" && lower.size() <= kShort));
}

bool IsNameParticle(std::string_view lower) {
  static const WordSet words(kNameParticlesData);
  return words.Has(lower);
}

bool TakesPlaceInItsCase(std::string_view lemma) {
  static const WordSet words(kPlacesInCaseData);
  return words.Has(lemma);
}

bool IsRelative(std::string_view lemma, bool single) {
  static const WordSet words(kRelativesData);
  return words.Has(lemma) || (single && words.Has(std::string(lemma) + " one"));
}

}  // namespace lector::text::ru
