// Loads a server with the sample and prints one line of JSON.
//
//   bench_wire_client ADDRESS unary IN_FLIGHT SECONDS [EXTRACTOR ...]
//   bench_wire_client ADDRESS stream WINDOW SECONDS [EXTRACTOR ...]
//   bench_wire_client ADDRESS first            waits until the first answer, and says how long after its own start
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "lector/v1/analysis_service.grpc.pb.h"
#include "sample.h"

namespace {

using Clock = std::chrono::steady_clock;
using lector::v1::AnalysisService;
using lector::v1::AnalyzeDocumentRequest;
using lector::v1::AnalyzeDocumentResponse;
using lector::v1::StreamAnalyzeDocumentsRequest;
using lector::v1::StreamAnalyzeDocumentsResponse;

[[noreturn]] void Die(const std::string& why) {
  std::fprintf(stderr, "bench_wire_client: %s\n", why.c_str());
  std::exit(1);
}

double Since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

lector::v1::AnalysisOptions Options(const std::vector<std::string>& extractors) {
  lector::v1::AnalysisOptions options;
  for (const std::string& name : extractors) options.add_extractors()->set_name(name);
  return options;
}

// Keeps IN_FLIGHT unary calls under way until the time is over.
class UnaryLoad {
 public:
  UnaryLoad(AnalysisService::Stub* stub, const std::vector<std::string>& extractors) : stub_(stub) {
    *request_.mutable_document() = lector::bench::SampleDocument();
    *request_.mutable_options() = Options(extractors);
  }

  double Run(int in_flight, double seconds) {
    open_ = in_flight;
    const Clock::time_point begin = Clock::now();
    until_ = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    for (int i = 0; i < in_flight; ++i) Start(new Call);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return open_ == 0; });
    return static_cast<double>(answered_) / Since(begin);
  }

 private:
  struct Call {
    std::unique_ptr<grpc::ClientContext> context;
    AnalyzeDocumentResponse response;
  };

  void Start(Call* call) {
    call->context = std::make_unique<grpc::ClientContext>();
    call->response.Clear();
    stub_->async()->AnalyzeDocument(call->context.get(), &request_, &call->response, [this, call](const grpc::Status& status) {
      if (!status.ok()) Die(status.error_message());
      if (call->response.annotations_size() != lector::bench::kAnnotations) Die("the answer has not 40 annotations");
      ++answered_;
      if (Clock::now() < until_) return Start(call);
      delete call;
      const std::lock_guard lock(mutex_);
      if (--open_ == 0) done_.notify_one();
    });
  }

  AnalysisService::Stub* stub_;
  AnalyzeDocumentRequest request_;
  Clock::time_point until_;
  std::atomic<uint64_t> answered_ = 0;
  std::mutex mutex_;
  std::condition_variable done_;
  int open_ = 0;
};

// Sends documents with at most `window` unanswered.
double RunStream(AnalysisService::Stub* stub, uint32_t window, double seconds, const std::vector<std::string>& extractors) {
  grpc::ClientContext context;
  const auto stream = stub->StreamAnalyzeDocuments(&context);
  StreamAnalyzeDocumentsRequest setup;
  *setup.mutable_setup()->mutable_options() = Options(extractors);
  setup.mutable_setup()->set_window(window);
  if (!stream->Write(setup)) Die("the stream was refused");

  std::mutex mutex;
  std::condition_variable room;
  uint32_t under_way = 0;
  uint64_t answered = 0;
  const Clock::time_point begin = Clock::now();
  std::thread reader([&] {
    StreamAnalyzeDocumentsResponse response;
    while (stream->Read(&response)) {
      if (!response.has_result()) continue;
      if (response.result().response().annotations_size() != lector::bench::kAnnotations) Die("the answer has not 40 annotations");
      {
        const std::lock_guard lock(mutex);
        --under_way;
        ++answered;
      }
      room.notify_one();
    }
  });
  StreamAnalyzeDocumentsRequest document;
  document.mutable_document()->set_id("sample");
  *document.mutable_document()->mutable_document() = lector::bench::SampleDocument();
  while (Since(begin) < seconds) {
    std::unique_lock lock(mutex);
    room.wait(lock, [&] { return under_way < window; });
    ++under_way;
    lock.unlock();
    if (!stream->Write(document)) break;
  }
  stream->WritesDone();
  reader.join();
  if (const grpc::Status status = stream->Finish(); !status.ok()) Die(status.error_message());
  return static_cast<double>(answered) / Since(begin);
}

// When the first call was answered, on the monotonic clock. Started before the server: says "waiting", and tries again and again.
double FirstAnswer(const std::string& address) {
  std::puts("waiting");
  std::fflush(stdout);
  const Clock::time_point begin = Clock::now();
  AnalyzeDocumentRequest request;
  *request.mutable_document() = lector::bench::SampleDocument();
  while (Since(begin) < 30) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // no back-off kept from the try before
    const auto stub = AnalysisService::NewStub(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
    grpc::ClientContext context;
    AnalyzeDocumentResponse response;
    if (stub->AnalyzeDocument(&context, request, &response).ok())
      return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  Die("no answer in 30 s");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() == 2 && args[1] == "first") {
    std::printf("{\"at\": %.6f}\n", FirstAnswer(args[0]));
    return 0;
  }
  if (args.size() < 4) Die("usage: bench_wire_client ADDRESS unary|stream IN_FLIGHT SECONDS [EXTRACTOR ...] | ADDRESS first");
  const auto stub = AnalysisService::NewStub(grpc::CreateChannel(args[0], grpc::InsecureChannelCredentials()));
  const int in_flight = std::atoi(args[2].c_str());
  const double seconds = std::atof(args[3].c_str());
  const std::vector<std::string> extractors(args.begin() + 4, args.end());
  double rate = 0;
  if (args[1] == "stream") rate = RunStream(stub.get(), static_cast<uint32_t>(in_flight), seconds, extractors);
  else rate = UnaryLoad(stub.get(), extractors).Run(in_flight, seconds);
  std::printf("{\"per_second\": %.1f}\n", rate);
  return 0;
}
