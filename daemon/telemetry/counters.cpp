#include "daemon/telemetry/counters.h"

#include <cmath>
#include <mutex>

namespace lector::telemetry {
namespace {

std::mutex g_mutex;

std::map<std::string, double>& Sums() {
  static std::map<std::string, double> sums;
  return sums;
}

}  // namespace

void Add(std::string_view extractor, std::string_view metric, double by) {
  if (!std::isfinite(by) || by <= 0) return;
  std::string key(extractor);
  (key += '/') += metric;
  const std::lock_guard lock(g_mutex);
  Sums()[key] += by;
}

std::map<std::string, double> Snapshot() {
  const std::lock_guard lock(g_mutex);
  return Sums();
}

}  // namespace lector::telemetry
