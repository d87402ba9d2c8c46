// Throws after it has emitted a record, which must not reach the answer.
#include <stdexcept>

#include "quiet.h"

namespace {
struct Throws {
  void analyze(const lector::Document&, lector::Sink& sink, const lector::Call&) const {
    sink.custom("hostile.v1.Nothing", {0, 1});
    throw std::runtime_error("thrown in analyze");
  }
};
}  // namespace
LECTOR_PLUGIN(Throws, {.id = "hostile.throws_in_analyze", .version = "1.0.0", .manifest = QUIET_MANIFEST});
