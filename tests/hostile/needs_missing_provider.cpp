// Requires what missing_provider would provide, if it had not been refused.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.needs_missing_provider", .version = "1.0.0", .manifest = R"({
  "provides": ["hostile.v1.FurtherDerived"], "requires": ["hostile.v1.Derived"], "languages": ["*"], "default": false})"});
