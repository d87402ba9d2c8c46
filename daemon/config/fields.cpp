#include "daemon/config/fields.h"

namespace lector::config {
std::vector<Field> Fields(Config& c) {
  return {
      {"server.listen", &c.server.listen},
      {"server.allow_non_loopback", &c.server.allow_non_loopback},
      {"server.drain_seconds", Integer{&c.server.drain_seconds, 0, 3600}},
      {"engine.threads", Integer{&c.engine.threads, 0, 1024}},
      {"engine.queue", Integer{&c.engine.queue, 1, 1'000'000}},
      {"limits.max_text_bytes", Integer{&c.limits.max_text_bytes, 1, 512u << 20}},
      {"limits.max_concurrent_streams", Integer{&c.limits.max_concurrent_streams, 1, 100'000}},
      {"limits.max_metadata_bytes", Integer{&c.limits.max_metadata_bytes, 1024, 1u << 20}},
      {"limits.stream_window", Integer{&c.limits.stream_window, 1, 10'000}},
      {"limits.keepalive_seconds", Integer{&c.limits.keepalive_seconds, 1, 86'400}},
      {"limits.keepalive_timeout_seconds", Integer{&c.limits.keepalive_timeout_seconds, 1, 86'400}},
      {"limits.min_ping_interval_seconds", Integer{&c.limits.min_ping_interval_seconds, 1, 86'400}},
      {"limits.max_connection_age_seconds", Integer{&c.limits.max_connection_age_seconds, 1, 1'000'000}},
      {"limits.max_connection_grace_seconds", Integer{&c.limits.max_connection_grace_seconds, 1, 1'000'000}},
      {"plugins.dirs", &c.plugins.dirs},
      {"plugins.copy_dir", &c.plugins.copy_dir},
      {"plugins.probe", &c.plugins.probe},
      {"plugins.probe_timeout_ms", Integer{&c.plugins.probe_timeout_ms, 1, 600'000}},
      {"text.data_dir", &c.text.data_dir},
      {"log.level", Choice{&c.log.level, {"debug", "info", "warning", "error", "off"}}},
      {"log.format", Choice{&c.log.format, {"text", "json"}}},
      {"metrics.listen", &c.metrics.listen},
  };
}

}  // namespace lector::config
