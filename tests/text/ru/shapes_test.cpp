#include "daemon/text/ru/shapes.h"

#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <string>

namespace lector::text::ru {
namespace {

std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

TEST(ShapesTest, LowerCaseIsThatOfIcu) {
  for (UChar32 c = 1; c < 0x600; ++c) {
    const icu::UnicodeString text = icu::UnicodeString(u"Аб").append(c).append(u"Вz");
    ASSERT_EQ(LowerCase(Utf8(text)), Utf8(icu::UnicodeString(text).toLower(icu::Locale::getRoot()))) << "U+" << std::hex << c;
  }
  EXPECT_EQ(LowerCase("«ЁЖ» и iPhone"), "«ёж» и iphone");
  EXPECT_EQ(LowerCase("ὈΔΥΣΣΕΎΣ"), "ὀδυσσεύς");
  EXPECT_EQ(LowerCase(""), "");
}

}  // namespace
}  // namespace lector::text::ru
