// `lector corpus`: many documents in, a line for each out, resumable.
#ifndef LECTOR_CLI_CORPUS_COMMAND_H_
#define LECTOR_CLI_CORPUS_COMMAND_H_

#include <lector/v1/analysis_service.pb.h>

#include <cstdint>
#include <string>

#include "cli/session.h"

namespace lector::cli {

struct CorpusFlags {
  ConnectionFlags connection;  // its timeout: of one answer
  std::string input, output;
  std::string format = "jsonl";  // or "tsv"
  v1::AnalysisOptions options;
  bool options_for_defaults = false;  // options were given but no extractor: they go to the default ones
  uint32_t window = 32;
  double reconnect = 120;  // seconds to wait for a daemon that went away
  bool restart = false;
};

// What --help says below the options.
extern const char kCorpusFooter[];

// Returns an exit code.
int RunCorpus(const CorpusFlags& flags);

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_COMMAND_H_
