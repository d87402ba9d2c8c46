// AnalyzeCall: one AnalyzeDocument, from the bytes of the request to the bytes of the answer.
#ifndef LECTOR_DAEMON_SERVICE_ANALYZE_CALL_H_
#define LECTOR_DAEMON_SERVICE_ANALYZE_CALL_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "daemon/base/stop.h"
#include "daemon/service/call.h"
#include "daemon/service/context.h"
#include "daemon/service/error.h"
#include "daemon/service/options_cache.h"
#include "daemon/service/raw_analysis_service.h"

namespace lector::service {

// Lives until it has finished, which is after the engine is done with its document.
class AnalyzeCall final : public UnaryCall {
 public:
  AnalyzeCall(Context& context, RawAnalysisService& service, Loop& loop);
  ~AnalyzeCall() override;

 private:
  void Request(void* tag) override;
  void AcceptNext() override;
  void Start() override;  // admits, parses, submits; or finishes with an error
  void OnCancel() override;

  std::optional<Error> Prepare(engine::Job& job);
  // On the thread that ran the engine: makes the answer, for Send() on the loop's.
  void Answer(Result<std::unique_ptr<engine::Analysis>> result);
  void Send();
  void Fail(const Error& error);

  Context& shared_;
  RawAnalysisService& service_;
  std::shared_ptr<Stop> stop_;
  bool entered_ = false;
  uint64_t begin_ns_ = 0, text_bytes_ = 0;
  std::shared_ptr<const PreparedOptions> options_;
  grpc::ByteBuffer response_;
  std::optional<Error> error_;  // instead of it
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_ANALYZE_CALL_H_
