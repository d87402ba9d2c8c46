// OptionsCache: AnalysisOptions that were checked and planned once.
//
// A client sends the same options with every call. What becomes of them - selections, checked extractor options, the plan -
// depends on nothing but their bytes and the extractors that are loaded, which do not change while the daemon runs.
#ifndef LECTOR_DAEMON_SERVICE_OPTIONS_CACHE_H_
#define LECTOR_DAEMON_SERVICE_OPTIONS_CACHE_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "daemon/engine/engine.h"
#include "daemon/service/error.h"
#include "daemon/service/request.h"

namespace lector::service {

// Immutable.
struct PreparedOptions {
  CheckedOptions checked;
  std::shared_ptr<const engine::Plan> plan;
};

// Fields of errors start at the options, as CheckOptions() has them.
std::optional<Error> Prepare(const engine::Engine& engine, const v1::AnalysisOptions& options,
                             std::shared_ptr<const PreparedOptions>& out);

// Thread-safe. Keeps what is sound; an error costs its check each time.
class OptionsCache {
 public:
  explicit OptionsCache(const engine::Engine& engine) : engine_(engine) {}

  // `serialized`: an AnalysisOptions; MALFORMED_MESSAGE and INVALID_UTF8 name the field in it. Bytes, not meaning, are
  // compared: another order of the same fields is another entry.
  std::optional<Error> Get(const std::string& serialized, std::shared_ptr<const PreparedOptions>& out);

 private:
  const engine::Engine& engine_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const PreparedOptions>> entries_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_OPTIONS_CACHE_H_
