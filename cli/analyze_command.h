// `lector analyze`: files in, findings out.
#ifndef LECTOR_CLI_ANALYZE_COMMAND_H_
#define LECTOR_CLI_ANALYZE_COMMAND_H_

#include <lector/v1/analysis_service.pb.h>

#include <string>
#include <vector>

#include "cli/session.h"
#include "cli/terminal.h"

namespace lector::cli {

struct AnalyzeFlags {
  ConnectionFlags connection;
  std::vector<std::string> inputs;
  std::string format;  // "text", "json", "jsonl", "tsv", "conllu"; empty: by where the output goes
  bool layers = false;  // show the layers of the text, by the extractor `layers` alone, instead of findings
  ColourMode colour = ColourMode::kAuto;
  std::string encoding;   // of the inputs; empty: UTF-8
  v1::Document document;  // all but the text
  v1::AnalysisOptions options;
  bool explain = false;  // ask every extractor that can why it found what it found
  bool options_for_defaults = false;  // options were given but no extractor: they go to the default ones
};

// Adds the default extractors to those that options were given for: naming some would leave the others out.
grpc::Status SelectDefaults(const Client& client, v1::AnalysisOptions* options);

// Sets the option "explain" of every selected extractor (of the default ones, where none is) whose schema has it.
grpc::Status AskForExplanations(const Client& client, v1::AnalysisOptions* options);

// Returns an exit code.
int RunAnalyze(AnalyzeFlags flags);

}  // namespace lector::cli
#endif  // LECTOR_CLI_ANALYZE_COMMAND_H_
