#include "plugins/quotes/marks.h"

#include <gtest/gtest.h>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

// The outermost stretches, without their marks; an unclosed one ends with "…".
Strings Stretches(const std::string& text) {
  const Doc doc(text);
  const Page page(doc.input, LexiconOf("ru"), [] {});
  Strings out;
  for (const Stretch& stretch : page.stretches())
    out.push_back(std::string(page.Text(stretch.Inside())) + (stretch.closed ? "" : "…"));
  return out;
}

TEST(Marks, EveryKindOfMark) {
  EXPECT_EQ(Stretches("Он «там» и „здесь“, “one” and \"two\", 'three'."), (Strings{"там", "здесь", "one", "two", "three"}));
}

TEST(Marks, InnerMarksBelongToTheOuterStretch) {
  EXPECT_EQ(Stretches("«Играем „Грозу“ и «Лес» осенью», — сказал он."), (Strings{"Играем „Грозу“ и «Лес» осенью"}));
  EXPECT_EQ(Stretches("\"Завод \"Искра\" открыт\", - сказал он."), (Strings{"Завод \"Искра\" открыт"}));
}

TEST(Marks, OneClosingMarkServesTwo) {
  EXPECT_EQ(Stretches("Он сказал: «Мы строим завод «Искра»."), (Strings{"Мы строим завод «Искра"}));
}

TEST(Marks, ParagraphsThatOpenAgainAreOneStretch) {
  EXPECT_EQ(Stretches("«Первый абзац.\n\n«Второй абзац.\n\n«Третий», — сказал он."),
            (Strings{"Первый абзац.\n\n«Второй абзац.\n\n«Третий"}));
}

TEST(Marks, AnUnclosedStretchEndsWithItsParagraph) {
  EXPECT_EQ(Stretches("«Мост готов, — сказал Лосев.\n\nДругой абзац."), (Strings{"Мост готов, — сказал Лосев.…"}));
}

TEST(Marks, StrayMarksAreNoStretch) { EXPECT_EQ(Stretches("Доска 6\" на 4\" и » лишняя"), Strings{}); }

TEST(Marks, ABlockMarkerOpensNothing) {
  EXPECT_EQ(Stretches("« \"Мост готов\". Иван Лосев глава района"), (Strings{"Мост готов"}));
}

}  // namespace
}  // namespace lector::quotes
