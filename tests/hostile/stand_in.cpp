extern "C" __attribute__((visibility("default"))) int lector_stand_in() { return 1; }  // of a library that no plugin may bring
