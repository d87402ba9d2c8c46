#include "daemon/service/loop.h"

#include <grpc/support/time.h>

#include <utility>

#include "daemon/telemetry/crash.h"

namespace lector::service {
namespace {

// Whose thread this is at the moment; null while it runs a task of RunHere().
thread_local const Loop* leads = nullptr;

}  // namespace

Loop::Loop(std::unique_ptr<grpc::ServerCompletionQueue> queue) : queue_(std::move(queue)) {
  threads_[0] = std::thread([this] { Main(true); });
  threads_[1] = std::thread([this] { Main(false); });
}

Loop::~Loop() { Close(); }

void Loop::Post(Task task) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(task));
    wake = asleep_ && !alarm_set_;
    alarm_set_ = alarm_set_ || wake;
  }
  // Not under the lock, which the woken thread wants.
  if (wake) alarm_.Set(queue_.get(), gpr_time_0(GPR_CLOCK_MONOTONIC), &wake_);
}

bool Loop::RunHere(Task task) {
  if (!IsCurrent() || task_ || !standing_by_.load(std::memory_order_acquire)) return false;
  task_ = std::move(task);
  return true;
}

bool Loop::IsCurrent() const { return leads == this; }

void Loop::Leave() {
  if (--present_ == 0) present_.notify_all();
}

void Loop::Close() {
  if (!threads_[0].joinable()) return;
  // A call that is with the engine has no operation under way: the queue would not wait for it.
  for (uint32_t left = present_; left != 0; left = present_) present_.wait(left);
  queue_->Shutdown();
  for (std::thread& thread : threads_) thread.join();
}

void Loop::Wake::Happened(bool) {
  const std::lock_guard lock(loop.mutex_);
  loop.alarm_set_ = false;
}

void Loop::Main(bool leads_first) {
  telemetry::ReportOverflows();
  if (leads_first) Lead();
  while (StandBy()) Lead();
}

void Loop::Lead() {
  leads = this;
  for (;;) {
    if (task_) {
      if (!RunTask()) return;
      continue;
    }
    if (RunPosted()) continue;
    void* tag = nullptr;
    bool ok = false;
    if (!queue_->Next(&tag, &ok)) break;
    {
      const std::lock_guard lock(mutex_);
      asleep_ = false;
    }
    static_cast<Event*>(tag)->Happened(ok);
  }
  leads = nullptr;
  {
    const std::lock_guard lock(rest_mutex_);
    over_ = true;
  }
  rest_.notify_all();
}

bool Loop::RunPosted() {
  {
    const std::lock_guard lock(mutex_);
    asleep_ = posted_.empty();
    if (asleep_) return false;
    running_.swap(posted_);
  }
  for (Task& task : running_) {
    task();
    task = nullptr;
  }
  running_.clear();
  return true;
}

bool Loop::RunTask() {
  uint64_t number = ++last_task_;
  const Task task = std::exchange(task_, nullptr);
  task_under_way_.store(number);
  if (resting_.load()) {
    {
      const std::lock_guard lock(rest_mutex_);
      resting_ = false;
    }
    rest_.notify_one();
  }
  leads = nullptr;
  task();
  if (!task_under_way_.compare_exchange_strong(number, 0)) return false;
  leads = this;
  return true;
}

bool Loop::StandBy() {
  std::unique_lock lock(rest_mutex_);
  standing_by_.store(true, std::memory_order_release);
  for (uint64_t seen = 0; !over_;) {
    uint64_t now = task_under_way_.load();
    if (now != 0 && now == seen && task_under_way_.compare_exchange_strong(now, 0)) {
      standing_by_ = false;
      return true;
    }
    if (now == 0 && seen == 0) {  // nothing to look at: until RunTask() wakes this thread
      resting_ = true;
      if (task_under_way_.load() == 0) rest_.wait(lock, [this] { return !resting_ || over_; });
      resting_ = false;
      now = task_under_way_.load();
    }
    seen = now;
    rest_.wait_for(lock, kLook, [this] { return over_; });
  }
  return false;
}

}  // namespace lector::service
