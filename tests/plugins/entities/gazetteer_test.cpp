#include "gazetteer.h"

#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

const Gazetteer& Places() {
  static const auto& places = *new Gazetteer(ReadDataFile);
  return places;
}

Gazetteer::Hit Find(const std::vector<std::string>& words) {
  std::vector<std::string_view> views;
  for (const std::string& word : words) views.push_back(word);
  return Places().Find(views);
}

std::string IsoOf(const std::vector<std::string>& words) {
  const Gazetteer::Hit hit = Find(words);
  return hit.place == nullptr ? "" : hit.place->iso3166;
}

TEST(Gazetteer, CountriesInAnyCaseForm) {
  EXPECT_EQ(IsoOf({"эстонии"}), "EE");
  EXPECT_EQ(IsoOf({"норвегией"}), "NO");
  EXPECT_EQ(IsoOf({"китая"}), "CN");
  EXPECT_EQ(IsoOf({"ираном"}), "IR");
  EXPECT_EQ(IsoOf({"ираке"}), "IQ");
  EXPECT_EQ(IsoOf({"australia"}), "AU");
}

TEST(Gazetteer, TheNearerNameWins) {
  EXPECT_EQ(IsoOf({"нигерии"}), "NG");
  EXPECT_EQ(IsoOf({"нигере"}), "NE");
}

TEST(Gazetteer, SeveralWords) {
  const Gazetteer::Hit hit = Find({"саудовской", "аравией", "и"});
  ASSERT_NE(hit.place, nullptr);
  EXPECT_EQ(hit.place->iso3166, "SA");
  EXPECT_EQ(hit.length, 2u);
}

TEST(Gazetteer, SecondNamesHaveTheSameKey) {
  EXPECT_EQ(Find({"молдавии"}).place->key, Find({"молдове"}).place->key);
  EXPECT_EQ(Find({"russia"}).place->key, Find({"россию"}).place->key);
}

TEST(Gazetteer, CitiesOfTimeZones) {
  ASSERT_NE(Find({"стокгольме"}).place, nullptr);
  EXPECT_EQ(Find({"стокгольме"}).place->type, "city");
  EXPECT_EQ(Find({"oslo"}).place->name, "Oslo");
}

TEST(Gazetteer, AbbreviationsAsWritten) {
  ASSERT_NE(Places().FindAbbreviation("ОАЭ"), nullptr);
  EXPECT_EQ(Places().FindAbbreviation("ОАЭ")->iso3166, "AE");
  EXPECT_EQ(Places().FindAbbreviation("оаэ"), nullptr);
  EXPECT_EQ(Places().FindAbbreviation("NATO"), nullptr);
}

TEST(Gazetteer, AdjectivesByStemAndByList) {
  ASSERT_NE(Places().FindAdjective("эстонскими"), nullptr);
  EXPECT_EQ(Places().FindAdjective("эстонскими")->iso3166, "EE");
  ASSERT_NE(Places().FindAdjective("французскую"), nullptr);
  EXPECT_EQ(Places().FindAdjective("французскую")->iso3166, "FR");
  ASSERT_NE(Places().FindAdjective("турецкий"), nullptr);
  EXPECT_EQ(Places().FindAdjective("турецкий")->iso3166, "TR");
  ASSERT_NE(Places().FindAdjective("томскими"), nullptr);
  EXPECT_EQ(Places().FindAdjective("томскими")->name, "Томск");
  EXPECT_EQ(Places().FindAdjective("деревенский"), nullptr);
  EXPECT_EQ(Places().FindAdjective("китаянка"), nullptr);
}

TEST(Gazetteer, OrdinaryWordsAreNoPlaces) { EXPECT_EQ(Find({"дом"}).place, nullptr); }

TEST(Gazetteer, PlacesThatAreNotInflectedHaveOneForm) {
  EXPECT_EQ(Find({"дело"}).length, 0u);    // Дели
  EXPECT_EQ(Find({"хайфон"}).length, 0u);  // Хайфа
  EXPECT_EQ(Find({"хайфы"}).length, 1u);
}

}  // namespace
}  // namespace lector::entities
