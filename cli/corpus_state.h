// How far a corpus is: the small file beside the output that makes a run resumable.
#ifndef LECTOR_CLI_CORPUS_STATE_H_
#define LECTOR_CLI_CORPUS_STATE_H_

#include <cstdint>
#include <map>
#include <string>

namespace lector::cli {

struct CorpusState {
  std::string run;            // format and options, as JSON
  uint64_t documents = 0;     // answered and written, errors included
  uint64_t errors = 0;        // of these
  uint64_t input_hash = 0;    // of their entries, so that another input is noticed
  uint64_t output_bytes = 0;  // the length of the output that holds them
  uint64_t errors_bytes = 0;  // of the file of errors, where there is one
  bool complete = false;      // the input ended there
  std::map<std::string, std::string> extractors;  // name and version of each that answered last
};

// `hash` of the entries so far, and one more.
uint64_t AddFingerprint(uint64_t hash, uint64_t fingerprint);

enum class LoadOutcome { kLoaded, kMissing, kUnreadable };
LoadOutcome LoadState(const std::string& path, CorpusState* state, std::string* error);

// Puts the file in the place of the one before, whole or not at all, and on disk before it returns. False with `error`.
bool SaveState(const std::string& path, const CorpusState& state, std::string* error);

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_STATE_H_
