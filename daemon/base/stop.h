// Stop: whether a piece of work is still wanted. Shared by everything that runs for one request.
#ifndef LECTOR_DAEMON_BASE_STOP_H_
#define LECTOR_DAEMON_BASE_STOP_H_

#include <cstdint>

#include "daemon/base/status.h"

namespace lector {

// Nanoseconds of CLOCK_MONOTONIC, the clock of every deadline inside the daemon and in the plugin ABI.
uint64_t MonotonicNow();

// Thread-safe. Lives as long as the request; the engine, the document's layers and the plugins look at it.
class Stop {
 public:
  explicit Stop(uint64_t deadline_ns = 0) : deadline_ns_(deadline_ns) {}
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  void Cancel() { __atomic_store_n(&cancelled_, 1, __ATOMIC_RELAXED); }
  bool cancelled() const { return __atomic_load_n(&cancelled_, __ATOMIC_RELAXED) != 0; }
  uint64_t deadline_ns() const { return deadline_ns_; }  // 0: none
  const int32_t* flag() const { return &cancelled_; }    // what lector_call.cancelled points to

  // OK, CANCELLED or DEADLINE_EXCEEDED. Reads the clock: call it once per piece of work, not per token.
  Status Check() const;

 private:
  const uint64_t deadline_ns_;
  int32_t cancelled_ = 0;
};

}  // namespace lector
#endif  // LECTOR_DAEMON_BASE_STOP_H_
