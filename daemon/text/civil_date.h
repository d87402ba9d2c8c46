// Civil dates: the day that a moment falls on in a time zone.
#ifndef LECTOR_DAEMON_TEXT_CIVIL_DATE_H_
#define LECTOR_DAEMON_TEXT_CIVIL_DATE_H_

#include <cstdint>
#include <string>

#include "daemon/base/status.h"

namespace lector::text {

// "2025-11-26" for seconds since 1970-01-01T00:00:00Z in a zone of the IANA database ("Europe/Moscow"; empty: UTC).
// INVALID_ARGUMENT: an unknown zone (reason INVALID_TIME_ZONE), a moment outside of the years 0001 to 9999.
// Thread-safe.
Result<std::string> CivilDate(int64_t unix_seconds, const std::string& time_zone);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_CIVIL_DATE_H_
