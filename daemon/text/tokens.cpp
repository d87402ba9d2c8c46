#include "daemon/text/tokens.h"

#include <unicode/ucurr.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "daemon/text/char_class.h"
#include "daemon/text/number_scan.h"

namespace lector::text {
namespace {

constexpr size_t kTokensBetweenChecks = 1 << 14;
constexpr uint8_t kUpperLetter = 0x40u, kLowerLetter = 0x80u;  // as IsUpper() and IsLower() read them

// The shape of a word, from its letters one by one.
class ShapeBuilder {
 public:
  void Add(uint8_t properties) {
    if (IsUpper(properties)) {
      ++uppers_;
      if (first_cased_) starts_upper_ = true;
      if (!part_start_) inner_upper_ = true;
    }
    if (IsLower(properties)) lower_ = true;
    if (IsUpper(properties) || IsLower(properties)) first_cased_ = false;
    if (IsLetter(properties)) part_start_ = false;
  }
  void StartPart() { part_start_ = true; }  // past an inner hyphen or apostrophe

  uint8_t shape() const {
    if (uppers_ == 0) return lower_ ? LECTOR_SHAPE_LOWER : LECTOR_SHAPE_NONE;
    if (!lower_) return uppers_ == 1 ? LECTOR_SHAPE_TITLE : LECTOR_SHAPE_UPPER;
    return starts_upper_ && !inner_upper_ ? LECTOR_SHAPE_TITLE : LECTOR_SHAPE_MIXED;
  }

 private:
  uint32_t uppers_ = 0;
  bool lower_ = false, inner_upper_ = false, starts_upper_ = false, first_cased_ = true, part_start_ = true;
};

// Of a word of letters alone: the properties of its first letter, and those of the others together. 0: look closer.
uint8_t ShapeOfLetters(uint8_t first, uint8_t others) {
  if (!IsUpper(others)) {
    if (IsUpper(first)) return LECTOR_SHAPE_TITLE;
    return IsLower(first | others) ? LECTOR_SHAPE_LOWER : LECTOR_SHAPE_NONE;
  }
  if (IsLower(first | others)) return LECTOR_SHAPE_MIXED;
  return IsUpper(first) ? LECTOR_SHAPE_UPPER : 0;
}

bool IsMark(const Char& c) { return c.char_class() == CharClass::kMark; }
bool IsFlagLetter(UChar32 c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// Whether a word of letters goes on with a character of this class, or may.
bool MayGoOn(CharClass c) {
  return c == CharClass::kMark || c == CharClass::kDigit || c == CharClass::kSuperscript || c == CharClass::kHyphen ||
         c == CharClass::kUnderscore || c == CharClass::kApostrophe;
}

// The letters from D0 80 to D1 9F that four pairs of bytes begin with, all at once.
struct FourLetters {
  uint32_t count;
  uint8_t properties = 0;  // kUpperLetter where one is below D0 B0, kLowerLetter where one is not

  explicit FourLetters(const uint8_t* bytes) {
    constexpr uint64_t kLanes = 0x0001000100010001u;
    uint64_t pairs;
    std::memcpy(&pairs, bytes, sizeof pairs);
    pairs ^= kLanes * 0xD0;  // in each lane the trail byte stands above the lead, of which D0 and D1 leave 0 and 1
    const uint64_t others = (pairs & kLanes * 0xFE) | ((pairs & kLanes) << 13 & pairs);  // another lead; D1 A0 and above
    count = others == 0 ? 4 : static_cast<uint32_t>(std::countr_zero(others)) / 16;
    const uint64_t taken = count == 4 ? kLanes : kLanes & ((uint64_t{1} << 16 * count) - 1);
    const uint64_t small = (pairs | (pairs >> 12 & pairs >> 13)) & taken;  // D1, or a trail of B0 and above
    if (small != 0) properties |= kLowerLetter;
    if (small != taken) properties |= kUpperLetter;
  }
};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) { Grow(text.size() / 8 + 16); }

  Result<Tokens> Run(const Stop& stop) {
    size_t next_check = kTokensBetweenChecks;
    bool line_break = true;
    while (at_ < text_.size()) {
      uint32_t next = at_;
      const uint8_t properties = Take(next);
      if (ClassOf(properties) == CharClass::kSpace) {
        line_break |= IsLineBreak(properties);
        at_ = next;
        continue;
      }
      if (line_break) out_.paragraph.push_back(count_);
      line_break = false;
      if (count_ + 1 >= out_.kind.size()) Grow(out_.kind.size() * 2);
      if (IsLetter(properties)) {
        Letters(properties, next);
      } else {
        One(At(at_));
      }
      if (count_ < next_check) continue;
      next_check = count_ + kTokensBetweenChecks;
      if (Status status = stop.Check(); !status.ok()) return status;
    }
    Resize(count_);
    return std::move(out_);
  }

