#include "daemon/text/sentences.h"

#include <gtest/gtest.h>

#include "tests/text/text_testing.h"

namespace lector::text {
namespace {

struct Case {
  const char* name;
  std::vector<std::string> sentences;  // joined by a space they are the text
};

class SentencesCase : public testing::TestWithParam<Case> {};

TEST_P(SentencesCase, SplitsWhereASentenceEnds) {
  std::string text;
  for (const std::string& sentence : GetParam().sentences) text += (text.empty() ? "" : " ") + sentence;
  EXPECT_EQ(Sentences(text), GetParam().sentences);
}

const Case kRussian[] = {
    {"Plain", {"Лидеры оценили успехи.", "Они обсудили планы."}},
    {"Headline", {"Президенты России и Киргизии"}},
    {"Abbreviations", {"Компания заработала 5 млрд руб. в 2024 г. и 3 млрд руб. в 2023 г.", "Власти довольны."}},
    {"AbbreviationBeforeFigure", {"Рост на 5 проц. 12 мая отметили в т. ч. 3 банка.", "Это много."}},
    {"YearOpensTheSentence", {"В 2024 г. Путин посетил г. Москву и др. города.", "Он доволен."}},
    {"YearsOpenTheSentence", {"В 2001—2009 гг. Виктор Иванов был послом.", "С 1 января 2009 г. Петров работает."}},
    {"YearBeforeANumberSign", {"Закон от 6 июля 2016 г. № 374-ФЗ принят.", "Он действует."}},
    {"MarkInBrackets", {"Правил Мусинга (? — 1944), а потом (!) Иванов.", "Вот."}},
    {"ShareOrState", {"Живёт в Спрингфилде (шт. Иллинойс).", "Куплено ровно 5 шт.", "Он рад."}},
    {"YearEndsTheSentence", {"Завод построили рабочие из города в 1990 г.", "Директор ушёл."}},
    {"Initials", {"В. В. Путин и А.С. Пушкин встретились.", "А. Иванов ушёл."}},
    {"InitialsAfterTheSurname", {"Доклад сделал Петров В. И.", "Он был краток."}},
    {"DoubleInitial", {"Книгу написал Ж.-Ж. Руссо.", "Её читали."}},
    {"Titles", {"Выступил проф. Иванов и г-н Петров.", "На ул. им. Ленина тихо."}},
    {"Lists", {"Купили хлеб, соль и т. д.", "Потом ушли."}},
    {"ListsClosed", {"Купили хлеб, соль и т.п.", "Потом ушли."}},
    {"ThatIs", {"Ушли все, т. е. Иванов и Петров.", "Вот так."}},
    {"Dateline", {"МОСКВА, 26 ноя — РИА Новости.", "В столице завершились переговоры."}},
    {"DatelineWithAStop", {"МОСКВА, 26 нояб. — РИА Новости.", "В столице тихо."}},
    {"DatelineWithSlashes", {"МОСКВА, 26 ноября. /ТАСС/.", "В столице тихо."}},
    {"DatelineBeforeADash", {"МОСКВА, 26 ноя —", "Цены выросли.", "Рубль упал."}},
    {"DatelineWithStops", {"Москва. 18 ноября. INTERFAX.RU -", "Цены выросли."}},
    {"DatelineOfTwoDashes", {"МОСКВА, 26 нояб. 2025 г. — ТАСС —", "«Цены выросли», — сказал он."}},
    {"DatelineInEnglish", {"FLINT, Mich., Oct. 4 (UPI) —", "Shares rose.", "Bonds fell."}},
    {"DatelineWithoutADay", {"NEW YORK (AP) —", "Shares rose."}},
    {"DatelineOfAnUnknownAgency", {"MANILA (Newsline) -", "Shares rose."}},
    {"NoDatelineOfTeams", {"ЦСКА (Москва) - Динамо 2:1."}},
    {"NoDateline", {"Иван Петров, 25 лет — Мастер спорта.", "Реал (Мадрид) — Барса 2:1."}},
    {"NoDatelineBeforeASmallWord", {"Москва 18 ноября — город гостей.", "Вот."}},
    {"NoDatelineFromANumber", {"18 ноября — День рождения.", "Вот."}},
    {"NoDatelineAfterAVerb", {"Иванов приехал 18 ноября — Петрова ждали.", "Вот."}},
    {"Ellipsis", {"Это я...", "А ты?"}},
    {"EllipsisInside", {"Это… не я.", "А кто?"}},
    {"QuestionAndExclamation", {"Кто там?!", "Это я!"}},
    {"QuestionInsideAQuotation", {"«Ну и что?» — спросил он.", "Все молчали."}},
    {"QuestionBeforeAName", {"«Ну и что?» — Иванов развёл руками.", "Все молчали."}},
    {"QuotationOfTwo", {"«Так.", "Вот так», — сказал он.", "Все встали."}},
    {"StopInsideTheMarks", {"Он сказал: «Мы победим!»", "Все встали."}},
    {"StopAfterTheMarks", {"Это \"база в регионе\".", "Владимир Путин президент России"}},
    {"PlainMarks", {"\"Это всё!\"", "\"А что ещё?\" — спросили его.", "Он ушёл."}},
    {"PlainMarksHoldSeveral", {"\"Первое.", "Второе\".", "Третье."}},
    {"GuillemetAndMark", {"« \"Наш народ чувствует поддержку.", "Особенно в энергетике\".", "Садыр Жапаров президент"}},
    {"Brackets", {"Рост (на 5 проц.) велик.", "(Так пишет газета.)", "Все рады."}},
    {"Enumeration", {"1. Первый пункт.", "2. Второй пункт.", "II. Ход работ."}},
    {"YearThenStop", {"Это было в 2024.", "Потом ушли."}},
    {"DateWithSpaces", {"Встреча 26. 11. 2025 прошла.", "Все довольны."}},
    {"FiguresWithDots", {"Рост 4.5 и 26.11.2025 и 1.000,50 руб. за день.", "Хорошо."}},
    {"FigureOpens", {"Он ушёл.", "25 человек остались."}},
    {"Dialogue", {"— Выйдет, — ответил он.", "— Ремонт закончим к маю."}},
    {"UnitsAfterFigures", {"Площадь дома составляет ровно 20 кв. м и 3 га.", "Цена 5 тыс. долл. за метр."}},
    {"FigureWithAWordOpens", {"Он скончался дома.", "65-летний актёр болел.", "Из-за холода 5-й матч отменён."}},
    {"Site", {"Сайт Лента.ру и example.com работают.", "Да."}},
};
INSTANTIATE_TEST_SUITE_P(Russian, SentencesCase, testing::ValuesIn(kRussian),
                         [](const auto& instance) { return instance.param.name; });

const Case kEnglish[] = {
    {"Plain", {"He left.", "She stayed."}},
    {"Titles", {"Mr. Smith met Dr. Jones and Gen. Lee.", "They talked."}},
    {"Country", {"The U.S. President met him.", "He lives in the U.S.", "The house is big."}},
    {"Initials", {"J. K. Rowling and George W. Bush met.", "It rained."}},
    {"Firms",
     {"Apple Inc. Chief Executive Tim Cook left.", "It sold Acme Corp. shares.", "He works at Acme Inc.", "The firm is big."}},
    {"Time", {"They met at 5 p.m. on Monday.", "The doors of the house close at 6 p.m.", "They lock it."}},
    {"Quotations", {"\"Yes,\" he said.", "\"No.\"", "“Well. ”"}},
    {"QuestionInside", {"\"Why?\" he asked.", "Nobody knew."}},
    {"CurlyMarks", {"“We won.", "They lost,” he said.", "“Really?” she asked.", "He nodded."}},
    {"Money", {"It cost $5.5 million.", "He paid 3.2%."}},
    {"NoIsAWord", {"No.", "Donald has money.", "See item no. 5 of the list.", "It is here."}},
    {"Lowercase", {"He uses e.g. Linux and i.e. nothing else, etc. and so on.", "Fine."}},
    {"Brand", {"He bought it.", "iPhone sales rose."}},
};
INSTANTIATE_TEST_SUITE_P(English, SentencesCase, testing::ValuesIn(kEnglish),
                         [](const auto& instance) { return instance.param.name; });

TEST(Sentences, NeverCrossAParagraph) {
  EXPECT_EQ(Sentences("Заголовок без точки\n\nОн сказал:\r\n«Да». Все ушли"),
            (std::vector<std::string>{"Заголовок без точки", "Он сказал:", "«Да».", "Все ушли"}));
}

TEST(Sentences, OfOtherScripts) {
  EXPECT_EQ(Sentences("我来了。他走了！"), (std::vector<std::string>{"我来了。", "他走了！"}));
  EXPECT_EQ(Sentences("هل أنت هنا؟ نعم."), (std::vector<std::string>{"هل أنت هنا؟", "نعم."}));
  EXPECT_EQ(Sentences("यह घर है। वह गया।"), (std::vector<std::string>{"यह घर है।", "वह गया।"}));
}

TEST(Sentences, OfNothingAreNone) {
  EXPECT_TRUE(Sentences("").empty());
  EXPECT_TRUE(Sentences(" \n\t\u00A0 ").empty());
}

TEST(Sentences, HoldEveryTokenInOrder) {
  for (const std::string text : {"... ... ...", ".", "\" . \" . \"", "«.».».", "А. Б. В. Г.", "1. 2. 3.", "?! ) ) ) Да",
                                 "— . — . —", "др. Иванов", "г. Москва"}) {
    const Tokens tokens = TokensOf(text);
    const std::vector<lector_span> sentences = SentencesOf(text);
    size_t sentence = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
      while (sentence < sentences.size() && sentences[sentence].end <= tokens.begin[i]) ++sentence;
      ASSERT_LT(sentence, sentences.size()) << text;
      EXPECT_LE(sentences[sentence].begin, tokens.begin[i]) << text;
      EXPECT_GE(sentences[sentence].end, tokens.end[i]) << text;
    }
  }
}

}  // namespace
}  // namespace lector::text
