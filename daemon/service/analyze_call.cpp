#include "daemon/service/analyze_call.h"

#include <utility>

#include "daemon/service/request_message.h"
#include "daemon/service/response.h"
#include "daemon/service/wire.h"
#include "daemon/telemetry/metrics.h"

namespace lector::service {

AnalyzeCall::AnalyzeCall(Context& context, RawAnalysisService& service, Loop& loop)
    : UnaryCall(loop), shared_(context), service_(service) {}

AnalyzeCall::~AnalyzeCall() {
  if (entered_) shared_.lifecycle.Leave();
}

void AnalyzeCall::Request(void* tag) {
  service_.RequestAnalyzeDocument(&context_, &request_, &writer_, loop_.queue(), loop_.queue(), tag);
}

void AnalyzeCall::AcceptNext() { Accept<AnalyzeCall>(shared_, service_, loop_); }

void AnalyzeCall::Start() {
  begin_ns_ = MonotonicNow();
  entered_ = shared_.lifecycle.Enter();
  if (!entered_) return Fail(Draining());
  stop_ = std::make_shared<Stop>(DeadlineNs(context_));
  if (TooLate(stop_->deadline_ns())) return Fail(DeadlinePassed());
  std::shared_ptr<Dispatcher::Place> place = shared_.dispatcher->TryEnter();
  if (place == nullptr) return Fail(Overloaded());

  engine::Job job;
  if (const std::optional<Error> error = Prepare(job)) {
    place.reset();
    return Fail(*error);
  }
  shared_.dispatcher->Start(std::move(place), std::move(job),
                            [this](Result<std::unique_ptr<engine::Analysis>> result) { Answer(std::move(result)); });
}

void AnalyzeCall::OnCancel() {
  if (stop_ == nullptr) return;
  stop_->Cancel();
  shared_.dispatcher->Withdraw(*stop_);
}

std::optional<Error> AnalyzeCall::Prepare(engine::Job& job) {
  AnalyzeMessage message;
  if (auto error = Read(request_, message)) return error;
  request_.Clear();  // the message has its own copy
  if (!message.document)
    return Error(Code::kInvalidArgument, "must hold the document to analyse", "TEXT_MISSING", "document");
  if (auto error = shared_.options.Get(message.options, options_)) return std::move(*error).Below("options.");
  if (auto error = TakeDocument(*message.document, options_->checked.time_zone, shared_.max_text_bytes, job.source))
    return std::move(*error).Below("document.");
  text_bytes_ = job.source.text.size();
  job.traceparent = Traceparent(context_);
  job.plan = options_->plan;
  job.stop = stop_;
  job.require_all = options_->checked.require_all;
  job.min_confidence = options_->checked.min_confidence;
  return std::nullopt;
}

void AnalyzeCall::Answer(Result<std::unique_ptr<engine::Analysis>> result) {
  if (result.ok()) response_ = EncodeResponse(**result, options_->checked);
  else error_ = Error(result.status());
  result = Status(Code::kCancelled, "");  // freed before the client has the answer
  loop_.Post([this] { Send(); });
}

void AnalyzeCall::Send() {
  if (error_) return Fail(*error_);
  telemetry::TheMetrics().unary.Observe(Code::kOk, MonotonicNow() - begin_ns_, text_bytes_);
  Finish(response_);
}

void AnalyzeCall::Fail(const Error& error) {
  telemetry::TheMetrics().unary.Observe(error.status.code(), MonotonicNow() - begin_ns_, 0);
  UnaryCall::Fail(error);
}

}  // namespace lector::service
