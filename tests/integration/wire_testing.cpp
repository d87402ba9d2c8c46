#include "tests/integration/wire_testing.h"

#include <grpcpp/generic/generic_stub.h>

#include <fstream>
#include <future>
#include <sstream>

namespace lector::testing {

const std::string& Article() {
  static const std::string text = [] {
    std::ostringstream out;
    out << std::ifstream(ARTICLE, std::ios::binary).rdbuf();
    return out.str();
  }();
  return text;
}

Details DetailsOf(const google::rpc::Status& status) {
  Details out;
  for (const google::protobuf::Any& detail : status.details()) {
    detail.UnpackTo(&out.info) || detail.UnpackTo(&out.bad_request);
    if (detail.UnpackTo(&out.retry)) out.has_retry = true;
  }
  return out;
}

Details DetailsOf(const grpc::Status& status) {
  google::rpc::Status rpc;
  rpc.ParseFromString(status.error_details());
  return DetailsOf(rpc);
}

v1::AnalyzeDocumentRequest RequestFor(const std::string& text, const std::string& extractor) {
  v1::AnalyzeDocumentRequest request;
  request.mutable_document()->set_text(text);
  if (!extractor.empty()) request.mutable_options()->add_extractors()->set_name(extractor);
  return request;
}

v1::AnalyzeDocumentRequest WaitingRequest(int ms) {
  v1::AnalyzeDocumentRequest request = RequestFor("text", "test.waits");
  auto& options = *request.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields();
  options["ms"].set_number_value(ms);
  return request;
}

grpc::Status Analyze(const std::shared_ptr<grpc::Channel>& channel, const v1::AnalyzeDocumentRequest& request,
                     v1::AnalyzeDocumentResponse* response, grpc::ClientContext* context) {
  grpc::ClientContext own_context;
  v1::AnalyzeDocumentResponse own_response;
  return v1::AnalysisService::NewStub(channel)->AnalyzeDocument(context != nullptr ? context : &own_context, request,
                                                                response != nullptr ? response : &own_response);
}

grpc::Status CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method, const std::string& bytes,
                     std::string* response) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer answer;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, method, {}, &request, &answer, [&done](grpc::Status status) { done.set_value(std::move(status)); });
  const grpc::Status status = done.get_future().get();
  std::vector<grpc::Slice> slices;
  if (response != nullptr && status.ok() && answer.Dump(&slices).ok())
    for (const grpc::Slice& part : slices) response->append(reinterpret_cast<const char*>(part.begin()), part.size());
  return status;
}

std::string Slice(const std::string& text, uint32_t begin, uint32_t end, v1::OffsetEncoding encoding) {
  std::string out;
  uint32_t at = 0;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const uint32_t units = encoding == v1::OFFSET_ENCODING_UTF32   ? 1
                           : encoding == v1::OFFSET_ENCODING_UTF16 ? (bytes == 4 ? 2 : 1)
                                                                   : static_cast<uint32_t>(bytes);
    if (at >= begin && at + units <= end) out += text.substr(i, bytes);
    at += units;
    i += bytes;
  }
  return out;
}

}  // namespace lector::testing