 private:
  // CharAt() without the way to the table.
  Char At(uint32_t at) const {
    Char out;
    out.next = at;
    if (at >= text_.size()) return out;
    size_t next = at;
    U8_NEXT_UNSAFE(text_.data(), next, out.code);
    out.properties = out.code < CodePointTable::kLimit ? table_[out.code] : PropertiesOf(out.code);
    out.next = static_cast<uint32_t>(next);
    return out;
  }

  // The properties of the character at `at`, which is not the end, and on to the next one.
  uint8_t Take(uint32_t& at) const {
    const auto lead = static_cast<uint8_t>(text_[at]);
    if (lead < 0x80) {
      ++at;
      return table_.OfAscii(lead);
    }
    if (lead < 0xE0) {
      const auto trail = static_cast<uint8_t>(text_[at + 1]);
      at += 2;
      return table_.OfTwoBytes(lead, trail);
    }
    const Char c = At(at);
    at = c.next;
    return c.properties;
  }

  void Resize(size_t size) { out_.begin.resize(size), out_.end.resize(size), out_.kind.resize(size), out_.shape.resize(size); }
  void Grow(size_t size) { Resize(size); }

  void Put(uint8_t kind, uint8_t shape, uint32_t begin, uint32_t end) {
    out_.begin[count_] = begin, out_.end[count_] = end, out_.kind[count_] = kind, out_.shape[count_] = shape;
    ++count_;
    at_ = end;
  }
  // With the marks that follow.
  void Emit(uint8_t kind, uint8_t shape, uint32_t begin, uint32_t end) {
    while (end < text_.size() && static_cast<uint8_t>(text_[end]) >= 0x80) {  // no ASCII character is a mark
      const Char c = At(end);
      if (!IsMark(c)) break;
      end = c.next;
    }
    if (count_ == out_.kind.size()) Grow(out_.kind.size() * 2);
    Put(kind, shape, begin, end);
  }
  void Emit(uint8_t kind, uint32_t begin, uint32_t end) { Emit(kind, LECTOR_SHAPE_NONE, begin, end); }

  // The end of the run of what satisfies `belongs`, from `at`.
  template <class Predicate>
  uint32_t RunEnd(uint32_t at, Predicate belongs) const {
    for (Char c = At(at); c.next != at && belongs(c); c = At(at)) at = c.next;
    return at;
  }

  // Past the Cyrillic letters at `at`: the lead bytes D0 and D1 begin nothing but letters up to D1 9F, small from D0 B0 on.
  uint32_t PlainCyrillicEnd(uint32_t at, uint8_t* properties) const {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text_.data());
    if constexpr (std::endian::native == std::endian::little) {
      for (; at + sizeof(uint64_t) <= text_.size(); at += sizeof(uint64_t)) {
        const FourLetters four(bytes + at);
        *properties |= four.properties;
        if (four.count < 4) return at + 2 * four.count;
      }
    }
    for (; at + 1 < text_.size(); at += 2) {
      const uint32_t letter = (uint32_t{bytes[at]} << 8) | bytes[at + 1];
      if (letter - 0xD080u > 0xD19Fu - 0xD080u) break;
      *properties |= letter < 0xD0B0u ? kUpperLetter : kLowerLetter;
    }
    return at;
  }

  // Most words: letters, and nothing after them that could belong. `next` is past the first letter.
  void Letters(uint8_t first, uint32_t next) {
    uint8_t others = 0;
    uint32_t end = next;
    while (next < text_.size()) {
      const uint32_t run = PlainCyrillicEnd(next, &others);
      if (run != next) {
        next = end = run;
        continue;
      }
      const uint8_t properties = Take(next);
      if (!IsLetter(properties)) {
        if (MayGoOn(ClassOf(properties))) return Word(at_, at_);
        break;
      }
      others |= properties;
      end = next;
    }
    const uint8_t shape = ShapeOfLetters(first, others);
    if (shape == 0) return Word(at_, at_);
    Put(LECTOR_TOKEN_WORD, shape, at_, end);
  }

  void One(const Char& c) {
    const uint32_t begin = at_;
    const auto same = [&](const Char& other) { return other.code == c.code; };
    switch (c.char_class()) {
      case CharClass::kDigit:
        return Number();
      case CharClass::kFraction:
        return Emit(LECTOR_TOKEN_NUMBER, begin, c.next);
      case CharClass::kQuote:
      case CharClass::kApostrophe:
        if (c.code == '"') out_.turn.push_back(count_);
        return Emit(LECTOR_TOKEN_QUOTE, begin, c.next);
      case CharClass::kCurrency:
        return Emit(LECTOR_TOKEN_CURRENCY, begin, c.next);
      case CharClass::kDot:
      case CharClass::kStop:
        out_.turn.push_back(count_);
        return Emit(LECTOR_TOKEN_PUNCTUATION, begin, RunEnd(c.next, [](const Char& other) {
                      return other.char_class() == CharClass::kDot || other.char_class() == CharClass::kStop;
                    }));
      case CharClass::kBracket:
        return Emit(LECTOR_TOKEN_PUNCTUATION, begin, c.next);
      case CharClass::kHyphen:
      case CharClass::kUnderscore:
      case CharClass::kComma:
      case CharClass::kPunctuation:
        return Emit(LECTOR_TOKEN_PUNCTUATION, begin, RunEnd(c.next, same));
      case CharClass::kSymbol:
        return Symbol(c);
      default:
        return Emit(LECTOR_TOKEN_SYMBOL, begin, c.next);  // a mark or a superscript with nothing before it
    }
  }

