// Runner: runs a plan over a document, with what extractors need around their calls (scratch, serialisation).
#ifndef LECTOR_DAEMON_ENGINE_RUN_H_
#define LECTOR_DAEMON_ENGINE_RUN_H_

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/engine/plan.h"
#include "daemon/engine/result.h"
#include "daemon/registry/registry.h"
#include "daemon/telemetry/metrics.h"
#include "daemon/text/document.h"

namespace lector::engine {

// Thread-safe, as long as each `thread` number is used by one thread at a time.
class Runner {
 public:
  Runner(const registry::Registry& registry, uint32_t threads);
  ~Runner();  // closes the scratch of all threads

  // `traceparent`: of the request, for the extractors. An error: cancelled, deadline; or with require_all the first extractor that
  // failed.
  Result<std::unique_ptr<Analysis>> Run(std::unique_ptr<text::Document> document, std::shared_ptr<const Plan> plan, const Stop& stop,
                                        bool require_all, float min_confidence, std::string_view traceparent, uint32_t thread);

 private:
  struct Slot {  // of one extractor
    explicit Slot(telemetry::ExtractorMetrics& counted) : metrics(counted) {}

    telemetry::ExtractorMetrics& metrics;
    std::mutex serial;           // for one without LECTOR_CONCURRENT
    std::vector<void*> scratch;  // by thread
    std::vector<char> opened;
  };

  Status RunStep(const PlanStep& step, uint32_t index, Analysis& analysis, const Stop& stop, std::string_view traceparent,
                 uint32_t thread, uint32_t* emitted);
  Status OpenScratch(const registry::Extractor& extractor, uint32_t thread, void** scratch);

  const registry::Registry& registry_;
  std::vector<std::unique_ptr<Slot>> slots_;  // by Extractor::index
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_RUN_H_
