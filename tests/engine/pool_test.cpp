#include "daemon/engine/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <set>
#include <thread>

namespace lector::engine {
namespace {

TEST(Pool, RunsWhatIsQueuedBeforeItEnds) {
  std::atomic<int> ran = 0;
  {
    Pool pool(2, 100);
    for (int i = 0; i < 100; ++i) pool.Push([&](uint32_t) { ++ran; });
  }
  EXPECT_EQ(ran, 100);
}

TEST(Pool, RefusesWhatDoesNotFit) {
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  std::promise<void> started;
  Pool pool(1, 2);
  ASSERT_TRUE(pool.TryPush([&](uint32_t) {
    started.set_value();
    opened.wait();
  }));
  started.get_future().wait();  // its thread is busy now
  EXPECT_TRUE(pool.TryPush([](uint32_t) {}));
  EXPECT_TRUE(pool.TryPush([](uint32_t) {}));
  EXPECT_FALSE(pool.TryPush([](uint32_t) {}));
  gate.set_value();
}

TEST(Pool, PushWaitsForRoom) {
  std::promise<void> gate, started;
  const std::shared_future<void> opened = gate.get_future().share();
  std::atomic<bool> pushed = false;
  Pool pool(1, 1);
  pool.Push([&](uint32_t) {
    started.set_value();
    opened.wait();
  });
  started.get_future().wait();
  pool.Push([](uint32_t) {});
  std::thread waiting([&] {
    pool.Push([](uint32_t) {});
    pushed = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_FALSE(pushed);
  gate.set_value();
  waiting.join();
  EXPECT_TRUE(pushed);
}

TEST(Pool, NumbersItsThreads) {
  std::mutex mutex;
  std::set<uint32_t> seen;
  {
    Pool pool(3, 100);
    for (int i = 0; i < 100; ++i)
      pool.Push([&](uint32_t thread) {
        const std::lock_guard lock(mutex);
        seen.insert(thread);
      });
  }
  EXPECT_LE(*seen.rbegin(), 2u);
}

}  // namespace
}  // namespace lector::engine
