// What holds for the neutral layers of every text, shown on random ones.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "daemon/text/char_class.h"
#include "tests/text/text_testing.h"

namespace lector::text {
namespace {

const std::string_view kPieces[] = {"г",      "А",  "слово", "Слово",    "ОДКБ",   "млрд",   "и\u0306",
                                    "т",      "1",  "25",    "2024",     "000",    " ",      " ",
                                    " ",      " ",  " ",     "\u00A0",   "\n",     "\r\n",   ".",
                                    ".",      ".",  ",",     "!",        "?",      "…",      "«",
                                    "»",      "\"", "“",     "”",        "(",      ")",      "—",
                                    "-",      "'",  "’",     "%",        "$",      "USD",    "k",
                                    "½",      "²",  "😀",     "👍🏽", "\u200D", "\u0301", "\u00AD",
                                    "\u200E", "_",  "中",    "。",       "שלום",   "I",      std::string_view("\0", 1)};

std::string RandomText(std::mt19937& random) {
  std::string text;
  for (size_t i = random() % 60; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

// Tokens are in order, not empty, and leave out nothing but spaces.
void ExpectTokensCover(std::string_view text, const Tokens& tokens) {
  uint32_t at = 0;
  for (size_t i = 0; i <= tokens.size(); ++i) {
    const auto begin = i < tokens.size() ? tokens.begin[i] : static_cast<uint32_t>(text.size());
    ASSERT_LE(at, begin);
    while (at < begin) {
      const Char c = CharAt(text, at);
      ASSERT_TRUE(c.is_space()) << "left out at " << at;
      at = c.next;
    }
    ASSERT_EQ(at, begin);
    if (i == tokens.size()) break;
    ASSERT_LT(begin, tokens.end[i]);
    ASSERT_GE(tokens.kind[i], LECTOR_TOKEN_WORD);
    ASSERT_LE(tokens.kind[i], LECTOR_TOKEN_SYMBOL);
    ASSERT_GE(tokens.shape[i], LECTOR_SHAPE_LOWER);
    ASSERT_LE(tokens.shape[i], LECTOR_SHAPE_NONE);
    at = tokens.end[i];
  }
}

// Each of `inner` lies in one of `outer`; both are in order and do not overlap.
void ExpectInside(const std::vector<lector_span>& inner, const std::vector<lector_span>& outer) {
  size_t row = 0;
  uint32_t last = 0;
  for (const lector_span& span : inner) {
    ASSERT_LE(last, span.begin);
    ASSERT_LT(span.begin, span.end);
    while (row < outer.size() && outer[row].end <= span.begin) ++row;
    ASSERT_LT(row, outer.size());
    ASSERT_LE(outer[row].begin, span.begin);
    ASSERT_LE(span.end, outer[row].end);
    last = span.end;
  }
}

TEST(Properties, OfTheNeutralLayers) {
  std::mt19937 random(3);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = RandomText(random);
    SCOPED_TRACE(testing::PrintToString(text));
    const Tokens tokens = TokensOf(text);
    std::vector<lector_span> token_spans;
    for (size_t i = 0; i < tokens.size(); ++i) token_spans.push_back({tokens.begin[i], tokens.end[i]});
    const std::vector<lector_span> sentences = SentencesOf(text);
    ExpectTokensCover(text, tokens);
    ExpectInside(token_spans, sentences);
    ExpectInside(sentences, ParagraphsOf(text));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace lector::text
