#include "daemon/config/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace lector::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<CommandLine> Parse(std::vector<const char*> args) {
  args.insert(args.begin(), "lectord");
  return ParseCommandLine(static_cast<int>(args.size()), args.data(), "1.2.3");
}

TEST(Flags, RepeatableFlagsCollect) {
  const Result<CommandLine> line =
      Parse({"--listen", "127.0.0.1:0", "--listen=unix:/a", "--plugin-dir", "/p", "--plugin-dir", "/q"});
  ASSERT_TRUE(line.ok()) << line.status().ToString();
  EXPECT_EQ(line->action, CommandLine::Action::kServe);
  EXPECT_THAT(line->config.server.listen, ElementsAre("127.0.0.1:0", "unix:/a"));
  EXPECT_THAT(line->config.plugins.dirs, ElementsAre("/p", "/q"));
}

TEST(Flags, OverrideTheFile) {
  const std::string path = ::testing::TempDir() + "/flags_test.toml";
  std::ofstream(path) << "[engine]\nthreads = 2\nqueue = 5\n";
  const Result<CommandLine> line = Parse({"--config", path.c_str(), "--threads", "9"});
  ASSERT_TRUE(line.ok()) << line.status().ToString();
  EXPECT_EQ(line->config.engine.threads, 9u);
  EXPECT_EQ(line->config.engine.queue, 5u);
}

TEST(Flags, AreCheckedLikeTheFile) {
  EXPECT_THAT(Parse({"--queue", "0"}).status().message(), HasSubstr("'engine.queue' must be between 1"));
  EXPECT_THAT(Parse({"--log-level", "loud"}).status().message(), HasSubstr("'log.level' must be one of"));
  EXPECT_EQ(Parse({"--threads", "many"}).status().code(), Code::kInvalidArgument);
  EXPECT_EQ(Parse({"--threads", "-1"}).status().code(), Code::kInvalidArgument);
  EXPECT_EQ(Parse({"--no-such-flag"}).status().code(), Code::kInvalidArgument);
  EXPECT_EQ(Parse({"--config", "/nonexistent.toml"}).status().code(), Code::kNotFound);
}

TEST(Flags, HelpAndVersion) {
  const Result<CommandLine> help = Parse({"--help"});
  ASSERT_TRUE(help.ok());
  EXPECT_EQ(help->action, CommandLine::Action::kPrintText);
  for (const char* flag :
       {"--config", "--listen", "--allow-non-loopback", "--plugin-dir", "--threads", "--queue", "--max-text-bytes",
        "--drain-seconds", "--log-level", "--log-format", "--check-config", "--print-config", "--version"})
    EXPECT_THAT(help->text, HasSubstr(flag));
  EXPECT_EQ(Parse({"--version"})->text, "lectord 1.2.3\n");
}

TEST(Flags, Actions) {
  EXPECT_EQ(Parse({"--check-config"})->action, CommandLine::Action::kCheckConfig);
  EXPECT_EQ(Parse({"--print-config"})->action, CommandLine::Action::kPrintConfig);
}

}  // namespace
}  // namespace lector::config
