// Error: a Status on its way to a client, with what only the wire has: when to try again.
//
// Every error of the API carries google.rpc.ErrorInfo (domain "lector", a reason, metadata), google.rpc.BadRequest where a
// field is to blame, and google.rpc.RetryInfo where trying again is worth while.
#ifndef LECTOR_DAEMON_SERVICE_ERROR_H_
#define LECTOR_DAEMON_SERVICE_ERROR_H_

#include <cstdint>
#include <string>
#include <utility>

#include "daemon/base/status.h"
#include "google/rpc/status.pb.h"

namespace lector::service {

struct Error {
  Error(Status cause) : status(std::move(cause)) {}  // NOLINT: implicit like a return value
  Error(Code code, std::string message, std::string reason, std::string field = {})
      : status(code, std::move(message), std::move(reason), std::move(field)) {}

  // The same with another entry of ErrorInfo.metadata, or with a prefix to the field: "options." + "extractors[0].name".
  Error With(std::string key, std::string value) &&;
  Error Below(const std::string& prefix) &&;

  Status status;
};

// The daemon is at its limit; the client should wait that long. 0: not known.
inline constexpr uint32_t kOverloadedRetryMs = 250;
inline constexpr uint32_t kDrainingRetryMs = 1000;

Error Overloaded();
Error Draining();
Error DeadlinePassed();

// When to try again, by the reason; 0: RetryInfo is not given.
uint32_t RetryDelayMs(const Error& error);

// As it stands in the trailer of a call, in a report and in a stream. Texts are cut so that the trailer stays far below the
// 8 KiB that clients accept, and cleaned of what is not UTF-8.
google::rpc::Status ToRpcStatus(const Error& error);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_ERROR_H_
