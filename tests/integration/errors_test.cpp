// What a bad request, or a bad moment, is answered with: code, reason, field.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
constexpr uint32_t kTextLimit = 1u << 20;

class ErrorsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    daemon_ = new DaemonProcess({.plugin_dirs = {FIXTURE_PLUGINS},
                                 .args = {"--threads", "1", "--queue", "1", "--max-text-bytes", std::to_string(kTextLimit)}});
    ASSERT_TRUE(daemon_->Start()) << daemon_->log();
  }
  static void TearDownTestSuite() {
    // Whatever was sent, it still answers; work that was cancelled may take a moment to end.
    grpc::Status status;
    for (int i = 0; i < 1000; ++i) {
      status = Analyze(daemon_->channel(), RequestFor("Иванов"));
      if (status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) break;
      std::this_thread::sleep_for(milliseconds(10));
    }
    EXPECT_TRUE(status.ok()) << status.error_message();
    delete daemon_;
  }

  static void Expect(const v1::AnalyzeDocumentRequest& request, grpc::StatusCode code, const std::string& reason,
                     const std::string& field, const std::string& message = "") {
    Expect(Analyze(daemon_->channel(), request), code, reason, field, message);
  }

  static void Expect(const grpc::Status& status, grpc::StatusCode code, const std::string& reason, const std::string& field,
                     const std::string& message = "") {
    EXPECT_EQ(status.error_code(), code) << status.error_message();
    const Details details = DetailsOf(status);
    EXPECT_EQ(details.info.domain(), "lector");
    EXPECT_EQ(details.reason(), reason);
    EXPECT_EQ(details.field(), field);
    EXPECT_THAT(status.error_message(), HasSubstr(message));
  }

  static grpc::Status SendText(const std::string& bytes) {
    // A client's own protobuf would refuse to send such a string.
    std::string document = "\x0a";
    for (size_t size = bytes.size();; size >>= 7) {
      document += static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0));
      if (size <= 0x7f) break;
    }
    document += bytes;
    std::string request = "\x0a";
    for (size_t size = document.size();; size >>= 7) {
      request += static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0));
      if (size <= 0x7f) break;
    }
    return CallRaw(daemon_->channel(), kAnalyzeMethod, request + document);
  }

  static inline DaemonProcess* daemon_ = nullptr;
};

constexpr auto kInvalid = grpc::StatusCode::INVALID_ARGUMENT;

TEST_F(ErrorsTest, EmptyRequest) { Expect(v1::AnalyzeDocumentRequest(), kInvalid, "TEXT_MISSING", "document"); }

TEST_F(ErrorsTest, EmptyText) { Expect(RequestFor(""), kInvalid, "TEXT_MISSING", "document.text"); }

TEST_F(ErrorsTest, InvalidUtf8) {
  const grpc::Status status = SendText("Hello \xff world");
  Expect(status, kInvalid, "INVALID_UTF8", "document.text");
  EXPECT_EQ(DetailsOf(status).metadata("byteOffset"), "6");
}

TEST_F(ErrorsTest, Windows1251IsToldSo) {
  // "Президент России заявил" in Windows-1251.
  Expect(SendText("\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xd0\xee\xf1\xf1\xe8\xe8 \xe7\xe0\xff\xe2\xe8\xeb"), kInvalid,
         "INVALID_UTF8", "document.text", "Windows-1251");
}

TEST_F(ErrorsTest, Utf16IsToldSo) {
  Expect(SendText(std::string("\xff\xfe\x1f\x04@\x04\x35\x04", 8)), kInvalid, "INVALID_UTF8", "document.text", "UTF-16");
}

TEST_F(ErrorsTest, TextAtTheLimitIsAnswered) {
  EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor(std::string(kTextLimit, 'a'))).ok());
}

TEST_F(ErrorsTest, TextOverTheLimit) {
  const grpc::Status status = Analyze(daemon_->channel(), RequestFor(std::string(kTextLimit + 1, 'a')));
  Expect(status, kInvalid, "TEXT_TOO_LARGE", "document.text");
  EXPECT_EQ(DetailsOf(status).metadata("limitBytes"), std::to_string(kTextLimit));
  EXPECT_EQ(DetailsOf(status).metadata("sizeBytes"), std::to_string(kTextLimit + 1));
}

TEST_F(ErrorsTest, MessageOverTheTransportLimit) {
  const grpc::Status status = Analyze(daemon_->channel(), RequestFor(std::string(2 * kTextLimit + (128 << 10), 'a')));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_FALSE(DetailsOf(status).has_retry);
}

TEST_F(ErrorsTest, UnknownExtractor) {
  Expect(RequestFor("a", "test.word"), grpc::StatusCode::NOT_FOUND, "EXTRACTOR_NOT_FOUND", "options.extractors[0].name",
         "test.words");
}

TEST_F(ErrorsTest, UnknownVersion) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.words");
  request.mutable_options()->mutable_extractors(0)->set_version("9.9.9");
  Expect(request, grpc::StatusCode::NOT_FOUND, "VERSION_NOT_FOUND", "options.extractors[0].version", "1.2.3");
}

