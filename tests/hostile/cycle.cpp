// Two extractors that require each other: built twice, as cycle_1.so and cycle_2.so.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.cycle_" CYCLE_SELF, .version = "1.0.0", .manifest = R"({"provides": ["hostile.v1.Cycle)" CYCLE_SELF
  R"("], "requires": ["hostile.v1.Cycle)" CYCLE_OTHER R"("], "languages": ["*"], "default": false})"});
