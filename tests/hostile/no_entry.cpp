// Carries the note, but exports nothing.
#include "quiet.h"

LECTOR_PLUGIN_NOTE;
