// Stands for lectord in the tests of `lector`: takes the same flags, answers with what the text asks for.
//
// A text that begins with "ERROR" is refused with an error of all details; any other has one quote, its first word. The
// environment decides how it misbehaves: FAKE_LECTORD=exit ends at once. Its process id goes to $FAKE_LECTORD_PID.
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpc/health/v1/health.grpc.pb.h>
#include <grpcpp/grpcpp.h>
#include <lector/v1/analysis_service.grpc.pb.h>
#include <lector/v1/extractor_service.grpc.pb.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>

namespace lector {
namespace {

grpc::Status Refusal() {
  google::rpc::Status packed;
  packed.set_code(grpc::StatusCode::INVALID_ARGUMENT);
  google::rpc::ErrorInfo info;
  info.set_reason("INVALID_FIELD");
  packed.add_details()->PackFrom(info);
  google::rpc::BadRequest request;
  request.add_field_violations()->set_field("document.text");
  packed.add_details()->PackFrom(request);
  return {grpc::StatusCode::INVALID_ARGUMENT, "refused, as asked", packed.SerializeAsString()};
}

class Analysis final : public v1::AnalysisService::Service {
  grpc::Status AnalyzeDocument(grpc::ServerContext*, const v1::AnalyzeDocumentRequest* request,
                               v1::AnalyzeDocumentResponse* response) override {
    const std::string& text = request->document().text();
    if (text.rfind("ERROR", 0) == 0) return Refusal();
    if (text.rfind("SLOW", 0) == 0) sleep(30);
    response->set_language("ru");
    response->set_offset_encoding(v1::OFFSET_ENCODING_UTF8);
    auto* annotation = response->add_annotations();
    annotation->set_id(1);
    annotation->mutable_span()->set_end(static_cast<uint32_t>(text.find_first_of(" \n")));
    *annotation->mutable_quote()->add_content() = annotation->span();
    annotation->mutable_quote()->set_speaker_name(request->document().title());
    for (const auto& selection : request->options().extractors()) {
      const auto explain = selection.options().fields().find("explain");
      const bool asked = explain != selection.options().fields().end() && explain->second.bool_value();
      response->add_extractor_reports()->set_name(selection.name() + (asked ? " explains" : ""));
    }
    return grpc::Status::OK;
  }
};

class Extractors final : public v1::ExtractorService::Service {
  grpc::Status ListExtractors(grpc::ServerContext*, const v1::ListExtractorsRequest*,
                              v1::ListExtractorsResponse* response) override {
    for (const char* name : {"entities", "figures", "quotes", "special"}) {
      auto* info = response->add_extractors();
      info->set_name(name);
      info->set_is_default(std::strcmp(name, "special") != 0);
      if (std::strcmp(name, "quotes") == 0) info->set_option_schema(R"({"properties": {"explain": {"type": "boolean"}}})");
    }
    return grpc::Status::OK;
  }

  grpc::Status GetExtractor(grpc::ServerContext* context, const v1::GetExtractorRequest* request,
                            v1::GetExtractorResponse* response) override {
    v1::ListExtractorsResponse all;
    const grpc::Status status = ListExtractors(context, nullptr, &all);
    for (const auto& info : all.extractors()) {
      if (info.name() != request->name()) continue;
      *response->mutable_extractor() = info;
      return status;
    }
    return {grpc::StatusCode::NOT_FOUND, "there is no such extractor"};
  }
};

class Health final : public grpc::health::v1::Health::Service {
  grpc::Status Check(grpc::ServerContext*, const grpc::health::v1::HealthCheckRequest*,
                     grpc::health::v1::HealthCheckResponse* response) override {
    response->set_status(grpc::health::v1::HealthCheckResponse::SERVING);
    return grpc::Status::OK;
  }
};

int Main(int argc, char** argv) {
  const char* behaviour = std::getenv("FAKE_LECTORD");
  if (behaviour != nullptr && std::strcmp(behaviour, "exit") == 0) return 1;
  std::string address;
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], "--listen") == 0) address = argv[i + 1];
  }
  if (const char* path = std::getenv("FAKE_LECTORD_PID")) std::ofstream(path) << getpid();
  std::cout << "this must not mix with results" << std::endl;
  sigset_t termination;
  sigemptyset(&termination);
  sigaddset(&termination, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &termination, nullptr);  // before gRPC's threads, which inherit it
  Analysis analysis;
  Extractors extractors;
  Health health;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.RegisterService(&analysis);
  builder.RegisterService(&extractors);
  builder.RegisterService(&health);
  const auto server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  int ended = 0;  // waited for, not handled: a sanitizer may hold a handler back for as long as gRPC sleeps
  sigwait(&termination, &ended);
  _exit(0);
}

}  // namespace
}  // namespace lector

int main(int argc, char** argv) { return lector::Main(argc, argv); }