TEST_F(ErrorsTest, ExtractorWithoutName) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.words");
  request.mutable_options()->add_extractors();
  Expect(request, kInvalid, "INVALID_FIELD", "options.extractors[1].name");
}

TEST_F(ErrorsTest, BadOption) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.waits");
  request.mutable_options()->add_extractors()->set_name("test.words");
  auto& fields = *request.mutable_options()->mutable_extractors(1)->mutable_options()->mutable_fields();
  fields["min_length"].set_string_value("two");
  Expect(request, kInvalid, "INVALID_OPTION", "options.extractors[1].options.min_length");
  fields["min_length"].set_number_value(0);
  Expect(request, kInvalid, "INVALID_OPTION", "options.extractors[1].options.min_length");
  fields["min_length"].set_number_value(NAN);
  Expect(request, kInvalid, "INVALID_FIELD", "options.extractors[1].options.min_length");
  fields.clear();
  fields["min_lenght"].set_number_value(2);
  Expect(request, kInvalid, "INVALID_OPTION", "options.extractors[1].options.min_lenght", "min_length");
}

TEST_F(ErrorsTest, AnOptionThatTheExtractorItselfRefusesIsNamedInItsReport) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.words");
  request.mutable_options()->add_extractors()->set_name("test.fails");
  (*request.mutable_options()->mutable_extractors(1)->mutable_options()->mutable_fields())["how"].set_string_value("option");
  v1::AnalyzeDocumentResponse response;
  ASSERT_TRUE(Analyze(daemon_->channel(), request, &response).ok());
  ASSERT_EQ(response.extractor_reports_size(), 2);
  for (const v1::ExtractorReport& report : response.extractor_reports()) {
    if (report.name() != "test.fails") continue;
    EXPECT_EQ(report.status().code(), kInvalid);
    EXPECT_EQ(DetailsOf(report.status()).reason(), "INVALID_OPTION");
    EXPECT_EQ(DetailsOf(report.status()).field(), "options.extractors[1].options.how");
  }
}

TEST_F(ErrorsTest, LargeOptions) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.words");
  auto& fields = *request.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields();
  fields["min_length"].set_string_value(std::string(5000, 'a'));
  Expect(request, kInvalid, "INVALID_FIELD", "options.extractors[0].options.min_length", "4096");
  for (int i = 0; i < 10'000; ++i) fields["k" + std::to_string(i)].set_bool_value(true);
  Expect(request, kInvalid, "INVALID_FIELD", "options", "65536");
}

TEST_F(ErrorsTest, BadFields) {
  v1::AnalyzeDocumentRequest request = RequestFor("a");
  request.mutable_options()->set_offset_encoding(static_cast<v1::OffsetEncoding>(9));
  Expect(request, kInvalid, "INVALID_FIELD", "options.offset_encoding");
  for (const float confidence : {-0.1f, 1.1f, NAN}) {
    request = RequestFor("a");
    request.mutable_options()->set_min_confidence(confidence);
    Expect(request, kInvalid, "INVALID_FIELD", "options.min_confidence");
  }
  request = RequestFor("a");
  request.mutable_options()->set_time_zone("Europe/Moskau");
  Expect(request, kInvalid, "INVALID_FIELD", "options.time_zone");
  request = RequestFor("a");
  request.mutable_document()->mutable_publish_time()->set_seconds(INT64_MAX);
  Expect(request, kInvalid, "INVALID_FIELD", "document.publish_time");
  request = RequestFor("a");
  request.mutable_document()->mutable_publish_time()->set_nanos(-1);
  Expect(request, kInvalid, "INVALID_FIELD", "document.publish_time");
  request = RequestFor("a");
  request.mutable_document()->set_language("по-русски");
  Expect(request, kInvalid, "INVALID_FIELD", "document.language");
}

TEST_F(ErrorsTest, BrokenMessage) {
  std::string bytes = RequestFor("Иванов").SerializeAsString();
  bytes.resize(bytes.size() - 3);
  const grpc::Status status = CallRaw(daemon_->channel(), kAnalyzeMethod, bytes);
  EXPECT_EQ(status.error_code(), kInvalid);
  EXPECT_EQ(DetailsOf(status).reason(), "MALFORMED_MESSAGE");
  EXPECT_EQ(DetailsOf(status).metadata("byteOffset"), "1");
  Expect(CallRaw(daemon_->channel(), kAnalyzeMethod, "\xff\xff\xff"), kInvalid, "MALFORMED_MESSAGE", "", "at byte 0");
}

