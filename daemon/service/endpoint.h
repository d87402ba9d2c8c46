// Endpoint: an address to listen on, and whether one may.
#ifndef LECTOR_DAEMON_SERVICE_ENDPOINT_H_
#define LECTOR_DAEMON_SERVICE_ENDPOINT_H_

#include <string>

#include "daemon/base/status.h"

namespace lector::service {

struct Endpoint {
  std::string address;      // as gRPC takes it: "127.0.0.1:50051", "unix:/run/lector/lectord.sock"
  std::string socket_path;  // of a Unix socket; else empty
  bool is_loopback = true;  // or a Unix socket: other machines do not reach it

  // INVALID_ARGUMENT: neither HOST:PORT nor unix:PATH, or a path that does not fit into a socket address.
  static Result<Endpoint> Parse(const std::string& address);
};

// Makes room for a Unix socket: its folder is made, a socket file that nobody listens on is removed. FAILED_PRECONDITION: a
// daemon listens there, or the file is no socket. Nothing to do for TCP.
Status PrepareSocket(const Endpoint& endpoint);

// Why nobody can listen there now: "Address already in use", "No such file or directory"; empty: somebody could.
std::string WhyNotListening(const Endpoint& endpoint);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_ENDPOINT_H_
