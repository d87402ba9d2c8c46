// Exporter: the metrics over HTTP, at /metrics, in Prometheus's text format. The only place that knows prometheus-cpp.
//
//   Result<std::unique_ptr<Exporter>> exporter = Exporter::Start("127.0.0.1:9464", "1.0.0");
//   log::Info("metrics at " + (*exporter)->url());
#ifndef LECTOR_DAEMON_TELEMETRY_EXPORTER_H_
#define LECTOR_DAEMON_TELEMETRY_EXPORTER_H_

#include <memory>
#include <string>

#include "daemon/base/status.h"

namespace lector::telemetry {

// Serves, on threads of its own, until it is destroyed.
class Exporter {
 public:
  // `address`: HOST:PORT; port 0: a free one. FAILED_PRECONDITION: cannot listen there.
  static Result<std::unique_ptr<Exporter>> Start(const std::string& address, const std::string& version);
  ~Exporter();

  const std::string& url() const;  // "http://127.0.0.1:9464/metrics"

 private:
  struct Impl;
  explicit Exporter(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

// What /metrics answers.
std::string MetricsText(const std::string& version);

}  // namespace lector::telemetry
#endif  // LECTOR_DAEMON_TELEMETRY_EXPORTER_H_
