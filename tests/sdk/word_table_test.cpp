#include <gtest/gtest.h>
#include <lector/word_table.hpp>

#include <string>

namespace {

TEST(WordTable, NumbersWordsInTheirOrderAndKeepsTheNumbers) {
  lector::WordTable table;
  EXPECT_EQ(table.find("рубль"), lector::WordTable::kNone);
  EXPECT_EQ(table.add("рубль"), 0u);
  EXPECT_EQ(table.add("доллар"), 1u);
  EXPECT_EQ(table.add("рубль"), 0u);
  EXPECT_EQ(table.size(), 2u);
  EXPECT_EQ(table.find("доллар"), 1u);
  EXPECT_EQ(table[1], "доллар");
}

TEST(WordTable, TellsTheEmptyWordAndZeroBytesFromOthers) {
  lector::WordTable table;
  EXPECT_EQ(table.find(""), lector::WordTable::kNone);
  EXPECT_EQ(table.add(""), 0u);
  EXPECT_EQ(table.find(std::string_view("\0", 1)), lector::WordTable::kNone);
  EXPECT_EQ(table.add(std::string_view("\0", 1)), 1u);
  EXPECT_EQ(table.find(""), 0u);
}

// Words of every length around the steps in which they are hashed; many that differ in one byte.
TEST(WordTable, FindsEveryWordAndNoOtherWhileItGrows) {
  lector::WordTable table;
  const auto word = [](uint32_t i) { return std::string(i % 30, 'x') + std::to_string(i) + std::string(i % 7, 'y'); };
  constexpr uint32_t kCount = 5000;
  for (uint32_t i = 0; i < kCount; ++i) ASSERT_EQ(table.add(word(i)), i);
  for (uint32_t i = 0; i < kCount; ++i) {
    ASSERT_EQ(table.find(word(i)), i);
    ASSERT_EQ(table.find(word(i) + "z"), lector::WordTable::kNone);
    ASSERT_EQ(table.find("z" + word(i)), lector::WordTable::kNone);
  }
}

TEST(WordMap, HoldsAValueForEachWord) {
  lector::WordMap<int> map;
  map["один"] = 1;
  map["два"] += 2;
  map["два"] += 2;
  ASSERT_NE(map.find("два"), nullptr);
  EXPECT_EQ(*map.find("два"), 4);
  EXPECT_EQ(map.find("три"), nullptr);
  EXPECT_EQ(map.size(), 2u);
}

}  // namespace
