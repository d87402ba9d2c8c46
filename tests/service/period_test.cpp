#include "daemon/service/period.h"

#include <gtest/gtest.h>

namespace lector::service {
namespace {

struct Case {
  const char *period, *first, *last;
};

TEST(Period, Days) {
  for (const Case& c : std::vector<Case>{{"2023", "2023-01-01", "2023-12-31"},
                                         {"2024-02", "2024-02-01", "2024-02-29"},
                                         {"2023-02", "2023-02-01", "2023-02-28"},
                                         {"2024-Q1", "2024-01-01", "2024-03-31"},
                                         {"2024-Q4", "2024-10-01", "2024-12-31"},
                                         {"2024-H2", "2024-07-01", "2024-12-31"},
                                         {"2024-05-17", "2024-05-17", "2024-05-17"},
                                         {"2023-01/2023-09", "2023-01-01", "2023-09-30"},
                                         {"2022/2024-Q2", "2022-01-01", "2024-06-30"}}) {
    const std::optional<Days> days = DaysOf(c.period);
    ASSERT_TRUE(days) << c.period;
    EXPECT_EQ(days->first, c.first) << c.period;
    EXPECT_EQ(days->last, c.last) << c.period;
  }
}

TEST(Period, DaysFromTheDayOfPublication) {
  for (const Case& c : std::vector<Case>{{"relative:-1Y", "2023-01-01", "2023-12-31"},
                                         {"relative:+1Y", "2025-01-01", "2025-12-31"},
                                         {"relative:YTD", "2024-01-01", "2024-02-14"},
                                         {"relative:0Q", "2024-01-01", "2024-03-31"},
                                         {"relative:-1Q", "2023-10-01", "2023-12-31"},
                                         {"relative:-2M", "2023-12-01", "2023-12-31"},
                                         {"relative:-1W", "2024-02-05", "2024-02-11"},
                                         {"relative:-1D", "2024-02-13", "2024-02-13"},
                                         {"XXXX-01", "2024-01-01", "2024-01-31"},
                                         {"XXXX-09", "2023-09-01", "2023-09-30"},
                                         {"XXXX-01/XXXX-09", "2023-01-01", "2023-09-30"},
                                         {"XXXX-Q4", "2023-10-01", "2023-12-31"},
                                         {"2020", "2020-01-01", "2020-12-31"}}) {
    const std::optional<Days> days = DaysOf(c.period, "2024-02-14");
    ASSERT_TRUE(days) << c.period;
    EXPECT_EQ(days->first, c.first) << c.period;
    EXPECT_EQ(days->last, c.last) << c.period;
  }
  for (const char* period :
       {"relative:", "relative:Y", "relative:1", "relative:-1X", "relative:99999Y", "XXXX-13", "2015/..", "relative:--1Y"})
    EXPECT_FALSE(DaysOf(period, "2024-02-14")) << period;
  EXPECT_FALSE(DaysOf("relative:-1Y", "yesterday"));
}

TEST(Period, DaysOfFourDigitYearsAlone) {
  for (const auto& [period, published] : std::vector<std::pair<const char*, const char*>>{{"relative:+1Y", "9999-06-01"},
                                                                                          {"relative:+1M", "9999-12-31"},
                                                                                          {"relative:0W", "9999-12-31"},
                                                                                          {"relative:+1D", "9999-12-31"},
                                                                                          {"relative:-1Y", "0001-06-01"},
                                                                                          {"relative:-2Y", "0001-06-01"},
                                                                                          {"relative:-1D", "0001-01-01"}})
    EXPECT_FALSE(DaysOf(period, published)) << period << " of " << published;
  EXPECT_EQ(DaysOf("relative:0Y", "9999-06-01")->last, "9999-12-31");
  EXPECT_EQ(DaysOf("relative:0Y", "0001-06-01")->first, "0001-01-01");
}

TEST(Period, WhatNamesNoDays) {
  for (const char* period : {"",           "XXXX-09",  "relative:-1Y", "2024-13",    "2024-00",
                             "2024-Q5",    "2024-Q0",  "2024-H3",      "2023-02-29", "2024-2",
                             "2024-",      "20245",    "0000",         "-024",       "2024-05-1",
                             "2024-05x17", "2024-01/", "/2024",        "2024/2023",  "2024-01/2024-02/2024-03"})
    EXPECT_FALSE(DaysOf(period)) << period;
}

}  // namespace
}  // namespace lector::service
