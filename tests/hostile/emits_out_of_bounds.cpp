// Emits a record behind the end of the text.
#include "quiet.h"

namespace {
struct Outside {
  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call&) const {
    const auto size = static_cast<uint32_t>(doc.text().size());
    sink.custom("hostile.v1.Nothing", {size, size + 10});
  }
};
}  // namespace
LECTOR_PLUGIN(Outside, {.id = "hostile.emits_out_of_bounds", .version = "1.0.0", .manifest = QUIET_MANIFEST});
