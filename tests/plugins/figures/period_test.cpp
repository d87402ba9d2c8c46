// Periods: what the sentence names for a figure, in EDTF.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

struct Case {
  const char *text, *period;
};

std::string PeriodOf(std::string_view text, bool english) {
  const std::vector<Figure> figures = TestEngine().Find({.text = text, .english = english});
  return figures.empty() ? "no figure" : figures.back().period;
}

TEST(PeriodTest, TheFirstFullDateAnchorsRelativeYears) {
  EXPECT_EQ(PeriodOf("27 февраля 2013 года открыт завод. В прошлом году продано 5 тонн", false), "2012");
  EXPECT_EQ(PeriodOf("27 января 2013 года открыт завод. В прошлом месяце продано 5 тонн", false), "2012-12");
  EXPECT_EQ(PeriodOf("В 2013 году открыт завод. В прошлом году продано 5 тонн", false), "relative:-1Y");
  EXPECT_EQ(PeriodOf("27 февраля 2013 года открыт завод. С начала года продано 5 тонн", false), "relative:YTD");
  EXPECT_EQ(PeriodOf("В декабре прошлого года продано 5 тонн", false), "XXXX-12");
}

TEST(PeriodTest, Russian) {
  for (const Case& c : std::vector<Case>{
           {"В 2023 году продано 5 тонн", "2023"},
           {"В 2023-м продано 5 тонн", "2023"},
           {"За январь–август добыто 5 тонн", "XXXX-01/XXXX-08"},
           {"В январе—сентябре 2024 года добыто 5 тонн", "2024-01/2024-09"},
           {"С 14 по 20 октября добыто 5 тонн", "XXXX-10-14/XXXX-10-20"},
           {"С 2019 по 2023 год добыто 5 тонн", "2019/2023"},
           {"В 2022–2024 годах добыто 5 тонн", "2022/2024"},
           {"С 2015 года добыто 5 тонн", "2015/.."},
           {"Начиная с 15 декабря 2005 года платит 5 рублей", "2005-12-15/.."},
           {"За первые шесть месяцев добыто 5 тонн", "XXXX-01/XXXX-06"},
           {"За девять месяцев 2023 года добыто 5 тонн", "2023-01/2023-09"},
           {"В первом полугодии 2024 года добыто 5 тонн", "2024-H1"},
           {"На конец марта запасы 5 тонн", "XXXX-03"},
           {"В минувшем году добыто 5 тонн", "relative:-1Y"},
           {"На прошлой неделе добыто 5 тонн", "relative:-1W"},
           {"С начала года добыто 5 тонн", "relative:YTD"},
           {"По сравнению с 2019 годом выросло на 5 тонн", ""},
           {"Ниже показателя 2022 года на 5 тонн", ""},
           {"Иванов (1986 г. р.) купил 5 тонн", ""},
           {"Продажи выросли на 5% к январю", ""},
       })
    EXPECT_EQ(PeriodOf(c.text, false), c.period) << c.text;
}

TEST(PeriodTest, English) {
  for (const Case& c : std::vector<Case>{
           {"In 2023 it sold 5 tons", "2023"},
           {"In Q3 2024 it sold 5 tons", "2024-Q3"},
           {"In the third quarter it sold 5 tons", "XXXX-Q3"},
           {"In the three months to June it sold 5 tons", "XXXX-04/XXXX-06"},
           {"In the first nine months of 2024 it sold 5 tons", "2024-01/2024-09"},
           {"In fiscal 2024 it sold 5 tons", "2024"},
           {"From 2019 to 2023 it sold 5 tons", "2019/2023"},
           {"On March 14, 2024 it sold 5 tons", "2024-03-14"},
           {"Last week it sold 5 tons", "relative:-1W"},
           {"Since 2015 it has sold 5 tons", "2015/.."},
       })
    EXPECT_EQ(PeriodOf(c.text, true), c.period) << c.text;
}

TEST(PeriodTest, AnAnaphorGoesOnWithTheSentenceBefore) {
  const std::string text = "В 2020 году завод закрыли. Тогда продали 5 тонн. Позже продали 7 тонн.";
  const std::vector<uint32_t> begins = {0, static_cast<uint32_t>(text.find("Тогда")), static_cast<uint32_t>(text.find("Позже"))};
  const std::vector<Figure> figures = TestEngine().Find({.text = text, .sentence_begins = begins});
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].period, "2020");
  EXPECT_EQ(figures[1].period, "");
}

}  // namespace
}  // namespace lector::figures
