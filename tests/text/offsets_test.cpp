#include "daemon/text/offsets.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <random>
#include <string>

#include "daemon/text/utf8.h"

namespace lector::text {
namespace {

// Every boundary of the text against what ICU makes of the text up to it.
void ExpectLikeIcu(const std::string& text) {
  const OffsetMap utf8(text, OffsetEncoding::kUtf8), utf16(text, OffsetEncoding::kUtf16), utf32(text, OffsetEncoding::kUtf32);
  for (uint32_t at = 0; at <= text.size(); ++at) {
    if (!IsCodePointBoundary(text, at)) continue;
    const icu::UnicodeString before = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(at)));
    ASSERT_EQ(utf8.FromByte(at), at);
    ASSERT_EQ(utf16.FromByte(at), static_cast<uint32_t>(before.length())) << at << " of " << text;
    ASSERT_EQ(utf32.FromByte(at), static_cast<uint32_t>(before.countChar32())) << at << " of " << text;
  }
}

TEST(OffsetMap, OfTextsWithEverything) {
  ExpectLikeIcu("");
  ExpectLikeIcu("plain ASCII\r\n");
  ExpectLikeIcu("Президент 😀 и\u0306\r\nשלום 👨‍👩‍👧 €5");
}

TEST(OffsetMap, AroundTheCheckpoints) {
  for (size_t size = 1; size < 200; ++size) {
    ExpectLikeIcu(std::string(size, 'a') + "я😀" + std::string(70, 'b'));
    ExpectLikeIcu("😀" + std::string(size, 'a'));
  }
}

TEST(OffsetMap, OfRandomTexts) {
  std::mt19937 random(11);
  const std::string pieces[] = {"a",    "\r\n",   "я",          "и\u0306",           "€", "😀", "👍🏽",
                                "שלום", "\u200F", "\U00010330", std::string("\0", 1)};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (size_t i = random() % 200; i > 0; --i) text += pieces[random() % std::size(pieces)];
    ExpectLikeIcu(text);
  }
}

}  // namespace
}  // namespace lector::text
