#include "daemon/engine/pool.h"

#include <sched.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace lector::engine {

uint32_t UsableCpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
  return std::max(1u, std::thread::hardware_concurrency());
}

Pool::Pool(uint32_t threads, uint32_t capacity) : capacity_(capacity) {
  for (uint32_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { Work(i); });
}

Pool::~Pool() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  some_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Pool::TryPush(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= capacity_ + idle_) return false;
    queue_.push_back(std::move(task));
  }
  some_.notify_one();
  return true;
}

void Pool::PushFront(Task task) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_front(std::move(task));
  }
  some_.notify_one();
}

std::vector<Pool::Task> Pool::Take(const void* owner) {
  const std::lock_guard lock(mutex_);
  const auto taken = std::stable_partition(queue_.begin(), queue_.end(), [&](const Task& task) { return task.owner != owner; });
  std::vector<Task> out(std::make_move_iterator(taken), std::make_move_iterator(queue_.end()));
  queue_.erase(taken, queue_.end());
  return out;
}

void Pool::Work(uint32_t thread) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    some_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    --idle_;
    if (queue_.empty()) return;
    Task task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    task.run(thread);
    task = {};  // what it holds is freed before the lock
    lock.lock();
  }
}

}  // namespace lector::engine