TEST_F(ErrorsTest, RequiredExtractorFails) {
  v1::AnalyzeDocumentRequest request = RequestFor("a", "test.fails");
  request.mutable_options()->set_require_all(true);
  auto& how = (*request.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields())["how"];
  for (const auto& [said, code, reason, field] : std::initializer_list<std::tuple<const char*, grpc::StatusCode, const char*, const char*>>{
           {"", grpc::StatusCode::INTERNAL, "EXTRACTOR_FAILED", ""},
           {"unavailable", grpc::StatusCode::UNAVAILABLE, "EXTRACTOR_FAILED", ""},
           {"option", kInvalid, "INVALID_OPTION", "options.extractors[0].options.how"}}) {
    how.set_string_value(said);
    const grpc::Status status = Analyze(daemon_->channel(), request);
    Expect(status, code, reason, field, "test.fails");
    EXPECT_EQ(DetailsOf(status).metadata("extractor"), "test.fails");
    EXPECT_EQ(DetailsOf(status).has_retry, code == grpc::StatusCode::UNAVAILABLE);
  }
}

TEST_F(ErrorsTest, MetadataOverTheLimit) {
  // gRPC closes the connection of who sends far too much; others have theirs.
  const auto own = daemon_->new_channel(daemon_->address());
  const auto with_metadata = [](const std::shared_ptr<grpc::Channel>& channel, size_t bytes) {
    grpc::ClientContext context;
    context.AddMetadata("x-note", std::string(bytes, 'a'));
    v1::AnalyzeDocumentResponse response;
    return v1::AnalysisService::NewStub(channel)->AnalyzeDocument(&context, RequestFor("Иванов"), &response);
  };
  EXPECT_EQ(with_metadata(own, 64u << 10).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const grpc::Status other = with_metadata(daemon_->channel(), 4u << 10);
  EXPECT_TRUE(other.ok()) << other.error_message();
}

TEST_F(ErrorsTest, UnknownMethod) {
  EXPECT_EQ(CallRaw(daemon_->channel(), "/lector.v1.AnalysisService/Guess", "").error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(ErrorsTest, DeadlineOfOneMillisecond) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + milliseconds(1));
  EXPECT_EQ(Analyze(daemon_->channel(), WaitingRequest(60'000), nullptr, &context).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(ErrorsTest, DeadlineStopsTheExtractor) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + milliseconds(100));
  EXPECT_EQ(Analyze(daemon_->channel(), WaitingRequest(60'000), nullptr, &context).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor("a", "test.words")).ok());  // the only thread is free again
}

TEST_F(ErrorsTest, CancellationStopsTheExtractor) {
  grpc::ClientContext context;
  std::thread canceller([&context] {
    std::this_thread::sleep_for(milliseconds(100));
    context.TryCancel();
  });
  EXPECT_EQ(Analyze(daemon_->channel(), WaitingRequest(60'000), nullptr, &context).error_code(), grpc::StatusCode::CANCELLED);
  canceller.join();
  EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor("a", "test.words")).ok());
}

TEST_F(ErrorsTest, ACancelledCallLeavesItsPlaceInTheQueue) {
  grpc::ClientContext busy_context;  // on the only thread, for as long as the others take, which have the one place that is left
  std::thread busy([&] { (void)Analyze(daemon_->channel(), WaitingRequest(600'000), nullptr, &busy_context); });
  int queued = 0;
  for (int i = 0; i < 400 && queued < 5; ++i) {  // again, where `busy` was slower, or where the daemon has not seen yet that one is over
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + milliseconds(500));
    // Not so short that the thread of the calls would answer it.
    const grpc::Status status = Analyze(daemon_->channel(), WaitingRequest(100), nullptr, &context);
    queued += status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
    std::this_thread::sleep_for(milliseconds(20));
  }
  EXPECT_EQ(queued, 5);
  busy_context.TryCancel();
  busy.join();
}

TEST_F(ErrorsTest, OverloadSaysWhenToTryAgain) {
  std::atomic<bool> over = false;
  std::thread busy[2];
  for (int i = 0; i < 2; ++i)  // one on the thread, one in the queue; a call of the loop below may be in their way at first
    busy[i] = std::thread([&over] {
      while (!over) {
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(1));
        (void)Analyze(daemon_->channel(), WaitingRequest(60'000), nullptr, &context);
      }
    });
  grpc::Status status;
  std::multimap<grpc::string_ref, grpc::string_ref> trailers;
  std::unique_ptr<grpc::ClientContext> context;
  for (int i = 0; i < 2000; ++i) {
    context = std::make_unique<grpc::ClientContext>();
    context->set_deadline(std::chrono::system_clock::now() + milliseconds(500));
    status = Analyze(daemon_->channel(), RequestFor("a"), nullptr, context.get());
    if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) break;
  }
  Expect(status, grpc::StatusCode::RESOURCE_EXHAUSTED, "OVERLOADED", "");
  EXPECT_TRUE(DetailsOf(status).has_retry);
  EXPECT_GT(DetailsOf(status).retry.retry_delay().nanos(), 0);
  EXPECT_EQ(context->GetServerTrailingMetadata().count("grpc-retry-pushback-ms"), 1u);
  over = true;
  for (std::thread& thread : busy) thread.join();
}

}  // namespace
}  // namespace lector::testing
