#include "daemon/service/lifecycle.h"

#include <gtest/gtest.h>

#include <thread>

namespace lector::service {
namespace {

using std::chrono::milliseconds;
using Phase = Lifecycle::Phase;

struct Recorder : Lifecycle::Listener {
  void OnPhase(Phase phase) override { phases.push_back(phase); }
  std::vector<Phase> phases;
};

TEST(Lifecycle, DrainRefusesNewCallsAndWaitsForOldOnes) {
  Lifecycle lifecycle;
  ASSERT_TRUE(lifecycle.Enter());
  std::thread caller([&lifecycle] {
    while (lifecycle.phase() == Phase::kServing) std::this_thread::yield();
    EXPECT_FALSE(lifecycle.Enter());
    lifecycle.Leave();
  });
  EXPECT_TRUE(lifecycle.Drain(std::chrono::seconds(60)));
  caller.join();
}

TEST(Lifecycle, DrainGivesUpAfterTheGrace) {
  Lifecycle lifecycle;
  ASSERT_TRUE(lifecycle.Enter());
  EXPECT_FALSE(lifecycle.Drain(milliseconds(1)));
  lifecycle.Leave();
  EXPECT_TRUE(lifecycle.Drain(milliseconds(1)));
}

TEST(Lifecycle, ListenersHearEachChangeOnce) {
  Lifecycle lifecycle;
  const auto recorder = std::make_shared<Recorder>();
  EXPECT_EQ(lifecycle.Listen(recorder), Phase::kServing);
  lifecycle.Drain(milliseconds(0));
  lifecycle.Drain(milliseconds(0));
  lifecycle.Close();
  EXPECT_EQ(recorder->phases, (std::vector<Phase>{Phase::kDraining, Phase::kClosing}));
  EXPECT_EQ(lifecycle.Listen(recorder), Phase::kClosing);
}

TEST(Lifecycle, ListenersThatAreGoneAreForgotten) {
  Lifecycle lifecycle;
  for (int i = 0; i < 1000; ++i) lifecycle.Listen(std::make_shared<Recorder>());
  const auto last = std::make_shared<Recorder>();
  lifecycle.Listen(last);
  lifecycle.Drain(milliseconds(0));
  EXPECT_EQ(last->phases.size(), 1u);
}

}  // namespace
}  // namespace lector::service
