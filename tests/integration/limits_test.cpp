// Limits of the transport: that each setting reaches gRPC and does what it is for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(LimitsTest, CallsOverTheStreamsOfAConnectionWaitAndAreAnswered) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--threads", "2"}, .toml = "[limits]\nmax_concurrent_streams = 1\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const auto channel = daemon.channel();
  const auto begin = Clock::now();
  std::vector<std::thread> calls;
  for (int i = 0; i < 2; ++i)
    calls.emplace_back([&] { EXPECT_TRUE(Analyze(channel, WaitingRequest(400)).ok()); });
  for (std::thread& call : calls) call.join();
  EXPECT_GE(Clock::now() - begin, milliseconds(790)) << "though there are two threads, they ran one after the other";
}

TEST(LimitsTest, AConnectionOfAgeIsReplacedAndNoCallNotices) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .toml = "[limits]\nmax_connection_age_seconds = 1\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const auto channel = daemon.new_channel(daemon.address());
  ASSERT_TRUE(Analyze(channel, RequestFor("Анна сказала: «Да».", "test.words")).ok());
  ASSERT_EQ(channel->GetState(false), GRPC_CHANNEL_READY);
  // gRPC spreads the age by a tenth to either side.
  EXPECT_TRUE(channel->WaitForStateChange(GRPC_CHANNEL_READY, std::chrono::system_clock::now() + seconds(20)));
  EXPECT_TRUE(Analyze(channel, RequestFor("Анна сказала: «Да».", "test.words")).ok());
}

TEST(LimitsTest, ACallUnderWayOutlivesTheAgeOfItsConnection) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .toml = "[limits]\nmax_connection_age_seconds = 1\n"});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  EXPECT_TRUE(Analyze(daemon.new_channel(daemon.address()), WaitingRequest(3000)).ok());
}

TEST(LimitsTest, AShortTextMayHaveEverythingElse) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--max-text-bytes", "1000"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  v1::AnalyzeDocumentRequest request = RequestFor(std::string(1000, 'a'));
  request.mutable_document()->set_title(std::string(8192, 't'));
  request.mutable_document()->set_uri(std::string(8192, 'u'));
  const grpc::Status taken = Analyze(daemon.channel(), request);
  EXPECT_TRUE(taken.ok()) << taken.error_message();
  request.mutable_document()->mutable_text()->push_back('a');
  EXPECT_EQ(DetailsOf(Analyze(daemon.channel(), request)).reason(), "TEXT_TOO_LARGE");
  request = RequestFor("a", "test.words");
  request.mutable_options()->set_time_zone(std::string(60'000, 'z'));
  EXPECT_EQ(DetailsOf(Analyze(daemon.channel(), request)).field(), "options.time_zone");
}

TEST(LimitsTest, CompressedRequestsAreRefusedAndNotInflated) {
  constexpr size_t kInflated = 128u << 20;  // a hundred KB on the wire
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  ASSERT_TRUE(Analyze(daemon.channel(), RequestFor("Иванов", "test.words")).ok());
  const int64_t before = daemon.PeakResidentKib();
  const v1::AnalyzeDocumentRequest request = RequestFor(std::string(kInflated, ' '));
  for (const auto algorithm : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    grpc::ClientContext context;
    context.set_compression_algorithm(algorithm);
    const grpc::Status status = Analyze(daemon.new_channel(daemon.address()), request, nullptr, &context);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << status.error_message();
    EXPECT_THAT(status.error_message(), ::testing::HasSubstr("ompression"));

    grpc::ClientContext stream_context;
    stream_context.set_compression_algorithm(algorithm);
    auto stream = v1::AnalysisService::NewStub(daemon.new_channel(daemon.address()))->StreamAnalyzeDocuments(&stream_context);
    v1::StreamAnalyzeDocumentsRequest message;
    *message.mutable_document()->mutable_document() = request.document();
    stream->Write(message);
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNIMPLEMENTED);
  }
  EXPECT_LT(daemon.PeakResidentKib() - before, static_cast<int64_t>(kInflated / 1024 / 4));
  EXPECT_TRUE(Analyze(daemon.channel(), RequestFor("Иванов", "test.words")).ok());
}

}  // namespace
}  // namespace lector::testing
