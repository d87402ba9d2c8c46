#include "daemon/text/civil_date.h"

#include <unicode/timezone.h>

#include <chrono>
#include <cstdio>
#include <memory>

namespace lector::text {
namespace {

constexpr int64_t kFirstSecond = -62135596800;  // 0001-01-01T00:00:00Z
constexpr int64_t kLastSecond = 253402300799;   // 9999-12-31T23:59:59Z

Status UnknownZone(const std::string& time_zone) {
  return Status(Code::kInvalidArgument, "unknown time zone '" + time_zone + "'; expected an IANA name such as Europe/Moscow",
                "INVALID_TIME_ZONE");
}

Status OutOfRange(int64_t unix_seconds) {
  return Status(Code::kInvalidArgument, "the time " + std::to_string(unix_seconds) + " s is outside of the years 0001 to 9999",
                "INVALID_TIME");
}

bool IsInRange(int64_t seconds) { return seconds >= kFirstSecond && seconds <= kLastSecond; }

}  // namespace

Result<std::string> CivilDate(int64_t unix_seconds, const std::string& time_zone) {
  if (!IsInRange(unix_seconds)) return OutOfRange(unix_seconds);
  int64_t local = unix_seconds;
  if (!time_zone.empty()) {
    const icu::UnicodeString id = icu::UnicodeString::fromUTF8(time_zone);
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString canonical;
    UBool is_system = false;  // false for what ICU makes up itself from "GMT+3"
    icu::TimeZone::getCanonicalID(id, canonical, is_system, error);
    if (U_FAILURE(error) || !is_system || id == icu::UnicodeString(u"Etc/Unknown")) return UnknownZone(time_zone);
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
    int32_t raw = 0, daylight = 0;
    zone->getOffset(static_cast<double>(unix_seconds) * 1000.0, false, raw, daylight, error);
    if (U_FAILURE(error)) return UnknownZone(time_zone);
    local += (raw + daylight) / 1000;
    if (!IsInRange(local)) return OutOfRange(unix_seconds);
  }
  using std::chrono::days;
  const auto day = std::chrono::floor<days>(std::chrono::sys_seconds(std::chrono::seconds(local)));
  const std::chrono::year_month_day date(day);
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return std::string(out);
}

}  // namespace lector::text
