// FunctionCall: a call of a unary method that a function answers at once.
#ifndef LECTOR_DAEMON_SERVICE_FUNCTION_CALL_H_
#define LECTOR_DAEMON_SERVICE_FUNCTION_CALL_H_

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "daemon/service/call.h"

namespace lector::service {

class FunctionCall final : public UnaryCall {
 public:
  struct Method {
    // RequestXxx() of a generated service.
    std::function<void(grpc::ServerContext*, grpc::ByteBuffer*, grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>*,
                       grpc::ServerCompletionQueue*, grpc::ServerCompletionQueue*, void* tag)>
        request;
    std::function<std::optional<Error>(const grpc::ByteBuffer& request, grpc::ByteBuffer& response)> answer;
  };

  // On the loop's thread.
  static void AcceptAll(Loop& loop, Method method) {
    Accept<FunctionCall>(std::make_shared<const Method>(std::move(method)), loop);
  }

  FunctionCall(std::shared_ptr<const Method> method, Loop& loop) : UnaryCall(loop), method_(std::move(method)) {}

 private:
  void Request(void* tag) override { method_->request(&context_, &request_, &writer_, loop_.queue(), loop_.queue(), tag); }
  void AcceptNext() override { Accept<FunctionCall>(method_, loop_); }
  void Start() override {
    grpc::ByteBuffer response;
    const std::optional<Error> error = method_->answer(request_, response);
    error ? Fail(*error) : Finish(response);
  }

  const std::shared_ptr<const Method> method_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_FUNCTION_CALL_H_
