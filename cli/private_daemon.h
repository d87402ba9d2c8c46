// A daemon for the length of one command.
#ifndef LECTOR_CLI_PRIVATE_DAEMON_H_
#define LECTOR_CLI_PRIVATE_DAEMON_H_

#include <sys/types.h>

#include <memory>
#include <string>

namespace lector::cli {

// Ends with its object, with this process however that ends, and on SIGINT, SIGTERM and SIGHUP. At most one at a time,
// from the main thread: the signal handlers are the process's.
class PrivateDaemon {
 public:
  struct Options {
    std::string program;     // lectord; empty: the one beside this program
    std::string plugin_dir;  // empty: ../plugins beside this program if that is there, else lectord's own default
  };

  // Starts it on a socket in a temporary folder of its own and waits till it serves. Null with `error` when it does not.
  static std::unique_ptr<PrivateDaemon> Start(const Options& options, std::string* error);

  ~PrivateDaemon();
  PrivateDaemon(const PrivateDaemon&) = delete;
  PrivateDaemon& operator=(const PrivateDaemon&) = delete;

  const std::string& address() const { return address_; }  // "unix:/tmp/lector-x1y2z3/lectord.sock"

 private:
  PrivateDaemon() = default;

  bool Alive();

  std::string address_;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_PRIVATE_DAEMON_H_
