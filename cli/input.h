// Texts from files, folders and standard input.
#ifndef LECTOR_CLI_INPUT_H_
#define LECTOR_CLI_INPUT_H_

#include <string>
#include <string_view>
#include <vector>

namespace lector::cli {

// Files stand for themselves, "-" for standard input, a folder for all regular *.txt files in it, sorted by name. Nothing
// is read yet but folders; one that cannot be listed stays in the result, so that reading it tells the error.
std::vector<std::string> ExpandInputs(const std::vector<std::string>& paths);

// Reads a file or standard input ("-"). False with `error` when it cannot be read.
bool ReadInput(const std::string& path, std::string* text, std::string* error);

// Whether there is a converter for `encoding`, by any name that ICU knows: "windows-1251", "cp866", "koi8-r", "utf-16".
bool KnownEncoding(const std::string& encoding);

// `bytes` in UTF-8. False with `error`, which names the byte, when they are not in `encoding`.
bool ConvertToUtf8(std::string_view bytes, const std::string& encoding, std::string* text, std::string* error);

// Byte offset of the first byte that is not UTF-8; npos when all is.
size_t FindInvalidUtf8(std::string_view text);

// What bytes that are not UTF-8 look like: "windows-1251", "koi8-r", "cp866", "utf-16le", "utf-16be"; empty when it
// cannot be told, as of what is no text.
std::string GuessEncoding(std::string_view bytes);

// Whether a text is a web page with its tags rather than what it says: extractors would take these for words.
bool LooksLikeHtml(std::string_view text);

}  // namespace lector::cli
#endif  // LECTOR_CLI_INPUT_H_
