// Responses: from the engine's findings to the bytes of an answer.
#ifndef LECTOR_DAEMON_SERVICE_RESPONSE_H_
#define LECTOR_DAEMON_SERVICE_RESPONSE_H_

#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <string_view>

#include "daemon/base/status.h"
#include "daemon/engine/result.h"
#include "daemon/service/error.h"
#include "daemon/service/request.h"

namespace lector::service {

// An AnalyzeDocumentResponse: offsets in the client's encoding, the covered text of each annotation. Equal findings become equal bytes.
grpc::ByteBuffer EncodeResponse(const engine::Analysis& analysis, const CheckedOptions& options);

// A StreamAnalyzeDocumentsResponse with the result of one document: as above, or its error.
grpc::ByteBuffer EncodeResult(std::string_view id, uint64_t index, const engine::Analysis& analysis, const CheckedOptions& options);
grpc::ByteBuffer EncodeResult(std::string_view id, uint64_t index, const Error& error);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_RESPONSE_H_
