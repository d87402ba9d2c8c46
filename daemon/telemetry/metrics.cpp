#include "daemon/telemetry/metrics.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <set>

#include "daemon/telemetry/log.h"

namespace lector::telemetry {
namespace {

// Never destroyed: threads may count until the process ends.
struct Named {
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<ExtractorMetrics>> extractors;
  std::map<std::pair<std::string, std::string>, double> counts;
  std::set<std::string> warned;  // extractors that were told of a counter that is not kept
};

Named& TheNamed() {
  static Named& named = *new Named;
  return named;
}

constexpr size_t kMostCounters = 100, kLongestName = 64;  // of an extractor; lector/plugin.h says so

bool IsCounterName(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  return !name.empty() && name.size() <= kLongestName && name.find_first_not_of(kLetters) == std::string_view::npos;
}

// The sum that a counter of an extractor has; null: it has too many, or the name is none.
double* CounterOf(Named& named, const std::string& extractor, std::string_view metric) {
  if (!IsCounterName(metric)) return nullptr;
  const std::pair key(extractor, std::string(metric));
  if (const auto it = named.counts.find(key); it != named.counts.end()) return &it->second;
  size_t have = 0;
  for (auto it = named.counts.lower_bound({extractor, {}}); it != named.counts.end() && it->first.first == extractor; ++it) ++have;
  return have >= kMostCounters ? nullptr : &named.counts[key];
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
  const std::string id(extractor);
  {
    const std::lock_guard lock(named.mutex);
    if (double* sum = CounterOf(named, id, metric)) {
      *sum += by;
      return;
    }
    if (!named.warned.insert(id).second) return;
  }
  log::Warning("the extractor '" + id + "' counts what is not kept: '" + std::string(metric.substr(0, kLongestName)) +
               "'; names are of 1 to 64 of a-z, A-Z, 0-9, '_', '.', '-', and there are at most 100");
}

std::map<std::pair<std::string, std::string>, double> PluginCounts() {
  Named& named = TheNamed();
  const std::lock_guard lock(named.mutex);
  return named.counts;
}

}  // namespace lector::telemetry
