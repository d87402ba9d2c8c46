#include "daemon/service/dispatcher.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "daemon/telemetry/metrics.h"

namespace lector::service {

std::shared_ptr<Dispatcher> Dispatcher::Create(Submit submit, WithdrawJobs withdraw, uint32_t threads, uint32_t queue) {
  return std::shared_ptr<Dispatcher>(new Dispatcher(std::move(submit), std::move(withdraw), threads, queue));
}

Dispatcher::Dispatcher(Submit submit, WithdrawJobs withdraw, uint32_t threads, uint32_t queue)
    : submit_(std::move(submit)),
      withdraw_(std::move(withdraw)),
      capacity_(threads + queue),
      stream_capacity_(std::max(1u, std::min(2 * threads, capacity_ - 1))) {}

std::shared_ptr<Dispatcher::Place> Dispatcher::TryEnter() {
  {
    const std::lock_guard lock(mutex_);
    if (under_way_ >= capacity_) return nullptr;
    ++under_way_;
    Publish();
  }
  return std::make_shared<Place>(shared_from_this(), false);
}

void Dispatcher::Start(std::shared_ptr<Place> place, engine::Job job, Done done) {
  Done leave_first = [place = std::move(place), done](Result<std::unique_ptr<engine::Analysis>> result) mutable {
    place.reset();
    done(std::move(result));
  };
  if (Status status = submit_(std::move(job), std::move(leave_first), IsAlone()); !status.ok()) done(std::move(status));
}

void Dispatcher::Enqueue(engine::Job job, Done done) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(job), std::move(done)});
    Publish();
  }
  StartWaiting();
}

void Dispatcher::Withdraw(const Stop& stop) {
  std::vector<Waiting> gone;
  {
    const std::lock_guard lock(mutex_);
    const auto first = std::stable_partition(waiting_.begin(), waiting_.end(),
                                             [&](const Waiting& one) { return one.job.stop.get() != &stop; });
    gone.assign(std::make_move_iterator(first), std::make_move_iterator(waiting_.end()));
    waiting_.erase(first, waiting_.end());
    Publish();
  }
  for (const Waiting& one : gone) one.done(stop.Check());
  withdraw_(stop);
}

bool Dispatcher::IsAlone() {
  const std::lock_guard lock(mutex_);
  return under_way_ == 1;
}

void Dispatcher::Leave(bool stream) {
  {
    const std::lock_guard lock(mutex_);
    --under_way_;
    if (stream) --streams_under_way_;
    Publish();
  }
  StartWaiting();
}

void Dispatcher::StartWaiting() {
  for (;;) {
    std::unique_lock lock(mutex_);
    if (waiting_.empty() || under_way_ >= capacity_ || streams_under_way_ >= stream_capacity_) return;
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    ++under_way_;
    ++streams_under_way_;
    Publish();
    lock.unlock();
    Start(std::make_shared<Place>(shared_from_this(), true), std::move(next.job), std::move(next.done));
  }
}

void Dispatcher::Publish() const {
  telemetry::Metrics& metrics = telemetry::TheMetrics();
  metrics.documents_under_way.store(under_way_, std::memory_order_relaxed);
  metrics.documents_waiting.store(waiting_.size(), std::memory_order_relaxed);
}

}  // namespace lector::service
