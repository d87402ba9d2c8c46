// Refuses a setting that its schema allows.
#include "quiet.h"

namespace {
struct Refuses : Quiet {
  explicit Refuses(const lector::Config& config) {
    if (config.get("limits.max", 10) > 5) throw lector::BadOption("limits.max", "must be at most 5 on this machine");
  }
};
}  // namespace
LECTOR_PLUGIN(Refuses, {.id = "hostile.refuses_setting", .version = "1.0.0", .manifest = R"({
  "provides": ["hostile.v1.Nothing"], "languages": ["*"], "default": false,
  "config_schema": {"type": "object", "properties": {"limits": {"type": "object", "properties": {
      "max": {"type": "integer", "minimum": 1, "default": 10}}, "default": {}}}}
})"});
