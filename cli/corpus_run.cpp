#include "cli/corpus_run.h"

#include <algorithm>
#include <iostream>
#include <thread>

#include "cli/analyze_command.h"

namespace lector::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstBackoff{100}, kLongestBackoff{5000};

milliseconds Milliseconds(double seconds) { return milliseconds(static_cast<int64_t>(seconds * 1000)); }

bool SaysRetry(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE || ReadErrorDetails(status).retry_seconds.has_value();
}

// Whether a document may be to blame that the stream ended: it took too long, or it is over the limit of the transport.
bool MayBlameDocument(const grpc::Status& status) {
  return !SaysRetry(status) && (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED ||
                                status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED);
}

// Whether another stream may fare better.
bool MayComeBack(const grpc::Status& status) {
  return SaysRetry(status) || status.ok() || status.error_code() == grpc::StatusCode::CANCELLED;
}

grpc::Status ToStatus(const google::rpc::Status& error) {
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), error.SerializeAsString()};
}

}  // namespace

ExitCode CorpusRun::Run() {
  if (const ExitCode code = Connect(); code != kSuccess) return code;
  for (;;) {
    if (window_.Empty() && !output_.Flush()) return OutputFailed();  // nothing to wait with: the input may be slow
    const CorpusWindow::Document front = window_.Front();
    if (front == nullptr) return kSuccess;
    const ExitCode code = front->error ? Done(*front, output_.AddError(*front, *front->error)) : AnswerFront(*front);
    if (code != kSuccess) return code;
  }
}

ExitCode CorpusRun::Connect() {
  session_ = Session::Open(flags_.connection);
  if (session_ == nullptr) return kNoDaemon;
  setup_.set_window(flags_.window);
  setup_.set_ordered(true);
  *setup_.mutable_options() = flags_.options;
  if (!flags_.options_for_defaults) return kSuccess;
  const grpc::Status status = SelectDefaults(session_->client(), setup_.mutable_options());
  if (status.ok()) return kSuccess;
  std::cerr << DescribeError("the list of extractors", status);
  return kNoDaemon;
}

ExitCode CorpusRun::AnswerFront(const CorpusDocument& front) {
  if (stream_ == nullptr) {
    stream_ = std::make_unique<CorpusStream>(session_->client(), &window_, Milliseconds(flags_.connection.timeout));
    if (!stream_->Open(setup_)) {
      grpc::Status status = stream_->Finish();
      if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED)  // no document was sent that could be to blame
        status = grpc::Status(grpc::StatusCode::UNAVAILABLE, status.error_message());
      return StreamEnded(front, status);
    }
  }
  v1::StreamResult result;
  if (!stream_->Read(&result)) return StreamEnded(front, stream_->Finish());
  return TakeResult(front, result);
}

ExitCode CorpusRun::TakeResult(const CorpusDocument& front, const v1::StreamResult& result) {
  if (result.id() != *front.id) {
    progress_.Clear();
    std::cerr << "lector: the daemon answered " << result.id() << " where " << *front.id << " was due\n";
    return kNoDaemon;
  }
  const grpc::Status error = result.has_error() ? ToStatus(result.error()) : grpc::Status::OK;
  if (SaysRetry(error)) {  // the daemon's trouble, not the document's
    stream_ = nullptr;
    return StreamEnded(front, error);
  }
  if (lost_since_) {
    lost_since_.reset();
    backoff_ = milliseconds(0);
  }
  if (result.has_error()) return Done(front, output_.AddError(front, error));
  if (const std::string changed = output_.NoteVersions(result.response()); !changed.empty()) {
    progress_.Clear();
    std::cerr << "lector: from " << *front.id << " on, other versions answer than before:\n"
              << changed << "  next:  --restart analyses all documents anew\n";
  }
  return Done(front, output_.Add(front, result.response()));
}

ExitCode CorpusRun::Done(const CorpusDocument& front, bool written) {
  if (!written) return OutputFailed();
  const CorpusState& state = output_.state();
  progress_.Update({.documents = state.documents, .errors = state.errors, .position = front.position});
  window_.Pop();
  return kSuccess;
}

ExitCode CorpusRun::OutputFailed() {
  progress_.Clear();
  std::cerr << "lector: " << output_.error()
            << "\n  next:  once it can be written, the same command goes on where this one stopped\n";
  return kFileFailed;
}

ExitCode CorpusRun::StreamEnded(const CorpusDocument& front, const grpc::Status& status) {
  stream_ = nullptr;
  const bool alone = window_.IsAlone(), blame = MayBlameDocument(status);
  window_.Rewind(blame);
  if (blame && alone) return Done(front, output_.AddError(front, status));
  if (blame) return kSuccess;
  progress_.Clear();
  if (!MayComeBack(status)) {
    std::cerr << DescribeError("the stream", status);
    const bool usage =
        status.error_code() == grpc::StatusCode::INVALID_ARGUMENT || status.error_code() == grpc::StatusCode::NOT_FOUND;
    return usage ? kUsage : kNoDaemon;
  }
  if (!output_.Flush()) return OutputFailed();
  if (!lost_since_) {
    lost_since_ = Clock::now();
    std::cerr << "lector: the daemon went away (" << CodeName(status.error_code()) << ": " << status.error_message()
              << "); waiting for it up to " << Duration(flags_.reconnect) << "\n";
  }
  if (WaitForDaemon()) return kSuccess;
  std::cerr << "lector: the daemon did not come back; the next document is " << *front.id
            << "\n  next:  once it runs, the same command goes on where this one stopped\n";
  return kNoDaemon;
}

bool CorpusRun::WaitForDaemon() {
  const auto deadline = *lost_since_ + Milliseconds(flags_.reconnect);
  if (Clock::now() >= deadline) return false;
  backoff_ = std::clamp(backoff_ * 2, kFirstBackoff, kLongestBackoff);
  std::this_thread::sleep_for(std::min<Clock::duration>(backoff_, deadline - Clock::now()));
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
  if (session_->client().WaitTillReady(session_->is_private() ? milliseconds(0) : std::max(left, milliseconds(0)))) return true;
  if (!session_->is_private()) return false;
  session_ = nullptr;  // nobody but us starts it again
  session_ = Session::Open(flags_.connection);
  return session_ != nullptr;
}

}  // namespace lector::cli
