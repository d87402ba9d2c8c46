// What the morphology adds: complements, titles, normal forms, headlines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr uint8_t kPer = LECTOR_NAME_PERSON, kOrg = LECTOR_NAME_ORGANIZATION, kLoc = LECTOR_NAME_LOCATION;
constexpr uint64_t kNom = LECTOR_CASE_NOM, kGen = LECTOR_CASE_GEN, kIns = LECTOR_CASE_INS, kDat = LECTOR_CASE_DAT;
constexpr uint64_t kMasc = LECTOR_GENDER_MASC, kFem = LECTOR_GENDER_FEM;

Parse Noun(const std::string& lemma, uint64_t grammatical_case, uint64_t gender = kMasc, uint64_t number = LECTOR_NUMBER_SING) {
  return {LECTOR_UPOS_NOUN, Feats(grammatical_case, gender, number), lemma};
}
Parse Adjective(const std::string& lemma, uint64_t grammatical_case) {
  return {LECTOR_UPOS_ADJ, Feats(grammatical_case, kMasc), lemma};
}
Parse Surname(const std::string& lemma, uint64_t grammatical_case, uint64_t gender) {
  return {LECTOR_UPOS_PROPN, Feats(grammatical_case, gender, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_SUR), lemma};
}
Parse Given(const std::string& lemma, uint64_t grammatical_case, uint64_t gender) {
  return {LECTOR_UPOS_PROPN, Feats(grammatical_case, gender, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_GIV), lemma};
}
Parse Verb(const std::string& lemma) { return {LECTOR_UPOS_VERB, 0, lemma}; }

TEST(Morphology, GenitivesCompleteABody) {
  const Settings settings{.tags = std::vector<Tag>{},
                          .morph = {{{"Институт", {Noun("институт", kNom)}},
                                     {"болот", {Noun("болото", kGen)}},
                                     {"торфа", {Noun("торф", kGen)}},
                                     {"закрыли", {Verb("закрыть")}}}}};
  EXPECT_THAT(Analyze("Там Институт болот и торфа закрыли.", settings).Names(),
              ElementsAre("Институт болот и торфа:ORGANIZATION"));
}

TEST(Morphology, ARegionNamedByItsTownIsARegion) {
  const Settings settings{
      .tags = {{{"Томской области", kLoc}, {"Псковская область", kLoc}}},
      .morph = {{{"Томской", {Adjective("томский", kGen)}}, {"области", {Noun("область", kGen, kFem)}},
                 {"Псковская", {Adjective("псковский", kNom)}}, {"область", {Noun("область", kNom, kFem)}}}}};
  const Found found = Analyze("Снег идёт в Томской области. Псковская область ждёт.", settings);
  EXPECT_EQ(found.EntityOf("Томской области").type, "LOCATION.region");
  EXPECT_EQ(found.EntityOf("Псковская область").type, "LOCATION.region");
}

TEST(Morphology, AListWithCommasCompletesABody) {
  const Settings settings{.tags = std::vector<Tag>{},
                          .morph = {{{"Музей", {Noun("музей", kNom)}},
                                     {"болот", {Noun("болото", kGen)}},
                                     {"древнего", {Adjective("древний", kGen)}},
                                     {"торфа", {Noun("торф", kGen)}},
                                     {"мха", {Noun("мох", kGen)}},
                                     {"закрыли", {Verb("закрыть")}}}}};
  EXPECT_THAT(Analyze("Там Музей болот, древнего торфа и мха закрыли.", settings).Names(),
              ElementsAre("Музей болот, древнего торфа и мха:ORGANIZATION"));
  EXPECT_THAT(Analyze("Там Музей болот, торфа закрыли.", settings).Names(), ElementsAre("Музей болот:ORGANIZATION"));
}

