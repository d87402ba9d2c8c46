// No text makes the neutral layers slow: ten times the text costs about ten times the work, whatever it is made of.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "daemon/text/document.h"

namespace lector::text {
namespace {

// The least of several runs: what else the machine does only ever adds.
double SecondsFor(const std::string& text, const LayerRegistry& registry) {
  double best = 1e9;
  for (int run = 0; run < 3; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    const Result<std::unique_ptr<Document>> document = Document::Create({.text = text}, registry);
    EXPECT_TRUE((*document)->GetLayer(LECTOR_LAYER_SENTENCES, Stop()).ok());
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

std::string Repeat(const std::string& piece, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

class LinearTime : public testing::TestWithParam<std::string> {};

TEST_P(LinearTime, ForATextOfOnePiece) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const double small = SecondsFor(Repeat(GetParam(), 64 << 10), registry);
  const double large = SecondsFor(Repeat(GetParam(), 1 << 20), registry);
  // 16 times the text. Quadratic work would take 256 times as long; the margin is for caches, memory and other processes.
  EXPECT_LT(large, 80 * small + 0.002) << small << " s, then " << large << " s";
}

INSTANTIATE_TEST_SUITE_P(Pieces, LinearTime,
                         testing::Values("a", "я", "1", "\u0301", "\"", "«", "»", ".", ". ", " ", "\n", "-", "a-", "1,", "1 111 ",
                                         "111 ", "1.1", "а.", "А. ", "а. ", ". (", ". « ", ".) ", ".\" ", "1. ", "😀", "👨‍",
                                         "'a", "$1K", "_", "中", "г. ", ". — ", "т. е. ", "I. ", "?! ", "\u200B", "\u00AD", "½",
                                         "²"));

}  // namespace
}  // namespace lector::text
