#include "daemon/config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lector::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ErrorOf(std::string_view toml) {
  const Result<Config> config = Config::Parse(toml, "a.toml");
  EXPECT_FALSE(config.ok()) << toml;
  return config.status().message();
}

TEST(Config, EmptyFileIsTheDefaults) {
  const Result<Config> config = Config::Parse("", "a.toml");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->limits.max_text_bytes, 8u << 20);
  EXPECT_EQ(config->engine.queue, 64u);
  EXPECT_TRUE(config->server.listen.empty());
}

TEST(Config, ReadsEveryKindOfValue) {
  const Result<Config> config = Config::Parse(R"(
[server]
listen = ["127.0.0.1:0", "unix:/tmp/a.sock"]
allow_non_loopback = true
[engine]
threads = 3
[plugins]
copy_dir = "/var/cache/x"
[log]
level = "debug"
)",
                                              "a.toml");
  ASSERT_TRUE(config.ok()) << config.status().ToString();
  EXPECT_THAT(config->server.listen, ElementsAre("127.0.0.1:0", "unix:/tmp/a.sock"));
  EXPECT_TRUE(config->server.allow_non_loopback);
  EXPECT_EQ(config->engine.threads, 3u);
  EXPECT_EQ(config->plugins.copy_dir, "/var/cache/x");
  EXPECT_EQ(config->log.level, "debug");
}

TEST(Config, UnknownKeyNamesPlaceAndNearest) {
  EXPECT_EQ(ErrorOf("\n[engine]\n  thread = 3\n"),
            "a.toml:3:3: 'engine.thread' is not a known key (did you mean 'engine.threads'?)");
  EXPECT_EQ(ErrorOf("[engin]\n"), "a.toml:1:2: 'engin' is not a known key (did you mean 'engine'?)");
  EXPECT_EQ(ErrorOf("zzzzzzzzzzzz = 1\n"), "a.toml:1:1: 'zzzzzzzzzzzz' is not a known key");
}

TEST(Config, WrongTypesAndRangesNamePlace) {
  EXPECT_EQ(ErrorOf("[engine]\nthreads = \"3\"\n"), "a.toml:2:11: 'engine.threads' must be an integer, not a string");
  EXPECT_EQ(ErrorOf("[engine]\nqueue = 0\n"), "a.toml:2:9: 'engine.queue' must be between 1 and 1000000, not 0");
  EXPECT_EQ(ErrorOf("[engine]\nqueue = -1\n"), "a.toml:2:9: 'engine.queue' must be between 1 and 1000000, not -1");
  EXPECT_EQ(ErrorOf("[log]\nlevel = \"loud\"\n"),
            "a.toml:2:9: 'log.level' must be one of debug, info, warning, error, off, not 'loud'");
  EXPECT_EQ(ErrorOf("[server]\nlisten = [1]\n"), "a.toml:2:10: 'server.listen' must hold strings only, not an integer");
  EXPECT_EQ(ErrorOf("engine = 1\n"), "a.toml:1:10: 'engine' must be a table: [engine]");
}

TEST(Config, SyntaxErrorNamesPlace) { EXPECT_THAT(ErrorOf("[engine]\nqueue == 1\n"), HasSubstr("a.toml:2:")); }

TEST(Config, DuplicateKeyIsAnError) { EXPECT_THAT(ErrorOf("[engine]\nqueue = 1\nqueue = 2\n"), HasSubstr("a.toml:3:")); }

TEST(Config, ExtractorSettingsBecomeJson) {
  const Result<Config> config = Config::Parse(
      "[extractors.quotes]\nmax = 5\n[extractors.\"com.example.phones\"]\nverbs = [\"a\", \"б\"]\nnested = {deep = true}\n",
      "a.toml");
  ASSERT_TRUE(config.ok()) << config.status().ToString();
  ASSERT_EQ(config->extractors.size(), 2u);
  EXPECT_THAT(config->extractors.at("quotes"), HasSubstr("\"max\" : 5"));
  EXPECT_THAT(config->extractors.at("com.example.phones"), HasSubstr("\"deep\" : true"));
  EXPECT_THAT(config->extractors.at("com.example.phones"), HasSubstr("\\u0431"));
}

TEST(Config, ExtractorSettingsMustBeTablesThatJsonCanHold) {
  EXPECT_EQ(ErrorOf("extractors = 1\n"), "a.toml:1:14: 'extractors' must hold one table for each extractor: [extractors.quotes]");
  EXPECT_EQ(ErrorOf("[extractors]\nquotes = 1\n"), "a.toml:2:10: 'extractors.quotes' must be a table: [extractors.quotes]");
  EXPECT_EQ(ErrorOf("[extractors.quotes]\nx = [1.0, nan]\n"), "a.toml:2:11: 'extractors.quotes' has no form in JSON");
}

TEST(Config, PrintsWhatItReadsBack) {
  const Result<Config> first = Config::Parse(
      "[server]\nlisten = [\"unix:/tmp/a b\\\"c.sock\"]\n[engine]\nthreads = 7\n[extractors.\"com.example.phones\"]\nmin_digits "
      "= 9\n",
      "a.toml");
  ASSERT_TRUE(first.ok()) << first.status().ToString();
  const std::string printed = ToToml(*first);
  const Result<Config> second = Config::Parse(printed, "printed");
  ASSERT_TRUE(second.ok()) << second.status().ToString() << "\n" << printed;
  EXPECT_EQ(second->server.listen, first->server.listen);
  EXPECT_EQ(second->engine.threads, 7u);
  EXPECT_EQ(second->extractors, first->extractors);
  EXPECT_EQ(ToToml(*second), printed);
}

TEST(Config, MissingFileAndFolderAreNotFound) {
  for (const char* path : {"/nonexistent/a.toml", "/"}) {
    const Status status = Config::LoadFile(path).status();
    EXPECT_EQ(status.code(), Code::kNotFound) << path;
    EXPECT_THAT(status.message(), HasSubstr(std::string(path) + ": the file cannot be read: ")) << path;
  }
  EXPECT_TRUE(Config::LoadFile("/dev/null").ok());  // empty, and a file
}

}  // namespace
}  // namespace lector::config
