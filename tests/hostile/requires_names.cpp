// Requires a layer that needs a model, and uses one that needs a dictionary.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.requires_names", .version = "1.0.0", .manifest = R"({
  "provides": ["hostile.v1.Names"], "requires": ["lector.names/1"], "uses": ["lector.morph/1"], "languages": ["*"], "default": false})"});
