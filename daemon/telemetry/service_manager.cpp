#include "daemon/telemetry/service_manager.h"

#include <systemd/sd-daemon.h>

namespace lector::service_manager {

void Ready(const std::string& status) { sd_notifyf(0, "READY=1\nSTATUS=%s", status.c_str()); }

void Stopping(const std::string& status, uint32_t seconds) {
  sd_notifyf(0, "STOPPING=1\nSTATUS=%s\nEXTEND_TIMEOUT_USEC=%llu", status.c_str(), 1'000'000ull * seconds);
}

}  // namespace lector::service_manager
