// How numbers are written: digits, words, magnitudes, sloppy typing.
#include <gtest/gtest.h>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

TEST(AmountsTest, GroupingByEverySpace) {
  EXPECT_EQ(Russian("Заплатил 1 234 567 рублей."), Lines{"1 234 567 рублей | money 1234567 RUB"});
  EXPECT_EQ(Russian("Заплатил 12\u00a0345,60 евро."), Lines{"12\u00a0345,60 евро | money 12345.6 EUR"});
  EXPECT_EQ(Russian("Заплатил 12\u202f345 юаней."), Lines{"12\u202f345 юаней | money 12345 CNY"});
  EXPECT_EQ(Russian("Заплатил 12\u2009345 тенге."), Lines{"12\u2009345 тенге | money 12345 KZT"});
}

TEST(AmountsTest, CommaAndPointByLanguageAndBySense) {
  EXPECT_EQ(Russian("Добыли 2,375 млн тонн."), Lines{"2,375 млн тонн | quantity 2375000 t"});
  EXPECT_EQ(Russian("Станок стоит 20.000 руб."), Lines{"20.000 руб. | money 20000 RUB"});
  EXPECT_EQ(Russian("Контейнер обошелся в 3,200 долларов."), Lines{"3,200 долларов | money 3200 USD"});
  EXPECT_EQ(Russian("Доходность 7,125 процента."), Lines{"7,125 процента | percent 7.125 %"});
  EXPECT_EQ(English("It paid 12,345.67 dollars."), Lines{"12,345.67 dollars | money 12345.67 USD"});
  EXPECT_EQ(English("It shipped 4,500 tonnes."), Lines{"4,500 tonnes | quantity 4500 t"});
}

TEST(AmountsTest, MagnitudesSpelledAbbreviatedAndGlued) {
  EXPECT_EQ(Russian("Выручка 2,3млрд руб."), Lines{"2,3млрд руб. | money 2300000000 RUB"});
  EXPECT_EQ(Russian("Долг 14 трлн. рублей"), Lines{"14 трлн. рублей | money 14000000000000 RUB"});
  EXPECT_EQ(Russian("Купил на 3 тыс.евро"), Lines{"3 тыс.евро | money 3000 EUR"});
  EXPECT_EQ(English("A $5bn fund and a €12m grant"), (Lines{"$5bn | money 5000000000 USD", "€12m | money 12000000 EUR"}));
  EXPECT_EQ(English("It costs 2 crore rupees"), Lines{"2 crore rupees | money 20000000 INR"});
}

TEST(AmountsTest, MixedSegmentsAreOneSum) {
  EXPECT_EQ(Russian("Выделили 3 млрд 250 млн рублей."), Lines{"3 млрд 250 млн рублей | money 3250000000 RUB"});
  EXPECT_EQ(Russian("Пенсия — 14 тысяч 300 рублей 50 копеек."), Lines{"14 тысяч 300 рублей 50 копеек | money 14300.5 RUB"});
  EXPECT_EQ(English("It cost 7 dollars and 25 cents."), Lines{"7 dollars and 25 cents | money 7.25 USD"});
}

TEST(AmountsTest, RussianWordsInAllCases) {
  EXPECT_EQ(Russian("Не хватает двухсот пятидесяти рублей."), Lines{"двухсот пятидесяти рублей | money 250 RUB"});
  EXPECT_EQ(Russian("Владеет тремя миллионами долларов."), Lines{"тремя миллионами долларов | money 3000000 USD"});
  EXPECT_EQ(Russian("Две тысячи сто сорок пять тонн."), Lines{"Две тысячи сто сорок пять тонн | quantity 2145 t"});
  EXPECT_EQ(Russian("Ставка — шесть с половиной процентов."), Lines{"шесть с половиной процентов | percent 6.5 %"});
  EXPECT_EQ(Russian("Содержит ноль целых три сотых процента."), Lines{"ноль целых три сотых процента | percent 0.03 %"});
}

TEST(AmountsTest, EnglishWords) {
  EXPECT_EQ(English("Two hundred and fifty million euros"), Lines{"Two hundred and fifty million euros | money 250000000 EUR"});
  EXPECT_EQ(English("twenty-five per cent"), Lines{"twenty-five per cent | percent 25 %"});
  EXPECT_EQ(English("two and a half million tonnes"), Lines{"two and a half million tonnes | quantity 2500000 t"});
  EXPECT_EQ(English("half a billion dollars"), Lines{"half a billion dollars | money 500000000 USD"});
  EXPECT_EQ(English("a million pounds"), Lines{"a million pounds | money 1000000 GBP"});
}

