#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Persons, FullNameWithARoleBefore) {
  EXPECT_THAT(Analyze("Об этом рассказал директор завода Степан Орешкин.").Names(), Contains("Степан Орешкин:PERSON"));
}

TEST(Persons, InitialsParticlesAndHyphens) {
  EXPECT_THAT(Analyze("Проект подписал В. П. Орешкин.").Names(), ElementsAre("В. П. Орешкин:PERSON"));
  EXPECT_THAT(Analyze("Его сменил дирижер Отто фон Брюль.").Names(), ElementsAre("Отто фон Брюль:PERSON"));
  EXPECT_THAT(Analyze("С ней спорила актриса Анна-Мария Лунд-Хансен.").Names(), ElementsAre("Анна-Мария Лунд-Хансен:PERSON"));
}

TEST(Persons, ACountryBetweenRoleAndNameIsNotOfTheName) {
  EXPECT_THAT(Analyze("Выступил министр финансов Эстонии Яак Тамм.").Names(), ElementsAre("Эстонии:LOCATION", "Яак Тамм:PERSON"));
}

TEST(Persons, OneNameAfterARoleOrBeforeAVerbOfSpeech) {
  EXPECT_THAT(Analyze("На этом настоял тренер Зубков.").Names(), ElementsAre("Зубков:PERSON"));
  EXPECT_THAT(Analyze("Как вчера Зубков заявил, игра удалась.").Names(), ElementsAre("Зубков:PERSON"));
}

TEST(Persons, ASentenceBeginningIsNoName) {
  EXPECT_THAT(Analyze("Вчера вечером прошел дождь. Сильный ветер повалил деревья.").Names(), IsEmpty());
  EXPECT_THAT(Analyze("Вчера Семен Зубков уехал.").Names(), ElementsAre("Семен Зубков:PERSON"));
}

TEST(Persons, EvidenceElsewhereDecidesASentenceBeginning) {
  const Found found = Analyze("Доклад читал Семен Зубков. Зубков остался доволен.");
  EXPECT_THAT(found.Names(), ElementsAre("Семен Зубков:PERSON", "Зубков:PERSON"));
  EXPECT_EQ(found.analysis.entities.size(), 1u);
}

TEST(Persons, FormsOfOneNameAreOneEntity) {
  const Found found = Analyze("Приехал Семен Зубков. Встреча с Семеном Зубковым прошла тепло, и Зубкова проводили.");
  ASSERT_EQ(found.analysis.entities.size(), 1u);
  EXPECT_EQ(found.analysis.mentions.size(), 3u);
  EXPECT_EQ(found.analysis.entities[0].name, "Семен Зубков");
}

TEST(Persons, TwoOfOneSurnameStayTwo) {
  const Found found = Analyze("На сцене Семен Зубков и Роман Зубков. Позже Зубков ушел.");
  EXPECT_GE(found.analysis.entities.size(), 2u);
  EXPECT_NE(found.MentionOf("Семен Зубков").entity, found.MentionOf("Роман Зубков").entity);
}

TEST(Persons, SignatureGivesNameAndTitleOnce) {
  const Found found = Analyze(
      "Речь шла о мостах.\n\n« \"Мы построим мост\". Семен Зубков мэр города мэр города\n\nПотом выступили с Семеном Зубковым.");
  EXPECT_EQ(found.EntityOf("Семен Зубков").name, "Семен Зубков");
  EXPECT_EQ(found.EntityOf("Семен Зубков").title, "мэр города");
  EXPECT_EQ(found.MentionOf("Семен Зубков").entity, found.MentionOf("Семеном Зубковым").entity);
}

TEST(Persons, TitleOnlyInTheNominative) {
  EXPECT_EQ(Analyze("Так решил президент Эстонии Яак Тамм.").EntityOf("Яак Тамм").title, "президент Эстонии");
  EXPECT_EQ(Analyze("Так решили без президента Эстонии Яака Тамма.").EntityOf("Яака Тамма").title, "");
}

TEST(Persons, ABracketedSpellingHasTheSameType) {
  EXPECT_THAT(Analyze("Так думает режиссер Ларс Нурд (Lars Nurd).").Names(), ElementsAre("Ларс Нурд:PERSON", "Lars Nurd:PERSON"));
}

}  // namespace
}  // namespace lector::entities
