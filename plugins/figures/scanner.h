// Scanner: cuts a text into atoms, finer than words, so that "2,3млрд", "$5bn", "10-15%" and "кв.м" need no special case.
//
// An atom is a run of letters, a run of ASCII digits, or one other character. White space belongs to no atom; how much
// of it stood before an atom is kept. Offsets are bytes. Invalid UTF-8 does no harm: it becomes symbols.
#ifndef LECTOR_PLUGINS_FIGURES_SCANNER_H_
#define LECTOR_PLUGINS_FIGURES_SCANNER_H_

#include <cstdint>
#include <string_view>

namespace lector::figures {

enum class AtomKind : uint8_t { kWord, kDigits, kSymbol };

struct Atom {
  uint32_t begin = 0, end = 0;
  uint32_t word = 0;  // its id in the lexicon; 0: not there
  AtomKind kind = AtomKind::kSymbol;
  uint8_t gap = 0;           // white space before it in code points, at most 255
  bool newline : 1 = false;  // the white space before it breaks a line
  bool upper : 1 = false;    // the first letter is a capital
  bool all_upper : 1 = false;
  bool cyrillic : 1 = false;  // the first letter is Cyrillic
};
static_assert(sizeof(Atom) == 16, "a text is many atoms");

// Words longer than this many bytes are given with an empty folded form: no word of a lexicon is so long.
inline constexpr size_t kLongestWord = 96;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  // The next atom; false at the end. folded: in lower case, "ё" as "е", valid until the next call; of digits empty.
  bool Next(Atom* atom, std::string_view* folded);

 private:
  void SkipSpace(Atom* atom);
  bool TakeWord(Atom* atom);

  std::string_view text_;
  size_t at_ = 0;
  char folded_[2 * kLongestWord];  // a letter of two bytes may have three in lower case
  size_t size_ = 0;                // of what is folded
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_SCANNER_H_
