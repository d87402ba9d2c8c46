// What stands beside the name of a body and belongs to its phrase, and bodies meant by the noun of their class.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::ElementsAre;

constexpr uint8_t kOrg = LECTOR_NAME_ORGANIZATION, kLoc = LECTOR_NAME_LOCATION, kPer = LECTOR_NAME_PERSON;
constexpr uint64_t kNom = LECTOR_CASE_NOM, kGen = LECTOR_CASE_GEN, kDat = LECTOR_CASE_DAT;
constexpr uint64_t kMasc = LECTOR_GENDER_MASC, kFem = LECTOR_GENDER_FEM, kPlural = LECTOR_NUMBER_PLUR;

Parse Noun(const std::string& lemma, uint64_t grammatical_case, uint64_t gender = kMasc, uint64_t number = LECTOR_NUMBER_SING) {
  return {LECTOR_UPOS_NOUN, Feats(grammatical_case, gender, number), lemma};
}
Parse Adjective(const std::string& lemma, uint64_t grammatical_case, uint64_t gender = kMasc) {
  return {LECTOR_UPOS_ADJ, Feats(grammatical_case, gender), lemma};
}
Parse Name(const std::string& lemma, uint64_t grammatical_case) {
  return {LECTOR_UPOS_PROPN, Feats(grammatical_case, kMasc, LECTOR_NUMBER_SING, LECTOR_NAMETYPE_SUR), lemma};
}
Parse Verb(const std::string& lemma) { return {LECTOR_UPOS_VERB, 0, lemma}; }

std::vector<std::string> Phrases(const Found& found) {
  std::vector<std::string> phrases;
  for (const Mention& mention : found.analysis.mentions) phrases.push_back(found.PhraseOf(mention));
  return phrases;
}

TEST(Phrases, AnAdjectiveOfItsLevelOrPlaceBelongsToTheNounOfABody) {
  const Settings settings{.tags = std::vector<Tag>{},
                          .morph = {{{"областной", {Adjective("областной", kNom)}},
                                     {"эстонский", {Adjective("эстонский", kNom)}},
                                     {"новый", {Adjective("новый", kNom)}},
                                     {"суд", {Noun("суд", kNom)}},
                                     {"парламент", {Noun("парламент", kNom)}}}}};
  EXPECT_THAT(Phrases(Analyze("Жалобу отклонил областной суд.", settings)), ElementsAre("областной суд"));
  EXPECT_THAT(Phrases(Analyze("Его распустил эстонский парламент.", settings)), ElementsAre("эстонский парламент"));
  EXPECT_THAT(Phrases(Analyze("Там собрался новый парламент.", settings)), ElementsAre("парламент"));
  EXPECT_THAT(Phrases(Analyze("Там собрался новый суд.", settings)), ElementsAre());
}

TEST(Phrases, APartOfABodyGoesByTheNameOfTheBody) {
  const Settings settings{
      .tags = {{{"Заринвест", kOrg}}},
      .morph = {{{"департамент", {Noun("департамент", kNom)}}, {"продаж", {Noun("продажа", kGen, kFem, kPlural)}}}}};
  const Found found = Analyze("Ответил департамент продаж Заринвест.", settings);
  EXPECT_THAT(Phrases(found), ElementsAre("департамент продаж Заринвест"));
  EXPECT_EQ(found.NameOf(found.analysis.mentions[0]), "Заринвест");
  const Settings common{
      .tags = std::vector<Tag>{},
      .morph = {{{"пресс-служба", {Noun("пресс-служба", kNom, kFem)}}, {"правительства", {Noun("правительство", kGen)}}}}};
  EXPECT_THAT(Phrases(Analyze("Ответила пресс-служба правительства.", common)), ElementsAre("пресс-служба правительства"));
}

TEST(Phrases, APlaceBehindPoAndATerritoryWithoutANameBelongToTheBody) {
  Settings settings{.tags = {{{"УФАС", kOrg}, {"Тверской области", kLoc}}},
                    .morph = {{{"Тверской", {Adjective("тверской", kDat, kFem)}},
                               {"области", {Noun("область", kDat, kFem)}},
                               {"парламента", {Noun("парламент", kGen)}},
                               {"страны", {Noun("страна", kGen, kFem)}}}}};
  EXPECT_THAT(Phrases(Analyze("Дело ведёт УФАС по Тверской области.", settings)), ElementsAre("УФАС по Тверской области"));
  settings.tags->clear();
  EXPECT_THAT(Phrases(Analyze("Так решили депутаты парламента страны.", settings)), ElementsAre("парламента страны"));
}

