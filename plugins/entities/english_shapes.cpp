// What the words of an English name look like, where none of them says what it names.
#include <algorithm>

#include "english_pieces.h"
#include "letters.h"

namespace lector::entities {
namespace {

bool IsRoman(std::string_view word) { return word.size() < 5 && word.find_first_not_of("IVX") == std::string_view::npos; }

bool IsSurnamePrefix(std::string_view word) {
  for (const std::string_view prefix :
       {"Mc", "Mac", "O'", "O’", "De", "Di", "Du", "La", "Le", "Van", "Von", "D'", "D’", "Fitz", "Al", "El"})
    if (word.starts_with(prefix)) return true;
  return false;
}

// "TDs", "MPs": several of what the letters stand for
bool IsPluralAbbreviation(std::string_view word) {
  return word.size() > 2 && word.size() < 6 && word.back() == 's' &&
         std::all_of(word.begin(), word.end() - 1, [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Shape {
 public:
  using Scores = std::array<float, kTypes>;

  explicit Shape(const EnglishReading& english) : e_(english), words_(english.words()) {}

  // "FTSE | 100", "TOI | -4127": an index, a code
  bool IsNumbered(uint32_t row) const {
    const uint32_t next = row + 1;
    if (!e_.Glued(next)) return false;
    if (words_[row].title()) {
      static constexpr std::string_view kSizes[] = {"50",  "100", "200", "225",  "250",  "300",
                                                    "400", "500", "600", "1000", "2000", "3000"};
      return !words_[row].possessive && std::find(std::begin(kSizes), std::end(kSizes), e_.text(next)) != std::end(kSizes);
    }
    if (words_[next].kind == LECTOR_TOKEN_NUMBER)
      return e_.text(next).size() > 1 && e_.text(next).front() != '0' && e_.text(next).size() < 5;
    return e_.text(next) == "-" && e_.Attached(next) && next + 1 < words_.size() && words_[next + 1].kind == LECTOR_TOKEN_NUMBER;
  }

  Scores OneWord(uint32_t row) const {
    constexpr Scores kNone = {-9.0f, -9.0f, -9.0f};
    const Word& word = words_[row];
    const std::string_view text = e_.text(row);
    if (word.initial || CodePoints(word.folded) < 2) return kNone;
    if (word.upper()) {
      if (e_.reading.lexicon.IsPlainAbbreviation(text) || e_.is(row, kEnThing | kEnSuffix) || IsRoman(text) ||
          word.caps)
        return kNone;
      if (CodePoints(word.folded) > 3 && e_.usual[row] && words_.SeenLower(word.folded)) return kNone;
      if (IsTicker(row) || IsNumbered(row)) return kNone;
      if (CodePoints(word.folded) > 6) return {0.2f, 0.6f, 0.2f};
      return {-1.0f, 2.0f, 0.0f};
    }
    if (IsPluralAbbreviation(text)) return kNone;
    if (e_.is(row, kEnThing | kEnDemonym | kEnHonorific | kEnTitle) || word.is(kNotName)) return kNone;
    if (word.is(kFunction | kPreposition)) return kNone;
    if (std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return kNone;  // "Cop30"
    if (IsNickname(row)) return {-1.0f, word.opens ? 0.3f : 1.2f, -0.5f};
    if (e_.is(row, kEnRole | kEnModifier | kEnOrgBefore | kEnHead | kEnPlaceHead) && !e_.is(row, kEnGiven)) return kNone;
    if (word.opens && e_.usual[row] && !words_.SeenAsName(word.folded) && !e_.is(row, kEnGiven)) {
      if (e_.Glued(row + 1) && e_.text(row + 1) == ",") return {-0.8f, -0.8f, -0.8f};
      return kNone;
    }
    if (IsNumbered(row)) return kNone;
    if (word.shape == LECTOR_SHAPE_MIXED && !IsSurnamePrefix(text) && text.find('-') == std::string_view::npos) {
      const bool digits = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (digits) return kNone;
      return {-1.0f, 2.5f, 0.0f};
    }
    const float sure = !word.opens ? 0.4f : e_.usual[row] ? 0.0f : 0.3f;
    if (e_.is(row, kEnGiven)) return {0.8f + sure, 0.2f, 0.1f};
    if (e_.usual[row]) return {-0.5f, 0.1f + sure, -0.2f};
    return {0.3f, (Acts(row) ? 0.8f : 0.5f) + sure, 0.3f};
  }

  Scores SeveralWords(uint32_t first, uint32_t last, uint32_t names) const {
    if (e_.is(first, kEnGiven) && !words_[first].upper()) {
      if (names <= 4) return {3.0f, 0.0f, 0.0f};
      return {1.2f, 1.0f, 0.0f};
    }
    if (words_[first].upper() && words_[last].upper() && e_.usual[last]) return {-9.0f, -9.0f, -9.0f};  // "SIX WEEKS"
    if (words_[first].upper() && CodePoints(words_[first].folded) > 1 && !words_[first].caps) return {-1.0f, 2.0f, 0.0f};
    if (e_.is(first, kEnOrgFirst)) return {0.0f, 2.5f, 0.3f};
    const bool from_usual = e_.usual[first], to_usual = e_.usual[last];
    if (names >= 4) return {0.0f, 1.3f, 0.2f};
    if (from_usual && to_usual) return {0.0f, 1.1f, 0.6f};
    if (to_usual) return {0.9f, 1.3f, 0.5f};
    if (from_usual) return {1.1f, 0.8f, 0.5f};
    return {1.7f, 0.5f, 0.4f};
  }

 private:
  // "the | Bulldogs": players, said for their team.
  bool IsNickname(uint32_t row) const {
    const Word& word = words_[row];
    return word.title() && e_.entries[row].head_type == "club" && word.folded.size() > 4 && word.folded.ends_with('s') &&
           !words_.SeenLower(word.folded);
  }

  // "Zorvale | cleared it", "Zorvale | may close": an unknown word opens a sentence before its verb.
  bool Acts(uint32_t row) const {
    if (!words_[row].opens || words_[row].possessive || !e_.Glued(row + 1) || !words_[row + 1].lower()) return false;
    const std::string_view verb = words_[row + 1].folded;
    if (verb == "and" && e_.Glued(row + 2) && words_[row + 2].title() && !e_.usual[row + 2]) return true;
    static constexpr std::string_view kAuxiliary[] = {"may", "will", "has", "had", "is", "was", "can", "could", "would", "plans"};
    return words_[row + 1].is(kSpeech) || e_.is(row + 1, kEnOrgVerb) || (verb.size() > 4 && verb.ends_with("ed")) ||
           std::find(std::begin(kAuxiliary), std::end(kAuxiliary), verb) != std::end(kAuxiliary);
  }

  // "(NASDAQ: | CSCO)"
  bool IsTicker(uint32_t row) const { return row > 2 && e_.text(row - 1) == ":" && words_[row - 2].upper(); }

  const EnglishReading& e_;
  const Words& words_;
};

}  // namespace

bool IsNumbered(const EnglishReading& reading, uint32_t row) { return Shape(reading).IsNumbered(row); }

bool IsDomain(std::string_view text) { return text == "com" || text == "org" || text == "net" || text == "ai"; }

std::array<float, kTypes> ScoreWord(const EnglishReading& reading, uint32_t row) { return Shape(reading).OneWord(row); }

std::array<float, kTypes> ScoreWords(const EnglishReading& reading, uint32_t first, uint32_t last, uint32_t names) {
  return Shape(reading).SeveralWords(first, last, names);
}

}  // namespace lector::entities
