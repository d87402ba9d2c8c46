// Loads, with warnings: built without lector_add_plugin(), so that its inline statics are GNU_UNIQUE and its symbols visible.
#include "quiet.h"

template <class T>
struct Counter {
  static inline int value = 0;
};

extern "C" int lector_test_further_symbol() { return ++Counter<int>::value; }

LECTOR_PLUGIN(Quiet, {.id = "hostile.shares_statics", .version = "1.0.0", .manifest = QUIET_MANIFEST});
