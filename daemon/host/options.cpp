#include "daemon/host/options.h"

#include <algorithm>
#include <exception>
#include <limits>
#include <nlohmann/json.hpp>
#define VALIJSON_USE_EXCEPTIONS 1  // otherwise it prints and aborts
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "daemon/base/nearest.h"

namespace lector::host {
namespace {

using nlohmann::json;

Status Bad(const std::string& path, std::string message) {
  return Status(Code::kInvalidArgument, std::move(message), "INVALID_OPTION", path);
}

std::string Join(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

// Valijson's words for a place, {"<root>", "[speakers]", "[0]"}, as a path.
std::string PathOf(const std::vector<std::string>& context) {
  std::string path;
  for (const std::string& part : context)
    if (part.size() > 2 && part.front() == '[' && part.back() == ']') path = Join(path, part.substr(1, part.size() - 2));
  return path;
}

// What the schema wants at the place of an error, where that is said more simply than by valijson; else empty.
std::string Wanted(const json& schema, const std::vector<std::string>& context) {
  const json* at = &schema;
  for (const std::string& part : context) {
    if (part.size() < 3 || part.front() != '[') continue;
    const std::string name = part.substr(1, part.size() - 2);
    if (const auto properties = at->find("properties"); properties != at->end() && properties->contains(name))
      at = &(*properties)[name];
    else if (const auto items = at->find("items"); items != at->end() && items->is_object()) at = &*items;
    else return {};
  }
  if (const auto choices = at->find("enum"); choices != at->end()) return "must be one of " + choices->dump();
  const auto type = at->find("type");
  return type != at->end() && type->is_string() ? "must be of the JSON type " + type->get<std::string>() : std::string();
}

// Fills in the defaults of an object's properties, also of those in it, in arrays too, and refuses names that its schema does not have.
Status Complete(const json& schema, json& value, const std::string& path) {
  if (!schema.is_object()) return Status();
  if (const auto items = schema.find("items"); value.is_array() && items != schema.end() && items->is_object()) {
    for (size_t i = 0; i < value.size(); ++i)
      if (Status status = Complete(*items, value[i], Join(path, std::to_string(i))); !status.ok()) return status;
  }
  if (!value.is_object()) return Status();
  const json properties = schema.value("properties", json::object());
  std::vector<std::string> names;
  for (const auto& [name, property] : properties.items()) {
    names.push_back(name);
    if (value.contains(name) || !property.is_object()) continue;
    if (property.contains("default")) value[name] = property["default"];
    else if (property.contains("properties") && !json(property).value("required", json::array()).empty()) continue;
    else if (property.contains("properties")) value[name] = json::object();
  }
  const bool allows_more = schema.contains("additionalProperties") && schema["additionalProperties"] != false;
  const bool open = allows_more || schema.contains("$ref");
  for (auto& [name, member] : value.items()) {
    if (properties.contains(name)) {
      if (Status status = Complete(properties[name], member, Join(path, name)); !status.ok()) return status;
    } else if (!open) {
      return Bad(Join(path, name), "there is no such option" + DidYouMean(name, names));
    }
  }
  return Status();
}

// The keyword of a schema that asks for a regular expression, or null: std::regex, which valijson takes, recurses for each
// character of what a client sends and ends the daemon, and an expression may take for ever.
const char* RegexIn(const json& schema) {
  if (schema.is_array()) {
    for (const json& one : schema)
      if (const char* found = RegexIn(one)) return found;
  }
  if (!schema.is_object()) return nullptr;
  if (const auto pattern = schema.find("pattern"); pattern != schema.end() && pattern->is_string()) return "pattern";
  if (schema.contains("patternProperties")) return "patternProperties";
  for (const auto& [keyword, value] : schema.items()) {
    if (keyword == "default" || keyword == "enum" || keyword == "const" || keyword == "examples") continue;  // data
    if (const char* found = RegexIn(value)) return found;
  }
  return nullptr;
}

// Leaves with their paths; null is "not given".
void Flatten(const json& value, const std::string& path, std::vector<std::pair<std::string, const json*>>& out) {
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) Flatten(member, Join(path, name), out);
  } else if (value.is_array()) {
    for (size_t i = 0; i < value.size(); ++i) Flatten(value[i], Join(path, std::to_string(i)), out);
  } else if (!value.is_null()) {
    out.emplace_back(path, &value);
  }
}

}  // namespace

