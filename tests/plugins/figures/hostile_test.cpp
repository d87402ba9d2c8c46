// Texts made to hurt: time must grow with size, and no byte string may do harm.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

std::string Repeat(std::string_view unit, size_t size) {
  std::string out;
  while (out.size() < size) out += unit;
  return out;
}

double BestSeconds(const std::string& text, bool english) {
  double best = 1e9;
  for (int run = 0; run < 2; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    TestEngine().Find({.text = text, .english = english, .numerals = true});
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

class LinearTest : public testing::TestWithParam<const char*> {};

// Sixteen times the text may take at most 96 times as long, on a busy machine: quadratic work would take 256.
TEST_P(LinearTest, TimeGrowsWithSize) {
  for (const bool english : {false, true}) {
    const double small = BestSeconds(Repeat(GetParam(), 20'000), english);
    const double large = BestSeconds(Repeat(GetParam(), 320'000), english);
    EXPECT_LT(large, 96 * std::max(small, 0.001)) << small << " s and " << large << " s";
  }
}

INSTANTIATE_TEST_SUITE_P(Hostile, LinearTest,
                         testing::Values("7", "7 ", "777 ", "1,234", "1.", "1:", "1/", "1-", ",", ", ", "млн ", "млн. ", "два ", "сто ",
                                         "и ", "5 и ", "5, ", "от 5 до ", "с 5 до 7 ", "$", "$5", "$5-", "кв. ", "двух", "пяти ", "%", "5%",
                                         "не менее ", "в год ", "(-", "1 млн ", "1 тыс 5 ", "hundred ", "half a ", "на 5% ", "вырос ",
                                         "2024 ", "первом ", "\n", "1\n", "a"));

TEST(HostileTest, AnyBytes) {
  std::mt19937 random(7);
  for (int run = 0; run < 300; ++run) {
    std::string text(random() % 400, '\0');
    for (char& c : text) c = static_cast<char>(random());
    TestEngine().Find({.text = text, .english = run % 2 == 0, .numerals = true});
  }
}

// Pieces of the vocabulary in any order: spans stay inside the text, in order, without overlap.
TEST(HostileTest, AnyOrderOfPieces) {
  static constexpr const char* kPieces[] = {"5", " ", "млн", "руб.", ",", "-", "от", "до", "и", "%", "$", "с половиной", "двух", "\n", "1/3",
                                            "на", "вырос", "2024", "году", "(", ".", "a", "half", "million", "hundred", "и более", "около",
                                            "раз", "в", "0", "000", "целых", "десятых", "трети", "5-процентный", "за баррель", "/", "–"};
  std::mt19937 random(11);
  for (int run = 0; run < 3000; ++run) {
    std::string text;
    for (int i = 0; i < 24; ++i) text.append(kPieces[random() % std::size(kPieces)]).append(random() % 2 ? " " : "");
    uint32_t last = 0;
    for (const Figure& figure : TestEngine().Find({.text = text, .english = run % 2 == 0, .numerals = run % 3 == 0})) {
      EXPECT_LE(last, figure.begin_byte) << text;
      EXPECT_LT(figure.begin_byte, figure.end_byte) << text;
      EXPECT_LE(figure.end_byte, text.size()) << text;
      last = figure.end_byte;
    }
  }
}

TEST(HostileTest, NumbersOfTooManyDigitsAreNoFigures) {
  EXPECT_EQ(Russian(std::string(100, '7') + " рублей"), Lines{});
}

TEST(HostileTest, TheCheckMayLeave) {
  struct Left {};
  const std::string text = Repeat("5 рублей ", 100'000);
  EXPECT_THROW(TestEngine().Find({.text = text, .check = [] { throw Left(); }}), Left);
}

}  // namespace
}  // namespace lector::figures
