#include "cli/session.h"

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace lector::cli {
namespace {

constexpr std::chrono::seconds kPatience{5};

std::string GivenAddress(const ConnectionFlags& flags) {
  if (!flags.plugin_dir.empty()) return {};
  if (!flags.address.empty()) return flags.address;
  const char* address = std::getenv("LECTOR_ADDRESS");
  return address != nullptr ? address : "";
}

}  // namespace

std::unique_ptr<Session> Session::Open(const ConnectionFlags& flags) {
  auto session = std::make_unique<Session>();
  const std::chrono::milliseconds timeout(static_cast<int64_t>(flags.timeout * 1000));
  std::string address = GivenAddress(flags);
  const bool given = !address.empty();
  if (!given && flags.plugin_dir.empty()) address = FindDaemon();
  if (address.empty()) {
    std::cerr << "lector: " << (flags.plugin_dir.empty() ? "no daemon is running; starting a private one for this call\n"
                                                              : "starting a private daemon for this call\n");
    std::string error;
    session->private_daemon_ = PrivateDaemon::Start({.plugin_dir = flags.plugin_dir}, &error);
    if (session->private_daemon_ == nullptr) {
      std::cerr << "lector: the private daemon did not start: " << error
                << "\n  next:  start one (lectord --listen unix:/run/lector/lectord.sock) or name one (--address)\n";
      return nullptr;
    }
    address = session->private_daemon_->address();
  }
  session->client_ = std::make_unique<Client>(address, timeout);
  if (session->private_daemon_ == nullptr && !session->client_->WaitTillReady(kPatience)) {
    std::cerr << "lector: no daemon answers at " << address << "\n  next:  start one there (lectord --listen " << address
              << "), or leave the address out: lector starts one for the call\n";
    return nullptr;
  }
  return session;
}

}  // namespace lector::cli
