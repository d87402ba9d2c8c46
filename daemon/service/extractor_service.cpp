#include <algorithm>
#include <vector>

#include "daemon/base/nearest.h"
#include "daemon/service/services.h"
#include "daemon/service/wire.h"
#include "lector/v1/extractor_service.grpc.pb.h"

namespace lector::service {
namespace {

using Raw = v1::ExtractorService::WithRawCallbackMethod_ListExtractors<
    v1::ExtractorService::WithRawCallbackMethod_GetExtractor<v1::ExtractorService::Service>>;

void FillInfo(const registry::Extractor& extractor, v1::ExtractorInfo& out) {
  const registry::Manifest& manifest = extractor.manifest;
  out.set_name(extractor.id);
  out.set_version(extractor.version);
  out.set_description(manifest.description);
  for (const std::string& language : manifest.languages) out.add_languages(language);
  for (const std::string& type : manifest.provides) out.add_provides(type);
  for (const std::string& needed : manifest.requires_) out.add_requirements(needed);
  for (const std::string& used : manifest.uses) out.add_optional_requirements(used);
  out.set_is_default(manifest.is_default);
  out.set_option_schema(manifest.option_schema.text());
  out.set_license(manifest.license);
}

class ExtractorService final : public Raw {
 public:
  explicit ExtractorService(Context& context) : context_(context) {}

  grpc::ServerUnaryReactor* ListExtractors(grpc::CallbackServerContext* call, const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override {
    v1::ListExtractorsRequest parsed;
    if (const auto error = Begin(*request, parsed)) return Finish(*call, *error);
    std::vector<const registry::Extractor*> sorted;
    for (const auto& extractor : context_.registry.extractors()) sorted.push_back(extractor.get());
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    v1::ListExtractorsResponse answer;
    for (const registry::Extractor* extractor : sorted) FillInfo(*extractor, *answer.add_extractors());
    for (const registry::Refusal& refusal : context_.registry.refusals()) {
      v1::RefusedPlugin& refused = *answer.add_refused_plugins();
      refused.set_file(refusal.file);
      refused.set_check(refusal.check);
      refused.set_message(refusal.message);
      refused.set_remedy(refusal.remedy);
    }
    for (const text::LayerRegistry::MissingLayers& missing : context_.engine.layers().AllMissing()) {
      v1::MissingLayers& out = *answer.add_missing_layers();
      out.set_language(missing.language);
      for (const std::string& layer : missing.layers) out.add_layers(layer);
      out.set_message(missing.why);
    }
    *response = Serialize(answer);
    return Finish(*call);
  }

  grpc::ServerUnaryReactor* GetExtractor(grpc::CallbackServerContext* call, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    v1::GetExtractorRequest parsed;
    if (const auto error = Begin(*request, parsed)) return Finish(*call, *error);
    if (parsed.name().empty())
      return Finish(*call, Error(Code::kInvalidArgument, "must name an extractor", "INVALID_FIELD", "name"));
    const registry::Extractor* extractor = context_.registry.Find(parsed.name());
    if (extractor == nullptr) {
      std::vector<std::string> names;
      for (const auto& known : context_.registry.extractors()) names.push_back(known->id);
      return Finish(*call,
                    Error(Code::kNotFound, "there is no extractor '" + parsed.name() + "'" + DidYouMean(parsed.name(), names),
                          "EXTRACTOR_NOT_FOUND", "name"));
    }
    v1::GetExtractorResponse answer;
    FillInfo(*extractor, *answer.mutable_extractor());
    *response = Serialize(answer);
    return Finish(*call);
  }

 private:
  std::optional<Error> Begin(const grpc::ByteBuffer& bytes, google::protobuf::Message& request) const {
    if (context_.lifecycle.phase() != Lifecycle::Phase::kServing) return Draining();
    return Parse(bytes, request);
  }

  static grpc::ServerUnaryReactor* Finish(grpc::CallbackServerContext& call, const std::optional<Error>& error = std::nullopt) {
    grpc::ServerUnaryReactor* reactor = call.DefaultReactor();
    reactor->Finish(error ? ToGrpcStatus(*error, call) : grpc::Status::OK);
    return reactor;
  }

  Context& context_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeExtractorService(Context& context) { return std::make_unique<ExtractorService>(context); }

}  // namespace lector::service
