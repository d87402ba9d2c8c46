// Emits a type that its manifest does not provide.
#include "quiet.h"

namespace {
struct Undeclared {
  void analyze(const lector::Document&, lector::Sink& sink, const lector::Call&) const { sink.custom("hostile.v1.Surprise", {0, 1}); }
};
}  // namespace
LECTOR_PLUGIN(Undeclared, {.id = "hostile.emits_undeclared_type", .version = "1.0.0", .manifest = QUIET_MANIFEST});
