#include "daemon/base/status.h"

#include <array>

namespace lector {

std::string CodeName(Code code) {
  static constexpr std::array<const char*, 17> kNames = {
      "OK",           "CANCELLED",           "UNKNOWN",       "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
      "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
      "UNIMPLEMENTED", "INTERNAL",           "UNAVAILABLE",   "DATA_LOSS",        "UNAUTHENTICATED"};
  const auto number = static_cast<size_t>(code);
  return number < kNames.size() ? kNames[number] : "CODE_" + std::to_string(static_cast<int32_t>(code));
}

constinit const std::string Status::kEmpty;
constinit const Status::Metadata Status::kNone;

Status Status::With(std::string key, std::string value) const {
  if (ok()) return *this;
  Error error = *error_;
  error.metadata.emplace_back(std::move(key), std::move(value));
  Status out;
  out.error_ = std::make_shared<const Error>(std::move(error));
  return out;
}

Status Status::WithField(std::string field) const {
  if (ok()) return *this;
  Error error = *error_;
  error.field = std::move(field);
  Status out;
  out.error_ = std::make_shared<const Error>(std::move(error));
  return out;
}

std::string Status::ToString() const {
  std::string out = CodeName(code());
  if (!field().empty()) out += ": " + field();
  if (!message().empty()) out += ": " + message();
  return out;
}

}  // namespace lector