TEST(Morphology, ByGoesOnWithAndBeforeAPersonAndWithWith) {
  const auto plural = [](const char* lemma, uint64_t c) { return Noun(lemma, c, kFem, LECTOR_NUMBER_PLUR); };
  const Settings settings{.tags = {{{"Яак Тамм", kPer}}},
                          .morph = {{{"Отдел", {Noun("отдел", kGen)}},
                                     {"болот", {plural("болото", kGen)}},
                                     {"услуг", {plural("услуга", kGen)}},
                                     {"связям", {plural("связь", kDat)}},
                                     {"общинами", {plural("община", kIns)}}}}};
  EXPECT_THAT(Analyze("Это глава Отдел болот и услуг Яак Тамм.", settings).Names(),
              ElementsAre("Отдел болот и услуг:ORGANIZATION", "Яак Тамм:PERSON"));
  Settings with = settings;
  with.tags->clear();
  EXPECT_THAT(Analyze("Это Отдел по связям с общинами города.", with).Names(),
              ElementsAre("Отдел по связям с общинами:ORGANIZATION"));
}

TEST(Morphology, APossessivePronounEndsATitle) {
  const Settings settings{.tags = {{{"Тамма", kPer}, {"Анны Рог", kPer}}},
                          .morph = {{{"мэра", {Noun("мэр", kGen)}},
                                     {"Тамма", {Surname("тамм", kGen, kMasc)}},
                                     {"его", {{LECTOR_UPOS_DET, Feats(kGen, kMasc), "его"}}},
                                     {"подруги", {Noun("подруга", kGen, kFem)}},
                                     {"Анны", {Given("анна", kGen, kFem)}},
                                     {"Рог", {Surname("рог", kGen, kFem)}}}}};
  EXPECT_EQ(Analyze("Сын родился у мэра Тамма и его подруги Анны Рог.", settings).EntityOf("Анны Рог").title, "");
}

TEST(Morphology, ARoleThatWasIsARole) {
  const Settings settings{.tags = {{{"Экс-советник Тамма", kPer}}},
                          .morph = {{{"Экс-советник", {Noun("экс-советник", kNom)}}, {"Тамма", {Surname("тамм", kGen, kMasc)}}}}};
  EXPECT_THAT(Analyze("Экс-советник Тамма уволен.", settings).Names(), ElementsAre("Тамма:PERSON"));
}

TEST(Morphology, ASubjectOfItsOwnIsNotOfTheBodyBeforeIt) {
  const Settings settings{.tags = {{{"Думе мигалки", kOrg}}},
                          .morph = {{{"Думе", {Noun("дума", kDat, kFem)}}, {"мигалки", {Noun("мигалка", kNom, kFem)}}}}};
  EXPECT_THAT(Analyze("В нашей Думе мигалки положены главе.", settings).Names(), ElementsAre("Думе:ORGANIZATION"));
}

TEST(Morphology, AnExpertiseIsNoExpert) {
  const Settings settings{.tags = std::vector<Tag>{},
                          .morph = {{{"Институт", {Noun("институт", kNom)}}, {"экспертизы", {Noun("экспертиза", kGen, kFem)}}}}};
  EXPECT_THAT(Analyze("Там Институт экспертизы закрыли.", settings).Names(), ElementsAre("Институт экспертизы:ORGANIZATION"));
}

TEST(Morphology, ATitleInAnyCaseBecomesNominative) {
  const Settings settings{.tags = {{{"Яаком Таммом", kPer}}},
                          .morph = {{{"мэром", {Noun("мэр", kIns)}},
                                     {"Яаком", {Given("яак", kIns, kMasc)}},
                                     {"Таммом", {Surname("тамм", kIns, kMasc)}}}},
                          .nominatives = {{"мэром", "мэр"}, {"Яаком Таммом", "Яак Тамм"}}};
  const Found found = Analyze("Встреча с мэром Яаком Таммом прошла.", settings);
  EXPECT_EQ(found.EntityOf("Яаком Таммом").name, "Яак Тамм");
  EXPECT_EQ(found.EntityOf("Яаком Таммом").title, "мэр");
  EXPECT_EQ(found.MentionOf("Яаком Таммом").normal_form, "Яак Тамм");
}

