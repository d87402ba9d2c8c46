#include "cli/report.h"

#include <gmock/gmock.h>

#include "cli/extractor_report.h"
#include "tests/cli/answer.h"

namespace lector::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Report, TablesOfAllKinds) {
  Answer answer("Путин сообщил: «рост на 97%». Путиным.");
  const uint32_t person = answer.Entity("PERSON", "Владимир Путин")->id();
  answer.Mention("Путин", person);
  answer.Mention("Путиным", person);
  answer.Mention("Путин", person);
  auto* quote = answer.Quote("рост на 97%", "Владимир Путин");
  quote->set_speaker_title("президент России");
  *quote->mutable_cue() = answer.Find("сообщил");
  const uint32_t quote_id = answer.response().annotations(3).id();
  auto* figure = answer.Figure("97%", v1::FIGURE_KIND_PERCENT, "97", "%");
  figure->set_role(v1::FIGURE_ROLE_CHANGE);
  figure->set_change(v1::FIGURE_CHANGE_UP);
  answer.response().mutable_annotations(4)->set_quote_id(quote_id);
  auto* report = answer.response().add_extractor_reports();
  report->set_name("broken");
  report->mutable_status()->set_code(13);
  report->mutable_status()->set_message("emitted a span outside the text");
  const std::string out = RenderReport(answer.text(), answer.response(), {});
  EXPECT_THAT(out, ContainsRegex("1 +Владимир Путин +президент России +direct +сообщил +рост на 97%"));
  EXPECT_THAT(out, ContainsRegex("Владимир Путин +PERSON +3 +Путин, Путиным"));
  EXPECT_THAT(out, ContainsRegex("97% +97 % +percent +change +up +1\n"));
  EXPECT_THAT(out, ContainsRegex("broken +INTERNAL +emitted a span outside the text"));
  EXPECT_THAT(out, Not(HasSubstr("\033")));
  EXPECT_THAT(out, Not(HasSubstr("Timings")));
}

TEST(Report, NarrowTerminalsGetBlocksAndWholeNumbers) {
  Answer answer("Выручка завода выросла до 4,1 млрд руб. и это всё.");
  auto* figure = answer.Figure("4,1 млрд руб.", v1::FIGURE_KIND_MONEY, "4100000000", "RUB");
  figure->set_role(v1::FIGURE_ROLE_LEVEL);
  figure->set_change(v1::FIGURE_CHANGE_UP);
  figure->set_modifier(v1::FIGURE_MODIFIER_APPROXIMATE);
  figure->set_indicator("выручка предприятия");
  figure->set_period("2023-01/2023-09");
  const std::string number = "4\u00A0100\u00A0000\u00A0000 RUB";
  const std::string narrow = RenderReport(answer.text(), answer.response(), {.width = 50});
  EXPECT_THAT(narrow, HasSubstr("\n  4,1 млрд руб.\n    value: " + number +
                                "  kind: money\n    modifier: approximate  role: level  change: up\n"));
  EXPECT_THAT(narrow, HasSubstr("indicator: выручка предприятия"));
  EXPECT_THAT(RenderReport(answer.text(), answer.response(), {.width = 90}), HasSubstr("  " + number + "  money "));
}

TEST(Report, OnlyAPolarityThatMattersIsShown) {
  Answer answer("Она отрицает, что мост готов.");
  auto* quote = answer.Quote("мост готов", "Лосева");
  quote->set_polarity(v1::POLARITY_STATES);
  EXPECT_THAT(RenderReport(answer.text(), answer.response(), {}), Not(HasSubstr("polarity")));
  quote->set_polarity(v1::POLARITY_DENIES);
  EXPECT_THAT(RenderReport(answer.text(), answer.response(), {}), ContainsRegex("Лосева +denies +мост готов|Лосева +direct +denies"));
}

TEST(Report, WithoutFindingsThereAreNoTables) {
  Answer answer("Мир");
  EXPECT_THAT(RenderReport(answer.text(), answer.response(), {}), testing::EndsWith("\nМир\n"));
}

TEST(Report, AnExplanationStandsBesideItsQuote) {
  Answer answer("Лосев сообщил: «мост готов».");
  answer.Quote("мост готов", "Лосев");
  auto* annotation = answer.response().add_annotations();
  *annotation->mutable_span() = answer.response().annotations(0).span();
  annotation->mutable_custom()->set_type("lector.v1.Explanation");
  auto& fields = *annotation->mutable_custom()->mutable_json()->mutable_fields();
  fields["of"].set_string_value("quote");
  fields["rule"].set_string_value("direct");
  fields["path"].set_string_value("subject > name");
  const std::string out = RenderReport(answer.text(), answer.response(), {});
  EXPECT_THAT(out, ContainsRegex("1 +мост готов +quote +direct +subject > name"));
  EXPECT_THAT(out, Not(HasSubstr("Other records")));
}

