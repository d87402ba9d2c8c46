#include "cli/layers_report.h"

#include <gmock/gmock.h>

#include "tests/cli/answer.h"

namespace lector::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr char kLines[] =
    "1\tПутин\tпутин\tPROPN\t_\tCase=Nom|Gender=Masc\t2\tnsubj\t_\tName=B-PER\n"
    "2\tсказал\tсказать\tVERB\t_\tTense=Past\t0\troot\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";

Answer Sample() {
  Answer answer("Путин\nсказал. Да.");
  auto* custom = answer.Annotate("Путин\nсказал.")->mutable_custom();
  custom->set_type("layers.v1.Sentence");
  (*custom->mutable_json()->mutable_fields())["conllu"].set_string_value(kLines);
  answer.Annotate("Да")->mutable_custom()->set_type("com.example.v1.Other");
  return answer;
}

TEST(LayersReport, ATableASentence) {
  Answer answer = Sample();
  const std::string out = RenderLayers(answer.response(), {});
  EXPECT_THAT(out, HasSubstr("Путин сказал.\n"));
  EXPECT_THAT(out, ContainsRegex("1 +Путин +путин +PROPN +2 +nsubj +B-PER +Case=Nom.Gender=Masc"));
  EXPECT_THAT(out, ContainsRegex("2 +сказал +сказать +VERB +0 +root +Tense=Past"));
  EXPECT_THAT(out, Not(HasSubstr("SpaceAfter")));
  EXPECT_THAT(out, Not(HasSubstr("Other")));
}

TEST(LayersReport, Conllu) {
  Answer answer = Sample();
  EXPECT_EQ(ToConllu("a.txt", answer.response()), "# newdoc id = a.txt\n# text = Путин сказал.\n" + std::string(kLines) + "\n");
}

TEST(LayersReport, NothingFound) {
  EXPECT_EQ(RenderLayers({}, {}), "");
  EXPECT_EQ(ToConllu("a.txt", {}), "# newdoc id = a.txt\n");
}

}  // namespace
}  // namespace lector::cli
