#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Organizations, LegalFormAndQuotedName) {
  const Found found = Analyze("Договор выиграло ООО «Светлый путь» из Тулы.");
  EXPECT_EQ(found.PhraseOf(found.MentionOf("Светлый путь")), "ООО «Светлый путь»");
  EXPECT_EQ(found.EntityOf("Светлый путь").type, "ORGANIZATION.company");
}

TEST(Organizations, ClassNounAndQuotedName) {
  const Found found = Analyze("Об этом пишет газета \"Вечерний берег\", акции банка «Причал» упали.");
  EXPECT_EQ(found.EntityOf("Вечерний берег").type, "ORGANIZATION.media");
  EXPECT_EQ(found.EntityOf("Причал").type, "ORGANIZATION.company");
}

TEST(Organizations, TwoApostrophesAreOneQuotationMark) {
  EXPECT_THAT(Analyze("Об этом пишет журнал ''Evening Shore'' в номере.").Names(), ElementsAre("Evening Shore:ORGANIZATION"));
}

TEST(Organizations, QuotedNamesOfWorksAreNone) {
  EXPECT_THAT(Analyze("Зрители увидят фильм «Маяк» и спектакль «Причал».").Names(), IsEmpty());
  EXPECT_THAT(Analyze("Пришла звезда «Причала». Сериал «Причал» сняли летом, о «Причале» спорят.").Names(), IsEmpty());
}

TEST(Organizations, AbbreviationsInCapitals) {
  EXPECT_THAT(Analyze("В споре победила ФМТК.").Names(), ElementsAre("ФМТК:ORGANIZATION"));
  EXPECT_THAT(Analyze("Рост ВВП замедлился, пишут СМИ, в XIX веке.").Names(), IsEmpty());
  EXPECT_THAT(Analyze("Товары ввозят из ОАЭ.").Names(), ElementsAre("ОАЭ:LOCATION"));
}

TEST(Organizations, BodyWithComplementsAndCountry) {
  const Found found = Analyze("Письмо получило Министерство труда и социальной защиты Эстонии.");
  EXPECT_EQ(found.PhraseOf(found.MentionOf("Министерство труда и социальной защиты")),
            "Министерство труда и социальной защиты Эстонии");
  EXPECT_EQ(found.analysis.mentions.size(), 1u);
}

TEST(Organizations, NestedOptionAlsoGivesTheCountry) {
  const std::string text = "Письмо получило Министерство обороны Эстонии.";
  EXPECT_THAT(Analyze(text).Names(), ElementsAre("Министерство обороны:ORGANIZATION"));
  EXPECT_THAT(Analyze(text, {.nested = true}).Names(), ElementsAre("Министерство обороны:ORGANIZATION", "Эстонии:LOCATION"));
}

TEST(Organizations, AdjectiveAndHead) {
  EXPECT_THAT(Analyze("Жалобу отклонил Верховный суд.").Names(), ElementsAre("Верховный суд:ORGANIZATION"));
  EXPECT_THAT(Analyze("Ее поддержал Европейский центральный банк.").Names(),
              ElementsAre("Европейский центральный банк:ORGANIZATION"));
}

TEST(Organizations, ANounThatIsOfPlacesTooIsABodyInLowerCase) {
  EXPECT_THAT(Analyze("Ее приняла Всемирная федерация бега.").Names(), ElementsAre("Всемирная федерация:ORGANIZATION"));
}

TEST(Organizations, CommonNounOfABody) {
  const Found found = Analyze("С этим согласилось правительство.");
  ASSERT_EQ(found.analysis.mentions.size(), 1u);
  EXPECT_EQ(found.analysis.mentions[0].form, static_cast<uint32_t>(LECTOR_FORM_COMMON_NOUN));
  EXPECT_EQ(found.EntityOf("правительство").type, "ORGANIZATION.government");
}

TEST(Organizations, LatinNamesInRussianText) {
  EXPECT_THAT(Analyze("Сервис запустила компания Brightwater.").Names(), ElementsAre("Brightwater:ORGANIZATION"));
}

