#include "daemon/text/ru/names.h"

#include <lector/layers.h>

#include <algorithm>
#include <set>

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

std::set<std::string, std::less<>> ReadWords(std::string_view rest) {
  std::set<std::string, std::less<>> out;
  while (!rest.empty()) {
    const std::string_view line = TakeLine(&rest);
    if (!line.empty() && !line.starts_with('#')) out.emplace(line);
  }
  return out;
}

constexpr size_t kLetter = 2;  // bytes of a Russian letter

std::string_view LastLetter(std::string_view word) { return word.size() < kLetter ? word : word.substr(word.size() - kLetter); }

bool IsOneOf(std::string_view letter, std::string_view letters) {
  return letter.size() == kLetter && letters.find(letter) != std::string_view::npos && letters.find(letter) % kLetter == 0;
}
bool EndsInConsonant(std::string_view word) { return IsOneOf(LastLetter(word), "бвгджзклмнпрстфхцчшщ"); }

}  // namespace

std::vector<NameReading> ReadName(std::string_view lower) {
  static const std::vector<NameDeclension> declensions = ReadDeclensions();
  constexpr size_t kShortestStem = 2 * kLetter;
  std::vector<std::pair<size_t, NameReading>> found;
  for (const NameDeclension& row : declensions) {
    for (uint8_t word_case = LECTOR_CASE_NOM; word_case <= LECTOR_CASE_LOC; ++word_case) {
      const std::string& ending = row.endings[word_case];
      if (!lower.ends_with(ending) || lower.size() < ending.size() + kShortestStem) continue;
      const std::string_view stem = lower.substr(0, lower.size() - ending.size());
      if (!row.behind.empty() && !IsOneOf(LastLetter(stem), row.behind)) continue;
      found.push_back({row.endings[LECTOR_CASE_NOM].size(), {&row, word_case, std::string(stem)}});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<NameReading> out;
  for (auto& [size, reading] : found) out.push_back(std::move(reading));
  return out;
}

bool IsFixedName(std::string_view lower, uint8_t gender) {
  if (lower.ends_with("ых") || lower.ends_with("их")) return true;
  const std::string_view last = LastLetter(lower);
  if (IsOneOf(last, "оеёиыуюэ")) return true;
  constexpr size_t kShort = 4 * kLetter;  // "Цой"; longer ones in -ой are forms of names in -а
  return gender == LECTOR_GENDER_FEM && (EndsInConsonant(lower) || last == "ь" || (last == "й" && lower.size() <= kShort));
}

bool IsNameParticle(std::string_view lower) {
  static const std::set<std::string, std::less<>> words = ReadWords(kNameParticlesData);
  return words.contains(lower);
}

bool TakesPlaceInItsCase(std::string_view lemma) {
  static const std::set<std::string, std::less<>> words = ReadWords(kPlacesInCaseData);
  return words.contains(lemma);
}

bool IsRelative(std::string_view lemma, bool single) {
  static const std::set<std::string, std::less<>> words = ReadWords(kRelativesData);
  return words.contains(lemma) || (single && words.contains(std::string(lemma) + " one"));
}

}  // namespace lector::text::ru
