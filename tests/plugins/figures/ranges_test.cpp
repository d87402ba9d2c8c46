#include <gtest/gtest.h>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

TEST(RangesTest, AllFormsAreOneFigure) {
  EXPECT_EQ(Russian("рост 5–7%"), Lines{"5–7% | percent 5..7 %"});
  EXPECT_EQ(Russian("заплатит 10-15 тыс. рублей"), Lines{"10-15 тыс. рублей | money 10000..15000 RUB"});
  EXPECT_EQ(Russian("от 5 до 7 млн евро"), Lines{"от 5 до 7 млн евро | money 5000000..7000000 EUR"});
  EXPECT_EQ(Russian("между 3 и 4 процентами"), Lines{"между 3 и 4 процентами | percent 3..4 %"});
  EXPECT_EQ(Russian("две-три тонны"), Lines{"две-три тонны | quantity 2..3 t"});
  EXPECT_EQ(English("between 5 and 7 percent"), Lines{"between 5 and 7 percent | percent 5..7 %"});
  EXPECT_EQ(English("$5-7 million"), Lines{"$5-7 million | money 5000000..7000000 USD"});
  EXPECT_EQ(English("5 to 7 million tonnes"), Lines{"5 to 7 million tonnes | quantity 5000000..7000000 t"});
}

TEST(RangesTest, FromToIsTwoFigures) {
  EXPECT_EQ(Russian("вырос с 6 до 8 млрд рублей"), (Lines{"6 | money 6000000000 RUB", "8 млрд рублей | money 8000000000 RUB"}));
  EXPECT_EQ(Russian("снизился с 114 миллиардов до 81,5 миллиардов долларов"),
            (Lines{"114 миллиардов | money 114000000000 USD", "81,5 миллиардов долларов | money 81500000000 USD"}));
  EXPECT_EQ(Russian("вырос с 500 до 1,5 тыс. рублей"), (Lines{"500 | money 500 RUB", "1,5 тыс. рублей | money 1500 RUB"}));
  EXPECT_EQ(Russian("снизится со 120 до 55–60 долларов"), (Lines{"120 | money 120 USD", "55–60 долларов | money 55..60 USD"}));
  EXPECT_EQ(English("rose from 3 to 6-7 million tonnes"),
            (Lines{"3 | quantity 3000000 t", "6-7 million tonnes | quantity 6000000..7000000 t"}));
  EXPECT_EQ(English("rose from 3 to 6 million tonnes"),
            (Lines{"3 | quantity 3000000 t", "6 million tonnes | quantity 6000000 t"}));
}

TEST(RangesTest, EnglishFromToIsARangeWhereNothingGrew) {
  EXPECT_EQ(English("It takes from 2 to 7 km"), Lines{"from 2 to 7 km | quantity 2..7 km"});
  EXPECT_EQ(English("fell by a third to £240 million"), (Lines{"third | multiple 1/3 x", "£240 million | money 240000000 GBP"}));
}

TEST(RangesTest, RangesOnBothSides) {
  EXPECT_EQ(Russian("повышен с 4,5–5% до 6,5–7%"), (Lines{"4,5–5% | percent 4.5..5 %", "6,5–7% | percent 6.5..7 %"}));
}

TEST(RangesTest, ListsShareTheUnit) {
  EXPECT_EQ(Russian("12, 7,5 и 3% соответственно"), (Lines{"12 | percent 12 %", "7,5 | percent 7.5 %", "3% | percent 3 %"}));
  EXPECT_EQ(Russian("5 и 7 млн рублей"), (Lines{"5 | money 5000000 RUB", "7 млн рублей | money 7000000 RUB"}));
}

TEST(RangesTest, AFallingPairIsNoRange) { EXPECT_EQ(Russian("7-5 кг"), Lines{"5 кг | quantity 5 kg"}); }

}  // namespace
}  // namespace lector::figures
