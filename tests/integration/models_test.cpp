// Model files: the daemon opens at its start what its extractors read, leaves alone what nobody does, and says what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/model_file.h"
#include "daemon/text/ru/dictionary_format.h"
#include "daemon/text/ru/tagger_format.h"
#include "lector/v1/extractor_service.grpc.pb.h"
#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kDamaged[] = "is damaged (its checksum is wrong): compile it again with lector-models";

// A folder of models whose headers are right, and what is in them is not.
class DamagedModelsTest : public ::testing::Test {
 protected:
  DamagedModelsTest() {
    std::string folder = (fs::temp_directory_path() / "lector-models-XXXXXX").string();
    EXPECT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    Store(text::ru::kTaggerFile, text::ru::kTaggerKind, text::ru::kTaggerVersion);
    Store(text::ru::kDictionaryFile, text::ru::kDictionaryKind, text::ru::kDictionaryVersion);
    plugins_ = folder_ / "plugins";
    fs::create_directory(plugins_);
  }
  ~DamagedModelsTest() override { fs::remove_all(folder_); }

  void Use(const std::string& file) const { fs::copy_file(file, plugins_ / fs::path(file).filename()); }
  DaemonProcess::Options WithArgs(std::vector<std::string> args) const {
    args.insert(args.end(), {"--data-dir", folder_});
    return {.plugin_dirs = {plugins_}, .args = args, .toml = {}};
  }

  fs::path folder_, plugins_;

 private:
  void Store(std::string_view file, std::string_view kind, uint32_t version) const {
    text::ModelFileWriter writer{std::string(kind), version};
    writer.AddText("nothing", "of use");
    std::vector<std::byte> bytes = writer.Bytes();
    bytes.back() ^= std::byte{1};
    std::ofstream(folder_ / file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
};

std::vector<std::string> Missing(DaemonProcess& daemon) {
  grpc::ClientContext context;
  v1::ListExtractorsResponse response;
  EXPECT_TRUE(v1::ExtractorService::NewStub(daemon.channel())->ListExtractors(&context, {}, &response).ok());
  std::vector<std::string> out;
  for (const v1::MissingLayers& missing : response.missing_layers()) out.push_back(missing.message());
  return out;
}

TEST_F(DamagedModelsTest, AreNotReadWhereNoExtractorReadsTheirLayers) {
  Use(HELLO_PLUGIN);
  DaemonProcess check(WithArgs({"--check-config"}));
  check.Launch();
  EXPECT_EQ(check.Wait(), 0);
  EXPECT_THAT(check.log(), HasSubstr("extractors loaded: 1"));
  EXPECT_THAT(check.log(), HasSubstr("layers missing: 0"));
  DaemonProcess daemon(WithArgs({}));
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("Позвоните: 4951234567.")).ok());
  EXPECT_THAT(Missing(daemon), ::testing::IsEmpty());
  EXPECT_THAT(daemon.log(), Not(HasSubstr("damaged")));
}

TEST_F(DamagedModelsTest, AreToldAtTheStartWhereOneDoes) {
  Use(LAYERS_PLUGIN);  // uses them all
  DaemonProcess check(WithArgs({"--check-config"}));
  check.Launch();
  EXPECT_EQ(check.Wait(), 0);  // the daemon runs without
  EXPECT_THAT(
      check.log(),
      HasSubstr("layers missing: 2\n  without lector.morph/1 for 'ru': " + (folder_ / "morph.ru.bin").string() + " " + kDamaged));
  DaemonProcess daemon(WithArgs({}));
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_THAT(
      daemon.log(),
      HasSubstr("without lector.syntax/1, lector.names/1 for 'ru': " + (folder_ / "tagger.ru.bin").string() + " " + kDamaged));
  EXPECT_THAT(Missing(daemon), ::testing::ElementsAre(HasSubstr("morph.ru.bin"), HasSubstr("tagger.ru.bin")));
  v1::AnalyzeDocumentResponse answer;
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("Мама мыла раму.", "layers"), &answer).ok());
  ASSERT_EQ(answer.extractor_reports_size(), 1);
  EXPECT_EQ(answer.extractor_reports(0).status().code(), 0) << answer.DebugString();
}

TEST_F(DamagedModelsTest, RefuseWhoRequiresTheirLayers) {
  Use(HELLO_PLUGIN), Use(std::string(HOSTILE_PLUGINS) + "/requires_names.so");
  DaemonProcess check(WithArgs({"--check-config"}));
  check.Launch();
  EXPECT_EQ(check.Wait(), 1);
  EXPECT_THAT(check.log(), HasSubstr("extractors loaded: 1"));
  EXPECT_THAT(check.log(), HasSubstr("requires_names.so: graph: "));
  EXPECT_THAT(check.log(), HasSubstr(kDamaged));
}

}  // namespace
}  // namespace lector::testing
