// Requires what nobody provides.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.missing_provider", .version = "1.0.0", .manifest = R"({
  "provides": ["hostile.v1.Derived"], "requires": ["hostile.v1.NobodyHasThis"], "languages": ["*"], "default": false})"});
