// Standard output, which may be a full disk: what was not written was not answered.
#ifndef LECTOR_CLI_STANDARD_OUTPUT_H_
#define LECTOR_CLI_STANDARD_OUTPUT_H_

namespace lector::cli {

// Hands to the reader what was written to std::cout so far. False: that failed, now or before, and standard error says why.
bool FlushOutput();

}  // namespace lector::cli
#endif  // LECTOR_CLI_STANDARD_OUTPUT_H_
