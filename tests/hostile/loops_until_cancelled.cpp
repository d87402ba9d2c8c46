// Works until the client cancels or the deadline passes.
#include "quiet.h"

namespace {
struct Loops {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call& call) const {
    for (;;) call.check();
  }
};
}  // namespace
LECTOR_PLUGIN(Loops, {.id = "hostile.loops_until_cancelled", .version = "1.0.0", .manifest = QUIET_MANIFEST});
