#include "daemon/text/ru/tree.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

namespace lector::text::ru {
namespace {

using Heads = std::vector<uint32_t>;

// scores[word][head], head 0 the root.
Heads Repaired(const std::vector<std::vector<float>>& scores, Heads heads) {
  const size_t stride = heads.size() + 1;
  std::vector<float> values;
  for (const auto& row : scores) values.insert(values.end(), row.begin(), row.end());
  RepairTree({values.data(), stride}, heads);
  return heads;
}

bool IsTree(const Heads& heads) {
  size_t roots = 0;
  for (uint32_t word = 0; word < heads.size(); ++word) {
    roots += heads[word] == 0;
    uint32_t at = word;
    for (size_t step = 0; heads[at] != 0; at = heads[at] - 1)
      if (++step > heads.size()) return false;
  }
  return roots == 1;
}

TEST(TreeTest, LeavesATreeAsItIs) {
  const std::vector<std::vector<float>> scores = {{0, 9, 9, 9}, {0, 9, 9, 9}, {0, 9, 9, 9}};
  EXPECT_EQ(Repaired(scores, {2, 0, 2}), (Heads{2, 0, 2}));
  EXPECT_EQ(Repaired({{5, 1}}, {0}), (Heads{0}));
  EXPECT_EQ(Repaired({}, {}), Heads{});
}

TEST(TreeTest, KeepsTheBestRootAndHangsTheOthersWhereTheySuitBest) {
  const std::vector<std::vector<float>> scores = {{3, 0, 0, 0}, {4, 0, 0, 0}, {5, 1, 2, 0}};
  EXPECT_EQ(Repaired(scores, {0, 0, 3}), (Heads{2, 0, 2}));  // the third is its own head
}

TEST(TreeTest, MakesARootWhereItCostsLeast) {
  const std::vector<std::vector<float>> scores = {{1, 0, 4, 0}, {3, 5, 0, 0}, {0, 0, 6, 0}};
  EXPECT_EQ(Repaired(scores, {2, 1, 2}), (Heads{2, 0, 2}));
}

TEST(TreeTest, BreaksACycleWhereItCostsLeast) {
  // 1 <-> 2 beside the root 3: 2 loses 1 by going to 3, 1 would lose 4.
  const std::vector<std::vector<float>> scores = {{0, 0, 5, 1}, {0, 5, 0, 4}, {9, 0, 0, 0}};
  EXPECT_EQ(Repaired(scores, {2, 1, 0}), (Heads{2, 3, 0}));
}

TEST(TreeTest, MakesATreeOfAnything) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const size_t words = 1 + random() % 12;
    std::vector<std::vector<float>> scores(words, std::vector<float>(words + 1));
    for (auto& row : scores)
      for (float& score : row) score = static_cast<float>(random() % 100);
    if (round % 10 == 0) scores[0][0] = std::numeric_limits<float>::quiet_NaN();
    Heads heads(words);
    for (uint32_t& head : heads) head = static_cast<uint32_t>(random() % (words + 1));
    const Heads repaired = Repaired(scores, heads);
    ASSERT_TRUE(IsTree(repaired)) << ::testing::PrintToString(heads) << " -> " << ::testing::PrintToString(repaired);
    if (IsTree(heads)) {
      ASSERT_EQ(repaired, heads);
    }
  }
}

}  // namespace
}  // namespace lector::text::ru
