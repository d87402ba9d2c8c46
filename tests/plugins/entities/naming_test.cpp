// Names of entities and their mentions, and who is meant: quoted nominatives, patronymics, families, synonyms of places.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

constexpr uint8_t kPer = LECTOR_NAME_PERSON, kLoc = LECTOR_NAME_LOCATION;
constexpr uint64_t kNom = LECTOR_CASE_NOM, kGen = LECTOR_CASE_GEN, kIns = LECTOR_CASE_INS;
constexpr uint64_t kMasc = LECTOR_GENDER_MASC, kFem = LECTOR_GENDER_FEM;

Parse Noun(const std::string& lemma, uint64_t grammatical_case) {
  return {LECTOR_UPOS_NOUN, Feats(grammatical_case, kMasc), lemma};
}
Parse Adjective(const std::string& lemma) { return {LECTOR_UPOS_ADJ, Feats(kNom, kFem), lemma}; }
Parse Name(const std::string& lemma, uint64_t grammatical_case, uint64_t gender, uint64_t type,
           uint64_t number = LECTOR_NUMBER_SING) {
  return {LECTOR_UPOS_PROPN, Feats(grammatical_case, gender, number, type), lemma};
}

TEST(Naming, QuotationMarksTellTheNominative) {
  const Settings settings{.tags = {{{"Калене", kLoc}, {"Калене", kLoc}}}, .nominatives = {{"Калене", "Кален"}}};
  const Found found = Analyze("Завод «Калене» закрыт. Жители живут в Калене.", settings);
  ASSERT_EQ(found.analysis.mentions.size(), 2u);
  EXPECT_EQ(found.analysis.mentions[1].normal_form, "Калене");
}

TEST(Naming, AShortAbbreviationAndAForeignWordInEStayAsTheyAre) {
  const Settings settings{
      .tags = {{{"ОХ", LECTOR_NAME_ORGANIZATION}}}, .morph = {{{"ОХ", {Noun("охо", kGen)}}}}, .nominatives = {{"ОХ", "ОХО"}}};
  EXPECT_EQ(Analyze("Там группа ОХ исчезла.", settings).MentionOf("ОХ").normal_form, "ОХ");
  const Settings foreign{.tags = {{{"Маррезе", LECTOR_NAME_ORGANIZATION}}},
                         .morph = {{{"Маррезе", {{LECTOR_UPOS_PROPN, Feats(kNom, kMasc), "маррез", 0.5f}}}}},
                         .nominatives = {{"Маррезе", "Маррез"}}};
  EXPECT_EQ(Analyze("Там клан Маррезе исчез.", foreign).MentionOf("Маррезе").normal_form, "Маррезе");
}

TEST(Naming, OfACompoundTheEndAloneIsInflected) {
  const Settings settings{.tags = {{{"Усть-Марске", kLoc}}},
                          .morph = {{{"Усть-Марске", {{LECTOR_UPOS_PROPN, Feats(LECTOR_CASE_LOC, kMasc), "усть-марск"}}}}},
                          .nominatives = {{"Усть-Марске", "Усти-Марске"}}};
  EXPECT_EQ(Analyze("Он жил там в Усть-Марске.", settings).MentionOf("Усть-Марске").normal_form, "Усть-Марск");
}

TEST(Naming, ACompoundInAConsonantHasNoEnding) {
  const Settings settings{.tags = {{{"Марлинг-стрит", kLoc}}},
                          .morph = {{{"Марлинг-стрит", {{LECTOR_UPOS_PROPN, Feats(kGen, kFem), "марлинга-стрит"}}}}},
                          .nominatives = {{"Марлинг-стрит", "Марлинги-стрит"}}};
  EXPECT_EQ(Analyze("Он жил там на Марлинг-стрит.", settings).MentionOf("Марлинг-стрит").normal_form, "Марлинг-стрит");
}

TEST(Naming, WhomABodyIsCalledAfterStaysInTheGenitive) {
  const Settings settings{.tags = {{{"Музее Анны Рог", LECTOR_NAME_ORGANIZATION}}},
                          .morph = {{{"Музее", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_LOC, kMasc), "музей"}}},
                                     {"Анны", {Name("анна", kGen, kFem, LECTOR_NAMETYPE_GIV)}},
                                     {"Рог", {Name("рог", kGen, kFem, LECTOR_NAMETYPE_SUR)}}}},
                          .nominatives = {{"Музее", "Музей"}, {"Музее Анны Рог", "Музее Анна Рог"}}};
  EXPECT_EQ(Analyze("Выставка открыта в Музее Анны Рог.", settings).analysis.mentions.at(0).normal_form, "Музей Анны Рог");
}

