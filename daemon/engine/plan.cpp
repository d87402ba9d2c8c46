#include "daemon/engine/plan.h"

namespace lector::engine {
namespace {

std::string At(size_t i, const char* member) { return "extractors[" + std::to_string(i) + "]" + member; }

}  // namespace

// Follows a rise at once and a fall slowly: a document that turns out long must not be expected to be quick again soon.
void Cost::Learn(uint64_t ns, size_t text_bytes) {
  const uint64_t sample = ns * 1024 / (text_bytes + kBase);
  const uint64_t known = ns_per_kib_.load(std::memory_order_relaxed);
  const uint64_t mixed = known == UINT64_MAX || sample > known ? sample : known - (known - sample) / 16;
  ns_per_kib_.store(mixed, std::memory_order_relaxed);
}

uint64_t Cost::Predict(size_t text_bytes) const {
  const uint64_t known = ns_per_kib_.load(std::memory_order_relaxed);
  return known == UINT64_MAX ? known : known * (text_bytes + kBase) / 1024;
}

Result<std::shared_ptr<const Plan>> Plan::Make(const registry::Registry& registry, const std::vector<Selection>& selections) {
  const auto& all = registry.extractors();
  std::vector<bool> wanted(all.size()), reported(all.size());
  std::vector<const Selection*> selection_of(all.size(), nullptr);
  std::vector<size_t> place_of(all.size(), 0);

  for (size_t i = 0; i < selections.size(); ++i) {
    const Selection& selection = selections[i];
    const registry::Extractor* extractor = registry.Find(selection.name);
    if (extractor == nullptr) return registry.NotFound(selection.name).WithField(At(i, ".name"));
    if (!selection.version.empty() && selection.version != extractor->version)
      return Status(Code::kNotFound, "extractor '" + selection.name + "' is there in version " + extractor->version + ", not " + selection.version,
                    "VERSION_NOT_FOUND", At(i, ".version"));
    if (selection_of[extractor->index] != nullptr)
      return Status(Code::kInvalidArgument, "extractor '" + selection.name + "' is selected twice", "INVALID_FIELD", At(i, ".name"));
    selection_of[extractor->index] = &selection;
    place_of[extractor->index] = i;
    wanted[extractor->index] = reported[extractor->index] = true;
  }
  if (selections.empty())
    for (size_t i = 0; i < all.size(); ++i) wanted[i] = reported[i] = all[i]->manifest.is_default;

  // Dependencies have smaller indexes: one pass from the end finds all that is needed.
  for (size_t i = all.size(); i-- > 0;) {
    if (!wanted[i]) continue;
    for (const uint32_t needed : all[i]->required) wanted[needed] = true;
    for (const uint32_t used : all[i]->used) wanted[used] = true;
  }

  auto plan = std::make_shared<Plan>();
  std::vector<uint32_t> step_of(all.size(), 0);
  for (size_t i = 0; i < all.size(); ++i) {
    if (!wanted[i]) continue;
    PlanStep step;
    step.extractor = all[i].get();
    step.reported = reported[i];
    for (const uint32_t needed : all[i]->required) step.required.push_back(step_of[needed]);
    for (const uint32_t used : all[i]->used) step.used.push_back(step_of[used]);
    const std::string field = selection_of[i] != nullptr ? At(place_of[i], ".options") : "extractors";
    step.options_field = "options." + field;
    Result<host::OptionSet> options =
        all[i]->manifest.option_schema.Check(selection_of[i] != nullptr ? selection_of[i]->options_json : std::string());
    if (!options.ok()) {
      const Status& bad = options.status();
      return Status(bad.code(), "extractor '" + all[i]->id + "': " + bad.message(), bad.reason(),
                    bad.field().empty() ? field : field + "." + bad.field());
    }
    step.options = std::move(*options);
    step_of[i] = static_cast<uint32_t>(plan->steps.size());
    plan->steps.push_back(std::move(step));
  }
  return std::shared_ptr<const Plan>(std::move(plan));
}

}  // namespace lector::engine
