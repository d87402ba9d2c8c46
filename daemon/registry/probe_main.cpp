// lector-plugin-probe [--timeout-ms=N] FILE.so - loads one plugin as the daemon would and checks its entry.
//
// Prints one line of JSON and exits 0 when it passes, 1 when not:
//
//   {"ok":true,"abi":"0.1","extractors":[{"id":"com.example.phones","version":"1.0.0"}],"warnings":[]}
//   {"ok":false,"check":"entry","message":"...","remedy":"..."}
//
// The daemon starts it for each library that it has not loaded yet, because the constructors of a library may abort, hang
// or end the process. What the library itself writes to stdout goes to stderr.
#include <fcntl.h>
#include <lector/verify.h>
#include <link.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "daemon/registry/library.h"

namespace {

using lector::verify::Failure;

int g_answer_fd = STDOUT_FILENO;

[[noreturn]] void Answer(const nlohmann::json& json) {
  const std::string line = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  size_t done = 0;
  while (done < line.size()) {
    const ssize_t n = write(g_answer_fd, line.data() + done, line.size() - done);
    if (n <= 0) break;
    done += static_cast<size_t>(n);
  }
  _exit(json["ok"].get<bool>() ? 0 : 1);  // no destructors of a library that the daemon never unloads
}

[[noreturn]] void Refuse(const Failure& failure) {
  Answer({{"ok", false}, {"check", failure.check}, {"message", failure.message}, {"remedy", failure.remedy}});
}

void Limit(decltype(RLIMIT_CPU) resource, rlim_t value) {
  const rlimit limit = {value, value};
  setrlimit(resource, &limit);
}

// A library that is only being loaded needs little of anything, and must not outlive the daemon that asked.
void Confine(unsigned long timeout_ms) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  Limit(RLIMIT_CORE, 0);
  Limit(RLIMIT_FSIZE, 1 << 20);  // its answer, where somebody sends that to a file
  Limit(RLIMIT_CPU, timeout_ms / 1000 + 2);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // their shadow memory alone is larger
  Limit(RLIMIT_DATA, rlim_t{4} << 30);
#endif
}

// Libraries that came with the plugin's own dependencies are seen only now.
int FindForbidden(dl_phdr_info* info, size_t, void* found) {
  if (info->dlpi_name == nullptr || !lector::verify::IsForbiddenLibrary(info->dlpi_name)) return 0;
  *static_cast<std::string*>(found) = info->dlpi_name;
  return 1;
}

[[noreturn]] void Probe(const std::string& path, const std::vector<std::string>& warnings) {
  const lector::Result<const lector_plugin_entry*> entry = lector::registry::OpenLibrary(path);
  if (!entry.ok())
    Refuse({"load", entry.status().message(), "install the libraries it needs (ldd FILE lists them), or rebuild it for this system"});
  std::string forbidden;
  if (dl_iterate_phdr(&FindForbidden, &forbidden) != 0)
    Refuse({"dependencies", "a library that it links brings in " + forbidden + ", which the daemon has its own copy of",
            "link no library that uses protobuf, gRPC or Abseil"});
  if (const std::optional<Failure> failure = lector::verify::CheckEntry(**entry)) Refuse(*failure);
  nlohmann::json extractors = nlohmann::json::array();
  for (uint32_t i = 0; i < (*entry)->extractor_count; ++i) {
    const lector_extractor* extractor = (*entry)->extractors[i];
    extractors.push_back({{"id", extractor->id}, {"version", extractor->version}});
  }
  Answer({{"ok", true},
          {"abi", std::to_string((*entry)->abi_major) + "." + std::to_string((*entry)->abi_minor_built)},
          {"extractors", extractors},
          {"warnings", warnings}});
}

}  // namespace

int main(int argc, char** argv) {
  unsigned long timeout_ms = 10'000;
  constexpr std::string_view kTimeout = "--timeout-ms=";
  int first = 1;
  if (argc == 3 && std::string_view(argv[1]).starts_with(kTimeout)) timeout_ms = std::strtoul(argv[first++] + kTimeout.size(), nullptr, 10);
  if (argc != first + 1) {
    constexpr std::string_view kUsage = "usage: lector-plugin-probe [--timeout-ms=N] FILE.so\n";
    return write(STDERR_FILENO, kUsage.data(), kUsage.size()) > 0 ? 2 : 2;
  }
  g_answer_fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (g_answer_fd < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return 2;
  Confine(timeout_ms);
  std::error_code error;
  const std::filesystem::path path = std::filesystem::absolute(argv[first], error);
  // Also when a person runs it on a file that the daemon has not checked yet.
  const lector::verify::Report report = lector::verify::CheckFile(path.string());
  if (!report.ok()) Refuse(*report.failure);
  Probe(path.string(), report.warnings);
}