TEST(Organizations, TheSameNameWithoutItsNounIsTheSameEntity) {
  const Found found = Analyze("Банк «Причал» закрылся. Вкладчики винят «Причал» во всем.");
  EXPECT_THAT(found.Names(), ElementsAre("Причал:ORGANIZATION", "Причал:ORGANIZATION"));
  EXPECT_EQ(found.analysis.entities.size(), 1u);
}

TEST(Organizations, ASocialNetworkIsABodyOnlyWhereItActs) {
  const std::vector<Tag> tags{{"Facebook", LECTOR_NAME_ORGANIZATION}};
  EXPECT_THAT(Analyze("Он написал об этом в своём Facebook вчера.", {.tags = tags}).Names(), IsEmpty());
  EXPECT_THAT(Analyze("Он написал, что Facebook заблокировал запись.", {.tags = tags}).Names(),
              ElementsAre("Facebook:ORGANIZATION"));
  EXPECT_THAT(Analyze("Ему продали долю в Facebook вчера.", {.tags = tags}).Names(), ElementsAre("Facebook:ORGANIZATION"));
}

TEST(Organizations, WorksInListsAndInLatinLettersAreNone) {
  EXPECT_THAT(Analyze("Он снял такие картины, как «Астра», «Ромашка» и «Пион».", {.tags = std::vector<Tag>{}}).Names(),
              IsEmpty());
  EXPECT_THAT(
      Analyze("Группа выпустила альбом Black Lily весной.", {.tags = {{{"Black Lily", LECTOR_NAME_ORGANIZATION}}}}).Names(),
      IsEmpty());
}

TEST(Organizations, ThePersonOfARoleIsNotOfItsBody) {
  const Settings settings{
      .tags = {{{"Совета Эстонии Яака Тамма", LECTOR_NAME_ORGANIZATION}}},
      .morph = {
          {{"Совета", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC), "совет"}}},
           {"Яака",
            {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_GIV), "яак"}}},
           {"депутата", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC), "депутат"}}}}}};
  const Found found = Analyze("Там ждали депутата Совета Эстонии Яака Тамма.", settings);
  ASSERT_FALSE(found.analysis.mentions.empty());
  EXPECT_EQ(found.PhraseOf(found.analysis.mentions[0]), "Совета Эстонии");
}

TEST(Organizations, ANumberNamesASchool) {
  EXPECT_THAT(Analyze("Дети учатся в школе № 7 давно.").Names(), ElementsAre("школе № 7:ORGANIZATION"));
  EXPECT_THAT(Analyze("Так писала газета № 7 давно.").Names(), ElementsAre());
}

TEST(Organizations, OneMarkMayCloseTwoNames) {
  EXPECT_THAT(Analyze("Поле купило ООО «Агрофирма «Заря» весной.").Names(), ElementsAre("Агрофирма «Заря»:ORGANIZATION"));
  EXPECT_THAT(Analyze("Поле купило ООО «Агрофирма „Заря“» весной.").Names(), ElementsAre("Агрофирма „Заря“:ORGANIZATION"));
}

TEST(Organizations, InASentenceOfSportANameInQuotationMarksIsAClub) {
  const std::string text = "Мы видели, как «Причал» обыграл соперника. Рядом стоит «Бакен».";
  const Found found = Analyze(text, {.tags = {{{"Причал", LECTOR_NAME_ORGANIZATION}, {"Бакен", LECTOR_NAME_ORGANIZATION}}}});
  EXPECT_EQ(found.EntityOf("Причал").type, "ORGANIZATION.club");
  EXPECT_EQ(found.EntityOf("Бакен").type, "ORGANIZATION");
}

TEST(Organizations, WhoWritesIsAPaper) {
  EXPECT_EQ(Analyze("Об этом пишет «Береговой» вечером.").EntityOf("Береговой").type, "ORGANIZATION.media");
}

TEST(Organizations, ALeagueThatIsPlayedInIsNoBody) {
  const Settings settings{.morph = {{{"Лиги", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_FEM), "лига"}}},
                                     {"чемпионов",
                                      {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC, LECTOR_NUMBER_PLUR), "чемпион"}}}}}};
  EXPECT_THAT(Analyze("Вчера был матч Лиги чемпионов.", settings).Names(), ElementsAre());
}

