// ServiceManager: what systemd is told of this process (sd_notify(3)). Under another manager, or none, nothing happens.
//
//   service_manager::Ready("2 extractors");  // of a unit with Type=notify: its start is over
#ifndef LECTOR_DAEMON_TELEMETRY_SERVICE_MANAGER_H_
#define LECTOR_DAEMON_TELEMETRY_SERVICE_MANAGER_H_

#include <cstdint>
#include <string>

namespace lector::service_manager {

// Calls are answered from now on. `status`: the line that `systemctl status` shows.
void Ready(const std::string& status);

// The end has begun and may take that long.
void Stopping(const std::string& status, uint32_t seconds);

}  // namespace lector::service_manager
#endif  // LECTOR_DAEMON_TELEMETRY_SERVICE_MANAGER_H_
