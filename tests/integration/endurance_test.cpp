// What shows only in numbers: memory over a long stream, restarts under load, how soon a stop reaches a plugin.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <optional>
#include <thread>

#include "tests/integration/wire_testing.h"
#include "tests/support/daemon_process.h"

namespace lector::testing {
namespace {

using std::chrono::milliseconds;

#ifdef LECTOR_SANITIZED  // not the compiler's own macros: they are undefined where gRPC's headers must not see them
constexpr bool kSanitized = true;  // memory is kept back, and all is many times slower
#else
constexpr bool kSanitized = false;
#endif

// Sends `count` documents without waiting for results, which another thread reads.
void StreamDocuments(v1::AnalysisService::Stub* stub, int count) {
  grpc::ClientContext context;
  const auto stream = stub->StreamAnalyzeDocuments(&context);
  v1::StreamAnalyzeDocumentsRequest request;
  request.mutable_setup()->mutable_options()->add_extractors()->set_name("test.words");
  ASSERT_TRUE(stream->Write(request));
  std::thread reader([&] {
    v1::StreamAnalyzeDocumentsResponse response;
    int answered = 0;
    while (stream->Read(&response)) answered += response.has_result() && response.result().has_response();
    EXPECT_EQ(answered, count);
  });
  for (int i = 0; i < count; ++i) {
    request.mutable_document()->set_id(std::to_string(i));
    request.mutable_document()->mutable_document()->set_text("Анна сказала: «Мост готов, Пётр». В 2024 году их было 12.");
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  reader.join();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(EnduranceTest, AHundredThousandDocumentsInFlatMemory) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  const auto stub = v1::AnalysisService::NewStub(daemon.channel());
  constexpr int kDocuments = kSanitized ? 10'000 : 100'000;
  StreamDocuments(stub.get(), kDocuments / 10);
  const int64_t before = daemon.ResidentKib();
  StreamDocuments(stub.get(), kDocuments - kDocuments / 10);
  const int64_t after = daemon.ResidentKib();
  if (!kSanitized) {
    EXPECT_LT(after, before + 8 * 1024) << "KiB";
  }
  RecordProperty("resident_kib", std::to_string(before) + " -> " + std::to_string(after));
}

// LECTOR_RESTARTS: how often; the default keeps the test short.
TEST(EnduranceTest, RestartsUnderLoadFailNoCallThatIsRetried) {
  DaemonProcess daemon({.plugin_dirs = {FIXTURE_PLUGINS}, .args = {"--queue", "1000"}});
  ASSERT_TRUE(daemon.Start()) << daemon.log();
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  arguments.SetServiceConfigJSON(R"({"methodConfig": [{"name": [{"service": "lector.v1.AnalysisService"}], "waitForReady": true,
    "retryPolicy": {"maxAttempts": 5, "initialBackoff": "0.1s", "maxBackoff": "2s", "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"]}}]})");
  std::atomic<bool> over = false;
  std::atomic<int> answered = 0, failed = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i)
    clients.emplace_back([&, i] {
      grpc::ChannelArguments own = arguments;
      own.SetInt("lector.test.client", i);  // a connection of its own
      const auto channel = grpc::CreateCustomChannel(daemon.address(), grpc::InsecureChannelCredentials(), own);
      while (!over) {
        const grpc::Status status = Analyze(channel, RequestFor("Анна сказала: «Мост готов».", "test.words"));
        ++(status.ok() ? answered : failed);
        if (!status.ok()) ADD_FAILURE() << status.error_code() << ": " << status.error_message();
      }
    });
  const char* rounds = std::getenv("LECTOR_RESTARTS");
  for (int round = rounds != nullptr ? std::atoi(rounds) : 3; round > 0; --round) {
    std::this_thread::sleep_for(milliseconds(300));
    daemon.Signal(SIGTERM);
    EXPECT_EQ(daemon.Wait(), 0);
    daemon.Launch();
    std::this_thread::sleep_for(milliseconds(1200));  // past the pause that a draining daemon asks for
  }
  over = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_GT(answered, kSanitized ? 10 : 100);
}

// The best of some tries: one that was lucky proves that nothing in between waits, polls or sleeps.
class StopLatencyTest : public ::testing::Test {
 protected:
  using Clock = std::chrono::steady_clock;
  static constexpr milliseconds kLimit{kSanitized ? 100 : 10};

  void SetUp() override { ASSERT_TRUE(daemon_.Start()) << daemon_.log(); }

  // When the plugin was last told to stop, after so many earlier times; the log is the only witness. Nothing: the stop was there before
  // the plugin began, on a busy machine.
  std::optional<Clock::time_point> ToldToStop(size_t earlier) {
    const std::string kLine = "told to stop at ";
    for (int i = 0; i < 200; ++i, std::this_thread::sleep_for(milliseconds(5))) {
      const std::string log = daemon_.log();
      size_t at = log.find(kLine);
      for (size_t n = 0; n < earlier && at != std::string::npos; ++n) at = log.find(kLine, at + 1);
      if (at != std::string::npos && log.find('\n', at) != std::string::npos)
        return Clock::time_point(std::chrono::nanoseconds(std::atoll(log.c_str() + at + kLine.size())));
    }
    return std::nullopt;
  }

  DaemonProcess daemon_{{.plugin_dirs = {FIXTURE_PLUGINS}}};
};

TEST_F(StopLatencyTest, CancellationReachesARunningPlugin) {
  auto best = milliseconds::max();
  for (size_t i = 0, told = 0; i < 50 && told < 5; ++i) {
    grpc::ClientContext context;
    Clock::time_point cancelled;
    std::thread canceller([&] {
      std::this_thread::sleep_for(milliseconds(100));
      cancelled = Clock::now();
      context.TryCancel();
    });
    EXPECT_EQ(Analyze(daemon_.channel(), WaitingRequest(60'000), nullptr, &context).error_code(), grpc::StatusCode::CANCELLED);
    canceller.join();
    if (const auto at = ToldToStop(told)) {
      ++told;
      best = std::min(best, std::chrono::duration_cast<milliseconds>(*at - cancelled));
    }
  }
  EXPECT_LT(best, kLimit);
}

TEST_F(StopLatencyTest, ADeadlineReachesARunningPlugin) {
  auto best = milliseconds::max();
  for (size_t i = 0, told = 0; i < 50 && told < 5; ++i) {
    grpc::ClientContext context;
    const Clock::time_point deadline = Clock::now() + milliseconds(100);
    context.set_deadline(std::chrono::system_clock::now() + milliseconds(100));
    EXPECT_EQ(Analyze(daemon_.channel(), WaitingRequest(60'000), nullptr, &context).error_code(),
              grpc::StatusCode::DEADLINE_EXCEEDED);
    if (const auto at = ToldToStop(told)) {
      ++told;
      best = std::min(best, std::chrono::duration_cast<milliseconds>(*at - deadline));
    }
  }
  EXPECT_LT(best, kLimit);
}

}  // namespace
}  // namespace lector::testing
