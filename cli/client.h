// The connection to a daemon.
#ifndef LECTOR_CLI_CLIENT_H_
#define LECTOR_CLI_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>
#include <lector/v1/analysis_service.grpc.pb.h>
#include <lector/v1/extractor_service.grpc.pb.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace lector::cli {

// Sockets at which `lectord` listens unless told otherwise, the user's own first.
std::vector<std::string> DefaultSockets();

// "unix:/run/lector/lectord.sock" of the first default socket that somebody listens at; empty when nobody does.
std::string FindDaemon();

// Thread-safe.
class Client {
 public:
  // `address`: "unix:/path" or "host:port". Does not connect yet.
  Client(const std::string& address, std::chrono::milliseconds timeout);

  const std::string& address() const { return address_; }

  // Whether a daemon answers that it serves, within `patience`. `alive`, asked a few times a second, ends the wait early.
  bool WaitTillReady(std::chrono::milliseconds patience, bool (*alive)(void*) = nullptr, void* argument = nullptr) const;

  grpc::Status Analyze(const v1::AnalyzeDocumentRequest& request, v1::AnalyzeDocumentResponse* response) const;
  grpc::Status ListExtractors(v1::ListExtractorsResponse* response) const;
  grpc::Status GetExtractor(const std::string& name, v1::ExtractorInfo* info) const;

  // For the stream, whose deadline is the caller's own matter.
  v1::AnalysisService::Stub& analysis() const { return *analysis_; }

 private:
  const std::string address_;
  const std::chrono::milliseconds timeout_;  // of a call; 0: none
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::AnalysisService::Stub> analysis_;
  std::unique_ptr<v1::ExtractorService::Stub> extractors_;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CLIENT_H_
