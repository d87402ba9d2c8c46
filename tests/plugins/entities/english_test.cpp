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
  EXPECT_EQ(English("EASTVALE, Ohio, May 3 - The mill reopened.").EntityOf("EASTVALE").type, "LOCATION.city");
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

TEST(English, KnownBodiesWithMarksInside) {
  EXPECT_THAT(English("Shares in Marks & Spencer rose while Moody's cut AT&T.").Names(),
              ElementsAre("Marks & Spencer:ORGANIZATION", "Moody's:ORGANIZATION", "AT&T:ORGANIZATION"));
}

TEST(English, WordsThatAreAlsoBodiesNeedMoreThanACapital) {
  EXPECT_THAT(English("Next week prices fall. Its rival Next disagrees.").Names(), ElementsAre("Next:ORGANIZATION"));
}

TEST(English, NamesInCompounds) {
  EXPECT_THAT(English("The Ohio-based maker and Volvo-owner Geely met pro-Kremlin bloggers.").Names(),
              ElementsAre("Ohio:LOCATION", "Volvo:ORGANIZATION", "Geely:ORGANIZATION", "Kremlin:ORGANIZATION"));
}

TEST(English, RolesCutRuns) {
  EXPECT_THAT(English("Delaware Attorney General Laura Penfold met Volvo CEO Tom Birch.").Names(),
              ElementsAre("Delaware:LOCATION", "Laura Penfold:PERSON", "Volvo:ORGANIZATION", "Tom Birch:PERSON"));
  EXPECT_THAT(English("He left General Motors.").Names(), ElementsAre("General Motors:ORGANIZATION"));
}

TEST(English, ThePlaceOfADatelineIsThePlaceOfTheText) {
  for (const char* text : {"LONDON (Trade Ledger) — Prices fell. They left London on foot.",
                           "CHENNAI, Nov 27 (Trade Ledger) - Prices fell. The port of Chennai is big."}) {
    const Found found = English(text);
    EXPECT_EQ(std::count_if(found.analysis.entities.begin(), found.analysis.entities.end(),
                            [](const EntityFound& entity) { return entity.type == "LOCATION.city"; }), 1) << text;
  }
  EXPECT_EQ(English("WASHINGTON, Nov 27 (Trade Ledger) - Prices fell.").EntityOf("WASHINGTON").name, "Washington");
  EXPECT_EQ(English("CHENNAI, Nov 27 (Trade Ledger) - Prices fell.").EntityOf("CHENNAI").name, "Chennai");
}

TEST(English, DatelineWithStateAndAgency) {
  EXPECT_THAT(English("CONCORD, N.H. (AP) — The mill reopened.").Names(),
              ElementsAre("CONCORD:LOCATION", "N.H.:LOCATION", "AP:ORGANIZATION"));
}

TEST(English, BodiesWithForAndAnd) {
  EXPECT_THAT(English("Staff of the Institute for Fiscal Studies met the Securities and Exchange Commission.").Names(),
              ElementsAre("Institute for Fiscal Studies:ORGANIZATION", "Securities and Exchange Commission:ORGANIZATION"));
}

TEST(English, PossessivesThatBelongToTheName) {
  EXPECT_THAT(English("He died at St George's Hospital, not in Turkey's capital.").Names(),
              ElementsAre("St George's Hospital:ORGANIZATION", "Turkey:LOCATION"));
}

TEST(English, ACityThatPlaysIsItsTeam) {
  EXPECT_THAT(
      English("Leeds beat Derby 2-1 with a late goal. The striker scored for Leeds from a penalty. The match was in Leeds.")
          .Names(),
      ElementsAre("Leeds:ORGANIZATION", "Derby:ORGANIZATION", "Leeds:ORGANIZATION", "Leeds:LOCATION"));
}

TEST(English, ASurnameThatIsATown) {
  EXPECT_THAT(English("Sean Harlow denied it. Lawyers for Harlow agreed.").Names(),
              ElementsAre("Sean Harlow:PERSON", "Harlow:PERSON"));
}

TEST(English, StormsIndicesAndTickersAreNoNames) {
  EXPECT_THAT(English("Hurricane Melissa hit while the FTSE 100 fell.").Names(), IsEmpty());
}

