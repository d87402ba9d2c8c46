#include "daemon/engine/run.h"

#include <algorithm>
#include <optional>

#include "daemon/host/call.h"
#include "daemon/host/document_view.h"
#include "daemon/host/plugin_host.h"
#include "daemon/telemetry/crash.h"
#include "daemon/telemetry/log.h"

namespace lector::engine {
namespace {

bool IsStop(const Status& status) { return status.code() == Code::kCancelled || status.code() == Code::kDeadlineExceeded; }

// An extractor that does not look holds a thread long after its client went away, which nobody else would see.
void LogLateness(const registry::Extractor& extractor, const Stop& stop, uint64_t now) {
  constexpr uint64_t kSecond = 1'000'000'000, kTenth = kSecond / 10;
  if (stop.deadline_ns() == 0 || now < stop.deadline_ns() + kSecond) return;
  const uint64_t tenths = (now - stop.deadline_ns()) / kTenth;
  log::Warning("extractor '" + extractor.id + "' went on for " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) +
               " s after the deadline: it should look more often whether it is to stop");
}

bool ForLanguage(const registry::Manifest& manifest, std::string_view language) {
  return std::any_of(manifest.languages.begin(), manifest.languages.end(), [&](const std::string& known) {
    return known == "*" || known == language || (language.starts_with(known) && language[known.size()] == '-');
  });
}

}  // namespace

Runner::Runner(const registry::Registry& registry, uint32_t threads) : registry_(registry) {
  for (size_t i = 0; i < registry.extractors().size(); ++i) {
    auto& slot = slots_.emplace_back(std::make_unique<Slot>(telemetry::OfExtractor(registry.extractors()[i]->id)));
    slot->scratch.resize(threads);
    slot->opened.resize(threads);
  }
}

Runner::~Runner() {
  for (const auto& extractor : registry_.extractors()) {
    Slot& slot = *slots_[extractor->index];
    for (size_t thread = 0; thread < slot.opened.size(); ++thread)
      if (slot.opened[thread]) extractor->abi->close(extractor->instance, slot.scratch[thread]);
  }
}

Result<std::unique_ptr<Analysis>> Runner::Run(std::unique_ptr<text::Document> document, std::shared_ptr<const Plan> plan,
                                              const Stop& stop, bool require_all, float min_confidence, std::string_view traceparent,
                                              uint32_t thread) {
  auto analysis = std::make_unique<Analysis>();
  analysis->document = std::move(document);
  analysis->plan = std::move(plan);
  analysis->store = std::make_unique<host::RecordStore>(analysis->document->text());
  std::vector<char> failed(analysis->plan->steps.size());

  for (uint32_t i = 0; i < analysis->plan->steps.size(); ++i) {
    const PlanStep& step = analysis->plan->steps[i];
    if (!ForLanguage(step.extractor->manifest, analysis->document->language())) continue;
    if (Status stopped = stop.Check(); !stopped.ok()) return stopped;

    Report report;
    report.extractor = step.extractor;
    const auto broken = std::find_if(step.required.begin(), step.required.end(), [&](uint32_t needed) { return failed[needed]; });
    const uint64_t begin = MonotonicNow();
    if (broken != step.required.end())
      report.status = Status(Code::kFailedPrecondition,
                             "it requires '" + analysis->plan->steps[*broken].extractor->id + "', which failed for this document", "DEPENDENCY_FAILED");
    else report.status = RunStep(step, i, *analysis, stop, traceparent, thread, &report.record_count);
    const uint64_t end = MonotonicNow();
    report.duration_ns = end - begin;
    slots_[step.extractor->index]->metrics.Observe(report.status.code(), report.duration_ns, report.record_count);
    LogLateness(*step.extractor, stop, end);

    if (!report.status.ok()) {
      // A stop ends the whole call, however it reached the extractor.
      if (Status stopped = stop.Check(); !stopped.ok() && IsStop(report.status)) return stopped;
      if (require_all)
        return Status(report.status.code() == Code::kInvalidArgument ? Code::kInvalidArgument : Code::kInternal,
                      "extractor '" + step.extractor->id + "' failed: " + report.status.ToString(), "EXTRACTOR_FAILED");
      log::Warning("extractor '" + step.extractor->id + "' failed: " + report.status.ToString() +
                   (traceparent.empty() ? "" : " (traceparent " + std::string(traceparent) + ")"));
      analysis->store->Drop(i);
      report.record_count = 0;
      failed[i] = true;
    }
    if (step.reported || !report.status.ok()) analysis->reports.push_back(std::move(report));
  }
  if (Status stopped = stop.Check(); !stopped.ok()) return stopped;
  analysis->Finish(min_confidence);
  return analysis;
}

Status Runner::RunStep(const PlanStep& step, uint32_t index, Analysis& analysis, const Stop& stop, std::string_view traceparent,
                       uint32_t thread, uint32_t* emitted) {
  const registry::Extractor& extractor = *step.extractor;
  Slot& slot = *slots_[extractor.index];
  std::optional<std::lock_guard<std::mutex>> serial;
  if ((extractor.abi->flags & LECTOR_CONCURRENT) == 0) serial.emplace(slot.serial);

  const telemetry::AtWork at_work(extractor.id);
  void* scratch = nullptr;
  if (Status status = OpenScratch(extractor, thread, &scratch); !status.ok()) return status;

  std::vector<uint32_t> visible = step.required;
  visible.insert(visible.end(), step.used.begin(), step.used.end());
  std::sort(visible.begin(), visible.end());
  const host::DocumentView view(*analysis.document, *analysis.store, stop, extractor.manifest.layers, visible);
  host::RecordSink sink(*analysis.store, index, extractor.manifest.emits);
  const Status status =
      host::Analyze(*extractor.abi, extractor.instance, scratch, host::MakeCall(step.options, stop, traceparent), view, sink);
  *emitted = sink.count();
  return status;
}

Status Runner::OpenScratch(const registry::Extractor& extractor, uint32_t thread, void** scratch) {
  if (extractor.abi->open == nullptr) return Status();
  Slot& slot = *slots_[extractor.index];
  if (!slot.opened[thread]) {
    lector_error error = {};
    error.size = sizeof error;
    if (Status status = host::FromAbi(extractor.abi->open(extractor.instance, &slot.scratch[thread], &error), error); !status.ok())
      return status;
    slot.opened[thread] = 1;
  }
  *scratch = slot.scratch[thread];
  return Status();
}

}  // namespace lector::engine
