#include "lexicon.h"

#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

const Lexicon& Lists() {
  static const auto& lexicon = *new Lexicon(ReadDataFile);
  return lexicon;
}

TEST(Lexicon, AnEntryWithAStarServesItsForms) {
  EXPECT_TRUE(Lists().Find("директор").flags & kRole);
  EXPECT_TRUE(Lists().Find("директорами").flags & kRole);
  EXPECT_FALSE(Lists().Find("директорствовать").flags & kRole);
}

TEST(Lexicon, OnlyTheListedFormOfARoleIsTheNominative) {
  EXPECT_TRUE(Lists().Find("директор").flags & kRoleForm);
  EXPECT_FALSE(Lists().Find("директора").flags & kRoleForm);
}

TEST(Lexicon, AnEntryWithoutAStarIsThatWordAlone) {
  EXPECT_TRUE(Lists().Find("глава").flags & kRole);
  EXPECT_FALSE(Lists().Find("главный").flags & kRole);
}

TEST(Lexicon, GivesFinerTypes) {
  EXPECT_EQ(Lists().Find("компанией").org_type, "company");
  EXPECT_EQ(Lists().Find("университета").org_type, "university");
  EXPECT_EQ(Lists().Find("областью").place_type, "region");
}

TEST(Lexicon, MonthsAndDaysComeFromIcu) {
  EXPECT_TRUE(Lists().Find("november").flags & kCalendar);
  EXPECT_TRUE(Lists().Find("среда").flags & kCalendar);
}

TEST(Lexicon, ComplementsAreLongestFirst) {
  const auto* phrases = Lists().Complements("экономического");
  ASSERT_NE(phrases, nullptr);
  for (size_t i = 1; i < phrases->size(); ++i) EXPECT_GE((*phrases)[i - 1].size(), (*phrases)[i].size());
  EXPECT_EQ(Lists().Complements("зеленый"), nullptr);
}

TEST(ForEachLine, PassesOverCommentsAndDividesAtTabs) {
  std::vector<std::vector<std::string>> lines;
  ForEachLine("# note\n\na\tb\tc\r\nd", [&](const auto& fields) { lines.emplace_back(fields.begin(), fields.end()); });
  EXPECT_EQ(lines, (std::vector<std::vector<std::string>>{{"a", "b", "c"}, {"d"}}));
}

}  // namespace
}  // namespace lector::entities
