#include "daemon/registry/private_copy.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

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

TEST_F(PrivateCopyTest, WhatNobodyLoadsAnyMoreIsRemoved) {
  const PrivateCopy old = Copy("old code"), used = Copy("code");
  const auto age = [&](const std::string& name, int hours) {
    fs::last_write_time(fs::path(copies_) / name, fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  for (const char* name : {".new-a", ".new-b", ".old-a", "mine"}) WriteFile(copies_ + "/" + name + "/file", "");
  age(old.sha256, 200);
  age(used.sha256, 200);
  age(".new-a", 2);
  age(".old-a", 2);
  age("mine", 1000);
  Copy("code");
  PruneCopies(copies_);
  EXPECT_FALSE(fs::exists(old.library));
  EXPECT_TRUE(fs::exists(used.library));
  EXPECT_EQ(Folders(), 3u);  // that one, what another daemon is at, what is not ours
}

TEST(PrepareCopyDir, RefusesAParentThatOthersCanWriteTo) {
  const TempDir dir;
  const mode_t umask_before = umask(0);
  EXPECT_TRUE(PrepareCopyDir(dir / "made/below/copies").ok());
  umask(umask_before);
  struct stat info = {};
  ASSERT_EQ(stat((dir / "made/below").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777u, 0755u);
  ASSERT_EQ(chmod((dir / "made").c_str(), 0777), 0);
  EXPECT_EQ(PrepareCopyDir(dir / "made/below/copies").code(), Code::kFailedPrecondition);
  ASSERT_EQ(chmod((dir / "made").c_str(), 01777), 0);
  EXPECT_TRUE(PrepareCopyDir(dir / "made/below/copies").ok());
  if (geteuid() != 0) return;  // who may give folders away
  ASSERT_EQ(chmod((dir / "made").c_str(), 0755), 0);
  ASSERT_EQ(chown((dir / "made").c_str(), 12345, 12345), 0);
  EXPECT_EQ(PrepareCopyDir(dir / "made/below/copies").code(), Code::kFailedPrecondition);
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
