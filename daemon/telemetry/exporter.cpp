#include "daemon/telemetry/exporter.h"

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <exception>
#include <limits>
#include <vector>

#include "daemon/telemetry/metrics.h"
#include "daemon/telemetry/process_stats.h"

namespace lector::telemetry {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

MetricFamily Family(const std::string& name, const std::string& help, MetricType type) {
  MetricFamily out;
  out.name = name;
  out.help = help;
  out.type = type;
  return out;
}

void AddValue(MetricFamily& family, Labels labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  if (family.type == MetricType::Counter) metric.counter.value = value;
  else metric.gauge.value = value;
  family.metric.push_back(std::move(metric));
}

// A line for each code that was met, and for OK, so that a rate of successes starts at 0.
void AddCodes(MetricFamily& family, const Labels& labels, const CodeCounter& counter) {
  for (size_t i = 0; i < CodeCounter::kCodes; ++i) {
    const auto code = static_cast<Code>(i);
    if (const uint64_t count = counter.Get(code); count > 0 || code == Code::kOk) {
      Labels with_code = labels;
      with_code.push_back({"code", CodeName(code)});
      AddValue(family, std::move(with_code), static_cast<double>(count));
    }
  }
}

void AddHistogram(MetricFamily& family, Labels labels, const DurationHistogram& histogram) {
  ClientMetric metric;
  metric.label = std::move(labels);
  uint64_t count = 0;
  for (size_t i = 0; i <= DurationHistogram::kBounds.size(); ++i) {
    count += histogram.Count(i);
    const bool last = i == DurationHistogram::kBounds.size();
    metric.histogram.bucket.push_back({count, last ? std::numeric_limits<double>::infinity() : DurationHistogram::kBounds[i]});
  }
  metric.histogram.sample_count = count;
  metric.histogram.sample_sum = histogram.Sum();
  family.metric.push_back(std::move(metric));
}

MetricFamily Gauge(const std::string& name, const std::string& help, double value) {
  MetricFamily out = Family(name, help, MetricType::Gauge);
  AddValue(out, {}, value);
  return out;
}

void CollectDocuments(std::vector<MetricFamily>& out) {
  const Metrics& metrics = TheMetrics();
  MetricFamily documents = Family("lector_documents_total", "Documents answered, by method and status code.", MetricType::Counter);
  MetricFamily seconds = Family("lector_document_seconds",
                                "From the arrival of a document to its answer, waiting included; of those answered OK.",
                                MetricType::Histogram);
  MetricFamily bytes = Family("lector_document_text_bytes_total", "Text of the documents answered OK, in bytes of UTF-8.",
                              MetricType::Counter);
  const std::pair<const char*, const DocumentMetrics*> methods[] = {{"AnalyzeDocument", &metrics.unary},
                                                                    {"StreamAnalyzeDocuments", &metrics.stream}};
  for (const auto& [name, of] : methods) {
    AddCodes(documents, {{"method", name}}, of->documents);
    AddHistogram(seconds, {{"method", name}}, of->seconds);
    AddValue(bytes, {{"method", name}}, static_cast<double>(of->text_bytes.load(std::memory_order_relaxed)));
  }
  out.push_back(std::move(documents));
  out.push_back(std::move(seconds));
  out.push_back(std::move(bytes));
  out.push_back(Gauge("lector_documents_under_way", "Documents admitted and not answered yet.",
                      static_cast<double>(metrics.documents_under_way.load(std::memory_order_relaxed))));
  out.push_back(Gauge("lector_documents_waiting", "Documents of streams that wait for a place.",
                      static_cast<double>(metrics.documents_waiting.load(std::memory_order_relaxed))));
}

void CollectExtractors(std::vector<MetricFamily>& out) {
  const Metrics& metrics = TheMetrics();
  out.push_back(Gauge("lector_extractors", "Extractors that are loaded.",
                      static_cast<double>(metrics.extractors.load(std::memory_order_relaxed))));
  out.push_back(Gauge("lector_plugins_refused", "Plugins that were refused at the start; the log says why.",
                      static_cast<double>(metrics.plugins_refused.load(std::memory_order_relaxed))));
  MetricFamily calls = Family("lector_extractor_calls_total", "Documents analysed by an extractor, by how that ended.",
                              MetricType::Counter);
  MetricFamily seconds = Family("lector_extractor_seconds",
                                "Time of an extractor for a document, with the layers that it was the first to ask for.",
                                MetricType::Histogram);
  MetricFamily records = Family("lector_extractor_records_total", "Records that an extractor emitted.", MetricType::Counter);
  MetricFamily stuck = Family("lector_extractor_stuck", "Threads that an extractor keeps though their calls are over.", MetricType::Gauge);
  ForEachExtractor([&](const std::string& id, const ExtractorMetrics& of) {
    AddCodes(calls, {{"extractor", id}}, of.calls);
    AddHistogram(seconds, {{"extractor", id}}, of.seconds);
    AddValue(records, {{"extractor", id}}, static_cast<double>(of.records.load(std::memory_order_relaxed)));
    AddValue(stuck, {{"extractor", id}}, static_cast<double>(of.stuck.load(std::memory_order_relaxed)));
  });
  MetricFamily counts = Family("lector_plugin_count_total", "What an extractor counts by itself, under names of its own.",
                               MetricType::Counter);
  for (const auto& [name, sum] : PluginCounts()) AddValue(counts, {{"extractor", name.first}, {"metric", name.second}}, sum);
  for (MetricFamily* family : {&calls, &seconds, &records, &stuck, &counts})
    if (!family->metric.empty()) out.push_back(std::move(*family));
}

class Collector final : public prometheus::Collectable {
 public:
  explicit Collector(std::string version) : version_(std::move(version)) {}

