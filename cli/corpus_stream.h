// One StreamAnalyzeDocuments: sends what the window holds, in a thread of its own, while the caller reads the answers.
#ifndef LECTOR_CLI_CORPUS_STREAM_H_
#define LECTOR_CLI_CORPUS_STREAM_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/sync_stream.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "cli/client.h"
#include "cli/corpus_window.h"

namespace lector::cli {

class CorpusStream {
 public:
  // `patience`: how long an answer may take before the stream is ended with DEADLINE_EXCEEDED; 0: any time.
  CorpusStream(const Client& client, CorpusWindow* window, std::chrono::milliseconds patience);
  ~CorpusStream();  // cancels what is under way
  CorpusStream(const CorpusStream&) = delete;
  CorpusStream& operator=(const CorpusStream&) = delete;

  // Sends the setup and starts to send documents. False: the daemon did not take it.
  bool Open(const v1::StreamSetup& setup);
  // The next answer, in the order of the window. False: there is none; Finish() says why.
  bool Read(v1::StreamResult* result);
  // Why the stream ended. To be called once, after Open() or Read() returned false.
  grpc::Status Finish();

 private:
  bool ReadInTime(v1::StreamAnalyzeDocumentsResponse* message);
  void Send();
  void Watch(const std::stop_token& stop);

  using Clock = std::chrono::steady_clock;

  CorpusWindow* const window_;
  const std::chrono::milliseconds patience_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::StreamAnalyzeDocumentsRequest, v1::StreamAnalyzeDocumentsResponse>> stream_;
  std::atomic<bool> finished_ = false, late_ = false;
  std::thread sender_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable_any waiting_changed_;
  bool waiting_ = false;  // for an answer, since:
  Clock::time_point since_;
  std::jthread watch_;  // last, so that it ends first
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_STREAM_H_
