#include "daemon/base/status.h"

#include <gtest/gtest.h>

#include <memory>

namespace lector {
namespace {

TEST(CodeName, OfEveryCode) {
  EXPECT_EQ(CodeName(Code::kOk), "OK");
  EXPECT_EQ(CodeName(Code::kInvalidArgument), "INVALID_ARGUMENT");
  EXPECT_EQ(CodeName(Code::kDeadlineExceeded), "DEADLINE_EXCEEDED");
  EXPECT_EQ(CodeName(Code::kUnavailable), "UNAVAILABLE");
  EXPECT_EQ(CodeName(static_cast<Code>(16)), "UNAUTHENTICATED");
}

TEST(CodeName, OfWhatIsNoCode) {
  EXPECT_EQ(CodeName(static_cast<Code>(17)), "CODE_17");
  EXPECT_EQ(CodeName(static_cast<Code>(-1)), "CODE_-1");
}

TEST(Status, IsOkByDefault) {
  const Status status;
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(status.code(), Code::kOk);
  EXPECT_EQ(status.ToString(), "OK");
}

TEST(Status, KeepsWhatItWasMadeOf) {
  const Status status(Code::kInvalidArgument, "too long", "TEXT_TOO_LARGE", "document.text");
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.message(), "too long");
  EXPECT_EQ(status.reason(), "TEXT_TOO_LARGE");
  EXPECT_EQ(status.field(), "document.text");
  EXPECT_EQ(status.ToString(), "INVALID_ARGUMENT: document.text: too long");
  EXPECT_EQ(Status(Code::kInternal, "broken").ToString(), "INTERNAL: broken");
}

TEST(Status, HasACopyWithMore) {
  const Status status(Code::kInternal, "broken", "EXTRACTOR_FAILED");
  const Status more = status.With("extractor", "quotes").With("a", "b").WithField("options");
  EXPECT_EQ(more.metadata(), (Status::Metadata{{"extractor", "quotes"}, {"a", "b"}}));
  EXPECT_EQ(more.ToString(), "INTERNAL: options: broken");
  EXPECT_EQ(more.reason(), status.reason());
  EXPECT_TRUE(status.metadata().empty());
  EXPECT_TRUE(Status().With("a", "b").metadata().empty());
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> value = 5;
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(*value, 5);
  EXPECT_TRUE(value.status().ok());

  const Result<int> error = Status(Code::kNotFound, "nothing there");
  EXPECT_FALSE(error.ok());
  EXPECT_EQ(error.status().code(), Code::kNotFound);
}

TEST(Result, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<std::string>> result = std::make_unique<std::string>("word");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->get()->size(), 4u);
  const std::unique_ptr<std::string> taken = *std::move(result);
  EXPECT_EQ(*taken, "word");
}

}  // namespace
}  // namespace lector