TEST(Morphology, OfTwoRolesBesideEachOtherTheFirstIsTheTitle) {
  // "Яак" may be a genitive, too, as "президента" is.
  const Settings nominative{.tags = {{{"Яак Тамм", kPer}}},
                            .morph = {{{"помощник", {Noun("помощник", kNom)}},
                                       {"президента", {Noun("президент", kGen)}},
                                       {"Яак", {Given("яак", kNom, kMasc), Given("яака", kGen, kFem)}},
                                       {"Тамм", {Surname("тамм", kNom, kMasc)}}}}};
  EXPECT_EQ(Analyze("Там пел помощник президента Яак Тамм.", nominative).EntityOf("Яак Тамм").title, "помощник президента");

  const Settings genitive{.tags = {{{"Яака Тамма", kPer}}},
                          .morph = {{{"помощника", {Noun("помощник", kGen)}},
                                     {"президента", {Noun("президент", kGen)}},
                                     {"Яака", {Given("яак", kGen, kMasc)}},
                                     {"Тамма", {Surname("тамм", kGen, kMasc)}}}},
                          .nominatives = {{"помощника президента", "помощник президента"}, {"Яака Тамма", "Яак Тамм"}}};
  EXPECT_EQ(Analyze("Там ждали помощника президента Яака Тамма.", genitive).EntityOf("Яака Тамма").title, "помощник президента");
}

TEST(Morphology, AFullNameHasTheSurnameAndThePatronymic) {
  const Settings settings{.tags = {{{"Яак Тамм", kPer}, {"Яак Юханович", kPer}}},
                          .morph = {{{"Яак", {Given("яак", kNom, kMasc)}}, {"Тамм", {Surname("тамм", kNom, kMasc)}}}}};
  EXPECT_EQ(Analyze("Там пел Яак Тамм. Тогда Яак Юханович ушел.", settings).EntityOf("Яак Тамм").name, "Яак Юханович Тамм");
}

TEST(Morphology, TitlesInThePluralAreShared) {
  const std::string text = "Там президенты Эстонии и Перу Яак Тамм и Хуан Рохо пели.";
  const Settings settings{.tags = {{{"Эстонии", kLoc}, {"Перу", kLoc}, {"Яак Тамм", kPer}, {"Хуан Рохо", kPer}}},
                          .morph = {{{"президенты", {Noun("президент", kNom, kMasc, LECTOR_NUMBER_PLUR)}}}}};
  const Found found = Analyze(text, settings);
  EXPECT_EQ(found.EntityOf("Яак Тамм").title, "президент Эстонии");
  EXPECT_EQ(found.EntityOf("Хуан Рохо").title, "президент Перу");
}

TEST(Morphology, ATitleAloneMeansThePersonWhoHasIt) {
  const std::string text = "Об этом объявил мэр Яак Тамм. Затем мэр ушел. Другой директор остался.";
  const Settings settings{
      .tags = {{{"Яак Тамм", kPer}}},
      .morph = {{{"мэр", {Noun("мэр", kNom)}}, {"директор", {Noun("директор", kNom)}}, {"ушел", {Verb("уйти")}}}}};
  const Found found = Analyze(text, settings);
  ASSERT_THAT(found.Names(), ElementsAre("Яак Тамм:PERSON", "мэр:PERSON"));
  EXPECT_EQ(found.analysis.mentions[1].entity, found.analysis.mentions[0].entity);
  EXPECT_EQ(found.analysis.mentions[1].form, static_cast<uint32_t>(LECTOR_FORM_COMMON_NOUN));
}

