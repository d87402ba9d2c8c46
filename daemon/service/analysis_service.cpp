#include "daemon/service/analyze_call.h"
#include "daemon/service/services.h"
#include "daemon/service/stream_call.h"
#include "lector/v1/analysis_service.grpc.pb.h"

namespace lector::service {
namespace {

using Raw = v1::AnalysisService::WithRawCallbackMethod_AnalyzeDocument<
    v1::AnalysisService::WithRawCallbackMethod_StreamAnalyzeDocuments<v1::AnalysisService::Service>>;

class AnalysisService final : public Raw {
 public:
  explicit AnalysisService(Context& context) : context_(context) {}

  grpc::ServerUnaryReactor* AnalyzeDocument(grpc::CallbackServerContext* call, const grpc::ByteBuffer* request,
                                            grpc::ByteBuffer* response) override {
    auto* reactor = new AnalyzeCall(context_, *call, *request, *response);
    reactor->Start();
    return reactor;
  }

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamAnalyzeDocuments(
      grpc::CallbackServerContext* call) override {
    return StreamCall::Begin(context_, *call);
  }

 private:
  Context& context_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeAnalysisService(Context& context) { return std::make_unique<AnalysisService>(context); }

}  // namespace lector::service
