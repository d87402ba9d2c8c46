// A misspelt member in its manifest.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.bad_manifest", .version = "1.0.0",
  .manifest = R"({"provides": ["hostile.v1.Nothing"], "require": ["lector.tokens/1"], "languages": ["*"]})"});
