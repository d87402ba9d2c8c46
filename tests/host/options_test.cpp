#include "daemon/host/options.h"

#include <gtest/gtest.h>
#include <lector/testing.hpp>

#include <string>

namespace lector::host {
namespace {

constexpr char kSchema[] = R"({
  "type": "object",
  "properties": {
    "min_digits": {"type": "integer", "minimum": 1, "default": 7},
    "strict": {"type": "boolean", "default": false},
    "ratio": {"type": "number", "maximum": 1},
    "verbs": {"type": "array", "items": {"type": "string"}},
    "speakers": {"type": "object", "properties": {"max": {"type": "integer", "default": 3}, "label": {"type": "string"}}}
  }
})";

OptionSchema Schema() {
  Result<OptionSchema> schema = OptionSchema::Parse(kSchema);
  EXPECT_TRUE(schema.ok()) << schema.status().ToString();
  return std::move(*schema);
}

const lector_option* Find(const OptionSet& set, std::string_view path) {
  for (const lector_option& option : set.flat())
    if (std::string_view(option.path.data, option.path.size) == path) return &option;
  return nullptr;
}

TEST(OptionSchema, FillsInDefaultsAlsoOfNestedObjects) {
  Result<OptionSet> set = Schema().Check("");
  ASSERT_TRUE(set.ok()) << set.status().ToString();
  ASSERT_EQ(set->flat().size(), 3u);
  EXPECT_EQ(Find(*set, "min_digits")->i, 7);
  EXPECT_EQ(Find(*set, "speakers.max")->i, 3);
  EXPECT_EQ(Find(*set, "strict")->type, static_cast<uint32_t>(LECTOR_OPTION_BOOL));
}

TEST(OptionSchema, FlattensToSortedPaths) {
  Result<OptionSet> set = Schema().Check(R"({"verbs": ["сказал", "said"], "ratio": 0.5, "speakers": {"label": "x"}})");
  ASSERT_TRUE(set.ok()) << set.status().ToString();
  std::string last;
  for (const lector_option& option : set->flat()) {
    const std::string path(option.path.data, option.path.size);
    EXPECT_LT(last, path);
    last = path;
  }
  EXPECT_EQ(std::string(Find(*set, "verbs.0")->s.data, Find(*set, "verbs.0")->s.size), "сказал");
  EXPECT_EQ(Find(*set, "ratio")->d, 0.5);
  EXPECT_EQ(Find(*set, "ratio")->type, static_cast<uint32_t>(LECTOR_OPTION_DOUBLE));
}

TEST(OptionSchema, NamesThePathOfWhatIsWrong) {
  const OptionSchema schema = Schema();
  const auto field = [&](const char* json) {
    Result<OptionSet> set = schema.Check(json);
    EXPECT_FALSE(set.ok()) << json;
    EXPECT_EQ(set.status().code(), Code::kInvalidArgument);
    EXPECT_EQ(set.status().reason(), "INVALID_OPTION");
    return set.status().field();
  };
  EXPECT_EQ(field(R"({"min_digits": 0})"), "min_digits");
  EXPECT_EQ(field(R"({"min_digits": "seven"})"), "min_digits");
  EXPECT_EQ(field(R"({"speakers": {"max": 1.5}})"), "speakers.max");
  EXPECT_EQ(field(R"({"verbs": ["a", 1]})"), "verbs.1");
  EXPECT_EQ(field(R"({"speakers": {"mux": 1}})"), "speakers.mux");
  EXPECT_EQ(field(R"([1])"), "");
  EXPECT_EQ(field("{"), "");
}

TEST(OptionSchema, SuggestsTheNearestName) {
  Result<OptionSet> set = Schema().Check(R"({"min_digit": 5})");
  ASSERT_FALSE(set.ok());
  EXPECT_NE(set.status().message().find("min_digits"), std::string::npos) << set.status().message();
}

TEST(OptionSchema, SaysWhatItWants) {
  Result<OptionSchema> schema = OptionSchema::Parse(
      R"({"type": "object", "properties": {"deep": {"type": "object", "properties": {"on": {"type": "boolean"}}},
          "mode": {"enum": ["fast", "full"]}, "names": {"type": "array", "items": {"type": "string"}}}})");
  ASSERT_TRUE(schema.ok()) << schema.status().ToString();
  const auto said = [&](const char* json) { return schema->Check(json).status().message(); };
  EXPECT_EQ(said(R"({"deep": {"on": "yes"}})"), "must be of the JSON type boolean");
  EXPECT_EQ(said(R"({"mode": "slow"})"), R"(must be one of ["fast","full"])");
  EXPECT_EQ(said(R"({"names": ["a", 1]})"), "must be of the JSON type string");
}

TEST(OptionSchema, OnlyAnOpenSchemaTakesUnknownNames) {
  const auto check = [](const char* rest) {
    Result<OptionSchema> schema =
        OptionSchema::Parse(R"({"type": "object", "properties": {"limit": {"type": "integer"}})" + std::string(rest) + "}");
    EXPECT_TRUE(schema.ok()) << schema.status().ToString();
    return schema->Check(R"({"limits": 1})");
  };
  EXPECT_TRUE(check(R"(, "additionalProperties": true)").ok());
  for (const char* closed : {"", R"(, "additionalProperties": false)"}) {
    Result<OptionSet> set = check(closed);
    ASSERT_FALSE(set.ok()) << closed;
    EXPECT_EQ(set.status().field(), "limits");
    EXPECT_NE(set.status().message().find("'limit'"), std::string::npos) << set.status().message();
  }
}

