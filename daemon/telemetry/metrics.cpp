#include "daemon/telemetry/metrics.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

namespace lector::telemetry {
namespace {

// Never destroyed: threads may count until the process ends.
struct Named {
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<ExtractorMetrics>> extractors;
  std::map<std::pair<std::string, std::string>, double> counts;
};

Named& TheNamed() {
  static Named& named = *new Named;
  return named;
}

}  // namespace

void DurationHistogram::Observe(uint64_t ns) {
  const double seconds = static_cast<double>(ns) / 1e9;
  const size_t bucket = static_cast<size_t>(std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin());
  counts_[bucket].fetch_add(1, std::memory_order_relaxed);
  sum_ns_.fetch_add(ns, std::memory_order_relaxed);
}

void DocumentMetrics::Observe(Code code, uint64_t ns, uint64_t bytes) {
  documents.Add(code);
  if (code != Code::kOk) return;
  seconds.Observe(ns);
  text_bytes.fetch_add(bytes, std::memory_order_relaxed);
}

void ExtractorMetrics::Observe(Code code, uint64_t ns, uint64_t emitted) {
  calls.Add(code);
  seconds.Observe(ns);
  records.fetch_add(emitted, std::memory_order_relaxed);
}

Metrics& TheMetrics() {
  static Metrics& metrics = *new Metrics;
  return metrics;
}

ExtractorMetrics& OfExtractor(const std::string& id) {
  Named& named = TheNamed();
  const std::lock_guard lock(named.mutex);
  std::unique_ptr<ExtractorMetrics>& metrics = named.extractors[id];
  if (metrics == nullptr) metrics = std::make_unique<ExtractorMetrics>();
  return *metrics;
}

void ForEachExtractor(const std::function<void(const std::string&, const ExtractorMetrics&)>& visit) {
  Named& named = TheNamed();
  const std::lock_guard lock(named.mutex);
  for (const auto& [id, metrics] : named.extractors) visit(id, *metrics);
}

void Count(std::string_view extractor, std::string_view metric, double by) {
  if (!std::isfinite(by) || by <= 0) return;
  Named& named = TheNamed();
  const std::lock_guard lock(named.mutex);
  named.counts[{std::string(extractor), std::string(metric)}] += by;
}

std::map<std::pair<std::string, std::string>, double> PluginCounts() {
  Named& named = TheNamed();
  const std::lock_guard lock(named.mutex);
  return named.counts;
}

}  // namespace lector::telemetry
