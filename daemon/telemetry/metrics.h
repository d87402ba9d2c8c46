// Metrics: what the daemon counts of its own work, and extractors of theirs. exporter.h serves them to Prometheus.
//
//   telemetry::ExtractorMetrics& metrics = telemetry::OfExtractor("quotes");  // once: it takes a lock
//   metrics.calls.Add(Code::kOk);                                             // a relaxed atomic each: for the hot path
//
// One set for the process, which only grows. All of it is thread-safe.
#ifndef LECTOR_DAEMON_TELEMETRY_METRICS_H_
#define LECTOR_DAEMON_TELEMETRY_METRICS_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/base/status.h"

namespace lector::telemetry {

// A sum for each status code.
class CodeCounter {
 public:
  static constexpr size_t kCodes = 17;  // of google.rpc.Code

  void Add(Code code) { counts_[static_cast<size_t>(code) < kCodes ? static_cast<size_t>(code) : 2].fetch_add(1, std::memory_order_relaxed); }
  uint64_t Get(Code code) const { return counts_[static_cast<size_t>(code)].load(std::memory_order_relaxed); }

 private:
  std::array<std::atomic<uint64_t>, kCodes> counts_ = {};
};

// How long things took. Bounds are in steps of 1, 2.5 and 5 from 50 us, a short headline's time, to 10 s.
class DurationHistogram {
 public:
  static constexpr std::array<double, 17> kBounds = {.00005, .0001, .00025, .0005, .001, .0025, .005, .01, .025,
                                                     .05,    .1,    .25,    .5,    1,    2.5,   5,    10};  // seconds

  void Observe(uint64_t ns);
  uint64_t Count(size_t bucket) const { return counts_[bucket].load(std::memory_order_relaxed); }  // not cumulative; the last: above
  double Sum() const { return static_cast<double>(sum_ns_.load(std::memory_order_relaxed)) / 1e9; }  // seconds

 private:
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> counts_ = {};
  std::atomic<uint64_t> sum_ns_ = 0;
};

// Documents that came by one method of the API.
struct DocumentMetrics {
  CodeCounter documents;      // by the status they were answered with
  DurationHistogram seconds;  // of those answered OK: from the request's arrival to its answer, waiting included
  std::atomic<uint64_t> text_bytes = 0;

  void Observe(Code code, uint64_t ns, uint64_t bytes);
};

struct ExtractorMetrics {
  CodeCounter calls;          // its analyses, by how they ended
  DurationHistogram seconds;  // of all of them, with the layers that it was the first to ask for
  std::atomic<uint64_t> records = 0;
  std::atomic<uint64_t> stuck = 0;  // threads that it keeps though their calls are over

  void Observe(Code code, uint64_t ns, uint64_t emitted);
};

struct Metrics {
  DocumentMetrics unary, stream;  // AnalyzeDocument, StreamAnalyzeDocuments
  std::atomic<uint64_t> documents_under_way = 0, documents_waiting = 0, extractors = 0, plugins_refused = 0;
};

Metrics& TheMetrics();

// Those of an extractor, made at the first ask; they stay where they are.
ExtractorMetrics& OfExtractor(const std::string& id);
// Calls visit(id, metrics) for each extractor, by id.
void ForEachExtractor(const std::function<void(const std::string&, const ExtractorMetrics&)>& visit);

// What an extractor counts by itself (lector_host.count). Passed over are amounts that are not finite or not above 0, names other
// than of 1 to 64 of a-z, A-Z, 0-9, '_', '.', '-', and more than 100 of them; of these the log tells once for each extractor.
void Count(std::string_view extractor, std::string_view metric, double by);
// "<extractor>", "<metric>" -> sum.
std::map<std::pair<std::string, std::string>, double> PluginCounts();

}  // namespace lector::telemetry
#endif  // LECTOR_DAEMON_TELEMETRY_METRICS_H_
