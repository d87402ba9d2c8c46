// What is made of the tagger's spans.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr uint8_t kPer = LECTOR_NAME_PERSON, kOrg = LECTOR_NAME_ORGANIZATION, kLoc = LECTOR_NAME_LOCATION;

std::vector<std::string> Names(const std::string& text, std::vector<Tag> tags) {
  return Analyze(text, {.tags = std::move(tags)}).Names();
}

TEST(Tagged, ASpanIsANameWithoutAnythingElse) {
  EXPECT_THAT(Names("Так решил Орешкин вчера.", {{"Орешкин", kPer}}), ElementsAre("Орешкин:PERSON"));
  EXPECT_THAT(Names("Так решил Орешкин вчера.", {{"Орешкин", kPer, 0.2f}}), IsEmpty());
}

TEST(Tagged, BracketsAndLineBreaksCutASpan) {
  EXPECT_THAT(Names("Там Отто Брюль (Otto Bruhl) живет.", {{"Отто Брюль (Otto Bruhl)", kPer}}),
              ElementsAre("Отто Брюль:PERSON", "Otto Bruhl:PERSON"));
  EXPECT_THAT(Names("Там Заозерск\nОрешкин уехал", {{"Заозерск\nОрешкин", kPer}}),
              ElementsAre("Заозерск:PERSON", "Орешкин:PERSON"));
}

TEST(Tagged, RolesAndOtherWordsInLowerCaseAreTrimmed) {
  EXPECT_THAT(Names("Там директор Зубков сидел.", {{"директор Зубков", kPer}}), ElementsAre("Зубков:PERSON"));
  EXPECT_THAT(Names("Там по Заозерскому времени живут.", {{"Заозерскому времени", kLoc}}), ElementsAre("Заозерскому:LOCATION"));
}

TEST(Tagged, BlocsAreOrganisationsAndPlainAbbreviationsAreNothing) {
  EXPECT_THAT(Names("Пошлины вводит ЕС летом.", {{"ЕС", kLoc}}), ElementsAre("ЕС:ORGANIZATION"));
  EXPECT_THAT(Names("Об этом пишут СМИ с утра.", {{"СМИ", kOrg}}), IsEmpty());
}

TEST(Tagged, ALegalFormIsNotOfTheName) {
  EXPECT_THAT(Names("Ее купило ОАО «Причал» весной.", {{"ОАО «Причал", kOrg}}), ElementsAre("Причал:ORGANIZATION"));
}

TEST(Tagged, ANounOfABodyTakesInWhatTheTaggerDoes) {
  EXPECT_THAT(Names("Бумаги взяло Управление лесами края.", {{"Управление лесами края", kOrg}}),
              ElementsAre("Управление лесами края:ORGANIZATION"));
}

TEST(Tagged, WhatTheTaggerPassesByNeedsMoreToBeAnOrganisation) {
  EXPECT_THAT(Analyze("Мы видели Brightwater там.").Names(), Contains("Brightwater:ORGANIZATION"));
  EXPECT_THAT(Names("Мы видели Brightwater там.", {}), Not(Contains("Brightwater:ORGANIZATION")));
}

TEST(Tagged, ANameOfTwoWordsIsFoundWhereTheTaggerSeesItsParts) {
  const std::string text = "Так пишет «Северный Луч» в номере. Вчера Северный Луч закрыли.";
  EXPECT_THAT(Names(text, {{"Северный Луч", kOrg}, {"Луч", kLoc, 0.6f}}),
              ElementsAre("Северный Луч:ORGANIZATION", "Северный Луч:ORGANIZATION"));
}

TEST(Tagged, APersonNamedSurelyOnceIsFoundAgain) {
  const std::string text = "Там выступал Отто Брюль. Потом спросили о Брюле всех.";
  EXPECT_THAT(Names(text, {{"Отто Брюль", kPer, 0.99f}}), ElementsAre("Отто Брюль:PERSON", "Брюле:PERSON"));
}

TEST(Tagged, WellKnownBodiesAreKnownInAnyCase) {
  EXPECT_THAT(Names("Об этом написали Белому дому вечером.", {{"Белому", kPer, 0.7f}}), ElementsAre("Белому дому:ORGANIZATION"));
}

