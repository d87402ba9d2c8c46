// Limits of the transport: that each setting reaches gRPC and does what it is for.
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

}  // namespace
}  // namespace lector::testing
