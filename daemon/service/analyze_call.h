// AnalyzeCall: one AnalyzeDocument, from the bytes of the request to the bytes of the answer.
#ifndef LECTOR_DAEMON_SERVICE_ANALYZE_CALL_H_
#define LECTOR_DAEMON_SERVICE_ANALYZE_CALL_H_

#include <grpcpp/support/server_callback.h>

#include <memory>
#include <optional>

#include "daemon/base/stop.h"
#include "daemon/service/context.h"
#include "daemon/service/error.h"
#include "daemon/service/options_cache.h"

namespace lector::service {

// Deletes itself. Lives until gRPC is done with the call, which is after Finish(), which is called once, by Start() or by the
// thread that ran the engine; a cancelled call is no exception.
class AnalyzeCall final : public grpc::ServerUnaryReactor {
 public:
  // `request` and `response` are gRPC's and live as long as the call.
  AnalyzeCall(Context& context, grpc::CallbackServerContext& call, const grpc::ByteBuffer& request, grpc::ByteBuffer& response);

  // Admits, parses, submits; or finishes with an error.
  void Start();

 private:
  void OnCancel() override { stop_->Cancel(); }
  void OnDone() override;

  std::optional<Error> Prepare(engine::Job& job);
  void Answer(Result<std::unique_ptr<engine::Analysis>> result);
  void Fail(const Error& error);

  Context& context_;
  grpc::CallbackServerContext& call_;
  const grpc::ByteBuffer& request_;
  grpc::ByteBuffer& response_;
  const std::shared_ptr<Stop> stop_;
  const bool entered_;
  const uint64_t begin_ns_ = MonotonicNow();
  uint64_t text_bytes_ = 0;
  std::shared_ptr<const PreparedOptions> options_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_ANALYZE_CALL_H_
