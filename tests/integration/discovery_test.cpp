// What the daemon says of itself: extractors, health, reflection; and that it starts with whatever plugins it finds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <map>
#include <sstream>

#include "grpc/health/v1/health.grpc.pb.h"
#include "lector/v1/extractor_service.grpc.pb.h"
#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

namespace fs = std::filesystem;
namespace health = grpc::health::v1;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DiscoveryTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    daemon_ = new DaemonProcess({.plugin_dirs = {FIXTURE_PLUGINS}});
    ASSERT_TRUE(daemon_->Start()) << daemon_->log();
  }
  static void TearDownTestSuite() { delete daemon_; }
  static inline DaemonProcess* daemon_ = nullptr;
};

v1::ListExtractorsResponse List(DaemonProcess& daemon) {
  grpc::ClientContext context;
  v1::ListExtractorsResponse response;
  const grpc::Status status = v1::ExtractorService::NewStub(daemon.channel())->ListExtractors(&context, {}, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

std::vector<std::string> Names(const v1::ListExtractorsResponse& response) {
  std::vector<std::string> out;
  for (const v1::ExtractorInfo& extractor : response.extractors()) out.push_back(extractor.name());
  return out;
}

TEST(DiscoveryWithoutModelsTest, NamesLayersThatAreMissingAndHowToGetThem) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--data-dir", "/nowhere"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const v1::ListExtractorsResponse response = List(daemon);
  ASSERT_EQ(response.missing_layers_size(), 2);
  EXPECT_EQ(response.missing_layers(1).language(), "ru");
  EXPECT_THAT(response.missing_layers(1).layers(), ElementsAre("lector.syntax/1", "lector.names/1"));
  EXPECT_THAT(response.missing_layers(1).message(), HasSubstr("/nowhere/tagger.ru.bin is not there"));
}

TEST_F(DiscoveryTest, ListsExtractorsByName) {
  const v1::ListExtractorsResponse response = List(*daemon_);
  EXPECT_THAT(Names(response), ElementsAre("test.fails", "test.russian", "test.waits", "test.words"));
  EXPECT_THAT(response.refused_plugins(), IsEmpty());
  const v1::ExtractorInfo& words = response.extractors(3);
  EXPECT_EQ(words.version(), "1.2.3");
  EXPECT_EQ(words.description(), "Reports words");
  EXPECT_EQ(words.license(), "Apache-2.0");
  EXPECT_THAT(words.languages(), ElementsAre("*"));
  EXPECT_THAT(words.provides(), Contains("lector.v1.Quote"));
  EXPECT_THAT(words.requirements(), ElementsAre("lector.tokens/1"));
  EXPECT_TRUE(words.is_default());
  EXPECT_THAT(words.option_schema(), HasSubstr("min_length"));
  EXPECT_FALSE(response.extractors(0).is_default());
}

TEST_F(DiscoveryTest, GetsOneExtractorOrNamesTheNearest) {
  const auto stub = v1::ExtractorService::NewStub(daemon_->channel());
  v1::GetExtractorRequest request;
  v1::GetExtractorResponse response;
  request.set_name("test.waits");
  grpc::ClientContext first, second, third;
  ASSERT_TRUE(stub->GetExtractor(&first, request, &response).ok());
  EXPECT_EQ(response.extractor().name(), "test.waits");
  request.set_name("test.wait");
  const grpc::Status status = stub->GetExtractor(&second, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailsOf(status).reason(), "EXTRACTOR_NOT_FOUND");
  EXPECT_THAT(status.error_message(), HasSubstr("test.waits"));
  EXPECT_EQ(stub->GetExtractor(&third, {}, &response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(DiscoveryTest, HealthKnowsServicesAndExtractors) {
  const auto stub = health::Health::NewStub(daemon_->channel());
  for (const char* service : {"", "lector.v1.AnalysisService", "lector.v1.ExtractorService", "extractor/test.words"}) {
    grpc::ClientContext context;
    health::HealthCheckRequest request;
    health::HealthCheckResponse response;
    request.set_service(service);
    ASSERT_TRUE(stub->Check(&context, request, &response).ok()) << service;
    EXPECT_EQ(response.status(), health::HealthCheckResponse::SERVING) << service;
  }
  for (const char* service : {"lector", "extractor/", "extractor/test.word", "test.words"}) {
    grpc::ClientContext context;
    health::HealthCheckRequest request;
    health::HealthCheckResponse response;
    request.set_service(service);
    EXPECT_EQ(stub->Check(&context, request, &response).error_code(), grpc::StatusCode::NOT_FOUND) << service;
  }
}

TEST_F(DiscoveryTest, WatchTellsTheStatusNow) {
  const auto stub = health::Health::NewStub(daemon_->channel());
  for (const auto& [service, status] : std::vector<std::pair<std::string, health::HealthCheckResponse::ServingStatus>>{
           {"extractor/test.words", health::HealthCheckResponse::SERVING},
           {"nobody", health::HealthCheckResponse::SERVICE_UNKNOWN}}) {
    grpc::ClientContext context;
    health::HealthCheckRequest request;
    health::HealthCheckResponse response;
    request.set_service(service);
    const auto reader = stub->Watch(&context, request);
    ASSERT_TRUE(reader->Read(&response));
    EXPECT_EQ(response.status(), status);
    context.TryCancel();
    EXPECT_FALSE(reader->Read(&response));
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

// The bytes of ServerReflectionRequest{list_services: "*"} over the v1alpha protocol; its proto is not part of ours.
TEST_F(DiscoveryTest, ReflectionListsServices) {
  const std::string bytes = "\x3a\x01*";
  std::string response;
  const grpc::Status status =
      CallRaw(daemon_->channel(), "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", bytes, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  for (const char* service : {"lector.v1.AnalysisService", "lector.v1.ExtractorService", "grpc.health.v1.Health"})
    EXPECT_THAT(response, HasSubstr(service));
}

TEST(PluginFolderTest, WithoutPluginsItStillAnswers) {
  DaemonProcess daemon({});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_THAT(Names(List(daemon)), IsEmpty());
  v1::AnalyzeDocumentResponse response;
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor(Article()), &response).ok());
  EXPECT_THAT(response.annotations(), IsEmpty());
  EXPECT_THAT(response.extractor_reports(), IsEmpty());
  EXPECT_EQ(response.language(), "ru");
}

TEST(PluginFolderTest, PluginThatIsDroppedInAnswersAtTheNextStart) {
  const fs::path folder = fs::path(::testing::TempDir()) / ("lector-drop-in-" + std::to_string(getpid()));
  fs::create_directories(folder);
  {
    DaemonProcess daemon({.plugin_dirs = {folder}});
    ASSERT_TRUE(daemon.Start()) << daemon.log();
    EXPECT_THAT(Names(List(daemon)), IsEmpty());
    fs::copy_file(HELLO_PLUGIN, folder / "hello.so", fs::copy_options::overwrite_existing);
  }
  DaemonProcess daemon({.plugin_dirs = {folder}, .toml = "[extractors.\"com.example.phones\"]\nmin_digits = 6\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  ASSERT_THAT(Names(List(daemon)), ElementsAre("com.example.phones"));
  EXPECT_THAT(List(daemon).extractors(0).config_schema(), HasSubstr(R"("min_digits":{"default":7,)"));
  EXPECT_THAT(List(daemon).extractors(0).option_schema(), IsEmpty());
  v1::AnalyzeDocumentResponse response;
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("Звоните 123456 или 12345."), &response).ok());
  ASSERT_EQ(response.annotations_size(), 1);
  EXPECT_EQ(response.annotations(0).text(), "123456");
  EXPECT_EQ(response.annotations(0).custom().type(), "example.v1.Phone");
  EXPECT_EQ(response.annotations(0).custom().json().fields().at("digits").string_value(), "123456");
  fs::remove_all(folder);
}

TEST(PluginFolderTest, SeveralFoldersAddUp) {
  const std::string hello = fs::path(HELLO_PLUGIN).parent_path();
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS, hello}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_THAT(Names(List(daemon)), ElementsAre("com.example.phones", "test.fails", "test.russian", "test.waits", "test.words"));
}

TEST(PluginFolderTest, HostilePluginsAreListedAndTheOthersAnswer) {
  DaemonProcess daemon({.plugin_dirs = {HOSTILE_PLUGINS, FIXTURE_PLUGINS}, .toml = "[plugins]\nprobe_timeout_ms = 2000\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const v1::ListExtractorsResponse response = List(daemon);
  EXPECT_THAT(Names(response), Contains("test.words"));
  std::map<std::string, std::string> checks;
  for (const v1::RefusedPlugin& refused : response.refused_plugins()) {
    checks[fs::path(refused.file()).filename()] = refused.check();
    EXPECT_FALSE(refused.message().empty()) << refused.file();
    EXPECT_FALSE(refused.remedy().empty()) << refused.file();
    EXPECT_THAT(daemon.log(), HasSubstr(refused.file()));
  }
  for (const char* file : {"text_file.so", "truncated.so"}) EXPECT_EQ(checks[file], "elf") << file;
  EXPECT_EQ(checks["wrong_abi.so"], "note");
  EXPECT_EQ(checks["links_protobuf.so"], "dependencies");
  EXPECT_EQ(checks["aborts_in_constructor.so"], "load");
  EXPECT_FALSE(checks["same_id_1.so"].empty() && checks["same_id_2.so"].empty());
  v1::AnalyzeDocumentResponse answer;
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("Иванов", "test.words"), &answer).ok());
  EXPECT_EQ(answer.entities_size(), 1);
}

// Every subset of the plugins that ship starts and answers; what a missing one would have given is refused or empty.
TEST(PluginFolderTest, AnySubsetOfTheShippedPluginsWorks) {
  const fs::path folder = fs::path(::testing::TempDir()) / ("lector-subset-" + std::to_string(getpid()));
  std::istringstream names(SHIPPED_NAMES);
  const std::vector<std::string> plugins{std::istream_iterator<std::string>(names), {}};
  ASSERT_FALSE(plugins.empty());
  for (unsigned subset = 1; subset < 1u << plugins.size(); ++subset) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (size_t i = 0; i < plugins.size(); ++i) {
      if ((subset >> i & 1u) == 0) continue;
      fs::create_symlink(fs::path(SHIPPED_PLUGINS) / (plugins[i] + ".so"), folder / (plugins[i] + ".so"));
      fs::create_directory_symlink(fs::path(SHIPPED_PLUGINS) / (plugins[i] + ".data"), folder / (plugins[i] + ".data"));
    }
    DaemonProcess daemon({.plugin_dirs = {folder}});
    ASSERT_TRUE(daemon.Start()) << daemon.log();
    EXPECT_TRUE(Analyze(daemon.channel(), RequestFor(Article())).ok()) << subset << "\n" << daemon.log();
    const v1::ListExtractorsResponse list = List(daemon);
    EXPECT_EQ(list.extractors_size() + list.refused_plugins_size(), __builtin_popcount(subset)) << daemon.log();
    EXPECT_EQ(list.refused_plugins_size(), 0) << daemon.log();
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace lector::testing
