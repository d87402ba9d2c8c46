// Read() gives what protobuf's parser gives, whichever way it took.
#include "daemon/service/request_message.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "daemon/service/wire.h"
#include "lector/v1/analysis_service.pb.h"

namespace lector::service {
namespace {

grpc::ByteBuffer Buffer(const std::string& bytes, size_t pieces = 1) {
  std::vector<grpc::Slice> slices;
  for (size_t i = 0; i < pieces; ++i) {
    const size_t begin = bytes.size() * i / pieces, end = bytes.size() * (i + 1) / pieces;
    slices.emplace_back(bytes.data() + begin, end - begin);
  }
  return grpc::ByteBuffer(slices.data(), slices.size());
}

v1::AnalyzeDocumentRequest Request() {
  v1::AnalyzeDocumentRequest request;
  v1::Document& document = *request.mutable_document();
  document.set_text("Рост составил 13,6%.");
  document.set_language("ru");
  document.set_uri("https://example.com/1");
  document.set_title("Рост");
  document.mutable_publish_time()->set_seconds(-5);
  document.mutable_publish_time()->set_nanos(7);
  request.mutable_options()->add_extractors()->set_name("figures");
  request.mutable_options()->set_offset_encoding(v1::OFFSET_ENCODING_UTF16);
  return request;
}

// What both ways must agree on.
void ExpectSame(const std::string& bytes) {
  v1::AnalyzeDocumentRequest request;
  AnalyzeMessage message;
  const std::optional<Error> error = Read(Buffer(bytes), message);
  ASSERT_EQ(!error, request.ParseFromString(bytes));
  if (error) return;
  ASSERT_EQ(message.document.has_value(), request.has_document());
  v1::AnalysisOptions options;
  // Options are checked later; unless their bytes are broken they say the same.
  ASSERT_TRUE(options.ParseFromString(message.options));
  EXPECT_EQ(options.SerializeAsString(), request.options().SerializeAsString());
  if (!message.document) return;
  EXPECT_EQ(message.document->text, request.document().text());
  EXPECT_EQ(message.document->language, request.document().language());
  EXPECT_EQ(message.document->uri, request.document().uri());
  EXPECT_EQ(message.document->title, request.document().title());
  ASSERT_EQ(message.document->publish_time.has_value(), request.document().has_publish_time());
  if (!message.document->publish_time) return;
  EXPECT_EQ(message.document->publish_time->SerializeAsString(), request.document().publish_time().SerializeAsString());
}

TEST(RequestMessage, ReadsWhatProtobufReads) {
  ExpectSame("");
  ExpectSame(Request().SerializeAsString());
  v1::AnalyzeDocumentRequest request = Request();
  request.mutable_document()->clear_publish_time();
  request.clear_options();
  ExpectSame(request.SerializeAsString());
}

TEST(RequestMessage, RepeatedAndUnknownFieldsAreMergedAsProtobufDoes) {
  v1::AnalyzeDocumentRequest second;
  second.mutable_document()->set_title("Другой");
  second.mutable_options()->add_extractors()->set_name("quotes");
  ExpectSame(Request().SerializeAsString() + second.SerializeAsString());
  ExpectSame(Request().SerializeAsString() + std::string("\x98\x06\x01", 3));          // field 99, a varint
  ExpectSame(Request().SerializeAsString() + std::string("\x9D\x06\x01\x02\x03\x04", 6));  // field 99, 32 bits
}

TEST(RequestMessage, PiecesAreJoined) {
  const std::string bytes = Request().SerializeAsString();
  AnalyzeMessage message;
  ASSERT_FALSE(Read(Buffer(bytes, 7), message));
  EXPECT_EQ(message.document->text, Request().document().text());
}

TEST(RequestMessage, DamagedBytesAreJudgedAsByProtobuf) {
  std::mt19937 random(7);
  const std::string sound = Request().SerializeAsString();
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = sound;
    for (uint32_t edits = 1 + random() % 3; edits > 0; --edits) {
      const size_t at = random() % bytes.size();
      if (random() % 4 == 0) bytes.erase(at, 1 + random() % 4);
      else bytes[at] = static_cast<char>(random());
    }
    v1::AnalyzeDocumentRequest request;
    AnalyzeMessage message;
    const bool options_are_sound = [&] {
      v1::AnalysisOptions options;
      return !Read(Buffer(bytes), message) && options.ParseFromString(message.options);
    }();
    // Broken options are found when the options are looked at, see OptionsCache.
    ASSERT_EQ(options_are_sound, request.ParseFromString(bytes)) << testing::PrintToString(bytes);
    if (options_are_sound) ExpectSame(bytes);
    if (HasFatalFailure()) return;
  }
}

TEST(RequestMessage, StreamsCarryASetupOrADocument) {
  v1::StreamAnalyzeDocumentsRequest request;
  request.mutable_setup()->set_window(5);
  StreamMessage setup;
  ASSERT_FALSE(Read(Buffer(request.SerializeAsString()), setup));
  ASSERT_TRUE(setup.setup);
  EXPECT_EQ(setup.setup->window(), 5u);

  request.mutable_document()->set_id("a");
  *request.mutable_document()->mutable_document() = Request().document();
  StreamMessage document;
  ASSERT_FALSE(Read(Buffer(request.SerializeAsString()), document));
  EXPECT_FALSE(document.setup);
  EXPECT_EQ(document.id, "a");
  ASSERT_TRUE(document.document);
  EXPECT_EQ(document.document->text, Request().document().text());
}

TEST(RequestMessage, LargeOptionsAreRefusedHoweverTheyCome) {
  v1::AnalyzeDocumentRequest request = Request();
  v1::AnalysisOptions& options = *request.mutable_options();
  options.set_time_zone(std::string(kMaxOptions - options.ByteSizeLong() - 4, 'x'));
  ASSERT_EQ(options.ByteSizeLong(), kMaxOptions);
  AnalyzeMessage message;
  EXPECT_FALSE(Read(Buffer(request.SerializeAsString()), message));
  const std::string group = "\x7b\x7c";  // of an unknown field: what comes behind is not seen beforehand
  EXPECT_FALSE(Read(Buffer(group + request.SerializeAsString()), message));

  options.mutable_time_zone()->push_back('x');
  const std::string whole = request.SerializeAsString();
  v1::AnalyzeDocumentRequest rest;
  rest.mutable_options()->set_require_all(true);
  for (const std::string& bytes : {whole, whole + rest.SerializeAsString(), group + whole}) {
    const std::optional<Error> error = Read(Buffer(bytes), message);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->status.reason(), "INVALID_FIELD");
    EXPECT_EQ(error->status.field(), "options");
  }

  v1::StreamAnalyzeDocumentsRequest stream;
  *stream.mutable_setup()->mutable_options() = options;
  for (const std::string& before : {std::string(), group}) {
    StreamMessage setup;
    const std::optional<Error> error = Read(Buffer(before + stream.SerializeAsString()), setup);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->status.field(), "setup");
    EXPECT_TRUE(setup.setup);
  }
}

TEST(RequestMessage, AnErrorKeepsTheIdOfItsDocument) {
  v1::StreamAnalyzeDocumentsRequest request;
  request.mutable_document()->set_id("a");
  request.mutable_document()->mutable_document()->set_text("abc");
  std::string bytes = request.SerializeAsString();
  bytes.back() = '\xFF';
  StreamMessage message;
  const std::optional<Error> error = Read(Buffer(bytes), message);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status.reason(), "INVALID_UTF8");
  EXPECT_EQ(message.id, "a");
}

}  // namespace
}  // namespace lector::service
