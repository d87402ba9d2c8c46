#include "daemon/engine/engine.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <map>
#include <string>
#include <thread>

#include "daemon/telemetry/metrics.h"

namespace lector::engine {
namespace {

std::string_view View(lector_str s) { return s.size == 0 ? std::string_view() : std::string_view(s.data, s.size); }

// One registry for all tests: what is loaded stays loaded.
class EngineTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    copies_ = new std::filesystem::path(std::filesystem::path(testing::TempDir()) / ("engine_test." + std::to_string(getpid())));
    layers_ = new text::LayerRegistry(text::LayerRegistry::Linked({}));
    registry::LoadOptions options;
    options.plugin_dirs = {FIXTURE_PLUGINS};
    options.copy_dir = copies_->string();
    options.probe = PROBE;
    registry_ = registry::Registry::Load(options, *layers_).release();
    for (const registry::Refusal& refusal : registry_->refusals()) ADD_FAILURE() << refusal.file << ": " << refusal.message;
  }
  static void TearDownTestSuite() {
    delete registry_;
    delete layers_;
    std::filesystem::remove_all(*copies_);
    delete copies_;
  }

  std::shared_ptr<const Plan> MakePlan(const std::vector<Selection>& selections) {
    Result<std::shared_ptr<const Plan>> plan = engine_.MakePlan(selections);
    EXPECT_TRUE(plan.ok()) << plan.status().ToString();
    return plan.ok() ? *plan : nullptr;
  }
  Job MakeJob(std::string text, const std::vector<Selection>& selections, std::string language = "ru") {
    return {{std::move(text), std::move(language)}, MakePlan(selections), std::make_shared<Stop>()};
  }
  Result<std::unique_ptr<Analysis>> RunJob(Job job) {
    std::promise<Result<std::unique_ptr<Analysis>>> done;
    engine_.Run(std::move(job), [&](auto result) { done.set_value(std::move(result)); });
    return done.get_future().get();
  }
  // Of a document that goes to the pool.
  std::future<Status> Submit(const std::vector<Selection>& selections, const std::shared_ptr<Stop>& stop = std::make_shared<Stop>()) {
    auto done = std::make_shared<std::promise<Status>>();
    Job job = MakeJob("Анна.", selections);
    job.stop = stop;
    EXPECT_TRUE(engine_.Submit(std::move(job), [done](auto result) { done->set_value(result.status()); }).ok());
    return done->get_future();
  }
  std::unique_ptr<Analysis> Run(std::string text, const std::vector<Selection>& selections, std::string language = "ru") {
    Result<std::unique_ptr<Analysis>> analysis = RunJob(MakeJob(std::move(text), selections, std::move(language)));
    EXPECT_TRUE(analysis.ok()) << analysis.status().ToString();
    return analysis.ok() ? std::move(*analysis) : nullptr;
  }
  static std::string Json(const Finding& finding) {
    return std::string(View(reinterpret_cast<const lector_custom*>(finding.record)->json));
  }

  static inline std::filesystem::path* copies_ = nullptr;
  static inline text::LayerRegistry* layers_ = nullptr;
  static inline const registry::Registry* registry_ = nullptr;
  Engine engine_{*registry_, *layers_, {.threads = 2, .queue_capacity = 4}};
};

TEST_F(EngineTest, RunsDefaultsInDependencyOrderAndNumbersTheAnswer) {
  const auto analysis = Run("Анна и Пётр. «Пётр тут», — сказала Анна.", {});
  ASSERT_EQ(analysis->reports.size(), 2u);
  EXPECT_EQ(analysis->reports[0].extractor->id, "test.names");
  EXPECT_EQ(analysis->reports[1].extractor->id, "test.quotes");
  ASSERT_EQ(analysis->entities.size(), 2u);
  EXPECT_EQ(analysis->entities[0].id, 1u);
  ASSERT_EQ(analysis->annotations.size(), 5u);
  uint32_t id = 2, begin = 0;
  for (const Finding& finding : analysis->annotations) {
    EXPECT_EQ(finding.id, ++id);
    EXPECT_GE(finding.record->span.begin, begin);
    begin = finding.record->span.begin;
  }
  const Finding& quote = analysis->annotations[2];
  ASSERT_EQ(quote.record->kind, static_cast<uint32_t>(LECTOR_QUOTE));
  EXPECT_EQ(analysis->Id(reinterpret_cast<const lector_quote*>(quote.record)->speaker_entity), 1u);
  EXPECT_EQ(quote.quote_id, 0u);
  EXPECT_EQ(analysis->annotations[3].quote_id, quote.id) << "the name in the quote";
  EXPECT_EQ(analysis->annotations[4].quote_id, 0u) << "the name behind it";
}

