#include "daemon/text/dateline.h"

#include <algorithm>

#include "daemon/text/abbreviations.h"

namespace lector::text {
namespace {

constexpr uint32_t kMostTokens = 24;  // of a dateline

bool StandsAlone(const TokenReader& read, uint32_t i) { return !read.Touch(i - 1, i) && !read.Touch(i, i + 1); }

// Whether a dash stands alone before anything that ends a dateline. Most paragraphs have none, and no word is looked up.
bool HasDash(const TokenReader& read, uint32_t first, uint32_t limit) {
  for (uint32_t i = first; i + 1 < limit; ++i) {
    if (read.IsWord(i) || read.IsNumber(i)) continue;
    if (!read.Is(i, LECTOR_TOKEN_PUNCTUATION)) return false;
    if (read.IsDash(i) && StandsAlone(read, i)) return true;
  }
  return false;
}

bool IsDay(const TokenReader& read, uint32_t i, uint32_t limit) { return i < limit && read.IsNumber(i) && read.Bytes(i) <= 2; }

}  // namespace

uint32_t DatelineEnd(const TokenReader& read, uint32_t first, uint32_t paragraph_end) {
  if (!read.IsWord(first) || !(read.IsTitleWord(first) || read.Shape(first) == LECTOR_SHAPE_UPPER)) return first;
  const uint32_t limit = std::min(paragraph_end, first + kMostTokens);
  if (!HasDash(read, first + 1, limit)) return first;
  const Abbreviations& words = Abbreviations::BuiltIn();
  bool dated = false, agency = false;
  for (uint32_t i = first + 1; i + 1 < limit; ++i) {
    if (read.IsNumber(i) || read.IsSingleLetter(i)) continue;  // the "г" of "2025 г."
    if (read.IsWord(i)) {
      const WordTraits& traits = words.Find(LowerWord(read.Token(i)).view());
      dated |= traits.calendar && (IsDay(read, i - 1, limit) || IsDay(read, i + 1, limit) || IsDay(read, i + 2, limit));
      agency |= traits.agency;
      if (read.IsSmallWord(i) && !traits.calendar && !traits.agency) return first;
      continue;
    }
    if (!read.IsDash(i)) {
      if (!read.Is(i, LECTOR_TOKEN_PUNCTUATION) || (read.IsStop(i) && !read.IsDot(i))) return first;
      continue;
    }
    if (!StandsAlone(read, i)) continue;
    const bool capitals = read.Shape(first) == LECTOR_SHAPE_UPPER;
    const bool signs = read.Token(i - 1) == ")" && read.First(first) < 0x80;  // "MANILA (Newsline) -"; "ЦСКА (Москва) -" plays
    if (!dated && !(capitals && (agency || signs))) return first;
    const bool agency_follows = read.IsWord(i + 1) && words.Find(LowerWord(read.Token(i + 1)).view()).agency;
    if (agency_follows) continue;
    const bool opens = read.IsQuote(i + 1) || read.IsNumber(i + 1) || (read.IsWord(i + 1) && !read.IsSmallWord(i + 1));
    return opens ? i + 1 : first;
  }
  return first;
}

}  // namespace lector::text