TEST(Tagged, TheBuildingOfAWellKnownBodyIsAPlaceWhereNobodySpeaksInIt) {
  EXPECT_THAT(Names("Они встретились в Белом доме вечером.", {}), ElementsAre("Белом доме:LOCATION"));
  EXPECT_THAT(Names("Об этом в Белом доме сообщили вечером.", {}), ElementsAre("Белом доме:ORGANIZATION"));
  EXPECT_THAT(Names("Это решал для Кремля кто-то один.", {{"Кремля", kLoc, 0.999f}}), ElementsAre("Кремля:ORGANIZATION"));
}

TEST(Tagged, AModelWithANumberIsNoPerson) {
  const Settings settings{.tags = {{{"Ми-8", LECTOR_NAME_PERSON}, {"Егор Зимин", LECTOR_NAME_PERSON}}}};
  EXPECT_THAT(Analyze("Вертолётом Ми-8 управлял Егор Зимин.", settings).Names(), ElementsAre("Егор Зимин:PERSON"));
}

TEST(Tagged, APrepositionWithACapitalShowsALineInTitleCase) {
  EXPECT_THAT(Names("Встреча С Послом Ирака\n\nПосол уехал, встреча прошла.", {{"Встреча С", kPer}, {"Ирака", kLoc}}),
              ElementsAre("Ирака:LOCATION"));
}

TEST(Tagged, AVerbWithACapitalShowsALineInTitleCase) {
  const Settings settings{
      .tags = {{{"Яак Тамм Простил Рейна", kPer}}},
      .morph = {
          {{"Простил", {{LECTOR_UPOS_VERB, 0, "простить"}}},
           {"Яак",
            {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_GIV), "яак"}}},
           {"Тамм",
            {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_SUR),
              "тамм"}}}}}};
  EXPECT_THAT(Analyze("Яак Тамм Простил Рейна", settings).Names(), ElementsAre("Яак Тамм:PERSON"));
}

TEST(Tagged, InCapitalsADictionaryNameAndAPlaceOfTwoWordsNeedNoBody) {
  const Settings settings{
      .tags = {{{"НОВОЙ ЗЕЛАНДИИ", kLoc}}},
      .morph =
          {{{"ЯАК",
             {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_GIV), "яак"}}},
            {"ТАММ",
             {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_SUR), "тамм"}}},
            {"НОВОЙ", {{LECTOR_UPOS_ADJ, 0, "новый"}}},
            {"ЖИВЁТ", {{LECTOR_UPOS_VERB, 0, "жить"}}}}},
      .nominatives = {{"ЯАК ТАММ", "ЯАК ТАММ"}}};
  const Found found = Analyze("ТЕПЕРЬ ЯАК ТАММ ЖИВЁТ В НОВОЙ ЗЕЛАНДИИ", settings);
  EXPECT_THAT(found.Names(), ElementsAre("ЯАК ТАММ:PERSON", "НОВОЙ ЗЕЛАНДИИ:LOCATION"));
  EXPECT_EQ(found.EntityOf("ЯАК ТАММ").name, "Яак Тамм");
}

TEST(Tagged, LatinLettersSayANameInAnyLine) {
  EXPECT_THAT(Analyze("Вчера Bank Of Tartu Закрыл Отделение В Осло", {.tags = std::vector<Tag>{}}).Names(),
              ElementsAre("Bank Of Tartu:ORGANIZATION", "Осло:LOCATION"));
}

TEST(Tagged, ANameInLatinLettersInBracketsIsThatOfTheNameBeforeIt) {
  const Found found = Analyze("Там Отто Брюль (Otto Bruhl) живёт.", {.tags = {{{"Отто Брюль", kPer}, {"Otto Bruhl", kPer}}}});
  ASSERT_EQ(found.analysis.entities.size(), 1u);
  EXPECT_EQ(found.analysis.entities[0].name, "Отто Брюль");
}

TEST(Tagged, AWordThatOpensASentenceAndGovernsANameIsNotOfIt) {
  const Settings settings{
      .tags = {{{"Действия Зубкова", kPer}}},
      .morph = {{{"Действия", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_NEUT, LECTOR_NUMBER_PLUR), "действие"}}},
                 {"Зубкова",
                  {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_SUR),
                    "зубков"}}}}}};
  EXPECT_THAT(Analyze("Действия Зубкова осудили.", settings).Names(), ElementsAre("Зубкова:PERSON"));
}

TEST(Tagged, AVerbDoesNotCloseAName) {
  const Settings settings{.tags = {{{"Маяк закрыли", kOrg}}}, .morph = {{{"закрыли", {{LECTOR_UPOS_VERB, 0, "закрыть"}}}}}};
  const Found found = Analyze("Местный телеканал Маяк закрыли.", settings);
  EXPECT_THAT(found.Names(), ElementsAre("Маяк:ORGANIZATION"));
  EXPECT_EQ(found.EntityOf("Маяк").type, "ORGANIZATION.media");
}

