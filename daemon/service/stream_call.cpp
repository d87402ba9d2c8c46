#include "daemon/service/stream_call.h"

#include <algorithm>
#include <utility>

#include "daemon/service/response.h"
#include "daemon/service/wire.h"
#include "daemon/telemetry/metrics.h"
#include "daemon/text/utf8.h"

namespace lector::service {
namespace {

constexpr uint64_t kTextsUnderWay = 4;  // texts of the longest permitted size that one stream may have under way

// Errors of a document name fields below StreamDocument, as those of AnalyzeDocument do below its request: "document.text".
Error BelowStreamDocument(Error error) {
  const std::string& field = error.status.field();
  const std::string inner = field.starts_with("document.") ? field.substr(9) : std::string();
  error.status = error.status.WithField(inner);
  return error;
}

}  // namespace

StreamCall::StreamCall(Context& context, RawAnalysisService& service, Loop& loop)
    : Call(loop), shared_(context), service_(service) {}

StreamCall::~StreamCall() {
  if (entered_) shared_.lifecycle.Leave();
}

void StreamCall::Request(void* tag) {
  service_.RequestStreamAnalyzeDocuments(&context_, &stream_, loop_.queue(), loop_.queue(), tag);
}

void StreamCall::AcceptNext() { Accept<StreamCall>(shared_, service_, loop_); }

void StreamCall::Start() {
  stop_ = std::make_shared<Stop>(DeadlineNs(context_));
  traceparent_ = Traceparent(context_);
  entered_ = shared_.lifecycle.Enter();
  if (!entered_) error_ = Draining();
  else if (TooLate(stop_->deadline_ns())) error_ = DeadlinePassed();
  else draining_ = shared_.lifecycle.Listen(std::static_pointer_cast<StreamCall>(shared_from_this())) != Lifecycle::Phase::kServing;
  Pump();
}

// ---- reactions ----

void StreamCall::Read(bool ok) {
  read_under_way_ = false;
  if (!ok) half_closed_ = true;
  else if (!draining_ && !broken_ && !error_) set_up_ ? TakeDocument() : TakeSetup();
  incoming_.Clear();
  Pump();
}

void StreamCall::Written(bool ok) {
  write_under_way_ = false;
  if (outgoing_.is_result) {
    --under_way_;
    bytes_under_way_ -= outgoing_.text_bytes;
  }
  outgoing_ = Outgoing();
  if (!ok) OnCancel();
  Pump();
}

void StreamCall::OnCancel() {
  stop_->Cancel();
  broken_ = true;
  shared_.dispatcher->Withdraw(*stop_);
  Pump();
}

void StreamCall::OnPhase(Lifecycle::Phase phase) {
  if (phase == Lifecycle::Phase::kServing) return;
  loop_.Post([self = std::static_pointer_cast<StreamCall>(shared_from_this())] {
    self->draining_ = true;
    self->Pump();
  });
}

// ---- messages ----

void StreamCall::TakeSetup() {
  StreamMessage message;
  if ((error_ = service::Read(incoming_, message))) return;
  if (!message.setup) {
    error_ = Error(Code::kInvalidArgument, "the first message of a stream must be the setup", "INVALID_FIELD", "setup");
    return;
  }
  const v1::StreamSetup& setup = *message.setup;
  if (auto error = Prepare(shared_.engine, setup.options(), options_)) {
    error_ = std::move(*error).Below("setup.options.");
    return;
  }
  ordered_ = setup.ordered();
  window_ = setup.window() == 0 ? shared_.stream_window : std::min(setup.window(), shared_.stream_window);
  v1::StreamAnalyzeDocumentsResponse ready;
  ready.mutable_ready()->set_window(window_);
  set_up_ = true;
  due_.push_back({.bytes = Serialize(ready)});
}

void StreamCall::TakeDocument() {
  const uint64_t begin_ns = MonotonicNow();
  StreamMessage message;
  std::optional<Error> error = service::Read(incoming_, message);
  if (!error && message.setup) {
    error_ = Error(Code::kInvalidArgument, "a stream has one setup, its first message", "INVALID_FIELD", "setup");
    return;
  }
  const uint64_t index = next_index_++;
  ++under_way_;
  if (error) return AnswerError(index, message.id, BelowStreamDocument(std::move(*error)));
  if (!message.document)
    return AnswerError(index, message.id,
                       Error(Code::kInvalidArgument, "must hold the document to analyse", "TEXT_MISSING", "document"));
  engine::Job job;
  if ((error = service::TakeDocument(*message.document, options_->checked.time_zone, shared_.max_text_bytes, job.source)))
    return AnswerError(index, message.id, std::move(*error).Below("document."));
  Submit(std::move(job), std::move(message.id), index, begin_ns);
}

void StreamCall::Submit(engine::Job job, std::string id, uint64_t index, uint64_t begin_ns) {
  job.traceparent = traceparent_;
  job.plan = options_->plan;
  job.stop = stop_;
  job.require_all = options_->checked.require_all;
  job.min_confidence = options_->checked.min_confidence;
  const uint64_t text_bytes = job.source.text.size();
  ++with_engine_;
  bytes_under_way_ += text_bytes;
  shared_.dispatcher->Enqueue(std::move(job), [this, work = Work{index, std::move(id), text_bytes, begin_ns}](
                                                  Result<std::unique_ptr<engine::Analysis>> result) {
    Answer(work, std::move(result));
  });
}

// ---- results ----

void StreamCall::Answer(const Work& work, Result<std::unique_ptr<engine::Analysis>> result) {
  Outgoing outgoing = {.is_result = true, .text_bytes = work.text_bytes};
  outgoing.bytes = result.ok() ? EncodeResult(work.id, work.index, **result, options_->checked)
                               : EncodeResult(work.id, work.index, Error(result.status()));
  telemetry::TheMetrics().stream.Observe(result.status().code(), MonotonicNow() - work.begin_ns, work.text_bytes);
  result = Status(Code::kCancelled, "");  // frees the analysis
  loop_.Post([this, index = work.index, outgoing = std::move(outgoing)]() mutable {
    --with_engine_;
    Deliver(index, std::move(outgoing));
    Pump();
  });
}

void StreamCall::AnswerError(uint64_t index, const std::string& id, const Error& error) {
  telemetry::TheMetrics().stream.Observe(error.status.code(), 0, 0);
  Deliver(index, {.bytes = EncodeResult(id, index, error), .is_result = true});
}

void StreamCall::Deliver(uint64_t index, Outgoing outgoing) {
  if (!ordered_) {
    due_.push_back(std::move(outgoing));
    return;
  }
  held_.emplace(index, std::move(outgoing));
  for (auto first = held_.begin(); first != held_.end() && first->first == next_answer_;
       first = held_.erase(first), ++next_answer_)
    due_.push_back(std::move(first->second));
}

// ---- the pump ----

void StreamCall::Pump() {
  if (finished_) return;
  if (broken_) due_.clear();
  if (!write_under_way_ && !due_.empty()) {
    outgoing_ = std::move(due_.front());
    due_.pop_front();
    write_under_way_ = true;
    stream_.Write(outgoing_.bytes, write_.Begin());
  }
  if (IsOver()) return Finish();
  if (MayRead()) {
    read_under_way_ = true;
    stream_.Read(&incoming_, read_.Begin());
  }
}

bool StreamCall::MayRead() const {
  if (read_under_way_ || half_closed_ || draining_ || broken_ || error_) return false;
  return !set_up_ || (under_way_ < window_ && bytes_under_way_ < kTextsUnderWay * shared_.max_text_bytes);
}

bool StreamCall::IsOver() const {
  if (with_engine_ != 0 || write_under_way_) return false;
  if (broken_) return true;
  if (under_way_ != 0) return false;
  return error_.has_value() || half_closed_ || draining_;
}

void StreamCall::Finish() {
  finished_ = true;
  std::optional<Error> error = broken_ ? Error(Code::kCancelled, "the call was cancelled", "CANCELLED") : error_;
  if (!error && draining_ && !half_closed_) error = Draining();
  stream_.Finish(error ? ToGrpcStatus(*error, context_) : grpc::Status::OK, finish_tag());
}

}  // namespace lector::service
