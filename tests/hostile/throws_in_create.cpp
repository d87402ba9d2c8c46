// Its constructor throws: a broken installation, say.
#include <stdexcept>

#include "quiet.h"

namespace {
struct Throws : Quiet {
  explicit Throws(const lector::Config&) { throw std::runtime_error("the word list is empty"); }
};
}  // namespace
LECTOR_PLUGIN(Throws, {.id = "hostile.throws_in_create", .version = "1.0.0", .manifest = QUIET_MANIFEST});
