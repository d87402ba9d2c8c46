#include "daemon/telemetry/process_stats.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <ctime>

namespace lector::telemetry {
namespace {

double Value(const std::string& name) {
  for (const ProcessStat& stat : ReadProcessStats())
    if (stat.name == name) return stat.value;
  ADD_FAILURE() << name << " is not there";
  return 0;
}

TEST(ProcessStats, FollowWhatTheProcessDoes) {
  const double files = Value("process_open_fds");
  const int fd = dup(STDERR_FILENO);
  EXPECT_EQ(Value("process_open_fds"), files + 1);
  close(fd);
  EXPECT_GE(Value("process_max_fds"), files);

  constexpr size_t kSize = 64u << 20;
  const double memory = Value("process_resident_memory_bytes");
  void* room = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(room, MAP_FAILED);
  std::memset(room, 1, kSize);
  EXPECT_GT(Value("process_resident_memory_bytes"), memory + kSize / 2);
  munmap(room, kSize);
}

TEST(ProcessStats, KnowWhenTheProcessStarted) {
  const auto now = static_cast<double>(std::time(nullptr));
  EXPECT_LE(Value("process_start_time_seconds"), now + 1);
  EXPECT_GT(Value("process_start_time_seconds"), now - 600);
}

}  // namespace
}  // namespace lector::telemetry
