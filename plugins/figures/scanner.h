// Scanner: cuts a text into atoms, finer than words, so that "2,3млрд", "$5bn", "10-15%" and "кв.м" need no special case.
//
// An atom is a run of letters, a run of ASCII digits, or one other character. White space belongs to no atom; how much
// of it stood before an atom is kept. Offsets are bytes. Invalid UTF-8 does no harm: it becomes symbols.
#ifndef LECTOR_PLUGINS_FIGURES_SCANNER_H_
#define LECTOR_PLUGINS_FIGURES_SCANNER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lector::figures {

enum class AtomKind : uint8_t { kWord, kDigits, kSymbol };

struct Atom {
  uint32_t begin = 0, end = 0;
  uint32_t word = 0;  // its id in the lexicon; 0: not there
  AtomKind kind = AtomKind::kSymbol;
  uint8_t gap = 0;       // white space before it in code points, at most 255
  bool newline = false;  // the white space before it breaks a line
  bool upper = false;    // the first letter is a capital
  bool all_upper = false;
  bool cyrillic = false;  // the first letter is Cyrillic
};

// Calls take(atom, folded) for each atom; folded (lower case, "ё" as "е") is valid during the call.
// Words longer than this many bytes are given with an empty folded form: no word of a lexicon is so long.
inline constexpr size_t kLongestWord = 96;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  // The next atom; false at the end.
  bool Next(Atom* atom, std::string* folded);

 private:
  void SkipSpace(Atom* atom);

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_SCANNER_H_
