// The ceiling: a gRPC callback server that parses a request, builds the sample's answer and sends it. No queue, no pool, no
// plugin. bench_bare_server ADDRESS
#include <grpcpp/grpcpp.h>

#include <csignal>
#include <cstdio>
#include <deque>
#include <mutex>

#include "lector/v1/analysis_service.grpc.pb.h"
#include "sample.h"

namespace {

using lector::v1::AnalyzeDocumentRequest;
using lector::v1::AnalyzeDocumentResponse;
using lector::v1::StreamAnalyzeDocumentsRequest;
using lector::v1::StreamAnalyzeDocumentsResponse;

// Answers each message of a stream before it reads the next.
class Stream final : public grpc::ServerBidiReactor<StreamAnalyzeDocumentsRequest, StreamAnalyzeDocumentsResponse> {
 public:
  Stream() { StartRead(&request_); }
  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    response_.Clear();
    if (request_.has_setup()) {
      response_.mutable_ready()->set_window(request_.setup().window());
    } else {
      response_.mutable_result()->set_id(request_.document().id());
      lector::bench::FillAnswer(request_.document().document(), response_.mutable_result()->mutable_response());
    }
    StartWrite(&response_);
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    request_.Clear();
    StartRead(&request_);
  }
  void OnDone() override { delete this; }

 private:
  StreamAnalyzeDocumentsRequest request_;
  StreamAnalyzeDocumentsResponse response_;
};

class Bare final : public lector::v1::AnalysisService::CallbackService {
  grpc::ServerUnaryReactor* AnalyzeDocument(grpc::CallbackServerContext* context, const AnalyzeDocumentRequest* request,
                                            AnalyzeDocumentResponse* response) override {
    lector::bench::FillAnswer(request->document(), response);
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  grpc::ServerBidiReactor<StreamAnalyzeDocumentsRequest, StreamAnalyzeDocumentsResponse>* StreamAnalyzeDocuments(
      grpc::CallbackServerContext*) override {
    return new Stream;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: bench_bare_server ADDRESS\n"), 2;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  Bare service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(argv[1], grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  int signal = 0;
  sigwait(&signals, &signal);
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}
