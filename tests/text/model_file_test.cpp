#include "daemon/text/model_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace lector::text {
namespace {

namespace fs = std::filesystem;

class ModelFileTest : public ::testing::Test {
 protected:
  ModelFileTest() : dir_(fs::temp_directory_path() / ("lector-model-file-" + std::to_string(getpid()))) {
    fs::create_directories(dir_);
  }
  ~ModelFileTest() override { fs::remove_all(dir_); }

  std::string Path() const { return (dir_ / "some.bin").string(); }
  Result<ModelFile> Open() const { return ModelFile::Open(Path(), "test.kind", 3); }
  void Store(std::span<const std::byte> bytes) const {
    std::ofstream(Path(), std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  std::string ReasonOf(std::span<const std::byte> bytes) const {
    Store(bytes);
    const Result<ModelFile> file = Open();
    return file.ok() ? "OK" : file.status().reason();
  }

  const fs::path dir_;
};

ModelFileWriter Sample() {
  ModelFileWriter writer("test.kind", 3);
  writer.Add("floats", std::vector<float>{1.5f, -2.f, 3.f});
  writer.AddText("text", "слова");
  writer.Add("empty", std::vector<uint64_t>{});
  return writer;
}

TEST_F(ModelFileTest, GivesBackWhatWasWritten) {
  ASSERT_TRUE(Sample().Write(Path()).ok());
  Result<ModelFile> opened = Open();
  ASSERT_TRUE(opened.ok()) << opened.status().message();
  const ModelFile file = *std::move(opened);
  const auto floats = file.Array<float>("floats", 3);
  ASSERT_TRUE(floats.ok()) << floats.status().message();
  EXPECT_EQ((*floats)[1], -2.f);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(floats->data()) % 64, 0u);
  EXPECT_EQ(*file.Text("text"), "слова");
  EXPECT_TRUE(file.Array<uint64_t>("empty")->empty());
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), fs::directory_iterator()), 1) << "the temporary file is left";
}

TEST_F(ModelFileTest, RefusesToReadASectionAsWhatItIsNot) {
  ASSERT_TRUE(Sample().Write(Path()).ok());
  const Result<ModelFile> file = Open();
  ASSERT_TRUE(file.ok());
  EXPECT_FALSE(file->Array<double>("floats").ok());
  EXPECT_FALSE(file->Array<float>("floats", 4).ok());
  const auto missing = file->Array<float>("float");
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.status().message().find("no section 'float'"), std::string::npos) << missing.status().message();
  EXPECT_NE(missing.status().message().find(Path()), std::string::npos);
}

TEST_F(ModelFileTest, SaysWhatIsMissingAndWhatToDo) {
  const Result<ModelFile> file = Open();
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.status().code(), Code::kNotFound);
  EXPECT_EQ(file.status().reason(), "MODEL_MISSING");
  EXPECT_NE(file.status().message().find(Path()), std::string::npos);
  EXPECT_NE(file.status().message().find("lector-models"), std::string::npos);
}

TEST_F(ModelFileTest, RefusesAnotherKindOrVersion) {
  ASSERT_TRUE(Sample().Write(Path()).ok());
  EXPECT_EQ(ModelFile::Open(Path(), "test.kin", 3).status().reason(), "MODEL_FOREIGN");
  const Result<ModelFile> newer = ModelFile::Open(Path(), "test.kind", 4);
  EXPECT_EQ(newer.status().reason(), "MODEL_VERSION");
  EXPECT_NE(newer.status().message().find("version 3"), std::string::npos);
  EXPECT_EQ(ModelFile::Open(dir_.string(), "test.kind", 3).status().reason(), "MODEL_FOREIGN");
}

