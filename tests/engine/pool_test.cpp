#include "daemon/engine/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace lector::engine {
namespace {

TEST(Pool, RunsWhatIsQueuedBeforeItEnds) {
  std::atomic<int> ran = 0;
  {
    Pool pool(2, 100);
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(pool.TryPush({[&](uint32_t) { ++ran; }}));
  }
  EXPECT_EQ(ran, 100);
}

TEST(Pool, RefusesWhatDoesNotFit) {
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  std::promise<void> started;
  Pool pool(1, 2);
  ASSERT_TRUE(pool.TryPush({[&](uint32_t) {
    started.set_value();
    opened.wait();
  }}));
  started.get_future().wait();  // its thread is busy now
  EXPECT_TRUE(pool.TryPush({[](uint32_t) {}}));
  EXPECT_TRUE(pool.TryPush({[](uint32_t) {}}));
  EXPECT_FALSE(pool.TryPush({[](uint32_t) {}}));
  gate.set_value();
}

TEST(Pool, WhatIsPushedToTheFrontIsNextAndWhatIsTakenIsNotRun) {
  std::promise<void> gate, started;
  const std::shared_future<void> opened = gate.get_future().share();
  std::mutex mutex;
  std::string ran;
  const auto writes = [&](char c, const void* owner = nullptr) {
    return Pool::Task{[&, c](uint32_t) {
                        const std::lock_guard lock(mutex);
                        ran += c;
                      },
                      owner};
  };
  const int mine = 0, other = 0;
  {
    Pool pool(1, 4);
    ASSERT_TRUE(pool.TryPush({[&](uint32_t) {
      started.set_value();
      opened.wait();
    }}));
    started.get_future().wait();
    EXPECT_TRUE(pool.TryPush(writes('a', &mine)));
    EXPECT_TRUE(pool.TryPush(writes('b', &other)));
    EXPECT_TRUE(pool.TryPush(writes('c', &mine)));
    EXPECT_TRUE(pool.TryPush(writes('d')));
    EXPECT_FALSE(pool.TryPush(writes('e')));
    pool.PushFront(writes('F'));
    const std::vector<Pool::Task> taken = pool.Take(&mine);
    ASSERT_EQ(taken.size(), 2u);
    taken[0].run(0);
    gate.set_value();
  }
  EXPECT_EQ(ran, "aFbd");
}

TEST(Pool, NumbersItsThreads) {
  std::mutex mutex;
  std::set<uint32_t> seen;
  {
    Pool pool(3, 100);
    for (int i = 0; i < 100; ++i)
      EXPECT_TRUE(pool.TryPush({[&](uint32_t thread) {
        const std::lock_guard lock(mutex);
        seen.insert(thread);
      }}));
  }
  EXPECT_LE(*seen.rbegin(), 2u);
}

}  // namespace
}  // namespace lector::engine
