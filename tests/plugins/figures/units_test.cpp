#include <gtest/gtest.h>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

TEST(UnitsTest, PoundsWithOuncesAndBesideAWeightAreNoMoney) {
  EXPECT_EQ(Russian("8 фунтов 6 унций"), Lines{"8 фунтов 6 унций | quantity 8.375 [lb_av]"});
  EXPECT_EQ(Russian("Штангист весит 180 фунтов"), Lines{"180 фунтов | quantity 180 [lb_av]"});
  EXPECT_EQ(Russian("Билет за 180 фунтов"), Lines{"180 фунтов | money 180 GBP"});
}

TEST(UnitsTest, TheDayOfAnEventIsNoDenominator) {
  EXPECT_EQ(Russian("приз 5 тысяч рублей в день его рождения"), Lines{"5 тысяч рублей | money 5000 RUB"});
  EXPECT_EQ(Russian("тратит 5 тысяч рублей в день"), Lines{"5 тысяч рублей в день | rate 5000 RUB/d"});
}

TEST(UnitsTest, CurrenciesOfIcuInBothLanguages) {
  EXPECT_EQ(Russian("5 исландских крон"), Lines{"5 исландских крон | money 5 ISK"});
  EXPECT_EQ(Russian("200 перуанских солей"), Lines{"200 перуанских солей | money 200 PEN"});
  EXPECT_EQ(English("300 Kenyan shillings"), Lines{"300 Kenyan shillings | money 300 KES"});
  EXPECT_EQ(English("PLN 40 million"), Lines{"PLN 40 million | money 40000000 PLN"});
  EXPECT_EQ(English("CA$7 or HK$9"), (Lines{"CA$7 | money 7 CAD", "HK$9 | money 9 HKD"}));
}

TEST(UnitsTest, CodesCountOnlyInCapitals) {
  EXPECT_EQ(English("They did try 40 times."), Lines{"40 times | multiple 40 x"});
  EXPECT_EQ(English("A loan of TRY 40"), Lines{"TRY 40 | money 40 TRY"});
}

TEST(UnitsTest, CurrenciesInAllCases) {
  EXPECT_EQ(Russian("Доволен тысячей рублей"), Lines{"тысячей рублей | money 1000 RUB"});
  EXPECT_EQ(Russian("с 30 канадскими долларами"), Lines{"30 канадскими долларами | money 30 CAD"});
  EXPECT_EQ(Russian("45 копеек"), Lines{"45 копеек | money 0.45 RUB"});
  EXPECT_EQ(Russian("7 белорусских рублей"), Lines{"7 белорусских рублей | money 7 BYN"});
}

TEST(UnitsTest, PercentPointsAndMultiples) {
  EXPECT_EQ(Russian("под 12 процентов годовых"), Lines{"12 процентов годовых | percent 12 %"});
  EXPECT_EQ(Russian("на 0,4 п.п. ниже"), Lines{"0,4 п.п. | points 0.4 pp"});
  EXPECT_EQ(Russian("на 25 базисных пунктов"), Lines{"25 базисных пунктов | points 0.25 pp"});
  EXPECT_EQ(Russian("вырос в 2,5 раза"), Lines{"2,5 раза | multiple 2.5 x"});
  EXPECT_EQ(Russian("сократился вдвое"), Lines{"вдвое | multiple 2 x"});
  EXPECT_EQ(Russian("выиграл 6 раз"), Lines{"6 раз | count 6 раз"});
  EXPECT_EQ(English("up 30bps, then 2 percentage points"), (Lines{"30bps | points 0.3 pp", "2 percentage points | points 2 pp"}));
  EXPECT_EQ(English("Output doubled."), Lines{"doubled | multiple 2 x"});
}

TEST(UnitsTest, Quantities) {
  EXPECT_EQ(Russian("построят 350 тыс. кв. м"), Lines{"350 тыс. кв. м | quantity 350000 m2"});
  EXPECT_EQ(Russian("мощностью 1,2 ГВт"), Lines{"1,2 ГВт | quantity 1.2 GW"});
  EXPECT_EQ(Russian("40 млн баррелей нефти"), Lines{"40 млн баррелей | quantity 40000000 bbl"});
  EXPECT_EQ(English("a 3-inch pipe over 10 1/2 miles"),
            (Lines{"3-inch | quantity 3 [in_i]", "10 1/2 miles | quantity 10.5 [mi_i]"}));
  EXPECT_EQ(English("12 million tonnes"), Lines{"12 million tonnes | quantity 12000000 t"});
}

