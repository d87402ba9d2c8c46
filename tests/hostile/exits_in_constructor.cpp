// A constructor of the library ends the process as if all were well.
#include <cstdio>
#include <cstdlib>

#include "quiet.h"

namespace {
struct Exits {
  Exits() {
    std::puts("{\"ok\":true}");  // and pretends to be the helper
    std::fflush(stdout);
    std::exit(0);
  }
} g_exits;
}  // namespace
LECTOR_PLUGIN(Quiet, {.id = "hostile.exits_in_constructor", .version = "1.0.0", .manifest = QUIET_MANIFEST});