TEST(Morphology, ATitleOfTwoPersonsAloneMeansNobody) {
  const std::string text = "Пришли мэр Яак Тамм и мэр Хуан Рохо. Затем мэр ушел.";
  const Settings settings{.tags = {{{"Яак Тамм", kPer}, {"Хуан Рохо", kPer}}},
                          .morph = {{{"мэр", {Noun("мэр", kNom)}}, {"ушел", {Verb("уйти")}}}}};
  EXPECT_THAT(Analyze(text, settings).Names(), ElementsAre("Яак Тамм:PERSON", "Хуан Рохо:PERSON"));
}

TEST(Morphology, ManAndWifeStayTwo) {
  const std::string text = "Там Кирилл Орехов и Алла Орехова. Потом Орехов уехал, а Орехова осталась.";
  const Settings settings{.tags = {{{"Кирилл Орехов", kPer}, {"Алла Орехова", kPer}, {"Орехов", kPer}, {"Орехова", kPer}}},
                          .morph = {{{"Кирилл", {Given("кирилл", kNom, kMasc)}},
                                     {"Алла", {Given("алла", kNom, kFem)}},
                                     {"Орехов", {Surname("орехов", kNom, kMasc)}},
                                     {"Орехова", {Surname("орехова", kNom, kFem)}}}}};
  const Found found = Analyze(text, settings);
  ASSERT_EQ(found.analysis.mentions.size(), 4u);
  EXPECT_EQ(found.analysis.entities.size(), 2u);
  EXPECT_EQ(found.analysis.mentions[2].entity, found.analysis.mentions[0].entity);
  EXPECT_EQ(found.analysis.mentions[3].entity, found.analysis.mentions[1].entity);
}

TEST(Morphology, AbbreviationsAndBodiesAreOne) {
  const std::string text = "Там Всемирная торговая палата заседала. В ВТП довольны.";
  const Settings settings{.tags = {{{"Всемирная торговая палата", kOrg}, {"ВТП", kOrg}}},
                          .morph = {{{"Всемирная", {Adjective("всемирный", kNom)}},
                                     {"торговая", {Adjective("торговый", kNom)}},
                                     {"палата", {Noun("палата", kNom, kFem)}}}}};
  const Found found = Analyze(text, settings);
  ASSERT_EQ(found.analysis.entities.size(), 1u);
  EXPECT_EQ(found.analysis.entities[0].name, "Всемирная торговая палата");
  EXPECT_EQ(found.analysis.entities[0].abbreviation, "ВТП");
}

TEST(Morphology, TheNameIsTheFormThatMostMentionsHave) {
  const std::string text = "Там «Голоса Гор» слышны. Вот «Голос Гор» и «Голос Гор» опять.";
  const Settings settings{
      .tags = {{{"Голоса Гор", kOrg}, {"Голос Гор", kOrg}, {"Голос Гор", kOrg}}},
      .morph = {{{"Голоса", {Noun("голос", kNom)}}, {"Голос", {Noun("голос", kNom)}}, {"Гор", {Noun("гора", kGen)}}}}};
  EXPECT_EQ(Analyze(text, settings).EntityOf("Голоса Гор").name, "Голос Гор");
}

TEST(Morphology, AFormThatStaysObliqueIsNoNameWhereTheNominativeStands) {
  const std::string text = "Тренер «Грифа» доволен. Игрок «Грифа» ушёл. «Гриф» выиграл.";
  const Settings settings{.tags = {{{"Грифа", kOrg}, {"Грифа", kOrg}, {"Гриф", kOrg}}},
                          .morph = {{{"Грифа", {Noun("грифа", kGen)}}, {"Гриф", {Noun("гриф", kNom)}}}}};
  EXPECT_EQ(Analyze(text, settings).EntityOf("Гриф").name, "Гриф");
}

TEST(Morphology, AWordWithACapitalInsideIsInflected) {
  const Settings settings{.tags = {{{"АртПерспективы", kOrg}}},
                          .morph = {{{"АртПерспективы", {Noun("артперспектива", kGen)}}}},
                          .nominatives = {{"АртПерспективы", "Артперспектива"}}};
  EXPECT_EQ(Analyze("Директор АртПерспективы ушёл.", settings).EntityOf("АртПерспективы").name, "АртПерспектива");
}

