// lector/testing/manifest.hpp - what an extractor says of itself, and options checked and flattened by its schemas.
//
// Part of <lector/testing.hpp>, which includes it. Of JSON Schema it knows what options mostly need: properties, default,
// type, enum, minimum, maximum, required; the daemon checks all of draft 7.
#ifndef LECTOR_TESTING_MANIFEST_HPP_
#define LECTOR_TESTING_MANIFEST_HPP_

#include <lector/plugin.h>
#include <lector/testing/json.hpp>
#include <lector/testing/store.hpp>

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lector::testing::internal {

inline const char* LayerName(uint32_t layer) {
  static constexpr const char* kNames[] = {"lector.tokens/1", "lector.sentences/1", "lector.paragraphs/1",
                                           "lector.morph/1",  "lector.syntax/1",    "lector.names/1"};
  return layer >= LECTOR_LAYER_TOKENS && layer <= LECTOR_LAYER_NAMES ? kNames[layer - 1] : "";
}

struct Manifest {
  Types provides, reads;  // reads: layers and record types that it requires or uses
  std::vector<std::string> languages;
  Json config_schema, option_schema;  // null: none

  bool For(std::string_view language) const {
    return std::any_of(languages.begin(), languages.end(), [&](const std::string& known) {
      return known == "*" || known == language ||
             (language.size() > known.size() && language.substr(0, known.size()) == known && language[known.size()] == '-');
    });
  }

  // Appends what is wrong to `broken`.
  static Manifest Parse(const char* text, std::vector<std::string>& broken) {
    Manifest out;
    const std::optional<Json> json = text == nullptr ? std::nullopt : Json::Parse(text);
    if (!json || json->type != Json::kObject) {
      broken.push_back("manifest: not a JSON object");
      return out;
    }
    const auto bad = [&broken](const std::string& what) { broken.push_back("manifest: " + what); };
    const auto strings = [&](const std::string& name, const Json& member, auto take) {
      if (member.type != Json::kArray) return bad(name + " is not an array of strings");
      for (const Json& element : member.array)
        if (element.type != Json::kString || element.string.empty()) bad(name + " is not an array of strings");
        else take(element.string);
    };
    const auto reads = [&](const std::string& what) {
      if (what.find('/') != std::string::npos && !IsLayer(what)) bad("there is no layer '" + what + "'");
      out.reads.insert(what);
    };
    for (const auto& [name, member] : json->object) {
      if (name == "provides") strings(name, member, [&](const std::string& type) { out.provides.insert(type); });
      else if (name == "requires" || name == "uses") strings(name, member, reads);
      else if (name == "languages") strings(name, member, [&](const std::string& language) { out.languages.push_back(language); });
      else if (name == "config_schema" || name == "option_schema") {
        if (member.type != Json::kObject) bad(name + " is not a JSON Schema of an object");
        (name == "config_schema" ? out.config_schema : out.option_schema) = member;
      } else if (name == "default") {
        if (member.type != Json::kBool) bad("default is not a boolean");
      } else if (name == "description" || name == "license") {
        if (member.type != Json::kString) bad(name + " is not a string");
      } else bad("there is no member '" + name + "'");
    }
    if (out.provides.empty()) bad("provides is needed");
    if (out.languages.empty()) bad("languages is needed");
    return out;
  }

 private:
  static bool IsLayer(std::string_view name) {
    for (uint32_t layer = LECTOR_LAYER_TOKENS; layer <= LECTOR_LAYER_NAMES; ++layer)
      if (name == LayerName(layer)) return true;
    return false;
  }
};

// Options after a schema: defaults filled in, checked, flattened to leaves in the order of their paths.
class OptionSet {
 public:
  // On failure broken() says what is wrong and field() where.
  OptionSet(const Json& schema, Json value) {
    if (value.type == Json::kNull) value.type = Json::kObject;
    Check(schema, value, "");
    if (!broken_.empty()) return;
    json_ = value.dump();
    std::vector<std::pair<std::string, const Json*>> leaves;
    Flatten(value, "", leaves);
    std::sort(leaves.begin(), leaves.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [path, leaf] : leaves) {
      lector_option option = {};
      option.path = Keep(path);
      option.type = leaf->type == Json::kBool      ? LECTOR_OPTION_BOOL
                    : leaf->type == Json::kInteger ? LECTOR_OPTION_INT
                    : leaf->type == Json::kNumber  ? LECTOR_OPTION_DOUBLE
                                                   : LECTOR_OPTION_STRING;
      option.i = leaf->type == Json::kBool ? leaf->boolean : leaf->integer;
      option.d = leaf->number;
      option.s = leaf->type == Json::kString ? Keep(leaf->string) : lector_str{nullptr, 0};
      flat_.push_back(option);
    }
  }
  OptionSet(const OptionSet&) = delete;
  OptionSet& operator=(const OptionSet&) = delete;

  const std::string& broken() const { return broken_; }
  const std::string& field() const { return field_; }

  lector_call Call(const int32_t* cancelled, uint64_t deadline_ns = 0) const {
    lector_call call = {};
    call.size = sizeof call;
    call.option_count = static_cast<uint32_t>(flat_.size());
    call.deadline_ns = deadline_ns;
    call.cancelled = cancelled;
    call.options_json = {json_.data(), json_.size()};
    call.options = flat_.data();
    return call;
  }

 private:
  static std::string Join(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }
  void Break(const std::string& path, const std::string& message) {
    if (broken_.empty()) broken_ = message, field_ = path;
  }
  lector_str Keep(const std::string& s) {
    const std::string& kept = strings_.emplace_back(s);
    return {kept.data(), kept.size()};
  }

  void Check(const Json& schema, Json& value, const std::string& path) {
    CheckValue(schema, value, path);
    if (value.type == Json::kArray && schema.find("items") != nullptr)
      for (size_t i = 0; i < value.array.size(); ++i) Check(*schema.find("items"), value.array[i], Join(path, std::to_string(i)));
    if (value.type != Json::kObject) return;
    static const Json kNone = Json::Object();
    const Json& properties = schema.find("properties") != nullptr ? *schema.find("properties") : kNone;
    for (const auto& [name, property] : properties.object) {
      if (value.find(name) != nullptr) continue;
      if (const Json* fallback = property.find("default"); fallback != nullptr) value.object[name] = *fallback;
      else if (property.find("properties") != nullptr && property.find("required") == nullptr) value.object[name] = Json::Object();
    }
    const bool open = schema.find("additionalProperties") != nullptr || schema.find("patternProperties") != nullptr;
    for (auto& [name, member] : value.object) {
      if (const Json* property = properties.find(name); property != nullptr) Check(*property, member, Join(path, name));
      else if (!open) Break(Join(path, name), "there is no such option");
    }
    if (const Json* required = schema.find("required"); required != nullptr)
      for (const Json& name : required->array)
        if (value.find(name.string) == nullptr) Break(Join(path, name.string), "is needed");
  }
  void CheckValue(const Json& schema, const Json& value, const std::string& path) {
    if (const Json* type = schema.find("type"); type != nullptr && type->type == Json::kString && !HasType(value, type->string))
      Break(path, "is not of the type " + type->string);
    if (const Json* allowed = schema.find("enum");
        allowed != nullptr && std::find(allowed->array.begin(), allowed->array.end(), value) == allowed->array.end())
      Break(path, "is not one of " + allowed->dump());
    if (const Json* least = schema.find("minimum"); least != nullptr && value.is_number() && value.number < least->number)
      Break(path, "is below " + least->dump());
    if (const Json* most = schema.find("maximum"); most != nullptr && value.is_number() && value.number > most->number)
      Break(path, "is over " + most->dump());
  }
  static bool HasType(const Json& value, std::string_view type) {
    switch (value.type) {
      case Json::kNull: return type == "null";
      case Json::kBool: return type == "boolean";
      case Json::kInteger: return type == "integer" || type == "number";
      case Json::kNumber: return type == "number";
      case Json::kString: return type == "string";
      case Json::kArray: return type == "array";
      default: return type == "object";
    }
  }
  static void Flatten(const Json& value, const std::string& path, std::vector<std::pair<std::string, const Json*>>& out) {
    if (value.type == Json::kObject)
      for (const auto& [name, member] : value.object) Flatten(member, Join(path, name), out);
    else if (value.type == Json::kArray)
      for (size_t i = 0; i < value.array.size(); ++i) Flatten(value.array[i], Join(path, std::to_string(i)), out);
    else if (value.type != Json::kNull) out.emplace_back(path, &value);
  }

  std::string json_, broken_, field_;
  std::deque<std::string> strings_;
  std::vector<lector_option> flat_;
};

}  // namespace lector::testing::internal
#endif  // LECTOR_TESTING_MANIFEST_HPP_
