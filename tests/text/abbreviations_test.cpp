#include "daemon/text/abbreviations.h"

#include <gtest/gtest.h>

namespace lector::text {
namespace {

TEST(Abbreviations, ReadsAList) {
  const Abbreviations words("# comment\n\nруб tail\nим head\nInc name\nthe starter");
  EXPECT_EQ(words.malformed_lines(), 0u);
  EXPECT_EQ(words.Find("руб"), Abbreviation::kTail);
  EXPECT_EQ(words.Find("им"), Abbreviation::kHead);
  EXPECT_EQ(words.Find("Inc"), Abbreviation::kName);
  EXPECT_EQ(words.Find("inc"), Abbreviation::kNone);
  EXPECT_EQ(words.Find("the"), Abbreviation::kNone);
  EXPECT_TRUE(words.IsStarter("the"));
  EXPECT_FALSE(words.IsStarter("руб"));
}

TEST(Abbreviations, CountsWhatIsMalformed) {
  EXPECT_EQ(Abbreviations("руб\nим kind\nкг tail\nкг head\nг  tail").malformed_lines(), 4u);
}

TEST(Abbreviations, BuiltInListsAreWellFormed) {
  EXPECT_EQ(Abbreviations::BuiltIn().malformed_lines(), 0u);
  EXPECT_EQ(Abbreviations::BuiltIn().Find("млрд"), Abbreviation::kTail);
  EXPECT_EQ(Abbreviations::BuiltIn().Find("Mr"), Abbreviation::kNone);  // listed in small letters
  EXPECT_EQ(Abbreviations::BuiltIn().Find("mr"), Abbreviation::kHead);
}

}  // namespace
}  // namespace lector::text
