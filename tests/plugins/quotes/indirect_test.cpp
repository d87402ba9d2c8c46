// Reported clauses, source phrases, inserted attributions and narrations.
#include <gtest/gtest.h>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

TEST(Indirect, ThatClause) {
  EXPECT_EQ(Lines("Егор Зимин сообщил журналистам, что паром выйдет утром."),
            (Strings{"indirect [паром выйдет утром] Егор Зимин <- сообщил"}));
  EXPECT_EQ(Lines("Егор Зимин заявил о том, что паром выйдет утром."),
            (Strings{"indirect [паром выйдет утром] Егор Зимин <- заявил"}));
}

TEST(Indirect, TwoCuesAreTwoQuotes) {
  EXPECT_EQ(Lines("Егор Зимин заявил, что паром готов, и добавил, что рейс назначен на утро."),
            (Strings{"indirect [паром готов] Егор Зимин <- заявил", "indirect [рейс назначен на утро] Егор Зимин <- добавил"}));
}

TEST(Indirect, OneCueIsOneQuote) {
  EXPECT_EQ(Lines("Егор Зимин заявил, что паром готов и что рейс назначен."),
            (Strings{"indirect [паром готов и что рейс назначен] Егор Зимин <- заявил"}));
}

TEST(Indirect, QuotedWordsMakeItMixed) {
  EXPECT_EQ(Lines("Егор Зимин признал, что причал «держится на честном слове» с весны."),
            (Strings{"mixed [причал «держится на честном слове» с весны] Егор Зимин <- признал"}));
  EXPECT_EQ(Lines("Егор Зимин сообщил, что паром «Волна» выйдет утром."),
            (Strings{"indirect [паром «Волна» выйдет утром] Егор Зимин <- сообщил"}));
}

TEST(Indirect, WhatWasNotSaid) {
  EXPECT_EQ(Lines("Егор Зимин не сказал, что паром выйдет утром."), Strings{});
  EXPECT_EQ(Lines("Если Егор Зимин скажет, что паром готов, рейс назначат."), Strings{});
  EXPECT_EQ(Lines("Егор Зимин сказал бы, что паром готов."), Strings{});
  EXPECT_EQ(Lines("If Tom Hale says that the ferry is safe, people will come.", "en"), Strings{});
  EXPECT_EQ(Lines("Tom Hale would say that the ferry is safe.", "en"), Strings{});
}

TEST(Indirect, UnnamedSourcesAreNone) { EXPECT_EQ(Lines("Сообщается, что паром выйдет утром."), Strings{}); }

TEST(Indirect, English) {
  EXPECT_EQ(Lines("Tom Hale said that the ferry would leave at dawn.", "en"),
            (Strings{"indirect [the ferry would leave at dawn] Tom Hale <- said"}));
  EXPECT_EQ(Lines("Tom Hale said the ferry would leave at dawn.", "en"),
            (Strings{"indirect [the ferry would leave at dawn] Tom Hale <- said"}));
  EXPECT_EQ(Lines("Tom Hale told reporters he was tired of waiting.", "en"),
            (Strings{"indirect [he was tired of waiting] Tom Hale <- told"}));
  EXPECT_EQ(Lines("Tom Hale said on Monday at the port.", "en"), Strings{});
}

TEST(Indirect, EnglishPluralsSpeakInThePresent) {
  EXPECT_EQ(Lines("Critics say that the ferry is unsafe.", "en"), (Strings{"indirect [the ferry is unsafe] critics <- say"}));
  EXPECT_EQ(Lines("The report that the ferry was unsafe came late.", "en"), Strings{});
  EXPECT_EQ(Lines("Lawyers in 12 states that the ferry serves agree.", "en"), Strings{});
}

TEST(Source, BehindAColonItsPartAlone) {
  EXPECT_EQ(Lines("Паром отменили: по словам Егора Зимина, мотор сломан."),
            (Strings{"indirect [мотор сломан] Егора Зимина <- по словам"}));
}

TEST(Source, BeforeBehindAndInside) {
  EXPECT_EQ(Lines("По словам Анны Клим, паром выйдет утром."), (Strings{"indirect [паром выйдет утром] Анны Клим <- По словам"}));
  EXPECT_EQ(Lines("The ferry leaves at dawn, according to Tom Hale.", "en"),
            (Strings{"indirect [The ferry leaves at dawn] Tom Hale <- according to"}));
  EXPECT_EQ(Lines("Паром, по словам Анны Клим, выйдет утром.").size(), 1u);
}

TEST(Source, QuotedWordsAreDirect) {
  EXPECT_EQ(Lines("По словам Анны Клим, «ждать больше нельзя»."),
            (Strings{"direct [ждать больше нельзя] Анны Клим <- По словам"}));
}

TEST(Source, HandedOn) {
  EXPECT_EQ(Lines("Паром выйдет утром, пишет газета «Маяк» со ссылкой на МЧС."),
            (Strings{"indirect [Паром выйдет утром] МЧС <- со ссылкой на"}));
}

TEST(Inserted, StatementThenCue) {
  EXPECT_EQ(Lines("Паром «Волна» выйдет утром, сообщил капитан Егор Зимин."),
            (Strings{"indirect [Паром «Волна» выйдет утром] Егор Зимин, капитан <- сообщил"}));
  EXPECT_EQ(Lines("The ferry leaves at dawn on Friday, Tom Hale said.", "en"),
            (Strings{"indirect [The ferry leaves at dawn on Friday] Tom Hale <- said"}));
}

TEST(Inserted, As) {
  EXPECT_EQ(Lines("Как сообщил Егор Зимин, паром выйдет утром."),
            (Strings{"indirect [паром выйдет утром] Егор Зимин <- сообщил"}));
  EXPECT_EQ(Lines("Ждать недолго: как сообщил Егор Зимин, паром выйдет утром."),
            (Strings{"indirect [паром выйдет утром] Егор Зимин <- сообщил"}));
}

TEST(Inserted, AboutThis) {
  EXPECT_EQ(Lines("Паром выйдет в рейс утром. Об этом сообщил Егор Зимин."),
            (Strings{"indirect [Паром выйдет в рейс утром] Егор Зимин <- сообщил"}));
  EXPECT_EQ(Lines("Паром выйдет в рейс утром. Об этом сообщает агентство «Маяк»."), Strings{});
}

TEST(Inserted, AnAgencyBeforeADashIsNoPartOfTheWords) {
  EXPECT_EQ(Lines("ТАСС — Паром выйдет в рейс утром, сообщил Егор Зимин."),
            (Strings{"indirect [Паром выйдет в рейс утром] Егор Зимин <- сообщил"}));
}

TEST(Narration, QuotedFragment) {
  EXPECT_EQ(Lines("Егор Зимин назвал причал «позором всего побережья»."),
            (Strings{"mixed [причал «позором всего побережья»] Егор Зимин <- назвал"}));
  EXPECT_EQ(Lines("Tom Hale called the pier “a disgrace to the coast”.", "en"),
            (Strings{"mixed [the pier “a disgrace to the coast”] Tom Hale <- called"}));
}

TEST(Colon, ClauseBehindIt) {
  EXPECT_EQ(Lines("Егор Зимин указал на перемены: паром теперь ходит дважды в день."),
            (Strings{"indirect [паром теперь ходит дважды в день] Егор Зимин <- указал"}));
}

}  // namespace
}  // namespace lector::quotes
