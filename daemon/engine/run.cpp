#include "daemon/engine/run.h"

#include <algorithm>
#include <optional>
#include <utility>

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

// What an extractor says, which of fields knows its options alone, as the request has them.
Status InRequest(const PlanStep& step, const Status& status) {
  if (status.code() != Code::kInvalidArgument) return status;
  return Status(status.code(), status.message(), "INVALID_OPTION",
                status.field().empty() ? step.options_field : step.options_field + "." + status.field());
}

// What a call fails with that requires all.
Status FailureOf(const PlanStep& step, const Status& status) {
  const std::string message = "extractor '" + step.extractor->id + "' failed: ";
  Status out;
  if (status.code() == Code::kInvalidArgument)
    out = Status(status.code(), message + status.message(), status.reason(), status.field());
  else
    out = Status(status.code() == Code::kUnavailable ? status.code() : Code::kInternal, message + status.ToString(), "EXTRACTOR_FAILED");
  return out.With("extractor", step.extractor->id);
}

bool ForLanguage(const registry::Manifest& manifest, std::string_view language) {
  return std::any_of(manifest.languages.begin(), manifest.languages.end(), [&](const std::string& known) {
    return known == "*" || known == language || (language.starts_with(known) && language[known.size()] == '-');
  });
}

}  // namespace

Runner::Runner(const registry::Registry& registry, const text::LayerRegistry& layers, uint32_t threads,
               Watch& watch, std::function<void(Work)> resume)
    : registry_(registry), layers_(layers), watch_(watch), resume_(std::move(resume)) {
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

std::optional<Runner::Outcome> Runner::Run(Work& work, uint32_t thread) {
  uint64_t begin = MonotonicNow();
  if (work.analysis == nullptr) {
    if (Status status = Begin(work); !status.ok()) return status;
  }
  const Plan& plan = *work.job.plan;
  for (; work.next < plan.steps.size(); ++work.next) {
    const registry::Extractor& extractor = *plan.steps[work.next].extractor;
    const std::vector<uint32_t>& required = plan.steps[work.next].required;
    work.skipped[work.next] = !ForLanguage(extractor.manifest, work.analysis->document->language()) ||
                              std::any_of(required.begin(), required.end(), [&](uint32_t needed) { return work.skipped[needed]; });
    if (work.skipped[work.next]) continue;
    Slot& slot = *slots_[extractor.index];
    const auto pass_on = [this](Slot* left) { PassOn(*left); };
    std::unique_ptr<Slot, decltype(pass_on)> turn(std::exchange(work.has_turn, false) ? &slot : nullptr, pass_on);
    if (Status stopped = work.job.stop->Check(); !stopped.ok()) return stopped;
    if ((extractor.abi->flags & LECTOR_CONCURRENT) == 0 && turn == nullptr) {
      work.busy_ns += MonotonicNow() - begin;
      if (!slot.turn.Enter(work)) return std::nullopt;
      turn.reset(&slot);
      begin = MonotonicNow();
    }
    if (Status status = RunStep(work, thread); !status.ok()) return status;
  }
  if (Status stopped = work.job.stop->Check(); !stopped.ok()) return stopped;
  work.analysis->Finish(work.job.min_confidence);
  plan.cost.Learn(work.busy_ns + MonotonicNow() - begin, work.analysis->document->text().size());
  return std::move(work.analysis);
}

std::vector<Work> Runner::Withdraw(const Stop& stop) {
  std::vector<Work> out;
  for (const auto& slot : slots_)
    for (Work& work : slot->turn.Withdraw([&](const Work& waiting) { return waiting.job.stop.get() == &stop; }))
      out.push_back(std::move(work));
  return out;
}

Status Runner::Begin(Work& work) {
  if (Status stopped = work.job.stop->Check(); !stopped.ok()) return stopped;
  Result<std::unique_ptr<text::Document>> document = text::Document::Create(std::move(work.job.source), layers_);
  if (!document.ok()) return document.status();
  work.analysis = std::make_unique<Analysis>();
  work.analysis->document = std::move(*document);
  work.analysis->plan = work.job.plan;
  work.analysis->store = std::make_unique<host::RecordStore>(work.analysis->document->text());
  work.failed.resize(work.job.plan->steps.size());
  work.skipped.resize(work.job.plan->steps.size());
  return Status();
}

void Runner::PassOn(Slot& slot) {
  std::optional<Work> next = slot.turn.Leave();
  if (!next) return;
  next->has_turn = true;
  resume_(std::move(*next));
}

Status Runner::RunStep(Work& work, uint32_t thread) {
  const Job& job = work.job;
  const uint32_t index = work.next;
  const PlanStep& step = job.plan->steps[index];
  Report report;
  report.extractor = step.extractor;
  const auto broken = std::find_if(step.required.begin(), step.required.end(), [&](uint32_t needed) { return work.failed[needed]; });
  const uint64_t begin = MonotonicNow();
  if (broken != step.required.end()) {
    report.status = Status(Code::kFailedPrecondition,
                           "it requires '" + job.plan->steps[*broken].extractor->id + "', which failed for this document", "DEPENDENCY_FAILED");
  } else {
    watch_.Enter(thread, *step.extractor, *job.stop, begin);
    report.status = InRequest(step, Analyze(step, work, thread, &report.record_count));
    watch_.Leave(thread);
  }
  const uint64_t end = MonotonicNow();
  if (!report.status.ok()) report.record_count = 0;
  report.duration_ns = end - begin;
  slots_[step.extractor->index]->metrics.Observe(report.status.code(), report.duration_ns, report.record_count);
  LogLateness(*step.extractor, *job.stop, end);

  if (!report.status.ok()) {
    // A stop ends the whole call, however it reached the extractor.
    if (Status stopped = job.stop->Check(); !stopped.ok() && IsStop(report.status)) return stopped;
    if (job.require_all) return FailureOf(step, report.status);
    log::Warning("extractor '" + step.extractor->id + "' failed: " + report.status.ToString() +
                 (job.traceparent.empty() ? "" : " (traceparent " + job.traceparent + ")"));
    work.analysis->store->Drop(index);
    work.failed[index] = true;
  }
  if (step.reported || !report.status.ok()) work.analysis->reports.push_back(std::move(report));
  return Status();
}

Status Runner::Analyze(const PlanStep& step, Work& work, uint32_t thread, uint32_t* emitted) {
  const registry::Extractor& extractor = *step.extractor;
  const telemetry::AtWork at_work(extractor.id);
  void* scratch = nullptr;
  if (Status status = OpenScratch(extractor, thread, &scratch); !status.ok()) return status;

  std::vector<uint32_t> visible = step.required;
  visible.insert(visible.end(), step.used.begin(), step.used.end());
  std::sort(visible.begin(), visible.end());
  Analysis& analysis = *work.analysis;
  const Stop& stop = *work.job.stop;
  const host::DocumentView view(*analysis.document, *analysis.store, stop, extractor.manifest.layers, extractor.manifest.reads,
                                visible);
  host::RecordSink sink(*analysis.store, work.next, extractor.manifest.emits);
  const Status status =
      host::Analyze(*extractor.abi, extractor.instance, scratch, host::MakeCall(step.options, stop, work.job.traceparent), view, sink);
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
