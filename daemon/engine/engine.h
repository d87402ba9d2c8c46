// Engine: runs the extractors of a request over its document, on a pool of CPU threads.
//
// One document is the work of one thread from beginning to end: its extractors run one after another, what they require
// first. Documents run side by side. Admission is a bounded queue: what does not fit is refused at once.
#ifndef LECTOR_DAEMON_ENGINE_ENGINE_H_
#define LECTOR_DAEMON_ENGINE_ENGINE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/engine/plan.h"
#include "daemon/engine/result.h"
#include "daemon/registry/registry.h"
#include "daemon/text/document.h"

namespace lector::engine {

struct EngineOptions {
  uint32_t threads = 0;         // 0: one for each CPU this process may use
  uint32_t queue_capacity = 64; // documents that wait for a thread
};

// A document to analyse.
struct Job {
  text::Document::Source source;
  std::shared_ptr<const Plan> plan;  // many documents of a stream share one
  std::shared_ptr<Stop> stop;        // never null
  bool require_all = false;
  float min_confidence = 0;  // annotations below it are left out
  std::string traceparent;  // W3C Trace Context, handed to the extractors; empty: none
};

// Thread-safe.
class Engine {
 public:
  using Done = std::function<void(Result<std::unique_ptr<Analysis>>)>;

  Engine(const registry::Registry& registry, const text::LayerRegistry& layers, EngineOptions options);
  ~Engine();  // waits for what is under way
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const text::LayerRegistry& layers() const;

  // NOT_FOUND (EXTRACTOR_NOT_FOUND, VERSION_NOT_FOUND), INVALID_ARGUMENT (INVALID_OPTION); field() is a path inside
  // `extractors`, "extractors[1].options.min_digits".
  Result<std::shared_ptr<const Plan>> MakePlan(const std::vector<Selection>& selections) const;

  // Calls `done` once, on a pool thread. RESOURCE_EXHAUSTED (OVERLOADED): the queue is full, `done` is not called.
  // A result is an error when the document cannot be analysed at all: bad text, cancelled, deadline; or with require_all.
  Status Submit(Job job, Done done);

  // As Submit, but waits for a place in the queue: for callers that bound their own work.
  void SubmitWhenRoom(Job job, Done done);

  // Runs on the calling thread; one at a time does.
  Result<std::unique_ptr<Analysis>> Run(Job job);

  uint32_t threads() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_ENGINE_H_
