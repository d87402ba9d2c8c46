// Blocks with a signature, paragraphs behind a colon, transcripts.
#include <gtest/gtest.h>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

TEST(Block, DoubledTitleStandsOnce) {
  EXPECT_EQ(Lines("« \"Паром готов. Рейс утром\". Егор Зимин начальник порта Кей начальник порта Кей"),
            (Strings{"direct [Паром готов. Рейс утром] Егор Зимин, начальник порта Кей"}));
}

TEST(Block, TitleOnce) {
  EXPECT_EQ(Lines("« \"Паром готов\". Егор Зимин начальник порта"),
            (Strings{"direct [Паром готов] Егор Зимин, начальник порта"}));
}

TEST(Block, WithoutMarkerTheTitleMustBeDoubled) {
  EXPECT_EQ(Lines("«Паром готов». Егор Зимин начальник порта начальник порта"),
            (Strings{"direct [Паром готов] Егор Зимин, начальник порта"}));
  EXPECT_EQ(Lines("«Паром готов». Егор Зимин ушёл домой."), Strings{});
}

TEST(Block, SignatureInTheNextParagraph) {
  EXPECT_EQ(Lines("« \"Паром готов\".\n\nЕгор Зимин начальник порта"),
            (Strings{"direct [Паром готов] Егор Зимин, начальник порта"}));
}

TEST(Block, LeadInIsAQuoteOfItsOwn) {
  EXPECT_EQ(Lines("Егор Зимин подчеркнул, что паром готов:\n\n« \"Рейс утром\". Егор Зимин начальник порта начальник порта"),
            (Strings{"indirect [паром готов] Егор Зимин, начальник порта <- подчеркнул",
                     "direct [Рейс утром] Егор Зимин, начальник порта"}));
}

TEST(Block, LaterRolesMeanTheSigner) {
  EXPECT_EQ(Lines("« \"Рейс утром\". Егор Зимин начальник порта начальник порта\n\nНачальник порта добавил, что билеты проданы."),
            (Strings{"direct [Рейс утром] Егор Зимин, начальник порта",
                     "indirect [билеты проданы] Егор Зимин, начальник порта <- добавил"}));
}

TEST(Lead, ParagraphBehindAColon) {
  EXPECT_EQ(Lines("В мэрии сообщили:\n\nПаром выйдет утром, билеты уже проданы."),
            (Strings{"direct [Паром выйдет утром, билеты уже проданы] мэрии <- сообщили"}));
}

TEST(Turns, Transcript) {
  EXPECT_EQ(Lines("Егор Зимин: Паром готов к рейсу.\n\nАнна Клим: А баржа?"),
            (Strings{"direct [Паром готов к рейсу] Егор Зимин", "direct [А баржа?] Анна Клим"}));
}

TEST(Interviews, AnswersBehindDashesAreThoseOfWhoSpeaksBefore) {
  EXPECT_EQ(Lines("Егор Зимин рассказал о пароме.\n— Когда он пойдёт?\n— В мае.\n— А баржа?\n— Позже. Ждём ремонта.\nДок "
                  "занят.\n— Спасибо."),
            (Strings{"direct [В мае] Егор Зимин", "direct [Позже. Ждём ремонта.\nДок занят] Егор Зимин"}));
}

TEST(Interviews, LabelsOfQuestionsAndAnswers) {
  EXPECT_EQ(Lines("Егор Зимин ответил нам.\nВ.: Когда пойдёт паром?\nО.: В мае.\nВопрос: А баржа?\nОтвет: Позже."),
            (Strings{"direct [В мае] Егор Зимин", "direct [Позже] Егор Зимин"}));
  EXPECT_EQ(Lines("Jane Lowe talked to us.\nQ: When does the ferry sail?\nA: In May.\nQ: And the barge?\nA: Later.", "en"),
            (Strings{"direct [In May] Jane Lowe", "direct [Later] Jane Lowe"}));
}

TEST(Interviews, ADialogueOfSeveralPeopleAndAListAreNone) {
  EXPECT_EQ(Lines("Егор Зимин пришёл.\n— Когда рейс?\n— В мае, — сказала Анна Клим.\n— А баржа?\n— Позже."),
            (Strings{"direct [В мае] Анна Клим <- сказала", "direct [А баржа?] -", "direct [Позже] -"}));
  EXPECT_EQ(Lines("Егор Зимин рассказал о пароме.\n— билеты;\n— груз;\n— вода."), Strings{});
}

}  // namespace
}  // namespace lector::quotes