  std::vector<MetricFamily> Collect() const override {
    std::vector<MetricFamily> out;
    MetricFamily info = Family("lector_info", "The version of lectord.", MetricType::Gauge);
    AddValue(info, {{"version", version_}}, 1);
    out.push_back(std::move(info));
    CollectDocuments(out);
    CollectExtractors(out);
    for (const ProcessStat& stat : ReadProcessStats()) {
      out.push_back(Family(stat.name, stat.help, stat.counter ? MetricType::Counter : MetricType::Gauge));
      AddValue(out.back(), {}, stat.value);
    }
    return out;
  }

 private:
  const std::string version_;
};

// A connection that sends nothing holds a thread for the time of a request.
std::vector<std::string> ServerOptions(const std::string& address) {
  return {"listening_ports", address, "num_threads", "4", "request_timeout_ms", "2000"};
}

}  // namespace

struct Exporter::Impl {
  Impl(const std::string& address, const std::string& version)
      : collector(std::make_shared<Collector>(version)), exposer(ServerOptions(address)) {
    exposer.RegisterCollectable(collector);
    const std::vector<int> ports = exposer.GetListeningPorts();
    url = "http://" + address.substr(0, address.rfind(':') + 1) + (ports.empty() ? "" : std::to_string(ports.front())) + "/metrics";
  }

  const std::shared_ptr<Collector> collector;
  prometheus::Exposer exposer;
  std::string url;
};

Exporter::Exporter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Exporter::~Exporter() = default;

Result<std::unique_ptr<Exporter>> Exporter::Start(const std::string& address, const std::string& version) {
  try {
    return std::unique_ptr<Exporter>(new Exporter(std::make_unique<Impl>(address, version)));
  } catch (const std::exception&) {  // "null context when constructing CivetServer": says nothing
    return Status(Code::kFailedPrecondition, "cannot serve metrics on " + address + "; is the address taken?", {}, "metrics.listen");
  }
}

const std::string& Exporter::url() const { return impl_->url; }

std::string MetricsText(const std::string& version) { return prometheus::TextSerializer().Serialize(Collector(version).Collect()); }

}  // namespace lector::telemetry
