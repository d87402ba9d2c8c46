#include "daemon/service/wire_diagnosis.h"

#include <gmock/gmock.h>
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <random>

#include "lector/v1/analysis_service.pb.h"

namespace lector::service {
namespace {

using ::testing::HasSubstr;
using std::string_literals::operator""s;

Error Of(const std::string& bytes) { return Diagnose(*v1::AnalyzeDocumentRequest::descriptor(), bytes); }

std::string Field(int number, const std::string& bytes) {
  std::string out(1, static_cast<char>(number << 3 | 2));
  out += static_cast<char>(bytes.size());  // below 128
  return out + bytes;
}

std::string OffsetOf(const Error& error) { return error.status.metadata().empty() ? "" : error.status.metadata()[0].second; }

TEST(WireDiagnosis, InvalidUtf8HasPathAndOffset) {
  const Error error = Of(Field(1, Field(2, "ru") + Field(1, "abc\xff")));
  EXPECT_EQ(error.status.reason(), "INVALID_UTF8");
  EXPECT_EQ(error.status.field(), "document.text");
  EXPECT_EQ(OffsetOf(error), "3");
}

TEST(WireDiagnosis, ElementsOfRepeatedFieldsAreNumbered) {
  const std::string good = Field(1, Field(1, "a")), bad = Field(1, Field(1, "\xff"));
  EXPECT_EQ(Of(Field(2, good + bad)).status.field(), "options.extractors[1].name");
  const std::string key = Field(3, Field(1, Field(1, "\xc0\x80")));  // options.fields[0].key
  EXPECT_EQ(Of(Field(2, good + Field(1, key))).status.field(), "options.extractors[1].options.fields[0].key");
}

TEST(WireDiagnosis, MalformedNamesByteAndField) {
  struct Case {
    std::string bytes, offset, field, what;
  };
  for (const Case& c : std::vector<Case>{
           {"\xff", "0", "", "no field number"},
           {"\x00"s, "0", "", "number 0"},
           {"\x0a\x05\x0a\x02"s + "a", "1", "document", "5 bytes is given where 3 are left"},
           {Field(1,
                  "\x0a\x05"
                  "ab"),
            "3", "document.text", "5 bytes is given where 2 are left"},
           {Field(2, "\x10\x80"), "3", "options.offset_encoding", "does not end"},
           {Field(2, "\x1d\x01"), "3", "options.min_confidence", "ends inside a number"},
           {"\x0c", "1", "document", "a group ends"},
           {"\x0f", "1", "document", "wire type"},
           {"\x7b\x08\x01"s, "3", "", "inside a group"},
           {"\x7b\x84\x01"s, "1", "", "another number"},
       }) {
    const Error error = Of(c.bytes);
    EXPECT_EQ(error.status.reason(), "MALFORMED_MESSAGE");
    EXPECT_EQ(OffsetOf(error), c.offset) << c.what << ": " << error.status.message();
    EXPECT_EQ(error.status.field(), c.field) << c.what;
    EXPECT_THAT(error.status.message(), HasSubstr(c.what));
  }
}

TEST(WireDiagnosis, DeepNestingIsNamed) {
  // A Struct in a Struct in a Struct ...: fields entry (1) value (2) struct_value (5).
  google::protobuf::Struct object;
  google::protobuf::Struct* at = &object;
  for (int i = 0; i < 60; ++i) at = (*at->mutable_fields())["a"].mutable_struct_value();
  v1::AnalyzeDocumentRequest request;
  *request.mutable_options()->add_extractors()->mutable_options() = object;
  const std::string bytes = request.SerializeAsString();
  ASSERT_FALSE(v1::AnalyzeDocumentRequest().ParseFromString(bytes));
  EXPECT_THAT(Of(bytes).status.message(), HasSubstr("nested"));
}

// Whatever the bytes are: what protobuf refuses is explained, without a crash; and an explanation of what it takes is never asked
// for.
TEST(WireDiagnosis, MutatedMessagesAreExplained) {
  v1::AnalyzeDocumentRequest request;
  request.mutable_document()->set_text("Иванов сказал");
  request.mutable_options()->add_extractors()->set_name("quotes");
  (*request.mutable_options()->mutable_extractors(0)->mutable_options()->mutable_fields())["max"].set_number_value(3);
  const std::string good = request.SerializeAsString();
  const google::protobuf::LogSilencer quiet;
  std::mt19937 random(7);
  int refused = 0, explained = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = good;
    for (unsigned n = 1 + random() % 3; n > 0; --n) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 4 == 0) bytes.resize(random() % bytes.size());
    if (v1::AnalyzeDocumentRequest().ParseFromString(bytes)) continue;
    ++refused;
    if (!Of(bytes).status.metadata().empty()) ++explained;
  }
  EXPECT_GT(refused, 1000);
  EXPECT_EQ(explained, refused);
}

}  // namespace
}  // namespace lector::service
