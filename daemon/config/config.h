// Config: what a lectord is told by its TOML file and its flags.
//
//   Result<Config> config = Config::LoadFile("/etc/lector/lectord.toml");
//   if (!config.ok()) return config.status();
//   ResolveDefaults({.executable_dir = "/usr/bin"}, *config);
//   std::cout << ToToml(*config);
//
// A key that is not known, a wrong type and a value out of range are errors that name file, line and column; nothing in a
// file is passed over in silence.
#ifndef LECTOR_DAEMON_CONFIG_CONFIG_H_
#define LECTOR_DAEMON_CONFIG_CONFIG_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"

namespace lector::config {

struct ServerSection {
  std::vector<std::string> listen;  // "unix:/run/lector/lectord.sock", "127.0.0.1:50051", "[::1]:50051"
  bool allow_non_loopback = false;
  uint32_t drain_seconds = 30;
};

struct EngineSection {
  uint32_t threads = 0;  // 0: one for each CPU
  uint32_t queue = 64;
};

struct LimitsSection {
  uint32_t max_text_bytes = 8u << 20;  // a message may be twice as long
  uint32_t max_concurrent_streams = 128;
  uint32_t max_metadata_bytes = 16u << 10;
  uint32_t stream_window = 32;  // documents under way in one StreamAnalyzeDocuments
  uint32_t keepalive_seconds = 60;
  uint32_t keepalive_timeout_seconds = 20;
  uint32_t min_ping_interval_seconds = 20;
  uint32_t max_connection_age_seconds = 3600;
  uint32_t max_connection_grace_seconds = 3600;
};

struct PluginsSection {
  std::vector<std::string> dirs;
  std::string copy_dir, probe;
  uint32_t probe_timeout_ms = 10'000;
};

struct TextSection {
  std::string data_dir;  // models and dictionaries
};

struct LogSection {
  std::string level = "info";   // "debug", "info", "warning", "error", "off"
  std::string format = "text";  // "text" or "json"
};

struct MetricsSection {
  std::string listen;  // "127.0.0.1:9464"; empty: no metrics are served
};

struct Config {
  ServerSection server;
  EngineSection engine;
  LimitsSection limits;
  PluginsSection plugins;
  TextSection text;
  LogSection log;
  MetricsSection metrics;
  std::map<std::string, std::string> extractors;  // id -> its settings as a JSON object, for the plugin to check
  std::string extractors_toml;                    // the same as it stood in the file, for ToToml()

  // NOT_FOUND: no such file, or none that can be read. INVALID_ARGUMENT: "lectord.toml:3:1: 'engine.thread' is not a known key (did you mean
  // 'engine.threads'?)"
  static Result<Config> LoadFile(const std::string& path);
  // `name` stands for the file in messages.
  static Result<Config> Parse(std::string_view toml, const std::string& name);
};

// The configuration as TOML that Config::Parse() reads back to the same.
std::string ToToml(const Config& config);

// OK, or INVALID_ARGUMENT with the key in field(): for values that came from flags. Parse() has checked what is in a file.
Status CheckRanges(const Config& config);

}  // namespace lector::config
#endif  // LECTOR_DAEMON_CONFIG_CONFIG_H_
