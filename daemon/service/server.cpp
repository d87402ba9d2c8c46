#include "daemon/service/server.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/grpc.h>
#include <grpc/support/log.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <latch>
#include <mutex>

#include "daemon/service/context.h"
#include "daemon/service/endpoint.h"
#include "daemon/service/loop.h"
#include "daemon/service/placement.h"
#include "daemon/service/request.h"
#include "daemon/service/services.h"
#include "daemon/telemetry/log.h"

namespace lector::service {
namespace {

constexpr uint32_t kMaxThreads = 1024;  // of an engine
constexpr int kReflectionThreads = 8;   // the only service with threads of gRPC's
constexpr std::chrono::milliseconds kShutdownGrace(500);
constexpr std::chrono::milliseconds kQuiet(150);  // shorter than the pause that a draining daemon asks for
constexpr std::chrono::milliseconds kLongestSettling(2000);

// Readies the libraries for the rest of the process. What they would print goes to the daemon's log. A message that is not
// UTF-8 is protobuf's business to complain about and ours to answer: debug.
void PrepareLibraries() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Never shut down: where an answer once filled its socket, gRPC 1.51 sits in grpc_shutdown() for up to 10 s.
    grpc_init();
    google::protobuf::SetLogHandler(
        [](google::protobuf::LogLevel, const char*, int, const std::string& message) { log::Debug("protobuf: " + message); });
    gpr_set_log_function([](gpr_log_func_args* args) {
      const std::string line = std::string("grpc: ") + args->message;
      args->severity == GPR_LOG_SEVERITY_ERROR ? log::Warning(line) : log::Debug(line);
    });
  });
}

void SetLimits(const config::LimitsSection& limits, grpc::ServerBuilder& builder) {
  const auto ms = [](uint32_t seconds) { return static_cast<int>(seconds * 1000u); };
  // Twice the text limit, so that a text that is too long by little still gets an answer that says so, and room for all else that a
  // message may hold.
  builder.SetMaxReceiveMessageSize(static_cast<int>(std::min<uint64_t>(2ull * limits.max_text_bytes + kMaxBesideText, INT32_MAX)));
  // gRPC 1.51 inflates a message before it looks at its size, on the loop's thread: 200 KB would become 200 MB.
  for (const auto algorithm : {GRPC_COMPRESS_DEFLATE, GRPC_COMPRESS_GZIP})
    builder.SetCompressionAlgorithmSupportStatus(algorithm, false);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, static_cast<int>(limits.max_concurrent_streams));
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(limits.max_metadata_bytes));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, ms(limits.keepalive_seconds));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, ms(limits.keepalive_timeout_seconds));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, ms(limits.min_ping_interval_seconds));
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, ms(limits.max_connection_age_seconds));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, ms(limits.max_connection_grace_seconds));
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // two daemons on one port are an error, not a lottery
  grpc::ResourceQuota quota("lectord");
  quota.SetMaxThreads(kReflectionThreads);
  builder.SetResourceQuota(quota);
}

Result<std::vector<Endpoint>> CheckEndpoints(const config::ServerSection& options) {
  std::vector<Endpoint> out;
  for (const std::string& address : options.listen) {
    if (Status status = CheckAddress(address, options.allow_non_loopback); !status.ok()) return status;
    Result<Endpoint> endpoint = Endpoint::Parse(address);
    if (!endpoint->is_loopback)
      log::Warning("other machines reach " + address + " without authentication or encryption; put a proxy before it");
    out.push_back(std::move(*endpoint));
  }
  if (out.empty()) return Status(Code::kInvalidArgument, "there is no address to listen on", "INVALID_CONFIG", "server.listen");
  return out;
}

}  // namespace

uint32_t EngineQueue(uint32_t queue) { return queue + kMaxThreads; }

Status CheckMetricsAddress(const std::string& address, bool allow_non_loopback) {
  if (address.starts_with("unix:"))
    return Status(Code::kInvalidArgument, "metrics are served over HTTP on HOST:PORT, not on '" + address + "'", "INVALID_CONFIG",
                  "metrics.listen");
  return CheckAddress(address, allow_non_loopback);
}

