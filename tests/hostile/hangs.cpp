// Never comes back, whatever the deadline.
#include <chrono>
#include <thread>

#include "quiet.h"

namespace {
struct Hangs {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  }
};
}  // namespace
LECTOR_PLUGIN(Hangs, {.id = "hostile.hangs", .version = "1.0.0", .manifest = QUIET_MANIFEST});
