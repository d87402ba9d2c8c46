#include "daemon/host/plugin_host.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "daemon/telemetry/metrics.h"

namespace lector::host {
namespace {

namespace fs = std::filesystem;

class PluginHostTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) / ("plugin_host." + std::to_string(getpid()));
    fs::create_directories(root_ / "data" / "inner");
    std::ofstream(root_ / "data" / "words.txt") << "заявил\n";
    std::ofstream(root_ / "data" / "inner" / "empty.txt");
    std::ofstream(root_ / "secret.txt") << "no";
  }
  void TearDown() override { fs::remove_all(root_); }

  lector_code Get(const std::string& path, std::string* content, std::string* message = nullptr) {
    lector_str bytes = {};
    lector_error error = {};
    error.size = sizeof error;
    const lector_code code = host_->abi()->resource(host_->abi(), {path.data(), path.size()}, &bytes, &error);
    if (code == LECTOR_OK && content != nullptr) *content = std::string(bytes.data == nullptr ? "" : bytes.data, bytes.size);
    if (message != nullptr) *message = error.message;
    return code;
  }

  fs::path root_;
  std::unique_ptr<PluginHost> host_ = nullptr;
};

TEST_F(PluginHostTest, MapsResourcesOfTheDataFolderOnly) {
  host_ = std::make_unique<PluginHost>("x", (root_ / "data").string());
  std::string content, message;
  ASSERT_EQ(Get("words.txt", &content), LECTOR_OK);
  EXPECT_EQ(content, "заявил\n");
  ASSERT_EQ(Get("inner/empty.txt", &content), LECTOR_OK);
  EXPECT_EQ(content, "");
  EXPECT_EQ(Get("none.txt", &content, &message), LECTOR_NOT_FOUND);
  EXPECT_NE(message.find("none.txt"), std::string::npos);
  for (const char* bad : {"../secret.txt", "/etc/hostname", "inner/../../secret.txt", "", "inner//empty.txt", "./words.txt"})
    EXPECT_EQ(Get(bad, &content), LECTOR_INVALID_ARGUMENT) << bad;
  EXPECT_EQ(Get("inner", &content), LECTOR_NOT_FOUND);
}

TEST_F(PluginHostTest, CountsByExtractorAndPassesOverNonsense) {
  host_ = std::make_unique<PluginHost>("counting", "");
  const lector_str metric = {"hits", 4};
  host_->abi()->count(host_->abi(), metric, 2);
  host_->abi()->count(host_->abi(), metric, -5);
  host_->abi()->count(host_->abi(), metric, 0.5);
  EXPECT_EQ((telemetry::PluginCounts()[{"counting", "hits"}]), 2.5);
}

TEST(AbiErrors, AreReadWithinTheirBounds) {
  lector_error error;
  std::memset(&error, 'x', sizeof error);  // no terminators
  const Status status = FromAbi(LECTOR_INTERNAL, error);
  EXPECT_EQ(status.message().size(), sizeof error.message);
  std::memset(error.message, '\xCF', sizeof error.message);
  EXPECT_EQ(FromAbi(LECTOR_INTERNAL, error).message(), std::string(sizeof error.message, '?'));
  EXPECT_EQ(FromAbi(99, {}).code(), Code::kInternal);
  EXPECT_TRUE(FromAbi(LECTOR_OK, error).ok());
}

TEST(AbiErrors, AreCutAtACodePoint) {
  std::string message;
  while (message.size() < 600) message += "ё";
  lector_error error = {};
  EXPECT_EQ(ToAbi(Status(Code::kNotFound, "x" + message, {}, "field"), &error), LECTOR_NOT_FOUND);
  EXPECT_EQ(std::strlen(error.message), 511u);
  EXPECT_EQ(std::string(error.field), "field");
}

}  // namespace
}  // namespace lector::host