TEST(English, ADatelineIsAPlaceInAnyLayout) {
  for (const char* text :
       {"OSBY (Reuters) - The mill reopened.", "OSBY — The mill reopened.", "OSBY, May 3 - The mill reopened."})
    EXPECT_EQ(English(text).EntityOf("OSBY").type, "LOCATION.city") << text;
}

TEST(English, WhatStandsBesideItMakesANameACompany) {
  EXPECT_EQ(English("He bought shares in Quorvex last week.").EntityOf("Quorvex").type, "ORGANIZATION");
  EXPECT_EQ(English("It hired wind farm developer Halvorn Draxel last week.").EntityOf("Halvorn Draxel").type, "ORGANIZATION");
  EXPECT_EQ(English("It hired a former Halvorn Draxel executive last week.").EntityOf("Halvorn Draxel").type, "ORGANIZATION");
}

TEST(English, ATitleOfSeveralWords) {
  EXPECT_EQ(English("Then Chief Executive Laura Penfold left.").EntityOf("Laura Penfold").title, "Chief Executive");
}

TEST(English, ATitleBeforeTheNameSaysWhoseItIs) {
  const Found found = English(
      "Morgan Stanley analyst Tom Birch met former U.S. Treasury Secretary Laura Penfold and Norway's finance minister Eva "
      "Lund.");
  EXPECT_EQ(found.EntityOf("Tom Birch").title, "Morgan Stanley analyst");
  EXPECT_EQ(found.EntityOf("Laura Penfold").title, "former U.S. Treasury Secretary");
  EXPECT_EQ(found.EntityOf("Eva Lund").title, "Norway's finance minister");
}

TEST(English, ATitleWithAnOfficeOrAFullStop) {
  EXPECT_EQ(English("Then Secretary of State Laura Penfold left.").EntityOf("Laura Penfold").title, "Secretary of State");
  EXPECT_EQ(English("They met Ohio Gov. Laura Penfold.").EntityOf("Laura Penfold").title, "Ohio Gov.");
}

TEST(English, ATitleBehindTheName) {
  EXPECT_EQ(English("Jane Lowe, the environment minister, said so.").EntityOf("Jane Lowe").title, "environment minister");
  EXPECT_EQ(English("Jane Lowe, the country's trade minister, said so.").EntityOf("Jane Lowe").title, "trade minister");
  EXPECT_EQ(English("Tom Birch, chief executive of Volvo, said so.").EntityOf("Tom Birch").title, "chief executive of Volvo");
  EXPECT_EQ(English("Tom Birch, 47, a teacher from Leeds, said so.").EntityOf("Tom Birch").title, "teacher from Leeds");
  EXPECT_EQ(English("\"No,\" said Tom Birch, an analyst at Volvo who left.").EntityOf("Tom Birch").title, "analyst at Volvo");
}

TEST(English, ATitleWithHyphens) {
  EXPECT_EQ(English("Tom Birch, editor-in-chief of Volvo, said so.").EntityOf("Tom Birch").title, "editor-in-chief of Volvo");
  EXPECT_EQ(English("Then vice-chairman Tom Birch left.").EntityOf("Tom Birch").title, "vice-chairman");
}

TEST(English, ATitleBeforeACommaIsTheNamesWhereItSaysWhose) {
  EXPECT_EQ(English("Volvo's chairman, Tom Birch, said so.").EntityOf("Tom Birch").title, "Volvo's chairman");
  EXPECT_EQ(English("Its chief executive, Tom Birch, said so.").EntityOf("Tom Birch").title, "chief executive");
  EXPECT_EQ(English("It hired a former minister, Tom Birch and others.").EntityOf("Tom Birch").title, "");
}

TEST(English, ClausesAddressesAndKinAreNoTitles) {
  EXPECT_EQ(English("In the view of Jane Lowe, the minister has failed.").EntityOf("Jane Lowe").title, "");
  EXPECT_EQ(English("According to Jane Lowe, the minister of trade said no.").EntityOf("Jane Lowe").title, "");
  EXPECT_EQ(English("They met Jane Lowe, actor Tom Birch and others.").EntityOf("Jane Lowe").title, "");
  EXPECT_EQ(English("It was a mistake, Mr. Birch said.").EntityOf("Birch").title, "");
  EXPECT_EQ(English("He came with his wife Jane Lowe.").EntityOf("Jane Lowe").title, "");
}

