#include "daemon/service/struct_json.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <cmath>

namespace lector::service {
namespace {

using google::protobuf::Struct;

TEST(StructJson, RoundTrip) {
  const std::string json = R"({"a":[1,2.5,"б",null,true,[],{}],"b":{"c":-3},"d":""})";
  Struct object;
  ASSERT_TRUE(FromJson(json, object).ok());
  const Result<std::string> back = ToJson(object, 16);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, json);
}

TEST(StructJson, IntegersHaveNoFraction) {
  Struct object;
  auto& fields = *object.mutable_fields();
  fields["int"].set_number_value(7);
  fields["big"].set_number_value(0x1p60);
  fields["half"].set_number_value(0.5);
  EXPECT_EQ(*ToJson(object, 16), R"({"big":1.152921504606847e+18,"half":0.5,"int":7})");
}

TEST(StructJson, WhatJsonDoesNotHaveIsNamed) {
  Struct object;
  auto& list = *(*(*object.mutable_fields())["a"].mutable_struct_value()->mutable_fields())["b"].mutable_list_value();
  list.add_values()->set_number_value(1);
  list.add_values()->set_number_value(NAN);
  EXPECT_EQ(ToJson(object, 16).status().field(), "a.b[1]");
  list.mutable_values(1)->set_number_value(INFINITY);
  EXPECT_EQ(ToJson(object, 16).status().field(), "a.b[1]");
  list.mutable_values(1)->clear_kind();
  EXPECT_EQ(ToJson(object, 16).status().field(), "a.b[1]");
}

TEST(StructJson, LongStringsAndKeysAreNamed) {
  Struct object;
  auto& inner = *(*object.mutable_fields())["a"].mutable_struct_value()->mutable_fields();
  inner["b"].set_string_value(std::string(16, 'x'));
  EXPECT_TRUE(ToJson(object, 16).ok());
  EXPECT_EQ(ToJson(object, 15).status().field(), "a.b");
  inner[std::string(17, 'k')].set_bool_value(true);
  EXPECT_EQ(ToJson(object, 16).status().field(), "a");
}

TEST(StructJson, OnlyObjectsAreTaken) {
  Struct object;
  for (const char* json : {"", "1", "[]", "{", "null", "{\"a\":1}x"}) EXPECT_FALSE(FromJson(json, object).ok()) << json;
}

}  // namespace
}  // namespace lector::service
