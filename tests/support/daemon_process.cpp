#include "tests/support/daemon_process.h"

#include <fcntl.h>
#include <grpc/grpc.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "grpc/health/v1/health.grpc.pb.h"

extern char** environ;  // NOLINT

namespace lector::testing {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kStartLimit(60);  // sanitizers and busy machines are slow
constexpr std::chrono::milliseconds kPause(5);

}  // namespace

DaemonProcess::DaemonProcess(Options options) : options_(std::move(options)) {
  // gRPC 1.51 may wait ten seconds for a poller of its own when its last user goes: keep it up until the process ends.
  static const bool up = (grpc_init(), true);
  (void)up;
  std::string pattern = (std::filesystem::temp_directory_path() / "lectord-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder: " + pattern);
  folder_ = pattern;
  std::filesystem::create_directory(folder_ / "no-plugins");
  if (!options_.toml.empty()) std::ofstream(folder_ / "lectord.toml") << options_.toml;
}

DaemonProcess::~DaemonProcess() {
  if (pid_ != 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string DaemonProcess::address() const { return "unix:" + (folder_ / "lectord.sock").string(); }

std::vector<std::string> DaemonProcess::CommandLine() const {
  std::vector<std::string> out = {LECTORD, "--listen", address()};
  if (!options_.toml.empty()) out.insert(out.end(), {"--config", (folder_ / "lectord.toml").string()});
  for (const std::string& dir : options_.plugin_dirs) out.insert(out.end(), {"--plugin-dir", dir});
  if (options_.plugin_dirs.empty()) out.insert(out.end(), {"--plugin-dir", (folder_ / "no-plugins").string()});
  out.insert(out.end(), options_.args.begin(), options_.args.end());
  return out;
}

void DaemonProcess::Launch() {
  const std::vector<std::string> args = CommandLine();
  std::vector<char*> argv;
  for (const std::string& arg : args) argv.push_back(const_cast<char*>(arg.c_str()));
  argv.push_back(nullptr);

  // Private copies of plugins stay in the folder of this test.
  const std::string cache = "XDG_CACHE_HOME=" + (folder_ / "cache").string();
  std::filesystem::create_directory(folder_ / "cache");
  std::vector<char*> environment;
  for (char** variable = environ; *variable != nullptr; ++variable)
    if (std::string_view(*variable).substr(0, 15) != "XDG_CACHE_HOME=") environment.push_back(*variable);
  environment.push_back(const_cast<char*>(cache.c_str()));
  environment.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string log = (folder_ / "log").string();
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  const int error = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error(std::string("cannot start ") + argv[0]);
}

bool DaemonProcess::Start() {
  Launch();
  const auto stub = grpc::health::v1::Health::NewStub(channel());
  for (const auto end = Clock::now() + kStartLimit; Clock::now() < end; std::this_thread::sleep_for(kPause)) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kStartLimit);
    grpc::health::v1::HealthCheckResponse response;
    if (WaitForLog("ready") && stub->Check(&context, {}, &response).ok() &&
        response.status() == grpc::health::v1::HealthCheckResponse::SERVING)
      return true;
    if (Wait(std::chrono::milliseconds(0))) return false;
  }
  return false;
}

std::shared_ptr<grpc::Channel> DaemonProcess::channel() {
  if (channel_ == nullptr) channel_ = new_channel(address());
  return channel_;
}

std::shared_ptr<grpc::Channel> DaemonProcess::new_channel(const std::string& address) const {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

std::string DaemonProcess::log() const {
  std::ostringstream out;
  out << std::ifstream(folder_ / "log").rdbuf();
  return out.str();
}

bool DaemonProcess::WaitForLog(const std::string& text) const {
  for (const auto end = Clock::now() + kStartLimit; Clock::now() < end; std::this_thread::sleep_for(kPause)) {
    if (log().find(text) != std::string::npos) return true;
    siginfo_t info = {};
    if (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0) return false;
  }
  return false;
}

void DaemonProcess::Signal(int number) const {
  if (pid_ != 0) kill(pid_, number);
}

int64_t DaemonProcess::MemoryKib(std::string_view key) const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(key)) return std::atoll(line.c_str() + key.size());
  return 0;
}

std::optional<int> DaemonProcess::Wait(std::chrono::milliseconds limit) {
  for (const auto end = Clock::now() + limit;; std::this_thread::sleep_for(kPause)) {
    int status = 0;
    if (pid_ == 0) return std::nullopt;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = 0;
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    if (Clock::now() >= end) return std::nullopt;
  }
}

}  // namespace lector::testing
