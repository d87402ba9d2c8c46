#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Found English(std::string text) { return Analyze(std::move(text), {.language = "en"}); }

TEST(English, PersonWithRoleAndHonorific) {
  EXPECT_THAT(English("The plan was drawn up by director Laura Penfold.").Names(), ElementsAre("Laura Penfold:PERSON"));
  EXPECT_THAT(English("It was a mistake, Mr. Penfold said.").Names(), ElementsAre("Penfold:PERSON"));
}

TEST(English, Companies) {
  const Found found = English("Shares of Brightwater Inc. rose while Oakridge Holdings fell.");
  EXPECT_THAT(found.Names(), ElementsAre("Brightwater Inc.:ORGANIZATION", "Oakridge Holdings:ORGANIZATION"));
  EXPECT_EQ(found.EntityOf("Oakridge Holdings").type, "ORGANIZATION.company");
}

TEST(English, OfJoinsTheNamesOfBodies) {
  EXPECT_THAT(English("He spoke at the University of Westmark yesterday.").Names(),
              ElementsAre("University of Westmark:ORGANIZATION"));
}

TEST(English, CountriesWithPossessiveAndAdjective) {
  const Found found = English("Voters said Norway's budget helps Norwegian towns in Norway.");
  EXPECT_EQ(found.EntityOf("Norway").iso3166, "NO");
  EXPECT_EQ(found.NameOf(found.analysis.mentions[0]), "Norway");
}

TEST(English, CountryAbbreviations) { EXPECT_EQ(English("Exports to the USA grew.").EntityOf("USA").iso3166, "US"); }

TEST(English, DottedAbbreviationsAndWhatStandsBehindThem) {
  EXPECT_EQ(English("Farmers told U.S. President Laura Penfold about it.").EntityOf("Laura Penfold").type, "PERSON");
  EXPECT_THAT(English("Lawyers at the U.S. Department of Justice disagreed.").Names(),
              ElementsAre("U.S. Department of Justice:ORGANIZATION"));
}

TEST(English, Dateline) {
  EXPECT_EQ(English("EASTVALE, Ohio, May 3 - The mill reopened.").EntityOf("EASTVALE").type, "LOCATION");
}

TEST(English, NamesOfActsAreNone) { EXPECT_THAT(English("They want to repeal the Clean Harbours Act soon.").Names(), IsEmpty()); }

TEST(English, SentenceBeginningsAndMonthsAreNoNames) {
  EXPECT_THAT(English("Prices rose in November. Many people stayed at home on Monday.").Names(), IsEmpty());
}

TEST(English, TitleCaseHeadlineTakesOnlyWhatTheBodySupports) {
  const Found found =
      English("Laura Penfold Sees Strong Growth Ahead\n\nThe bank trusts Laura Penfold. Growth will be strong, Penfold said.");
  EXPECT_EQ(found.Names().front(), "Laura Penfold:PERSON");
  for (const Mention& mention : found.analysis.mentions) EXPECT_NE(found.NameOf(mention).find("Penfold"), std::string::npos);
}

}  // namespace
}  // namespace lector::entities
