// Flags: the command line of lectord. Flags go before the configuration file, which goes before the defaults.
#ifndef LECTOR_DAEMON_CONFIG_FLAGS_H_
#define LECTOR_DAEMON_CONFIG_FLAGS_H_

#include <string>

#include "daemon/base/status.h"
#include "daemon/config/config.h"

namespace lector::config {

// What a command line asks for.
struct CommandLine {
  enum class Action { kServe, kPrintText, kPrintConfig, kCheckConfig };
  Action action = Action::kServe;
  std::string text;  // of kPrintText: the help or the version
  Config config;     // file and flags; defaults are not resolved yet
};

// INVALID_ARGUMENT: a flag that is not known or out of range, or what Config::LoadFile() says of the file.
Result<CommandLine> ParseCommandLine(int argc, const char* const* argv, const std::string& version);

}  // namespace lector::config
#endif  // LECTOR_DAEMON_CONFIG_FLAGS_H_
