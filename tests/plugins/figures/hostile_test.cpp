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

double Seconds(const std::string& text, bool english) {
  const auto begin = std::chrono::steady_clock::now();
  TestEngine().Find({.text = text, .english = english, .numerals = true});
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class LinearTest : public testing::TestWithParam<const char*> {};

// Three times the text is doubled. Linear work takes twice as long each time, quadratic work four times; the smallest of
// the three ratios is judged, so that a busy machine does not fail the test.
TEST_P(LinearTest, TimeGrowsWithSize) {
  const bool english = static_cast<unsigned char>(GetParam()[0]) < 0x80;
  double last = Seconds(Repeat(GetParam(), 65'536), english), least_ratio = 1e9;
  for (size_t size = 131'072; size <= 524'288; size *= 2) {
    const double now = Seconds(Repeat(GetParam(), size), english);
    least_ratio = std::min(least_ratio, now / std::max(last, 0.001));
    last = now;
  }
  EXPECT_LT(least_ratio, 3.2);
  EXPECT_LT(last, 20);
}

INSTANTIATE_TEST_SUITE_P(Hostile, LinearTest,
                         testing::Values("7", "7 ", "777 ", "1,234", "1.", "1:", "1/", "1-", ",", ", ", "млн ", "млн. ", "два ",
                                         "сто ", "и ", "5 и ", "5, ", "от 5 до ", "с 5 до 7 ", "$", "$5", "$5-", "кв. ", "двух",
                                         "пяти ", "%", "5%", "не менее ", "в год ", "(-", "1 млн ", "1 тыс 5 ", "hundred ",
                                         "half a ", "на 5% ", "вырос ", "2024 ", "первом ", "\n", "1\n", "a", "5'6\" ", "1'000", "two-hundred-", "10 x ",
                                         "10x10", "a mile and a half ", "10..", "5 . 8 ", "[10,20] ", "half of a ", "2^9", "a pound of ",
                                         "three-and-", "тысяч пять ", "рублей 5-", "point ", "one over ", "from about ",
                                         "5 -7 km ", "twenty and three and ", "3 times 10^", "2^--", "5 km...", "1 kg 5 g ",
                                         "5 in)", "and a ", "2^30", "$5 - million ", "рубль 5 к ", "a thousand, and "));

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
  static constexpr const char* kPieces[] = {"5",          " ",    "млн",     "руб.",    ",",           "-",     "от",
                                            "до",         "и",    "%",       "$",       "с половиной", "двух",  "\n",
                                            "1/3",        "на",   "вырос",   "2024",    "году",        "(",     ".",
                                            "a",          "half", "million", "hundred", "и более",     "около", "раз",
                                            "в",          "0",    "000",     "целых",   "десятых",     "трети", "5-процентный",
                                            "за баррель", "/",    "–"};
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

TEST(HostileTest, NumbersOfTooManyDigitsAreNoFigures) { EXPECT_EQ(Russian(std::string(100, '7') + " рублей"), Lines{}); }

TEST(HostileTest, TheCheckMayLeave) {
  struct Left {};
  const std::string text = Repeat("5 рублей ", 100'000);
  EXPECT_THROW(TestEngine().Find({.text = text, .check = [] { throw Left(); }}), Left);
}

}  // namespace
}  // namespace lector::figures
