// Numbers in a text: how far one goes, and whether it is one at all. The rules are those of tokens.h.
#ifndef LECTOR_DAEMON_TEXT_NUMBER_SCAN_H_
#define LECTOR_DAEMON_TEXT_NUMBER_SCAN_H_

#include <cstdint>
#include <string_view>

namespace lector::text {

struct NumberScan {
  enum class Kind : uint8_t {
    kNumber,
    kWord,      // digits that a hyphen and letters follow ("99-летний"): a word goes on at `end`
    kGlued,     // digits that letters follow without a space: a word, if they belong together (IsGluedToDigits)
    kTakeApart  // a chain of digits and marks that is no number: "26.11.2025"
  };
  Kind kind = Kind::kNumber;
  uint32_t end = 0;
};

// Of the digits at `begin`. Linear in what it returns.
NumberScan ScanNumber(std::string_view text, uint32_t begin);

// The end of the run of digits at `at`.
uint32_t DigitsEnd(std::string_view text, uint32_t at);

// Whether the letters right after the digits [begin, end) make one word with them: "5G", "9K720", "2nd", "1990s".
bool IsGluedToDigits(std::string_view text, uint32_t end, bool after_currency_sign);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_NUMBER_SCAN_H_
