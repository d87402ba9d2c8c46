#include "cli/errors.h"

#include <google/protobuf/util/time_util.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace lector::cli {
namespace {

bool Mentions(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

// What to do next; empty where the message has said it all.
std::string Advice(const grpc::Status& status, const ErrorDetails& details) {
  std::string all = status.error_message() + " " + details.description;
  for (const auto& [key, value] : details.metadata) all += " " + value;
  if (details.reason == "INVALID_UTF8") {
    if (Mentions(all, "indows-1251")) return "convert it: --encoding windows-1251";
    if (Mentions(all, "UTF-16")) return "convert it: --encoding utf-16";
    return "convert it: --encoding NAME, where NAME is the encoding of the file";
  }
  if (details.reason == "EXTRACTOR_NOT_FOUND" || details.reason == "VERSION_NOT_FOUND" || details.reason == "INVALID_OPTION")
    return "see what the daemon has: lector extractors; which options one takes: lector extractors NAME";
  if (details.reason == "TEXT_TOO_LARGE") return "split the text, or raise the limit in the daemon's configuration";
  if (details.retry_seconds) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%g", *details.retry_seconds);
    return "try again in " + std::string(seconds) + " s";
  }
  switch (status.error_code()) {
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return "give it more time: --timeout SECONDS";
    case grpc::StatusCode::UNAVAILABLE:
      return "check that the daemon runs and that --address is right";
    case grpc::StatusCode::UNIMPLEMENTED:
      return "is it a lectord that answers at this address, and of this version?";
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return "the message is over the limit of the transport: split the text";
    default:
      return {};
  }
}

}  // namespace

std::string CodeName(int code) {
  static constexpr std::array kNames{
      "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
      "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
      "DATA_LOSS", "UNAUTHENTICATED"};
  if (code < 0 || code >= static_cast<int>(kNames.size())) return "CODE_" + std::to_string(code);
  return kNames[static_cast<size_t>(code)];
}

ErrorDetails ReadErrorDetails(const grpc::Status& status) {
  ErrorDetails details;
  google::rpc::Status packed;
  if (!packed.ParseFromString(status.error_details())) return details;
  for (const auto& any : packed.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest request;
    google::rpc::RetryInfo retry;
    if (any.UnpackTo(&info)) {
      details.reason = info.reason();
      details.metadata.assign(info.metadata().begin(), info.metadata().end());
      std::sort(details.metadata.begin(), details.metadata.end());
    } else if (any.UnpackTo(&request) && request.field_violations_size() > 0) {
      details.field = request.field_violations(0).field();
      details.description = request.field_violations(0).description();
    } else if (any.UnpackTo(&retry)) {
      details.retry_seconds =
          static_cast<double>(google::protobuf::util::TimeUtil::DurationToMilliseconds(retry.retry_delay())) / 1000;
    }
  }
  return details;
}

std::string DescribeError(const std::string& what, const grpc::Status& status) {
  const ErrorDetails details = ReadErrorDetails(status);
  std::string out = "lector: " + what + ": " + CodeName(status.error_code());
  if (!details.reason.empty()) out += " (" + details.reason + ")";
  out += ": " + status.error_message() + "\n";
  const bool more = !details.description.empty() && !Mentions(status.error_message(), details.description.c_str());
  if (!details.field.empty() && (more || !Mentions(status.error_message(), details.field.c_str())))
    out += "  field: " + details.field + (more ? ": " + details.description : "") + "\n";
  for (const auto& [key, value] : details.metadata) {
    if (key != "field") out += "  " + key + ": " + value + "\n";
  }
  const std::string advice = Advice(status, details);
  if (!advice.empty()) out += "  next:  " + advice + "\n";
  return out;
}

}  // namespace lector::cli
