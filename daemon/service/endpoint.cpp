#include "daemon/service/endpoint.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

namespace lector::service {
namespace {

Status Bad(const std::string& address, const std::string& what) {
  return Status(Code::kInvalidArgument, "'" + address + "' " + what, "INVALID_CONFIG", "server.listen");
}

bool IsPort(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port <= 65'535;
}

bool IsLoopback(const std::string& host) {
  in_addr v4 = {};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  return host == "localhost" || host == "[::1]";
}

sockaddr_un Address(const std::string& path) {
  sockaddr_un out = {};
  out.sun_family = AF_UNIX;
  std::memcpy(out.sun_path, path.data(), path.size());
  return out;
}

// Connects to a socket file; 0, or errno.
int Probe(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return errno;
  const sockaddr_un address = Address(path);
  const int error = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
  close(fd);
  return error;
}

}  // namespace

Result<Endpoint> Endpoint::Parse(const std::string& address) {
  Endpoint out;
  out.address = address;
  if (address.starts_with("unix:")) {
    out.socket_path = address.substr(5);
    if (out.socket_path.starts_with("//")) out.socket_path.erase(0, 2);
    if (out.socket_path.empty()) return Bad(address, "names no path: unix:/run/lector/lectord.sock");
    if (out.socket_path.size() >= sizeof(sockaddr_un::sun_path))
      return Bad(address,
                 "is too long: a socket's path has at most " + std::to_string(sizeof(sockaddr_un::sun_path) - 1) + " bytes");
    out.address = "unix:" + out.socket_path;
    return out;
  }
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0 || !IsPort(std::string_view(address).substr(colon + 1)))
    return Bad(address, "is neither HOST:PORT nor unix:PATH");
  const std::string host = address.substr(0, colon);
  if (host.find(':') != std::string::npos && (host.front() != '[' || host.back() != ']'))
    return Bad(address, "needs brackets around its IPv6 address: [::1]:50051");
  out.is_loopback = IsLoopback(host);
  return out;
}

Status PrepareSocket(const Endpoint& endpoint) {
  const std::string& path = endpoint.socket_path;
  if (path.empty()) return Status();
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && std::filesystem::create_directories(folder, error)) chmod(folder.c_str(), 0750);
  if (error)
    return Status(Code::kFailedPrecondition, folder.string() + " cannot be made: " + error.message(), {}, "server.listen");

  struct stat info = {};
  if (lstat(path.c_str(), &info) != 0) return Status();
  if (!S_ISSOCK(info.st_mode))
    return Status(Code::kFailedPrecondition, path + " is there and is no socket; remove it or listen elsewhere", {},
                  "server.listen");
  const int refused = Probe(path);
  if (refused == 0 || refused == EAGAIN)
    return Status(Code::kFailedPrecondition, "another daemon listens on " + path + "; stop it or listen elsewhere", {},
                  "server.listen");
  const int failed = refused != ECONNREFUSED ? refused : unlink(path.c_str()) == 0 ? 0 : errno;
  if (failed == 0) return Status();
  return Status(Code::kFailedPrecondition, path + " is left over and cannot be replaced: " + std::strerror(failed), {},
                "server.listen");
}

std::string WhyNotListening(const Endpoint& endpoint) {
  const auto try_bind = [](int family, const sockaddr* address, socklen_t size) {
    const int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    if (family != AF_UNIX) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const std::string why = fd >= 0 && bind(fd, address, size) == 0 && listen(fd, 1) == 0 ? "" : std::strerror(errno);
    if (fd >= 0) close(fd);
    return why;
  };
  if (!endpoint.socket_path.empty()) {
    const sockaddr_un address = Address(endpoint.socket_path);
    const std::string why = try_bind(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    if (why.empty()) unlink(endpoint.socket_path.c_str());
    return why;
  }
  const size_t colon = endpoint.address.rfind(':');
  std::string host = endpoint.address.substr(0, colon);
  if (host.front() == '[') host = host.substr(1, host.size() - 2);
  addrinfo hints = {}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  if (const int error = getaddrinfo(host.c_str(), endpoint.address.c_str() + colon + 1, &hints, &found); error != 0)
    return gai_strerror(error);
  const std::string why = try_bind(found->ai_family, found->ai_addr, found->ai_addrlen);
  freeaddrinfo(found);
  return why;
}

}  // namespace lector::service
