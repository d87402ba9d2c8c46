// Runner: takes documents through their plans, with what extractors need around their calls (scratch, turns).
#ifndef LECTOR_DAEMON_ENGINE_RUN_H_
#define LECTOR_DAEMON_ENGINE_RUN_H_

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/engine/job.h"
#include "daemon/engine/result.h"
#include "daemon/engine/turn.h"
#include "daemon/engine/watch.h"
#include "daemon/registry/registry.h"
#include "daemon/telemetry/metrics.h"
#include "daemon/text/layer_provider.h"

namespace lector::engine {

// A document on its way through its plan.
struct Work {
  Job job;
  Done done;

  std::unique_ptr<Analysis> analysis;  // null: it has not begun
  std::vector<char> failed, skipped;   // by step; skipped: it, or what it requires, is not for the language
  uint32_t next = 0;                   // the step that is due
  bool has_turn = false;               // it waited for the extractor of this step, which is its own now
  uint64_t busy_ns = 0;
};

// Thread-safe, as long as each `thread` number is used by one thread at a time.
class Runner {
 public:
  using Outcome = Result<std::unique_ptr<Analysis>>;

  // `resume`: Run() again, on any thread, with a document that had to wait.
  Runner(const registry::Registry& registry, const text::LayerRegistry& layers, uint32_t threads,
         Watch& watch, std::function<void(Work)> resume);
  ~Runner();  // closes the scratch of all threads

  // What Done is to be called with. Nothing: an extractor that takes one document at a time is busy with another one; `work` was
  // taken and goes to `resume` when its turn comes, so that no thread waits.
  std::optional<Outcome> Run(Work& work, uint32_t thread);

  // Those of a stop that wait for an extractor; they wait no longer.
  std::vector<Work> Withdraw(const Stop& stop);

 private:
  struct Slot {  // of one extractor
    explicit Slot(telemetry::ExtractorMetrics& counted) : metrics(counted) {}

    telemetry::ExtractorMetrics& metrics;
    Turn<Work> turn;             // for one without LECTOR_CONCURRENT
    std::vector<void*> scratch;  // by thread
    std::vector<char> opened;
  };

  Status Begin(Work& work);
  Status RunStep(Work& work, uint32_t thread);  // an error ends the document
  Status Analyze(const PlanStep& step, Work& work, uint32_t thread, uint32_t* emitted);
  Status OpenScratch(const registry::Extractor& extractor, uint32_t thread, void** scratch);
  void PassOn(Slot& slot);

  const registry::Registry& registry_;
  const text::LayerRegistry& layers_;
  Watch& watch_;
  const std::function<void(Work)> resume_;
  std::vector<std::unique_ptr<Slot>> slots_;  // by Extractor::index
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_RUN_H_
