// What a token is that is no Russian word: a number, punctuation, Latin letters, a Roman number.
#ifndef LECTOR_DAEMON_TEXT_RU_SHAPES_H_
#define LECTOR_DAEMON_TEXT_RU_SHAPES_H_

#include <string>
#include <string_view>

namespace lector::text::ru {

bool IsInteger(std::string_view token);      // "12", "+7", "1_000"
bool IsReal(std::string_view token);         // "4,1", ".5", "1e9", "nan", and integers
bool IsPunctuation(std::string_view token);  // nothing but it and white space
bool IsRoman(std::string_view token);        // up to 4999, in either case
bool IsLatin(std::string_view token);        // has letters, and all are Latin

// Full Unicode lower case.
std::string LowerCase(std::string_view word);
// The same where all is ASCII or Cyrillic of the living languages, as most words are, in as many bytes; false: it is not.
bool LowerPlain(std::string_view word, char* out);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_SHAPES_H_