TEST(Organizations, AnAdjectiveTellsTheTypeOfABank) {
  const Settings settings{.morph = {{{"Национальный", {{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC), "национальный"}}},
                                     {"банк", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_MASC), "банк"}}}}}};
  EXPECT_EQ(Analyze("Ставку снизил Национальный банк Казахстана.", settings).EntityOf("Национальный банк").type,
            "ORGANIZATION.government");
}

TEST(Organizations, NamesInQuotationMarksThatAListJoinsAreOfOneClass) {
  const Found found = Analyze("Её поддержали фракции «Причал», «Вольный берег» и «Бакен».");
  EXPECT_THAT(found.Names(), ElementsAre("Причал:ORGANIZATION", "Вольный берег:ORGANIZATION", "Бакен:ORGANIZATION"));
  EXPECT_EQ(found.EntityOf("Бакен").type, "ORGANIZATION.party");
  EXPECT_THAT(Analyze("Он играл за клубы: «Причал» и тульский «Бакен».", {.morph = {{{"клубы", {{LECTOR_UPOS_NOUN,
                  Feats(LECTOR_CASE_ACC, LECTOR_GENDER_MASC, LECTOR_NUMBER_PLUR), "клуб"}}},
                  {"тульский", {{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_ACC, LECTOR_GENDER_MASC), "тульский"}}}}}}).Names(),
              ElementsAre("Причал:ORGANIZATION", "Бакен:ORGANIZATION"));
  EXPECT_THAT(Analyze("В продаже фильмы «Причал», «Вольный берег» и «Бакен».").Names(), IsEmpty());
}

TEST(Organizations, AListSaysWhichBodyAUsualWordIsInQuotationMarksAlone) {
  const std::string text = "Так пишут «Ведомости» утром. Смотрели сериал «Время».";
  const Found found = Analyze(text, {.tags = {{{"Ведомости", LECTOR_NAME_ORGANIZATION}}}});
  EXPECT_THAT(found.Names(), ElementsAre("Ведомости:ORGANIZATION"));
  EXPECT_EQ(found.EntityOf("Ведомости").type, "ORGANIZATION.media");
}

TEST(Organizations, AWellKnownAbbreviationIsInCapitals) {
  EXPECT_EQ(Analyze("Об этом знает ЦРУ давно.").EntityOf("ЦРУ").type, "ORGANIZATION.government");
  EXPECT_THAT(Analyze("Так решила вчера Ира сама.").Names(), Not(Contains("Ира:ORGANIZATION")));
}

TEST(Organizations, ALegalFormBeforeANameWithACapitalInside) {
  EXPECT_THAT(Analyze("Об этом сообщает ИА ShoreMedia утром.", {.tags = {{}}}).Names(), ElementsAre("ИА ShoreMedia:ORGANIZATION"));
}

TEST(Organizations, ThePartyOfADeputyStandsInBrackets) {
  const Found found = Analyze("Депутат сейма Иво Брюль («Берег») ушёл.");
  EXPECT_EQ(found.EntityOf("Берег").type, "ORGANIZATION.party");
  EXPECT_THAT(Analyze("Актёр Иво Брюль («Берег») ушёл.").Names(), Not(Contains("Берег:ORGANIZATION")));
}

TEST(Organizations, InATextOfSportABodyInQuotationMarksIsAClub) {
  const std::string text = "Он возглавил «Причал». Прежний тренер ушёл из клуба, его вратарь тоже.";
  EXPECT_EQ(Analyze(text, {.tags = {{{"Причал", LECTOR_NAME_ORGANIZATION}}}}).EntityOf("Причал").type, "ORGANIZATION.club");
}

TEST(Organizations, AWorkIsNamedByANounAndNotByAVerb) {
  const auto said = [](uint8_t upos, uint64_t feats) {
    return Analyze("Может стать «Причал», говорят.", {.tags = {{{"Причал", LECTOR_NAME_ORGANIZATION}}},
                                                        .morph = {{{"стать", {{upos, feats, "стать"}}}}}}).Names();
  };
  EXPECT_THAT(said(LECTOR_UPOS_AUX, 0), ElementsAre("Причал:ORGANIZATION"));
  EXPECT_THAT(said(LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_ACC, LECTOR_GENDER_FEM)), IsEmpty());
}

