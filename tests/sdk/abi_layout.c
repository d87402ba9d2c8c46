/* The ABI as a C11 compiler lays it out. */
#include "abi_layout.h"
#include <lector/layers.h>
#include <lector/records.h>

LECTOR_PLUGIN_NOTE;
const lector_note* lector_test_note(void);
const lector_note* lector_test_note(void) { return &lector_note_; }
