#include "daemon/service/lifecycle.h"

#include <algorithm>
#include <thread>

namespace lector::service {

bool Lifecycle::Enter() {
  const std::lock_guard lock(mutex_);
  last_activity_ = std::chrono::steady_clock::now();
  if (phase_ != Phase::kServing) return false;
  ++calls_;
  return true;
}

void Lifecycle::Leave() {
  const std::lock_guard lock(mutex_);
  last_activity_ = std::chrono::steady_clock::now();
  if (--calls_ == 0) idle_.notify_all();
}

Lifecycle::Phase Lifecycle::phase() const {
  const std::lock_guard lock(mutex_);
  return phase_;
}

Lifecycle::Phase Lifecycle::Listen(std::weak_ptr<Listener> listener) {
  const std::lock_guard lock(mutex_);
  if (listeners_.size() >= sweep_at_) {
    std::erase_if(listeners_, [](const std::weak_ptr<Listener>& known) { return known.expired(); });
    sweep_at_ = std::max<size_t>(64, 2 * listeners_.size());
  }
  listeners_.push_back(std::move(listener));
  return phase_;
}

bool Lifecycle::Drain(std::chrono::milliseconds grace) {
  Change(Phase::kDraining);
  std::unique_lock lock(mutex_);
  return idle_.wait_for(lock, grace, [this] { return calls_ == 0; });
}

void Lifecycle::Settle(std::chrono::milliseconds quiet, std::chrono::milliseconds limit) const {
  const auto give_up = std::chrono::steady_clock::now() + limit;
  for (;;) {
    std::unique_lock lock(mutex_);
    const auto settled = std::min(last_activity_ + quiet, give_up);
    lock.unlock();
    if (std::chrono::steady_clock::now() >= settled) return;
    std::this_thread::sleep_until(settled);
  }
}

void Lifecycle::Close() { Change(Phase::kClosing); }

void Lifecycle::Change(Phase phase) {
  std::vector<std::weak_ptr<Listener>> listeners;
  {
    const std::lock_guard lock(mutex_);
    if (phase_ >= phase) return;
    phase_ = phase;
    listeners = listeners_;
  }
  Tell(phase, listeners);
}

void Lifecycle::Notify() {
  std::unique_lock lock(mutex_);
  const Phase phase = phase_;
  const std::vector<std::weak_ptr<Listener>> listeners = listeners_;
  lock.unlock();
  Tell(phase, listeners);
}

void Lifecycle::Tell(Phase phase, const std::vector<std::weak_ptr<Listener>>& listeners) {
  for (const std::weak_ptr<Listener>& weak : listeners)
    if (const std::shared_ptr<Listener> listener = weak.lock()) listener->OnPhase(phase);
}

}  // namespace lector::service
