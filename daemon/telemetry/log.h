// Logs of the daemon: one line an event, to stderr. The only place that knows spdlog.
//
//   log::Init({.level = "info"});
//   log::Info("loaded " + name + " from " + file);
//
// Thread-safe. Before Init() lines go to stderr at level info. What is no UTF-8 in a line, and control characters, are escaped.
#ifndef LECTOR_DAEMON_TELEMETRY_LOG_H_
#define LECTOR_DAEMON_TELEMETRY_LOG_H_

#include <string>
#include <string_view>

#include "daemon/base/status.h"

namespace lector::log {

struct Options {
  std::string level = "info";   // "debug", "info", "warning", "error", "off"
  std::string format = "text";  // "text" or "json"
};

// INVALID_ARGUMENT names the option that is wrong.
Status Init(const Options& options);
bool IsJson();  // whether lines are JSON objects

void Debug(std::string_view line);
void Info(std::string_view line);
void Warning(std::string_view line);
void Error(std::string_view line);

// One line of a plugin, with the extractor's id in front. `level` as in lector/plugin.h.
void FromPlugin(std::string_view extractor, int level, std::string_view line);

}  // namespace lector::log
#endif  // LECTOR_DAEMON_TELEMETRY_LOG_H_
