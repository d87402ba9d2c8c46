#include "daemon/text/ru/features.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <new>

#include "daemon/text/code_point_table.h"

namespace lector::text::ru {
namespace {

constexpr size_t kKeptBytes = 2 << 20, kUsualToken = 48, kMostToken = 40;

// What is to be known of a code point, in a byte: what a token is that begins with it, and its case.
enum Kind : uint8_t {
  kOtherKind,
  kRussian,
  kLatin,
  kDigit,
  kMark,
  kSign,
  kKindMask = 7,
  kIsUpper = 8,
  kIsLower = 16,
  kIsTitle = 32
};

// Letters that a regular expression without regard to case finds among а-яё and a-z.
bool IsRussian(UChar32 c) { return (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451 || (c >= 0x1C80 && c <= 0x1C86); }
bool IsLatin(UChar32 c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0x130 || c == 0x131 || c == 0x17F || c == 0x212A;
}

bool IsMark(UChar32 c) {
  switch (c) {
    case 0x2010:
    case 0x2212:
    case 0x2012:
    case 0x2043:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0xAB:
    case 0xBB:
    case 0x201E:
    case 0x201C:
    case 0x201D:
    case 0x2BC:
    case 0x2BB:
    case 0x2116:
    case 0x2026:
      return true;
    default:
      return c < 0x7F && u_isgraph(c) && !u_isalnum(c);
  }
}

uint8_t KindOf(UChar32 c) {
  uint8_t out = kOtherKind;
  if (IsRussian(c)) {
    out = kRussian;
  } else if (IsLatin(c)) {
    out = kLatin;
  } else if (u_isdigit(c)) {
    out = kDigit;
  } else if (c == '+' || c == '-') {
    out = kSign;
  } else if (IsMark(c)) {
    out = kMark;
  }
  if (u_isUUppercase(c)) out |= kIsUpper;
  if (u_isULowercase(c)) out |= kIsLower;
  if (u_istitle(c)) out |= kIsTitle;
  return out;
}

const CodePointTable& Kinds() {
  static const CodePointTable table(KindOf);
  return table;
}

// "Мой" and "мой" alike have cased letters of which all, or none, are upper.
bool AllUpper(std::string_view kinds) {
  uint8_t seen = 0;
  for (const char kind : kinds) seen |= static_cast<uint8_t>(kind);
  return (seen & (kIsUpper | kIsLower | kIsTitle)) == kIsUpper;
}
bool AllLower(std::string_view kinds) {
  uint8_t seen = 0;
  for (const char kind : kinds) seen |= static_cast<uint8_t>(kind);
  return (seen & (kIsUpper | kIsLower | kIsTitle)) == kIsLower;
}
bool IsTitle(std::string_view kinds) { return AllUpper(kinds.substr(0, 1)) && AllLower(kinds.substr(1)); }

// `hyphen`: place of the first, in code points; npos: none.
Features::Outline OutlineOf(std::string_view kinds, size_t hyphen) {
  if (kinds.size() == 1) return AllUpper(kinds) ? Features::kUpperLetter : Features::kLowerLetter;
  if (AllUpper(kinds)) return Features::kUpper;
  if (AllLower(kinds)) return Features::kLower;
  if (IsTitle(kinds)) return Features::kTitle;
  if (hyphen != std::string_view::npos && IsTitle(kinds.substr(0, hyphen)) && IsTitle(kinds.substr(hyphen + 1)))
    return Features::kTitleTitle;
  return Features::kOtherOutline;
}

// The simple lower case of the two-byte code points where it is all there is to say; 0: ask ICU about the whole word.
constexpr UChar32 kSimpleLimit = 0x530;
const std::array<uint16_t, kSimpleLimit>& SimpleLower() {
  static const std::array<uint16_t, kSimpleLimit> table = [] {
    std::array<uint16_t, kSimpleLimit> out = {};
    for (UChar32 c = 1; c < kSimpleLimit; ++c) {
      const UChar32 lower = u_tolower(c);
      const bool is_special = c == 0x130 || c == 0x3A3;  // two code points; another at the end of a word
      out[static_cast<size_t>(c)] =
          is_special || lower >= 0x800 || (c >= 0x80) != (lower >= 0x80) ? 0 : static_cast<uint16_t>(lower);
    }
    return out;
  }();
  return table;
}

void LowerByIcu(std::string_view token, std::string* out) {
  UErrorCode error = U_ZERO_ERROR;
  out->clear();
  icu::StringByteSink<std::string> sink(out);
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(token.data(), static_cast<int32_t>(token.size())), sink, nullptr, error);
}

}  // namespace

Features::Features(const TaggerFile& file) : file_(file), kept_(kKeptBytes, kUsualToken) {
  constexpr std::string_view kNames[kOutlines] = {"X", "x", "XX", "xx", "Xx", "Xx-Xx", "OTHER"};
  const std::vector<std::string>& shapes = file.shapes();
  for (uint32_t id = 0; id < shapes.size(); ++id) {
    const std::string_view shape = shapes[id];
    for (size_t i = 0; i < kOutlines; ++i) {
      if (shape == "RU_" + std::string(kNames[i])) russian_[i] = id;
      if (shape == "EN_" + std::string(kNames[i])) latin_[i] = id;
    }
    if (shape == "NUM") number_ = id;
    if (shape == "OTHER") other_ = id;
    if (shape == "PUNCT_OTHER") {
      long_mark_ = id;
    } else if (shape.starts_with("PUNCT_")) {
      marks_.emplace(shape.substr(6), id);
    }
  }
  Kinds();
  SimpleLower();
}

ModelInput Features::Of(std::string_view token, Scratch* scratch) const {
  const uint32_t shape = ShapeOf(token, scratch);
  return {file_.FindWord(scratch->lower), shape};
}

void Features::OfEach(std::span<const std::string_view> tokens, Scratch* scratch, ModelInput* out) const {
  for (; tokens.size() > kAtOnce; tokens = tokens.subspan(kAtOnce), out += kAtOnce) OfEach(tokens.first(kAtOnce), scratch, out);
  std::array<uint64_t, kAtOnce> hashes;
  for (size_t i = 0; i < tokens.size(); ++i) {
    hashes[i] = KeptWords::Hash(tokens[i]);
    kept_.Expect(hashes[i]);
  }
  for (size_t i = 0; i < tokens.size(); ++i) kept_.ExpectWord(hashes[i], kMostToken);
  std::array<size_t, kAtOnce> missing;
  size_t count = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (const void* const kept = kept_.Find(tokens[i], hashes[i]); kept != nullptr) out[i] = *static_cast<const ModelInput*>(kept);
    else missing[count++] = i;
  }
  for (size_t i = 0; i < count; i += kMadeAtOnce)
    MakeEach(tokens, {missing.data() + i, std::min(kMadeAtOnce, count - i)}, scratch, out);
}

