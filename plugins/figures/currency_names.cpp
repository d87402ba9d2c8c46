#include "plugins/figures/currency_names.h"

#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lector::figures {
namespace {

// "ringgit" is a name without its country; shorter words are too often something else.
constexpr size_t kShortestBareName = 5;

struct CloseEnumeration {
  void operator()(UEnumeration* enumeration) const { uenum_close(enumeration); }
};

std::string ToUtf8(const UChar* text, int32_t size) {
  std::string out;
  if (text != nullptr && size > 0) icu::UnicodeString(false, text, size).toUTF8String(out);
  return out;
}

std::string Name(const icu::UnicodeString& code, const char* locale, UCurrNameStyle style) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  const UChar* name = ucurr_getName(icu::UnicodeString(code).getTerminatedBuffer(), locale, style, nullptr, &size, &status);
  return U_SUCCESS(status) ? ToUtf8(name, size) : std::string();
}

std::string PluralName(const icu::UnicodeString& code, const char* locale, const char* category) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  icu::UnicodeString terminated(code);
  const UChar* name = ucurr_getPluralName(terminated.getTerminatedBuffer(), locale, nullptr, category, &size, &status);
  return U_SUCCESS(status) ? ToUtf8(name, size) : std::string();
}

// A sign or letters with a sign: "€", "HK$"; not words and codes, which come by other ways.
bool IsSymbol(const std::string& symbol) {
  for (const char c : symbol)
    if (c == '$' || static_cast<unsigned char>(c) >= 0xC2) return symbol.find_first_of(" .") == std::string::npos;
  return false;
}

}  // namespace

void AddCurrencyNames(Lexicon* lexicon) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UEnumeration, CloseEnumeration> codes(
      ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status));
  int32_t size = 0;
  const UChar* raw = nullptr;
  std::map<std::string, std::map<std::string, int>> bare;  // the last word of a name, and whose it is
  while (U_SUCCESS(status) && (raw = uenum_unext(codes.get(), &size, &status)) != nullptr) {
    const icu::UnicodeString code(raw, size);
    Entry entry;
    entry.category = Category::kUnit;
    entry.kind = Kind::kMoney;
    code.toUTF8String(entry.code);
    std::vector<std::string> names, symbols;
    for (const char* locale : {"ru", "en"}) {
      for (const char* category : {"one", "few", "many", "other"}) names.push_back(PluralName(code, locale, category));
      names.push_back(Name(code, locale, UCURR_LONG_NAME));
      for (const UCurrNameStyle style : {UCURR_SYMBOL_NAME, UCURR_NARROW_SYMBOL_NAME}) {
        const std::string symbol = Name(code, locale, style);
        if (IsSymbol(symbol) && symbol != entry.code) symbols.push_back(symbol);
      }
    }
    lexicon->Add(entry, names);
    for (const std::string& name : names) ++bare[name.substr(name.rfind(' ') + 1)][entry.code];
    entry.before = true;
    lexicon->Add(entry, symbols);
    entry.upper = true;
    lexicon->Add(entry, {entry.code});
  }
  for (const auto& [word, owners] : bare) {
    if (owners.size() > 1 || word.size() < kShortestBareName) continue;
    Entry entry;
    entry.category = Category::kUnit;
    entry.kind = Kind::kMoney;
    entry.code = owners.begin()->first;
    lexicon->Add(entry, {word});
  }
}

}  // namespace lector::figures
