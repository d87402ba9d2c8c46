#include "cli/extractors_command.h"

#include <unistd.h>

#include <iostream>

#include "cli/errors.h"
#include "cli/json.h"
#include "cli/report.h"

namespace lector::cli {

int RunExtractors(const ExtractorsFlags& flags) {
  const auto session = Session::Open(flags.connection);
  if (session == nullptr) return kNoDaemon;
  v1::ListExtractorsResponse response;
  if (const grpc::Status status = session->client().ListExtractors(&response); !status.ok()) {
    std::cerr << DescribeError("extractors", status);
    return kDocumentFailed;
  }
  const bool text = flags.format.empty() ? isatty(STDOUT_FILENO) == 1 : flags.format == "text";
  if (text) {
    std::cout << RenderExtractors(response, {TerminalWidth(STDOUT_FILENO, 0), UseColour(flags.colour, STDOUT_FILENO)});
  } else {
    std::cout << ToJson(response, true) << "\n";
  }
  return kSuccess;
}

}  // namespace lector::cli
