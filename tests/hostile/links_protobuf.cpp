// Links protobuf (a stand-in of its name): the daemon has its own copy, and two abort the process.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.links_protobuf", .version = "1.0.0", .manifest = QUIET_MANIFEST});