TEST(Report, TimingsWhenAsked) {
  Answer answer("Мир");
  auto* report = answer.response().add_extractor_reports();
  report->set_name("quotes");
  report->set_record_count(3);
  report->mutable_duration()->set_nanos(1'500'000);
  EXPECT_THAT(RenderReport(answer.text(), answer.response(), {}), ContainsRegex("quotes +3 +1.500"));
}

TEST(RenderExtractors, RefusedPluginsInFull) {
  v1::ListExtractorsResponse response;
  auto* info = response.add_extractors();
  info->set_name("quotes");
  info->set_version("1.2.3");
  info->set_is_default(true);
  info->add_languages("ru");
  info->add_languages("en");
  auto* refused = response.add_refused_plugins();
  refused->set_file("/p/bad.so");
  refused->set_check("elf");
  refused->set_message("the file ends inside its program headers");
  refused->set_remedy("copy it again");
  const std::string out = RenderExtractors(response, {});
  EXPECT_THAT(out, ContainsRegex("quotes +1.2.3 +yes +ru, en"));
  EXPECT_THAT(out, HasSubstr("Refused: /p/bad.so\n  check    elf\n  message  the file ends inside its program headers\n"
                             "  remedy   copy it again\n"));
}

TEST(RenderExtractors, MissingLayersAndHowToGetThem) {
  v1::ListExtractorsResponse response;
  auto* missing = response.add_missing_layers();
  missing->set_language("ru");
  missing->add_layers("lector.syntax/1");
  missing->add_layers("lector.names/1");
  missing->set_message("tagger.ru.bin is not there: compile it");
  EXPECT_THAT(RenderExtractors(response, {}),
              HasSubstr("Missing for 'ru': lector.syntax/1, lector.names/1\n  tagger.ru.bin is not there: compile it\n"));
}

TEST(RenderExtractor, TellsOptionsAndSettings) {
  v1::ExtractorInfo info;
  info.set_name("com.example.phones");
  info.set_version("1.2.3");
  info.set_description("Telephone numbers");
  info.add_languages("*");
  info.add_provides("example.v1.Phone");
  info.add_requirements("lector.tokens/1");
  info.add_optional_requirements("lector.v1.Entity");
  info.set_option_schema(R"({"properties": {"mode": {"enum": ["fast", "full"], "default": "fast"},
      "deep": {"properties": {"max": {"type": "integer", "minimum": 1, "maximum": 20, "description": "how many"}}}}})");
  const std::string out = RenderExtractor(info, {});
  EXPECT_THAT(out, StartsWith("com.example.phones 1.2.3\n  Telephone numbers\n  languages  all\n  provides   example.v1.Phone\n"
                              "  requires   lector.tokens/1\n  uses       lector.v1.Entity\n  default    no"));
  EXPECT_THAT(out, HasSubstr("--option com.example.phones:NAME=VALUE\n"));
  EXPECT_THAT(out, ContainsRegex("deep.max +integer, 1 to 20 +how many"));
  EXPECT_THAT(out, ContainsRegex("mode +fast . full +.fast."));
  EXPECT_THAT(out, HasSubstr("[extractors.\"com.example.phones\"]\n  none\n"));

  info.set_name("phones");
  info.set_config_schema(R"({"properties": {"list": {"type": "array", "items": {"type": "string"}}, "odd": 1}})");
  EXPECT_THAT(RenderExtractor(info, {}), ContainsRegex("\\[extractors.phones\\]\n.*\n  list +array of string"));
  info.set_config_schema("no JSON");  // of a daemon that we do not know
  EXPECT_THAT(RenderExtractor(info, {}), HasSubstr("[extractors.phones]\n  none\n"));
}

TEST(Label, WordsOfEnums) {
  EXPECT_EQ(Label(v1::FIGURE_MODIFIER_AT_LEAST), "at least");
  EXPECT_EQ(Label(v1::QUOTE_KIND_UNSPECIFIED), "");
  EXPECT_EQ(Label(static_cast<v1::QuoteKind>(77)), "");  // of a newer daemon
}

}  // namespace
}  // namespace lector::cli
