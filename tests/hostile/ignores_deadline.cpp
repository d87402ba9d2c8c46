// Works on for a second and a half, whatever the deadline.
#include <chrono>
#include <thread>

#include "quiet.h"

namespace {
struct Deaf {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  }
};
}  // namespace
LECTOR_PLUGIN(Deaf, {.id = "hostile.ignores_deadline", .version = "1.0.0", .manifest = QUIET_MANIFEST});
