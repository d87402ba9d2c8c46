// Its note is in order, its entry is not: zeros where the magic number should stand.
#include "quiet.h"

LECTOR_PLUGIN_NOTE;
LECTOR_EXPORT const lector_plugin_entry lector_plugin;
const lector_plugin_entry lector_plugin = {};
