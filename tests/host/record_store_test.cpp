#include "daemon/host/record_store.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

namespace lector::host {
namespace {

constexpr std::string_view kText = "Ада сказала: «Да».";  // А: bytes 0-1

lector_str Str(std::string_view s) { return {s.data(), s.size()}; }

template <class T>
T Record(uint32_t kind, lector_span span = {}) {
  T record = {};
  record.head.size = sizeof record;
  record.head.kind = kind;
  record.head.span = span;
  return record;
}

lector_entity Person() {
  auto entity = Record<lector_entity>(LECTOR_ENTITY);
  entity.type = Str("PERSON");
  entity.name = Str("Ада");
  return entity;
}

lector_quote QuoteOf(const lector_span& content) {
  auto quote = Record<lector_quote>(LECTOR_QUOTE, content);
  quote.content = &content;
  quote.content_count = 1;
  return quote;
}

class RecordStoreTest : public testing::Test {
 protected:
  Result<lector_id> Emit(const auto& record) { return store_.Emit(0, all_, &record.head); }
  std::string Refused(const auto& record) {
    Result<lector_id> id = Emit(record);
    EXPECT_FALSE(id.ok());
    return id.ok() ? "" : id.status().message();
  }
  const Provides all_ = {true, true, true, true, {"example.v1.A"}};
  RecordStore store_{kText};
};

TEST_F(RecordStoreTest, CopiesAndLinks) {
  std::string name = "Ада";
  lector_entity entity = Person();
  entity.name = Str(name);
  const lector_attribute attribute = {Str("title"), Str("графиня")};
  entity.attributes = &attribute;
  entity.attribute_count = 1;
  Result<lector_id> id = Emit(entity);
  ASSERT_TRUE(id.ok()) << id.status().ToString();
  name = "???";

  auto mention = Record<lector_mention>(LECTOR_MENTION, {0, 6});
  mention.entity = *id;
  ASSERT_TRUE(Emit(mention).ok());

  const auto& stored = reinterpret_cast<const lector_entity&>(*store_.all()[0].record);
  EXPECT_EQ(std::string(stored.name.data, stored.name.size), "Ада");
  EXPECT_EQ(std::string(stored.attributes[0].value.data, stored.attributes[0].value.size), "графиня");
  EXPECT_EQ(stored.head.id, *id);
}

TEST_F(RecordStoreTest, ZeroFillsWhatAnOlderPluginDoesNotKnow) {
  lector_entity entity = Person();
  const lector_attribute attribute = {Str("k"), Str("v")};
  entity.attributes = &attribute;
  entity.attribute_count = 1;
  entity.head.size = offsetof(lector_entity, attribute_count);
  ASSERT_TRUE(Emit(entity).ok());
  EXPECT_EQ(reinterpret_cast<const lector_entity&>(*store_.all()[0].record).attribute_count, 0u);
  EXPECT_EQ(store_.all()[0].record->size, sizeof(lector_entity));
}

TEST_F(RecordStoreTest, RefusesSpansThatAreNotPlacesInTheText) {
  const auto span = [](lector_span s) {
    auto mention = Record<lector_mention>(LECTOR_MENTION, s);
    mention.entity = 1;
    return mention;
  };
  ASSERT_TRUE(Emit(Person()).ok());
  EXPECT_NE(Refused(span({0, 0})).find("empty"), std::string::npos);
  EXPECT_NE(Refused(span({6, 2})).find("backwards"), std::string::npos);
  EXPECT_NE(Refused(span({0, 1000})).find("outside"), std::string::npos);
  EXPECT_NE(Refused(span({1, 6})).find("code point"), std::string::npos);
  EXPECT_NE(Refused(span({0, 5})).find("code point"), std::string::npos);
  EXPECT_TRUE(Emit(span({0, static_cast<uint32_t>(kText.size())})).ok());
}

TEST_F(RecordStoreTest, RefusesLinksToWhatIsNotThere) {
  auto mention = Record<lector_mention>(LECTOR_MENTION, {0, 6});
  mention.entity = 5;
  EXPECT_NE(Refused(mention).find("no entity"), std::string::npos);
  mention.entity = 0;
  Refused(mention);
  ASSERT_TRUE(Emit(Person()).ok());
  mention.entity = 1;
  ASSERT_TRUE(Emit(mention).ok());
  mention.entity = 2;  // the mention itself
  EXPECT_NE(Refused(mention).find("no entity"), std::string::npos);
}

TEST_F(RecordStoreTest, RefusesWhatTheManifestDoesNotProvide) {
  const Provides none;
  const lector_entity entity = Person();
  EXPECT_FALSE(store_.Emit(0, none, &entity.head).ok());
  auto custom = Record<lector_custom>(LECTOR_CUSTOM, {0, 6});
  custom.type = Str("example.v1.B");
  EXPECT_NE(Refused(custom).find("example.v1.B"), std::string::npos);
}

TEST_F(RecordStoreTest, RefusesBrokenStringsNumbersAndSizes) {
  lector_entity entity = Person();
  entity.name = Str("\xCF\xF3");
  EXPECT_NE(Refused(entity).find("UTF-8"), std::string::npos);
  entity = Person();
  entity.name = {nullptr, 3};
  EXPECT_NE(Refused(entity).find("NULL"), std::string::npos);
  entity = Person();
  entity.head.confidence = 1.5f;
  Refused(entity);
  entity.head.confidence = std::nanf("");
  Refused(entity);
  entity = Person();
  entity.head.size = 8;
  Refused(entity);
  entity = Person();
  entity.head.kind = 99;
  EXPECT_NE(Refused(entity).find("99"), std::string::npos);
  EXPECT_FALSE(store_.Emit(0, all_, nullptr).ok());
  EXPECT_TRUE(store_.all().empty());
}

TEST_F(RecordStoreTest, ChecksQuotes) {
  const lector_span inside = {25, 29};
  ASSERT_TRUE(Emit(QuoteOf(inside)).ok());
  lector_quote quote = QuoteOf(inside);
  quote.content_count = 0;
  Refused(quote);
  const lector_span backwards[] = {{25, 29}, {0, 6}};
  quote = QuoteOf({0, 29});
  quote.content = backwards;
  quote.content_count = 2;
  EXPECT_NE(Refused(quote).find("order"), std::string::npos);
  quote = QuoteOf(inside);
  quote.kind = 9;
  Refused(quote);
}

TEST_F(RecordStoreTest, ChecksFigures) {
  auto figure = Record<lector_figure>(LECTOR_FIGURE, {0, 6});
  Refused(figure);
  figure.value = Str("1");
  ASSERT_TRUE(Emit(figure).ok());
  figure.related = 1;
  ASSERT_TRUE(Emit(figure).ok());
  figure.max = Str("2");
  Refused(figure);
}

TEST_F(RecordStoreTest, ChecksTheJsonOfCustomRecords) {
  auto custom = Record<lector_custom>(LECTOR_CUSTOM, {0, 6});
  custom.type = Str("example.v1.A");
  for (const char* good : {"{}", " {\"a\": [1, 2]}"}) {
    custom.json = Str(good);
    EXPECT_TRUE(Emit(custom).ok()) << good;
  }
  for (const char* bad : {"[]", "{", "{\"a\"}", " ", "1"}) {
    custom.json = Str(bad);
    EXPECT_FALSE(Emit(custom).ok()) << bad;
  }
}

TEST_F(RecordStoreTest, BoundsTheDepthOfJson) {
  auto custom = Record<lector_custom>(LECTOR_CUSTOM, {0, 6});
  custom.type = Str("example.v1.A");
  const auto emit = [&](int depth, const std::string& open, const std::string& close) {
    std::string json = "{\"a[{\\\"[\": ";  // brackets in a string are none
    for (int i = 1; i < depth; ++i) json += open;
    json += "1";
    for (int i = 1; i < depth; ++i) json += close;
    json += ", \"b\": [[]]}";
    custom.json = Str(json);
    return Emit(custom).status().message();
  };
  for (const auto& [open, close] : {std::pair("[", "]"), {"{\"c\": ", "}"}}) {
    EXPECT_EQ(emit(30, open, close), "");
    EXPECT_NE(emit(31, open, close).find("nested more than 30 deep"), std::string::npos);
    EXPECT_NE(emit(300'000, open, close).find("nested more than 30 deep"), std::string::npos);
  }
}

TEST_F(RecordStoreTest, BoundsTheNumberOfRecords) {
  RecordStore small(kText, 2);
  const lector_entity entity = Person();
  EXPECT_TRUE(small.Emit(0, all_, &entity.head).ok());
  EXPECT_TRUE(small.Emit(0, all_, &entity.head).ok());
  EXPECT_EQ(small.Emit(0, all_, &entity.head).status().code(), Code::kResourceExhausted);
}

TEST_F(RecordStoreTest, DropForgetsOneExtractorAndKeepsIds) {
  const lector_entity entity = Person();
  ASSERT_TRUE(store_.Emit(0, all_, &entity.head).ok());
  ASSERT_TRUE(store_.Emit(1, all_, &entity.head).ok());
  store_.Drop(0);
  EXPECT_EQ(store_.all()[0].record, nullptr);
  EXPECT_EQ(store_.all()[1].record->id, 2u);
  auto mention = Record<lector_mention>(LECTOR_MENTION, {0, 6});
  mention.entity = 1;
  EXPECT_FALSE(Emit(mention).ok());
}

}  // namespace
}  // namespace lector::host