TEST_F(EngineTest, WhatIsRequiredRunsButReportsOnlyLinkedEntities) {
  const auto analysis = Run("Анна и Пётр. «Слова».", {{"test.quotes", "", ""}});
  ASSERT_EQ(analysis->reports.size(), 1u);
  ASSERT_EQ(analysis->annotations.size(), 1u);
  ASSERT_EQ(analysis->entities.size(), 1u);
  EXPECT_EQ(View(reinterpret_cast<const lector_entity*>(analysis->entities[0].record)->name), "Анна");
}

TEST_F(EngineTest, AQuoteThatIsLeftOutHoldsNothing) {
  // The entity is 1, the outer quote 2, the inner one 3, the mention 4, whatever is left out.
  for (const auto& [min_confidence, quote] : {std::pair(0.0f, 3u), {0.5f, 2u}, {0.95f, 0u}}) {
    Job job = MakeJob("[9 a [3 Анна] b]", {{"test.names", "", ""}, {"test.brackets", "", ""}});
    job.min_confidence = min_confidence;
    const auto analysis = RunJob(std::move(job));
    ASSERT_TRUE(analysis.ok());
    const Finding& name = (*analysis)->annotations.back();
    ASSERT_EQ(name.record->kind, static_cast<uint32_t>(LECTOR_MENTION));
    EXPECT_EQ(name.id, 4u);
    EXPECT_EQ(name.quote_id, quote) << min_confidence;
  }
}

TEST_F(EngineTest, SeesTheRecordsOfWhatItUses) {
  const auto analysis = Run("Анна и Пётр.", {{"test.seen", "2.1.0", ""}});
  ASSERT_EQ(analysis->annotations.size(), 1u);
  EXPECT_EQ(Json(analysis->annotations[0]), R"({"mentions":2,"customs":1,"entities":0})");
}

TEST_F(EngineTest, SeesRecordsOfTheTypesThatItDeclaresAlone) {
  const auto analysis = Run("Анна и Пётр.", {{"test.seen", "", ""}, {"test.names", "", ""}});
  EXPECT_EQ(analysis->entities.size(), 2u) << "they are there, but the manifest names mentions only";
  EXPECT_EQ(Json(analysis->annotations[0]), R"({"mentions":2,"customs":1,"entities":0})");
}

TEST_F(EngineTest, WhatIsRequiredForAnotherLanguageAloneTakesItsReadersWithIt) {
  EXPECT_EQ(Run("Words.", {{"test.needs_english", "", ""}}, "en")->reports.size(), 1u);
  const auto analysis = Run("Слова.", {{"test.needs_english", "", ""}, {"test.worker", "", ""}}, "ru");
  ASSERT_EQ(analysis->reports.size(), 1u);
  EXPECT_EQ(analysis->reports[0].extractor->id, "test.worker");
}

TEST_F(EngineTest, AFailedExtractorTakesOnlyItsOwnWithIt) {
  for (const char* how : {"throw", "bad record", "undeclared layer"}) {
    const auto analysis = Run("Анна.", {{"test.fails", "", std::string(R"({"how": ")") + how + "\"}"}, {"test.needs_fails", "", ""},
                                        {"test.seen", "", ""}, {"test.names", "", ""}});
    std::map<std::string, const Report*> reports;
    for (const Report& report : analysis->reports) reports[report.extractor->id] = &report;
    ASSERT_EQ(reports.size(), 4u);
    EXPECT_FALSE(reports["test.fails"]->status.ok()) << how;
    EXPECT_EQ(reports["test.fails"]->record_count, 0u);
    EXPECT_EQ(reports["test.needs_fails"]->status.reason(), "DEPENDENCY_FAILED");
    EXPECT_TRUE(reports["test.seen"]->status.ok());
    EXPECT_TRUE(reports["test.names"]->status.ok());
    ASSERT_EQ(analysis->annotations.size(), 2u);
    EXPECT_EQ(Json(analysis->annotations[0]), R"({"mentions":1,"customs":0,"entities":0})");
  }
}

TEST_F(EngineTest, RequireAllMakesOneFailureTheCalls) {
  Job job = MakeJob("Анна.", {{"test.fails", "", R"({"how": "throw"})"}, {"test.names", "", ""}});
  job.require_all = true;
  const auto analysis = RunJob(std::move(job));
  ASSERT_FALSE(analysis.ok());
  EXPECT_EQ(analysis.status().code(), Code::kInternal);
  EXPECT_NE(analysis.status().message().find("test.fails"), std::string::npos);
  EXPECT_NE(analysis.status().message().find("thrown"), std::string::npos);
}

