// Placement: on which thread a document is analysed, the loop's or one of the engine's.
//
// Handing a document to another thread and its answer back costs as much as everything else that gRPC does for a call, so it is
// done where it gains something: where the loop has something else to do meanwhile, or would be kept too long.
#ifndef LECTOR_DAEMON_SERVICE_PLACEMENT_H_
#define LECTOR_DAEMON_SERVICE_PLACEMENT_H_

#include <cstdint>
#include <functional>

#include "daemon/engine/engine.h"
#include "daemon/service/loop.h"

namespace lector::service {

// On the loop's thread stay documents that take less time than a hand-over, and short ones while calls come one at a time. What
// comes while the loop analyses is not seen; so now and then one is handed over all the same, and when another call comes
// meanwhile that is the end of it.
class Placement {
 public:
  using Done = engine::Engine::Done;
  // Engine::Submit() and Engine::Run().
  using Submitter = std::function<Status(engine::Job, Done)>;
  using Runner = std::function<void(engine::Job, Done)>;

  static constexpr uint64_t kQuickNs = 50'000;       // about what a hand-over costs
  static constexpr uint64_t kShortNs = 20'000'000;  // as long as a call may have to wait for another thread to take over
  static constexpr uint32_t kInARow = 16;            // documents that came alone, before the next is expected to
  static constexpr uint32_t kProbe = 32;             // each so many is handed over

  Placement(Submitter submit, Runner run, Loop& loop) : submit_(std::move(submit)), run_(std::move(run)), loop_(loop) {}

  // As Engine::Submit(). Thread-safe. alone: no other document is under way.
  Status Submit(engine::Job job, Done done, bool alone);

 private:
  const Submitter submit_;
  const Runner run_;
  Loop& loop_;
  uint32_t came_alone_ = 0;  // documents in a row; of the loop's thread
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_PLACEMENT_H_
