// `lector extractors`: what the daemon has loaded and what it refused, or all of one extractor.
#ifndef LECTOR_CLI_EXTRACTORS_COMMAND_H_
#define LECTOR_CLI_EXTRACTORS_COMMAND_H_

#include <string>

#include "cli/session.h"
#include "cli/terminal.h"

namespace lector::cli {

struct ExtractorsFlags {
  ConnectionFlags connection;
  std::string name;    // empty: all
  std::string format;  // "text", "json"; empty: by where the output goes
  ColourMode colour = ColourMode::kAuto;
};

// Returns an exit code.
int RunExtractors(const ExtractorsFlags& flags);

}  // namespace lector::cli
#endif  // LECTOR_CLI_EXTRACTORS_COMMAND_H_