TEST(Morphology, AHeadlineInCapitalsIsReadByTheDictionary) {
  const std::string text = "УМЕР КЛОУН ОТТО БРЮЛЬ\n\nЭто стало известно сегодня.";
  const Settings settings{.tags = {{{"КЛОУН ОТТО БРЮЛЬ", kPer}}},
                          .morph = {{{"УМЕР", {Verb("умереть")}},
                                     {"КЛОУН", {Noun("клоун", kNom)}},
                                     {"ОТТО", {Given("отто", kNom, kMasc)}},
                                     {"БРЮЛЬ", {Surname("брюль", kNom, kMasc)}}}}};
  EXPECT_THAT(Analyze(text, settings).Names(), ElementsAre("ОТТО БРЮЛЬ:PERSON"));
}

TEST(Morphology, AListOfNamesIsNoHeadline) {
  const std::string text = "Отто Брюль Хуан Рохо\n\nОни приехали.";
  const Settings settings{.tags = {{{"Отто Брюль", kPer}, {"Хуан Рохо", kPer}}},
                          .morph = {{{"Отто", {Given("отто", kNom, kMasc)}},
                                     {"Брюль", {Surname("брюль", kNom, kMasc)}},
                                     {"Хуан", {Given("хуан", kNom, kMasc)}},
                                     {"Рохо", {Surname("рохо", kNom, kMasc)}}}}};
  EXPECT_THAT(Analyze(text, settings).Names(), ElementsAre("Отто Брюль:PERSON", "Хуан Рохо:PERSON"));
}

TEST(Morphology, ByAndDativeCompleteABodyToo) {
  const Settings settings{
      .tags = std::vector<Tag>{},
      .morph = {{{"Комитет", {Noun("комитет", kNom)}}, {"болотам", {Noun("болото", kDat)}}, {"итогам", {Noun("итог", kDat)}}}}};
  EXPECT_THAT(Analyze("Там Комитет по болотам заседал.", settings).Names(), ElementsAre("Комитет по болотам:ORGANIZATION"));
  EXPECT_THAT(Analyze("Там Сенат по итогам заседал.", settings).Names(), ElementsAre("Сенат:ORGANIZATION"));
}

TEST(Morphology, AnAdjectiveThatTheDictionaryLacksStandsInTheNominativeBeforeItsNoun) {
  const Settings settings{.tags = {{{"Усть-Рогского района", kLoc}}},
                          .morph = {{{"Усть-Рогского", {{LECTOR_UPOS_PROPN, Feats(kGen, kMasc), "усть-рогский", 0.1f}}},
                                     {"района", {Noun("район", kGen)}}}},
                          .nominatives = {{"Усть-Рогского района", "Усть-Рогского района"}}};
  EXPECT_EQ(Analyze("Там глава Усть-Рогского района был.", settings).EntityOf("Усть-Рогского района").name, "Усть-Рогский район");
}

TEST(Morphology, AThingIsNoRole) {
  const auto found = [](const char* word, const char* lemma, uint64_t animacy) {
    const uint64_t feats = Feats(LECTOR_CASE_ACC, kFem) | animacy << LECTOR_FEAT_ANIMACY;
    return Analyze(std::string("Он видел ") + word + " Отто Брюль.",
                   {.tags = {{{"Отто Брюль", kPer}}},
                    .morph = {{{word, {{LECTOR_UPOS_NOUN, feats, lemma}}}}},
                    .nominatives = {{"мэра", "мэр"}, {"мэрию", "мэрия"}}});
  };
  EXPECT_EQ(found("мэрию", "мэрия", LECTOR_ANIMACY_INAN).EntityOf("Отто Брюль").title, "");
  EXPECT_NE(found("мэра", "мэр", LECTOR_ANIMACY_ANIM).EntityOf("Отто Брюль").title, "");
}

}  // namespace
}  // namespace lector::entities
