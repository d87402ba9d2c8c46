#include "daemon/service/analyze_call.h"

#include <google/protobuf/arena.h>

#include <utility>

#include "daemon/service/response.h"
#include "daemon/service/wire.h"

namespace lector::service {

AnalyzeCall::AnalyzeCall(Context& context, grpc::CallbackServerContext& call, const grpc::ByteBuffer& request,
                         grpc::ByteBuffer& response)
    : context_(context),
      call_(call),
      request_(request),
      response_(response),
      stop_(std::make_shared<Stop>(DeadlineNs(call))),
      entered_(context.lifecycle.Enter()) {}

void AnalyzeCall::Start() {
  if (!entered_) return Fail(Draining());
  if (TooLate(stop_->deadline_ns())) return Fail(DeadlinePassed());
  std::shared_ptr<Dispatcher::Place> place = context_.dispatcher->TryEnter();
  if (place == nullptr) return Fail(Overloaded());

  engine::Job job;
  if (const std::optional<Error> error = Prepare(job)) {
    place.reset();
    return Fail(*error);
  }
  context_.dispatcher->Start(std::move(place), std::move(job),
                             [this](Result<std::unique_ptr<engine::Analysis>> result) { Answer(std::move(result)); });
}

std::optional<Error> AnalyzeCall::Prepare(engine::Job& job) {
  google::protobuf::Arena arena;
  auto& request = *google::protobuf::Arena::CreateMessage<v1::AnalyzeDocumentRequest>(&arena);
  if (auto error = Parse(request_, request)) return error;
  if (!request.has_document())
    return Error(Code::kInvalidArgument, "must hold the document to analyse", "TEXT_MISSING", "document");
  if (auto error = CheckOptions(request.options(), options_)) return std::move(*error).Below("options.");
  if (auto error = TakeDocument(*request.mutable_document(), options_.time_zone, context_.max_text_bytes, job.source))
    return std::move(*error).Below("document.");
  Result<std::shared_ptr<const engine::Plan>> plan = context_.engine.MakePlan(options_.selections);
  if (!plan.ok()) return Error(plan.status()).Below("options.");
  job.plan = std::move(*plan);
  job.stop = stop_;
  job.require_all = options_.require_all;
  return std::nullopt;
}

void AnalyzeCall::Answer(Result<std::unique_ptr<engine::Analysis>> result) {
  if (!result.ok()) return Fail(Error(result.status()).Below("document."));
  response_ = EncodeResponse(**result, options_);
  result = Status(Code::kCancelled, "");  // freed before the client has the answer
  Finish(grpc::Status::OK);
}

void AnalyzeCall::Fail(const Error& error) { Finish(ToGrpcStatus(error, call_)); }

void AnalyzeCall::OnDone() {
  Context& context = context_;
  const bool entered = entered_;
  delete this;
  if (entered) context.lifecycle.Leave();
}

}  // namespace lector::service
