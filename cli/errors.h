// Errors of the daemon, told so that a person knows what to do.
#ifndef LECTOR_CLI_ERRORS_H_
#define LECTOR_CLI_ERRORS_H_

#include <grpcpp/support/status.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lector::cli {

// Exit codes of `lector`.
enum ExitCode { kSuccess = 0, kDocumentFailed = 1, kUsage = 2, kNoDaemon = 3, kFileFailed = 4 };

// "INVALID_ARGUMENT"; "CODE_99" for what is no code.
std::string CodeName(int code);

// What a status carries beside its code and message.
struct ErrorDetails {
  std::string reason;                                         // of google.rpc.ErrorInfo: "INVALID_UTF8"
  std::vector<std::pair<std::string, std::string>> metadata;  // of google.rpc.ErrorInfo, sorted by key
  std::string field;                                          // of google.rpc.BadRequest: "document.text"
  std::string description;                                    // of google.rpc.BadRequest
  std::optional<double> retry_seconds;                        // of google.rpc.RetryInfo
};
ErrorDetails ReadErrorDetails(const grpc::Status& status);

// Several lines: what failed, code, message, field, and what to do next where that is known.
//
//   lector: news.txt: INVALID_ARGUMENT (INVALID_UTF8): byte 17 is not UTF-8; it looks like Windows-1251
//     field: document.text
//     next:  convert it: --encoding windows-1251
std::string DescribeError(const std::string& what, const grpc::Status& status);

}  // namespace lector::cli
#endif  // LECTOR_CLI_ERRORS_H_