  // A symbol, a run of one symbol, an emoji put together with joiners, a flag of two letters.
  void Symbol(const Char& first) {
    uint32_t end = first.next;
    if (IsFlagLetter(first.code)) {
      const Char second = At(end);
      return Emit(LECTOR_TOKEN_SYMBOL, at_, IsFlagLetter(second.code) ? second.next : end);
    }
    bool joined = false;
    for (Char c = At(end); c.next != end; c = At(end)) {
      if (!IsMark(c) && !(c.char_class() == CharClass::kSymbol && (joined || c.code == first.code))) break;
      joined = c.code == 0x200D;
      end = c.next;
    }
    Emit(LECTOR_TOKEN_SYMBOL, at_, end);
  }

  // A word that began at `begin` and goes on at `at`: with a letter, or with a hyphen after digits.
  void Word(uint32_t begin, uint32_t at) {
    ShapeBuilder shape;
    bool after_letter = false;
    const bool is_unit = FollowsATokenOf(LECTOR_TOKEN_NUMBER, begin);
    for (;;) {
      const Char c = At(at);
      const CharClass char_class = c.char_class();
      if (char_class == CharClass::kLetter || IsMark(c) || char_class == CharClass::kSuperscript) {
        shape.Add(c.properties);
        after_letter = after_letter || char_class == CharClass::kLetter;
        at = c.next;
        continue;
      }
      if (char_class == CharClass::kDigit) {
        if (IsCurrencyCode(begin, at)) break;
        after_letter = false;
        at = c.next;
        continue;
      }
      const Char next = At(c.next);
      const bool joins = char_class == CharClass::kHyphen || char_class == CharClass::kUnderscore
                             ? next.is_letter() || (next.is_digit() && !is_unit)  // "5k-10k" is a range
                             : char_class == CharClass::kApostrophe && after_letter && next.is_letter();
      if (!joins) break;
      shape.StartPart();
      after_letter = false;
      at = c.next;
    }
    Emit(LECTOR_TOKEN_WORD, shape.shape(), begin, at);
  }

  bool FollowsATokenOf(uint8_t kind, uint32_t at) const {
    return count_ > 0 && out_.kind[count_ - 1] == kind && out_.end[count_ - 1] == at;
  }

  bool IsCurrencyCode(uint32_t begin, uint32_t end) const {
    if (end - begin != 3) return false;
    std::array<UChar, 4> code = {};
    for (uint32_t i = 0; i < 3; ++i) {
      const char c = text_[begin + i];
      if (c < 'A' || c > 'Z') return false;
      code[i] = static_cast<UChar>(c);
    }
    return ucurr_getNumericCode(code.data()) != 0;
  }

  void Number() {
    const uint32_t begin = at_;
    const NumberScan scan = ScanNumber(text_, begin);
    if (scan.kind == NumberScan::Kind::kTakeApart) return TakeApart(scan.end);
    const bool word =
        scan.kind == NumberScan::Kind::kWord || (scan.kind == NumberScan::Kind::kGlued &&
                                                 IsGluedToDigits(text_, scan.end, FollowsATokenOf(LECTOR_TOKEN_CURRENCY, begin)));
    if (word) return Word(begin, scan.end);
    Emit(LECTOR_TOKEN_NUMBER, begin, scan.end);
  }

  // Dates, lists, addresses: each run of digits and each mark alone.
  void TakeApart(uint32_t end) {
    while (at_ < end) {
      const uint32_t begin = at_, digits_end = DigitsEnd(text_, at_);
      if (digits_end > begin) {
        Emit(LECTOR_TOKEN_NUMBER, begin, digits_end);
        continue;
      }
      const Char mark = At(begin);
      if (mark.char_class() == CharClass::kDot) out_.turn.push_back(count_);
      Emit(LECTOR_TOKEN_PUNCTUATION, begin, mark.next);
    }
  }

  const std::string_view text_;
  const CodePointTable& table_ = CharProperties();
  uint32_t at_ = 0, count_ = 0;
  Tokens out_;  // its rows are longer than count_ while the tokenizer runs
};

}  // namespace

Result<Tokens> Tokenize(std::string_view text, const Stop& stop) { return Tokenizer(text).Run(stop); }

}  // namespace lector::text
