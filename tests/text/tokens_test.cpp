#include "daemon/text/tokens.h"

#include <gtest/gtest.h>

#include "tests/text/text_testing.h"

namespace lector::text {
namespace {

using Strings = std::vector<std::string>;

TEST(Tokens, WordsKeepInnerHyphensAndApostrophes) {
  EXPECT_EQ(Words("кое-что don't Ростов‑на‑Дону rock’n’roll"), (Strings{"кое-что", "don't", "Ростов‑на‑Дону", "rock’n’roll"}));
  EXPECT_EQ(Words("-слово- 'quoted' a--b"), (Strings{"-", "слово", "-", "'", "quoted", "'", "a", "--", "b"}));
}

TEST(Tokens, WordsKeepMarksAndSoftHyphens) {
  EXPECT_EQ(Words("и\u0306од заво\u0301д пе\u00ADре\u00ADнос"), (Strings{"и\u0306од", "заво\u0301д", "пе\u00ADре\u00ADнос"}));
  EXPECT_EQ(Words("м² км³"), (Strings{"м²", "км³"}));
}

// Letters are taken four at a time: every letter at the edges of what is, at every place of words of every length.
TEST(Tokens, ALetterAnywhereInAWordOfAnyLength) {
  const Strings small = {"а", "п", "р", "я", "ѐ", "џ", "ѡ", "z", "ß"}, large = {"Ѐ", "Џ", "А", "Я", "Ѡ", "Z"};
  for (size_t length = 2; length < 20; ++length) {
    for (size_t place = 0; place < length; ++place) {
      for (const std::string& letter : small) {
        std::string word;
        for (size_t i = 0; i < length; ++i) word += i == place ? letter : "ж";
        const Tokens tokens = TokensOf(word + ".");
        ASSERT_EQ(tokens.size(), 2u) << word;
        EXPECT_EQ(tokens.end[0], word.size()) << word;
        EXPECT_EQ(tokens.shape[0], LECTOR_SHAPE_LOWER) << word;
      }
      for (const std::string& letter : large) {
        std::string word;
        for (size_t i = 0; i < length; ++i) word += i == place ? letter : "ж";
        const Tokens tokens = TokensOf(word);
        ASSERT_EQ(tokens.size(), 1u) << word;
        EXPECT_EQ(tokens.shape[0], place == 0 ? LECTOR_SHAPE_TITLE : LECTOR_SHAPE_MIXED) << word;
      }
      for (const std::string mark : {"—", " ", "№", "«"}) {
        std::string text;
        for (size_t i = 0; i < length; ++i) text += i == place ? mark : "ж";
        EXPECT_EQ(TokensOf(text).end[0], place == 0 && mark != " " ? mark.size() : place == 0 ? text.size() : 2 * place) << text;
      }
    }
  }
}

TEST(Tokens, NumbersTakeProperGroupsOnly) {
  for (const std::string number : {"1 800", "1 800 000", "1\u00A0800\u00A0000", "25\u2009000", "25\u202F000", "1,800,000",
                                   "1.000.000", "4,1", "4.1", "1.000,50", "1,000.50", "9 999,99", "2024", "0,5"}) {
    EXPECT_EQ(Words(number), Strings{number});
    EXPECT_EQ(Kinds(number), "N") << number;
    EXPECT_EQ(Words("до " + number + "."), (Strings{"до", number, "."}));
  }
}

TEST(Tokens, WhatIsNoGroupStaysApart) {
  EXPECT_EQ(Words("2024 500"), (Strings{"2024", "500"}));
  EXPECT_EQ(Words("15 2024"), (Strings{"15", "2024"}));
  EXPECT_EQ(Words("1 80"), (Strings{"1", "80"}));
  EXPECT_EQ(Words("0 500"), (Strings{"0", "500"}));
  EXPECT_EQ(Words("1  800"), (Strings{"1", "800"}));
  EXPECT_EQ(Words("1\n800"), (Strings{"1", "800"}));
}

TEST(Tokens, DatesAndListsAreNotOneNumber) {
  EXPECT_EQ(Words("26.11.2025"), (Strings{"26", ".", "11", ".", "2025"}));
  EXPECT_EQ(Words("1,2,3,4"), (Strings{"1", ",", "2", ",", "3", ",", "4"}));
  EXPECT_EQ(Words("12:30"), (Strings{"12", ":", "30"}));
  EXPECT_EQ(Words("1941-1945"), (Strings{"1941", "-", "1945"}));
  EXPECT_EQ(Words("10—15"), (Strings{"10", "—", "15"}));
  EXPECT_EQ(Words("1 111.222.333"), (Strings{"1", "111.222.333"}));
}

TEST(Tokens, LettersAfterDigits) {
  EXPECT_EQ(Words("2,3млрд 5км 2024г."), (Strings{"2,3", "млрд", "5", "км", "2024", "г", "."}));
  EXPECT_EQ(Words("$5M 10K"), (Strings{"$", "5", "M", "10", "K"}));
  EXPECT_EQ(Words("5k-10k"), (Strings{"5", "k", "-", "10", "k"}));
  EXPECT_EQ(Words("5G 3D 1С 9K720"), (Strings{"5G", "3D", "1С", "9K720"}));
  EXPECT_EQ(Words("20th 1st 1990s"), (Strings{"20th", "1st", "1990s"}));
  EXPECT_EQ(Words("99-летний 1990-х 1,5-метровый"), (Strings{"99-летний", "1990-х", "1,5-метровый"}));
  EXPECT_EQ(Kinds("99-летний 5G"), "WW");
}

TEST(Tokens, DigitsAfterLetters) {
  EXPECT_EQ(Words("Ту-154 COVID-19 G20 HTML5"), (Strings{"Ту-154", "COVID-19", "G20", "HTML5"}));
  EXPECT_EQ(Words("USD5.5 EUR100 ABQ5"), (Strings{"USD", "5.5", "EUR", "100", "ABQ5"}));
}

TEST(Tokens, Kinds) {
  EXPECT_EQ(Kinds("Рост 4,1% до $5 — «так»!"), "WNSWCNPQWQP");
  EXPECT_EQ(Kinds("€ ₽ £ ₸"), "CCCC");
  EXPECT_EQ(Kinds("« » „ “ ” \" ' ‘ ’ ‹ ›"), "QQQQQQQQQQQ");
  EXPECT_EQ(Kinds("№ 5 + 3 = 8 & 😀 © °"), "SNSNSNSSSS");
  EXPECT_EQ(Kinds("½ 3½"), "NN");
  EXPECT_EQ(Kinds("(a) [b] / ; :"), "PWPPWPPPP");
}

TEST(Tokens, RunsOfMarks) {
  EXPECT_EQ(Words("Кто?! Я... Да?.. …"), (Strings{"Кто", "?!", "Я", "...", "Да", "?..", "…"}));
  EXPECT_EQ(Words("(()) \"\" ***"), (Strings{"(", "(", ")", ")", "\"", "\"", "***"}));
  EXPECT_EQ(Words("👨‍👩‍👧 👍🏽 1️⃣"), (Strings{"👨‍👩‍👧", "👍🏽", "1️⃣"}));
}

TEST(Tokens, Shapes) {
  const auto shape = [](std::string_view word) { return int{TokensOf(word).shape.at(0)}; };
  for (const char* word : {"слово", "кое-что", "99-летний", "don't"}) EXPECT_EQ(shape(word), LECTOR_SHAPE_LOWER) << word;
  for (const char* word : {"Слово", "Нью-Йорк", "Ростов-на-Дону", "В", "Ту-154", "O'Neil", "F-16"}) {
    EXPECT_EQ(shape(word), LECTOR_SHAPE_TITLE) << word;
  }
  for (const char* word : {"ОДКБ", "COVID-19", "ЧМ-2018", "G7A"}) EXPECT_EQ(shape(word), LECTOR_SHAPE_UPPER) << word;
  for (const char* word : {"iPhone", "МинЦифры", "IT-компания", "d'Artagnan"}) EXPECT_EQ(shape(word), LECTOR_SHAPE_MIXED) << word;
  for (const char* word : {"25", "«", "中文", "שלום", "$"}) EXPECT_EQ(shape(word), LECTOR_SHAPE_NONE) << word;
}

TEST(Tokens, OtherScriptsAndMarksOfDirection) {
  EXPECT_EQ(Words("שלום, עולם"), (Strings{"שלום", ",", "עולם"}));
  EXPECT_EQ(Words("\u200Eслово\u200F ١٢٣ नमस्ते"), (Strings{"слово", "١٢٣", "नमस्ते"}));
  EXPECT_EQ(Kinds("١٢٣ नमस्ते"), "NW");
}

TEST(Tokens, OfNothingAreNone) {
  EXPECT_EQ(TokensOf("").size(), 0u);
  EXPECT_EQ(TokensOf(" \t\r\n\u00A0\u200B\uFEFF").size(), 0u);
}

TEST(Tokens, MarksWithNothingBeforeThemAreSymbols) {
  EXPECT_EQ(Words(" \u0301\u0301 ²"), (Strings{"\u0301\u0301", "²"}));
  EXPECT_EQ(Kinds(" \u0301\u0301 ²"), "SS");
}

TEST(Tokens, CancelledIsAnError) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "a ";
  Stop stop;
  stop.Cancel();
  EXPECT_EQ(Tokenize(text, stop).status().code(), Code::kCancelled);
}

}  // namespace
}  // namespace lector::text