TEST(Naming, TheSurnameMayStandFirst) {
  const Settings settings{.tags = {{{"Пётр Рогов", kPer}, {"Рогов Пётр Ильич", kPer}}},
                          .morph = {{{"Пётр", {Name("пётр", kNom, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Рогов", {Name("рогов", kNom, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Ильич", {Name("ильич", kNom, kMasc, LECTOR_NAMETYPE_PAT)}}}}};
  const Found found = Analyze("Тут был Пётр Рогов. В приказе стоит Рогов Пётр Ильич.", settings);
  EXPECT_EQ(found.MentionOf("Пётр Рогов").entity, found.MentionOf("Рогов Пётр Ильич").entity);
}

TEST(Naming, TheVerbTellsWhoseSurnameItIs) {
  const Settings settings{.tags = {{{"Анна Моро", kPer}, {"Пётр Моро", kPer}, {"Моро", kPer}}},
                          .morph = {{{"Пётр", {Name("пётр", kNom, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Анна", {Name("анна", kNom, kFem, LECTOR_NAMETYPE_GIV)}},
                                     {"Моро", {Name("моро", kNom, kMasc, 0)}},
                                     {"ушла", {{LECTOR_UPOS_VERB, Feats(0, kFem), "уйти"}}}}}};
  const Found found = Analyze("Тут была Анна Моро. Там стоял Пётр Моро. Потом Моро ушла.", settings);
  ASSERT_EQ(found.analysis.mentions.size(), 3u);
  EXPECT_EQ(found.analysis.mentions[2].entity, found.analysis.mentions[0].entity);
}

TEST(Naming, ASurnameThatEndsAsAPatronymicIsNone) {
  const Settings settings{.tags = {{{"Виктор Рогов", kPer}, {"Виктор Майкович", kPer}}},
                          .morph = {{{"Виктор", {Name("виктор", kNom, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Рогов", {Name("рогов", kNom, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Майкович", {Name("майкович", kNom, kMasc, LECTOR_NAMETYPE_SUR)}}}}};
  const Found found = Analyze("Тут был Виктор Рогов. Потом пришёл Виктор Майкович.", settings);
  EXPECT_NE(found.MentionOf("Виктор Рогов").entity, found.MentionOf("Виктор Майкович").entity);
}

TEST(Naming, TheNounOfSeveralPlacesIsOfEach) {
  const auto adjective = [](const char* lemma) { return Parse{LECTOR_UPOS_ADJ, Feats(LECTOR_CASE_LOC, kFem), lemma}; };
  const Settings settings{
      .tags = {{{"Тверской", kLoc}, {"Псковской областях", kLoc}}},
      .morph = {{{"Тверской", {adjective("тверской")}},
                 {"Псковской", {adjective("псковский")}},
                 {"областях", {{LECTOR_UPOS_NOUN, Feats(LECTOR_CASE_LOC, kFem, LECTOR_NUMBER_PLUR), "область"}}}}},
      .nominatives = {{"Тверской", "Тверская"}, {"Псковской областях", "Псковская областях"}}};
  const Found found = Analyze("Снег там в Тверской и Псковской областях.", settings);
  ASSERT_EQ(found.analysis.mentions.size(), 2u);
  EXPECT_EQ(found.analysis.mentions[0].normal_form, "Тверская область");
  EXPECT_EQ(found.analysis.mentions[1].normal_form, "Псковская область");
}

TEST(Naming, ASurnameStandsInTheNominativeElsewhere) {
  const Settings settings{.tags = {{{"Яна Ладыбы", kPer}, {"Ладыба", kPer}}},
                          .morph = {{{"Яна", {Name("ян", kGen, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Ладыбы", {Name("ладыба", kGen, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Ладыба", {Name("ладыба", kNom, kMasc, LECTOR_NAMETYPE_SUR)}}}},
                          .nominatives = {{"Яна Ладыбы", "Ян Ладыбы"}, {"Ладыба", "Ладыба"}}};
  const Found found = Analyze("Дом у Яна Ладыбы сгорел. Потом Ладыба уехал.", settings);
  EXPECT_EQ(found.EntityOf("Ладыба").name, "Ян Ладыба");
  EXPECT_EQ(found.MentionOf("Ладыба").normal_form, "Ладыба");
}

TEST(Naming, BehindANounInThePluralAQuotedNameIsInflected) {
  const Settings settings{
      .tags = std::vector<Tag>{},
      .morph = {{{"предприятий", {{LECTOR_UPOS_NOUN, Feats(kGen, kMasc, LECTOR_NUMBER_PLUR), "предприятие"}}}}},
      .nominatives = {{"Лукойла", "Лукойл"}}};
  EXPECT_EQ(Analyze("Он директор предприятий «Лукойла».", settings).MentionOf("Лукойла").normal_form, "Лукойл");
}

TEST(Naming, TheFullestNameHasThePatronymicThatStandsElsewhere) {
  const Settings settings{.tags = {{{"Пётр Рогов", kPer}, {"Пётр Ильич", kPer}}},
                          .morph = {{{"Пётр", {Name("пётр", kNom, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Рогов", {Name("рогов", kNom, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Ильич", {Name("ильич", kNom, kMasc, LECTOR_NAMETYPE_PAT)}}}},
                          .nominatives = {{"Пётр Рогов", "Пётр Рогов"}, {"Пётр Ильич", "Пётр Ильич"}}};
  const Found found = Analyze("Тут живёт Пётр Рогов. Все зовут его Пётр Ильич.", settings);
  EXPECT_EQ(found.EntityOf("Пётр Рогов").name, "Пётр Ильич Рогов");
  EXPECT_EQ(found.MentionOf("Пётр Ильич").normal_form, "Пётр Ильич");
}

TEST(Naming, ALetterIsNoFullName) {
  const Settings settings{.nominatives = {{"Коммерсанту", "Коммерсант"}}};
  const Found found = Analyze("Адвокат сообщила «Коммерсанту», что приговор обжалуют. Источник «Ъ» это подтвердил.", settings);
  EXPECT_EQ(found.EntityOf("Ъ").name, "Коммерсант");
}

TEST(Naming, AFamilyIsNoOneOfIt) {
  const Settings settings{.tags = {{{"Ян Тамм", kPer}, {"Таммов", kPer}, {"Тамма", kPer}}},
                          .morph = {{{"Ян", {Name("ян", kNom, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Тамм", {Name("тамм", kNom, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Тамма", {Name("тамм", kGen, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Таммов", {Name("тамм", kGen, kMasc, LECTOR_NAMETYPE_SUR, LECTOR_NUMBER_PLUR)}}}}};
  const Found found = Analyze("Тут живёт Ян Тамм. Дом семьи Таммов продан. Узнали и Тамма.", settings);
  EXPECT_NE(found.MentionOf("Таммов").entity, found.MentionOf("Ян Тамм").entity);
  EXPECT_EQ(found.MentionOf("Тамма").entity, found.MentionOf("Ян Тамм").entity);
}

TEST(Naming, ASurnameThatLooksLikeAFamilyIsThePersons) {
  const Settings settings{.tags = {{{"Яна Седых", kPer}, {"Седых", kPer}}},
                          .morph = {{{"Яна", {Name("яна", kNom, kFem, LECTOR_NAMETYPE_GIV)}},
                                     {"Седых", {Name("седых", kNom, kFem, LECTOR_NAMETYPE_SUR, LECTOR_NUMBER_PLUR)}}}}};
  const Found found = Analyze("Тут живёт Яна Седых. Дом строила сама Седых.", settings);
  EXPECT_EQ(found.analysis.entities.size(), 1u);
}

TEST(Naming, NamesOfOneRegionAreOne) {
  const Settings settings{.tags = {{{"Подмосковье", kLoc}, {"Московская область", kLoc}}},
                          .morph = {{{"Московская", {Adjective("московский")}}, {"область", {Noun("область", kNom)}}}},
                          .nominatives = {{"Подмосковье", "Подмосковье"}, {"Московская область", "Московская область"}}};
  const Found found = Analyze("Снег выпал там, где Подмосковье. Готова Московская область.", settings);
  EXPECT_EQ(found.MentionOf("Подмосковье").entity, found.MentionOf("Московская область").entity);
  EXPECT_EQ(found.EntityOf("Подмосковье").name, "Московская область");
}

TEST(Naming, AStateByItsAdjectiveAndForm) {
  const Settings settings{.morph = {{{"Чешская", {Adjective("чешский")}}, {"республика", {Noun("республика", kNom)}}}}};
  const Found found = Analyze("Там Чешская республика и Чехия, там КНР и Китай, там живёт Поднебесная.", settings);
  EXPECT_EQ(found.MentionOf("Чешская республика").entity, found.MentionOf("Чехия").entity);
  EXPECT_EQ(found.EntityOf("Китай").abbreviation, "КНР");
  EXPECT_EQ(found.MentionOf("Поднебесная").entity, found.MentionOf("КНР").entity);
  EXPECT_NE(found.EntityOf("Поднебесная").name, "Поднебесная");
}

TEST(Naming, WhoSomebodyWasNamesNobody) {
  const Settings settings{.tags = {{{"Яак Тамм", kPer}, {"Ян Рейн", kPer}}},
                          .morph = {{{"мэр", {Noun("мэр", kNom)}},
                                     {"мэром", {Noun("мэр", kIns)}},
                                     {"стал", {{LECTOR_UPOS_VERB, 0, "стать"}}},
                                     {"Экс-мэр", {Noun("экс-мэр", kNom)}},
                                     {"Яак", {Name("яак", kNom, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Тамм", {Name("тамм", kNom, kMasc, LECTOR_NAMETYPE_SUR)}}}}};
  const Found found = Analyze("Там был мэр Яак Тамм. Экс-мэр ушёл. Ян Рейн стал мэром. Спор с мэром долог.", settings);
  int alone = 0;
  for (const Mention& mention : found.analysis.mentions) alone += mention.form == LECTOR_FORM_COMMON_NOUN;
  EXPECT_EQ(alone, 2);  // "Экс-мэр", "с мэром"
}

TEST(Naming, EndingsBehindCapitalsAndNumbersOfKings) {
  EXPECT_EQ(Analyze("Так решил президент «АвтоВАЗа» вчера.", {.tags = {{{"АвтоВАЗа", LECTOR_NAME_ORGANIZATION}}}}).EntityOf("АвтоВАЗа").name, "АвтоВАЗ");
  const Settings king{.tags = {{{"Альбером II", kPer}}},
                      .morph = {{{"Альбером", {Name("альбер", kIns, kMasc, LECTOR_NAMETYPE_GIV)}}}},
                      .nominatives = {{"Альбером", "Альбер"}}};
  EXPECT_EQ(Analyze("Он встретился с Альбером II.", king).EntityOf("Альбером II").name, "Альбер II");
}

TEST(Naming, ANounThatEndsANameIsBroughtIntoTheNominativeAlone) {
  const Found found = Analyze("В пресс-службе «Вест Марс Банка» уточнили сумму. Клиенты «Почта Банка» ждут.",
                              {.tags = {{{"Вест Марс Банка", LECTOR_NAME_ORGANIZATION}, {"Почта Банка", LECTOR_NAME_ORGANIZATION}}},
                               .morph = {{{"Банка", {Noun("банк", kGen)}}}}});
  EXPECT_EQ(found.EntityOf("Вест Марс Банка").name, "Вест Марс Банк");
  EXPECT_NE(found.EntityOf("Вест Марс Банка").type, "ORGANIZATION.government");  // as its press service is not
  EXPECT_EQ(found.EntityOf("Почта Банка").name, "Почта Банк");
}

TEST(Naming, OfSyllablesTheLastAloneIsInflected) {
  const Settings settings{.tags = {{{"Пак Чон Хуна", kPer}}},
                          .morph = {{{"Пак", {Name("пак", kGen, kMasc, LECTOR_NAMETYPE_SUR)}},
                                     {"Чон", {Name("чон", kGen, kMasc, LECTOR_NAMETYPE_GIV)}},
                                     {"Хуна", {Name("хун", kGen, kMasc, LECTOR_NAMETYPE_GIV)}}}},
                          .nominatives = {{"Пак Чон Хуна", "Пак Чон Хуна"}}};
  EXPECT_EQ(Analyze("Это дом внука Пак Чон Хуна.", settings).EntityOf("Пак Чон Хуна").name, "Пак Чон Хун");
}

TEST(Naming, WhomAStreetIsCalledAfterStaysInTheGenitive) {
  const Settings settings{.tags = {{{"Щорса", LECTOR_NAME_LOCATION}}},
                          .morph = {{{"улице", {Noun("улица", LECTOR_CASE_LOC)}},
                                     {"Щорса", {Name("щорс", LECTOR_CASE_GEN, kMasc, LECTOR_NAMETYPE_SUR)}}}},
                          .nominatives = {{"Щорса", "Щорс"}}};
  EXPECT_EQ(Analyze("Пожар был на улице Щорса ночью.", settings).EntityOf("Щорса").name, "Щорса");
}

}  // namespace
}  // namespace lector::entities
