// What a good request is answered with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AnalyzeTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    daemon_ = new DaemonProcess({.plugin_dirs = {FIXTURE_PLUGINS}});
    ASSERT_TRUE(daemon_->Start()) << daemon_->log();
  }
  static void TearDownTestSuite() { delete daemon_; }

  static v1::AnalyzeDocumentResponse Answer(const v1::AnalyzeDocumentRequest& request) {
    v1::AnalyzeDocumentResponse response;
    const grpc::Status status = Analyze(daemon_->channel(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  static inline DaemonProcess* daemon_ = nullptr;
};

void ExpectSlices(const v1::AnalyzeDocumentResponse& response, const std::string& text, v1::OffsetEncoding encoding) {
  EXPECT_EQ(response.offset_encoding(), encoding);
  ASSERT_FALSE(response.annotations().empty());
  for (const v1::Annotation& annotation : response.annotations()) {
    EXPECT_FALSE(annotation.text().empty());
    EXPECT_EQ(Slice(text, annotation.span().begin(), annotation.span().end(), encoding), annotation.text());
    if (annotation.has_mention()) {
      const v1::Span& name = annotation.mention().name_span();
      EXPECT_EQ(Slice(text, name.begin(), name.end(), encoding), annotation.text());
    }
    for (const v1::Span& content : annotation.quote().content())
      EXPECT_EQ(Slice(text, content.begin(), content.end(), encoding), annotation.text());
  }
}

TEST_F(AnalyzeTest, OffsetsOfEveryEncodingCoverTheText) {
  const std::string text = Article() + "\nПосле 😀 сказал Иванов: «Да 🚀 и Нет».\n";
  for (const auto encoding : {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16, v1::OFFSET_ENCODING_UTF32}) {
    v1::AnalyzeDocumentRequest request = RequestFor(text);
    request.mutable_options()->set_offset_encoding(encoding);
    ExpectSlices(Answer(request), text, encoding);
  }
}

TEST_F(AnalyzeTest, UnspecifiedEncodingIsUtf8) {
  ExpectSlices(Answer(RequestFor(Article())), Article(), v1::OFFSET_ENCODING_UTF8);
}

TEST_F(AnalyzeTest, AnnotationsAreSortedAndLinksLead) {
  const v1::AnalyzeDocumentResponse response = Answer(RequestFor(Article() + "\nОн сказал: «Да, в Москве и Казани».\n"));
  std::map<uint32_t, const v1::Annotation*> annotations;
  std::map<uint32_t, const v1::Entity*> entities;
  for (const v1::Entity& entity : response.entities()) EXPECT_TRUE(entities.emplace(entity.id(), &entity).second);
  for (const v1::Annotation& annotation : response.annotations()) {
    EXPECT_TRUE(annotations.emplace(annotation.id(), &annotation).second);
    EXPECT_EQ(entities.count(annotation.id()), 0u);
  }
  for (int i = 1; i < response.annotations_size(); ++i) {
    const v1::Span &before = response.annotations(i - 1).span(), &after = response.annotations(i).span();
    EXPECT_TRUE(before.begin() < after.begin() || (before.begin() == after.begin() && before.end() >= after.end())) << i;
  }
  int mentions = 0, inside = 0;
  for (const v1::Annotation& annotation : response.annotations()) {
    if (annotation.has_mention()) {
      ++mentions;
      ASSERT_EQ(entities.count(annotation.mention().entity_id()), 1u);
      EXPECT_EQ(entities[annotation.mention().entity_id()]->name(), annotation.text());
    }
    if (annotation.quote_id() == 0) continue;
    ++inside;
    ASSERT_EQ(annotations.count(annotation.quote_id()), 1u);
    const v1::Annotation& quote = *annotations[annotation.quote_id()];
    ASSERT_TRUE(quote.has_quote());
    EXPECT_LE(quote.span().begin(), annotation.span().begin());
    EXPECT_GE(quote.span().end(), annotation.span().end());
  }
  EXPECT_GT(mentions, 20);
  EXPECT_GT(inside, 0);
}

TEST_F(AnalyzeTest, EqualRequestsGetEqualBytes) {
  std::string first, second;
  const std::string request = RequestFor(Article()).SerializeAsString();
  ASSERT_TRUE(CallRaw(daemon_->channel(), kAnalyzeMethod, request, &first).ok());
  for (int i = 0; i < 5; ++i) {
    second.clear();
    ASSERT_TRUE(CallRaw(daemon_->channel(), kAnalyzeMethod, request, &second).ok());
    EXPECT_EQ(first, second);
  }
}

TEST_F(AnalyzeTest, EveryKindOfRecordArrives) {
  const v1::AnalyzeDocumentResponse response = Answer(RequestFor("Слово «Иванов сам» 5"));
  ASSERT_THAT(response.annotations(), SizeIs(5));
  const v1::Annotation &size = response.annotations(0), &word = response.annotations(1), &figure = response.annotations(4);
  EXPECT_EQ(size.custom().type(), "test.v1.Size");
  EXPECT_EQ(size.custom().json().fields().at("bytes").number_value(), 36);
  EXPECT_EQ(word.extractor(), "test.words");
  EXPECT_EQ(word.mention().form(), v1::MENTION_FORM_NAME);
  EXPECT_EQ(word.confidence(), 0.75f);
  EXPECT_EQ(response.annotations(2).quote().kind(), v1::QUOTE_KIND_DIRECT);
  EXPECT_EQ(response.annotations(3).quote_id(), response.annotations(2).id());
  EXPECT_EQ(figure.figure().kind(), v1::FIGURE_KIND_NUMBER);
  EXPECT_EQ(figure.figure().period(), "2024-Q1");
  EXPECT_EQ(figure.figure().period_start(), "2024-01-01");
  EXPECT_EQ(figure.figure().period_end(), "2024-03-31");
  ASSERT_THAT(response.entities(), SizeIs(2));
  EXPECT_EQ(response.entities(0).attributes(0).key(), "alias");
  EXPECT_EQ(response.entities(0).attributes(1).key(), "title");
}

TEST_F(AnalyzeTest, MinConfidenceLeavesOutWhatIsBelow) {
  v1::AnalyzeDocumentRequest request = RequestFor("Да Иванов");
  EXPECT_THAT(Answer(request).annotations(), SizeIs(3));
  request.mutable_options()->set_min_confidence(0.5f);
  const v1::AnalyzeDocumentResponse response = Answer(request);
  ASSERT_THAT(response.annotations(), SizeIs(2));  // the one without a confidence stays
  EXPECT_EQ(response.annotations(1).text(), "Иванов");
  EXPECT_EQ(response.extractor_reports(0).record_count(), 5u);
}

TEST_F(AnalyzeTest, OptionsReachTheExtractor) {
  v1::AnalyzeDocumentRequest request = RequestFor("Да Иванов", "test.words");
  (*request.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields())["min_length"].set_number_value(5);
  const v1::AnalyzeDocumentResponse response = Answer(request);
  ASSERT_THAT(response.entities(), SizeIs(1));
  EXPECT_EQ(response.entities(0).name(), "Иванов");
}

TEST_F(AnalyzeTest, ReportsTellWhatRan) {
  v1::AnalyzeDocumentRequest request = RequestFor("Иванов");
  const v1::AnalyzeDocumentResponse plain = Answer(request);
  ASSERT_THAT(plain.extractor_reports(), SizeIs(1));
  EXPECT_EQ(plain.extractor_reports(0).name(), "test.words");
  EXPECT_EQ(plain.extractor_reports(0).version(), "1.2.3");
  EXPECT_EQ(plain.extractor_reports(0).status().code(), 0);
  EXPECT_FALSE(plain.extractor_reports(0).has_duration());
  request.mutable_options()->set_include_timings(true);
  const google::protobuf::Duration took = Answer(request).extractor_reports(0).duration();
  EXPECT_TRUE(took.seconds() > 0 || took.nanos() > 0);
}

TEST_F(AnalyzeTest, FailureOfOneLeavesTheOthersFindings) {
  v1::AnalyzeDocumentRequest request = RequestFor("Иванов", "test.fails");
  request.mutable_options()->add_extractors()->set_name("test.words");
  const v1::AnalyzeDocumentResponse response = Answer(request);
  EXPECT_THAT(response.entities(), SizeIs(1));
  ASSERT_THAT(response.extractor_reports(), SizeIs(2));
  int failed = 0;
  for (const v1::ExtractorReport& report : response.extractor_reports()) {
    if (report.name() != "test.fails") continue;
    ++failed;
    EXPECT_EQ(report.status().code(), grpc::StatusCode::INTERNAL);
    EXPECT_THAT(report.status().message(), ::testing::HasSubstr("failed as told"));
  }
  EXPECT_EQ(failed, 1);
}

TEST_F(AnalyzeTest, NestedRecordsAreReadableOrRefused) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.words");
  auto& options = *request.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields();
  options["depth"].set_number_value(30);
  EXPECT_THAT(Answer(request).annotations(), SizeIs(2));
  options["depth"].set_number_value(31);
  const v1::ExtractorReport refused = Answer(request).extractor_reports(0);
  EXPECT_EQ(refused.status().code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(refused.status().message(), ::testing::HasSubstr("nested"));
}

TEST_F(AnalyzeTest, LanguageIsEchoed) {
  v1::AnalyzeDocumentRequest request = RequestFor("Иванов сказал, что мост готов.");
  EXPECT_EQ(Answer(request).language(), "ru");
  request.mutable_document()->set_language("en-GB");
  EXPECT_EQ(Answer(request).language(), "en-GB");
  // However it is spelt, those who are for it run.
  request.mutable_options()->add_extractors()->set_name("test.russian");
  for (const char* spelling : {"ru", "RU", "rus", "Ru-ru"}) {
    request.mutable_document()->set_language(spelling);
    EXPECT_EQ(Answer(request).extractor_reports_size(), 1) << spelling;
  }
}

TEST_F(AnalyzeTest, PublishTimeAndZoneAreTaken) {
  v1::AnalyzeDocumentRequest request = RequestFor("Иванов");
  request.mutable_document()->mutable_publish_time()->set_seconds(1764147600);
  request.mutable_options()->set_time_zone("Europe/Moscow");
  EXPECT_THAT(Answer(request).entities(), SizeIs(1));
}

}  // namespace
}  // namespace lector::testing
