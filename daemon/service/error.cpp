#include "daemon/service/error.h"

#include <google/protobuf/duration.pb.h>

#include "daemon/text/utf8.h"
#include "google/rpc/error_details.pb.h"

namespace lector::service {
namespace {

constexpr size_t kMaxMessage = 800;
constexpr size_t kMaxField = 300;

// At most `limit` bytes, cut at a code point, each byte that is not UTF-8 as '?'.
std::string Clean(std::string text, size_t limit) {
  for (size_t at = 0; (at = text::FindInvalidUtf8(text)) != std::string::npos;) text[at] = '?';
  if (text.size() <= limit) return text;
  size_t end = limit;
  while (!text::IsCodePointBoundary(text, end)) --end;
  return text.substr(0, end) + "...";
}

// Where no finer one is defined; said in analysis_service.proto.
std::string DefaultReason(Code code) { return code == Code::kInvalidArgument ? "INVALID_FIELD" : CodeName(code); }

}  // namespace

Error Error::With(std::string key, std::string value) && {
  status = status.With(std::move(key), std::move(value));
  return std::move(*this);
}

Error Error::Below(const std::string& prefix) && {
  if (!status.field().empty()) status = status.WithField(prefix + status.field());
  return std::move(*this);
}

Error Overloaded() {
  return Error(Code::kResourceExhausted, "the daemon has as many documents under way as it takes; try again later", "OVERLOADED");
}

Error Draining() {
  return Error(Code::kUnavailable, "the daemon is going down; call another one or try again later", "DRAINING");
}

Error DeadlinePassed() {
  return Error(Code::kDeadlineExceeded, "no time was left before work began; give the call a later deadline",
               "DEADLINE_EXCEEDED");
}

uint32_t RetryDelayMs(const Error& error) {
  if (error.status.reason() == "OVERLOADED") return kOverloadedRetryMs;
  return error.status.code() == Code::kUnavailable ? kDrainingRetryMs : 0;
}

google::rpc::Status ToRpcStatus(const Error& error) {
  google::rpc::Status out;
  if (error.status.ok()) return out;
  const std::string message = Clean(error.status.message(), kMaxMessage);
  const std::string reason = error.status.reason().empty() ? DefaultReason(error.status.code()) : error.status.reason();
  out.set_code(static_cast<int32_t>(error.status.code()));
  // Many clients show nothing but the message, so it names the field too.
  out.set_message(error.status.field().empty() ? message : Clean(error.status.field(), kMaxField) + ": " + message);

  google::rpc::ErrorInfo info;
  info.set_domain("lector");
  info.set_reason(reason);
  for (const auto& [key, value] : error.status.metadata()) (*info.mutable_metadata())[key] = Clean(value, kMaxField);
  out.add_details()->PackFrom(info);

  if (!error.status.field().empty()) {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field(Clean(error.status.field(), kMaxField));
    violation->set_description(message);
    violation->set_reason(reason);
    out.add_details()->PackFrom(bad);
  }
  if (const uint32_t delay = RetryDelayMs(error); delay != 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(delay / 1000);
    retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(delay % 1000 * 1'000'000));
    out.add_details()->PackFrom(retry);
  }
  return out;
}

}  // namespace lector::service
