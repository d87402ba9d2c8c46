#include "daemon/text/civil_date.h"

#include <gtest/gtest.h>

#include <limits>

namespace lector::text {
namespace {

std::string Date(int64_t seconds, const std::string& zone) {
  const Result<std::string> date = CivilDate(seconds, zone);
  return date.ok() ? *date : date.status().ToString();
}

TEST(CivilDate, OfUtc) {
  EXPECT_EQ(Date(0, ""), "1970-01-01");
  EXPECT_EQ(Date(-1, ""), "1969-12-31");
  EXPECT_EQ(Date(1764115200, ""), "2025-11-26");
  EXPECT_EQ(Date(1764115199, "UTC"), "2025-11-25");
  EXPECT_EQ(Date(951782400, ""), "2000-02-29");
}

TEST(CivilDate, DependsOnTheZone) {
  constexpr int64_t kEvening = 1764190800;  // 2025-11-26T21:00:00Z
  EXPECT_EQ(Date(kEvening - 1, "Europe/Moscow"), "2025-11-26");
  EXPECT_EQ(Date(kEvening, "Europe/Moscow"), "2025-11-27");
  EXPECT_EQ(Date(kEvening, "America/New_York"), "2025-11-26");
}

TEST(CivilDate, KnowsSummerTime) {
  EXPECT_EQ(Date(1782856799, "Europe/Berlin"), "2026-06-30");  // 21:59:59Z, two hours ahead
  EXPECT_EQ(Date(1782856800, "Europe/Berlin"), "2026-07-01");
  EXPECT_EQ(Date(1767221999, "Europe/Berlin"), "2025-12-31");  // 22:59:59Z, one hour ahead
  EXPECT_EQ(Date(1767222000, "Europe/Berlin"), "2026-01-01");
}

TEST(CivilDate, NamesAnUnknownZone) {
  for (const char* zone : {"Europe/Moskau", "Etc/Unknown", "GMT+25", "nonsense", " ", "Москва"}) {
    const Result<std::string> date = CivilDate(0, zone);
    ASSERT_FALSE(date.ok()) << zone;
    EXPECT_EQ(date.status().code(), Code::kInvalidArgument);
    EXPECT_NE(date.status().message().find(zone), std::string::npos) << date.status().message();
  }
}

TEST(CivilDate, RefusesWhatHasNoFourDigitYear) {
  EXPECT_EQ(Date(-62135596800, ""), "0001-01-01");
  EXPECT_EQ(Date(253402300799, ""), "9999-12-31");
  EXPECT_EQ(CivilDate(253402300800, "").status().code(), Code::kInvalidArgument);
  EXPECT_EQ(CivilDate(-62135596801, "").status().code(), Code::kInvalidArgument);
  EXPECT_FALSE(CivilDate(std::numeric_limits<int64_t>::min(), "Europe/Moscow").ok());
}

TEST(CivilDate, NeverLeavesFourDigitsThroughTheZone) {
  EXPECT_FALSE(CivilDate(253402300799, "Europe/Moscow").ok());
  EXPECT_FALSE(CivilDate(-62135596800, "America/New_York").ok());
}

}  // namespace
}  // namespace lector::text
