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
  error.status = Status(error.status.code(), error.status.message(), error.status.reason(), inner);
  return error;
}

}  // namespace

StreamCall* StreamCall::Begin(Context& context, grpc::CallbackServerContext& call) {
  const std::shared_ptr<StreamCall> stream(new StreamCall(context, call));
  stream->self_ = stream;
  const Lifecycle::Phase phase = context.lifecycle.Listen(stream);
  if (!stream->entered_) stream->End(Draining());
  else if (TooLate(stream->stop_->deadline_ns())) stream->End(DeadlinePassed());
  else stream->OnPhase(phase);  // also starts the first read
  return stream.get();
}

StreamCall::StreamCall(Context& context, grpc::CallbackServerContext& call)
    : context_(context), call_(call), stop_(std::make_shared<Stop>(DeadlineNs(call))), entered_(context.lifecycle.Enter()),
      traceparent_(Traceparent(call)) {}

// ---- reactions ----

void StreamCall::OnReadDone(bool ok) {
  if (ok) {
    const grpc::ByteBuffer bytes(incoming_);
    incoming_.Clear();
    bool set_up = false, take = true;
    {
      const std::lock_guard lock(mutex_);
      set_up = set_up_;
      take = taking_ = !draining_ && !broken_ && !error_;
    }
    if (take) set_up ? TakeDocument(bytes) : TakeSetup(bytes);
  }
  std::unique_lock lock(mutex_);
  taking_ = read_under_way_ = false;
  if (!ok) half_closed_ = true;
  Pump(std::move(lock));
}

void StreamCall::OnWriteDone(bool ok) {
  std::unique_lock lock(mutex_);
  write_under_way_ = false;
  if (outgoing_.is_result) {
    --under_way_;
    bytes_under_way_ -= outgoing_.text_bytes;
  }
  outgoing_ = Outgoing();
  if (!ok) {
    broken_ = true;
    stop_->Cancel();
  }
  Pump(std::move(lock));
}

void StreamCall::OnCancel() {
  stop_->Cancel();
  std::unique_lock lock(mutex_);
  broken_ = true;
  Pump(std::move(lock));
}

void StreamCall::OnPhase(Lifecycle::Phase phase) {
  std::unique_lock lock(mutex_);
  if (phase != Lifecycle::Phase::kServing) draining_ = true;
  Pump(std::move(lock));
}

void StreamCall::OnDone() {
  Context& context = context_;
  const bool entered = entered_;
  std::shared_ptr<StreamCall>(std::move(self_)).reset();
  if (entered) context.lifecycle.Leave();
}

// ---- messages ----

void StreamCall::TakeSetup(const grpc::ByteBuffer& bytes) {
  StreamMessage message;
  if (auto error = Read(bytes, message)) return End(std::move(*error));
  if (!message.setup)
    return End(Error(Code::kInvalidArgument, "the first message of a stream must be the setup", "INVALID_FIELD", "setup"));
  const v1::StreamSetup& setup = *message.setup;
  if (auto error = Prepare(context_.engine, setup.options(), options_)) return End(std::move(*error).Below("setup.options."));
  ordered_ = setup.ordered();

  const uint32_t window = setup.window() == 0 ? context_.stream_window : std::min(setup.window(), context_.stream_window);
  v1::StreamAnalyzeDocumentsResponse ready;
  ready.mutable_ready()->set_window(window);
  const std::lock_guard lock(mutex_);
  window_ = window;
  set_up_ = true;
  due_.push_back({.bytes = Serialize(ready)});
}

void StreamCall::TakeDocument(const grpc::ByteBuffer& bytes) {
  const uint64_t begin_ns = MonotonicNow();
  StreamMessage message;
  std::optional<Error> error = Read(bytes, message);
  if (!error && message.setup)
    return End(Error(Code::kInvalidArgument, "a stream has one setup, its first message", "INVALID_FIELD", "setup"));

  uint64_t index = 0;
  {
    const std::lock_guard lock(mutex_);
    index = next_index_++;
    ++under_way_;
  }
  if (error) return AnswerError(index, message.id, BelowStreamDocument(std::move(*error)));
  if (!message.document)
    return AnswerError(index, message.id, Error(Code::kInvalidArgument, "must hold the document to analyse", "TEXT_MISSING", "document"));
  engine::Job job;
  if ((error = service::TakeDocument(*message.document, options_->checked.time_zone, context_.max_text_bytes, job.source)))
    return AnswerError(index, message.id, std::move(*error).Below("document."));
  Submit(std::move(job), std::move(message.id), index, begin_ns);
}

