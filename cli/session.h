// Which daemon a command talks to.
#ifndef LECTOR_CLI_SESSION_H_
#define LECTOR_CLI_SESSION_H_

#include <memory>
#include <string>

#include "cli/client.h"
#include "cli/private_daemon.h"

namespace lector::cli {

struct ConnectionFlags {
  std::string address;     // empty: $LECTOR_ADDRESS, else a default socket, else a private daemon
  std::string plugin_dir;  // not empty: a private daemon with the plugins of this folder
  double timeout = 60;     // seconds, of one call; 0: none
};

// A daemon that answered that it serves. The private one, if it is one, ends with the session.
class Session {
 public:
  // Null when there is none, after saying why on standard error.
  static std::unique_ptr<Session> Open(const ConnectionFlags& flags);

  const Client& client() const { return *client_; }
  bool is_private() const { return private_daemon_ != nullptr; }

 private:
  std::unique_ptr<PrivateDaemon> private_daemon_;
  std::unique_ptr<Client> client_;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_SESSION_H_
