// Plan: which extractors run for a request, in which order, with which options, and whose findings are reported.
#ifndef LECTOR_DAEMON_ENGINE_PLAN_H_
#define LECTOR_DAEMON_ENGINE_PLAN_H_

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
};

// Immutable; shared by the documents of a stream.
struct Plan {
  std::vector<PlanStep> steps;  // in dependency order

  // Empty selections: all default extractors. Required and used extractors are added.
  static Result<std::shared_ptr<const Plan>> Make(const registry::Registry& registry, const std::vector<Selection>& selections);
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_PLAN_H_
