#include <gtest/gtest.h>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

TEST(NotFiguresTest, Russian) {
  for (const char* text : {
           "14 марта 2024 года в 10:30 состоится заседание",
           "ТВЕРЬ, 12 мар — ПРАЙМ. Собрание 5 сен. 2024 г. и 7 нояб. в 10:30",
           "Телефон +7 (495) 123-45-67",
           "Матч окончился со счетом 3:1",
           "28-летний форвард забил на 45-й минуте",
           "Рейс SU-1410, место 12А, терминал 2",
           "Версия 2.3.1 вышла 01.02.2023",
           "В 2010 г. он переехал",
           "сроком на 5 лет и 25 минут",
           "статья 228 и пункт 5 договора",
           "во второй половине года",
           "занял третье место",
           "один человек",
           "Купил iPhone 6 и Ту-154",
       })
    EXPECT_EQ(Russian(text), Lines{}) << text;
}

TEST(NotFiguresTest, English) {
  for (const char* text : {
           "Boeing 737 MAX 8 and Airbus A320 deliveries",
           "on 5 March 2024 at 10:30",
           "LEEDS, 12 Mar — The court sat on 5 Sept. 2024 and 7 Nov",
           "a 12-year-old boy",
           "In 2019 the third quarter began",
           "It lasted 25 minutes",
           "They won 3-1",
           "The bill passed in a 51-48 vote a quarter earlier",
       })
    EXPECT_EQ(English(text), Lines{}) << text;
}

}  // namespace
}  // namespace lector::figures