TEST(Phrases, ABodyMayGoByThePersonWhoLeadsIt) {
  const Settings settings{.tags = {{{"Тамма", kPer}}},
                          .morph = {{{"правительство", {Noun("правительство", kNom)}},
                                     {"администрация", {Noun("администрация", kNom, kFem)}},
                                     {"министры", {Noun("министр", kNom, kMasc, LECTOR_NUMBER_PLUR)}},
                                     {"министр", {Noun("министр", kNom)}},
                                     {"правительства", {Noun("правительство", kGen)}},
                                     {"Тамма", {Name("тамм", kGen)}}}}};
  EXPECT_THAT(Phrases(Analyze("Ушло правительство Тамма.", settings)), ElementsAre("правительство Тамма"));
  EXPECT_THAT(Phrases(Analyze("Вчера ушла администрация Тамма.", settings)), ElementsAre("администрация Тамма"));
  EXPECT_THAT(Phrases(Analyze("Уходят министры правительства Тамма.", settings)), ElementsAre("правительства Тамма"));
  EXPECT_THAT(Phrases(Analyze("Уходит министр правительства Тамма.", settings)), ElementsAre("правительства", "Тамма"));
}

TEST(Phrases, ANounThatGovernsANameIsNotOfIt) {
  const Settings settings{.tags = {{{"Здание ФМТК", kOrg}}}, .morph = {{{"Здание", {Noun("здание", kNom)}}}}};
  EXPECT_THAT(Phrases(Analyze("Здание ФМТК закрыто.", settings)), ElementsAre("ФМТК"));
}

TEST(Phrases, AQuotedNameBehindItsClassNounIsInTheNominative) {
  const Settings settings{
      .tags = std::vector<Tag>{}, .morph = {{{"Каву", {Noun("кава", kGen, kFem)}}}}, .nominatives = {{"Каву", "Кава"}}};
  const Found found = Analyze("Это строят на АЭС «Каву» и в компании «Каву».", settings);
  EXPECT_EQ(found.analysis.mentions[0].normal_form, "Каву");
  EXPECT_EQ(found.EntityOf("Каву").type, "LOCATION.facility");
}

TEST(Phrases, AnAbbreviationBeforeAQuotedNameIsAFormOfABody) {
  EXPECT_THAT(Phrases(Analyze("Это подтвердил ЗМК «Светлый путь» вчера.")), ElementsAre("ЗМК «Светлый путь»"));
}

TEST(Phrases, NamesOfOneWellKnownBodyAreOneEntity) {
  const Settings settings{.tags = {{{"Банк России", kOrg}, {"ЦБ", kOrg}}},
                          .morph = {{{"Банк", {Noun("банк", kNom)}}, {"России", {Noun("россия", kGen, kFem)}}}},
                          .nominatives = {{"Банк России", "Банк России"}}};
  const Found found = Analyze("Банк России повысил ставку. В ЦБ это объяснили.", settings);
  EXPECT_EQ(found.analysis.entities.size(), 1u);
}

class BodiesAlone : public testing::Test {
 protected:
  static Settings With(std::vector<Tag> tags) {
    return {.tags = std::move(tags),
            .morph = {{{"компания", {Noun("компания", kNom, kFem)}},
                       {"Компания", {Noun("компания", kNom, kFem)}},
                       {"банк", {Noun("банк", kNom)}},
                       {"крупный", {Adjective("крупный", kNom)}},
                       {"крови", {Noun("кровь", kGen, kFem)}},
                       {"растёт", {Verb("расти")}}}}};
  }
};

TEST_F(BodiesAlone, TheNounOfAClassMeansTheOneBodyOfIt) {
  const Found found = Analyze("Там открыт Заринбанк. Вчера банк растёт.", With({{"Заринбанк", kOrg}}));
  ASSERT_EQ(found.analysis.mentions.size(), 2u);
  const Mention& noun = found.analysis.mentions[1];
  EXPECT_EQ(noun.entity, found.analysis.mentions[0].entity);
  EXPECT_EQ(noun.form, static_cast<uint32_t>(LECTOR_FORM_COMMON_NOUN));
  EXPECT_EQ(noun.name_span.end, 0u);
  EXPECT_EQ(found.EntityOf("Заринбанк").name, "Заринбанк");
}

