// Engine: runs the extractors of a request over its document, on a pool of CPU threads.
//
// One document is the work of one thread: its extractors run one after another, what they require first; only where it waits for an
// extractor that takes one document at a time another thread goes on with it. Documents run side by side. Admission is a bounded
// queue: what does not fit is refused at once.
#ifndef LECTOR_DAEMON_ENGINE_ENGINE_H_
#define LECTOR_DAEMON_ENGINE_ENGINE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/engine/job.h"
#include "daemon/engine/watch.h"
#include "daemon/registry/registry.h"
#include "daemon/text/layer_provider.h"

namespace lector::engine {

struct EngineOptions {
  uint32_t threads = 0;         // 0: one for each CPU this process may use
  uint32_t queue_capacity = 64; // documents that wait for a thread
};

// Thread-safe.
class Engine {
 public:
  using Done = engine::Done;

  Engine(const registry::Registry& registry, const text::LayerRegistry& layers, EngineOptions options);
  ~Engine();  // waits for what is under way
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const text::LayerRegistry& layers() const;

  // NOT_FOUND (EXTRACTOR_NOT_FOUND, VERSION_NOT_FOUND), INVALID_ARGUMENT (INVALID_OPTION); field() is a path inside
  // `extractors`, "extractors[1].options.min_digits".
  Result<std::shared_ptr<const Plan>> MakePlan(const std::vector<Selection>& selections) const;

  // Calls `done` on a pool thread. RESOURCE_EXHAUSTED (OVERLOADED): the queue is full, `done` is not called.
  Status Submit(Job job, Done done);

  // Analyses on the calling thread, one at a time does; where it must wait for an extractor that is busy and takes one document at
  // a time, a pool thread goes on.
  void Run(Job job, Done done);

  // After a cancellation: documents of this stop that wait for a thread or an extractor do so no longer; their `done` is called on
  // this thread. The others find out by themselves.
  void Withdraw(const Stop& stop);

  Watch& watch() const;  // of what does not come back
  uint32_t threads() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_ENGINE_H_
