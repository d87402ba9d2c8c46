// Its instance is never made: the daemon does not get ready.
#include <chrono>
#include <thread>

#include "quiet.h"

namespace {
struct Hangs : Quiet {
  explicit Hangs(const lector::Config& config) {
    config.log(LECTOR_LOG_INFO, "it hangs now");
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  }
};
}  // namespace
LECTOR_PLUGIN(Hangs, {.id = "hostile.hangs_in_create", .version = "1.0.0", .manifest = QUIET_MANIFEST});
