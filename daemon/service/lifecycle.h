// Lifecycle: whether the daemon serves, drains or is closing, and how many calls are under way.
#ifndef LECTOR_DAEMON_SERVICE_LIFECYCLE_H_
#define LECTOR_DAEMON_SERVICE_LIFECYCLE_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace lector::service {

// Thread-safe.
class Lifecycle {
 public:
  enum class Phase { kServing, kDraining, kClosing };

  // Told of a change of the phase, or of health within it, on the thread that brings it about, without a lock held.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void OnPhase(Phase phase) = 0;
  };

  // A call begins; false: refuse it with Draining(). Each true is matched by one Leave().
  bool Enter();
  void Leave();

  Phase phase() const;

  // Calls listener->OnPhase() at each change to come, as long as it lives. Returns the phase that holds now.
  Phase Listen(std::weak_ptr<Listener> listener);

  // Tells the listeners of the same phase again: what health depends on beside it has changed.
  void Notify();

  // Refuses new calls and waits for those under way; false: some were left when the time was over.
  bool Drain(std::chrono::milliseconds grace);
  // Waits until no call came, went or was refused for `quiet`, at most `limit`: a call that arrives while gRPC 1.51 shuts
  // down is answered CANCELLED, which no client retries. Refused clients stay away for longer than `quiet` (RetryInfo).
  void Settle(std::chrono::milliseconds quiet, std::chrono::milliseconds limit) const;
  // Ends what waits for changes.
  void Close();

 private:
  void Change(Phase phase);
  void Tell(Phase phase, const std::vector<std::weak_ptr<Listener>>& listeners);

  mutable std::mutex mutex_;
  std::condition_variable idle_;
  Phase phase_ = Phase::kServing;
  uint64_t calls_ = 0;
  std::chrono::steady_clock::time_point last_activity_;
  std::vector<std::weak_ptr<Listener>> listeners_;
  size_t sweep_at_ = 64;  // forget listeners that are gone when there are so many
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_LIFECYCLE_H_
