// A constructor of the library aborts the process that loads it.
#include <cstdio>
#include <cstdlib>

#include "quiet.h"

namespace {
struct Aborts {
  Aborts() {
    std::fputs("no licence found\n", stderr);
    std::abort();
  }
} g_aborts;
}  // namespace
LECTOR_PLUGIN(Quiet, {.id = "hostile.aborts_in_constructor", .version = "1.0.0", .manifest = QUIET_MANIFEST});
