// Linked with -z execstack.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.executable_stack", .version = "1.0.0", .manifest = QUIET_MANIFEST});
