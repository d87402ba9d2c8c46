#include "daemon/config/defaults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

namespace lector::config {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class Defaults : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "lector-defaults-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::create_directories(root_ / "bin");
    here_.executable_dir = (root_ / "bin").string();
    here_.home = (root_ / "home").string();
  }
  void TearDown() override { fs::remove_all(root_); }

  Config Resolve() const {
    Config config;
    ResolveDefaults(here_, config);
    return config;
  }

  fs::path root_;
  Surroundings here_;
};

TEST_F(Defaults, SocketLiesInTheRuntimeDirectory) {
  EXPECT_THAT(Resolve().server.listen, ElementsAre("unix:/run/lector/lectord.sock"));
  here_.xdg_runtime_dir = "/run/user/7";
  EXPECT_THAT(Resolve().server.listen, ElementsAre("unix:/run/user/7/lector/lectord.sock"));
}

TEST_F(Defaults, PluginsOfABuildTreeGoBeforeInstalledOnes) {
  EXPECT_THAT(Resolve().plugins.dirs, ElementsAre((root_ / "lib/lector/plugins").string()));
  fs::create_directories(root_ / "plugins");
  EXPECT_THAT(Resolve().plugins.dirs, ElementsAre((root_ / "plugins").string()));
}

TEST_F(Defaults, CopiesGoToTheFirstFolderThatCanBeWritten) {
  EXPECT_EQ(Resolve().plugins.copy_dir, (root_ / "home/.cache/lector/plugins").string());
  here_.xdg_cache_home = (root_ / "cache").string();
  EXPECT_EQ(Resolve().plugins.copy_dir, (root_ / "cache/lector/plugins").string());
  here_.xdg_cache_home = "relative";
  EXPECT_EQ(Resolve().plugins.copy_dir, (root_ / "home/.cache/lector/plugins").string());
}

TEST_F(Defaults, WhatIsGivenStays) {
  Config config;
  config.server.listen = {"127.0.0.1:1"};
  config.plugins.dirs = {"/a"};
  config.plugins.probe = "/b";
  config.plugins.copy_dir = "/c";
  config.text.data_dir = "/d";
  ResolveDefaults(here_, config);
  EXPECT_THAT(config.server.listen, ElementsAre("127.0.0.1:1"));
  EXPECT_THAT(config.plugins.dirs, ElementsAre("/a"));
  EXPECT_EQ(config.plugins.probe, "/b");
  EXPECT_EQ(config.plugins.copy_dir, "/c");
  EXPECT_EQ(config.text.data_dir, "/d");
}

}  // namespace
}  // namespace lector::config
