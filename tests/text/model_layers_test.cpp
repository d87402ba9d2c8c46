#include "daemon/text/model_layers.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace lector::text {
namespace {

namespace fs = std::filesystem;

int files_read = 0;

Status Read(ModelFile file, LayerRegistry&) {
  ++files_read;
  return file.Check();
}

class ModelLayersTest : public ::testing::Test {
 protected:
  ModelLayersTest() : dir_(fs::temp_directory_path() / ("lector-model-layers-" + std::to_string(getpid()))) {
    fs::create_directories(dir_);
    files_read = 0;
  }
  ~ModelLayersTest() override { fs::remove_all(dir_); }

  void Add(const std::string& data_dir) {
    AddModelLayers({"some.bin", "some", 2}, {"xx", {kModelTags, LECTOR_LAYER_NAMES, LECTOR_LAYER_SYNTAX}, {}}, {data_dir},
                   registry_, &Read);
  }
  static std::vector<std::byte> Bytes(uint32_t version) {
    ModelFileWriter writer("some", version);
    writer.AddText("text", "words");
    return writer.Bytes();
  }
  void Store(const std::vector<std::byte>& bytes) const {
    std::ofstream(dir_ / "some.bin", std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  std::string Missing() const {
    const std::vector<std::string> lines = registry_.DescribeMissing();
    return lines.empty() ? "" : lines[0];
  }

  const fs::path dir_;
  LayerRegistry registry_;
};

TEST_F(ModelLayersTest, AFileThatIsNotThereOrOfAnotherVersionIsToldAtOnce) {
  Add("");
  EXPECT_EQ(Missing(), "without lector.syntax/1, lector.names/1 for 'xx': no folder of models is given");
  Add(dir_);
  EXPECT_NE(Missing().find("some.bin is not there"), std::string::npos) << Missing();
  Store(Bytes(3));
  Add(dir_);
  EXPECT_NE(Missing().find("of version 3"), std::string::npos) << Missing();
  EXPECT_EQ(registry_.Missing(kModelTags, "xx").code(), Code::kUnavailable);
  EXPECT_EQ(files_read, 0);
}

TEST_F(ModelLayersTest, TheFileIsReadWhenOneOfItsLayersIsNeeded) {
  std::vector<std::byte> bytes = Bytes(2);
  bytes.back() ^= std::byte{1};
  Store(bytes);
  Add(dir_);
  fs::remove(dir_ / "some.bin");  // what was there at the start is what is read
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_TOKENS, "xx"), nullptr);
  EXPECT_EQ(Missing(), "");
  EXPECT_EQ(files_read, 0);
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_NAMES, "xx"), nullptr);
  EXPECT_NE(Missing().find("without lector.syntax/1, lector.names/1 for 'xx': "), std::string::npos) << Missing();
  EXPECT_NE(Missing().find("is damaged (its checksum is wrong)"), std::string::npos) << Missing();
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_SYNTAX, "xx"), nullptr);
  EXPECT_EQ(files_read, 1);
}

}  // namespace
}  // namespace lector::text
