#include "daemon/service/loop.h"

#include <grpc/grpc.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>
#include <vector>

namespace lector::service {
namespace {

// A loop without a server: what is posted is all that happens.
class LoopTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { grpc_init(); }  // never shut down, as in the daemon

  // Runs a task on the loop's thread and waits for it.
  void Do(const Loop::Task& task) {
    std::promise<void> done;
    loop_.Post([&] {
      task();
      done.set_value();
    });
    done.get_future().wait();
  }
  std::thread::id LoopThread() {
    std::thread::id id;
    Do([&] { id = std::this_thread::get_id(); });
    return id;
  }
  // RunHere() from the loop's thread, which may refuse until somebody stands by.
  void RunHere(const Loop::Task& task) {
    for (bool taken = false; !taken; std::this_thread::yield()) Do([&] { taken = loop_.RunHere(task); });
  }

  grpc::ServerBuilder builder_;
  Loop loop_{builder_.AddCompletionQueue()};
};

TEST_F(LoopTest, RunsWhatIsPostedInItsOrderOnOneThread) {
  std::vector<int> order;
  for (int i = 0; i < 1000; ++i) loop_.Post([&order, i] { order.push_back(i); });
  const std::thread::id thread = LoopThread();
  ASSERT_EQ(order.size(), 1000u);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(order[static_cast<size_t>(i)], i);
  EXPECT_NE(thread, std::this_thread::get_id());
  EXPECT_EQ(thread, LoopThread());
}

TEST_F(LoopTest, WhatManyThreadsPostIsRun) {
  constexpr int kThreads = 4, kTasks = 2000;
  int ran = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < kTasks; ++k) loop_.Post([&ran] { ++ran; });
    });
  for (std::thread& thread : threads) thread.join();
  Do([] {});
  EXPECT_EQ(ran, kThreads * kTasks);
}

TEST_F(LoopTest, KnowsItsThread) {
  bool posted = false;
  Do([&] { posted = loop_.IsCurrent(); });
  EXPECT_TRUE(posted);
  EXPECT_FALSE(loop_.IsCurrent());
  EXPECT_FALSE(loop_.RunHere([] {}));
}

TEST_F(LoopTest, AShortTaskRunsOnTheLoopsThreadBeforeWhatItPosts) {
  const std::thread::id thread = LoopThread();
  std::promise<std::thread::id> posted;
  std::thread::id ran;
  bool was_current = true;
  RunHere([&] {
    ran = std::this_thread::get_id();
    was_current = loop_.IsCurrent();
    loop_.Post([&] { posted.set_value(std::this_thread::get_id()); });
  });
  EXPECT_EQ(posted.get_future().get(), thread);
  EXPECT_EQ(ran, thread);
  EXPECT_FALSE(was_current);  // calls are not its business
}

TEST_F(LoopTest, OneTaskAtATime) {
  bool second = true;
  for (bool first = false; !first; std::this_thread::yield())
    Do([&] {
      first = loop_.RunHere([] {});
      second = loop_.RunHere([] {});
    });
  EXPECT_FALSE(second);
}

TEST_F(LoopTest, ALongTaskKeepsNobodyWaiting) {
  const std::thread::id thread = LoopThread();
  for (int i = 0; i < 5; ++i) {
    std::promise<void> release, ended;
    RunHere([&] {
      release.get_future().wait();
      loop_.Post([&] { ended.set_value(); });
    });
    const std::thread::id other = LoopThread();  // does not return before another thread leads
    Do([&] { EXPECT_FALSE(loop_.RunHere([] {})) << "nobody stands by"; });
    release.set_value();
    ended.get_future().wait();
    EXPECT_EQ(thread == other, i % 2 == 1);
  }
}

TEST_F(LoopTest, CloseWaitsForWhoIsPresent) {
  loop_.Enter();
  bool ran = false;
  std::thread late([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    Do([&] { ran = true; });
    loop_.Leave();
  });
  loop_.Close();
  EXPECT_TRUE(ran);
  late.join();
}

TEST_F(LoopTest, ManyTasksOfManyLengths) {
  int ran = 0, posted = 0;
  for (int i = 0; i < 200; ++i) {
    RunHere([&, i] {
      if (i % 20 == 0) std::this_thread::sleep_for(3 * Loop::kLook);
      loop_.Post([&ran] { ++ran; });
    });
    for (int k = 0; k < 10; ++k) loop_.Post([&posted] { ++posted; });
  }
  while (true) {
    int now = 0;
    Do([&] { now = ran; });
    if (now == 200) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(posted, 2000);
}

}  // namespace
}  // namespace lector::service
