#include "daemon/text/abbreviations.h"

#include <gtest/gtest.h>

namespace lector::text {
namespace {

TEST(Abbreviations, ReadsAList) {
  const Abbreviations words("# comment\n\nруб tail\nим head\nInc name\nthe starter");
  EXPECT_EQ(words.malformed_lines(), 0u);
  EXPECT_EQ(words.Find("руб").abbreviation, Abbreviation::kTail);
  EXPECT_EQ(words.Find("им").abbreviation, Abbreviation::kHead);
  EXPECT_EQ(words.Find("Inc").abbreviation, Abbreviation::kName);
  EXPECT_EQ(words.Find("inc").abbreviation, Abbreviation::kNone);
  EXPECT_EQ(words.Find("the").abbreviation, Abbreviation::kNone);
  EXPECT_TRUE(words.Find("the").starter);
  EXPECT_FALSE(words.Find("руб").starter);
}

TEST(Abbreviations, CountsWhatIsMalformed) {
  EXPECT_EQ(Abbreviations("руб\nим kind\nкг tail\nкг head\nг  tail\nи starter\nи starter\nи tail").malformed_lines(), 5u);
}

TEST(Abbreviations, BuiltInListsAreWellFormed) {
  EXPECT_EQ(Abbreviations::BuiltIn().malformed_lines(), 0u);
  EXPECT_EQ(Abbreviations::BuiltIn().Find("млрд").abbreviation, Abbreviation::kScale);
  EXPECT_EQ(Abbreviations::BuiltIn().Find("Mr").abbreviation, Abbreviation::kNone);  // listed in small letters
  EXPECT_EQ(Abbreviations::BuiltIn().Find("mr").abbreviation, Abbreviation::kHead);
}

}  // namespace
}  // namespace lector::text
