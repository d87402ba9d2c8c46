// The output of a corpus: answers in the order of the input, and what is needed to go on after any end of the process.
//
// Crash consistency. The truth is OUT.progress: so many documents are answered, and they are the first so many bytes of OUT (and
// of OUT.errors.tsv). It is replaced by rename(), so there is always a whole one, and only after these bytes were brought to the
// disk by fdatasync(). Hence at any moment, after a kill and after a loss of power alike, the bytes that it speaks of are there
// and are right. What is behind them (a torn line, whole lines that it does not count yet, zeros of an unfinished extent) is cut
// off on resumption and done again from the input: nothing is lost and nothing stands twice. A first OUT.progress is written
// before the first answer. An OUT without one is never touched, for it is somebody else's file.
#ifndef LECTOR_CLI_CORPUS_OUTPUT_H_
#define LECTOR_CLI_CORPUS_OUTPUT_H_

#include <grpcpp/support/status.h>
#include <lector/v1/analysis_service.pb.h>

#include <chrono>
#include <memory>
#include <string>

#include "cli/corpus_source.h"
#include "cli/corpus_state.h"
#include "cli/errors.h"

namespace lector::cli {

// A file that is written to its end, in large pieces.
class AppendedFile {
 public:
  AppendedFile() = default;
  ~AppendedFile();
  AppendedFile(const AppendedFile&) = delete;
  AppendedFile& operator=(const AppendedFile&) = delete;

  // All return false with errno set.
  bool Open(const std::string& path);  // and keeps other processes that do so away: EWOULDBLOCK
  bool CutTo(uint64_t size);
  bool Append(std::string_view bytes);
  bool Flush();
  bool Sync();

  bool is_open() const { return fd_ >= 0; }
  bool is_regular() const { return is_regular_; }
  const std::string& path() const { return path_; }
  uint64_t size() const { return size_ + buffer_.size(); }

 private:
  std::string path_;
  int fd_ = -1;
  bool is_regular_ = false;
  uint64_t size_ = 0;
  std::string buffer_;
};

class CorpusOutput {
 public:
  struct Options {
    std::string path;
    bool tsv = false;
    std::string run;        // what must be the same for resumption, as JSON
    bool restart = false;   // drop what is there
    bool resumable = true;  // the input can be read again
  };

  // Null with `error` and the exit code when the output is not to be written.
  static std::unique_ptr<CorpusOutput> Open(const Options& options, std::string* error, ExitCode* exit_code);

  // What is there.
  const CorpusState& state() const { return state_; }

  // Extractors that answered an earlier document in another version, a line each: "quotes 1.0.0, now 1.1.0". Each change is told once.
  std::string NoteVersions(const v1::AnalyzeDocumentResponse& response);
  // Add the answer to `document`. False: error() says why; so do Flush() and Finish().
  bool Add(const CorpusDocument& document, const v1::AnalyzeDocumentResponse& response);
  bool AddError(const CorpusDocument& document, const grpc::Status& status);
  // Hands over what is held back, so that others can read it.
  bool Flush();
  // What was added is on disk and counted; `complete`: it is all.
  bool Finish(bool complete);
  const std::string& error() const { return error_; }

 private:
  using Clock = std::chrono::steady_clock;

  explicit CorpusOutput(const Options& options) : options_(options) {}

  std::string ProgressPath() const { return options_.path + ".progress"; }
  bool Prepare(ExitCode* exit_code);
  bool Resume(ExitCode* exit_code);
  bool StartAnew();
  bool Count(const CorpusDocument& document, bool is_error);
  bool Checkpoint();
  bool Fail(const std::string& path);

  const Options options_;
  CorpusState state_;
  AppendedFile output_, errors_;
  bool resumable_ = false;
  std::string error_;
  Clock::time_point next_checkpoint_;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_OUTPUT_H_
