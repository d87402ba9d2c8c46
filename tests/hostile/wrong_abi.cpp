// Built for another major version of the plugin ABI.
#include "quiet.h"

namespace {
constexpr lector_extractor kQuiet =
    lector::MakeExtractor<Quiet>({.id = "hostile.wrong_abi", .version = "1.0.0", .manifest = QUIET_MANIFEST});
constexpr const lector_extractor* kExtractors[] = {&kQuiet};
__attribute__((section(".note.lector"), used, aligned(4))) const lector_note kNote = {
    7, 16, 1, "Lector", LECTOR_PLUGIN_MAGIC, LECTOR_ABI_MAJOR + 9, LECTOR_ABI_MINOR, LECTOR_ABI_MINOR, 0, 0};
}  // namespace
LECTOR_EXPORT const lector_plugin_entry lector_plugin;
const lector_plugin_entry lector_plugin = {
    LECTOR_PLUGIN_MAGIC, sizeof(lector_plugin_entry), LECTOR_ABI_MAJOR + 9, LECTOR_ABI_MINOR, LECTOR_ABI_MINOR, 0, 1, 0, kExtractors};
