// What holds of every analysis: order, spans, limits, cancellation.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "entities_testing.h"

namespace lector::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kArticle =
    "СОВЕТ ОДОБРИЛ ПЛАН ЗУБКОВА\n\nОСЛО, 3 мая — ИА «Маяк». План, который предложил министр обороны Норвегии Семен Зубков, "
    "одобрил Совет министров Норвегии. В Осло и в Эстонии ждут, что Зубков выполнит обещание, сообщает ФМТК.";

TEST(Document, MentionsAreInOrderAndDoNotOverlap) {
  const Found found = Analyze(kArticle);
  uint32_t last = 0;
  for (const Mention& mention : found.analysis.mentions) {
    EXPECT_GE(mention.span.begin, last) << found.PhraseOf(mention);
    EXPECT_LE(mention.span.begin, mention.name_span.begin);
    EXPECT_LE(mention.name_span.end, mention.span.end);
    EXPECT_LT(mention.entity, found.analysis.entities.size());
    EXPECT_GT(mention.confidence, 0);
    EXPECT_LT(mention.confidence, 1);
    last = mention.span.end;
  }
  EXPECT_GE(found.analysis.mentions.size(), 7u);
}

TEST(Document, EveryEntityHasAMentionAndAName) {
  const Found found = Analyze(kArticle);
  std::vector<bool> named(found.analysis.entities.size(), false);
  for (const Mention& mention : found.analysis.mentions) named[mention.entity] = true;
  for (size_t i = 0; i < named.size(); ++i) {
    EXPECT_TRUE(named[i]) << found.analysis.entities[i].name;
    EXPECT_FALSE(found.analysis.entities[i].name.empty());
  }
}

TEST(Document, HeadlineInCapitalsIsReadByTheBody) {
  const Found found = Analyze(kArticle);
  ASSERT_FALSE(found.analysis.mentions.empty());
  EXPECT_EQ(found.NameOf(found.analysis.mentions[0]), "ЗУБКОВА");
  EXPECT_EQ(found.analysis.entities[found.analysis.mentions[0].entity].type, "PERSON");
  EXPECT_EQ(found.analysis.mentions[0].entity, found.MentionOf("Семен Зубков").entity);
}

TEST(Document, EmptyAndStrangeTexts) {
  for (const char* text : {"", " ", "\n\n", "...", "«»", "\"", "А", "А.", "ОАО «", "(((", "Де", "фон Фон", "U.S."})
    EXPECT_LE(Analyze(text).analysis.mentions.size(), 1u) << text;
}

TEST(Document, EqualTextsGiveEqualAnswers) {
  const Found a = Analyze(kArticle), b = Analyze(kArticle);
  EXPECT_EQ(a.Names(), b.Names());
}

TEST(Document, StopsWhenAsked) {
  EXPECT_THROW(Analyze(kArticle, {.check = [] { throw std::runtime_error("stop"); }}), std::runtime_error);
}

double SecondsFor(const std::string& unit, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += unit;
  const auto start = std::chrono::steady_clock::now();
  Analyze(std::move(text));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Document, TimeIsLinearInHostileText) {
  for (const char* unit : {"Слово ", "А. ", "« ", "ОАО «Альфа ", "Верховный ", "комитет по ", "(Ян ", "ООН ",
                           "пресс-служба суда города ", "Москва (Moscow) ", "ФСБ по Москве "}) {
    SecondsFor(unit, 100);
    const double one = SecondsFor(unit, 20000), four = SecondsFor(unit, 80000);
    EXPECT_LT(four, 10 * one + 0.3) << unit;
  }
}

}  // namespace
}  // namespace lector::entities
