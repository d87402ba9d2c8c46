// Hard sentence ends: the paragraphs of gold/sentences.*.txt, with floors under the F1 of their inner ends. The table beside
// razdel and ICU is made by tools/score_sentences.py.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "tests/text/text_testing.h"

namespace lector::text {
namespace {

struct Score {
  uint32_t gold = 0, found = 0, right = 0, paragraphs = 0;
  double f1() const { return 2.0 * right / (gold + found); }
};

void AddParagraph(const std::string& line, Score* score) {
  constexpr std::string_view kEnd = "‖";
  std::string text;
  std::set<uint32_t> gold, found;
  for (size_t at = 0; at < line.size();) {
    if (line.compare(at, kEnd.size(), kEnd) == 0) {
      gold.insert(static_cast<uint32_t>(text.find_last_not_of(' ')) + 1);
      at += kEnd.size();
    } else {
      text += line[at++];
    }
  }
  const std::vector<lector_span> sentences = SentencesOf(text);
  for (size_t i = 0; i + 1 < sentences.size(); ++i) found.insert(sentences[i].end);
  ++score->paragraphs;
  score->gold += static_cast<uint32_t>(gold.size());
  score->found += static_cast<uint32_t>(found.size());
  for (const uint32_t end : found) score->right += static_cast<uint32_t>(gold.count(end));
  if (gold != found) testing::Test::RecordProperty("wrong" + std::to_string(score->paragraphs), line);
}

Score ScoreOf(const std::string& language) {
  Score score;
  std::ifstream file(std::string(LECTOR_GOLD_DIR) + "/sentences." + language + ".txt");
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') AddParagraph(line, &score);
  }
  return score;
}

TEST(SentenceGold, Russian) {
  const Score score = ScoreOf("ru");
  EXPECT_GE(score.gold, 250u);
  EXPECT_GE(score.f1(), 0.985);
}

TEST(SentenceGold, English) {
  const Score score = ScoreOf("en");
  EXPECT_GE(score.gold, 150u);
  EXPECT_GE(score.f1(), 0.985);
}

}  // namespace
}  // namespace lector::text
