// The answers of a corpus from the daemon into the output, over as many streams as it takes.
#ifndef LECTOR_CLI_CORPUS_RUN_H_
#define LECTOR_CLI_CORPUS_RUN_H_

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/corpus_command.h"
#include "cli/corpus_output.h"
#include "cli/corpus_progress.h"
#include "cli/corpus_stream.h"
#include "cli/corpus_window.h"

namespace lector::cli {

// When a stream ends before its time, all that is not answered is sent again over a new one, as long as a daemon comes back
// within flags.reconnect of the last answer. An end that a document itself may have caused (it took too long, or its message was
// refused by the transport) is laid to a document only when that alone was under way: then it is the document's error.
class CorpusRun {
 public:
  CorpusRun(const CorpusFlags& flags, CorpusWindow* window, CorpusOutput* output, CorpusProgress* progress)
      : flags_(flags), window_(*window), output_(*output), progress_(*progress) {}

  // Until the window is closed and empty. What went wrong was said on standard error.
  ExitCode Run();

 private:
  using Clock = std::chrono::steady_clock;

  ExitCode Connect();
  // Answers the front. kSuccess also when the stream was lost and may be opened again.
  ExitCode AnswerFront(const CorpusDocument& front);
  ExitCode TakeResult(const CorpusDocument& front, const v1::StreamResult& result);
  ExitCode StreamEnded(const CorpusDocument& front, const grpc::Status& status);
  bool WaitForDaemon();
  ExitCode Done(const CorpusDocument& front, bool written);
  ExitCode OutputFailed();

  const CorpusFlags& flags_;
  CorpusWindow& window_;
  CorpusOutput& output_;
  CorpusProgress& progress_;
  std::unique_ptr<Session> session_;
  v1::StreamSetup setup_;
  std::unique_ptr<CorpusStream> stream_;
  std::optional<Clock::time_point> lost_since_;  // no answer came since the stream ended
  std::chrono::milliseconds backoff_{0};
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_RUN_H_
