// Thread-local storage of the initial-exec model, of which a process has little.
#include "quiet.h"

namespace {
__attribute__((tls_model("initial-exec"))) thread_local char g_buffer[512];
struct Counts {
  void analyze(const lector::Document& doc, lector::Sink&, const lector::Call&) const {
    for (const char c : doc.text()) ++g_buffer[static_cast<unsigned char>(c)];
  }
};
}  // namespace
LECTOR_PLUGIN(Counts, {.id = "hostile.static_tls", .version = "1.0.0", .manifest = QUIET_MANIFEST});
