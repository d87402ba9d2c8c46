// Uses up its stack: takes the daemon with it, which must say whose fault it was.
#include "quiet.h"

namespace {
struct Overflows {
  void analyze(const lector::Document& doc, lector::Sink&, const lector::Call&) const { Sink(static_cast<int>(doc.text().size())); }

 private:
  static int Sink(int depth) {
    volatile char room[4096];
    room[0] = static_cast<char>(depth);
    return depth == 0 ? room[0] : Sink(depth + 1) + room[0];
  }
};
}  // namespace
LECTOR_PLUGIN(Overflows, {.id = "hostile.overflows_stack", .version = "1.0.0", .manifest = QUIET_MANIFEST});
