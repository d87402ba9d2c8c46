// StreamAnalyzeDocuments: order, window, errors of one document, and every way to end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <set>
#include <thread>

#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

using std::chrono::milliseconds;
using Request = v1::StreamAnalyzeDocumentsRequest;
using Response = v1::StreamAnalyzeDocumentsResponse;

// One stream of a client.
class Stream {
 public:
  explicit Stream(const std::shared_ptr<grpc::Channel>& channel) : stub_(v1::AnalysisService::NewStub(channel)) {
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    stream_ = stub_->StreamAnalyzeDocuments(&context);
  }

  bool SetUp(const v1::StreamSetup& setup) {
    Request request;
    *request.mutable_setup() = setup;
    return stream_->Write(request);
  }
  bool Send(const std::string& id, const std::string& text) {
    Request request;
    request.mutable_document()->set_id(id);
    request.mutable_document()->mutable_document()->set_text(text);
    return stream_->Write(request);
  }
  bool Send(const Request& request) { return stream_->Write(request); }
  bool Read(Response& response) { return stream_->Read(&response); }
  void HalfClose() { stream_->WritesDone(); }
  grpc::Status Finish() {
    Response ignored;
    while (stream_->Read(&ignored)) {
    }
    return stream_->Finish();
  }

  grpc::ClientContext context;

 private:
  const std::unique_ptr<v1::AnalysisService::Stub> stub_;
  std::unique_ptr<grpc::ClientReaderWriter<Request, Response>> stream_;
};

v1::StreamSetup MakeSetup(const std::string& extractor = "test.words", uint32_t window = 0, bool ordered = false) {
  v1::StreamSetup setup;
  setup.mutable_options()->add_extractors()->set_name(extractor);
  setup.set_window(window);
  setup.set_ordered(ordered);
  return setup;
}

v1::StreamSetup WaitingSetup(int ms, uint32_t window) {
  v1::StreamSetup setup = MakeSetup("", window);
  *setup.mutable_options() = WaitingRequest(ms).options();
  return setup;
}

class StreamTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    daemon_ = new DaemonProcess({.plugin_dirs = {FIXTURE_PLUGINS},
                                 .args = {"--threads", "2", "--max-text-bytes", "100000"},
                                 .toml = "[limits]\nstream_window = 16\n"});
    ASSERT_TRUE(daemon_->Start()) << daemon_->log();
  }
  static void TearDownTestSuite() {
    EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor("Иванов", "test.words")).ok());
    delete daemon_;
  }

  static inline DaemonProcess* daemon_ = nullptr;
};

TEST_F(StreamTest, ReadySaysTheWindow) {
  for (const auto& [asked, given] : std::vector<std::pair<uint32_t, uint32_t>>{{0, 16}, {3, 3}, {1000, 16}}) {
    Stream stream(daemon_->channel());
    Response response;
    ASSERT_TRUE(stream.SetUp(MakeSetup("test.words", asked)));
    ASSERT_TRUE(stream.Read(response));
    EXPECT_EQ(response.ready().window(), given);
    stream.HalfClose();
    EXPECT_TRUE(stream.Finish().ok());
  }
}

class StreamOrderTest : public StreamTest, public ::testing::WithParamInterface<bool> {};
INSTANTIATE_TEST_SUITE_P(Orders, StreamOrderTest, ::testing::Bool());

TEST_P(StreamOrderTest, EveryDocumentIsAnsweredOnce) {
  constexpr uint64_t kDocuments = 300;
  const bool ordered = GetParam();
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.SetUp(MakeSetup("test.words", 0, ordered)));
  std::thread sender([&stream] {
    for (uint64_t i = 0; i < kDocuments; ++i)
      EXPECT_TRUE(stream.Send("doc-" + std::to_string(i), i % 7 == 3 ? "" : "Иванов " + std::string(i % 5 * 5000, 'x')));
    stream.HalfClose();
  });
  Response response;
  ASSERT_TRUE(stream.Read(response));
  EXPECT_TRUE(response.has_ready());
  std::set<uint64_t> seen;
  while (stream.Read(response)) {
    const v1::StreamResult& result = response.result();
    if (ordered) {
      EXPECT_EQ(result.index(), seen.size());
    }
    EXPECT_TRUE(seen.insert(result.index()).second);
    EXPECT_EQ(result.id(), "doc-" + std::to_string(result.index()));
    if (result.index() % 7 == 3) {
      EXPECT_EQ(result.error().code(), grpc::StatusCode::INVALID_ARGUMENT);
      EXPECT_EQ(DetailsOf(result.error()).reason(), "TEXT_MISSING");
      EXPECT_EQ(DetailsOf(result.error()).field(), "document.text");
    } else {
      EXPECT_EQ(result.response().entities_size(), 1);
    }
  }
  sender.join();
  EXPECT_EQ(seen.size(), kDocuments);
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(StreamTest, BadDocumentsDoNotEndTheStream) {
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.SetUp(MakeSetup("test.words", 0, true)));
  Request request;
  request.mutable_document()->set_id("none");
  ASSERT_TRUE(stream.Send(request));
  ASSERT_TRUE(stream.Send("long", std::string(100'001, 'a')));
  ASSERT_TRUE(stream.Send(Request()));
  ASSERT_TRUE(stream.Send("good", "Иванов"));
  stream.HalfClose();
  Response response;
  ASSERT_TRUE(stream.Read(response));
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"TEXT_MISSING", "document"}, {"TEXT_TOO_LARGE", "document.text"}, {"TEXT_MISSING", "document"}};
  for (const auto& [reason, field] : expected) {
    ASSERT_TRUE(stream.Read(response));
    EXPECT_EQ(DetailsOf(response.result().error()).reason(), reason);
    EXPECT_EQ(DetailsOf(response.result().error()).field(), field);
  }
  ASSERT_TRUE(stream.Read(response));
  EXPECT_EQ(response.result().id(), "good");
  EXPECT_TRUE(response.result().has_response());
  EXPECT_TRUE(stream.Finish().ok());
}

