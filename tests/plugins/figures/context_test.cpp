#include <gtest/gtest.h>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

TEST(ContextTest, ModifiersBeforeAndBehind) {
  EXPECT_EQ(RussianContext("потратил около 5 тонн"), Lines{"5 тонн | approx level - -"});
  EXPECT_EQ(RussianContext("не менее 40 рублей"), Lines{"40 рублей | min level - -"});
  EXPECT_EQ(RussianContext("скачали более чем на 3 рубля"), Lines{"3 рубля | min level - -"});
  EXPECT_EQ(RussianContext("штраф до 500 рублей"), Lines{"500 рублей | max level - -"});
  EXPECT_EQ(RussianContext("чуть более 40 рублей"), Lines{"40 рублей | min level - -"});
  EXPECT_EQ(RussianContext("5 рублей и более"), Lines{"5 рублей | min level - -"});
  EXPECT_EQ(EnglishContext("at least $40"), Lines{"$40 | min level - -"});
  EXPECT_EQ(EnglishContext("nearly 3%"), Lines{"3% | approx level - -"});
}

TEST(ContextTest, ChangeAndTheLevelReached) {
  const std::string_view text = "Экспорт увеличился на 13,6%, до рекордных 4,1 миллиарда долларов";
  EXPECT_EQ(RussianContext(text), (Lines{"13,6% | - change up -", "4,1 миллиарда долларов | - level - -"}));
  const std::vector<Figure> figures = TestEngine().Find({.text = text});
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].related, 1u);
  EXPECT_EQ(figures[1].related, kNoFigure);
}

TEST(ContextTest, PreviousAndLevel) {
  const std::string_view text = "Цена снизилась с 6 до 5 рублей";
  EXPECT_EQ(RussianContext(text), (Lines{"6 | - previous - -", "5 рублей | - level - -"}));
  const std::vector<Figure> figures = TestEngine().Find({.text = text});
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].related, 1u);
  EXPECT_EQ(RussianContext("3% против 4% годом ранее"), (Lines{"3% | - level - -", "4% | - previous - relative:-1Y"}));
}

TEST(ContextTest, DirectionByVerbNounComparativeAndSign) {
  EXPECT_EQ(RussianContext("Индекс потерял 17 пунктов"), Lines{"17 пунктов | - change down -"});
  EXPECT_EQ(RussianContext("Рост составил 5%"), Lines{"5% | - change up -"});
  EXPECT_EQ(RussianContext("Это на 6% меньше"), Lines{"6% | - change down -"});
  EXPECT_EQ(RussianContext("Продажи 40 тонн (−5,2%)"), (Lines{"40 тонн | - level - -", "−5,2% | - change down -"}));
  EXPECT_EQ(EnglishContext("Prices fell $5 to $228"), (Lines{"$5 | - change down -", "$228 | - level - -"}));
  EXPECT_EQ(EnglishContext("It is 3% higher"), Lines{"3% | - change up -"});
}

TEST(ContextTest, Shares) {
  EXPECT_EQ(RussianContext("97% расчетов"), Lines{"97% | - share - -"});
  EXPECT_EQ(RussianContext("треть компаний"), Lines{"треть | - share - -"});
  EXPECT_EQ(EnglishContext("40% of the market"), Lines{"40% | - share - -"});
}

TEST(ContextTest, PeriodsBesideTheFigure) {
  EXPECT_EQ(RussianContext("В 2023 году добыли 5 тонн"), Lines{"5 тонн | - level - 2023"});
  EXPECT_EQ(RussianContext("В первом квартале 2024 года добыли 5 тонн"), Lines{"5 тонн | - level - 2024-Q1"});
  EXPECT_EQ(RussianContext("В январе–сентябре 2024 года добыли 5 тонн"), Lines{"5 тонн | - level - 2024-01/2024-09"});
  EXPECT_EQ(RussianContext("За девять месяцев 2024 года добыли 5 тонн"), Lines{"5 тонн | - level - 2024-01/2024-09"});
  EXPECT_EQ(RussianContext("Во 2-м полугодии 2024 г. добыли 5 тонн"), Lines{"5 тонн | - level - 2024-H2"});
  EXPECT_EQ(RussianContext("В прошлом году добыли 5 тонн"), Lines{"5 тонн | - level - relative:-1Y"});
  EXPECT_EQ(EnglishContext("In Q3 2023 it mined 5 tonnes"), Lines{"5 tonnes | - level - 2023-Q3"});
}

TEST(ContextTest, ContextStopsAtTheSentence) {
  const std::string text = "Цены выросли. Взнос составил 5%.";
  const std::vector<uint32_t> begins = {0, static_cast<uint32_t>(text.find("Взнос"))};
  const std::vector<Figure> figures = TestEngine().Find({.text = text, .sentence_begins = begins});
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].change, Change::kNone);
}

}  // namespace
}  // namespace lector::figures
