#include "cli/request.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

namespace lector::cli {
namespace {

TEST(AddExtractor, NamesVersionsAndOptions) {
  v1::AnalysisOptions options;
  std::string error;
  ASSERT_TRUE(AddExtractor("quotes", &options, &error));
  ASSERT_TRUE(AddExtractor("figures@1.0.0:numerals=true", &options, &error));
  ASSERT_TRUE(AddExtractor("figures:label=a b", &options, &error));
  ASSERT_TRUE(AddExtractorOption("figures.limits.max=3", &options, &error));
  ASSERT_EQ(options.extractors_size(), 2);
  EXPECT_EQ(options.extractors(0).name(), "quotes");
  EXPECT_FALSE(options.extractors(0).has_options());
  EXPECT_EQ(options.extractors(1).version(), "1.0.0");
  const auto& fields = options.extractors(1).options().fields();
  EXPECT_TRUE(fields.at("numerals").bool_value());
  EXPECT_EQ(fields.at("label").string_value(), "a b");
  EXPECT_EQ(fields.at("limits").struct_value().fields().at("max").number_value(), 3);
}

TEST(AddExtractor, ValuesThatLookLikeJsonAreJson) {
  v1::AnalysisOptions options;
  std::string error;
  for (const char* option : {"a.list=[1,2]", "a.text=\"3\"", "a.word=true story", "a.empty="})
    ASSERT_TRUE(AddExtractorOption(option, &options, &error)) << error;
  const auto& fields = options.extractors(0).options().fields();
  EXPECT_EQ(fields.at("list").list_value().values_size(), 2);
  EXPECT_EQ(fields.at("text").string_value(), "3");
  EXPECT_EQ(fields.at("word").string_value(), "true story");
  EXPECT_EQ(fields.at("empty").string_value(), "");
}

TEST(AddExtractor, AColonEndsANameWithDots) {
  v1::AnalysisOptions options;
  std::string error;
  ASSERT_TRUE(AddExtractorOption("com.example.phones:min.digits=3", &options, &error)) << error;
  ASSERT_TRUE(AddExtractorOption("figures.note=a:b", &options, &error)) << error;
  ASSERT_EQ(options.extractors_size(), 2);
  EXPECT_EQ(options.extractors(0).name(), "com.example.phones");
  EXPECT_EQ(options.extractors(0).options().fields().at("min").struct_value().fields().at("digits").number_value(), 3);
  EXPECT_EQ(options.extractors(1).options().fields().at("note").string_value(), "a:b");
}

TEST(AddExtractor, MalformedOnesSayWhy) {
  for (const char* bad : {"", ":a=1", "@1", "figures:numerals", "figures:=1"}) {
    v1::AnalysisOptions options;
    std::string error;
    EXPECT_FALSE(AddExtractor(bad, &options, &error)) << bad;
    EXPECT_FALSE(error.empty());
  }
  for (const char* bad : {"figures", "figures=1", ".a=1", "figures.a"}) {
    v1::AnalysisOptions options;
    std::string error;
    EXPECT_FALSE(AddExtractorOption(bad, &options, &error)) << bad;
    EXPECT_FALSE(error.empty());
  }
}

TEST(ParsePublishTime, DatesAndTimes) {
  google::protobuf::Timestamp time;
  ASSERT_TRUE(ParsePublishTime("2025-11-26", &time));
  EXPECT_EQ(google::protobuf::util::TimeUtil::ToString(time), "2025-11-26T12:00:00Z");
  ASSERT_TRUE(ParsePublishTime("2025-11-26T09:00:00+03:00", &time));
  EXPECT_EQ(google::protobuf::util::TimeUtil::ToString(time), "2025-11-26T06:00:00Z");
  EXPECT_FALSE(ParsePublishTime("yesterday", &time));
  EXPECT_FALSE(ParsePublishTime("2025-13-26", &time));
}

}  // namespace
}  // namespace lector::cli