TEST(Tagged, TheNounBeforeAnAbbreviationIsItsType) {
  const Found found = Analyze("Хакеры взломали банк ВБЗ.", {.tags = {{{"ВБЗ", kOrg}}}});
  EXPECT_EQ(found.EntityOf("ВБЗ").type, "ORGANIZATION.company");
}

TEST(Tagged, WordsOfTheDictionaryThatDescribeANounAreNoName) {
  const Parse adjective{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC), "бравый"};
  const Parse noun{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC), "снимок"};
  const Settings settings{.tags = {{{"Бравый", kPer}, {"Снимок", kPer}}},
                          .morph = {{{"Бравый", {adjective}}, {"солдат", {noun}}, {"Снимок", {noun}}}}};
  EXPECT_THAT(Analyze("Там Бравый солдат сидел.\nСнимок первой страницы.", settings).Names(), IsEmpty());
  EXPECT_THAT(Analyze("Там Бравый уехал.\nСнимок заявил об этом.", settings).Names(),
              ElementsAre("Бравый:PERSON", "Снимок:PERSON"));
}

TEST(Tagged, ASurnameBehindAGivenNameThatTheTaggerPassesBy) {
  const Settings settings{
      .tags = {{{"Артём", kPer}}},
      .morph = {
          {{"Артём",
            {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_GIV), "артём"}}},
           {"Лопухан", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC), "лопухан"}}}}}};
  EXPECT_THAT(Analyze("Беседовал с нами Артём Лопухан вчера.", settings).Names(), ElementsAre("Артём Лопухан:PERSON"));
}

TEST(Tagged, AWellKnownBodyOfOneWordIsNoPlace) {
  EXPECT_THAT(Names("Об этом сообщил Кремль вчера.", {{"Кремль", kLoc}}), ElementsAre("Кремль:ORGANIZATION"));
}

TEST(Tagged, TheEndOfAWordMayShowABody) {
  EXPECT_THAT(Names("Так думают в Тулабанке вчера.", {{"Тулабанке", kLoc, 0.6f}}), ElementsAre("Тулабанке:ORGANIZATION"));
}

TEST(Tagged, LatinLettersBeforeANounAreNoName) {
  EXPECT_THAT(Names("Об этом он написал в Telegram-канале вчера.", {{"Telegram-канале", kOrg}}), IsEmpty());
}

TEST(Tagged, AGivenNameAndASurnameThatTheTaggerPartsAreOnePerson) {
  const auto name = [](uint64_t type, const char* lemma) {
    return std::vector<Parse>{{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, type), lemma}};
  };
  const Settings settings{.tags = {{{"Тихона", kPer}, {"Орешкина", kPer}}},
                          .morph = {{{"Тихона", name(LECTOR_NAMETYPE_GIV, "тихон")}, {"Орешкина", name(LECTOR_NAMETYPE_SUR, "орешкин")}}}};
  EXPECT_THAT(Analyze("Там драма Тихона Орешкина идёт.", settings).Names(), ElementsAre("Тихона Орешкина:PERSON"));
}

TEST(Tagged, ThePlaceOfARoleIsNotOfTheNameBehindIt) {
  const Settings settings{
      .tags = {{{"Заозёрска Эмо Дорадес", kPer}}},
      .morph = {{{"Заозёрска", {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_GEO),
                                "заозёрск"}}}}}};
  EXPECT_THAT(Analyze("Так сказал мэр Заозёрска Эмо Дорадес вчера.", settings).Names(),
              ElementsAre("Заозёрска:LOCATION", "Эмо Дорадес:PERSON"));
}

TEST(Tagged, AUnitAndTheLettersOfItsBodyAreNoPerson) {
  EXPECT_THAT(Names("Тогда Филиал ПРСТ закрыли.", {{"Филиал ПРСТ", kPer}}), ElementsAre("Филиал ПРСТ:ORGANIZATION"));
}

TEST(Tagged, ANameWithTheNounOfAFacilityIsAPlace) {
  EXPECT_THAT(Names("Матч примет Заречье Арена летом.", {{"Заречье Арена", kPer}}), ElementsAre("Заречье Арена:LOCATION"));
}

}  // namespace
}  // namespace lector::entities
