#include "daemon/service/options_cache.h"

#include <utility>

#include "daemon/service/wire_diagnosis.h"

namespace lector::service {
namespace {

constexpr size_t kMaxEntries = 256;
constexpr size_t kMaxKey = 4096;  // longer ones are not kept

}  // namespace

std::optional<Error> Prepare(const engine::Engine& engine, const v1::AnalysisOptions& options,
                             std::shared_ptr<const PreparedOptions>& out) {
  auto prepared = std::make_shared<PreparedOptions>();
  if (auto error = CheckOptions(options, prepared->checked)) return error;
  Result<std::shared_ptr<const engine::Plan>> plan = engine.MakePlan(prepared->checked.selections);
  if (!plan.ok()) return Error(plan.status());
  prepared->plan = std::move(*plan);
  out = std::move(prepared);
  return std::nullopt;
}

std::optional<Error> OptionsCache::Get(const std::string& serialized, std::shared_ptr<const PreparedOptions>& out) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(serialized); found != entries_.end()) {
      out = found->second;
      return std::nullopt;
    }
  }
  v1::AnalysisOptions options;
  if (!options.ParseFromString(serialized)) return Diagnose(*options.GetDescriptor(), serialized);
  if (auto error = Prepare(engine_, options, out)) return error;
  if (serialized.size() > kMaxKey) return std::nullopt;
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kMaxEntries) entries_.clear();  // a client that makes up new options for each call
  entries_.emplace(serialized, out);
  return std::nullopt;
}

}  // namespace lector::service