Status CheckAddress(const std::string& address, bool allow_non_loopback) {
  const Result<Endpoint> endpoint = Endpoint::Parse(address);
  if (!endpoint.ok() || endpoint->is_loopback || allow_non_loopback) return endpoint.status();
  return Status(Code::kInvalidArgument,
                "'" + address +
                    "' can be reached from other machines, and there is no authentication; put a proxy before a loopback " +
                    "address or a Unix socket, or pass --allow-non-loopback",
                "INVALID_CONFIG", "server.listen");
}

struct Server::Impl {
  Impl(const config::LimitsSection& limits, uint32_t queue, engine::Engine& engine, const registry::Registry& registry,
       std::unique_ptr<grpc::ServerCompletionQueue> calls)
      : loop(std::move(calls)),
        placement([&engine](auto job, auto done) { return engine.Submit(std::move(job), std::move(done)); },
                  [&engine](auto job, auto done) { engine.Run(std::move(job), std::move(done)); }, loop),
        context{engine, registry,
                Dispatcher::Create(
                    [this](auto job, auto done, bool alone) { return placement.Submit(std::move(job), std::move(done), alone); },
                    [&engine](const auto& stop) { engine.Withdraw(stop); }, engine.threads(), queue),
                limits.max_text_bytes, limits.stream_window},
        services{MakeAnalysisService(context), MakeExtractorService(context), MakeHealthService(context)} {
    engine.watch().Listen([this] { context.lifecycle.Notify(); });
  }

  ~Impl() { Shutdown(std::chrono::milliseconds(0)); }

  // Ends what is under way, at once or after `grace`, and the loop with it.
  void Shutdown(std::chrono::milliseconds grace) {
    context.engine.watch().Listen(nullptr);
    if (server != nullptr) {
      server->Shutdown(std::chrono::system_clock::now() + grace);
      server->Wait();
    }
    loop.Close();
    server.reset();
  }

  Loop loop;
  Placement placement;
  Context context;
  const Service services[3];
  std::vector<std::string> addresses;
  std::unique_ptr<grpc::Server> server;  // null: stopped
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { Stop(std::chrono::milliseconds(0)); }

Result<std::unique_ptr<Server>> Server::Start(const config::ServerSection& options, const config::LimitsSection& limits,
                                              uint32_t queue, engine::Engine& engine, const registry::Registry& registry) {
  PrepareLibraries();
  const Result<std::vector<Endpoint>> endpoints = CheckEndpoints(options);
  if (!endpoints.ok()) return endpoints.status();

  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  auto impl = std::make_unique<Impl>(limits, queue, engine, registry, builder.AddCompletionQueue());
  SetLimits(limits, builder);
  for (const Service& service : impl->services) builder.RegisterService(service.registration.get());
  std::vector<int> ports((*endpoints).size(), 0);
  for (size_t i = 0; i < ports.size(); ++i) {
    if (Status status = PrepareSocket((*endpoints)[i]); !status.ok()) return status;
    builder.AddListeningPort((*endpoints)[i].address, grpc::InsecureServerCredentials(), &ports[i]);
  }
  impl->server = builder.BuildAndStart();
  for (size_t i = 0; i < ports.size(); ++i) {
    const Endpoint& endpoint = (*endpoints)[i];
    if (ports[i] == 0) {
      const std::string why = WhyNotListening(endpoint);
      return Status(Code::kFailedPrecondition, "cannot listen on " + endpoint.address + (why.empty() ? "" : ": " + why), {},
                    "server.listen");
    }
    if (impl->server == nullptr) continue;
    impl->addresses.push_back(endpoint.socket_path.empty()
                                  ? endpoint.address.substr(0, endpoint.address.rfind(':') + 1) + std::to_string(ports[i])
                                  : endpoint.address);
  }
  if (impl->server == nullptr) return Status(Code::kFailedPrecondition, "gRPC does not start its server", {}, "server.listen");
  std::latch accepted(1);
  impl->loop.Post([&] {
    for (const Service& service : impl->services) service.accept(impl->loop);
    accepted.count_down();
  });
  accepted.wait();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

const std::vector<std::string>& Server::addresses() const { return impl_->addresses; }

bool Server::Stop(std::chrono::milliseconds grace) {
  if (impl_->server == nullptr) return true;
  const bool idle = impl_->context.lifecycle.Drain(grace);
  impl_->context.lifecycle.Settle(kQuiet, kLongestSettling);
  impl_->context.lifecycle.Close();
  impl_->Shutdown(idle ? kShutdownGrace : std::chrono::milliseconds(0));
  return idle;
}

}  // namespace lector::service
