#include "daemon/service/analyze_call.h"

#include <utility>

#include "daemon/service/request_message.h"
#include "daemon/service/response.h"
#include "daemon/service/wire.h"
#include "daemon/telemetry/metrics.h"

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
  AnalyzeMessage message;
  if (auto error = Read(request_, message)) return error;
  if (!message.document)
    return Error(Code::kInvalidArgument, "must hold the document to analyse", "TEXT_MISSING", "document");
  if (auto error = context_.options.Get(message.options, options_)) return std::move(*error).Below("options.");
  if (auto error = TakeDocument(*message.document, options_->checked.time_zone, context_.max_text_bytes, job.source))
    return std::move(*error).Below("document.");
  text_bytes_ = job.source.text.size();
  job.traceparent = Traceparent(call_);
  job.plan = options_->plan;
  job.stop = stop_;
  job.require_all = options_->checked.require_all;
  return std::nullopt;
}

void AnalyzeCall::Answer(Result<std::unique_ptr<engine::Analysis>> result) {
  if (!result.ok()) return Fail(Error(result.status()).Below("document."));
  response_ = EncodeResponse(**result, options_->checked);
  result = Status(Code::kCancelled, "");  // freed before the client has the answer
  telemetry::TheMetrics().unary.Observe(Code::kOk, MonotonicNow() - begin_ns_, text_bytes_);
  Finish(grpc::Status::OK);
}

void AnalyzeCall::Fail(const Error& error) {
  telemetry::TheMetrics().unary.Observe(error.status.code(), MonotonicNow() - begin_ns_, 0);
  Finish(ToGrpcStatus(error, call_));
}

void AnalyzeCall::OnDone() {
  Context& context = context_;
  const bool entered = entered_;
  delete this;
  if (entered) context.lifecycle.Leave();
}

}  // namespace lector::service
