#include "cli/client.h"

#include <grpc/grpc.h>
#include <grpc/health/v1/health.grpc.pb.h>
#include <grpcpp/grpcpp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <thread>

namespace lector::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

bool SomebodyListens(const std::string& path) {
  sockaddr_un address{};
  if (path.size() >= sizeof address.sun_path) return false;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  const bool connected = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return connected;
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  // Never shut down: where a text once filled its socket, gRPC 1.51 sits in grpc_shutdown() for up to 10 s.
  static const bool ready = (grpc_init(), true);
  (void)ready;
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);  // an answer may be larger than its text
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 500);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

void SetDeadline(milliseconds timeout, grpc::ClientContext* context) {
  if (timeout.count() > 0) context->set_deadline(system_clock::now() + timeout);
}

}  // namespace

std::vector<std::string> DefaultSockets() {
  std::vector<std::string> sockets;
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime != '\0') sockets.push_back(std::string(runtime) + "/lector/lectord.sock");
  sockets.emplace_back("/run/lector/lectord.sock");
  return sockets;
}

std::string FindDaemon() {
  for (const std::string& socket : DefaultSockets()) {
    if (SomebodyListens(socket)) return "unix:" + socket;
  }
  return {};
}

Client::Client(const std::string& address, milliseconds timeout)
    : address_(address),
      timeout_(timeout),
      channel_(Connect(address)),
      analysis_(v1::AnalysisService::NewStub(channel_)),
      extractors_(v1::ExtractorService::NewStub(channel_)) {}

bool Client::WaitTillReady(milliseconds patience, bool (*alive)(void*), void* argument) const {
  const auto health = grpc::health::v1::Health::NewStub(channel_);
  const auto deadline = system_clock::now() + patience;
  constexpr std::string_view kUnix = "unix:";
  const std::string socket = address_.starts_with(kUnix) ? address_.substr(kUnix.size()) : std::string();
  while (system_clock::now() < deadline) {
    // A channel that once failed to connect tries again only after seconds: look at the socket first.
    if (!socket.empty() && !SomebodyListens(socket)) {
      if (alive != nullptr && !alive(argument)) return false;
      std::this_thread::sleep_for(milliseconds(10));
      continue;
    }
    grpc::ClientContext context;
    context.set_deadline(std::min(deadline, system_clock::now() + milliseconds(1000)));
    grpc::health::v1::HealthCheckResponse response;
    const grpc::Status status = health->Check(&context, {}, &response);
    if (status.ok() && response.status() == grpc::health::v1::HealthCheckResponse::SERVING) return true;
    // Some server is there; what is wrong with it the call itself will tell.
    if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED) return true;
    if (alive != nullptr && !alive(argument)) return false;
    std::this_thread::sleep_for(milliseconds(20));
  }
  return false;
}

grpc::Status Client::Analyze(const v1::AnalyzeDocumentRequest& request, v1::AnalyzeDocumentResponse* response) const {
  grpc::ClientContext context;
  SetDeadline(timeout_, &context);
  return analysis_->AnalyzeDocument(&context, request, response);
}

grpc::Status Client::ListExtractors(v1::ListExtractorsResponse* response) const {
  grpc::ClientContext context;
  SetDeadline(timeout_, &context);
  return extractors_->ListExtractors(&context, {}, response);
}

grpc::Status Client::GetExtractor(const std::string& name, v1::ExtractorInfo* info) const {
  grpc::ClientContext context;
  SetDeadline(timeout_, &context);
  v1::GetExtractorRequest request;
  request.set_name(name);
  v1::GetExtractorResponse response;
  const grpc::Status status = extractors_->GetExtractor(&context, request, &response);
  *info = std::move(*response.mutable_extractor());
  return status;
}

}  // namespace lector::cli
