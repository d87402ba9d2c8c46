// Pool: a fixed number of threads and a bounded queue before them.
#ifndef LECTOR_DAEMON_ENGINE_POOL_H_
#define LECTOR_DAEMON_ENGINE_POOL_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lector::engine {

// Thread-safe.
class Pool {
 public:
  struct Task {
    std::function<void(uint32_t thread)> run;  // thread: 0 .. threads() - 1
    const void* owner = nullptr;
  };

  Pool(uint32_t threads, uint32_t capacity);
  ~Pool();  // runs what is queued, then joins

  bool TryPush(Task task);    // false: the queue is full
  void PushFront(Task task);  // is next, and needs no place
  std::vector<Task> Take(const void* owner);  // those of an owner that no thread has begun; they are the caller's then
  uint32_t threads() const { return static_cast<uint32_t>(threads_.size()); }

 private:
  void Work(uint32_t thread);

  const uint32_t capacity_;
  std::mutex mutex_;
  std::condition_variable some_;
  std::deque<Task> queue_;
  uint32_t idle_ = 0;  // threads that wait: a task for each of them needs no place in the queue
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

// The CPUs that this process may use, at least 1.
uint32_t UsableCpus();

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_POOL_H_
