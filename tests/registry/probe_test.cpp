#include "daemon/registry/probe.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "clean_exit.h"
#include "daemon/base/stop.h"
#include "temp_dir.h"

namespace lector::registry {
namespace {

std::string Plugin(const std::string& name) { return std::string(HOSTILE_PLUGINS) + "/" + name + ".so"; }

// A stand-in for the helper, to have it behave in ways that no library can bring about reliably.
std::string Script(const TempDir& dir, const std::string& body) {
  const std::string path = dir / "probe";
  WriteFile(path, "#!/bin/sh\n" + body + "\n");
  chmod(path.c_str(), 0700);
  return path;
}

TEST(Probe, PassesAGoodPlugin) { EXPECT_FALSE(ProbeLibrary(PROBE, Plugin("good"), 10'000).has_value()); }

TEST(Probe, NamesTheSignalAndTheLastWords) {
  const auto failure = ProbeLibrary(PROBE, Plugin("aborts_in_constructor"), 10'000);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->check, "load");
  EXPECT_NE(failure->message.find("SIGABRT"), std::string::npos) << failure->message;
  EXPECT_NE(failure->message.find("no licence found"), std::string::npos) << failure->message;
}

TEST(Probe, EndsAtTheTimeLimit) {
  const uint64_t start = MonotonicNow();
  const auto failure = ProbeLibrary(PROBE, Plugin("loops_in_constructor"), 300);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->check, "load");
  EXPECT_NE(failure->message.find("300 ms"), std::string::npos) << failure->message;
  EXPECT_GE(MonotonicNow() - start, 300'000'000u);
}

TEST(Probe, AnExitIsNoAnswerWhateverTheLibraryPrints) {
  const auto failure = ProbeLibrary(PROBE, Plugin("exits_in_constructor"), 10'000);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->check, "load");
  EXPECT_NE(failure->message.find(kCleanExit), std::string::npos) << failure->message;
}

TEST(Probe, AHelperThatIsNotThereIsSaidSo) {
  const auto failure = ProbeLibrary("/nonexistent/probe", Plugin("good"), 1'000);
  ASSERT_TRUE(failure.has_value());
  EXPECT_NE(failure->message.find("/nonexistent/probe"), std::string::npos) << failure->message;
}

TEST(Probe, AnAnswerCountsThoughAProcessIsLeftBehind) {
  const TempDir dir;
  const uint64_t start = MonotonicNow();
  EXPECT_FALSE(ProbeLibrary(Script(dir, "sleep 60 & echo '{\"ok\":true}'"), "x", 30'000).has_value());
  EXPECT_LT(MonotonicNow() - start, 20'000'000'000u) << "waited for who holds the pipe";
}

TEST(Probe, ManyWordsDoNotBlockIt) {
  const TempDir dir;
  const auto failure = ProbeLibrary(Script(dir, "head -c 3000000 /dev/zero | tr '\\0' x >&2; head -c 3000000 /dev/zero; exit 3"), "x", 30'000);
  ASSERT_TRUE(failure.has_value());
  EXPECT_NE(failure->message.find("exit status 3"), std::string::npos) << failure->message;
  EXPECT_LT(failure->message.size(), 1000u);
}

TEST(Probe, ClosesItsPipesAndGoesOnIsEndedToo) {
  const TempDir dir;
  const auto failure = ProbeLibrary(Script(dir, "exec >&- 2>&-; sleep 60"), "x", 200);
  ASSERT_TRUE(failure.has_value());
  EXPECT_NE(failure->message.find("200 ms"), std::string::npos) << failure->message;
}

}  // namespace
}  // namespace lector::registry
