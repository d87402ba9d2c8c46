#include "daemon/engine/engine.h"

#include <mutex>
#include <utility>

#include "daemon/engine/pool.h"
#include "daemon/engine/run.h"

namespace lector::engine {

struct Engine::Impl {
  Impl(const registry::Registry& extractors, const text::LayerRegistry& providers, uint32_t threads, uint32_t capacity)
      : registry(extractors), layers(providers), runner(extractors, threads + 1), pool(threads, capacity) {}

  Result<std::unique_ptr<Analysis>> Run(Job& job, uint32_t thread) {
    if (Status stopped = job.stop->Check(); !stopped.ok()) return stopped;
    Result<std::unique_ptr<text::Document>> document = text::Document::Create(std::move(job.source), layers);
    if (!document.ok()) return document.status();
    const std::shared_ptr<const Plan> plan = job.plan;
    const size_t size = (*document)->text().size();
    const uint64_t begin = MonotonicNow();
    Result<std::unique_ptr<Analysis>> analysis =
        runner.Run(std::move(*document), std::move(job.plan), *job.stop, job.require_all, job.min_confidence, job.traceparent, thread);
    plan->cost.Learn(MonotonicNow() - begin, size);
    return analysis;
  }

  Pool::Task Task(Job job, Done done) {
    // std::function asks for what can be copied.
    auto shared = std::make_shared<std::pair<Job, Done>>(std::move(job), std::move(done));
    return [this, shared](uint32_t thread) { shared->second(Run(shared->first, thread)); };
  }

  const registry::Registry& registry;
  const text::LayerRegistry& layers;
  Runner runner;
  std::mutex caller;  // held by a thread that is not the pool's, which has the scratch of the last thread number
  Pool pool;          // last: its threads end before what they use
};

Engine::Engine(const registry::Registry& registry, const text::LayerRegistry& layers, EngineOptions options)
    : impl_(std::make_unique<Impl>(registry, layers, options.threads != 0 ? options.threads : UsableCpus(), options.queue_capacity)) {}

Engine::~Engine() = default;

const text::LayerRegistry& Engine::layers() const { return impl_->layers; }

Result<std::shared_ptr<const Plan>> Engine::MakePlan(const std::vector<Selection>& selections) const {
  return Plan::Make(impl_->registry, selections);
}

Status Engine::Submit(Job job, Done done) {
  if (impl_->pool.TryPush(impl_->Task(std::move(job), std::move(done)))) return Status();
  return Status(Code::kResourceExhausted, "all threads are busy and the queue is full; try again later", "OVERLOADED");
}

void Engine::SubmitWhenRoom(Job job, Done done) { impl_->pool.Push(impl_->Task(std::move(job), std::move(done))); }

Result<std::unique_ptr<Analysis>> Engine::Run(Job job) {
  const std::lock_guard lock(impl_->caller);
  return impl_->Run(job, impl_->pool.threads());
}

uint32_t Engine::threads() const { return impl_->pool.threads(); }

}  // namespace lector::engine
