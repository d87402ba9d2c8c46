#include "daemon/service/dispatcher.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lector::service {
namespace {

// Stands for the engine: keeps what was submitted until the test finishes it.
struct FakeEngine {
  struct Running {
    std::string text;
    Dispatcher::Done done;
    bool alone;
  };

  Dispatcher::Submit submit() {
    return [this](engine::Job job, Dispatcher::Done done, bool alone) {
      if (refuse) return Status(Code::kResourceExhausted, "full", "OVERLOADED");
      running.push_back({job.source.text, std::move(done), alone});
      return Status();
    };
  }
  Dispatcher::WithdrawJobs withdraw() {
    return [this](const Stop& stop) { withdrawn = &stop; };
  }
  void FinishFirst() {
    Running first = std::move(running.front());
    running.erase(running.begin());
    first.done(Status(Code::kInternal, "done"));
  }
  std::string texts() const {
    std::string out;
    for (const Running& job : running) out += job.text;
    return out;
  }

  bool refuse = false;
  const Stop* withdrawn = nullptr;
  std::vector<Running> running;
};

engine::Job JobOf(const std::string& text) {
  engine::Job job;
  job.source.text = text;
  return job;
}

const Dispatcher::Done kIgnore = [](Result<std::unique_ptr<engine::Analysis>>) {};

TEST(Dispatcher, PlacesAreThreadsAndQueue) {
  FakeEngine engine;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 2, 1);
  auto a = dispatcher->TryEnter(), b = dispatcher->TryEnter(), c = dispatcher->TryEnter();
  EXPECT_TRUE(a && b && c);
  EXPECT_EQ(dispatcher->TryEnter(), nullptr);
  b.reset();  // a request that did not parse
  EXPECT_NE(dispatcher->TryEnter(), nullptr);
}

TEST(Dispatcher, SaysWhetherAnythingElseIsUnderWay) {
  FakeEngine engine;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 2, 2);
  dispatcher->Start(dispatcher->TryEnter(), JobOf("a"), kIgnore);
  dispatcher->Enqueue(JobOf("b"), kIgnore);
  EXPECT_TRUE(engine.running[0].alone);
  EXPECT_FALSE(engine.running[1].alone);
  engine.FinishFirst();
  engine.FinishFirst();
  dispatcher->Start(dispatcher->TryEnter(), JobOf("c"), kIgnore);
  EXPECT_TRUE(engine.running[0].alone);
}

TEST(Dispatcher, PlaceIsFreeBeforeTheAnswer) {
  FakeEngine engine;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 1, 0);
  bool free = false;
  dispatcher->Start(dispatcher->TryEnter(), JobOf("a"), [&](auto) { free = dispatcher->TryEnter() != nullptr; });
  EXPECT_EQ(dispatcher->TryEnter(), nullptr);
  engine.FinishFirst();
  EXPECT_TRUE(free);
}

TEST(Dispatcher, StreamsWaitInOrderAndLeaveRoom) {
  FakeEngine engine;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 1, 3);
  for (const char* text : {"a", "b", "c", "d", "e"}) dispatcher->Enqueue(JobOf(text), kIgnore);
  EXPECT_EQ(engine.texts(), "ab");  // twice the threads
  dispatcher->Start(dispatcher->TryEnter(), JobOf("U"), kIgnore);
  EXPECT_EQ(engine.texts(), "abU");
  engine.FinishFirst();
  EXPECT_EQ(engine.texts(), "bUc");
  while (!engine.running.empty()) engine.FinishFirst();
  EXPECT_NE(dispatcher->TryEnter(), nullptr);
}

TEST(Dispatcher, StreamsGetThePlaceOfAFinishedCall) {
  FakeEngine engine;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 1, 1);
  dispatcher->Start(dispatcher->TryEnter(), JobOf("U"), kIgnore);
  dispatcher->Start(dispatcher->TryEnter(), JobOf("V"), kIgnore);
  dispatcher->Enqueue(JobOf("a"), kIgnore);
  EXPECT_EQ(engine.texts(), "UV");
  engine.FinishFirst();
  EXPECT_EQ(engine.texts(), "Va");
}

TEST(Dispatcher, WhatWasCancelledWaitsNoLonger) {
  FakeEngine engine;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 1, 1);
  const auto stop = std::make_shared<Stop>();
  std::string answered;
  const auto enqueue = [&](const std::string& text, const std::shared_ptr<Stop>& of) {
    engine::Job job = JobOf(text);
    job.stop = of;
    dispatcher->Enqueue(std::move(job), [&answered, text](Result<std::unique_ptr<engine::Analysis>> result) {
      answered += text + CodeName(result.status().code()) + " ";
    });
  };
  for (const char* text : {"a", "b", "c"}) enqueue(text, std::make_shared<Stop>());
  enqueue("x", stop), enqueue("y", stop), enqueue("d", std::make_shared<Stop>());
  stop->Cancel();
  dispatcher->Withdraw(*stop);
  EXPECT_EQ(answered, "xCANCELLED yCANCELLED ");
  EXPECT_EQ(engine.withdrawn, stop.get());
  for (int i = 0; i < 4; ++i) engine.FinishFirst();
  EXPECT_EQ(answered, "xCANCELLED yCANCELLED aINTERNAL bINTERNAL cINTERNAL dINTERNAL ");
}

TEST(Dispatcher, RefusalOfTheEngineIsAnswered) {
  FakeEngine engine;
  engine.refuse = true;
  const auto dispatcher = Dispatcher::Create(engine.submit(), engine.withdraw(), 1, 1);
  std::string reason;
  const auto keep = [&reason](Result<std::unique_ptr<engine::Analysis>> result) { reason = result.status().reason(); };
  dispatcher->Enqueue(JobOf("a"), keep);
  EXPECT_EQ(reason, "OVERLOADED");
  reason.clear();
  dispatcher->Start(dispatcher->TryEnter(), JobOf("b"), keep);
  EXPECT_EQ(reason, "OVERLOADED");
  EXPECT_NE(dispatcher->TryEnter(), nullptr);
}

}  // namespace
}  // namespace lector::service
