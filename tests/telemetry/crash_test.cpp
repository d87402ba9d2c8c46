#include "daemon/telemetry/crash.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

namespace lector::telemetry {
namespace {

// Recursion that the compiler cannot see through.
int UseUp(volatile char* before) {
  volatile char frame[1024];
  frame[0] = before == nullptr ? '\0' : *before;
  return UseUp(frame) + frame[0];
}

TEST(CrashDeathTest, AnOverflowIsReportedOnAThreadThatAskedForIt) {
  struct sigaction known = {};
  ASSERT_EQ(sigaction(SIGSEGV, nullptr, &known), 0);
  if (known.sa_handler != SIG_DFL) GTEST_SKIP() << "a sanitizer reports the crash itself";
  const auto overflow = [] {
    ReportCrashes();
    std::thread([] {
      ReportOverflows();
      UseUp(nullptr);
    }).join();
  };
  EXPECT_EXIT(overflow(), ::testing::KilledBySignal(SIGSEGV), "lectord: SIGSEGV outside of extractors");
}

}  // namespace
}  // namespace lector::telemetry
