// Hostile texts: answered in linear time, with spans inside the text and in order.
#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

std::string Repeat(std::string_view unit, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += unit;
  return out;
}

double SecondsFor(const std::string& text) {
  const Doc doc(text);
  const auto start = std::chrono::steady_clock::now();
  uint32_t at = 0;
  for (const Quote& quote : Find(doc)) {
    for (const lector_span span : quote.content) {
      EXPECT_LE(at, span.begin);
      EXPECT_LT(span.begin, span.end);
      EXPECT_LE(span.end, text.size());
      at = span.end;
    }
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Load, QuotationMarksAreLinear) {
  for (const std::string_view unit : {"«", "»", "«»", "\"", "« ", "» ", "„“", "«а", "\" «", "«а»\n\n", "— сказал «", "\n\n«"}) {
    const double small = SecondsFor(Repeat(unit, 50'000));
    const double large = SecondsFor(Repeat(unit, 400'000));
    EXPECT_LT(large, 0.5 + small * 40) << unit;  // quadratic would be 64 times
  }
}

TEST(Load, CuesWithoutASentenceEndAreLinear) {
  for (const std::string_view unit :
       {"сказал ", "сказал, что ", "по словам ", "Иван Лосев ", "глава ", "он сказал: ", "«да», — сказал он, "}) {
    const double small = SecondsFor(Repeat(unit, 5'000));
    const double large = SecondsFor(Repeat(unit, 40'000));
    EXPECT_LT(large, 0.5 + small * 40) << unit;
  }
}

TEST(Load, EmptyAndBlankTexts) {
  EXPECT_EQ(Lines(""), Strings{});
  EXPECT_EQ(Lines(" \n\n "), Strings{});
  EXPECT_EQ(Lines("«»"), Strings{});
}

TEST(Load, ACancelledCallLeaves) {
  const Doc doc(Repeat("Зимин сообщил, что паром готов. ", 1000));
  int calls = 0;
  const auto stop_late = [&calls] {
    if (++calls > 100) throw std::runtime_error("cancelled");
  };
  EXPECT_THROW(FindQuotes(doc.input, LexiconOf("ru"), stop_late), std::runtime_error);
}

}  // namespace
}  // namespace lector::quotes
