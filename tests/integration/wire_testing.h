// What tests over the wire share: requests, calls, and the details of errors.
#ifndef LECTOR_TESTS_INTEGRATION_WIRE_TESTING_H_
#define LECTOR_TESTS_INTEGRATION_WIRE_TESTING_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "lector/v1/analysis_service.grpc.pb.h"

namespace lector::testing {

// The seed article of the repository.
const std::string& Article();

// The details of an error, unpacked; empty messages where there are none.
struct Details {
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::RetryInfo retry;
  bool has_retry = false;

  std::string reason() const { return info.reason(); }
  std::string field() const { return bad_request.field_violations_size() == 1 ? bad_request.field_violations(0).field() : ""; }
  std::string metadata(const std::string& key) const {
    const auto found = info.metadata().find(key);
    return found == info.metadata().end() ? "" : found->second;
  }
};
Details DetailsOf(const google::rpc::Status& status);
Details DetailsOf(const grpc::Status& status);

v1::AnalyzeDocumentRequest RequestFor(const std::string& text, const std::string& extractor = "");
// Selects test.waits with so many milliseconds.
v1::AnalyzeDocumentRequest WaitingRequest(int ms);

grpc::Status Analyze(const std::shared_ptr<grpc::Channel>& channel, const v1::AnalyzeDocumentRequest& request,
                     v1::AnalyzeDocumentResponse* response = nullptr, grpc::ClientContext* context = nullptr);

// Sends bytes as they are to a unary method ("/lector.v1.AnalysisService/AnalyzeDocument").
grpc::Status CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method, const std::string& bytes,
                     std::string* response = nullptr);

inline constexpr char kAnalyzeMethod[] = "/lector.v1.AnalysisService/AnalyzeDocument";

// The slice of a UTF-8 text between two offsets of an encoding, computed here from nothing but the definition of it.
std::string Slice(const std::string& text, uint32_t begin, uint32_t end, v1::OffsetEncoding encoding);

}  // namespace lector::testing
#endif  // LECTOR_TESTS_INTEGRATION_WIRE_TESTING_H_
