// No text makes the neutral layers slow: ten times the text costs about ten times the work, whatever it is made of.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <string>

#include "daemon/text/document.h"

namespace lector::text {
namespace {

// Of this thread's processor, so that other processes do not count.
double CpuSeconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The least of several runs: what else the machine does only ever adds.
double SecondsFor(const std::string& text, const LayerRegistry& registry) {
  double best = 1e9;
  for (int run = 0; run < 3; ++run) {
    const double begin = CpuSeconds();
    const Result<std::unique_ptr<Document>> document = Document::Create({.text = text}, registry);
    EXPECT_TRUE((*document)->GetLayer(LECTOR_LAYER_SENTENCES, Stop()).ok());
    EXPECT_TRUE((*document)->GetLayer(kModelTokens, Stop()).ok());
    best = std::min(best, CpuSeconds() - begin);
  }
  return best;
}

std::string Repeat(const std::string& piece, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

class LinearTimeOf : public testing::TestWithParam<std::string> {};

TEST_P(LinearTimeOf, ATextOfOnePiece) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const double small = SecondsFor(Repeat(GetParam(), 64 << 10), registry);
  const double large = SecondsFor(Repeat(GetParam(), 1 << 20), registry);
  // 16 times the text. Quadratic work would take 256 times as long; the margin is for caches, memory and other processes.
  EXPECT_LT(large, 80 * small + 0.002) << small << " s, then " << large << " s";
}

// 10 KB to 10 MB: the exponent of the growth is near 1: 0.92 to 0.97 for most, 1.10 for quotation marks alone, each of which is a
// token, so that 10 MB of them need memory that no cache holds. The smallest of several runs, and another try where the machine
// was busy.
TEST(LinearTime, FromTenKilobytesToTenMegabytes) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const std::string news =
      "МОСКВА, 26 ноя — РИА Новости. Выручка ООО «Луч» в 2024 г. выросла на 4,1%, до 2,3 млрд руб., сообщил гл. бухгалтер "
      "А. В. Иванов. «Мы рады. Очень», — сказал он.\n";
  for (const std::string& piece : {news, std::string("\""), std::string("5"), std::string("\u0301"), std::string("слово. ")}) {
    double exponent = 9;
    for (int attempt = 0; attempt < 6 && exponent > 1.1; ++attempt) {
      const double small = SecondsFor(Repeat(piece, 10'000), registry), large = SecondsFor(Repeat(piece, 10'000'000), registry);
      exponent = std::min(exponent, std::log10(large / small) / 3);
    }
    RecordProperty("exponent of " + piece.substr(0, 12), std::to_string(exponent));
    EXPECT_LT(exponent, 1.15) << piece;
  }
}

INSTANTIATE_TEST_SUITE_P(Pieces, LinearTimeOf,
                         testing::Values("a", "я", "1", "\u0301", "\"", "«", "»", ".", ". ", " ", "\n", "-", "a-", "1,", "1 111 ",
                                         "111 ", "1.1", "а.", "А. ", "а. ", ". (", ". « ", ".) ", ".\" ", "1. ", "😀", "👨‍",
                                         "'a", "$1K", "_", "中", "г. ", ". — ", "т. е. ", "I. ", "?! ", "\u200B", "\u00AD", "½",
                                         "²", "«а. ", "1. 1. ", "1.1. ", "5 тыс. ", "а) ", "г. г. ", "! 🎉 ", "🇷🇺", "Yahoo! ",
                                         "… "));

}  // namespace
}  // namespace lector::text
