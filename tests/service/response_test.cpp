// What EncodeResponse() writes is what protobuf would have written.
#include "daemon/service/response.h"

#include <gtest/gtest.h>

#include "daemon/service/wire.h"
#include "daemon/service/wire_writer.h"
#include "daemon/text/layer_provider.h"
#include "lector/v1/analysis_service.pb.h"

namespace lector::service {
namespace {

constexpr char kText[] = "Министр сообщил 😀: «Рост составил 13,6%».";

lector_str Str(std::string_view s) { return {s.data(), s.size()}; }

std::string Bytes(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  EXPECT_TRUE(buffer.DumpToSingleSlice(&slice).ok());
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

// The message, after a check that protobuf writes it with the same bytes.
template <class M>
M Decoded(const grpc::ByteBuffer& buffer) {
  M message;
  const std::string bytes = Bytes(buffer);
  EXPECT_TRUE(message.ParseFromString(bytes));
  EXPECT_EQ(Bytes(Serialize(message)), bytes);
  return message;
}

class ResponseTest : public testing::Test {
 protected:
  ResponseTest() {
    extractor_.id = "test.all";
    extractor_.version = "1.2.3";
    auto plan = std::make_shared<engine::Plan>();
    plan->steps.push_back({&extractor_, {}, true, {}, {}});
    analysis_.plan = plan;
    analysis_.document = *text::Document::Create({.text = kText, .language = "ru"}, layers_);
    analysis_.store = std::make_unique<host::RecordStore>(analysis_.document->text());
    analysis_.reports.push_back({&extractor_, Status(), 5, 1'500'000'001});
  }

  template <class T>
  lector_id Emit(T record, uint32_t kind, lector_span span, float confidence) {
    record.head.size = sizeof record;
    record.head.kind = kind;
    record.head.span = span;
    record.head.confidence = confidence;
    const host::Provides all = {true, true, true, true, {"test.v1.Thing"}};
    Result<lector_id> id = analysis_.store->Emit(0, all, &record.head);
    EXPECT_TRUE(id.ok()) << id.status().ToString();
    return id.ok() ? *id : 0;
  }

  void EmitAll(float min_confidence = 0) {
    const lector_attribute attributes[] = {{Str("title"), Str("министр")}, {Str("country"), Str("RU")}};
    lector_entity entity = {};
    entity.type = Str("PERSON"), entity.name = Str("Министр");
    entity.attributes = attributes, entity.attribute_count = 2;
    const lector_id person = Emit(entity, LECTOR_ENTITY, {0, 0}, 0.75f);

    lector_mention mention = {};
    mention.entity = person, mention.form = LECTOR_FORM_COMMON_NOUN, mention.normal_form = Str("министр");
    mention.name_span = {0, 14}, mention.metonym_of = person;
    Emit(mention, LECTOR_MENTION, {0, 14}, 0.9f);

    const std::string_view text = kText;
    const auto at = [&](std::string_view part) { return static_cast<uint32_t>(text.find(part)); };
    const lector_span content[] = {{at("Рост"), at("Рост") + 8}, {at("составил"), at("%") + 1}};
    lector_quote quote = {};
    quote.kind = LECTOR_QUOTE_DIRECT, quote.content = content, quote.content_count = 2, quote.polarity = LECTOR_POLARITY_STATES;
    quote.speaker = {0, 14}, quote.cue = {15, 29}, quote.speaker_entity = person;
    quote.speaker_name = Str("Министр"), quote.speaker_title = Str("министр"), quote.cue_lemma = Str("сообщить");
    Emit(quote, LECTOR_QUOTE, {content[0].begin, content[1].end}, 0);

    lector_figure figure = {};
    figure.kind = LECTOR_FIGURE_PERCENT, figure.value = Str("13.6"), figure.unit = Str("%"), figure.period = Str("2024-Q1");
    figure.modifier = LECTOR_MODIFIER_APPROXIMATE, figure.role = LECTOR_ROLE_CHANGE, figure.change = LECTOR_CHANGE_UP;
    figure.indicator = Str("рост"), figure.indicator_span = content[0], figure.subject = person;
    figure.economic = LECTOR_ECONOMIC_YES;
    const lector_id change = Emit(figure, LECTOR_FIGURE, {at("13,6"), at("%") + 1}, 0.2f);
    figure.related = change, figure.min = Str("1"), figure.max = Str("2"), figure.value = {};
    Emit(figure, LECTOR_FIGURE, {at("13,6"), at("%")}, 0.8f);

    lector_custom custom = {};
    custom.type = Str("test.v1.Thing"), custom.json = Str(R"({"b":[1,null,"я"],"a":{}})");
    Emit(custom, LECTOR_CUSTOM, {0, 2}, 1);
    custom.json = {}, custom.data = Str(std::string_view("\0\xFF", 2));
    Emit(custom, LECTOR_CUSTOM, {0, 2}, 1);
    analysis_.Finish(min_confidence);
  }

  text::LayerRegistry layers_;
  registry::Extractor extractor_;
  engine::Analysis analysis_;
};

TEST_F(ResponseTest, HoldsEveryFieldAndTheBytesOfProtobuf) {
  EmitAll();
  CheckedOptions options;
  options.include_timings = true;
  const auto answer = Decoded<v1::AnalyzeDocumentResponse>(EncodeResponse(analysis_, options));

  ASSERT_EQ(answer.entities_size(), 1);
  EXPECT_EQ(answer.entities(0).name(), "Министр");
  ASSERT_EQ(answer.entities(0).attributes_size(), 2);
  EXPECT_EQ(answer.entities(0).attributes(0).key(), "country");  // sorted
  EXPECT_FLOAT_EQ(answer.entities(0).confidence(), 0.75f);

  ASSERT_EQ(answer.annotations_size(), 6);
  const v1::Annotation *quote = nullptr, *level = nullptr, *change = nullptr;
  for (const v1::Annotation& annotation : answer.annotations()) {
    const std::string_view text = kText;
    EXPECT_EQ(annotation.text(), text.substr(annotation.span().begin(), annotation.span().end() - annotation.span().begin()));
    EXPECT_EQ(annotation.extractor(), "test.all");
    if (annotation.has_quote()) quote = &annotation;
    if (annotation.has_figure()) (annotation.figure().value().empty() ? level : change) = &annotation;
  }
  ASSERT_TRUE(quote != nullptr && level != nullptr && change != nullptr);
  EXPECT_EQ(quote->quote().content_size(), 2);
  EXPECT_EQ(quote->quote().content(0).begin(), quote->span().begin());
  EXPECT_EQ(quote->quote().speaker_name(), "Министр");
  EXPECT_EQ(quote->quote().speaker_entity_id(), answer.entities(0).id());
  EXPECT_EQ(level->figure().related_id(), change->id());
  EXPECT_EQ(level->figure().period_end(), "2024-03-31");
  EXPECT_EQ(level->quote_id(), quote->id());
  EXPECT_EQ(answer.extractor_reports(0).duration().seconds(), 1);
  EXPECT_EQ(answer.extractor_reports(0).duration().nanos(), 500'000'001);
  EXPECT_TRUE(answer.extractor_reports(0).has_status());
  EXPECT_EQ(answer.language(), "ru");
}

TEST_F(ResponseTest, OffsetsAreTheClients) {
  EmitAll();
  CheckedOptions options;
  for (const auto encoding : {text::OffsetEncoding::kUtf8, text::OffsetEncoding::kUtf16, text::OffsetEncoding::kUtf32}) {
    options.encoding = encoding;
    const auto answer = Decoded<v1::AnalyzeDocumentResponse>(EncodeResponse(analysis_, options));
    const text::OffsetMap map(kText, encoding);
    const auto growth = static_cast<uint32_t>(std::string_view(kText).find("Рост"));
    for (const v1::Annotation& annotation : answer.annotations()) {
      if (!annotation.has_quote()) continue;
      EXPECT_EQ(annotation.span().begin(), map.FromByte(growth));
    }
    EXPECT_EQ(static_cast<int>(answer.offset_encoding()), static_cast<int>(encoding));
  }
}

TEST_F(ResponseTest, WhatIsBelowTheConfidenceIsNeitherThereNorLinkedTo) {
  EmitAll(0.5f);
  const auto answer = Decoded<v1::AnalyzeDocumentResponse>(EncodeResponse(analysis_, {}));
  EXPECT_EQ(answer.annotations_size(), 5);
  for (const v1::Annotation& annotation : answer.annotations()) {
    if (!annotation.has_figure()) continue;
    EXPECT_EQ(annotation.figure().related_id(), 0u);
  }
}

TEST_F(ResponseTest, AFailedExtractorStandsInItsReport) {
  analysis_.Finish();
  analysis_.reports[0].status = Status(Code::kInternal, "broke", "CONTRACT_BROKEN");
  const auto answer = Decoded<v1::AnalyzeDocumentResponse>(EncodeResponse(analysis_, {}));
  EXPECT_EQ(answer.extractor_reports(0).status().code(), 13);
  EXPECT_EQ(answer.extractor_reports(0).status().message(), "broke");
}

TEST_F(ResponseTest, ResultsOfAStreamCarryTheSame) {
  EmitAll();
  const auto alone = Decoded<v1::AnalyzeDocumentResponse>(EncodeResponse(analysis_, {}));
  const auto result = Decoded<v1::StreamAnalyzeDocumentsResponse>(EncodeResult("первый", 300, analysis_, {}));
  EXPECT_EQ(result.result().id(), "первый");
  EXPECT_EQ(result.result().index(), 300u);
  EXPECT_EQ(Bytes(Serialize(result.result().response())), Bytes(Serialize(alone)));

  const Error error(Code::kInvalidArgument, "must hold the text", "TEXT_MISSING", "document.text");
  const auto failed = Decoded<v1::StreamAnalyzeDocumentsResponse>(EncodeResult("", 0, error));
  EXPECT_TRUE(failed.result().has_error());
  EXPECT_EQ(failed.result().error().code(), 3);
}

TEST(WireWriter, GrowsAndKeepsWhatWasWritten) {
  WireWriter out(1);
  const std::string long_text(5000, 'x');
  out.Uint(2, UINT64_MAX);
  out.String(1, long_text);
  out.EndMessage(3, 0);
  const std::string bytes(out.bytes());
  EXPECT_EQ(bytes.size(), 5000u + 3 + 11 + 3);
  EXPECT_EQ(bytes.substr(0, 1), "\x1A");
  EXPECT_EQ(bytes.substr(6, 5000), long_text);
}

}  // namespace
}  // namespace lector::service
