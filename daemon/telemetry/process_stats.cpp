#include "daemon/telemetry/process_stats.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace lector::telemetry {
namespace {

// The fields of /proc/self/stat from the third on, counted as in proc(5); those before may hold spaces.
std::vector<double> StatFields() {
  std::ifstream in("/proc/self/stat");
  std::string line;
  std::getline(in, line);
  const size_t bracket = line.rfind(')');
  std::vector<double> out;
  if (bracket == std::string::npos) return out;
  out = {0, 0, 0};
  std::istringstream rest(line.substr(bracket + 1));
  std::string state;
  rest >> state;
  out.push_back(0);
  for (double value = 0; rest >> value;) out.push_back(value);
  return out;
}

double BootTime() {
  timespec now = {}, up = {};
  clock_gettime(CLOCK_REALTIME, &now);
  clock_gettime(CLOCK_BOOTTIME, &up);
  return static_cast<double>(now.tv_sec - up.tv_sec) + static_cast<double>(now.tv_nsec - up.tv_nsec) / 1e9;
}

}  // namespace

std::vector<ProcessStat> ReadProcessStats() {
  constexpr size_t kUserTime = 14, kSystemTime = 15, kThreads = 20, kStartTime = 22, kVirtualMemory = 23, kResidentPages = 24;
  std::vector<ProcessStat> out;
  const std::vector<double> stat = StatFields();
  if (stat.size() > kResidentPages) {
    const auto tick = static_cast<double>(sysconf(_SC_CLK_TCK));
    out.push_back({"process_cpu_seconds_total", "Time of CPU, of user and system, in seconds.", true,
                   (stat[kUserTime] + stat[kSystemTime]) / tick});
    out.push_back({"process_start_time_seconds", "When the process started, in seconds of Unix time.", false,
                   BootTime() + stat[kStartTime] / tick});
    out.push_back({"process_threads", "Threads.", false, stat[kThreads]});
    out.push_back({"process_virtual_memory_bytes", "Virtual memory in bytes.", false, stat[kVirtualMemory]});
    out.push_back({"process_resident_memory_bytes", "Resident memory in bytes.", false,
                   stat[kResidentPages] * static_cast<double>(sysconf(_SC_PAGESIZE))});
  }
  std::error_code error;
  double open = 0;
  for (std::filesystem::directory_iterator file("/proc/self/fd", error), end; !error && file != end; file.increment(error)) ++open;
  if (open > 0) out.push_back({"process_open_fds", "Open file descriptors.", false, open - 1});  // not the folder's own
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
    out.push_back({"process_max_fds", "Most file descriptors that may be open.", false, static_cast<double>(limit.rlim_cur)});
  return out;
}

}  // namespace lector::telemetry
