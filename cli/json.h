// Answers as JSON: protobuf's own mapping with the field names of the .proto files, and with `begin` of a span written
// even where it is 0.
#ifndef LECTOR_CLI_JSON_H_
#define LECTOR_CLI_JSON_H_

#include <google/protobuf/message.h>
#include <grpcpp/support/status.h>
#include <lector/v1/analysis_service.pb.h>

#include <string>

namespace lector::cli {

// With line breaks and indentation, or on one line. Ends without a line break.
std::string ToJson(const google::protobuf::Message& message, bool pretty);

// {"input": "path", "response": {...}} on one line.
std::string ResultLine(const std::string& input, const v1::AnalyzeDocumentResponse& response);

// {"input": "path", "error": {"code": "INVALID_ARGUMENT", "message": "...", ...}} on one line.
std::string ErrorLine(const std::string& input, const grpc::Status& status);

// {"code": "INVALID_ARGUMENT", "message": "...", "reason": ..., "field": ...} on one line, the last two where they are known.
std::string ErrorObject(const grpc::Status& status);

// `text` as a JSON string with its quotation marks.
std::string JsonString(const std::string& text);

// The JSON of a custom record on one line; of bytes, their number.
std::string CustomContent(const v1::CustomRecord& record);

}  // namespace lector::cli
#endif  // LECTOR_CLI_JSON_H_
