#include <grpcpp/support/server_callback.h>

#include <mutex>
#include <optional>
#include <string>

#include "daemon/service/services.h"
#include "daemon/service/wire.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace lector::service {
namespace {

namespace health = grpc::health::v1;
using Serving = health::HealthCheckResponse;
using Raw = health::Health::WithRawCallbackMethod_Check<health::Health::WithRawCallbackMethod_Watch<health::Health::Service>>;

bool IsKnown(const registry::Registry& registry, const std::string& service) {
  if (service.empty() || service == "lector.v1.AnalysisService" || service == "lector.v1.ExtractorService") return true;
  constexpr std::string_view kExtractor = "extractor/";
  return service.starts_with(kExtractor) && registry.Find(std::string_view(service).substr(kExtractor.size())) != nullptr;
}

// One Watch: writes the status at each change until the client leaves or the daemon closes. Built like StreamCall: the state
// under a mutex, operations started by one thread at a time without it.
class WatchCall final : public grpc::ServerWriteReactor<grpc::ByteBuffer>, public Lifecycle::Listener {
 public:
  // `error`: what to end with at once.
  static WatchCall* Begin(Context& context, grpc::CallbackServerContext& call, bool known, std::optional<Error> error) {
    const std::shared_ptr<WatchCall> watch(new WatchCall(call, known, std::move(error)));
    watch->self_ = watch;
    watch->OnPhase(context.lifecycle.Listen(watch));
    return watch.get();
  }

 private:
  WatchCall(grpc::CallbackServerContext& call, bool known, std::optional<Error> error)
      : call_(call), known_(known), error_(std::move(error)) {}

  void OnPhase(Lifecycle::Phase phase) override {
    std::unique_lock lock(mutex_);
    if (phase > phase_) phase_ = phase;
    Pump(std::move(lock));
  }

  void OnWriteDone(bool ok) override {
    std::unique_lock lock(mutex_);
    writing_ = false;
    if (!ok) gone_ = true;
    Pump(std::move(lock));
  }

  void OnCancel() override {
    std::unique_lock lock(mutex_);
    gone_ = true;
    Pump(std::move(lock));
  }

  void OnDone() override { std::shared_ptr<WatchCall>(std::move(self_)).reset(); }

  Serving::ServingStatus Current() const {
    if (!known_) return Serving::SERVICE_UNKNOWN;
    return phase_ == Lifecycle::Phase::kServing ? Serving::SERVING : Serving::NOT_SERVING;
  }

  void Pump(std::unique_lock<std::mutex> lock) {
    if (pumping_) return;
    pumping_ = true;
    while (!writing_) {
      if (gone_ && !error_) error_ = Error(Code::kCancelled, "the call was cancelled", "CANCELLED");
      if (!error_ && sent_ == Current()) {
        if (phase_ != Lifecycle::Phase::kClosing) break;
        error_ = Draining();
      }
      if (error_) {
        lock.unlock();
        return Finish(ToGrpcStatus(*error_, call_));  // pumping_ stays set
      }
      sent_ = Current();
      Serving message;
      message.set_status(*sent_);
      outgoing_ = Serialize(message);
      writing_ = true;
      lock.unlock();
      StartWrite(&outgoing_);
      lock.lock();
    }
    pumping_ = false;
  }

  grpc::CallbackServerContext& call_;
  const bool known_;
  std::shared_ptr<WatchCall> self_;
  std::mutex mutex_;  // guards what follows
  bool pumping_ = false, writing_ = false, gone_ = false;
  Lifecycle::Phase phase_ = Lifecycle::Phase::kServing;
  std::optional<Error> error_;
  std::optional<Serving::ServingStatus> sent_;
  grpc::ByteBuffer outgoing_;
};

class HealthService final : public Raw {
 public:
  explicit HealthService(Context& context) : context_(context) {}

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* call, const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override {
    health::HealthCheckRequest parsed;
    std::optional<Error> error = Parse(*request, parsed);
    if (!error && !IsKnown(context_.registry, parsed.service()))
      error = Error(Code::kNotFound, "there is no service '" + parsed.service() + "'", "SERVICE_NOT_FOUND", "service");
    if (!error) {
      Serving answer;
      answer.set_status(context_.lifecycle.phase() == Lifecycle::Phase::kServing ? Serving::SERVING : Serving::NOT_SERVING);
      *response = Serialize(answer);
    }
    grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
    reactor->Finish(error ? ToGrpcStatus(*error, *call) : grpc::Status::OK);
    return reactor;
  }

  grpc::ServerWriteReactor<grpc::ByteBuffer>* Watch(grpc::CallbackServerContext* call, const grpc::ByteBuffer* request) override {
    health::HealthCheckRequest parsed;
    std::optional<Error> error = Parse(*request, parsed);
    return WatchCall::Begin(context_, *call, IsKnown(context_.registry, parsed.service()), std::move(error));
  }

 private:
  Context& context_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeHealthService(Context& context) { return std::make_unique<HealthService>(context); }

}  // namespace lector::service
