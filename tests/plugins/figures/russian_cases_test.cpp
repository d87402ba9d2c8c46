#include "plugins/figures/russian_cases.h"

#include <gmock/gmock.h>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST(RussianCasesTest, AdjectiveAndNounInAllCases) {
  const DeclinedName name = Declined({"шведская крона", "шведские кроны", "шведских крон"});
  for (const char* form :
       {"шведская крона", "шведской кроны", "шведскую крону", "шведской кроной", "шведских крон", "шведскими кронами"})
    EXPECT_THAT(name.whole, Contains(form));
  EXPECT_THAT(name.noun, Contains("крон"));
}

TEST(RussianCasesTest, WordsBehindTheNounStay) {
  EXPECT_THAT(Declined({"доллар США", "доллара США", "долларов США"}).whole, Contains("долларами США"));
}

TEST(RussianCasesTest, WhatIsNotDeclinedStays) {
  EXPECT_THAT(Declined({"афгани", "афгани", "афгани"}).whole, ElementsAre("афгани"));
  EXPECT_TRUE(Declined({"", "", ""}).whole.empty());
}

TEST(RussianCasesTest, EveryCurrencyIsKnownInItsCases) {
  EXPECT_EQ(Russian("ушло 5 исландских крон"), Lines{"5 исландских крон | money 5 ISK"});
  EXPECT_EQ(Russian("к 20 малайзийским ринггитам"), Lines{"20 малайзийским ринггитам | money 20 MYR"});
  EXPECT_EQ(English("42 Malaysia ringgits"), Lines{"42 Malaysia ringgits | money 42 MYR"});
}

}  // namespace
}  // namespace lector::figures
