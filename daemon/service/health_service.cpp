#include <grpcpp/support/async_stream.h>

#include <optional>
#include <string>
#include <string_view>

#include "daemon/service/function_call.h"
#include "daemon/service/services.h"
#include "daemon/service/wire.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace lector::service {
namespace {

namespace health = grpc::health::v1;
using Serving = health::HealthCheckResponse;
using Raw = health::Health::WithRawMethod_Check<health::Health::WithRawMethod_Watch<health::Health::Service>>;

// What is asked for: the daemon or one of its services, or an extractor.
struct Subject {
  bool is_known = false;
  const registry::Extractor* extractor = nullptr;
};

Subject Find(const registry::Registry& registry, const std::string& service) {
  if (service.empty() || service == "lector.v1.AnalysisService" || service == "lector.v1.ExtractorService") return {true};
  constexpr std::string_view kExtractor = "extractor/";
  if (!service.starts_with(kExtractor)) return {};
  const registry::Extractor* const extractor = registry.Find(std::string_view(service).substr(kExtractor.size()));
  return {extractor != nullptr, extractor};
}

grpc::ByteBuffer Message(Serving::ServingStatus status) {
  Serving message;
  message.set_status(status);
  return Serialize(message);
}

Serving::ServingStatus StatusOf(const Subject& subject, Lifecycle::Phase phase, const engine::Watch& watch) {
  if (!subject.is_known) return Serving::SERVICE_UNKNOWN;
  const bool stuck = watch.AllStuck() || (subject.extractor != nullptr && watch.IsStuck(*subject.extractor));
  return phase == Lifecycle::Phase::kServing && !stuck ? Serving::SERVING : Serving::NOT_SERVING;
}

std::optional<Error> Check(const Context& context, const grpc::ByteBuffer& request, grpc::ByteBuffer& response) {
  health::HealthCheckRequest parsed;
  if (auto error = Parse(request, parsed)) return error;
  const Subject subject = Find(context.registry, parsed.service());
  if (!subject.is_known)
    return Error(Code::kNotFound, "there is no service '" + parsed.service() + "'", "SERVICE_NOT_FOUND", "service");
  response = Message(StatusOf(subject, context.lifecycle.phase(), context.engine.watch()));
  return std::nullopt;
}

// One Watch: writes the status at each change until the client leaves or the daemon closes.
class WatchCall final : public Call, public Lifecycle::Listener {
 public:
  WatchCall(Context& context, Raw& service, Loop& loop) : Call(loop), shared_(context), service_(service) {}

 private:
  void Request(void* tag) override {
    service_.RequestWatch(&context_, &request_, &writer_, loop_.queue(), loop_.queue(), tag);
  }
  void AcceptNext() override { Accept<WatchCall>(shared_, service_, loop_); }

  void Start() override {
    health::HealthCheckRequest parsed;
    error_ = Parse(request_, parsed);
    subject_ = Find(shared_.registry, parsed.service());
    Enter(shared_.lifecycle.Listen(std::static_pointer_cast<WatchCall>(shared_from_this())));
  }

  void OnPhase(Lifecycle::Phase phase) override {
    loop_.Post([call = std::static_pointer_cast<WatchCall>(shared_from_this()), phase] { call->Enter(phase); });
  }
  void OnCancel() override { End(); }
  void Written(bool ok) {
    writing_ = false;
    ok ? Write() : End();
  }

  void Enter(Lifecycle::Phase phase) {
    phase_ = std::max(phase_, phase);
    Write();
  }

  void End() {
    if (!error_) error_ = Error(Code::kCancelled, "the call was cancelled", "CANCELLED");
    Write();
  }

  void Write() {
    if (writing_ || finished_) return;
    const Serving::ServingStatus current = StatusOf(subject_, phase_, shared_.engine.watch());
    if (!error_ && sent_ == current) {
      if (phase_ != Lifecycle::Phase::kClosing) return;
      error_ = Draining();
    }
    if (error_) {
      finished_ = true;
      return writer_.Finish(ToGrpcStatus(*error_, context_), finish_tag());
    }
    sent_ = current;
    writing_ = true;
    writer_.Write(Message(current), write_.Begin());
  }

  Context& shared_;
  Raw& service_;
  grpc::ByteBuffer request_;
  grpc::ServerAsyncWriter<grpc::ByteBuffer> writer_{&context_};
  Operation write_{this, &WatchCall::Written};

  Subject subject_;
  bool writing_ = false, finished_ = false;
  Lifecycle::Phase phase_ = Lifecycle::Phase::kServing;
  std::optional<Error> error_;  // what to end with
  std::optional<Serving::ServingStatus> sent_;
};

}  // namespace

Service MakeHealthService(Context& context) {
  auto registration = std::make_unique<Raw>();
  Raw& service = *registration;
  return {.registration = std::move(registration), .accept = [&context, &service](Loop& loop) {
            FunctionCall::AcceptAll(loop, {[&service](auto*... to) { service.RequestCheck(to...); },
                                           [&context](const auto& in, auto& out) { return Check(context, in, out); }});
            Call::Accept<WatchCall>(context, service, loop);
          }};
}

}  // namespace lector::service
