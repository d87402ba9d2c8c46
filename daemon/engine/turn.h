// Turn: one at a time, and who comes meanwhile stands in line without a thread.
#ifndef LECTOR_DAEMON_ENGINE_TURN_H_
#define LECTOR_DAEMON_ENGINE_TURN_H_

#include <algorithm>
#include <deque>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace lector::engine {

// Thread-safe.
template <class T>
class Turn {
 public:
  // False: another one has it; `waiting` was taken.
  bool Enter(T& waiting) {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(taken_, true)) return true;
    line_.push_back(std::move(waiting));
    return false;
  }

  // Whose turn it is now, the first in line.
  std::optional<T> Leave() {
    const std::lock_guard lock(mutex_);
    taken_ = !line_.empty();
    if (!taken_) return std::nullopt;
    std::optional<T> next(std::move(line_.front()));
    line_.pop_front();
    return next;
  }

  // Takes those out of the line that `is` says.
  template <class Is>
  std::vector<T> Withdraw(Is&& is) {
    const std::lock_guard lock(mutex_);
    const auto gone = std::stable_partition(line_.begin(), line_.end(), [&](const T& one) { return !is(one); });
    std::vector<T> out(std::make_move_iterator(gone), std::make_move_iterator(line_.end()));
    line_.erase(gone, line_.end());
    return out;
  }

 private:
  std::mutex mutex_;
  bool taken_ = false;
  std::deque<T> line_;
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_TURN_H_
