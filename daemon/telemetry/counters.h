// Counters: named sums that plugins and the daemon add to. Read for the log at shutdown and, later, by the metrics endpoint.
#ifndef LECTOR_DAEMON_TELEMETRY_COUNTERS_H_
#define LECTOR_DAEMON_TELEMETRY_COUNTERS_H_

#include <map>
#include <string>
#include <string_view>

namespace lector::telemetry {

// Thread-safe. Negative and non-finite amounts are passed over.
void Add(std::string_view extractor, std::string_view metric, double by);

// "<extractor>/<metric>" -> sum.
std::map<std::string, double> Snapshot();

}  // namespace lector::telemetry
#endif  // LECTOR_DAEMON_TELEMETRY_COUNTERS_H_
