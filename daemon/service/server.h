// Server: the gRPC server of lectord, from listening to the last answer.
//
//   Result<std::unique_ptr<Server>> server = Server::Start(config.server, config.limits, config.engine.queue, engine, registry);
//   ... a signal ...
//   (*server)->Stop(std::chrono::seconds(30));
#ifndef LECTOR_DAEMON_SERVICE_SERVER_H_
#define LECTOR_DAEMON_SERVICE_SERVER_H_

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/config/config.h"
#include "daemon/engine/engine.h"
#include "daemon/registry/registry.h"

namespace lector::service {

// The queue of an engine that stands behind a server: the dispatcher of the server decides who waits, and hands over at most
// threads + `queue` documents, whatever the number of threads is.
uint32_t EngineQueue(uint32_t queue);

// INVALID_ARGUMENT: no address, or one that other machines reach and that is not allowed.
Status CheckAddress(const std::string& address, bool allow_non_loopback);

// The same for the address that metrics are served on, which is HOST:PORT.
Status CheckMetricsAddress(const std::string& address, bool allow_non_loopback);

class Server {
 public:
  // Listens and serves. `engine` (made with EngineQueue(queue)) and `registry` outlive the server.
  // INVALID_ARGUMENT, FAILED_PRECONDITION: an address that is wrong, not permitted or taken; nothing listens then.
  static Result<std::unique_ptr<Server>> Start(const config::ServerSection& options, const config::LimitsSection& limits,
                                               uint32_t queue, engine::Engine& engine, const registry::Registry& registry);
  ~Server();  // stops without grace
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // As gRPC's clients take them, with the ports that were chosen: "127.0.0.1:41539", "unix:/run/lector/lectord.sock".
  const std::vector<std::string>& addresses() const;

  // Health says NOT_SERVING, new calls are refused, those under way may take `grace`, what is left then is cancelled. Returns
  // when all is over; false: something was cancelled.
  bool Stop(std::chrono::milliseconds grace);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_SERVER_H_
