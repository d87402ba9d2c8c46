// The messages of a request as they come from the wire.
//
// The usual request - known fields, each at most once, valid UTF-8 - is read straight from its bytes: the text is copied once
// and looked at once. Whatever else protobuf may send (unknown or repeated fields, groups) and whatever is wrong goes through
// protobuf's own parser, so that both give the same, and an error names its field.
#ifndef LECTOR_DAEMON_SERVICE_REQUEST_MESSAGE_H_
#define LECTOR_DAEMON_SERVICE_REQUEST_MESSAGE_H_

#include <grpcpp/support/byte_buffer.h>

#include <optional>
#include <string>

#include "daemon/service/error.h"
#include "daemon/service/request.h"

namespace lector::service {

// An AnalyzeDocumentRequest.
struct AnalyzeMessage {
  std::optional<DocumentFields> document;
  std::string options;  // a serialised AnalysisOptions, see OptionsCache
};

// A StreamAnalyzeDocumentsRequest with a document, or a setup.
struct StreamMessage {
  std::optional<v1::StreamSetup> setup;
  std::string id;  // "" when it is not valid UTF-8
  std::optional<DocumentFields> document;
};

// INVALID_UTF8 or MALFORMED_MESSAGE, with the field; INVALID_FIELD: `options` or `setup` is over kMaxOptions. What was read before the fault stands in `out`.
std::optional<Error> Read(const grpc::ByteBuffer& bytes, AnalyzeMessage& out);
std::optional<Error> Read(const grpc::ByteBuffer& bytes, StreamMessage& out);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_REQUEST_MESSAGE_H_
