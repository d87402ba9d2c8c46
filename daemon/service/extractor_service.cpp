#include <algorithm>
#include <vector>

#include "daemon/service/function_call.h"
#include "daemon/service/services.h"
#include "daemon/service/wire.h"
#include "lector/v1/extractor_service.grpc.pb.h"

namespace lector::service {
namespace {

using Raw = v1::ExtractorService::WithRawMethod_ListExtractors<
    v1::ExtractorService::WithRawMethod_GetExtractor<v1::ExtractorService::Service>>;

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
  out.set_config_schema(manifest.config_schema.text());
}

// What every method does first.
std::optional<Error> Begin(const Context& context, const grpc::ByteBuffer& bytes, google::protobuf::Message& request) {
  if (context.lifecycle.phase() != Lifecycle::Phase::kServing) return Draining();
  return Parse(bytes, request);
}

std::optional<Error> ListExtractors(const Context& context, const grpc::ByteBuffer& request, grpc::ByteBuffer& response) {
  v1::ListExtractorsRequest parsed;
  if (auto error = Begin(context, request, parsed)) return error;
  std::vector<const registry::Extractor*> sorted;
  for (const auto& extractor : context.registry.extractors()) sorted.push_back(extractor.get());
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  v1::ListExtractorsResponse answer;
  for (const registry::Extractor* extractor : sorted) FillInfo(*extractor, *answer.add_extractors());
  for (const registry::Refusal& refusal : context.registry.refusals()) {
    v1::RefusedPlugin& refused = *answer.add_refused_plugins();
    refused.set_file(refusal.file);
    refused.set_check(refusal.check);
    refused.set_message(refusal.message);
    refused.set_remedy(refusal.remedy);
  }
  for (const text::LayerRegistry::MissingLayers& missing : context.engine.layers().AllMissing()) {
    v1::MissingLayers& out = *answer.add_missing_layers();
    out.set_language(missing.language);
    for (const std::string& layer : missing.layers) out.add_layers(layer);
    out.set_message(missing.why);
  }
  response = Serialize(answer);
  return std::nullopt;
}

std::optional<Error> GetExtractor(const Context& context, const grpc::ByteBuffer& request, grpc::ByteBuffer& response) {
  v1::GetExtractorRequest parsed;
  if (auto error = Begin(context, request, parsed)) return error;
  if (parsed.name().empty()) return Error(Code::kInvalidArgument, "must name an extractor", "INVALID_FIELD", "name");
  const registry::Extractor* extractor = context.registry.Find(parsed.name());
  if (extractor == nullptr) return Error(context.registry.NotFound(parsed.name()).WithField("name"));
  v1::GetExtractorResponse answer;
  FillInfo(*extractor, *answer.mutable_extractor());
  response = Serialize(answer);
  return std::nullopt;
}

}  // namespace

Service MakeExtractorService(Context& context) {
  auto registration = std::make_unique<Raw>();
  Raw& service = *registration;
  return {.registration = std::move(registration), .accept = [&context, &service](Loop& loop) {
            FunctionCall::AcceptAll(loop, {[&service](auto*... to) { service.RequestListExtractors(to...); },
                                           [&context](const auto& in, auto& out) { return ListExtractors(context, in, out); }});
            FunctionCall::AcceptAll(loop, {[&service](auto*... to) { service.RequestGetExtractor(to...); },
                                           [&context](const auto& in, auto& out) { return GetExtractor(context, in, out); }});
          }};
}

}  // namespace lector::service
