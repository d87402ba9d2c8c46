#include "daemon/service/request.h"

#include <gtest/gtest.h>

namespace lector::service {
namespace {

std::string FieldOf(const std::optional<Error>& error) { return error ? error->status.field() : "none"; }

TEST(Request, EmptyOptionsAreTheDefaults) {
  CheckedOptions options;
  EXPECT_FALSE(CheckOptions({}, options));
  EXPECT_TRUE(options.selections.empty());
  EXPECT_EQ(options.encoding, text::OffsetEncoding::kUtf8);
}

TEST(Request, SelectionsKeepOrderAndOptions) {
  v1::AnalysisOptions wire;
  wire.add_extractors()->set_name("b");
  wire.mutable_extractors(0)->set_version("1.0.0");
  wire.add_extractors()->set_name("a");
  (*wire.mutable_extractors(1)->mutable_options()->mutable_fields())["max"].set_number_value(3);
  CheckedOptions options;
  ASSERT_FALSE(CheckOptions(wire, options));
  ASSERT_EQ(options.selections.size(), 2u);
  EXPECT_EQ(options.selections[0].version, "1.0.0");
  EXPECT_EQ(options.selections[0].options_json, "");
  EXPECT_EQ(options.selections[1].options_json, R"({"max":3})");
}

TEST(Request, FieldsOfErrorsStartAtTheOptions) {
  v1::AnalysisOptions wire;
  CheckedOptions options;
  wire.add_extractors()->set_name("a");
  (*wire.mutable_extractors(0)->mutable_options()->mutable_fields())["x"];
  EXPECT_EQ(FieldOf(CheckOptions(wire, options)), "extractors[0].options.x");
  wire.Clear();
  for (int i = 0; i < 257; ++i) wire.add_extractors()->set_name(std::to_string(i));
  EXPECT_EQ(FieldOf(CheckOptions(wire, options)), "extractors");
}

TEST(Request, DatesAreThoseOfTheZone) {
  DocumentFields document;
  document.text = "a";
  document.publish_time.emplace().set_seconds(1764190800);  // 2025-11-26T21:00:00Z
  text::Document::Source source;
  DocumentFields again = document;
  ASSERT_FALSE(TakeDocument(document, "", 10, source));
  EXPECT_EQ(source.publish_date, "2025-11-26");
  ASSERT_FALSE(TakeDocument(again, "Europe/Moscow", 10, source));
  EXPECT_EQ(source.publish_date, "2025-11-27");
}

TEST(Request, TextLimitCountsBytes) {
  DocumentFields document;
  text::Document::Source source;
  document.text = "ъъъ";
  EXPECT_EQ(FieldOf(TakeDocument(document, "", 5, source)), "text");
  EXPECT_FALSE(TakeDocument(document, "", 6, source));
  EXPECT_EQ(source.text, "ъъъ");
}

TEST(Request, LanguageHasOneSpelling) {
  for (const auto& [given, taken] : std::initializer_list<std::pair<const char*, const char*>>{
           {"ru", "ru"}, {"RUS", "ru"}, {"EN-gb", "en-GB"}, {"sr-Cyrl-RS", "sr-Cyrl-RS"}, {"", ""}, {"und", ""}}) {
    DocumentFields document = {.text = "a", .language = given};
    text::Document::Source source;
    EXPECT_FALSE(TakeDocument(document, "", 10, source)) << given;
    EXPECT_EQ(source.language, taken) << given;
  }
  for (const char* language : {"r", "russian federation", "-ru", "ru_RU"}) {
    DocumentFields document = {.text = "a", .language = language};
    text::Document::Source source;
    EXPECT_EQ(FieldOf(TakeDocument(document, "", 10, source)), "language") << language;
  }
}

}  // namespace
}  // namespace lector::service
