// OpenLibrary: dlopen of a plugin through Boost.DLL, always with the same flags.
#ifndef LECTOR_DAEMON_REGISTRY_LIBRARY_H_
#define LECTOR_DAEMON_REGISTRY_LIBRARY_H_

#include <lector/plugin.h>

#include <string>

#include "daemon/base/status.h"

namespace lector::registry {

// Loads a library that sdk/verify has passed and finds its entry. All symbols are bound now, none are seen by other
// libraries, and it stays loaded until the process ends: statics, thread-locals and code that other threads are in cannot
// be taken away safely. `path` is absolute. Runs the library's constructors on the calling thread.
Result<const lector_plugin_entry*> OpenLibrary(const std::string& path);

}  // namespace lector::registry
#endif  // LECTOR_DAEMON_REGISTRY_LIBRARY_H_
