#include "cli/input.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

namespace lector::cli {
namespace {

namespace fs = std::filesystem;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter Open(const std::string& encoding) {
  UErrorCode code = U_ZERO_ERROR;
  Converter converter(encoding.empty() ? nullptr : ucnv_open(encoding.c_str(), &code));
  return U_SUCCESS(code) ? std::move(converter) : nullptr;
}

}  // namespace

std::vector<std::string> ExpandInputs(const std::vector<std::string>& paths) {
  std::vector<std::string> inputs;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      inputs.push_back(path);
      continue;
    }
    std::vector<std::string> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      std::error_code ignored;
      if (entry->path().extension() == ".txt" && entry->is_regular_file(ignored)) files.push_back(entry->path().string());
    }
    if (error) files.assign(1, path);
    std::sort(files.begin(), files.end());
    inputs.insert(inputs.end(), files.begin(), files.end());
  }
  return inputs;
}

bool ReadInput(const std::string& path, std::string* text, std::string* error) {
  if (path == "-") {
    text->assign(std::istreambuf_iterator<char>(std::cin), {});
    return true;
  }
  std::error_code failed;
  if (fs::is_directory(path, failed)) {
    *error = "cannot list this folder";
    return false;
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (file) text->assign(std::istreambuf_iterator<char>(file), {});
  if (!file || file.bad()) {
    *error = errno != 0 ? std::strerror(errno) : "cannot be read";
    return false;
  }
  return true;
}

bool KnownEncoding(const std::string& encoding) { return Open(encoding) != nullptr; }

bool ConvertToUtf8(std::string_view bytes, const std::string& encoding, std::string* text, std::string* error) {
  const Converter converter = Open(encoding);
  if (converter == nullptr) {
    *error = "unknown encoding " + encoding;
    return false;
  }
  UErrorCode code = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  std::u16string units;
  do {
    char16_t buffer[4096];
    UChar* target = buffer;
    code = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, std::end(buffer), &source, end, nullptr, /*flush=*/true, &code);
    units.append(buffer, static_cast<size_t>(target - buffer));
  } while (code == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(code)) {
    *error = "byte " + std::to_string(source - bytes.data()) + " is not in the encoding " + encoding;
    return false;
  }
  // Three bytes are the most that one UTF-16 unit needs.
  text->resize(units.size() * 3);
  int32_t size = 0;
  u_strToUTF8(text->data(), static_cast<int32_t>(text->size()), &size, units.data(), static_cast<int32_t>(units.size()), &code);
  text->resize(U_SUCCESS(code) ? static_cast<size_t>(size) : 0);
  if (U_FAILURE(code)) *error = "holds half of a surrogate pair";
  return U_SUCCESS(code);
}

size_t FindInvalidUtf8(std::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 character;
    U8_NEXT(text.data(), at, size, character);
    if (character < 0) return static_cast<size_t>(begin);
  }
  return std::string_view::npos;
}

std::string GuessEncoding(std::string_view bytes) {
  if (bytes.substr(0, 2) == "\xFF\xFE") return "utf-16le";
  if (bytes.substr(0, 2) == "\xFE\xFF") return "utf-16be";
  // Text has more small letters than capitals, and the encodings keep them in different places.
  size_t high = 0, koi8_small = 0, windows_small = 0, dos_small = 0, zeros[2] = {0, 0};
  for (size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte == 0) ++zeros[at % 2];
    if (byte < 0x80) continue;
    ++high;
    koi8_small += byte >= 0xC0 && byte < 0xE0;
    windows_small += byte >= 0xE0;
    dos_small += (byte >= 0xA0 && byte < 0xB0) || (byte >= 0xE0 && byte < 0xF0);
  }
  // In UTF-16 one byte of each letter of Latin is zero, and hardly any of the others; in machine code both kinds are.
  const auto mostly = [&](size_t zero, size_t other) { return zero > bytes.size() / 8 && other * 8 < zero; };
  if (mostly(zeros[1], zeros[0])) return "utf-16le";
  if (mostly(zeros[0], zeros[1])) return "utf-16be";
  if (zeros[0] + zeros[1] != 0 || high == 0) return "";
  const size_t most = std::max({koi8_small, windows_small, dos_small});
  if (most * 10 < high * 7) return "";
  return most == windows_small ? "windows-1251" : most == koi8_small ? "koi8-r" : "cp866";
}

bool LooksLikeHtml(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto opens_with = [text](std::string_view tag) {
    return text.size() >= tag.size() && std::equal(tag.begin(), tag.end(), text.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b);
           });
  };
  return opens_with("<!doctype html") || opens_with("<html") || opens_with("<?xml");
}

}  // namespace lector::cli
