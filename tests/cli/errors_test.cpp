#include "cli/errors.h"

#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

namespace lector::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

grpc::Status WithDetails(grpc::StatusCode code, const std::string& message, const std::string& reason, const std::string& field,
                         int64_t retry_seconds = 0) {
  google::rpc::Status packed;
  packed.set_code(code);
  packed.set_message(message);
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("lector");
  (*info.mutable_metadata())["limit"] = "8388608";
  packed.add_details()->PackFrom(info);
  google::rpc::BadRequest request;
  auto* violation = request.add_field_violations();
  violation->set_field(field);
  violation->set_description("more about it");
  if (!field.empty()) packed.add_details()->PackFrom(request);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(retry_seconds);
  if (retry_seconds != 0) packed.add_details()->PackFrom(retry);
  return {code, message, packed.SerializeAsString()};
}

TEST(DescribeError, CodeReasonFieldAndWhatToDoNext) {
  EXPECT_EQ(DescribeError("news.txt",
                          WithDetails(grpc::StatusCode::INVALID_ARGUMENT,
                                      "byte 17 is not UTF-8; the text looks like Windows-1251", "INVALID_UTF8", "document.text")),
            "lector: news.txt: INVALID_ARGUMENT (INVALID_UTF8): byte 17 is not UTF-8; the text looks like Windows-1251\n"
            "  field: document.text: more about it\n"
            "  limit: 8388608\n"
            "  next:  convert it: --encoding windows-1251\n");
}

TEST(DescribeError, AFieldThatTheMessageNamesStandsOnce) {
  const grpc::Status status = WithDetails(grpc::StatusCode::INVALID_ARGUMENT, "options.time_zone: more about it", "INVALID_FIELD",
                                          "options.time_zone");
  EXPECT_THAT(DescribeError("a", status), Not(HasSubstr("field:")));
}

TEST(DescribeError, RetryInfo) {
  EXPECT_THAT(DescribeError("a", WithDetails(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy", "OVERLOADED", "", 2)),
              HasSubstr("next:  try again in 2 s"));
}

TEST(DescribeError, WithoutDetails) {
  const std::string out = DescribeError("a", {grpc::StatusCode::INTERNAL, "broken"});
  EXPECT_EQ(out, "lector: a: INTERNAL: broken\n");
  EXPECT_THAT(DescribeError("a", {grpc::StatusCode::RESOURCE_EXHAUSTED, "too large"}), HasSubstr("split the text"));
}

TEST(ReadErrorDetails, BytesThatAreNoStatus) {
  const ErrorDetails details = ReadErrorDetails({grpc::StatusCode::INTERNAL, "broken", "\xFF\xFF\xFF"});
  EXPECT_EQ(details.reason, "");
  EXPECT_FALSE(details.retry_seconds);
}

TEST(CodeName, KnownAndUnknown) {
  EXPECT_EQ(CodeName(14), "UNAVAILABLE");
  EXPECT_EQ(CodeName(99), "CODE_99");
}

}  // namespace
}  // namespace lector::cli