// A client that sends without reading is held back, and what was sent is answered when it reads at last.
TEST_F(StreamTest, SlowReaderIsHeldBack) {
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.SetUp(MakeSetup("test.words", 2, true)));
  std::atomic<int> sent = 0;
  constexpr int kDocuments = 2000;
  std::thread sender([&] {
    for (int i = 0; i < kDocuments && stream.Send(std::to_string(i), std::string(20'000, 'x')); ++i) sent = i + 1;
    stream.HalfClose();
  });
  int before = -1;
  while (sent != before) {  // until nothing moves any more
    before = sent;
    std::this_thread::sleep_for(milliseconds(500));
  }
  EXPECT_LT(before, kDocuments);
  Response response;
  int results = -1;  // ready
  while (stream.Read(response)) ++results;
  sender.join();
  EXPECT_EQ(results, kDocuments);
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(StreamTest, TheDeepestRecordIsReadable) {
  Stream stream(daemon_->channel());
  v1::StreamSetup setup = MakeSetup();
  auto& options = *setup.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields();
  options["depth"].set_number_value(30);
  ASSERT_TRUE(stream.SetUp(setup));
  ASSERT_TRUE(stream.Send("a", "b"));
  stream.HalfClose();
  Response response;
  ASSERT_TRUE(stream.Read(response));
  ASSERT_TRUE(stream.Read(response));
  EXPECT_EQ(response.result().response().annotations_size(), 2);
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(StreamTest, FirstMessageMustBeTheSetup) {
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.Send("1", "text"));
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(DetailsOf(status).field(), "setup");
}

TEST_F(StreamTest, SecondSetupEndsAfterTheResults) {
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.SetUp(MakeSetup()));
  ASSERT_TRUE(stream.Send("1", "Иванов"));
  ASSERT_TRUE(stream.SetUp(MakeSetup()));
  Response response;
  ASSERT_TRUE(stream.Read(response));
  ASSERT_TRUE(stream.Read(response));
  EXPECT_EQ(response.result().id(), "1");
  EXPECT_FALSE(stream.Read(response));
  EXPECT_EQ(DetailsOf(stream.Finish()).field(), "setup");
}

TEST_F(StreamTest, BadSetupNamesItsField) {
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.SetUp(MakeSetup("test.word")));
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailsOf(status).field(), "setup.options.extractors[0].name");
}

TEST_F(StreamTest, NothingSentIsNoError) {
  Stream stream(daemon_->channel());
  stream.HalfClose();
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(StreamTest, CancellationFreesTheThreads) {
  for (int round = 0; round < 5; ++round) {
    Stream stream(daemon_->channel());
    ASSERT_TRUE(stream.SetUp(WaitingSetup(60'000, 8)));
    for (int i = 0; i < 8; ++i) ASSERT_TRUE(stream.Send(std::to_string(i), "text"));
    std::this_thread::sleep_for(milliseconds(20));
    stream.context.TryCancel();
    EXPECT_EQ(stream.Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor("a", "test.words")).ok());
}

TEST_F(StreamTest, UnaryCallsGetInBesideAStream) {
  Stream stream(daemon_->channel());
  ASSERT_TRUE(stream.SetUp(WaitingSetup(30, 16)));
  std::thread sender([&stream] {
    for (int i = 0; i < 100; ++i) stream.Send(std::to_string(i), "text");
    stream.HalfClose();
  });
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor("a", "test.words")).ok());
  EXPECT_TRUE(stream.Finish().ok());
  sender.join();
}

TEST_F(StreamTest, ClientThatVanishesLeavesNothingBehind) {
  {
    const auto channel = daemon_->new_channel(daemon_->address());
    Stream stream(channel);
    ASSERT_TRUE(stream.SetUp(WaitingSetup(60'000, 4)));
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(stream.Send(std::to_string(i), "text"));
    stream.context.TryCancel();
  }
  EXPECT_TRUE(Analyze(daemon_->channel(), RequestFor("a", "test.words")).ok());
}

TEST(StreamDrainTest, WhatWasReadIsAnsweredThenDraining) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--threads", "1"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  Stream stream(daemon.channel());
  ASSERT_TRUE(stream.SetUp(WaitingSetup(1000, 1)));
  Response response;
  ASSERT_TRUE(stream.Read(response));
  ASSERT_TRUE(stream.Send("1", "text"));
  std::this_thread::sleep_for(milliseconds(300));
  daemon.Signal(SIGTERM);
  ASSERT_TRUE(stream.Read(response));
  EXPECT_EQ(response.result().id(), "1");
  EXPECT_TRUE(response.result().has_response());
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(DetailsOf(status).reason(), "DRAINING");
  EXPECT_TRUE(DetailsOf(status).has_retry);
  EXPECT_EQ(daemon.Wait(), 0);
}

TEST(StreamDrainTest, IdleStreamDoesNotHoldTheDaemon) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  Stream stream(daemon.channel());
  ASSERT_TRUE(stream.SetUp(MakeSetup()));
  Response response;
  ASSERT_TRUE(stream.Read(response));
  daemon.Signal(SIGTERM);
  EXPECT_EQ(DetailsOf(stream.Finish()).reason(), "DRAINING");
  EXPECT_EQ(daemon.Wait(std::chrono::seconds(20)), 0);
}

}  // namespace
}  // namespace lector::testing
