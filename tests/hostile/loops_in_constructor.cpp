// A constructor of the library never ends.
#include <unistd.h>

#include "quiet.h"

namespace {
struct Loops {
  Loops() {
    for (;;) pause();
  }
} g_loops;
}  // namespace
LECTOR_PLUGIN(Quiet, {.id = "hostile.loops_in_constructor", .version = "1.0.0", .manifest = QUIET_MANIFEST});
