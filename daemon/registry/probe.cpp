#include "daemon/registry/probe.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "daemon/base/stop.h"

namespace lector::registry {
namespace {

using verify::Failure;
using Problem = std::optional<Failure>;

constexpr size_t kMaxAnswer = 64 * 1024, kMaxWords = 512;
constexpr const char* kAuthorRemedy = "its author must mend it: run lector-plugin-probe on it under a debugger";

Failure LoadFailure(std::string message, std::string remedy = kAuthorRemedy) {
  return Failure{"load", std::move(message), std::move(remedy)};
}

class Pipe {
 public:
  Pipe() { open_ = pipe2(fd_.data(), O_CLOEXEC) == 0; }
  ~Pipe() { CloseRead(), CloseWrite(); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool open() const { return open_; }
  int read_end() const { return fd_[0]; }
  int write_end() const { return fd_[1]; }
  void CloseRead() { Close(0); }
  void CloseWrite() { Close(1); }

 private:
  void Close(size_t i) {
    if (fd_[i] >= 0) close(fd_[i]);
    fd_[i] = -1;
  }
  std::array<int, 2> fd_ = {-1, -1};
  bool open_ = false;
};

int Spawn(const std::string& probe, const std::string& library, uint32_t timeout_ms, const Pipe& out, const Pipe& err, pid_t* child) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, out.write_end(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, err.write_end(), STDERR_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string program = probe, limit = "--timeout-ms=" + std::to_string(timeout_ms), file = library;
  std::array<char*, 4> arguments = {program.data(), limit.data(), file.data(), nullptr};
  const int error = posix_spawn(child, probe.c_str(), &files, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error;
}

// Reads what is there; keeps the first `limit` bytes. False: the other end is closed.
bool Drain(int fd, std::string* to, size_t limit) {
  std::array<char, 4096> block;
  const ssize_t n = read(fd, block.data(), block.size());
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  if (n > 0 && to->size() < limit) to->append(block.data(), std::min(static_cast<size_t>(n), limit - to->size()));
  return n > 0;
}

// Collects the output until the child has ended (not yet reaped, so that its number stays its own) or the time is over.
bool Watch(pid_t child, uint64_t deadline_ns, const Pipe& out, const Pipe& err, std::string* answer, std::string* words) {
  std::array<pollfd, 2> fds = {pollfd{out.read_end(), POLLIN, 0}, pollfd{err.read_end(), POLLIN, 0}};
  for (;;) {
    siginfo_t info = {};
    const bool ended = waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == child;
    const uint64_t now = MonotonicNow();
    if (!ended && now >= deadline_ns) return false;
    // A process that it left behind may hold the pipes: look after the child itself now and then. Pipes that are closed
    // mean that it is about to end.
    const uint64_t slice_ms = fds[0].fd < 0 && fds[1].fd < 0 ? 1 : 20;
    const int wait_ms = ended ? 0 : static_cast<int>(std::min<uint64_t>(slice_ms, (deadline_ns - now) / 1'000'000 + 1));
    const int ready = poll(fds.data(), fds.size(), wait_ms);
    if (ended && ready <= 0) return true;
    if (ready <= 0) continue;
    if (fds[0].revents != 0 && !Drain(out.read_end(), answer, kMaxAnswer)) fds[0].fd = -1;
    if (fds[1].revents != 0 && !Drain(err.read_end(), words, kMaxWords)) fds[1].fd = -1;
    if (ended && now >= deadline_ns) return true;  // somebody left behind goes on writing
  }
}

// The last words on stderr as one line for a message.
std::string LastWords(std::string words) {
  while (!words.empty() && static_cast<unsigned char>(words.back()) <= ' ') words.pop_back();
  for (char& c : words)
    if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 0x7f) c = ' ';
  return words.empty() ? words : "; it said: " + words;
}

Problem FromAnswer(const std::string& answer, int status, const std::string& words) {
  const nlohmann::json json = nlohmann::json::parse(answer, nullptr, false);
  if (!json.is_object() || !json.contains("ok") || !json["ok"].is_boolean())
    return LoadFailure("it ended the process while it was loaded (exit status " + std::to_string(WEXITSTATUS(status)) + ")" +
                       LastWords(words));
  if (json["ok"].get<bool>()) return std::nullopt;
  const auto text = [&](const char* member) {
    return json.contains(member) && json[member].is_string() ? json[member].get<std::string>() : std::string();
  };
  return Failure{text("check"), text("message"), text("remedy")};
}

}  // namespace

Problem ProbeLibrary(const std::string& probe, const std::string& library, uint32_t timeout_ms) {
  Pipe out, err;
  pid_t child = -1;
  const int error = out.open() && err.open() ? Spawn(probe, library, timeout_ms, out, err, &child) : errno;
  if (error != 0)
    return LoadFailure("the helper " + probe + " cannot be started: " + strerror(error), "install it beside lectord, or say where it is");
  out.CloseWrite();
  err.CloseWrite();
  std::string answer, words;
  const bool ended = Watch(child, MonotonicNow() + uint64_t{timeout_ms} * 1'000'000, out, err, &answer, &words);
  kill(-child, SIGKILL);  // the group: also what it left behind
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!ended || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
    return LoadFailure("it was not loaded within " + std::to_string(timeout_ms) + " ms: a constructor of it does not end" +
                       LastWords(words));
  if (WIFSIGNALED(status)) {
    const char* name = sigabbrev_np(WTERMSIG(status));
    return LoadFailure("the process that loaded it was killed by " +
                       (name != nullptr ? "SIG" + std::string(name) : "signal " + std::to_string(WTERMSIG(status))) + LastWords(words));
  }
  return FromAnswer(answer, status, words);
}

}  // namespace lector::registry
