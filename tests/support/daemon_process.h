// DaemonProcess: a real lectord for a test, on a Unix socket of its own.
//
//   DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
//   ASSERT_TRUE(daemon.Start()) << daemon.log();
//   auto stub = v1::AnalysisService::NewStub(daemon.channel());
#ifndef LECTOR_TESTS_SUPPORT_DAEMON_PROCESS_H_
#define LECTOR_TESTS_SUPPORT_DAEMON_PROCESS_H_

#include <grpcpp/channel.h>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lector::testing {

// Not thread-safe. The destructor kills what still runs and removes the folder.
class DaemonProcess {
 public:
  struct Options {
    std::vector<std::string> plugin_dirs;  // none: an empty folder
    std::vector<std::string> args;         // further flags
    std::string toml;                      // a configuration file; empty: none
  };

  explicit DaemonProcess(Options options);
  ~DaemonProcess();
  DaemonProcess(const DaemonProcess&) = delete;
  DaemonProcess& operator=(const DaemonProcess&) = delete;

  // Starts it and waits until its health is SERVING; false: it ended, or a minute passed.
  bool Start();
  // Starts it and does not wait, for what is expected to end by itself.
  void Launch();

  std::string address() const;               // "unix:/tmp/.../lectord.sock"
  std::shared_ptr<grpc::Channel> channel();  // one for the process, made at the first call
  std::shared_ptr<grpc::Channel> new_channel(const std::string& address) const;
  const std::filesystem::path& folder() const { return folder_; }
  std::string log() const;  // what it wrote to standard output and error so far
  bool WaitForLog(const std::string& text) const;

  void Signal(int number) const;
  int64_t ResidentKib() const { return MemoryKib("VmRSS:"); }  // 0: not running
  int64_t PeakResidentKib() const { return MemoryKib("VmHWM:"); }
  // Its exit status, or 128 + the signal that ended it; nothing: it still runs after the limit.
  std::optional<int> Wait(std::chrono::milliseconds limit = std::chrono::seconds(60));

 private:
  std::vector<std::string> CommandLine() const;
  int64_t MemoryKib(std::string_view key) const;  // a line of /proc/PID/status

  const Options options_;
  std::filesystem::path folder_;
  pid_t pid_ = 0;  // 0: not running
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace lector::testing
#endif  // LECTOR_TESTS_SUPPORT_DAEMON_PROCESS_H_
