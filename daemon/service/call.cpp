#include "daemon/service/call.h"

#include "daemon/service/wire.h"

namespace lector::service {

void UnaryCall::Finish(const grpc::ByteBuffer& response) { writer_.Finish(response, grpc::Status::OK, finish_tag()); }

void UnaryCall::Fail(const Error& error) { writer_.FinishWithError(ToGrpcStatus(error, context_), finish_tag()); }

}  // namespace lector::service
