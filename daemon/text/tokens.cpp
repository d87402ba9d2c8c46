#include "daemon/text/tokens.h"

#include <unicode/ucurr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/text/char_class.h"

namespace lector::text {
namespace {

constexpr size_t kTokensBetweenChecks = 1 << 14;

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

bool IsMark(const Char& c) { return c.char_class() == CharClass::kMark; }
bool IsDecimalMark(const Char& c) { return c.char_class() == CharClass::kDot || c.char_class() == CharClass::kComma; }
bool IsGroupSpace(const Char& c) { return c.code == ' ' || c.code == 0xA0 || c.code == 0x2009 || c.code == 0x202F; }

// Letters that say thousand, million, milliard or billion, trillion after a number: "5K", "2,5М".
bool IsMagnitudeLetter(UChar32 c) {
  constexpr std::u32string_view kLetters = U"KMBTКМБТ";
  return kLetters.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {
    const size_t guess = text.size() / 6;
    out_.begin.reserve(guess), out_.end.reserve(guess), out_.kind.reserve(guess), out_.shape.reserve(guess);
  }

  Result<Tokens> Run(const Stop& stop) {
    size_t next_check = kTokensBetweenChecks;
    while (at_ < text_.size()) {
      const Char c = At(at_);
      if (c.is_space()) {
        at_ = c.next;
      } else {
        One(c);
      }
      if (out_.size() < next_check) continue;
      next_check = out_.size() + kTokensBetweenChecks;
      if (Status status = stop.Check(); !status.ok()) return status;
    }
    return std::move(out_);
  }

 private:
  // A chain of digits with dots and commas: "1.000,50".
  struct Chain {
    uint32_t end = 0;
    uint32_t first_digits = 0;  // how many digits before the first mark
    uint32_t marks = 0;
    bool is_number = true;  // one number, not a date or a list
  };

  Char At(uint32_t at) const { return CharAt(text_, at); }

  void Emit(uint8_t kind, uint8_t shape, uint32_t begin, uint32_t end) {
    for (Char c = At(end); IsMark(c); c = At(end)) end = c.next;
    out_.begin.push_back(begin), out_.end.push_back(end), out_.kind.push_back(kind), out_.shape.push_back(shape);
    at_ = end;
  }
  void Emit(uint8_t kind, uint32_t begin, uint32_t end) { Emit(kind, LECTOR_SHAPE_NONE, begin, end); }

  // The end of the run of what satisfies `belongs`, from `at`.
  template <class Predicate>
  uint32_t Run(uint32_t at, Predicate belongs) const {
    for (Char c = At(at); c.next != at && belongs(c); c = At(at)) at = c.next;
    return at;
  }

  void One(const Char& c) {
    const uint32_t begin = at_;
    const auto same = [&](const Char& other) { return other.code == c.code; };
    switch (c.char_class()) {
      case CharClass::kLetter:
        return Word(begin, begin);
      case CharClass::kDigit:
        return Number();
      case CharClass::kFraction:
        return Emit(LECTOR_TOKEN_NUMBER, begin, c.next);
      case CharClass::kQuote:
      case CharClass::kApostrophe:
        return Emit(LECTOR_TOKEN_QUOTE, begin, c.next);
      case CharClass::kCurrency:
        return Emit(LECTOR_TOKEN_CURRENCY, begin, c.next);
      case CharClass::kDot:
      case CharClass::kStop:
        return Emit(LECTOR_TOKEN_PUNCTUATION, begin, Run(begin, [](const Char& other) {
                      return other.char_class() == CharClass::kDot || other.char_class() == CharClass::kStop;
                    }));
      case CharClass::kBracket:
        return Emit(LECTOR_TOKEN_PUNCTUATION, begin, c.next);
      case CharClass::kHyphen:
      case CharClass::kUnderscore:
      case CharClass::kComma:
      case CharClass::kPunctuation:
        return Emit(LECTOR_TOKEN_PUNCTUATION, begin, Run(begin, same));
      case CharClass::kSymbol:
        return Symbol(c);
      default:
        return Emit(LECTOR_TOKEN_SYMBOL, begin, c.next);  // a mark or a superscript with nothing before it
    }
  }

  // A symbol, a run of one symbol, or an emoji put together with joiners.
  void Symbol(const Char& first) {
    uint32_t end = first.next;
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
    const bool is_unit = FollowsANumber(begin);
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

  bool FollowsANumber(uint32_t at) const {
    return !out_.kind.empty() && out_.kind.back() == LECTOR_TOKEN_NUMBER && out_.end.back() == at;
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

  uint32_t DigitsEnd(uint32_t at, uint32_t& count) const {
    count = 0;
    for (Char c = At(at); c.is_digit(); c = At(at)) {
      at = c.next;
      ++count;
    }
    return at;
  }

  Chain ScanChain(uint32_t begin) const {
    Chain chain;
    chain.end = DigitsEnd(begin, chain.first_digits);
    bool fraction = false, groups = chain.first_digits <= 3;
    UChar32 first_mark = 0;
    for (;;) {
      const Char mark = At(chain.end);
      if (!IsDecimalMark(mark) || !At(mark.next).is_digit()) return chain;
      uint32_t digits = 0;
      chain.end = DigitsEnd(mark.next, digits);
      if (fraction) chain.is_number = false;
      if (chain.marks++ == 0) {
        first_mark = mark.code;
        groups = groups && digits == 3;
        fraction = !groups;
      } else if (mark.code == first_mark) {
        if (digits != 3) chain.is_number = false;
      } else {
        fraction = true;
      }
    }
  }

  // The end of the groups of three digits that follow a number of one to three digits, and of its fraction.
  uint32_t SpacedGroupsEnd(uint32_t end) const {
    for (;;) {
      const Char space = At(end);
      if (!IsGroupSpace(space)) return end;
      uint32_t digits = 0;
      const uint32_t group_end = DigitsEnd(space.next, digits);
      if (digits != 3) return end;
      const Char mark = At(group_end);
      if (IsDecimalMark(mark) && At(mark.next).is_digit()) {
        const Chain chain = ScanChain(space.next);
        return chain.marks == 1 ? chain.end : end;
      }
      end = group_end;
    }
  }

  void Number() {
    const uint32_t begin = at_;
    const Chain chain = ScanChain(begin);
    if (!chain.is_number) return TakeApart(chain.end);
    uint32_t end = chain.end;
    if (chain.marks == 0 && chain.first_digits <= 3 && At(begin).code != '0') end = SpacedGroupsEnd(end);
    const bool plain = end == chain.end && chain.marks == 0;
    if (const Char c = At(end); c.char_class() == CharClass::kFraction) end = c.next;
    const Char next = At(end);
    if (next.char_class() == CharClass::kHyphen && At(next.next).is_letter()) return Word(begin, end);
    if (plain && next.is_letter() && IsGlued(begin, end)) return Word(begin, end);
    Emit(LECTOR_TOKEN_NUMBER, begin, end);
  }

  // Dates, lists, addresses: each run of digits and each mark alone.
  void TakeApart(uint32_t end) {
    while (at_ < end) {
      uint32_t digits = 0;
      const uint32_t begin = at_, digits_end = DigitsEnd(at_, digits);
      if (digits > 0) {
        Emit(LECTOR_TOKEN_NUMBER, begin, digits_end);
      } else {
        Emit(LECTOR_TOKEN_PUNCTUATION, begin, At(begin).next);
      }
    }
  }

  // Whether the letters right after the digits [begin, end) make one word with them.
  bool IsGlued(uint32_t begin, uint32_t end) const {
    const std::string_view rest = text_.substr(end, 3);
    const auto ends_after = [&](uint32_t size) {
      const Char c = At(end + size);
      return !c.is_letter() && !c.is_digit();
    };
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
      if (rest.substr(0, 2) == ordinal) return ends_after(2);
    }
    if (rest.substr(0, 1) == "s" && text_[end - 1] == '0') return ends_after(1);
    if (!out_.kind.empty() && out_.kind.back() == LECTOR_TOKEN_CURRENCY && out_.end.back() == begin) return false;
    // Capitals: one alone, or up to three with digits after them.
    uint32_t at = end;
    int capitals = 0;
    while (capitals < 4 && IsUpper(At(at).properties)) {
      at = At(at).next;
      ++capitals;
    }
    const Char after = At(at);
    if (capitals == 0 || capitals == 4 || after.is_letter()) return false;
    return after.is_digit() || (capitals == 1 && !IsMagnitudeLetter(At(end).code));
  }

  const std::string_view text_;
  uint32_t at_ = 0;
  Tokens out_;
};

}  // namespace

Result<Tokens> Tokenize(std::string_view text, const Stop& stop) { return Tokenizer(text).Run(stop); }

}  // namespace lector::text