TEST(Organizations, AMilitaryDistrictIsABody) {
  const Settings settings{.morph = {{{"Заозерного", {{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC), "заозерный"}}},
                                     {"военного", {{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC), "военный"}}},
                                     {"городского", {{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC), "городской"}}},
                                     {"округа", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_MASC), "округ"}}}}}};
  EXPECT_THAT(Analyze("Штаб у Заозерного военного округа прежний.", settings).Names(),
              Contains("Заозерного военного округа:ORGANIZATION"));
  EXPECT_THAT(Analyze("Снег у Заозерного городского округа прежний.", settings).Names(),
              Contains("Заозерного городского округа:LOCATION"));
}

TEST(Organizations, LettersAndWhomABodyIsCalledAfter) {
  EXPECT_THAT(Analyze("Там учатся студенты РГПК имени Орешкина.", {.tags = {{{"Орешкина", LECTOR_NAME_PERSON}}}}).Names(),
              ElementsAre("РГПК имени Орешкина:ORGANIZATION"));
}

TEST(Organizations, ANounWithACapitalAndWhomABodyIsCalledAfter) {
  const auto names = [](const std::string& text, const std::string& person, uint64_t of) {
    return Analyze(text, {.tags = {{{person, LECTOR_NAME_PERSON}}},
                          .morph = {{{"Галереи", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_GEN, LECTOR_GENDER_FEM), "галерея"}}},
                                     {person, {{LECTOR_UPOS_PROPN, Feats(of, LECTOR_GENDER_MASC, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_SUR),
                                                person}}}}}}).Names();
  };
  EXPECT_THAT(names("Там хранитель Галереи Орешкина был.", "Орешкина", LECTOR_CASE_GEN), ElementsAre("Галереи Орешкина:ORGANIZATION"));
  EXPECT_THAT(names("Там хранитель Галереи Орешкин был.", "Орешкин", LECTOR_CASE_NOM), ElementsAre("Орешкин:PERSON"));
}

TEST(Organizations, ANounOfABodyOpensASentence) {
  const Settings settings{.tags = {{}},
                          .morph = {{{"Полиция", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_NOM, LECTOR_GENDER_FEM), "полиция"}}},
                                     {"ищет", {{LECTOR_UPOS_VERB, 0, "искать"}}}}}};
  const Found found = Analyze("Полиция ищет берег.", settings);
  ASSERT_EQ(found.analysis.mentions.size(), 1u);
  EXPECT_EQ(found.analysis.mentions[0].form, static_cast<uint32_t>(LECTOR_FORM_COMMON_NOUN));
}

TEST(Organizations, WhatAMovementIsFor) {
  const auto noun = [](const char* lemma, uint64_t of) {
    return std::vector<Parse>{{LECTOR_UPOS_NOUN, Feats(of, LECTOR_GENDER_NEUT), lemma}};
  };
  const Settings settings{.tags = {{}},
                          .morph = {{{"Движение", noun("движение", LECTOR_CASE_ACC)},
                                     {"Министерство", noun("министерство", LECTOR_CASE_ACC)},
                                     {"тепло", noun("тепло", LECTOR_CASE_ACC)}}}};
  EXPECT_THAT(Analyze("Она вошла в Движение за тепло.", settings).Names(), ElementsAre("Движение за тепло:ORGANIZATION"));
  EXPECT_THAT(Analyze("Она хвалит Министерство за тепло.", settings).Names(), IsEmpty());
}

TEST(Organizations, ASiteOfNewsInSmallLetters) {
  const Found found = Analyze("Об этом сообщает shorenews.ru утром.", {.tags = {{}}});
  EXPECT_THAT(found.Names(), ElementsAre("shorenews.ru:ORGANIZATION"));
  EXPECT_EQ(found.EntityOf("shorenews.ru").type, "ORGANIZATION.media");
  EXPECT_THAT(Analyze("Они купили shorenews.ru утром.", {.tags = {{}}}).Names(), IsEmpty());
}

}  // namespace
}  // namespace lector::entities
