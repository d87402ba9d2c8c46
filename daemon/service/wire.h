// Wire: messages as gRPC hands them over raw, deadlines, and errors in trailers.
#ifndef LECTOR_DAEMON_SERVICE_WIRE_H_
#define LECTOR_DAEMON_SERVICE_WIRE_H_

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/status.h>

#include <cstdint>
#include <optional>
#include <string>

#include "daemon/service/error.h"

namespace lector::service {

// INVALID_UTF8 or MALFORMED_MESSAGE, with the field. What was read before the fault stands in `message`.
std::optional<Error> Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message);

// The same bytes for the same message, map fields included.
grpc::ByteBuffer Serialize(const google::protobuf::Message& message);

// The status to finish a call with; adds the pushback trailer where the client may try again. Call it once, before Finish().
grpc::Status ToGrpcStatus(const Error& error, grpc::ServerContextBase& context);

// The deadline of a call on the clock of Stop; 0: none.
uint64_t DeadlineNs(const grpc::ServerContextBase& context);

// The call's W3C Trace Context; empty: none, or one that is not of version 00.
std::string Traceparent(const grpc::ServerContextBase& context);

// Less than a millisecond is left: an answer could not reach the client in time.
bool TooLate(uint64_t deadline_ns);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_WIRE_H_
