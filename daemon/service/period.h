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

// "2023", "2024-05", "2024-05-17", "2024-Q1", "2024-H2", and two of these with a slash. Where the day of publication is known
// ("2024-05-17"), also what is told from it: "relative:-1Y", "relative:YTD", and "XXXX-09", the last September that had begun
// by then; "XXXX-01/XXXX-09", the last that was over. Nothing for what names no days, for what has no end, and for what is no date.
std::optional<Days> DaysOf(std::string_view period, std::string_view published = {});

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_PERIOD_H_
