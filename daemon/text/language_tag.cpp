#include "daemon/text/language_tag.h"

#include <unicode/uloc.h>

#include <utility>

namespace lector::text {
namespace {

constexpr size_t kLongest = 35;  // of a tag; what is longer is refused

std::string Canonical(const std::string& tag) {
  char locale[ULOC_FULLNAME_CAPACITY], out[ULOC_FULLNAME_CAPACITY];
  int32_t parsed = 0;
  UErrorCode error = U_ZERO_ERROR;
  uloc_forLanguageTag(tag.c_str(), locale, sizeof locale, &parsed, &error);
  const int32_t size = uloc_toLanguageTag(locale, out, sizeof out, /*strict=*/true, &error);
  const bool sound = U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && static_cast<size_t>(parsed) == tag.size();
  return sound ? std::string(out, static_cast<size_t>(size)) : std::string();
}

}  // namespace

std::string CanonicalLanguage(std::string_view tag) {
  if (tag.empty() || tag.size() > kLongest) return {};
  thread_local std::pair<std::string, std::string> last;  // clients say the same of all their documents
  if (last.first != tag) {
    std::string known(tag);
    last.second = Canonical(known);
    last.first = std::move(known);
  }
  return last.second;
}

}  // namespace lector::text
