// Whose words they are.
#include <gtest/gtest.h>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

TEST(Speaker, TheSubjectNotTheNearestName) {
  EXPECT_EQ(Lines("«Паром готов», — сказал после встречи с Ольгой Рудь капитан Егор Зимин."),
            (Strings{"direct [Паром готов] Егор Зимин, капитан <- сказал"}));
}

TEST(Speaker, SurnameIsTheFullestNameOfTheDocument) {
  EXPECT_EQ(Lines("В порт приехал Егор Зимин.\n\nЗимин сообщил, что паром готов."),
            (Strings{"indirect [паром готов] Егор Зимин <- сообщил"}));
}

TEST(Speaker, PronounIsTheSpeakerBefore) {
  EXPECT_EQ(Lines("«Паром готов», — сказал Егор Зимин. Он добавил, что рейс утром."),
            (Strings{"direct [Паром готов] Егор Зимин <- сказал", "indirect [рейс утром] Егор Зимин <- добавил"}));
}

TEST(Speaker, PronounOfAWomanIsNoMan) {
  EXPECT_EQ(Lines("Jane Lowe took over from Mark Hale. \"We sail,\" she said.", "en"), Strings{"direct [We sail] Jane Lowe <- said"});
  EXPECT_EQ(Lines("Jane Lowe took over from Mark Hale. \"We sail,\" he said.", "en"), Strings{"direct [We sail] Mark Hale <- said"});
}

TEST(Speaker, AppositionToASourceIsNoPartOfItsWords) {
  EXPECT_EQ(Lines("According to Jane Lowe, head of research at Acme, the ferry is late.", "en"),
            (Strings{"indirect [the ferry is late] Jane Lowe, head of research at Acme <- According to"}));
  EXPECT_EQ(Lines("The ferry is late, according to Jane Lowe, who sails it.", "en"),
            (Strings{"indirect [The ferry is late] Jane Lowe <- according to"}));
  EXPECT_EQ(Lines("According to police, the ferry is late.", "en"),
            (Strings{"indirect [the ferry is late] police <- According to"}));
}

TEST(Speaker, TitleBesideTheNameHoldsForTheDocument) {
  EXPECT_EQ(Lines("Новый начальник порта Егор Зимин приехал.\n\nЗимин сообщил, что паром готов."),
            (Strings{"indirect [паром готов] Егор Зимин, начальник порта <- сообщил"}));
}

TEST(Speaker, RoleWithoutAName) {
  EXPECT_EQ(Lines("Источник в порту рассказал, что паром готов."),
            (Strings{"indirect [паром готов] источник в порту <- рассказал"}));
  EXPECT_EQ(Lines("Эксперты считают, что паром готов."), (Strings{"indirect [паром готов] эксперты <- считают"}));
}

TEST(Speaker, GivenNamesLinkToTheirEntity) {
  Doc doc("Зимин сообщил, что паром готов.");
  doc.input.names = {{{0, 10}, 7, NameType::kPerson, "Егор Зимин"}};
  doc.input.has_entities = true;
  const std::vector<Quote> quotes = Find(doc);
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(quotes[0].entity, 7u);
  EXPECT_EQ(quotes[0].speaker_name, "Егор Зимин");
  EXPECT_EQ(quotes[0].speaker.end, 10u);
}

uint32_t PolarityOf(const std::string& text) {
  const Doc doc(text);
  const std::vector<Quote> quotes = Find(doc);
  return quotes.size() == 1 ? quotes[0].polarity : 0;
}

TEST(Speaker, PolarityOfTheCue) {
  EXPECT_EQ(PolarityOf("Егор Зимин опроверг, что паром готов."), static_cast<uint32_t>(LECTOR_POLARITY_DENIES));
  EXPECT_EQ(PolarityOf("«Паром готов?» — спросила Анна Клим."), static_cast<uint32_t>(LECTOR_POLARITY_ASKS));
  EXPECT_EQ(PolarityOf("Егор Зимин пообещал, что паром починят."), static_cast<uint32_t>(LECTOR_POLARITY_PROMISES));
}

}  // namespace
}  // namespace lector::quotes