TEST(English, TheCapitalOfTheSentenceIsNotTheTitles) {
  EXPECT_EQ(English("Deputy prime minister Tom Birch left.").EntityOf("Tom Birch").title, "deputy prime minister");
  EXPECT_EQ(English("Chief Executive Tom Birch left.").EntityOf("Tom Birch").title, "Chief Executive");
}

TEST(English, AnAdjectiveOfAPlaceMayBeOfALongerName) {
  EXPECT_THAT(English("It was the Norwegian Sailing Union yesterday.").Names(),
              ElementsAre("Norwegian Sailing Union:ORGANIZATION"));
}

TEST(English, ANameIsAPersonsWhereItsLastWordStandsAlone) {
  EXPECT_THAT(English("There is Vodd Rezzel now. Later Rezzel came.").Names(),
              ElementsAre("Vodd Rezzel:PERSON", "Rezzel:PERSON"));
}

TEST(English, ANumberBeforeABodyIsOfItsName) {
  EXPECT_THAT(English("It went to the 8th Northern Court of Appeals yesterday.").Names(),
              ElementsAre("8th Northern Court of Appeals:ORGANIZATION"));
}

TEST(English, TheNounOfAPlaceIsOfItBeforeARole) {
  EXPECT_THAT(English("There Windle County Sheriff Tom Birch spoke.").Names(),
              ElementsAre("Windle County:LOCATION", "Tom Birch:PERSON"));
}

TEST(English, ABodyOnARoadEndsBeforeIt) {
  EXPECT_THAT(English("They closed the Brooks Memorial Library on Main Street.").Names(),
              ElementsAre("Brooks Memorial Library:ORGANIZATION", "Main Street:LOCATION"));
}

TEST(English, ARoleBehindForIsOfTheBody) {
  EXPECT_THAT(English("It is said by the Institute for Justice here.").Names(),
              ElementsAre("Institute for Justice:ORGANIZATION"));
  EXPECT_THAT(English("He lay at Queen Mary Hospital.").Names(), ElementsAre("Queen Mary Hospital:ORGANIZATION"));
}

TEST(English, AStadiumOfACompanyIsAPlaceAndAbbreviationsInThePluralAreNoNames) {
  EXPECT_THAT(English("They left Toyota Stadium with 3 TDs.").Names(), ElementsAre("Toyota Stadium:LOCATION"));
  EXPECT_THAT(English("He fled to Rezzel.").Names(), ElementsAre("Rezzel:LOCATION"));
}

TEST(English, ShortNamesAreOneWithTheLongOnes) {
  const Found found = English("Uber buys a rival. Uber Technologies beat Marks & Spencer, and M&S fell.");
  EXPECT_EQ(found.EntityOf("Uber").name, "Uber Technologies");
  EXPECT_EQ(found.EntityOf("M&S").name, "Marks & Spencer");
}

TEST(English, AStateThatPlaysIsItsTeam) {
  const Found found = English("Kansas beat Duke 75-72. The coach praised the goal. The Bulldogs coach left after the match.");
  EXPECT_EQ(found.EntityOf("Kansas").type, "ORGANIZATION.club");
  EXPECT_EQ(found.EntityOf("Duke").type.substr(0, 12), "ORGANIZATION");
  EXPECT_EQ(found.EntityOf("Bulldogs").type.substr(0, 12), "ORGANIZATION");
}

TEST(English, APartyOfACountryAndSyllablesOfAName) {
  EXPECT_THAT(English("He leads the Democratic Party of Korea.").Names(), ElementsAre("Democratic Party of Korea:ORGANIZATION"));
  EXPECT_THAT(English("They met Minister Lee Min-jung there.").Names(), ElementsAre("Lee Min-jung:PERSON"));
}

TEST(English, ARankStandsBehindItsForce) {
  EXPECT_THAT(English("Vermont State Police Lt. Amy Garrand spoke.").Names(),
              ElementsAre("Vermont State Police:ORGANIZATION", "Amy Garrand:PERSON"));
}

