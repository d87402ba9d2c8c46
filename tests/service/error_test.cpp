#include "daemon/service/error.h"

#include <gtest/gtest.h>

#include "daemon/text/utf8.h"
#include "google/rpc/error_details.pb.h"

namespace lector::service {
namespace {

template <class Message>
Message Detail(const google::rpc::Status& status) {
  Message out;
  for (const auto& any : status.details())
    if (any.UnpackTo(&out)) return out;
  ADD_FAILURE() << "no " << out.GetTypeName();
  return out;
}

template <class Message>
bool Has(const google::rpc::Status& status) {
  for (const auto& any : status.details())
    if (any.Is<Message>()) return true;
  return false;
}

TEST(Error, OkHasNothing) { EXPECT_EQ(ToRpcStatus(Status()).ByteSizeLong(), 0u); }

TEST(Error, CarriesReasonFieldAndMetadata) {
  const google::rpc::Status status =
      ToRpcStatus(Error(Code::kInvalidArgument, "too long", "TEXT_TOO_LARGE", "text").With("limitBytes", "7").Below("document."));
  EXPECT_EQ(status.code(), 3);
  EXPECT_EQ(status.message(), Detail<google::rpc::BadRequest>(status).field_violations(0).field() + ": too long");
  const auto info = Detail<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.domain(), "lector");
  EXPECT_EQ(info.reason(), "TEXT_TOO_LARGE");
  EXPECT_EQ(info.metadata().at("limitBytes"), "7");
  const auto bad = Detail<google::rpc::BadRequest>(status);
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "document.text");
  EXPECT_EQ(bad.field_violations(0).description(), "too long");
  EXPECT_FALSE(Has<google::rpc::RetryInfo>(status));
}

TEST(Error, NoFieldIsNoBadRequest) {
  const google::rpc::Status status = ToRpcStatus(Error(Code::kInternal, "broken", "EXTRACTOR_FAILED").Below("document."));
  EXPECT_FALSE(Has<google::rpc::BadRequest>(status));
}

TEST(Error, EveryErrorHasAReason) {
  for (int code = 1; code <= 16; ++code) {
    const auto info = Detail<google::rpc::ErrorInfo>(ToRpcStatus(Status(static_cast<Code>(code), "x")));
    EXPECT_FALSE(info.reason().empty()) << code;
  }
}

TEST(Error, RetryInfoWhereTryingAgainIsWorthWhile) {
  EXPECT_EQ(Detail<google::rpc::RetryInfo>(ToRpcStatus(Overloaded())).retry_delay().nanos(), 250'000'000);
  EXPECT_EQ(Detail<google::rpc::RetryInfo>(ToRpcStatus(Draining())).retry_delay().seconds(), 1);
  EXPECT_EQ(RetryDelayMs(Error(Code::kResourceExhausted, "too many records", "TOO_MANY_RECORDS")), 0u);
  EXPECT_EQ(RetryDelayMs(DeadlinePassed()), 0u);
}

TEST(Error, LongAndBrokenTextsFitIntoATrailer) {
  std::string name;
  while (name.size() < 100'000) name += "ъ";
  const google::rpc::Status status =
      ToRpcStatus(Error(Code::kNotFound, "there is no '" + name + "'\xff\xfe", "EXTRACTOR_NOT_FOUND", name).With("key", name));
  EXPECT_LT(status.ByteSizeLong(), 4096u);
  EXPECT_EQ(text::FindInvalidUtf8(status.message()), std::string::npos);
  EXPECT_EQ(text::FindInvalidUtf8(Detail<google::rpc::BadRequest>(status).field_violations(0).field()), std::string::npos);
  EXPECT_EQ(ToRpcStatus(Error(Code::kInternal, "a\xff", "X")).message(), "a?");
}

}  // namespace
}  // namespace lector::service
