#include "daemon/base/stop.h"

#include <time.h>

namespace lector {

uint64_t MonotonicNow() {
  timespec t = {};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(t.tv_nsec);
}

Status Stop::Check() const {
  if (cancelled()) return Status(Code::kCancelled, "the call was cancelled");
  if (deadline_ns_ != 0 && MonotonicNow() >= deadline_ns_) return Status(Code::kDeadlineExceeded, "the deadline passed");
  return Status();
}

}  // namespace lector