void StreamCall::Submit(engine::Job job, std::string id, uint64_t index, uint64_t begin_ns) {
  job.traceparent = traceparent_;
  job.plan = options_->plan;
  job.stop = stop_;
  job.require_all = options_->checked.require_all;
  const uint64_t text_bytes = job.source.text.size();
  {
    const std::lock_guard lock(mutex_);
    ++with_engine_;
    bytes_under_way_ += text_bytes;
  }
  context_.dispatcher->Enqueue(std::move(job), [self = shared_from_this(), work = Work{index, std::move(id), text_bytes, begin_ns}](
                                                   Result<std::unique_ptr<engine::Analysis>> result) {
    self->Answer(work, std::move(result));
  });
}

// ---- results ----

void StreamCall::Answer(const Work& work, Result<std::unique_ptr<engine::Analysis>> result) {
  Outgoing outgoing = {.is_result = true, .text_bytes = work.text_bytes};
  outgoing.bytes = result.ok() ? EncodeResult(work.id, work.index, **result, options_->checked)
                               : EncodeResult(work.id, work.index, Error(result.status()).Below("document."));
  telemetry::TheMetrics().stream.Observe(result.status().code(), MonotonicNow() - work.begin_ns, work.text_bytes);
  result = Status(Code::kCancelled, "");  // frees the analysis
  std::unique_lock lock(mutex_);
  --with_engine_;
  Deliver(work.index, std::move(outgoing));
  Pump(std::move(lock));
}

void StreamCall::AnswerError(uint64_t index, const std::string& id, const Error& error) {
  telemetry::TheMetrics().stream.Observe(error.status.code(), 0, 0);
  Outgoing outgoing = {.bytes = EncodeResult(id, index, error), .is_result = true};
  const std::lock_guard lock(mutex_);
  Deliver(index, std::move(outgoing));
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

void StreamCall::End(Error error) {
  std::unique_lock lock(mutex_);
  if (!error_) error_ = std::move(error);
  Pump(std::move(lock));
}

// ---- the pump ----

void StreamCall::Pump(std::unique_lock<std::mutex> lock) {
  if (pumping_) return;  // that thread looks again before it leaves
  pumping_ = true;
  for (;;) {
    const Action action = Next();
    if (action == Action::kNone) {
      pumping_ = false;
      return;
    }
    std::optional<Error> error;
    if (action == Action::kFinish) {
      error = broken_ ? Error(Code::kCancelled, "the call was cancelled", "CANCELLED") : error_;
      if (!error && draining_ && !half_closed_) error = Draining();
    }
    lock.unlock();
    switch (action) {
      case Action::kRead:
        StartRead(&incoming_);
        break;
      case Action::kWrite:
        StartWrite(&outgoing_.bytes);
        break;
      // pumping_ stays set: nothing is started any more, and the call may be gone after Finish().
      default:
        return Finish(error ? ToGrpcStatus(*error, call_) : grpc::Status::OK);
    }
    lock.lock();
  }
}

StreamCall::Action StreamCall::Next() {
  if (broken_) due_.clear();
  if (!write_under_way_ && !due_.empty()) {
    outgoing_ = std::move(due_.front());
    due_.pop_front();
    write_under_way_ = true;
    return Action::kWrite;
  }
  if (IsOver()) return Action::kFinish;
  if (MayRead()) {
    read_under_way_ = true;
    return Action::kRead;
  }
  return Action::kNone;
}

bool StreamCall::MayRead() const {
  if (read_under_way_ || half_closed_ || draining_ || broken_ || error_) return false;
  return !set_up_ || (under_way_ < window_ && bytes_under_way_ < kTextsUnderWay * context_.max_text_bytes);
}

bool StreamCall::IsOver() const {
  if (taking_ || with_engine_ != 0 || write_under_way_) return false;
  if (broken_) return true;
  if (under_way_ != 0) return false;
  return error_.has_value() || half_closed_ || draining_;
}

}  // namespace lector::service
