#include "daemon/service/placement.h"

#include <grpc/grpc.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>

namespace lector::service {
namespace {

class PlacementTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { grpc_init(); }  // never shut down, as in the daemon

  // Until somebody stands by.
  void SetUp() override {
    for (bool taken = false; !taken; std::this_thread::yield()) Do([&] { taken = loop_.RunHere([] {}); });
  }
  void Do(const Loop::Task& task) {
    std::promise<void> done;
    loop_.Post([&] {
      task();
      done.set_value();
    });
    done.get_future().wait();
  }

  // Where a document went that came on the loop's thread: "here" or "engine".
  std::string Place(bool alone = true) {
    std::promise<void> done;
    Do([&] {
      EXPECT_TRUE(placement_.Submit({.plan = plan_}, [&](auto) { done.set_value(); }, alone).ok());
    });
    done.get_future().wait();
    Do([] {});  // a task of the loop's thread is over when what is posted after it runs
    return place_;
  }
  uint32_t CountHere(uint32_t documents) {
    uint32_t here = 0;
    for (uint32_t i = 0; i < documents; ++i) here += Place() == "here";
    return here;
  }
  void Costs(uint64_t ns) {
    plan_ = std::make_shared<engine::Plan>();
    plan_->cost.Learn(ns, 0);
  }

  Result<std::unique_ptr<engine::Analysis>> Answer(const char* place) {
    place_ = place;
    return Status(Code::kInternal, place);
  }

  grpc::ServerBuilder builder_;
  Loop loop_{builder_.AddCompletionQueue()};
  std::string place_;
  Placement placement_{[this](auto, auto done) {
                         done(Answer("engine"));
                         return Status();
                       },
                       [this](auto, auto done) { done(Answer("here")); }, loop_};
  std::shared_ptr<engine::Plan> plan_ = std::make_shared<engine::Plan>();
};

TEST_F(PlacementTest, NothingIsKnownOfThePlanYet) { EXPECT_EQ(CountHere(100), 0u); }

TEST_F(PlacementTest, WhatIsQuickerThanAHandOverStays) {
  Costs(Placement::kQuickNs);
  EXPECT_EQ(Place(), "here");
  EXPECT_EQ(Place(false), "here");
}

TEST_F(PlacementTest, WhatIsShortStaysWhileCallsComeOneAtATime) {
  Costs(Placement::kShortNs);
  EXPECT_EQ(CountHere(Placement::kInARow), 0u);
  EXPECT_EQ(Place(), "here");
  EXPECT_EQ(Place(false), "engine");
  EXPECT_EQ(CountHere(Placement::kInARow), 0u);
  EXPECT_EQ(Place(), "here");
}

TEST_F(PlacementTest, NowAndThenOneIsHandedOverAllTheSame) {
  Costs(Placement::kShortNs);
  CountHere(Placement::kInARow);
  EXPECT_EQ(CountHere(10 * Placement::kProbe), 10 * (Placement::kProbe - 1));
}

TEST_F(PlacementTest, WhatIsLongNeverStays) {
  Costs(Placement::kShortNs + 1);
  EXPECT_EQ(CountHere(100), 0u);
}

TEST_F(PlacementTest, OtherThreadsHandOver) {
  Costs(1);
  EXPECT_TRUE(placement_.Submit({.plan = plan_}, [](auto) {}, true).ok());
  EXPECT_EQ(place_, "engine");
}

}  // namespace
}  // namespace lector::service
