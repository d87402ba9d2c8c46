#include "daemon/text/number_scan.h"

#include "daemon/text/char_class.h"

namespace lector::text {
namespace {

bool IsDecimalMark(const Char& c) { return c.char_class() == CharClass::kDot || c.char_class() == CharClass::kComma; }
bool IsGroupSpace(const Char& c) { return c.code == ' ' || c.code == 0xA0 || c.code == 0x2009 || c.code == 0x202F; }

// Letters that say thousand, million, milliard or billion, trillion after a number: "5K", "2,5М".
bool IsMagnitudeLetter(UChar32 c) {
  constexpr std::u32string_view kLetters = U"KMBTКМБТ";
  return kLetters.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

uint32_t CountDigits(std::string_view text, uint32_t at, uint32_t& count) {
  count = 0;
  for (Char c = CharAt(text, at); c.is_digit(); c = CharAt(text, at)) {
    at = c.next;
    ++count;
  }
  return at;
}

// A chain of digits with dots and commas: "1.000,50".
struct Chain {
  uint32_t end = 0;
  uint32_t first_digits = 0;  // how many digits before the first mark
  uint32_t marks = 0;
  bool is_number = true;  // one number, not a date or a list
};

Chain ScanChain(std::string_view text, uint32_t begin) {
  Chain chain;
  chain.end = CountDigits(text, begin, chain.first_digits);
  bool fraction = false, groups = chain.first_digits <= 3;
  UChar32 first_mark = 0;
  for (;;) {
    const Char mark = CharAt(text, chain.end);
    if (!IsDecimalMark(mark) || !CharAt(text, mark.next).is_digit()) return chain;
    uint32_t digits = 0;
    chain.end = CountDigits(text, mark.next, digits);
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
uint32_t SpacedGroupsEnd(std::string_view text, uint32_t end) {
  for (;;) {
    const Char space = CharAt(text, end);
    if (!IsGroupSpace(space)) return end;
    uint32_t digits = 0;
    const uint32_t group_end = CountDigits(text, space.next, digits);
    if (digits != 3) return end;
    const Char mark = CharAt(text, group_end);
    if (IsDecimalMark(mark) && CharAt(text, mark.next).is_digit()) {
      const Chain chain = ScanChain(text, space.next);
      return chain.marks == 1 ? chain.end : end;
    }
    end = group_end;
  }
}

}  // namespace

uint32_t DigitsEnd(std::string_view text, uint32_t at) {
  uint32_t count = 0;
  return CountDigits(text, at, count);
}

NumberScan ScanNumber(std::string_view text, uint32_t begin) {
  const Chain chain = ScanChain(text, begin);
  if (!chain.is_number) return {NumberScan::Kind::kTakeApart, chain.end};
  uint32_t end = chain.end;
  if (chain.marks == 0 && chain.first_digits <= 3 && text[begin] != '0') end = SpacedGroupsEnd(text, end);
  const bool plain = end == chain.end && chain.marks == 0;
  if (const Char c = CharAt(text, end); c.char_class() == CharClass::kFraction) end = c.next;
  const Char next = CharAt(text, end);
  if (next.char_class() == CharClass::kHyphen && CharAt(text, next.next).is_letter()) return {NumberScan::Kind::kWord, end};
  return {plain && next.is_letter() ? NumberScan::Kind::kGlued : NumberScan::Kind::kNumber, end};
}

bool IsGluedToDigits(std::string_view text, uint32_t end, bool after_currency_sign) {
  const std::string_view rest = text.substr(end, 3);
  const auto ends_after = [&](uint32_t size) {
    const Char c = CharAt(text, end + size);
    return !c.is_letter() && !c.is_digit();
  };
  for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
    if (rest.substr(0, 2) == ordinal) return ends_after(2);
  }
  if (rest.substr(0, 1) == "s" && text[end - 1] == '0') return ends_after(1);
  if (after_currency_sign) return false;
  // Capitals: one alone, or up to three with digits after them.
  uint32_t at = end;
  int capitals = 0;
  while (capitals < 4 && IsUpper(CharAt(text, at).properties)) {
    at = CharAt(text, at).next;
    ++capitals;
  }
  const Char after = CharAt(text, at);
  if (capitals == 0 || capitals == 4 || after.is_letter()) return false;
  return after.is_digit() || (capitals == 1 && !IsMagnitudeLetter(CharAt(text, end).code));
}

}  // namespace lector::text
