#include "daemon/config/defaults.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace lector::config {
namespace {

namespace fs = std::filesystem;

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// Whether a folder is there and can be written, or could be made.
bool CanHold(const fs::path& dir) {
  fs::path at = dir;
  std::error_code error;
  while (!fs::exists(at, error)) {
    if (!at.has_parent_path() || at == at.parent_path()) return false;
    at = at.parent_path();
  }
  return fs::is_directory(at, error) && access(at.c_str(), W_OK | X_OK) == 0;
}

std::string FirstThere(const std::vector<fs::path>& candidates) {
  std::error_code error;
  for (const fs::path& candidate : candidates)
    if (fs::exists(candidate, error)) return candidate.lexically_normal().string();
  return candidates.back().lexically_normal().string();
}

std::string CopyDir(const Surroundings& s) {
  std::vector<fs::path> candidates;
  if (!s.xdg_cache_home.empty()) candidates.push_back(fs::path(s.xdg_cache_home) / "lector/plugins");
  if (!s.home.empty()) candidates.push_back(fs::path(s.home) / ".cache/lector/plugins");
  candidates.emplace_back("/var/cache/lector/plugins");
  for (const fs::path& candidate : candidates)
    if (candidate.is_absolute() && CanHold(candidate)) return candidate.string();
  return (fs::path(s.temp_dir) / ("lector-" + std::to_string(getuid())) / "plugins").string();
}

}  // namespace

Surroundings Surroundings::Here() {
  Surroundings out;
  std::error_code error;
  out.executable_dir = fs::read_symlink("/proc/self/exe", error).parent_path().string();
  out.xdg_runtime_dir = Variable("XDG_RUNTIME_DIR");
  out.xdg_cache_home = Variable("XDG_CACHE_HOME");
  out.home = Variable("HOME");
  if (const std::string temp = Variable("TMPDIR"); !temp.empty()) out.temp_dir = temp;
  return out;
}

void ResolveDefaults(const Surroundings& s, Config& config) {
  const fs::path exe = s.executable_dir;
  if (config.server.listen.empty()) {
    const fs::path run = s.xdg_runtime_dir.empty() ? fs::path("/run") : fs::path(s.xdg_runtime_dir);
    config.server.listen.push_back("unix:" + (run / "lector/lectord.sock").string());
  }
  if (config.plugins.dirs.empty()) config.plugins.dirs.push_back(FirstThere({exe / "../plugins", exe / "../lib/lector/plugins"}));
  if (config.plugins.probe.empty())
    config.plugins.probe = FirstThere({exe / "../libexec/lector/lector-plugin-probe", exe / "lector-plugin-probe"});
  if (config.plugins.copy_dir.empty()) config.plugins.copy_dir = CopyDir(s);
  if (config.text.data_dir.empty()) config.text.data_dir = FirstThere({exe / "../models", exe / "../share/lector/models"});
}

}  // namespace lector::config
