// ProcessStats: what the operating system knows of this process, under the names that Prometheus's clients agree on.
#ifndef LECTOR_DAEMON_TELEMETRY_PROCESS_STATS_H_
#define LECTOR_DAEMON_TELEMETRY_PROCESS_STATS_H_

#include <string>
#include <vector>

namespace lector::telemetry {

struct ProcessStat {
  std::string name, help;
  bool counter;  // else a gauge
  double value;
};

// Read from /proc; what cannot be read is left out.
std::vector<ProcessStat> ReadProcessStats();

}  // namespace lector::telemetry
#endif  // LECTOR_DAEMON_TELEMETRY_PROCESS_STATS_H_
