#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Places, CountriesHaveNameAndCode) {
  const Found found = Analyze("Поезда идут в Эстонию и обратно. Эстония довольна.");
  ASSERT_EQ(found.analysis.entities.size(), 1u);
  EXPECT_EQ(found.analysis.entities[0].name, "Эстония");
  EXPECT_EQ(found.analysis.entities[0].iso3166, "EE");
  EXPECT_EQ(found.analysis.entities[0].type, "LOCATION.country");
  EXPECT_EQ(found.analysis.mentions[0].normal_form, "Эстония");
}

TEST(Places, AdjectiveIsAMentionOfItsCountry) {
  const Found found = Analyze("Эстония строит дороги, и эстонские фирмы рады.");
  ASSERT_EQ(found.analysis.mentions.size(), 2u);
  EXPECT_EQ(found.analysis.mentions[1].form, static_cast<uint32_t>(LECTOR_FORM_ADJECTIVE));
  EXPECT_EQ(found.analysis.mentions[0].entity, found.analysis.mentions[1].entity);
}

TEST(Places, AfterAPreposition) { EXPECT_THAT(Analyze("Он вырос в Зареченске.").Names(), ElementsAre("Зареченске:LOCATION")); }

TEST(Places, WithANounOfPlace) {
  EXPECT_THAT(Analyze("Пожары идут в Заозерской области.").Names(), ElementsAre("Заозерской области:LOCATION"));
  EXPECT_THAT(Analyze("Дом стоит за городом Приморск-Южный.").Names(), ElementsAre("Приморск-Южный:LOCATION"));
  EXPECT_THAT(Analyze("Новый глава Республики Таврия назначен.").Names(), ElementsAre("Республики Таврия:LOCATION"));
}

TEST(Places, DirectionAndName) {
  EXPECT_THAT(Analyze("Ветер принес пыль из Северной Африки.").Names(), ElementsAre("Северной Африки:LOCATION"));
}

TEST(Places, FacilityInQuotes) {
  const Found found = Analyze("Гостей ждут в резиденции \"Белые Сосны\" у озера.");
  EXPECT_EQ(found.EntityOf("Белые Сосны").type, "LOCATION.facility");
}

TEST(Places, DatelineInCapitals) {
  const Found found = Analyze("СТОКГОЛЬМ, 3 мая. Ярмарка открылась.\n\nГости Стокгольма довольны.");
  ASSERT_EQ(found.analysis.mentions.size(), 2u);
  EXPECT_EQ(found.analysis.mentions[0].entity, found.analysis.mentions[1].entity);
  EXPECT_EQ(found.EntityOf("СТОКГОЛЬМ").name, "Стокгольм");
}

TEST(Places, ACapitalAsASubjectStaysAPlace) {
  EXPECT_THAT(Analyze("Осло и Стокгольм видят выгоду.").Names(), ElementsAre("Осло:LOCATION", "Стокгольм:LOCATION"));
}

TEST(Places, ACapitalSaidForItsGovernment) {
  const Found found = Analyze("Министры Франции уехали. Официальный Париж заявил протест. Там, в Париже, дождь.");
  const Mention& said = found.MentionOf("Париж");
  ASSERT_GE(said.metonym_of, 0);
  EXPECT_EQ(found.analysis.entities[static_cast<size_t>(said.metonym_of)].iso3166, "FR");
  EXPECT_EQ(found.MentionOf("Париже").metonym_of, -1);
  EXPECT_EQ(Analyze("Официальный Париж заявил протест.").MentionOf("Париж").metonym_of, -1);  // the country is not named
}

TEST(Places, OrdinaryWordsLikeCountriesAreNone) {
  EXPECT_THAT(Analyze("Того же мнения и врачи, они ждут того же.").Names(), IsEmpty());
}

TEST(Places, StatesByTheirOfficialNames) {
  const std::map<std::string, std::vector<Parse>> morph = {{"Чешская", {{LECTOR_UPOS_ADJ, 0, "чешский"}}},
                                                           {"Исламская", {{LECTOR_UPOS_ADJ, 0, "исламский"}}},
                                                           {"Республика", {{LECTOR_UPOS_NOUN, 0, "республика"}}}};
  for (const auto& [text, iso] : std::map<std::string, std::string>{{"Там есть Чешская Республика.", "CZ"},
                                                                    {"Там есть Республика Казахстан.", "KZ"},
                                                                    {"Там есть Исламская Республика Иран.", "IR"}}) {
    const Found found = Analyze(text, {.morph = morph});
    ASSERT_THAT(found.Names(), testing::SizeIs(1)) << text;
    EXPECT_EQ(found.analysis.entities[0].iso3166, iso) << text;
  }
  EXPECT_EQ(Analyze("Республика Казахстан рада. В Казахстане дождь.").analysis.entities.size(), 1u);
}

TEST(Places, AdjectivesOfLanguagesAndOfPeopleNameNoPlace) {
  const auto adjective = [](const std::string& lemma) {
    return Parse{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_LOC, LECTOR_GENDER_MASC), lemma};
  };
  const Settings settings{.morph = {{{"немецком", {adjective("немецкий")}},
                                     {"французском", {adjective("французский")}},
                                     {"рынке", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_LOC, LECTOR_GENDER_MASC), "рынок"}}},
                                     {"интернет-предпринимателе", {{LECTOR_UPOS_NOUN, 0, "интернет-предприниматель"}}}}}};
  EXPECT_THAT(Analyze("Он говорит на немецком и французском.", settings).Names(), IsEmpty());
  EXPECT_THAT(Analyze("Они писали о немецком интернет-предпринимателе.", settings).Names(), IsEmpty());
  EXPECT_THAT(Analyze("Это есть на немецком и французском рынке.", settings).Names(),
              ElementsAre("немецком:LOCATION", "французском:LOCATION"));
}

TEST(Places, ACountryOfTwoNamesAndAStationInSpace) {
  EXPECT_THAT(Analyze("Мы были в Боснии и Герцеговине летом.").Names(), ElementsAre("Боснии и Герцеговине:LOCATION"));
  EXPECT_THAT(Analyze("Экипаж летит на МКС утром.", {.tags = {{{"МКС", LECTOR_NAME_ORGANIZATION}}}}).Names(),
              ElementsAre("МКС:LOCATION"));
}

}  // namespace
}  // namespace lector::entities
