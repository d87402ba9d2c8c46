#include "daemon/registry/manifest.h"

#include <gtest/gtest.h>
#include <lector/testing.hpp>

#include "daemon/text/layer_provider.h"

namespace lector::registry {
namespace {

constexpr const char* kMinimal = R"({"provides": ["com.example.v1.Phone"], "languages": ["*"]})";

TEST(Manifest, TakesTheLeastThatIsNeeded) {
  const Result<Manifest> manifest = Manifest::Parse(kMinimal);
  ASSERT_TRUE(manifest.ok()) << manifest.status().ToString();
  EXPECT_TRUE(manifest->is_default);
  EXPECT_EQ(manifest->emits.custom, std::vector<std::string>{"com.example.v1.Phone"});
  EXPECT_FALSE(manifest->emits.entities);
  EXPECT_EQ(manifest->layers, 0u);
  EXPECT_TRUE(manifest->option_schema.Check("{}").ok());
  EXPECT_FALSE(manifest->option_schema.Check(R"({"any": 1})").ok());
}

TEST(Manifest, TakesAllMembers) {
  const Result<Manifest> manifest = Manifest::Parse(R"({
    "provides": ["lector.v1.Quote", "z.v1.B", "a.v1.A"], "requires": ["lector.tokens/1", "lector.v1.Entity"],
    "uses": ["lector.morph/1", "lector.v1.EntityMention"], "languages": ["ru", "zh-Hant"], "default": false,
    "description": "Who said what", "license": "Apache-2.0",
    "config_schema": {"type": "object", "properties": {"list": {"type": "string"}}},
    "option_schema": {"type": "object", "properties": {"min": {"type": "integer", "default": 3}}}})");
  ASSERT_TRUE(manifest.ok()) << manifest.status().ToString();
  EXPECT_FALSE(manifest->is_default);
  EXPECT_EQ(manifest->description, "Who said what");
  EXPECT_EQ(manifest->license, "Apache-2.0");
  EXPECT_TRUE(manifest->emits.quotes);
  EXPECT_FALSE(manifest->emits.mentions);
  EXPECT_EQ(manifest->emits.custom, (std::vector<std::string>{"a.v1.A", "z.v1.B"}));
  EXPECT_EQ(manifest->layers, 1u << LECTOR_LAYER_TOKENS | 1u << LECTOR_LAYER_MORPH);
  EXPECT_TRUE(manifest->config_schema.Check(R"({"list": "a"})").ok());
  EXPECT_FALSE(manifest->config_schema.Check(R"({"min": 1})").ok());
  EXPECT_NE(manifest->option_schema.Check("{}")->json().find("3"), std::string::npos);
}

struct Bad {
  const char* json;
  const char* field;
  const char* says;
};

// What the test double of the SDK says of a manifest.
std::vector<std::string> DoubleSays(const char* json) {
  std::vector<std::string> broken;
  testing::internal::Manifest::Parse(json, broken);
  return broken;
}

TEST(Manifest, NamesTheMemberThatIsWrongAndSoDoesTheTestDouble) {
  const Bad cases[] = {
      {"", "", "not JSON"},
      {"[]", "", "not a JSON object"},
      {R"({"provides": ["a.b"])", "", "not JSON"},
      {R"({"languages": ["*"]})", "provides", "is needed"},
      {R"({"provides": [], "languages": ["*"]})", "provides", "is needed"},
      {R"({"provides": "a.b", "languages": ["*"]})", "provides", "array of strings"},
      {R"({"provides": ["a.b", 1], "languages": ["*"]})", "provides", "array of strings"},
      {R"({"provides": ["a.b", "a.b"], "languages": ["*"]})", "provides", "twice"},
      {R"({"provides": ["a.b"], "provides": ["a.c"], "languages": ["*"]})", "provides", "stands in it twice"},
      {R"({"provides": ["Phone"], "languages": ["*"]})", "provides", "com.example.v1.Phone"},
      {R"({"provides": ["a..b"], "languages": ["*"]})", "provides", "a..b"},
      {R"({"provides": ["a.1b"], "languages": ["*"]})", "provides", "a.1b"},
      {R"({"provides": ["lector.v1.Entitty"], "languages": ["*"]})", "provides", "did you mean 'lector.v1.Entity'"},
      {R"({"provides": ["lector.tokens/1"], "languages": ["*"]})", "provides", "lector.tokens/1"},
      {R"({"provides": ["lector.v1.Qoute"], "languages": ["*"]})", "provides", "did you mean 'lector.v1.Quote'"},
      {R"({"provides": [""], "languages": ["*"]})", "provides", "com.example.v1.Phone"},
      {R"({"provides": ["a.b."], "languages": ["*"]})", "provides", "a.b."},
      {R"({"provides": ["a.b c"], "languages": ["*"]})", "provides", "a.b c"},
      {R"({"provides": ["a.b"]})", "languages", "is needed"},
      {R"({"provides": ["a.b"], "languages": ["*", "ru"]})", "languages", "\"*\" beside others"},
      {R"({"provides": ["a.b"], "languages": ["r"]})", "languages", "'r'"},
      {R"({"provides": ["a.b"], "languages": ["portuguese"]})", "languages", "'portuguese'"},
      {R"({"provides": ["a.b"], "languages": ["english", "*"]})", "languages", "\"*\" beside others"},
      {R"({"provides": ["a.b"], "languages": ["ru_RU"]})", "languages", "'ru_RU'"},
      {R"({"provides": ["a.b"], "languages": ["ru", "en", "ru"]})", "languages", "twice"},
      {R"({"provides": ["a.b"], "languages": ["Русский"]})", "languages", "BCP 47"},
      {R"({"provides": ["a.b"], "languages": ["*"], "requires": ["lector.token/1"]})", "requires", "did you mean 'lector.tokens/1'"},
      {R"({"provides": ["a.b"], "languages": ["*"], "requires": ["lector.tokens/2"]})", "requires", "no layer"},
      {R"({"provides": ["a.b"], "languages": ["*"], "requires": ["a.b"]})", "requires", "provides itself"},
      {R"({"provides": ["a.b"], "languages": ["*"], "requires": ["a.c"], "uses": ["a.c"]})", "uses", "\"requires\" already"},
      {R"({"provides": ["a.b"], "languages": ["*"], "requires": ["lector.v1.Person"]})", "requires", "no type of Lector"},
      {R"({"provides": ["a.b"], "languages": ["*"], "requires": ["a.c", "a.c"]})", "requires", "twice"},
      {R"({"provides": ["a.b"], "languages": ["*"], "uses": ["a.b"]})", "uses", "provides itself"},
      {R"({"provides": ["a.b"], "languages": ["*"], "uses": [null]})", "uses", "array of strings"},
      {R"({"provides": ["a.b"], "languages": ["*"], "default": 1})", "default", "true or false"},
      {R"({"provides": ["a.b"], "languages": ["*"], "description": null})", "description", "string"},
      {R"({"provides": ["a.b"], "languages": ["*"], "require": []})", "require", "did you mean 'requires'"},
      {R"({"provides": ["a.b"], "languages": ["*"], "option_schema": "x"})", "option_schema", "object"},
      {R"({"provides": ["a.b"], "languages": ["*"], "option_schema": {"type": "array"}})", "option_schema", "object"},
      {R"({"provides": ["a.b"], "languages": ["*"], "config_schema": {"properties": 5}})", "config_schema", "object"},
  };
  for (const Bad& bad : cases) {
    const Result<Manifest> manifest = Manifest::Parse(bad.json);
    ASSERT_FALSE(manifest.ok()) << bad.json;
    EXPECT_EQ(manifest.status().code(), Code::kInvalidArgument);
    EXPECT_EQ(manifest.status().field(), bad.field) << bad.json;
    EXPECT_NE(manifest.status().message().find(bad.says), std::string::npos) << bad.json << " -> " << manifest.status().message();
    const std::vector<std::string> broken = DoubleSays(bad.json);
    ASSERT_FALSE(broken.empty()) << bad.json;
    EXPECT_NE(broken[0].find(bad.field), std::string::npos) << bad.json << " -> " << broken[0];
  }
}

TEST(Manifest, WhatIsRightIsSoForTheTestDoubleToo) {
  for (const char* json : {
           kMinimal,
           R"({"provides": ["lector.v1.Explanation", "_a._b-2", "a.b"], "languages": ["sr-Latn-RS", "zh"], "requires": []})",
           R"({"provides": ["lector.v1.Quote"], "requires": ["lector.names/1", "lector.v1.Entity", "b.c"], "uses": ["lector.morph/1"],
               "languages": ["ru"], "default": true, "license": "", "config_schema": {}, "option_schema": {"type": "object"}})",
       }) {
    EXPECT_TRUE(Manifest::Parse(json).ok()) << json << " -> " << Manifest::Parse(json).status().message();
    EXPECT_EQ(DoubleSays(json), std::vector<std::string>()) << json;
  }
}

}  // namespace
}  // namespace lector::registry
