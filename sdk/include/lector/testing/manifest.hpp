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

  // Appends what is wrong to `broken`, as `manifest: "<member>" ...`; what the daemon refuses, and nothing else.
  static Manifest Parse(const char* text, std::vector<std::string>& broken) {
    Manifest out;
    std::string twice;
    const std::optional<Json> json = text == nullptr ? std::nullopt : Json::Parse(text, &twice);
    if (!json || json->type != Json::kObject) {
      broken.push_back("manifest: not a JSON object");
      return out;
    }
    const auto bad = [&broken](const std::string& member, const std::string& what) {
      broken.push_back("manifest: \"" + member + "\" " + what);
    };
    if (!twice.empty()) bad(twice, "stands in it twice");
    std::vector<std::string> provides, requires_, uses;
    for (const auto& [name, member] : json->object) {
      if (name == "provides") provides = Strings(name, member, bad);
      else if (name == "requires") requires_ = Strings(name, member, bad);
      else if (name == "uses") uses = Strings(name, member, bad);
      else if (name == "languages") out.languages = Strings(name, member, bad);
      else if (name == "config_schema" || name == "option_schema") {
        if (const std::string wrong = WrongSchema(member); !wrong.empty()) bad(name, wrong);
        (name == "config_schema" ? out.config_schema : out.option_schema) = member;
      } else if (name == "default") {
        if (member.type != Json::kBool) bad(name, "must be true or false");
      } else if (name == "description" || name == "license") {
        if (member.type != Json::kString) bad(name, "must be a string");
      } else bad(name, "is not known");
    }
    out.provides = Types(provides.begin(), provides.end());
    for (const std::string& type : provides)
      if (!IsRecordType(type)) bad("provides", "has '" + type + "', which is no type of Lector and none like com.example.v1.Phone");
    const auto reads = [&](const std::string& member, const std::vector<std::string>& names) {
      for (const std::string& name : names) {
        const bool layer = name.find('/') != std::string::npos;
        if (layer ? !IsLayer(name) : !IsRecordType(name)) bad(member, "has '" + name + "', which is no layer and no type of records");
        if (out.provides.contains(name)) bad(member, "has '" + name + "', which it provides itself");
        if (!out.reads.insert(name).second) bad(member, "has '" + name + "', which stands in \"requires\" already");
      }
    };
    reads("requires", requires_);
    reads("uses", uses);
    if (out.provides.empty()) bad("provides", "is needed");
    if (out.languages.empty()) bad("languages", "is needed");
    for (const std::string& language : out.languages)
      if (language == "*" ? out.languages.size() > 1 : !IsLanguage(language))
        bad("languages", language == "*" ? "has \"*\" beside others" : "has '" + language + "', which is no BCP 47 language");
    return out;
  }

 private:
  static constexpr size_t kMaxNameSize = 255, kMaxNames = 256;

  static std::vector<std::string> Strings(const std::string& name, const Json& member, const auto& bad) {
    std::vector<std::string> out;
    if (member.type != Json::kArray) return bad(name, "must be an array of strings"), out;
    if (member.array.size() > kMaxNames) bad(name, "has more than 256 elements");
    for (const Json& element : member.array) {
      if (element.type != Json::kString) bad(name, "must be an array of strings");
      else if (std::find(out.begin(), out.end(), element.string) != out.end()) bad(name, "has '" + element.string + "' twice");
      else out.push_back(element.string);
    }
    return out;
  }
  static std::string WrongSchema(const Json& schema) {
    if (schema.type != Json::kObject) return "must be a JSON Schema, an object";
    const Json* type = schema.find("type");
    if (type != nullptr && (type->type != Json::kString || type->string != "object")) return "is no JSON Schema of an object";
    const Json* properties = schema.find("properties");
    if (properties != nullptr && properties->type != Json::kObject) return "is no JSON Schema: its properties are no object";
    return HasRegex(schema) ? "may have no regular expression ('pattern', 'patternProperties')" : "";
  }
  static bool HasRegex(const Json& schema) {
    if (const Json* pattern = schema.find("pattern"); pattern != nullptr && pattern->type == Json::kString) return true;
    if (schema.find("patternProperties") != nullptr) return true;
    for (const auto& [keyword, value] : schema.object) {
      if (keyword == "default" || keyword == "enum" || keyword == "const" || keyword == "examples") continue;  // data
      if (HasRegex(value)) return true;
    }
    return std::any_of(schema.array.begin(), schema.array.end(), &HasRegex);
  }
  static bool IsLayer(std::string_view name) {
    for (uint32_t layer = LECTOR_LAYER_TOKENS; layer <= LECTOR_LAYER_NAMES; ++layer)
      if (name == LayerName(layer)) return true;
    return false;
  }
  static bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }

  // How many parts there are between separators; 0: `each` does not hold of all.
  static size_t CountParts(std::string_view name, char separator, const auto& each) {
    for (size_t count = 1;; ++count) {
      const size_t end = name.find(separator);
      if (!each(name.substr(0, end), count == 1)) return 0;
      if (end == std::string_view::npos) return count;
      name.remove_prefix(end + 1);
    }
  }
  // One of Lector's, or as "com.example.v1.Phone": parts of a letter or underscore and then letters, digits, underscores, hyphens.
  static bool IsRecordType(std::string_view name) {
    if (name.starts_with("lector."))
      return name == "lector.v1.Entity" || name == "lector.v1.EntityMention" || name == "lector.v1.Quote" ||
             name == "lector.v1.EconomicFigure" || name == "lector.v1.Explanation";
    return name.size() <= kMaxNameSize && CountParts(name, '.', [](std::string_view part, bool) {
             return !part.empty() && (IsLetter(part[0]) || part[0] == '_') &&
                    std::all_of(part.begin(), part.end(), [](char c) { return IsLetter(c) || IsDigit(c) || c == '_' || c == '-'; });
           }) > 1;
  }
  // "ru", "zh-Hant", "sr-Latn-RS".
  static bool IsLanguage(std::string_view name) {
    return name.size() <= kMaxNameSize && CountParts(name, '-', [](std::string_view part, bool first) {
             return part.size() >= (first ? 2u : 1u) && part.size() <= 8 &&
                    std::all_of(part.begin(), part.end(), [&](char c) { return IsLetter(c) || (!first && IsDigit(c)); });
           }) > 0;
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
      else if (const Json* needs = property.find("required"); property.find("properties") != nullptr && (needs == nullptr || needs->array.empty()))
        value.object[name] = Json::Object();
    }
    const Json* more = schema.find("additionalProperties");
    const bool open = (more != nullptr && *more != Json::Of(false)) || schema.find("$ref") != nullptr;
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
