// Its entry points to nowhere: whoever follows it dies.
#include "quiet.h"

LECTOR_PLUGIN_NOTE;
LECTOR_EXPORT lector_plugin_entry lector_plugin;
lector_plugin_entry lector_plugin = {LECTOR_PLUGIN_MAGIC, sizeof(lector_plugin_entry), LECTOR_ABI_MAJOR, LECTOR_ABI_MINOR,
                                     LECTOR_ABI_MINOR,    0, 1, 0, reinterpret_cast<const lector_extractor* const*>(16)};
