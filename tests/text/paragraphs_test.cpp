#include "daemon/text/paragraphs.h"

#include <gtest/gtest.h>

#include "tests/text/text_testing.h"

namespace lector::text {
namespace {

std::vector<std::string> Paragraphs(std::string_view text) { return Texts(text, ParagraphsOf(text)); }

TEST(Paragraphs, EndAtEveryLineBreak) {
  const std::vector<std::string> expected = {"Один", "Два слова"};
  for (const char* separator : {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\n", "\u2028", "\u2029", "\u0085", "\f", "\v"}) {
    EXPECT_EQ(Paragraphs(std::string("Один") + separator + "Два слова"), expected) << testing::PrintToString(separator);
  }
}

TEST(Paragraphs, AreTrimmedAndNeverEmpty) {
  EXPECT_EQ(Paragraphs("\uFEFF \u00A0 Один\u3000\t\n\u200B\n  Два \n"), (std::vector<std::string>{"Один", "Два"}));
  EXPECT_TRUE(Paragraphs("").empty());
  EXPECT_TRUE(Paragraphs(" \n\r\n\u00A0\n").empty());
}

TEST(Paragraphs, WithoutALineBreakAreOne) { EXPECT_EQ(Paragraphs("Слово"), std::vector<std::string>{"Слово"}); }

}  // namespace
}  // namespace lector::text
