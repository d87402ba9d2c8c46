// Period: the first and the last day of a period in EDTF, as figures carry it.
#ifndef LECTOR_DAEMON_SERVICE_PERIOD_H_
#define LECTOR_DAEMON_SERVICE_PERIOD_H_

#include <optional>
#include <string>
#include <string_view>

namespace lector::service {

struct Days {
  std::string first, last;  // "2024-01-01", inclusive
};

// "2023", "2024-05", "2024-05-17", "2024-Q1", "2024-H2", and two of these with a slash. Nothing for what names no days
// ("XXXX-09", "relative:-1Y") and for what is no date.
std::optional<Days> DaysOf(std::string_view period);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_PERIOD_H_
