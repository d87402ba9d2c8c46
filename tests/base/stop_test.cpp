#include "daemon/base/stop.h"

#include <gtest/gtest.h>

namespace lector {
namespace {

TEST(Stop, WithoutADeadlineGoesOn) {
  const Stop stop;
  EXPECT_TRUE(stop.Check().ok());
  EXPECT_FALSE(stop.cancelled());
  EXPECT_EQ(stop.deadline_ns(), 0u);
  EXPECT_EQ(*stop.flag(), 0);
}

TEST(Stop, CancelIsSeenByAllWhoLook) {
  Stop stop;
  stop.Cancel();
  EXPECT_TRUE(stop.cancelled());
  EXPECT_NE(*stop.flag(), 0);
  EXPECT_EQ(stop.Check().code(), Code::kCancelled);
}

TEST(Stop, KnowsItsDeadline) {
  EXPECT_EQ(Stop(MonotonicNow() - 1).Check().code(), Code::kDeadlineExceeded);
  EXPECT_TRUE(Stop(MonotonicNow() + 3'600'000'000'000u).Check().ok());
}

TEST(Stop, CancelledGoesBeforeTheDeadline) {
  Stop stop(1);
  stop.Cancel();
  EXPECT_EQ(stop.Check().code(), Code::kCancelled);
}

TEST(MonotonicNow, NeverGoesBack) {
  const uint64_t first = MonotonicNow();
  EXPECT_GE(MonotonicNow(), first);
  EXPECT_GT(first, 0u);
}

}  // namespace
}  // namespace lector
