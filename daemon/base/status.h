// Status and Result: how the daemon's own code reports errors, by value.
//
// A Status carries the code that reaches the client, a message for people, and (where a client could act on it) a stable
// reason in upper case and the path of the field that is wrong.
//
//   Result<Config> config = Config::Load(path);
//   if (!config.ok()) return config.status();
//   Use(*config);
#ifndef LECTOR_DAEMON_BASE_STATUS_H_
#define LECTOR_DAEMON_BASE_STATUS_H_

#include <lector/records.h>

#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lector {

// The numbers of google.rpc.Code, as in the plugin ABI.
enum class Code : int32_t {
  kOk = LECTOR_OK,
  kCancelled = LECTOR_CANCELLED,
  kUnknown = LECTOR_UNKNOWN,
  kInvalidArgument = LECTOR_INVALID_ARGUMENT,
  kDeadlineExceeded = LECTOR_DEADLINE_EXCEEDED,
  kNotFound = LECTOR_NOT_FOUND,
  kAlreadyExists = LECTOR_ALREADY_EXISTS,
  kPermissionDenied = LECTOR_PERMISSION_DENIED,
  kResourceExhausted = LECTOR_RESOURCE_EXHAUSTED,
  kFailedPrecondition = LECTOR_FAILED_PRECONDITION,
  kAborted = LECTOR_ABORTED,
  kOutOfRange = LECTOR_OUT_OF_RANGE,
  kUnimplemented = LECTOR_UNIMPLEMENTED,
  kInternal = LECTOR_INTERNAL,
  kUnavailable = LECTOR_UNAVAILABLE,
};

// "INVALID_ARGUMENT"; "CODE_99" for what is no code.
std::string CodeName(Code code);

// OK is a null pointer: it costs nothing to make, to return and to test. Copies of an error share it.
class [[nodiscard]] Status {
 public:
  using Metadata = std::vector<std::pair<std::string, std::string>>;  // lowerCamelCase keys

  Status() = default;  // OK
  Status(Code code, std::string message, std::string reason = {}, std::string field = {}) {
    if (code != Code::kOk)
      error_ = std::make_shared<const Error>(Error{code, std::move(message), std::move(reason), std::move(field), {}});
  }

  // The same error with another entry of metadata(), or about another field.
  Status With(std::string key, std::string value) const;
  Status WithField(std::string field) const;

  bool ok() const { return error_ == nullptr; }
  Code code() const { return ok() ? Code::kOk : error_->code; }
  const std::string& message() const { return ok() ? kEmpty : error_->message; }
  const std::string& reason() const { return ok() ? kEmpty : error_->reason; }  // "INVALID_UTF8"; empty where none is defined
  const std::string& field() const { return ok() ? kEmpty : error_->field; }    // "document.text"; empty: about no field
  const Metadata& metadata() const { return ok() ? kNone : error_->metadata; }  // for programs: {"limitBytes", "1024"}
  std::string ToString() const;                                                 // "INVALID_ARGUMENT: document.text: ..."

 private:
  struct Error {
    Code code;
    std::string message, reason, field;
    Metadata metadata;
  };
  static const std::string kEmpty;
  static const Metadata kNone;

  std::shared_ptr<const Error> error_;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}                                       // NOLINT: implicit like a return value
  Result(Status status) : status_(std::move(status)) { assert(!status_.ok()); }       // NOLINT
  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace lector
#endif  // LECTOR_DAEMON_BASE_STATUS_H_
