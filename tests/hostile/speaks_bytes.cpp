// Logs and counts what is no UTF-8, and counts under ever new names.
#include "quiet.h"

namespace {
class Speaks {
 public:
  explicit Speaks(const lector::Config& config) : config_(config) {}

  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {
    config_.log(LECTOR_LOG_ERROR, "bytes \xff\xed\xa0\x80, a \"name\"\n");
    config_.count("\xd0");
    for (int i = 0; i < 1000; ++i) config_.count("name" + std::to_string(i));
  }

 private:
  lector::Config config_;
};
}  // namespace
LECTOR_PLUGIN(Speaks, {.id = "hostile.speaks_bytes", .version = "1.0.0", .manifest = QUIET_MANIFEST});
