// ProbeLibrary: the first load of a library, in a process that may die of it.
//
// Starts lector-plugin-probe (probe_main.cpp), which loads the library with the flags of the daemon and checks its entry.
// The helper is started with posix_spawn, never a fork of the daemon: nothing of it but the environment is inherited.
#ifndef LECTOR_DAEMON_REGISTRY_PROBE_H_
#define LECTOR_DAEMON_REGISTRY_PROBE_H_

#include <lector/verify.h>

#include <cstdint>
#include <optional>
#include <string>

namespace lector::registry {

// nullopt: loads and holds what an entry must. Failures: "load" (names the signal, the exit status or the time limit, and
// the library's last words on stderr), "entry", "dependencies" (it brings a forbidden library in by way of another one).
// The helper and what it started are killed when the time is over. Thread-safe.
std::optional<verify::Failure> ProbeLibrary(const std::string& probe, const std::string& library, uint32_t timeout_ms);

}  // namespace lector::registry
#endif  // LECTOR_DAEMON_REGISTRY_PROBE_H_
