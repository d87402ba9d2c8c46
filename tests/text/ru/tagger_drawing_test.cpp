#include "daemon/models/tagger_drawing.h"

#include <gtest/gtest.h>

namespace lector::models {
namespace {

TEST(TaggerDrawingTest, WhatIsThereTogetherMakesPairs) {
  const std::vector<Floats> rows = {{1, 0, 0, 2}, {3, 0, 0, 1}, {0, 2, 5, 0}, {0, 1, 1, 1}};
  EXPECT_EQ(PairOrder(rows), (std::vector<uint32_t>{0, 3, 1, 2}));
}

TEST(TaggerDrawingTest, ReordersEachRow) {
  std::vector<int> values = {1, 2, 3, 4, 5, 6};
  Reorder({2, 0, 1}, &values);
  EXPECT_EQ(values, (std::vector<int>{3, 1, 2, 6, 4, 5}));
}

TEST(TaggerDrawingTest, DrawsTheSameAgainAndMarksWithTheirShapes) {
  Embedding embedding;
  for (const char* word : {",", "слово", "дом"}) {
    embedding.samples.emplace_back(1);
    embedding.sample_words.emplace_back(word);
  }
  const std::vector<std::string_view> shapes = {"<pad>", "RU_xx", "RU_Xx", "RU_XX", "PUNCT_,", "OTHER"};
  const std::vector<Drawn> tokens = DrawTokens(embedding, shapes, 200), again = DrawTokens(embedding, shapes, 200);
  ASSERT_EQ(tokens.size(), 200u);
  for (size_t i = 0; i < tokens.size(); ++i) {
    EXPECT_EQ(tokens[i].sample, again[i].sample);
    EXPECT_EQ(tokens[i].shape, again[i].shape);
    ASSERT_LT(tokens[i].sample, 3u);
    EXPECT_EQ(tokens[i].shape == 4, tokens[i].sample == 0);
  }
}

}  // namespace
}  // namespace lector::models
