// Its options' schema has a regular expression, which the string "aaa..." of a client would end the daemon with.
#include "quiet.h"

LECTOR_PLUGIN(Quiet, {.id = "hostile.wants_pattern", .version = "1.0.0",
  .manifest = R"({"provides": ["hostile.v1.Nothing"], "languages": ["*"], "option_schema":
    {"type": "object", "properties": {"code": {"type": "string", "pattern": "^([a-z]|[0-9])*$"}}}})"});
