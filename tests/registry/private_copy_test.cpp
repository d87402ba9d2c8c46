#include "daemon/registry/private_copy.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "temp_dir.h"

namespace lector::registry {
namespace {

namespace fs = std::filesystem;

class PrivateCopyTest : public testing::Test {
 protected:
  PrivateCopyTest() {
    WriteFile(library_, "code");
    WriteFile(dir_ / "plugins/phones.data/words/ru.txt", "слово");
    EXPECT_TRUE(PrepareCopyDir(copies_).ok());
  }
  PrivateCopy Copy(const std::string& bytes = "code") {
    Result<PrivateCopy> copy = MakePrivateCopy(library_, bytes, copies_);
    EXPECT_TRUE(copy.ok()) << copy.status().ToString();
    return copy.ok() ? *copy : PrivateCopy();
  }
  size_t Folders() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(copies_), fs::directory_iterator()));
  }

  TempDir dir_;
  const std::string library_ = dir_ / "plugins/phones.so", copies_ = dir_ / "cache/copies";
};

TEST_F(PrivateCopyTest, HoldsTheLibraryAndItsData) {
  const PrivateCopy copy = Copy();
  EXPECT_EQ(copy.library, copies_ + "/" + copy.sha256 + "/phones.so");
  EXPECT_EQ(copy.sha256.size(), 64u);
  EXPECT_EQ(ReadAll(copy.library), "code");
  EXPECT_EQ(ReadAll(copy.data_dir + "/words/ru.txt"), "слово");
  EXPECT_EQ(Folders(), 1u);
}

TEST_F(PrivateCopyTest, IsMadeOnceForTheSameContent) {
  const PrivateCopy first = Copy();
  const auto written = fs::last_write_time(first.library);
  EXPECT_EQ(Copy().library, first.library);
  EXPECT_EQ(fs::last_write_time(first.library), written);
  EXPECT_EQ(Folders(), 1u);
}

TEST_F(PrivateCopyTest, AnyChangeMakesAnotherAndLeavesTheFirst) {
  const PrivateCopy first = Copy();
  EXPECT_NE(Copy("other code").sha256, first.sha256);
  WriteFile(dir_ / "plugins/phones.data/words/ru.txt", "другое");
  const PrivateCopy data = Copy();
  EXPECT_NE(data.sha256, first.sha256);
  fs::rename(dir_ / "plugins/phones.data/words/ru.txt", dir_ / "plugins/phones.data/words/en.txt");
  EXPECT_NE(Copy().sha256, data.sha256);
  EXPECT_EQ(ReadAll(first.data_dir + "/words/ru.txt"), "слово");
}

TEST_F(PrivateCopyTest, TheBytesThatWereCheckedAreCopiedNotTheFile) {
  WriteFile(library_, "replaced meanwhile");
  EXPECT_EQ(ReadAll(Copy("checked").library), "checked");
}

TEST_F(PrivateCopyTest, ADamagedCopyIsMadeAnew) {
  const PrivateCopy first = Copy();
  WriteFile(first.library, "damaged");
  fs::remove(first.data_dir + "/words/ru.txt");
  const PrivateCopy again = Copy();
  EXPECT_EQ(again.library, first.library);
  EXPECT_EQ(ReadAll(again.library), "code");
  EXPECT_EQ(ReadAll(again.data_dir + "/words/ru.txt"), "слово");
  EXPECT_EQ(Folders(), 1u);
}

TEST_F(PrivateCopyTest, ADataFolderHoldsFilesOnly) {
  ASSERT_EQ(mkfifo((dir_ / "plugins/phones.data/pipe").c_str(), 0600), 0);
  const Result<PrivateCopy> copy = MakePrivateCopy(library_, "code", copies_);
  ASSERT_FALSE(copy.ok());
  EXPECT_NE(copy.status().message().find("phones.data/pipe"), std::string::npos) << copy.status().message();
}

TEST(PrepareCopyDir, MakesItForItsOwnerAloneAndRefusesOneThatOthersCanWriteTo) {
  const TempDir dir;
  const std::string copies = dir / "a/b";
  ASSERT_TRUE(PrepareCopyDir(copies).ok());
  struct stat info = {};
  ASSERT_EQ(stat(copies.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777u, 0700u);
  ASSERT_EQ(chmod(copies.c_str(), 0777), 0);
  EXPECT_EQ(PrepareCopyDir(copies).code(), Code::kFailedPrecondition);
  WriteFile(dir / "file", "");
  EXPECT_FALSE(PrepareCopyDir(dir / "file").ok());
  EXPECT_FALSE(PrepareCopyDir(dir / "file/below").ok());
}

}  // namespace
}  // namespace lector::registry
