#include "plugins/figures/currency_names.h"

#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plugins/figures/russian_cases.h"

namespace lector::figures {
namespace {

// "ringgit" is a name without its country; shorter words are too often something else. In bytes.
constexpr size_t kShortestEnglishName = 5, kShortestRussianName = 12;

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

// "Malaysia" of "MY"; empty where the letters name no country.
std::string CountryName(const std::string& region) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[128];
  const int32_t size = uloc_getDisplayCountry(("und_" + region).c_str(), "en", name, 128, &status);
  const std::string out = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING ? ToUtf8(name, size) : std::string();
  return out == region ? std::string() : out;
}

Entry MoneyEntry(const icu::UnicodeString& code) {
  Entry entry;
  entry.category = Category::kUnit;
  entry.kind = Kind::kMoney;
  code.toUTF8String(entry.code);
  return entry;
}

// A name without its country, and whose it is with all its forms.
using BareNames = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

void AddRussianNames(const icu::UnicodeString& code, const Entry& entry, Lexicon* lexicon, BareNames* bare) {
  const CountedForms forms{PluralName(code, "ru", "one"), PluralName(code, "ru", "few"), PluralName(code, "ru", "many")};
  if (forms.one.empty() || forms.one == entry.code) return;
  const DeclinedName name = Declined(forms);
  lexicon->Add(entry, name.whole);
  lexicon->Add(entry, {Name(code, "ru", UCURR_LONG_NAME)});
  const auto shortest = std::min_element(name.noun.begin(), name.noun.end(),
                                         [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  if (shortest != name.noun.end()) bare->try_emplace(*shortest).first->second[entry.code] = name.noun;
}

// "Malaysian ringgits" and "Malaysia ringgits".
void AddEnglishNames(const icu::UnicodeString& code, const Entry& entry, Lexicon* lexicon, BareNames* bare) {
  std::vector<std::string> names{PluralName(code, "en", "one"), PluralName(code, "en", "other"),
                                 Name(code, "en", UCURR_LONG_NAME)};
  std::vector<std::string> nouns;
  for (const std::string& name : names) nouns.push_back(name.substr(name.rfind(' ') + 1));
  std::string country = CountryName(entry.code.substr(0, 2));
  for (const std::string& noun : nouns)
    if (!country.empty()) names.push_back(country + " " + noun);
  lexicon->Add(entry, names);
  bare->try_emplace(nouns.front()).first->second[entry.code] = nouns;
}

// A sign or letters with a sign: "€", "HK$"; not words and codes, which come by other ways.
bool IsSign(const std::string& symbol) {
  for (const char c : symbol)
    if (c == '$' || static_cast<unsigned char>(c) >= 0xC2) return symbol.find_first_of(" .") == std::string::npos;
  return false;
}

// Signs before numbers; the code, also with its millions and thousands as traders write it ("48.5 MGBP").
void AddSigns(const icu::UnicodeString& code, Entry entry, Lexicon* lexicon) {
  std::vector<std::string> signs;
  for (const char* locale : {"ru", "en"}) {
    for (const UCurrNameStyle style : {UCURR_SYMBOL_NAME, UCURR_NARROW_SYMBOL_NAME}) {
      const std::string sign = Name(code, locale, style);
      if (IsSign(sign) && sign != entry.code) signs.push_back(sign);
    }
  }
  Entry coded = entry, millions = entry, thousands = entry;
  coded.upper = millions.upper = true;
  millions.shift = 6;
  thousands.shift = 3;
  thousands.digits = true;  // "48kUSD"
  lexicon->Add(millions, {"M" + entry.code});
  lexicon->Add(thousands, {"k" + entry.code});
  entry.before = true;
  lexicon->Add(entry, signs);
  coded.before = true;
  lexicon->Add(coded, {entry.code});
}

}  // namespace

void AddCurrencyNames(Lexicon* lexicon) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UEnumeration, CloseEnumeration> codes(
      ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status));
  int32_t size = 0;
  const UChar* raw = nullptr;
  BareNames bare;
  while (U_SUCCESS(status) && (raw = uenum_unext(codes.get(), &size, &status)) != nullptr) {
    const icu::UnicodeString code(raw, size);
    Entry entry = MoneyEntry(code);
    AddRussianNames(code, entry, lexicon, &bare);
    AddEnglishNames(code, entry, lexicon, &bare);
    AddSigns(code, entry, lexicon);
  }
  for (const auto& [name, owners] : bare) {
    const auto& [code, forms] = *owners.begin();  // dollars, crowns: the data files say whose, or nobody does
    const bool known = owners.size() == 1;
    if (known && name.size() < (static_cast<unsigned char>(name[0]) < 0x80 ? kShortestEnglishName : kShortestRussianName))
      continue;
    lexicon->Add(MoneyEntry(icu::UnicodeString::fromUTF8(known ? code : "XXX")), forms);
  }
}

}  // namespace lector::figures
