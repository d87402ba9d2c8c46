// Plan: which extractors run for a request, in which order, with which options, and whose findings are reported.
#ifndef LECTOR_DAEMON_ENGINE_PLAN_H_
#define LECTOR_DAEMON_ENGINE_PLAN_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/host/options.h"
#include "daemon/registry/registry.h"

namespace lector::engine {

// One extractor as a client selects it.
struct Selection {
  std::string name;
  std::string version;       // empty: any
  std::string options_json;  // empty: none
};

struct PlanStep {
  const registry::Extractor* extractor;
  host::OptionSet options;
  bool reported;                        // selected; otherwise it runs because another one reads its records
  std::vector<uint32_t> required, used; // earlier steps whose records it may read
  std::string options_field;            // where its options stand in a request: "options.extractors[1].options"
};

// What documents cost under a plan, learned from those that ran. Thread-safe; a race loses a sample.
class Cost {
 public:
  void Learn(uint64_t ns, size_t text_bytes);
  uint64_t Predict(size_t text_bytes) const;  // nanoseconds; before the first sample a very long time

 private:
  static constexpr size_t kBase = 1024;  // what a document costs beside its bytes, in bytes

  std::atomic<uint64_t> ns_per_kib_ = UINT64_MAX;
};

// Immutable but for what it learns; shared by the documents of a stream and by calls with the same options.
struct Plan {
  std::vector<PlanStep> steps;  // in dependency order
  mutable Cost cost;

  // Empty selections: all default extractors. Required and used extractors are added.
  static Result<std::shared_ptr<const Plan>> Make(const registry::Registry& registry, const std::vector<Selection>& selections);
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_PLAN_H_