// What a schema says of options, and the test double of the SDK with it; `field`: where they are wrong, null where they are right.
TEST(OptionSchema, AndTheTestDoubleAgree) {
  struct Case {
    const char* schema;
    const char* options;
    const char* field;
  };
  constexpr const char* kClosed = R"({"additionalProperties": false, "properties": {"limit": {"type": "integer"}}})";
  constexpr const char* kOpen = R"({"additionalProperties": {"type": "integer"}, "properties": {"limit": {"type": "integer"}}})";
  constexpr const char* kNested =
      R"({"properties": {"deep": {"type": "object", "required": ["on"], "properties": {"on": {"type": "boolean"}}}}})";
  constexpr const char* kList = R"({"properties": {"rules": {"type": "array", "items": {
      "type": "object", "properties": {"name": {"type": "string"}, "weight": {"type": "number", "default": 0.5}}}}}})";
  const Case cases[] = {
      {kSchema, "{}", nullptr},
      {kSchema, R"({"min_digits": 1, "ratio": -2, "verbs": [], "speakers": {"label": ""}})", nullptr},
      {kSchema, R"({"min_digits": 0})", "min_digits"},
      {kSchema, R"({"min_digits": 2.0})", "min_digits"},
      {kSchema, R"({"ratio": 2})", "ratio"},
      {kSchema, R"({"speakers": {"mux": 1}})", "speakers.mux"},
      {kSchema, R"({"speakers": []})", "speakers"},
      {kSchema, R"({"verbs": ["a", null]})", "verbs.1"},
      {kClosed, R"({"limit": 1})", nullptr},
      {kClosed, R"({"limits": 1})", "limits"},
      {kOpen, R"({"limits": 1})", nullptr},
      {kNested, "{}", nullptr},
      {kNested, R"({"deep": {"on": true}})", nullptr},
      {kNested, R"({"deep": {"no": true}})", "deep.no"},
      {kList, R"({"rules": [{"name": "a"}, {"weight": 1}]})", nullptr},
      {kList, R"({"rules": [{"name": "a"}, {"wieght": 1}]})", "rules.1.wieght"},
      {R"({"required": []})", "{}", nullptr},
      {"{}", R"({"a": 1})", "a"},
  };
  for (const Case& one : cases) {
    const std::string name = std::string(one.schema) + " " + one.options;
    Result<OptionSchema> schema = OptionSchema::Parse(one.schema);
    ASSERT_TRUE(schema.ok()) << name;
    const Result<OptionSet> set = schema->Check(one.options);
    EXPECT_EQ(set.ok(), one.field == nullptr) << name;
    const testing::internal::OptionSet other(*testing::Json::Parse(one.schema), *testing::Json::Parse(one.options));
    EXPECT_EQ(other.broken().empty(), one.field == nullptr) << name << " -> " << other.broken();
    if (one.field == nullptr) {
      const lector_call call = other.Call(nullptr);
      EXPECT_EQ(*testing::Json::Parse(set->json()), *testing::Json::Parse(lector::View(call.options_json))) << name;
      EXPECT_EQ(set->flat().size(), call.option_count) << name;
    } else {
      EXPECT_EQ(set.status().field(), one.field) << name;
      EXPECT_EQ(other.field(), one.field) << name;
    }
  }
}

TEST(OptionSchema, WithoutSchemaTakesNothing) {
  EXPECT_TRUE(OptionSchema().Check("{}").ok());
  EXPECT_FALSE(OptionSchema().Check(R"({"a": 1})").ok());
}

TEST(OptionSchema, RefusesWhatIsNoSchema) {
  EXPECT_FALSE(OptionSchema::Parse("{").ok());
  EXPECT_FALSE(OptionSchema::Parse("[]").ok());
  EXPECT_FALSE(OptionSchema::Parse(R"({"type": "string"})").ok());
  EXPECT_FALSE(OptionSchema::Parse(R"({"properties": 5})").ok());
}

TEST(OptionSchema, RefusesRegularExpressionsWhereverTheyStand) {
  for (const char* schema : {R"({"properties": {"a": {"type": "string", "pattern": "^(a|b)*$"}}})",
                             R"({"properties": {"a": {"items": {"anyOf": [{"type": "null"}, {"pattern": "x"}]}}}})",
                             R"({"patternProperties": {"^x": {"type": "string"}}})"}) {
    const Status status = OptionSchema::Parse(schema).status();
    EXPECT_EQ(status.code(), Code::kInvalidArgument) << schema;
    EXPECT_NE(status.message().find("attern"), std::string::npos) << status.message();
  }
  // An option of that name, and data that looks like one.
  for (const char* schema : {R"({"properties": {"pattern": {"type": "string"}}})",
                             R"({"properties": {"a": {"type": "object", "default": {"pattern": "x"}}}})"})
    EXPECT_TRUE(OptionSchema::Parse(schema).ok()) << schema;
}

TEST(OptionSet, KeepsItsStringsWhenMoved) {
  Result<OptionSet> set = Schema().Check(R"({"verbs": ["a"]})");
  ASSERT_TRUE(set.ok());
  const OptionSet moved = std::move(*set);
  EXPECT_EQ(std::string(Find(moved, "verbs.0")->s.data, 1), "a");
}

}  // namespace
}  // namespace lector::host