// Of the rows.
void Features::MakeEach(std::span<const std::string_view> tokens, std::span<const size_t> rows, Scratch* scratch,
                        ModelInput* out) const {
  std::array<uint64_t, kMadeAtOnce> hash;
  std::array<size_t, kMadeAtOnce + 1> begin = {};
  scratch->words.clear();
  for (size_t i = 0; i < rows.size(); ++i) {
    out[rows[i]].shape = ShapeOf(tokens[rows[i]], scratch);
    hash[i] = HashWord(scratch->lower);
    file_.ExpectWord(hash[i]);
    scratch->words += scratch->lower;
    begin[i + 1] = scratch->words.size();
  }
  for (size_t i = 0; i < rows.size(); ++i) file_.ExpectSpelling(hash[i]);
  const std::string_view words = scratch->words;
  for (size_t i = 0; i < rows.size(); ++i) {
    ModelInput& made = out[rows[i]];
    made.word = file_.FindWord(words.substr(begin[i], begin[i + 1] - begin[i]), hash[i]);
    const std::string_view token = tokens[rows[i]];
    kept_.Keep(token, KeptWords::Hash(token), sizeof made, [&](void* to) { new (to) ModelInput(made); });
  }
}

uint32_t Features::ShapeOf(std::string_view token, Scratch* scratch) const {
  const CodePointTable& kinds = Kinds();
  const std::array<uint16_t, kSimpleLimit>& lower = SimpleLower();
  std::string& seen = scratch->kinds;
  seen.clear();
  scratch->lower.resize(token.size());
  size_t hyphen = std::string_view::npos;
  bool is_simple = true;
  char* write = scratch->lower.data();
  for (size_t i = 0; i < token.size();) {
    UChar32 c;
    U8_NEXT_UNSAFE(token.data(), i, c);
    if (c == '-' && hyphen == std::string_view::npos) hyphen = seen.size();
    seen += static_cast<char>(c < CodePointTable::kLimit ? kinds[c] : KindOf(c));
    const uint16_t low = c < kSimpleLimit ? lower[static_cast<size_t>(c)] : 0;
    if (low == 0) is_simple = false;
    if (low < 0x80) {
      *write++ = static_cast<char>(low);
    } else {
      *write++ = static_cast<char>(0xC0 | low >> 6);
      *write++ = static_cast<char>(0x80 | (low & 0x3F));
    }
  }
  if (!is_simple) LowerByIcu(token, &scratch->lower);

  const auto kind = [&seen](size_t i) { return i < seen.size() ? static_cast<uint8_t>(seen[i]) & kKindMask : kOtherKind; };
  switch (kind(0)) {
    case kRussian:
      return russian_[OutlineOf(seen, hyphen)];
    case kLatin:
      return latin_[OutlineOf(seen, hyphen)];
    case kDigit:
      return number_;
    case kSign:
      if (kind(1) == kDigit) return number_;
      [[fallthrough]];
    case kMark: {
      const auto found = marks_.find(token);
      return found == marks_.end() ? long_mark_ : found->second;
    }
    default:
      return other_;
  }
}

}  // namespace lector::text::ru
