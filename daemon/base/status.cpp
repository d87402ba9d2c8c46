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

std::string Status::ToString() const {
  std::string out = CodeName(code());
  if (!field().empty()) out += ": " + field();
  if (!message().empty()) out += ": " + message();
  return out;
}

}  // namespace lector