TEST_F(EngineTest, RefusesWhatCannotBePlanned) {
  const auto refused = [&](std::vector<Selection> selections) {
    const auto plan = engine_.MakePlan(selections);
    EXPECT_FALSE(plan.ok());
    return plan.status();
  };
  Status status = refused({{"test.names", "", ""}, {"test.quote", "", ""}});
  EXPECT_EQ(status.code(), Code::kNotFound);
  EXPECT_EQ(status.reason(), "EXTRACTOR_NOT_FOUND");
  EXPECT_EQ(status.field(), "extractors[1].name");
  EXPECT_NE(status.message().find("test.quotes"), std::string::npos);
  status = refused({{"test.names", "9.9.9", ""}});
  EXPECT_EQ(status.reason(), "VERSION_NOT_FOUND");
  status = refused({{"test.fails", "", R"({"how": 1})"}});
  EXPECT_EQ(status.code(), Code::kInvalidArgument);
  EXPECT_EQ(status.field(), "extractors[0].options.how");
  status = refused({{"test.names", "", ""}, {"test.names", "", ""}});
  EXPECT_EQ(status.field(), "extractors[1].name");
}

TEST_F(EngineTest, LeavesOutExtractorsOfOtherLanguages) {
  EXPECT_TRUE(Run("Анна.", {{"test.english", "", ""}})->reports.empty());
  EXPECT_EQ(Run("Ann.", {{"test.english", "", ""}}, "en")->reports.size(), 1u);
  EXPECT_EQ(Run("Ann.", {{"test.english", "", ""}}, "en-GB")->reports.size(), 1u);
}

TEST_F(EngineTest, BadTextIsAnError) {
  const auto analysis = RunJob(MakeJob("\xCF\xF3\xF2\xE8\xED", {{"test.names", "", ""}}));
  ASSERT_FALSE(analysis.ok());
  EXPECT_EQ(analysis.status().reason(), "INVALID_UTF8");
}

TEST_F(EngineTest, CancellationReachesARunningExtractor) {
  Job job = MakeJob("Анна.", {{"test.fails", "", R"({"how": "loop"})"}});
  const std::shared_ptr<Stop> stop = job.stop;
  std::promise<Status> done;
  ASSERT_TRUE(engine_.Submit(std::move(job), [&](auto result) { done.set_value(result.status()); }).ok());
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  stop->Cancel();
  EXPECT_EQ(done.get_future().get().code(), Code::kCancelled);
}

TEST_F(EngineTest, ADeadlineReachesARunningExtractor) {
  Job job = MakeJob("Анна.", {{"test.fails", "", R"({"how": "loop"})"}});
  job.stop = std::make_shared<Stop>(MonotonicNow() + 20'000'000);
  EXPECT_EQ(RunJob(std::move(job)).status().code(), Code::kDeadlineExceeded);
  job = MakeJob("Анна.", {{"test.names", "", ""}});
  job.stop = std::make_shared<Stop>(MonotonicNow() - 1);
  EXPECT_EQ(RunJob(std::move(job)).status().code(), Code::kDeadlineExceeded);
}

