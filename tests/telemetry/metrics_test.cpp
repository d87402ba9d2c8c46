#include "daemon/telemetry/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "daemon/telemetry/exporter.h"

namespace lector::telemetry {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(DurationHistogram, CountsInTheBucketThatATimeFallsInto) {
  DurationHistogram histogram;
  histogram.Observe(0);
  histogram.Observe(50'000);          // a bound belongs to its bucket
  histogram.Observe(50'001);
  histogram.Observe(60'000'000'000);  // above all
  EXPECT_EQ(histogram.Count(0), 2u);
  EXPECT_EQ(histogram.Count(1), 1u);
  EXPECT_EQ(histogram.Count(DurationHistogram::kBounds.size()), 1u);
  EXPECT_NEAR(histogram.Sum(), 60.000100001, 1e-9);
}

TEST(CodeCounter, PutsWhatIsNoCodeUnderUnknown) {
  CodeCounter counter;
  counter.Add(Code::kInternal);
  counter.Add(static_cast<Code>(99));
  counter.Add(static_cast<Code>(-1));
  EXPECT_EQ(counter.Get(Code::kInternal), 1u);
  EXPECT_EQ(counter.Get(Code::kUnknown), 2u);
}

TEST(PluginCounts, AreByExtractorAndPassOverNonsense) {
  Count("counting", "hits", 2);
  Count("counting", "hits", -5);
  Count("counting", "hits", std::nan(""));
  Count("counting", "hits", 0.5);
  Count("other", "hits", 1);
  EXPECT_EQ((PluginCounts()[{"counting", "hits"}]), 2.5);
  EXPECT_EQ((PluginCounts()[{"other", "hits"}]), 1);
}

TEST(PluginCounts, KeepANumberOfGoodNames) {
  const std::string longest(64, 'a');
  for (const std::string& name : {longest, longest + "a", std::string("Dots.and-dashes_1"), std::string(), std::string("имя"),
                                  std::string("a b"), std::string("\xff"), std::string("a\0b", 3)})
    Count("names", name, 1);
  std::vector<std::string> kept;
  for (const auto& [name, sum] : PluginCounts())
    if (name.first == "names") kept.push_back(name.second);
  EXPECT_THAT(kept, ElementsAre("Dots.and-dashes_1", longest));

  for (int i = 0; i < 200; ++i) Count("many", std::to_string(i), 1);
  Count("many", "0", 1);
  EXPECT_EQ((PluginCounts()[{"many", "0"}]), 2);
  EXPECT_EQ(PluginCounts().count({"many", "99"}), 1u);
  EXPECT_EQ(PluginCounts().count({"many", "100"}), 0u);
}

TEST(MetricsText, HoldsWhatWasCounted) {
  EXPECT_THAT(MetricsText("1"), Not(HasSubstr("of_text")));
  ExtractorMetrics& metrics = OfExtractor("of_text");
  metrics.Observe(Code::kOk, 300'000, 7);
  metrics.Observe(Code::kInternal, 300'000, 0);
  TheMetrics().unary.Observe(Code::kOk, 2'000'000, 1234);
  TheMetrics().unary.Observe(Code::kUnavailable, 2'000'000, 0);
  Count("of_text", "odd-name", 1);
  Count("of_text", "odd\"name\n", 1);
  const std::string text = MetricsText("1.2.3");
  for (const char* line : {
           "lector_info{version=\"1.2.3\"} 1\n",
           "lector_extractor_calls_total{extractor=\"of_text\",code=\"OK\"} 1\n",
           "lector_extractor_calls_total{extractor=\"of_text\",code=\"INTERNAL\"} 1\n",
           "lector_extractor_seconds_bucket{extractor=\"of_text\",le=\"0.00025\"} 0\n",
           "lector_extractor_seconds_bucket{extractor=\"of_text\",le=\"0.0005\"} 2\n",
           "lector_extractor_seconds_bucket{extractor=\"of_text\",le=\"+Inf\"} 2\n",
           "lector_extractor_records_total{extractor=\"of_text\"} 7\n",
           "lector_documents_total{method=\"AnalyzeDocument\",code=\"OK\"} 1\n",
           "lector_documents_total{method=\"AnalyzeDocument\",code=\"UNAVAILABLE\"} 1\n",
           "lector_document_seconds_count{method=\"AnalyzeDocument\"} 1\n",  // refusals would hide how long work takes
           "lector_document_text_bytes_total{method=\"AnalyzeDocument\"} 1234\n",
           "lector_plugin_count_total{extractor=\"of_text\",metric=\"odd-name\"} 1\n",
           "# TYPE process_cpu_seconds_total counter\n",
       })
    EXPECT_THAT(text, HasSubstr(line));
}

}  // namespace
}  // namespace lector::telemetry