struct OptionSchema::Impl {
  std::string text;
  json document = {{"type", "object"}};
  valijson::Schema compiled;
};

OptionSchema::OptionSchema() : impl_(std::make_shared<Impl>()) {}
OptionSchema::~OptionSchema() = default;
OptionSchema::OptionSchema(OptionSchema&&) noexcept = default;
OptionSchema& OptionSchema::operator=(OptionSchema&&) noexcept = default;

const std::string& OptionSchema::text() const { return impl_->text; }

Result<OptionSchema> OptionSchema::Parse(const std::string& schema_json) {
  auto impl = std::make_shared<Impl>();
  impl->text = schema_json;
  try {
    impl->document = json::parse(schema_json);
    if (!impl->document.is_object() || impl->document.value("type", "object") != "object")
      return Status(Code::kInvalidArgument, "the schema is not one of an object");
    if (const char* keyword = RegexIn(impl->document); keyword != nullptr)
      return Status(Code::kInvalidArgument, std::string("'") + keyword + "' is not taken: check in the plugin what it would say");
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(impl->document), impl->compiled);
  } catch (const std::exception& e) {
    return Status(Code::kInvalidArgument, std::string("not a JSON Schema: ") + e.what());
  }
  OptionSchema schema;
  schema.impl_ = std::move(impl);
  return schema;
}

Result<OptionSet> OptionSchema::Check(const std::string& text) const {
  json value = text.empty() ? json::object() : json::parse(text, nullptr, false);
  if (!value.is_object()) return Bad("", "the options are not a JSON object");
  if (Status status = Complete(impl_->document, value, ""); !status.ok()) return status;
  try {
    valijson::ValidationResults results;
    if (!impl_->text.empty() &&
        !valijson::Validator().validate(impl_->compiled, valijson::adapters::NlohmannJsonAdapter(value), &results)) {
      // The deepest place says most: the errors above it only repeat that something below is wrong.
      const valijson::ValidationResults::Error* deepest = nullptr;
      for (const auto& error : results)
        if (deepest == nullptr || error.context.size() > deepest->context.size()) deepest = &error;
      if (deepest == nullptr) return Bad("", "the options do not fit the schema");
      const bool plain = deepest->description.find("'type'") != std::string::npos || deepest->description.find("enum") != std::string::npos;
      const std::string wanted = plain ? Wanted(impl_->document, deepest->context) : std::string();
      return Bad(PathOf(deepest->context), wanted.empty() ? deepest->description : wanted);
    }
  } catch (const std::exception& e) {
    return Bad("", e.what());
  }

  OptionSet set;
  *set.json_ = value.dump(-1, ' ', false, json::error_handler_t::replace);
  std::vector<std::pair<std::string, const json*>> leaves;
  Flatten(value, "", leaves);
  std::sort(leaves.begin(), leaves.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto keep = [&set](std::string s) -> lector_str {
    const std::string& kept = set.strings_.emplace_back(std::move(s));
    return {kept.data(), kept.size()};
  };
  for (const auto& [path, leaf] : leaves) {
    lector_option option = {};
    option.path = keep(path);
    if (leaf->is_boolean()) {
      option.type = LECTOR_OPTION_BOOL;
      option.i = leaf->get<bool>() ? 1 : 0;
    } else if (leaf->is_number_integer()) {
      option.type = LECTOR_OPTION_INT;
      if (leaf->is_number_unsigned() && leaf->get<uint64_t>() > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
        return Bad(path, "is over 2^63 - 1");
      option.i = leaf->get<int64_t>();
      option.d = static_cast<double>(option.i);
    } else if (leaf->is_number()) {
      option.type = LECTOR_OPTION_DOUBLE;
      option.d = leaf->get<double>();
    } else {
      option.type = LECTOR_OPTION_STRING;
      option.s = keep(leaf->get<std::string>());
    }
    set.flat_.push_back(option);
  }
  return set;
}

}  // namespace lector::host
