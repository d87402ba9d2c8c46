#include "daemon/engine/watch.h"

#include <algorithm>
#include <string>
#include <utility>

#include "daemon/telemetry/log.h"

namespace lector::engine {

Watch::Watch(const std::vector<std::unique_ptr<registry::Extractor>>& extractors, uint32_t pool_threads)
    : pool_threads_(pool_threads), places_(pool_threads + 1), stuck_(extractors.size()) {
  for (const auto& extractor : extractors) metrics_.push_back(&telemetry::OfExtractor(extractor->id));
}

void Watch::Enter(uint32_t thread, const registry::Extractor& extractor, const Stop& stop, uint64_t now) {
  Place& place = places_[thread];
  place.begin.store(now, std::memory_order_relaxed);
  place.deadline.store(stop.deadline_ns(), std::memory_order_relaxed);
  place.stop.store(&stop, std::memory_order_relaxed);
  place.extractor.store(&extractor, std::memory_order_release);
}

void Watch::Cancelled(const Stop& stop, uint64_t now) {
  for (Place& place : places_) {
    if (place.stop.load(std::memory_order_relaxed) != &stop) continue;
    place.cancelled_at.store(now, std::memory_order_relaxed);
    place.cancelled.store(&stop, std::memory_order_release);
  }
}

const registry::Extractor* Watch::StuckAt(Place& place, uint64_t now) {
  const registry::Extractor* const extractor = place.extractor.load(std::memory_order_acquire);
  if (extractor == nullptr) return nullptr;
  const uint64_t begin = place.begin.load(std::memory_order_relaxed), deadline = place.deadline.load(std::memory_order_relaxed);
  uint64_t due = deadline != 0 ? deadline : begin + kPatience;
  if (place.cancelled.load(std::memory_order_acquire) == place.stop.load(std::memory_order_relaxed))
    if (const uint64_t at = place.cancelled_at.load(std::memory_order_relaxed); at >= begin) due = std::min(due, at);
  const bool moved_on = place.extractor.load(std::memory_order_acquire) != extractor || place.begin.load(std::memory_order_relaxed) != begin;
  if (moved_on || now < due + kGrace) return nullptr;

  if (place.logged_begin != begin || now >= place.logged_at + kRepeat) {
    place.logged_begin = begin;
    place.logged_at = now;
    log::Warning("extractor '" + extractor->id + "' does not come back: it has been at work on one document for " +
                 std::to_string((now - begin) / kSecond) + " s, its call is over, and it keeps a thread; restart the daemon, without it " +
                 "until it is mended");
  }
  return extractor;
}

void Watch::Look(uint64_t now) {
  std::vector<uint32_t> stuck(stuck_.size());
  uint32_t threads = 0;
  for (uint32_t i = 0; i < places_.size(); ++i) {
    const registry::Extractor* const extractor = StuckAt(places_[i], now);
    if (extractor == nullptr) continue;
    ++stuck[extractor->index];
    if (i < pool_threads_) ++threads;
  }
  bool changed = false;
  for (size_t i = 0; i < stuck.size(); ++i) {
    changed |= stuck_[i].exchange(stuck[i], std::memory_order_relaxed) != stuck[i];
    metrics_[i]->stuck.store(stuck[i], std::memory_order_relaxed);
  }
  const bool all = threads == pool_threads_;
  changed |= all_stuck_.exchange(all, std::memory_order_relaxed) != all;
  const std::lock_guard lock(mutex_);
  if (changed && changed_) changed_();
}

void Watch::Listen(std::function<void()> changed) {
  const std::lock_guard lock(mutex_);
  changed_ = std::move(changed);
}

}  // namespace lector::engine