TEST(UnitsTest, RatesWhereTheDenominatorAdjoins) {
  EXPECT_EQ(Russian("по $70 за баррель"), Lines{"$70 за баррель | rate 70 USD/bbl"});
  EXPECT_EQ(Russian("по 85 руб./кг"), Lines{"85 руб./кг | rate 85 RUB/kg"});
  EXPECT_EQ(Russian("курс 92,5 рубля за доллар"), Lines{"92,5 рубля за доллар | rate 92.5 RUB/USD"});
  EXPECT_EQ(Russian("420 евро за тысячу кубометров"), Lines{"420 евро за тысячу кубометров | rate 420 EUR/1000m3"});
  EXPECT_EQ(Russian("добывает 5 млн тонн нефти в год"), Lines{"5 млн тонн нефти в год | rate 5000000 t/a"});
  EXPECT_EQ(Russian("30 тыс. рублей в месяц"), Lines{"30 тыс. рублей в месяц | rate 30000 RUB/mo"});
  EXPECT_EQ(English("$5 per share"), Lines{"$5 per share | rate 5 USD/share"});
  EXPECT_EQ(English("$228 a ton"), Lines{"$228 a ton | rate 228 USD/t"});
  EXPECT_EQ(English("2.5 million b/d"), Lines{"2.5 million b/d | rate 2500000 bbl/d"});
}

TEST(UnitsTest, ADenominatorElsewhereMakesNoRate) {
  EXPECT_EQ(Russian("В месяц завод теряет 50 млн рублей."), Lines{"50 млн рублей | money 50000000 RUB"});
  EXPECT_EQ(Russian("Купил 10 тонн за 5 рублей"), (Lines{"10 тонн | quantity 10 t", "5 рублей | money 5 RUB"}));
}

TEST(UnitsTest, IndexPointsAndCounts) {
  EXPECT_EQ(Russian("Индекс потерял 17 пунктов"), Lines{"17 пунктов | index 17 пункт"});
  EXPECT_EQ(Russian("девяти средних школ"), Lines{"девяти средних школ | count 9 школа"});
  EXPECT_EQ(English("850 skilled workers"), Lines{"850 skilled workers | count 850 worker"});
}

TEST(UnitsTest, ACountedNounBeforeItsNumberOrBehindTheNext) {
  EXPECT_EQ(Russian("Число местных магазинов возросло до 640, что много"), Lines{"640 | count 640 магазин"});
  EXPECT_EQ(Russian("Показатель возрос до 640, что много"), Lines{});
  EXPECT_EQ(Russian("12 из 40 заводов стоят"), (Lines{"12 | count 12 завод", "40 заводов | count 40 завод"}));
}

TEST(UnitsTest, AnOmittedCurrencyIsCarriedOver) {
  EXPECT_EQ(Russian("Сбер заработал 900 млрд рублей, ВТБ — 432 млрд."),
            (Lines{"900 млрд рублей | money 900000000000 RUB", "432 млрд | money 432000000000 RUB"}));
  EXPECT_EQ(Russian("Построили 432 млн чего-то."), Lines{});
  EXPECT_EQ(Russian("Сбер заработал 900 млрд рублей против 432,5 млрд годом ранее."),
            (Lines{"900 млрд рублей | money 900000000000 RUB", "432,5 млрд | money 432500000000 RUB"}));
  EXPECT_EQ(Russian("Страховка — 11 млрд рублей. Ущерб лежит в диапазоне от 10 до 12 млрд."),
            (Lines{"11 млрд рублей | money 11000000000 RUB", "от 10 до 12 млрд | money 10000000000..12000000000 RUB"}));
  EXPECT_EQ(English("Profit was 360 million pounds, up from 205.5 million a year earlier."),
            (Lines{"360 million pounds | money 360000000 GBP", "205.5 million | money 205500000 GBP"}));
}

}  // namespace
}  // namespace lector::figures
