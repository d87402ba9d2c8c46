#include "cli/input.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace lector::cli {
namespace {

namespace fs = std::filesystem;

class Inputs : public testing::Test {
 protected:
  Inputs() : folder_(fs::temp_directory_path() / ("lector_input_test." + std::to_string(getpid()))) {
    fs::create_directories(folder_ / "deeper.txt");
    for (const char* name : {"b.txt", "a.txt", "c.md"}) std::ofstream(folder_ / name) << name;
  }
  ~Inputs() override { fs::remove_all(folder_); }

  const fs::path folder_;
};

TEST_F(Inputs, FoldersStandForTheirTextFilesSorted) {
  EXPECT_EQ(ExpandInputs({"-", folder_.string(), "missing"}),
            (std::vector<std::string>{"-", (folder_ / "a.txt").string(), (folder_ / "b.txt").string(), "missing"}));
}

TEST_F(Inputs, ReadsFilesOrSaysWhyNot) {
  std::string text, error;
  ASSERT_TRUE(ReadInput((folder_ / "a.txt").string(), &text, &error));
  EXPECT_EQ(text, "a.txt");
  EXPECT_FALSE(ReadInput((folder_ / "missing").string(), &text, &error));
  EXPECT_EQ(error, "No such file or directory");
  EXPECT_FALSE(ReadInput(folder_.string(), &text, &error));
}

TEST(ConvertToUtf8, ByAnyNameOfIcu) {
  std::string text, error;
  ASSERT_TRUE(ConvertToUtf8("\xCC\xE8\xF0", "windows-1251", &text, &error));
  EXPECT_EQ(text, "Мир");
  ASSERT_TRUE(ConvertToUtf8("\xED\xC9\xD2", "KOI8-R", &text, &error));
  EXPECT_EQ(text, "Мир");
  ASSERT_TRUE(ConvertToUtf8(std::string_view("\xFF\xFE\x3D\xD8\x00\xDE", 6), "utf-16", &text, &error));
  EXPECT_EQ(text, "😀");
}

TEST(ConvertToUtf8, LongTextsAndBadBytes) {
  std::string text, error;
  ASSERT_TRUE(ConvertToUtf8(std::string(100'000, '\xCC'), "windows-1251", &text, &error));
  EXPECT_EQ(text.size(), 200'000u);
  EXPECT_FALSE(ConvertToUtf8("ab\xFFzz", "utf-8", &text, &error));
  EXPECT_EQ(error, "byte 3 is not in the encoding utf-8");
  EXPECT_FALSE(KnownEncoding("no-such-encoding"));
  EXPECT_FALSE(KnownEncoding(""));
  EXPECT_TRUE(KnownEncoding("cp866"));
}

TEST(FindInvalidUtf8, TheFirstByteThatIsNot) {
  EXPECT_EQ(FindInvalidUtf8("Мир 😀"), std::string_view::npos);
  EXPECT_EQ(FindInvalidUtf8("ab\xCC\xE8"), 2u);
  EXPECT_EQ(FindInvalidUtf8("a\xED\xA0\x80"), 1u);  // a surrogate
  EXPECT_EQ(FindInvalidUtf8("ab\xD0"), 2u);
}

TEST(LooksLikeHtml, WhateverStandsBeforeItsFirstTag) {
  EXPECT_TRUE(LooksLikeHtml("\xEF\xBB\xBF\n <!DOCTYPE HTML><p>Мир</p>"));
  EXPECT_TRUE(LooksLikeHtml("<html lang=\"ru\">"));
  EXPECT_FALSE(LooksLikeHtml("Тег <html> открывает страницу."));
  EXPECT_FALSE(LooksLikeHtml("<ht"));
  EXPECT_FALSE(LooksLikeHtml(""));
}

TEST(GuessEncoding, OfRussianTexts) {
  EXPECT_EQ(GuessEncoding("\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xD0\xEE\xF1\xF1\xE8\xE8"), "windows-1251");
  EXPECT_EQ(GuessEncoding(std::string_view("\x1C\x04\x38\x04 \x00o\x00k\x00", 10)), "utf-16le");
  EXPECT_EQ(GuessEncoding("\xFE\xFF\x04\x1C"), "utf-16be");
  EXPECT_EQ(GuessEncoding("\xEB \xCD\xCF\xD3\xD4\xD5 \xD0\xCF\xC4\xCF\xDB\xCC\xC9"), "koi8-r");   // К мосту подошли
  EXPECT_EQ(GuessEncoding("\x8A \xAC\xAE\xE1\xE2\xE3 \xAF\xAE\xA4\xAE\xE8\xAB\xA8"), "cp866");
  EXPECT_EQ(GuessEncoding(std::string_view("\x7F\x45LF\x02\x01\x01\x00\x00\x00\xE0\x00\x00\x00\x00\xF1", 16)), "");  // a program
  EXPECT_EQ(GuessEncoding("caf\xE9 \x80 \x95 \x84"), "");
}

}  // namespace
}  // namespace lector::cli