TEST(English, TitlesWithWhatNarrowsThemAndRanks) {
  EXPECT_EQ(English("They saw hedge fund manager Crispin Hale.").EntityOf("Crispin Hale").title, "hedge fund manager");
  EXPECT_EQ(English("They saw Dr Anita Desai.").EntityOf("Anita Desai").title, "Dr");
}

TEST(English, AnAgencyInSmallLettersStandsBehindADateline) {
  const Found found = English("WESTMARK (dpa) - Farmers voted again.");
  EXPECT_THAT(found.Names(), ElementsAre("WESTMARK:LOCATION", "dpa:ORGANIZATION"));
}

TEST(English, AStateInShortEndsAName) {
  EXPECT_THAT(English("They met in Westmark, Mass. Laura Penfold came later.").Names(),
              ElementsAre("Westmark:LOCATION", "Mass.:LOCATION", "Laura Penfold:PERSON"));
}

TEST(English, AListWithCommasBehindForIsOfTheBody) {
  EXPECT_THAT(English("He spoke of trade, roads and water at the Department for Trade, Roads and Water.").Names(),
              ElementsAre("Department for Trade, Roads and Water:ORGANIZATION"));
}

TEST(English, TheNounBehindANameSaysWhatItIs) {
  const Found found = English("So the Blue Lantern newspaper wrote of the Norway First party.");
  EXPECT_THAT(found.Names(), ElementsAre("Blue Lantern:ORGANIZATION", "Norway First:ORGANIZATION"));
  EXPECT_EQ(found.EntityOf("Blue Lantern").type, "ORGANIZATION.media");
  EXPECT_EQ(found.EntityOf("Norway First").type, "ORGANIZATION.party");
}

TEST(English, WhatIsPublishedInIsNoPlace) {
  EXPECT_EQ(English("The work was published in Zorvale.").EntityOf("Zorvale").type.substr(0, 12), "ORGANIZATION");
}

TEST(English, APartyBeforeAMemberOfParliament) {
  EXPECT_THAT(English("Labour MP Laura Penfold came.").Names(), ElementsAre("Labour:ORGANIZATION", "Laura Penfold:PERSON"));
}

TEST(English, TheTownOfAKnownClubIsTheClub) {
  const Found found = English("Norwich City sacked Laura Penfold. On Monday Norwich won. She lives in Norwich.");
  EXPECT_THAT(found.Names(), ElementsAre("Norwich City:ORGANIZATION", "Laura Penfold:PERSON", "Norwich:ORGANIZATION",
                                         "Norwich:LOCATION"));
}

TEST(English, AMedicalCentreIsABody) {
  EXPECT_THAT(English("They took her to Oakridge Medical Center by car.").Names(),
              ElementsAre("Oakridge Medical Center:ORGANIZATION"));
}

TEST(English, TheRoleBehindOfTheIsOfTheBody) {
  EXPECT_THAT(English("So says the Office of the Chairman in a note.").Names(), ElementsAre("Office of the Chairman:ORGANIZATION"));
}

TEST(English, APartyForSomethingAndAnOfficeOfARole) {
  EXPECT_THAT(English("So the United Party for Norway won.").Names(), ElementsAre("United Party for Norway:ORGANIZATION"));
  EXPECT_THAT(English("So the Attorney General's Office came.").Names(), ElementsAre("Attorney General's Office:ORGANIZATION"));
}

TEST(English, TwoLettersBehindANameOfACompany) {
  EXPECT_EQ(English("They pay Zorvale AI for it.").EntityOf("Zorvale AI").type, "ORGANIZATION.company");
}

TEST(English, WhatAMinistryIsOfMayBeInNoDictionary) {
  EXPECT_THAT(English("He spoke of trade at the Ministry of Trade and Tourism.").Names(),
              ElementsAre("Ministry of Trade and Tourism:ORGANIZATION"));
}

TEST(English, ACorrectionalFacilityIsAPlace) {
  EXPECT_THAT(English("They held him at Oakridge Correctional Facility in June.").Names(),
              ElementsAre("Oakridge Correctional Facility:LOCATION"));
}

}  // namespace
}  // namespace lector::entities