TEST_F(BodiesAlone, OfTwoBodiesItMeansNone) {
  EXPECT_EQ(Analyze("Там открыты Заринбанк и Тулабанк. Вчера банк растёт.", With({{"Заринбанк", kOrg}, {"Тулабанк", kOrg}}))
                .analysis.mentions.size(),
            2u);
}

TEST_F(BodiesAlone, WhatNarrowsOrCompletesTheNounMakesItAnother) {
  for (const char* text : {"Там открыт Заринбанк. Вчера крупный банк растёт.", "Там открыт Заринбанк. Вчера банк крови растёт.",
                           "Вчера банк растёт. Там открыт Заринбанк."})
    EXPECT_EQ(Analyze(text, With({{"Заринбанк", kOrg}})).analysis.mentions.size(), 1u) << text;
}

TEST(Phrases, WhatABodyIsForStandsBehindWhoseItIs) {
  Parse policy = Noun("политика", kDat, kFem);  // no form of "политик", which is a role
  policy.feats |= uint64_t{LECTOR_ANIMACY_INAN} << LECTOR_FEAT_ANIMACY;
  const Settings settings{.tags = std::vector<Tag>{},
                          .morph = {{{"комитета", {Noun("комитет", kGen)}},
                                     {"аграрной", {Adjective("аграрный", kDat, kFem)}},
                                     {"политике", {policy}},
                                     {"Госдумы", {Noun("госдума", kGen, kFem)}}}}};
  const Found found = Analyze("Мы читали письмо комитета Госдумы по аграрной политике.", settings);
  EXPECT_THAT(Phrases(found), ElementsAre("комитета Госдумы по аграрной политике"));
  EXPECT_EQ(found.NameOf(found.analysis.mentions[0]), "комитета Госдумы по аграрной политике");
}

TEST(Phrases, ABodyWithARoleAndTheTermOfAParliament) {
  const Settings settings{.tags = std::vector<Tag>{},
                          .morph = {{{"Совет", {Noun("совет", kNom)}},
                                     {"мэре", {Noun("мэр", LECTOR_CASE_LOC)}},
                                     {"Оскола", {Noun("оскол", kGen)}},
                                     {"Дума", {Noun("дума", kNom, kFem)}},
                                     {"пятого", {Adjective("пятый", kGen)}},
                                     {"нового", {Adjective("новый", kGen)}},
                                     {"созыва", {Noun("созыв", kGen)}}}}};
  EXPECT_THAT(Phrases(Analyze("Вчера собрался Совет при мэре.", settings)), ElementsAre("Совет при мэре"));
  EXPECT_THAT(Phrases(Analyze("Там была Дума пятого созыва.", settings)), ElementsAre("Дума пятого созыва"));
  EXPECT_THAT(Phrases(Analyze("Там была Дума нового созыва.", settings)), ElementsAre("Дума"));
}

TEST(Phrases, LettersOfAUnitJoinThoseOfItsBody) {
  EXPECT_THAT(Phrases(Analyze("Его нашли сыщики ГУУР МВД ночью.", {.tags = {{{"ГУУР", kOrg}}}})), ElementsAre("ГУУР МВД"));
  EXPECT_THAT(Phrases(Analyze("Об этом пишет ТАСС МВД вслед.", {.tags = {{{"ТАСС", kOrg}}}})), ElementsAre("ТАСС", "МВД"));
}

TEST(Phrases, ForcesAreOfABodyAndInAPlace) {
  const Settings settings{.tags = {{{"Европе", kLoc}}},
                          .morph = {{{"силами", {Noun("сила", LECTOR_CASE_INS, kFem, kPlural)}},
                                     {"Европе", {Noun("европа", LECTOR_CASE_LOC, kFem)}}}}};
  EXPECT_THAT(Phrases(Analyze("Он командует силами НАТО в Европе.", settings)), ElementsAre("силами НАТО в Европе"));
}

}  // namespace
}  // namespace lector::entities