TEST_F(ModelFileTest, RefusesEveryTruncationAndAnyTail) {
  std::vector<std::byte> bytes = Sample().Bytes();
  for (size_t size = 0; size < bytes.size(); ++size) EXPECT_EQ(ReasonOf({bytes.data(), size}), "MODEL_DAMAGED") << size;
  EXPECT_EQ(ReasonOf(bytes), "OK");
  bytes.push_back({});
  EXPECT_EQ(ReasonOf(bytes), "MODEL_DAMAGED");
}

TEST_F(ModelFileTest, RefusesEveryFlippedBit) {
  const std::vector<std::byte> bytes = Sample().Bytes();
  for (size_t i = 0; i < bytes.size() * 8; ++i) {
    std::vector<std::byte> damaged = bytes;
    damaged[i / 8] ^= std::byte{1} << i % 8;
    constexpr size_t kKindEnd = 18 * 8, kVersion = 24 * 8, kVersionEnd = 28 * 8;
    const bool is_version = i >= kVersion && i < kVersionEnd;
    EXPECT_EQ(ReasonOf(damaged), i < kKindEnd ? "MODEL_FOREIGN" : is_version ? "MODEL_VERSION" : "MODEL_DAMAGED") << "bit " << i;
  }
}

// The header tells at once what a file is; damage behind it is seen by whoever needs what is in it.
TEST_F(ModelFileTest, MappingLooksAtTheHeaderAlone) {
  EXPECT_EQ(ModelFile::Map(Path(), "test.kind", 3).status().reason(), "MODEL_MISSING");
  std::vector<std::byte> bytes = Sample().Bytes();
  bytes.back() ^= std::byte{1};
  Store(bytes);
  EXPECT_EQ(ModelFile::Map(Path(), "test.kin", 3).status().reason(), "MODEL_FOREIGN");
  EXPECT_EQ(ModelFile::Map(Path(), "test.kind", 4).status().reason(), "MODEL_VERSION");
  const Result<ModelFile> damaged = ModelFile::Map(Path(), "test.kind", 3);
  ASSERT_TRUE(damaged.ok()) << damaged.status().message();
  EXPECT_EQ(damaged->Check().reason(), "MODEL_DAMAGED");
  Store({bytes.data(), bytes.size() - 1});
  EXPECT_EQ(ModelFile::Map(Path(), "test.kind", 3).status().reason(), "MODEL_DAMAGED");
}

TEST_F(ModelFileTest, WhatIsMappedStaysWhateverComesToItsPath) {
  ASSERT_TRUE(Sample().Write(Path()).ok());
  const Result<ModelFile> file = ModelFile::Map(Path(), "test.kind", 3);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(ModelFileWriter("test.kind", 4).Write(Path()).ok());
  EXPECT_EQ(ModelFile::Map(Path(), "test.kind", 3).status().reason(), "MODEL_VERSION");
  ASSERT_TRUE(file->Check().ok());
  EXPECT_EQ(*file->Text("text"), "слова");
}

// With the checksum right again, what the table says is all that stands between a section and the world outside.
TEST_F(ModelFileTest, NeverGivesASectionThatLeavesTheFile) {
  const std::vector<std::byte> bytes = Sample().Bytes();
  constexpr size_t kHeader = 64, kTable = 3 * 48;
  for (size_t at = 24; at < kHeader + kTable; ++at) {
    for (const int value : {0, 1, 0x40, 0x7f, 0x80, 0xff}) {
      std::vector<std::byte> damaged = bytes;
      damaged[at] = std::byte(value);
      RepairModelFileChecksum(damaged);
      Store(damaged);
      const Result<ModelFile> file = Open();
      if (!file.ok()) continue;
      for (const char* name : {"floats", "text", "empty"}) {
        const auto section = file->Array<char>(name);
        if (!section.ok() || section->empty()) continue;
        uint64_t sum = 0;
        for (const char c : *section) sum += static_cast<unsigned char>(c);  // the sanitizers watch
        EXPECT_LE(section->size(), file->size());
        EXPECT_LE(sum, 255 * section->size());
      }
    }
  }
}

}  // namespace
}  // namespace lector::text
