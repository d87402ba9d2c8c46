#include "cli/extractors_command.h"

#include <unistd.h>

#include <iostream>

#include "cli/errors.h"
#include "cli/extractor_report.h"
#include "cli/json.h"
#include "cli/report.h"

namespace lector::cli {

int RunExtractors(const ExtractorsFlags& flags) {
  const auto session = Session::Open(flags.connection);
  if (session == nullptr) return kNoDaemon;
  v1::ListExtractorsResponse all;
  v1::ExtractorInfo one;
  const grpc::Status status =
      flags.name.empty() ? session->client().ListExtractors(&all) : session->client().GetExtractor(flags.name, &one);
  if (!status.ok()) {
    std::cerr << DescribeError("extractors", status);
    return kDocumentFailed;
  }
  const bool text = flags.format.empty() ? isatty(STDOUT_FILENO) == 1 : flags.format == "text";
  const TextLayout layout{TerminalWidth(STDOUT_FILENO, 0), UseColour(flags.colour, STDOUT_FILENO)};
  if (flags.name.empty()) std::cout << (text ? RenderExtractors(all, layout) : ToJson(all, true) + "\n");
  else std::cout << (text ? RenderExtractor(one, layout) : ToJson(one, true) + "\n");
  return kSuccess;
}

}  // namespace lector::cli
