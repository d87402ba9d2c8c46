#include "cli/annotated_text.h"

#include <gmock/gmock.h>

#include <regex>

#include "tests/cli/answer.h"

namespace lector::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string WithoutEscapes(const std::string& text) { return std::regex_replace(text, std::regex("\033\\[[0-9;]*m"), ""); }

TEST(Grouped, ThousandsOfLongNumbers) {
  EXPECT_EQ(Grouped("4100000000"), "4\u00A0100\u00A0000\u00A0000");
  EXPECT_EQ(Grouped("-12345.678901"), "-12\u00A0345.678901");
  EXPECT_EQ(Grouped("2025"), "2025");
  EXPECT_EQ(Grouped("100000/3"), "100\u00A0000/3");
  EXPECT_EQ(Grouped(""), "");
}

TEST(AnnotatedText, MarksStandInTheTextWithoutColour) {
  Answer answer("Путин: «рост 97%».\n");
  const uint32_t person = answer.Entity("PERSON", "Владимир Путин")->id();
  answer.Mention("Путин", person);
  answer.Quote("рост 97%", "Владимир Путин");
  answer.Figure("97%", v1::FIGURE_KIND_PERCENT, "97", "%");
  EXPECT_EQ(RenderAnnotatedText(answer.text(), answer.response(), {}), "[Путин PERSON]: «<q1>рост {97% = 97 %}</q1>».\n");
}

TEST(AnnotatedText, InnerMarksCloseBeforeOuterOnes) {
  Answer answer("президент России");
  const uint32_t person = answer.Entity("PERSON", "Путин")->id();
  const uint32_t place = answer.Entity("LOCATION.country", "Россия")->id();
  answer.Mention("президент России", person);
  answer.Mention("России", place);
  EXPECT_EQ(RenderAnnotatedText(answer.text(), answer.response(), {}), "[президент [России LOCATION] PERSON]\n");
}

TEST(AnnotatedText, ColoursOfNestedAnnotations) {
  Answer answer("ab 97% cd");
  answer.Quote("ab 97% cd", "X");
  answer.Figure("97%", v1::FIGURE_KIND_PERCENT, "97", "%");
  const std::string out = RenderAnnotatedText(answer.text(), answer.response(), {.colour = true});
  // The figure keeps the quote's slant and takes its own colour; behind it the quote goes on.
  EXPECT_THAT(out, HasSubstr("\033[0;3;36mab"));
  EXPECT_THAT(out, HasSubstr("\033[0;3;4;33m97%"));
  EXPECT_THAT(out, HasSubstr("\033[0;3;36m cd"));
  EXPECT_EQ(WithoutEscapes(out), "ab 97% cd[1]\n");
}

TEST(AnnotatedText, StylesDoNotRunOverLineEnds) {
  Answer answer("one\ntwo");
  answer.Quote("one\ntwo", "X");
  const std::string out = RenderAnnotatedText(answer.text(), answer.response(), {.colour = true});
  EXPECT_THAT(out, HasSubstr("one\033[0m\n\033[0;3;36mtwo"));
  EXPECT_TRUE(out.ends_with("\033[0m\n"));
}

TEST(AnnotatedText, NoEscapeWithoutColour) {
  Answer answer("a\033[31mb");
  answer.Quote("a", "X");
  EXPECT_THAT(RenderAnnotatedText(answer.text(), answer.response(), {}), Not(HasSubstr("\033")));
}

TEST(AnnotatedText, WrapsBetweenWordsByDisplayWidth) {
  Answer answer("раз два три четыре");
  EXPECT_EQ(RenderAnnotatedText(answer.text(), answer.response(), {.width = 7}), "раз два\nтри\nчетыре\n");
  Answer wide("漢字 漢字 漢字");  // two columns each
  EXPECT_EQ(RenderAnnotatedText(wide.text(), wide.response(), {.width = 9}), "漢字 漢字\n漢字\n");
}

TEST(AnnotatedText, OffsetsInOtherEncodings) {
  for (const auto& [encoding, begin, end] :
       {std::tuple{v1::OFFSET_ENCODING_UTF16, 3u, 6u}, {v1::OFFSET_ENCODING_UTF32, 2u, 5u}}) {
    Answer answer("😀 мир");
    auto* annotation = answer.Annotate("мир");
    annotation->mutable_span()->set_begin(begin);
    annotation->mutable_span()->set_end(end);
    annotation->mutable_custom()->set_type("x.Y");
    answer.response().set_offset_encoding(encoding);
    EXPECT_EQ(RenderAnnotatedText(answer.text(), answer.response(), {}), "😀 (мир x.Y)\n");
  }
}

TEST(AnnotatedText, OffsetsBehindTheTextAreHarmless) {
  Answer answer("мир");
  auto* annotation = answer.Annotate("мир");
  annotation->mutable_span()->set_end(1000);
  annotation->mutable_custom()->set_type("x.Y");
  EXPECT_EQ(RenderAnnotatedText(answer.text(), answer.response(), {}), "(мир x.Y)\n");
}

TEST(AnnotatedText, InterruptedQuoteIsNumberedOnce) {
  Answer answer("«Мост готов, — сказал он. — Ждём»");
  auto* quote = answer.Quote("Мост готов", "Иванов");
  *quote->add_content() = answer.Find("Ждём");
  const std::string out = WithoutEscapes(RenderAnnotatedText(answer.text(), answer.response(), {.colour = true}));
  EXPECT_EQ(out, "«Мост готов, — сказал он. — Ждём[1]»\n");
}

TEST(FigureValue, RangesAndOpenRanges) {
  v1::EconomicFigure figure;
  figure.set_min("5");
  figure.set_unit("%");
  EXPECT_EQ(FigureValue(figure), "from 5 %");
  figure.set_max("7");
  EXPECT_EQ(FigureValue(figure), "5 to 7 %");
}

}  // namespace
}  // namespace lector::cli
