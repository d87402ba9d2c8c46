#include "cli/tsv.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/cli/answer.h"

namespace lector::cli {
namespace {

using testing::HasSubstr;

TEST(Tsv, OneRecordALineWithAsManyColumnsAsTheHeader) {
  Answer answer("Путин: «рост\tна 97%»");
  const auto tabs = [](const std::string& line) { return std::count(line.begin(), line.end(), '\t'); };
  answer.Mention("Путин", answer.Entity("PERSON", "Владимир Путин")->id());
  answer.Quote("рост\tна 97%", "Владимир Путин");
  answer.Figure("97%", v1::FIGURE_KIND_PERCENT, "97", "%");
  answer.Annotate("Путин")->mutable_custom()->set_type("x.Y");
  const std::string out = ToTsv("a.txt", answer.response());
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 5);
  EXPECT_EQ(tabs(out), 5 * tabs(TsvHeader()));
}

TEST(Tsv, EscapesWhatWouldBreakALine) {
  Answer answer("a\tb\nc\\d\re");
  answer.Quote(answer.text(), "X");
  EXPECT_THAT(ToTsv("in", answer.response()), HasSubstr("\ta\\tb\\nc\\\\d\\re\t"));
}

TEST(Tsv, FigureColumns) {
  Answer answer("от 5 до 7%");
  auto* figure = answer.Figure("от 5 до 7%", v1::FIGURE_KIND_PERCENTAGE_POINTS, "", "pp");
  figure->set_min("5");
  figure->set_max("7");
  figure->set_modifier(v1::FIGURE_MODIFIER_RANGE);
  figure->set_economic(v1::ECONOMIC_RELEVANCE_NO);
  answer.response().mutable_annotations(0)->set_extractor("figures");
  EXPECT_EQ(ToTsv("in", answer.response()),
            "in\tfigure\t1\t0\t14\tот 5 до 7%\tpercentage points\t\t5..7\tpp\t\t\tfigures\t\tmodifier=range; economic=no\n");
}

}  // namespace
}  // namespace lector::cli
