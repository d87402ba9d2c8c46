// Direct speech in all its layouts.
#include <gtest/gtest.h>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

TEST(Direct, CueBehind) {
  EXPECT_EQ(Lines("«Паром выйдет утром», — сообщил капитан Егор Зимин."),
            (Strings{"direct [Паром выйдет утром] Егор Зимин, капитан <- сообщил"}));
  EXPECT_EQ(Lines("\"Паром выйдет утром\", - сообщил Егор Зимин."),
            (Strings{"direct [Паром выйдет утром] Егор Зимин <- сообщил"}));
}

TEST(Direct, CueBefore) {
  EXPECT_EQ(Lines("Егор Зимин заявил: «Паром выйдет утром»."), (Strings{"direct [Паром выйдет утром] Егор Зимин <- заявил"}));
}

TEST(Direct, CueInside) {
  EXPECT_EQ(Lines("«Паром выйдет утром, — сообщил Егор Зимин. — Ждём отлива»."),
            (Strings{"direct [Паром выйдет утром|Ждём отлива] Егор Зимин <- сообщил"}));
  EXPECT_EQ(Lines("«Если ветер, — добавил Егор Зимин, — не стихнет, рейс отменят»."),
            (Strings{"direct [Если ветер|не стихнет, рейс отменят] Егор Зимин <- добавил"}));
}

TEST(Direct, StatesOfMindBehindTheWordsOrBeforeAColon) {
  EXPECT_EQ(Lines("«Паром готов», — уверен Егор Зимин."), (Strings{"direct [Паром готов] Егор Зимин <- уверен"}));
  EXPECT_EQ(Lines("Егор Зимин уверен: «Паром готов»."), (Strings{"direct [Паром готов] Егор Зимин <- уверен"}));
}

TEST(Direct, ShortWordsGoOnInTheirParagraph) {
  EXPECT_EQ(Lines("“The ferry leaves at dawn,” said Tom Hale. “It will.”", "en"),
            (Strings{"direct [The ferry leaves at dawn] Tom Hale <- said", "direct [It will] Tom Hale <- said"}));
  EXPECT_EQ(Lines("“The ferry leaves at dawn,” said Tom Hale.\n\n“It will.”", "en"),
            (Strings{"direct [The ferry leaves at dawn] Tom Hale <- said"}));
}

TEST(Direct, QuestionMarksStay) {
  EXPECT_EQ(Lines("«Когда выйдет паром?» — спросила Анна Клим."),
            (Strings{"direct [Когда выйдет паром?] Анна Клим <- спросила"}));
}

TEST(Direct, NestedWords) {
  EXPECT_EQ(Lines("«Я сказал брату: „Плыви“, и он поплыл», — вспомнил Егор Зимин."),
            (Strings{"direct [Я сказал брату: „Плыви“, и он поплыл] Егор Зимин <- вспомнил"}));
}

TEST(Direct, ParagraphsWithOneClosingMark) {
  EXPECT_EQ(Lines("Егор Зимин обратился к команде:\n\n«Друзья, рейс был долгим.\n\n«Спасибо всем».").size(), 1u);
}

TEST(Direct, UnclosedMark) {
  EXPECT_EQ(Lines("«Паром выйдет утром, — сообщил Егор Зимин.\n\nПогода ясная."),
            (Strings{"direct [Паром выйдет утром] Егор Зимин <- сообщил"}));
}

TEST(Direct, MoreWordsWithoutACueAreTheSameSpeakers) {
  EXPECT_EQ(
      Lines("“The ferry leaves at dawn,” said Tom Hale. “We wait for the tide to turn.”", "en"),
      (Strings{"direct [The ferry leaves at dawn] Tom Hale <- said", "direct [We wait for the tide to turn] Tom Hale <- said"}));
}

TEST(Direct, WhatStandsBeforeTheFirstWordIsNoPartOfTheSentence) {
  EXPECT_EQ(Lines("🚢 «Паром выйдет утром», — сообщил капитан Егор Зимин."),
            (Strings{"direct [Паром выйдет утром] Егор Зимин, капитан <- сообщил"}));
  EXPECT_EQ(Lines("HALIFAX, Nov 20 (Coast News) - The ferry is late, Tom Hale said on Wednesday.", "en"),
            (Strings{"indirect [The ferry is late] Tom Hale <- said"}));
  EXPECT_EQ(Lines("АСТРОВ, 14 марта — Паром выйдет утром, сообщил Егор Зимин."),
            (Strings{"indirect [Паром выйдет утром] Егор Зимин <- сообщил"}));
  EXPECT_EQ(Lines("Паром, по данным на 14 марта, — гордость порта, сообщил Егор Зимин."),
            (Strings{"indirect [Паром, по данным на 14 марта, — гордость порта] Егор Зимин <- сообщил"}));
}

TEST(Direct, English) {
  EXPECT_EQ(Lines("“The ferry is late,” Tom Hale told reporters.", "en"),
            (Strings{"direct [The ferry is late] Tom Hale <- told"}));
  EXPECT_EQ(Lines("Tom Hale said, “The ferry is late again.”", "en"),
            (Strings{"direct [The ferry is late again] Tom Hale <- said"}));
  EXPECT_EQ(Lines("\"The ferry is late,\" port spokesman Tom Hale said.", "en"),
            (Strings{"direct [The ferry is late] Tom Hale, port spokesman <- said"}));
}

TEST(Direct, DashDialogue) {
  EXPECT_EQ(Lines("— Лёд крепкий, — сказал Егор Зимин. — Пройдём.\n\n— А баржа? — спросила Анна Клим.\n\n— Баржа останется."),
            (Strings{"direct [Лёд крепкий|Пройдём] Егор Зимин <- сказал", "direct [А баржа?] Анна Клим <- спросила",
                     "direct [Баржа останется] -"}));
}

TEST(Direct, AListWithDashesIsNoDialogue) { EXPECT_EQ(Lines("Что взять:\n\n— тёплую куртку;\n\n— запас воды."), Strings{}); }

TEST(NotQuotes, NamesAndScareQuotes) {
  EXPECT_EQ(Lines("Паром «Волна» вышел из порта «Северный»."), Strings{});
  EXPECT_EQ(Lines("Так называемый «эксперт» получил приз «Золотой якорь»."), Strings{});
  EXPECT_EQ(Lines("The ferry \"Wave\" left the port on Monday.", "en"), Strings{});
}

TEST(Direct, AMediumHasWordsOfItsOwn) {
  EXPECT_EQ(Lines("Егор Зимин закрыл порт. «Такого не было сто лет», — отмечает газета «Маяк»."),
            (Strings{"direct [Такого не было сто лет] газета «Маяк» <- отмечает"}));
  EXPECT_EQ(Lines("Егор Зимин закрыл порт. «Я устал», — цитирует его газета «Маяк»."),
            (Strings{"direct [Я устал] Егор Зимин <- цитирует"}));
}

TEST(NotQuotes, CarriersSayNothing) {
  EXPECT_EQ(Lines("Паром «Волна» вышел из порта, сообщает агентство «Маяк»."), Strings{});
  EXPECT_EQ(Lines("Как пишет газета «Маяк», паром вышел из порта утром."), Strings{});
  EXPECT_EQ(Lines("По данным сайта Morevesti.com, паром вышел из порта утром."), Strings{});
}

}  // namespace
}  // namespace lector::quotes
