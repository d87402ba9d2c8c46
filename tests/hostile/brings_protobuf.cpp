// Links a library that links protobuf: seen only when it is loaded.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.brings_protobuf", .version = "1.0.0", .manifest = QUIET_MANIFEST});