TEST_F(EngineTest, RefusesWhatDoesNotFitIntoTheQueue) {
  std::vector<std::shared_ptr<Stop>> stops;
  std::atomic<int> done = 0;
  int accepted = 0;
  Status last;
  for (int i = 0; i < 20; ++i) {
    Job job = MakeJob("Анна.", {{"test.fails", "", R"({"how": "loop"})"}});
    stops.push_back(job.stop);
    last = engine_.Submit(std::move(job), [&](auto) { ++done; });
    if (last.ok()) ++accepted;
  }
  EXPECT_EQ(last.code(), Code::kResourceExhausted);
  EXPECT_EQ(last.reason(), "OVERLOADED");
  EXPECT_GE(accepted, 4);
  EXPECT_LE(accepted, 6);
  for (const auto& stop : stops) stop->Cancel();
  while (done < accepted) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(Cost, RisesAtOnceAndFallsSlowly) {
  Cost cost;
  EXPECT_EQ(cost.Predict(0), UINT64_MAX);
  cost.Learn(1000, 0);
  EXPECT_EQ(cost.Predict(0), 1000u);
  EXPECT_EQ(cost.Predict(1024), 2000u);
  cost.Learn(9000, 0);
  EXPECT_EQ(cost.Predict(0), 9000u);
  cost.Learn(1000, 0);
  EXPECT_EQ(cost.Predict(0), 8500u);
}

TEST_F(EngineTest, SerialisesWhatIsNotConcurrentAndKeepsScratchByThread) {
  Engine engine(*registry_, *layers_, {.threads = 3, .queue_capacity = 200});
  std::atomic<int> done = 0, wrong = 0;
  for (int i = 0; i < 200; ++i) {
    const Done check = [&](auto analysis) {
      if (!analysis.ok() || (*analysis)->annotations.size() != 2) ++wrong;
      else
        for (const Finding& finding : (*analysis)->annotations)
          if (finding.extractor->id == "test.serial" && Json(finding).find("\"running\":1,") == std::string::npos) ++wrong;
      ++done;
    };
    Job job = MakeJob("Анна.", {{"test.serial", "", ""}, {"test.worker", "", ""}});
    if (i % 10 == 0) engine.Run(std::move(job), check);
    else EXPECT_TRUE(engine.Submit(std::move(job), check).ok());
  }
  while (done < 200) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(wrong, 0);
}

constexpr std::chrono::seconds kLong(60);  // for what comes at once on a machine that has time

TEST_F(EngineTest, WhoWaitsForASerialExtractorHoldsNoThread) {
  const std::vector<Selection> looping = {{"test.serial", "", R"({"loop": true})"}}, serial = {{"test.serial", "", ""}};
  const auto first_stop = std::make_shared<Stop>(), second_stop = std::make_shared<Stop>();
  std::future<Status> first = Submit(looping, first_stop);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  std::future<Status> second = Submit(serial, second_stop), third = Submit(serial);
  // There are two threads, and one goes on with what has nothing to do with it.
  std::future<Status> unrelated = Submit({{"test.names", "", ""}});
  ASSERT_EQ(unrelated.wait_for(kLong), std::future_status::ready);
  EXPECT_TRUE(unrelated.get().ok());

  second_stop->Cancel();
  engine_.Withdraw(*second_stop);
  ASSERT_EQ(second.wait_for(kLong), std::future_status::ready);
  EXPECT_EQ(second.get().code(), Code::kCancelled);
  EXPECT_NE(third.wait_for(std::chrono::milliseconds(0)), std::future_status::ready);

  first_stop->Cancel();
  EXPECT_EQ(first.get().code(), Code::kCancelled);
  EXPECT_TRUE(third.get().ok());
}

TEST_F(EngineTest, WhatIsWithdrawnLeavesTheQueue) {
  const std::vector<Selection> looping = {{"test.fails", "", R"({"how": "loop"})"}};
  const auto busy = std::make_shared<Stop>(), gone = std::make_shared<Stop>();
  std::vector<std::future<Status>> running, queued;
  for (int i = 0; i < 2; ++i) running.push_back(Submit(looping, busy));
  for (int i = 0; i < 2; ++i) queued.push_back(Submit(looping, gone));
  gone->Cancel();
  engine_.Withdraw(*gone);
  for (std::future<Status>& status : queued) {
    ASSERT_EQ(status.wait_for(kLong), std::future_status::ready);
    EXPECT_EQ(status.get().code(), Code::kCancelled);
  }
  busy->Cancel();
  for (std::future<Status>& status : running) EXPECT_EQ(status.get().code(), Code::kCancelled);
}

TEST_F(EngineTest, OnlyWhatCameToItsEndTellsTheCost) {
  Job job = MakeJob("Анна.", {{"test.fails", "", R"({"how": "loop"})"}});
  job.stop = std::make_shared<Stop>(MonotonicNow() + 1'000'000);
  const std::shared_ptr<const Plan> plan = job.plan;
  EXPECT_FALSE(RunJob(std::move(job)).ok());
  EXPECT_EQ(plan->cost.Predict(0), UINT64_MAX);
  job = MakeJob("Анна.", {{"test.names", "", ""}});
  const std::shared_ptr<const Plan> known = job.plan;
  EXPECT_TRUE(RunJob(std::move(job)).ok());
  EXPECT_NE(known->cost.Predict(0), UINT64_MAX);
}

TEST_F(EngineTest, RecordsThatAreDroppedAreNotCounted) {
  const telemetry::ExtractorMetrics& metrics = telemetry::OfExtractor("test.fails");
  const uint64_t before = metrics.records;
  Run("Анна.", {{"test.fails", "", R"({"how": "throw"})"}});
  EXPECT_EQ(metrics.records, before);
  Run("Анна.", {{"test.fails", "", ""}});
  EXPECT_EQ(metrics.records, before + 1);
}

}  // namespace
}  // namespace lector::engine
