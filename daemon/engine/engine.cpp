#include "daemon/engine/engine.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "daemon/engine/pool.h"
#include "daemon/engine/run.h"

namespace lector::engine {

struct Engine::Impl {
  Impl(const registry::Registry& extractors, const text::LayerRegistry& providers, uint32_t threads, uint32_t capacity)
      : registry(extractors),
        layers(providers),
        watch(extractors.extractors(), threads),
        runner(extractors, providers, threads + 1, watch, [this](Work work) { pool.PushFront(Task(std::move(work))); }),
        pool(threads, capacity),
        watcher([this](const std::stop_token& over) { WatchUntil(over); }) {}

  void Run(Work& work, uint32_t thread) {
    if (std::optional<Runner::Outcome> outcome = runner.Run(work, thread)) work.done(std::move(*outcome));
  }

  void WatchUntil(const std::stop_token& over) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!over.stop_requested()) {
      never.wait_for(lock, over, std::chrono::seconds(1), [] { return false; });
      watch.Look(MonotonicNow());
    }
  }

  Pool::Task Task(Work work) {
    const std::shared_ptr<Stop> stop = work.job.stop;
    // std::function asks for what can be copied.
    auto shared = std::make_shared<Work>(std::move(work));
    return {[this, shared](uint32_t thread) { Run(*shared, thread); }, stop.get()};
  }

  const registry::Registry& registry;
  const text::LayerRegistry& layers;
  Watch watch;
  Runner runner;
  std::mutex caller;  // held by a thread that is not the pool's, which has the scratch of the last thread number
  Pool pool;          // behind what its threads use
  std::jthread watcher;
};

Engine::Engine(const registry::Registry& registry, const text::LayerRegistry& layers, EngineOptions options)
    : impl_(std::make_unique<Impl>(registry, layers, options.threads != 0 ? options.threads : UsableCpus(), options.queue_capacity)) {}

Engine::~Engine() = default;

const text::LayerRegistry& Engine::layers() const { return impl_->layers; }

Result<std::shared_ptr<const Plan>> Engine::MakePlan(const std::vector<Selection>& selections) const {
  return Plan::Make(impl_->registry, selections);
}

Status Engine::Submit(Job job, Done done) {
  if (impl_->pool.TryPush(impl_->Task({std::move(job), std::move(done)}))) return Status();
  return Status(Code::kResourceExhausted, "all threads are busy and the queue is full; try again later", "OVERLOADED");
}

void Engine::Run(Job job, Done done) {
  Work work = {std::move(job), std::move(done)};
  const std::lock_guard lock(impl_->caller);
  impl_->Run(work, impl_->pool.threads());
}

void Engine::Withdraw(const Stop& stop) {
  impl_->watch.Cancelled(stop, MonotonicNow());
  // They look at the stop before anything else.
  for (const Pool::Task& task : impl_->pool.Take(&stop)) task.run(0);
  for (Work& work : impl_->runner.Withdraw(stop)) impl_->Run(work, 0);
}

Watch& Engine::watch() const { return impl_->watch; }

uint32_t Engine::threads() const { return impl_->pool.threads(); }

}  // namespace lector::engine
