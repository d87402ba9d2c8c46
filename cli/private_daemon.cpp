#include "cli/private_daemon.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

#include "cli/client.h"

namespace lector::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPatience{60'000};  // a first start may compile dictionaries
constexpr int kStopPolls = 200;                         // of 10 ms, before SIGKILL; nothing is under way any more
constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};  // the last: whoever reads the results has seen enough

// What the signal handler needs; written before the handlers are set and after they are reset.
pid_t child = -1;
pthread_t main_thread;
char folder[128];
char socket_path[160];

// Safe in a signal handler.
void StopChild() {
  if (child > 0) {
    kill(child, SIGTERM);
    const timespec pause{.tv_sec = 0, .tv_nsec = 10'000'000};
    int polls = 0;
    while (waitpid(child, nullptr, WNOHANG) == 0) {
      if (++polls == kStopPolls) kill(child, SIGKILL);
      nanosleep(&pause, nullptr);
    }
    child = -1;
  }
  unlink(socket_path);
  rmdir(folder);
}

// On the main thread alone: on another one, the main thread would go on, see its call fail and end the process as if that
// were the daemon's error.
void HandleSignal(int number) {
  if (pthread_equal(pthread_self(), main_thread) == 0) {
    pthread_kill(main_thread, number);
    return;
  }
  StopChild();
  signal(number, SIG_DFL);
  raise(number);  // delivered on return
}

void SetHandlers(bool on) {
  struct sigaction action {};
  action.sa_handler = on ? HandleSignal : SIG_DFL;
  for (const int signal : kSignals) sigaddset(&action.sa_mask, signal);
  for (const int signal : kSignals) sigaction(signal, &action, nullptr);
}

fs::path OwnFolder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

std::string DefaultPluginDir() {
  std::error_code error;
  const fs::path beside = OwnFolder().parent_path() / "plugins";
  return fs::is_directory(beside, error) ? beside.string() : std::string();
}

bool MakeFolder(std::string* error) {
  const char* base = std::getenv("TMPDIR");
  std::string path = std::string(base != nullptr && *base == '/' ? base : "/tmp") + "/lector-XXXXXX";
  if (path.size() > 80) path = "/tmp/lector-XXXXXX";  // a socket's path has room for 107 bytes
  if (mkdtemp(path.data()) == nullptr) {
    *error = "cannot make the folder " + path + ": " + std::strerror(errno);
    return false;
  }
  std::strcpy(folder, path.c_str());
  std::strcpy(socket_path, (path + "/lectord.sock").c_str());
  return true;
}

// In the child: becomes lectord. Its own process group keeps Ctrl-C from it, so that this process ends it in order.
[[noreturn]] void Exec(pid_t parent, char* const* arguments) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(127);  // died before the line above
  setpgid(0, 0);
  dup2(STDERR_FILENO, STDOUT_FILENO);  // standard output is for results
  const int null = open("/dev/null", O_RDONLY);
  if (null >= 0) dup2(null, STDIN_FILENO);
  execv(arguments[0], arguments);
  _exit(127);
}

}  // namespace

std::unique_ptr<PrivateDaemon> PrivateDaemon::Start(const Options& options, std::string* error) {
  const std::string program = options.program.empty() ? (OwnFolder() / "lectord").string() : options.program;
  if (access(program.c_str(), X_OK) != 0) {
    *error = program + ": " + std::strerror(errno);
    return nullptr;
  }
  if (!MakeFolder(error)) return nullptr;
  std::vector<std::string> words{program, "--listen", "unix:" + std::string(socket_path), "--log-level", "warning"};
  const std::string plugin_dir = options.plugin_dir.empty() ? DefaultPluginDir() : options.plugin_dir;
  if (!plugin_dir.empty()) words.insert(words.end(), {"--plugin-dir", plugin_dir});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::unique_ptr<PrivateDaemon> daemon(new PrivateDaemon);
  daemon->address_ = "unix:" + std::string(socket_path);
  const pid_t parent = getpid();
  main_thread = pthread_self();
  sigset_t block, before;
  sigemptyset(&block);
  for (const int signal : kSignals) sigaddset(&block, signal);
  sigprocmask(SIG_BLOCK, &block, &before);
  child = fork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    Exec(parent, arguments.data());
  }
  SetHandlers(true);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (child < 0) {
    *error = std::string("fork: ") + std::strerror(errno);
    return nullptr;
  }
  const Client client(daemon->address_, std::chrono::milliseconds(0));
  const auto alive = [](void* self) { return static_cast<PrivateDaemon*>(self)->Alive(); };
  if (client.WaitTillReady(kPatience, alive, daemon.get())) return daemon;
  *error = program + (child < 0 ? " ended before it was ready" : " was not ready in time");
  return nullptr;
}

PrivateDaemon::~PrivateDaemon() {
  StopChild();
  SetHandlers(false);
}

bool PrivateDaemon::Alive() {
  if (child > 0 && waitpid(child, nullptr, WNOHANG) != 0) child = -1;
  return child > 0;
}

}  // namespace lector::cli