TEST(AmountsTest, EnglishPointsAndHyphens) {
  EXPECT_EQ(English("two point five percent"), Lines{"two point five percent | percent 2.5 %"});
  EXPECT_EQ(English("a three-ton truck"), Lines{"three-ton | quantity 3 t"});
  EXPECT_EQ(English("They gained 2 points"), Lines{"2 points | index 2 point"});
}

TEST(AmountsTest, HalvesAndLoneMagnitudes) {
  EXPECT_EQ(Russian("Полтора миллиона рублей"), Lines{"Полтора миллиона рублей | money 1500000 RUB"});
  EXPECT_EQ(Russian("Занял полмиллиона долларов"), Lines{"полмиллиона долларов | money 500000 USD"});
  EXPECT_EQ(Russian("Нашел миллиард тенге"), Lines{"миллиард тенге | money 1000000000 KZT"});
  EXPECT_EQ(Russian("Полтора десятка компаний"), Lines{"Полтора десятка компаний | count 15 компания"});
}

TEST(AmountsTest, VagueMagnitudesHaveALowerBound) {
  EXPECT_EQ(Russian("Потеряли сотни миллионов евро"), Lines{"сотни миллионов евро | money 100000000.. EUR"});
  EXPECT_EQ(Russian("Приехали несколько тысяч туристов"), Lines{"несколько тысяч туристов | count 1000.. турист"});
}

TEST(AmountsTest, Fractions) {
  EXPECT_EQ(Russian("Продал треть акций"), Lines{"треть | multiple 1/3 x"});
  EXPECT_EQ(Russian("Выбыло две трети вагонов"), Lines{"две трети | multiple 2/3 x"});
  EXPECT_EQ(Russian("Половина фермеров разорилась"), Lines{"Половина | multiple 0.5 x"});
  EXPECT_EQ(English("Prices fell by a third."), Lines{"third | multiple 1/3 x"});
  EXPECT_EQ(English("three-quarters of a mile"), (Lines{"three-quarters of a mile | quantity 0.75 [mi_i]"}));
}

TEST(AmountsTest, CompoundAdjectives) {
  EXPECT_EQ(Russian("50-процентная скидка"), Lines{"50-процентная | percent 50 %"});
  EXPECT_EQ(Russian("двадцатипятипроцентный сбор"), Lines{"двадцатипятипроцентный | percent 25 %"});
  EXPECT_EQ(Russian("Трехмиллиардный заем"), Lines{"Трехмиллиардный | money 3000000000 XXX"});
  EXPECT_EQ(Russian("100-рублевая купюра"), Lines{"100-рублевая | money 100 RUB"});
  EXPECT_EQ(Russian("открыл 13-ю магазинами"), Lines{"13-ю магазинами | count 13 магазин"});
}

TEST(AmountsTest, SloppyTyping) {
  EXPECT_EQ(Russian("выше на 7 ,5 %"), Lines{"7 ,5 % | percent 7.5 %"});
  EXPECT_EQ(Russian("2млн.руб."), Lines{"2млн.руб. | money 2000000 RUB"});
  EXPECT_EQ(Russian("цена10 рублей"), Lines{});
}

TEST(AmountsTest, SignsBelongToTheSpan) {
  EXPECT_EQ(Russian("Рентабельность минус 3%"), Lines{"минус 3% | percent -3 %"});
  EXPECT_EQ(Russian("Динамика: +18%"), Lines{"+18% | percent 18 %"});
  EXPECT_EQ(English("margin of -4.5%"), Lines{"-4.5% | percent -4.5 %"});
}

TEST(AmountsTest, ThirtyDigitsAndMore) {
  EXPECT_EQ(Russian("123456789012345678901234567890 рублей"),
            Lines{"123456789012345678901234567890 рублей | money 123456789012345678901234567890 RUB"});
}

TEST(AmountsTest, BareNumbersOnlyOnDemand) {
  EXPECT_EQ(Russian("двадцать пять"), Lines{});
  EXPECT_EQ(Numerals("двадцать пять", false), Lines{"двадцать пять | number 25"});
  EXPECT_EQ(Numerals("some 1,250 of them", true), Lines{"1,250 | number 1250"});
}

}  // namespace
}  // namespace lector::figures
