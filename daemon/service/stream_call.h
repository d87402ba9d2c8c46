// StreamCall: one StreamAnalyzeDocuments.
//
// States of the read side: the setup is awaited; documents are read; the client half-closed, or the daemon drains. A document
// is under way from the moment it was read until its result was written, and no further one is read while `window` of them,
// or too many bytes of text, are under way: then flow control holds the client back. So memory is bounded by the window, however
// slowly the client reads its results.
//
// The call ends, in this order of precedence: cancelled (once the engine let go of its documents); with the error of a message
// that has no place in the protocol, after the results that are due; with DRAINING; or OK, when all are answered after the
// half-close.
#ifndef LECTOR_DAEMON_SERVICE_STREAM_CALL_H_
#define LECTOR_DAEMON_SERVICE_STREAM_CALL_H_

#include <grpcpp/support/async_stream.h>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "daemon/base/stop.h"
#include "daemon/service/call.h"
#include "daemon/service/context.h"
#include "daemon/service/error.h"
#include "daemon/service/raw_analysis_service.h"
#include "daemon/service/request_message.h"

namespace lector::service {

// The state belongs to the loop's thread; what engine's threads make goes there by Loop::Post(). Finish() is the last operation,
// when no document is with the engine and no write is under way.
class StreamCall final : public Call, public Lifecycle::Listener {
 public:
  StreamCall(Context& context, RawAnalysisService& service, Loop& loop);
  ~StreamCall() override;

 private:
  struct Outgoing {
    grpc::ByteBuffer bytes;
    bool is_result = false;   // otherwise: ready
    uint64_t text_bytes = 0;  // of the document that it answers
  };
  struct Work {  // a document with the engine
    uint64_t index;
    std::string id;
    uint64_t text_bytes, begin_ns;
  };

  void Request(void* tag) override;
  void AcceptNext() override;
  void Start() override;
  void OnCancel() override;
  void OnPhase(Lifecycle::Phase phase) override;  // on any thread

  void Read(bool ok);
  void Written(bool ok);

  void TakeSetup();
  void TakeDocument();
  void Submit(engine::Job job, std::string id, uint64_t index, uint64_t begin_ns);
  // On the thread that ran the engine: makes the result, for Deliver() on the loop's.
  void Answer(const Work& work, Result<std::unique_ptr<engine::Analysis>> result);
  void AnswerError(uint64_t index, const std::string& id, const Error& error);
  void Deliver(uint64_t index, Outgoing outgoing);

  // Begins what may begin now. Whoever changes the state calls it.
  void Pump();
  bool MayRead() const;
  bool IsOver() const;
  void Finish();

  Context& shared_;
  RawAnalysisService& service_;
  grpc::ServerAsyncReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer> stream_{&context_};
  Operation read_{this, &StreamCall::Read}, write_{this, &StreamCall::Written};
  std::shared_ptr<Stop> stop_;
  bool entered_ = false;
  std::string traceparent_;

  // Set by the setup, before the first document is read; not changed afterwards.
  std::shared_ptr<const PreparedOptions> options_;
  bool ordered_ = false;

  grpc::ByteBuffer incoming_;  // of the read that is under way
  Outgoing outgoing_;          // of the write that is under way

  bool set_up_ = false, read_under_way_ = false, half_closed_ = false, finished_ = false;
  bool write_under_way_ = false, broken_ = false;  // broken: the client is gone, nothing can be written
  bool draining_ = false;
  uint32_t window_ = 0;
  uint64_t next_index_ = 0;   // of the next document
  uint64_t next_answer_ = 0;  // ordered: the index whose result is due
  uint32_t under_way_ = 0;    // documents read whose results are not written
  uint32_t with_engine_ = 0;  // of these, those that an engine's thread will answer
  uint64_t bytes_under_way_ = 0;
  std::deque<Outgoing> due_;
  std::map<uint64_t, Outgoing> held_;  // ordered: results that wait for earlier ones
  std::optional<Error> error_;         // what the call ends with
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_STREAM_CALL_H_
