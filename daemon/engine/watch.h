// Watch: which extractor each thread is in, and which of them do not come back when their call is over.
//
// An extractor that never looks whether it is to stop keeps a thread for ever, and its clients see no more than their deadlines. Such
// are logged (again each minute), counted in lector_extractor_stuck, and told by health checks.
#ifndef LECTOR_DAEMON_ENGINE_WATCH_H_
#define LECTOR_DAEMON_ENGINE_WATCH_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "daemon/base/stop.h"
#include "daemon/registry/registry.h"
#include "daemon/telemetry/metrics.h"

namespace lector::engine {

// Thread-safe; each `thread` number belongs to one thread at a time. Times are those of MonotonicNow().
class Watch {
 public:
  static constexpr uint64_t kSecond = 1'000'000'000;
  static constexpr uint64_t kGrace = kSecond;        // after the deadline or the cancellation
  static constexpr uint64_t kPatience = 60 * kSecond;  // with a call that has no deadline
  static constexpr uint64_t kRepeat = 60 * kSecond;  // of the log

  // pool_threads: the threads 0 .. pool_threads - 1, all of which are needed; one more is the caller's own.
  Watch(const std::vector<std::unique_ptr<registry::Extractor>>& extractors, uint32_t pool_threads);
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // A few stores: nobody else writes there, and who looks comes once a second.
  void Enter(uint32_t thread, const registry::Extractor& extractor, const Stop& stop, uint64_t now);
  void Leave(uint32_t thread) { places_[thread].extractor.store(nullptr, std::memory_order_release); }

  // `stop` was cancelled: from now on its extractor should come back.
  void Cancelled(const Stop& stop, uint64_t now);

  // What the engine does each second.
  void Look(uint64_t now);

  bool IsStuck(const registry::Extractor& extractor) const { return stuck_[extractor.index].load(std::memory_order_relaxed) > 0; }
  bool AllStuck() const { return all_stuck_.load(std::memory_order_relaxed); }  // every thread of the pool

  // `changed` is called on the thread that looks, when an answer of these two is another one; null: no longer.
  void Listen(std::function<void()> changed);

 private:
  struct alignas(64) Place {
    std::atomic<const registry::Extractor*> extractor = nullptr;  // null: the thread is in none
    std::atomic<const Stop*> stop = nullptr;                      // to compare with, it may be gone
    std::atomic<uint64_t> begin = 0, deadline = 0;
    std::atomic<const Stop*> cancelled = nullptr;
    std::atomic<uint64_t> cancelled_at = 0;
    // Of the thread that looks.
    uint64_t logged_begin = 0, logged_at = 0;
  };

  // The extractor that does not come back to this place, or null.
  const registry::Extractor* StuckAt(Place& place, uint64_t now);

  const uint32_t pool_threads_;
  std::vector<Place> places_;
  std::vector<std::atomic<uint32_t>> stuck_;             // threads, by Extractor::index
  std::vector<telemetry::ExtractorMetrics*> metrics_;    // by the same
  std::atomic<bool> all_stuck_ = false;
  std::mutex mutex_;
  std::function<void()> changed_;
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_WATCH_H_
