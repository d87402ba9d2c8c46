#include "daemon/service/struct_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace lector::service {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;
using Json = nlohmann::json;

std::string Join(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

Status NoJson(const std::string& path, std::string what) {
  return Status(Code::kInvalidArgument, std::move(what), "INVALID_FIELD", path);
}

Status CheckLength(const std::string& string, const std::string& path, size_t max_string) {
  if (string.size() <= max_string) return Status();
  return NoJson(path, "is longer than " + std::to_string(max_string) + " bytes");
}

Status Convert(const Struct& object, const std::string& path, size_t max_string, Json& out);

Status Convert(const Value& value, const std::string& path, size_t max_string, Json& out) {
  switch (value.kind_case()) {
    case Value::kNullValue:
      out = nullptr;
      return Status();
    case Value::kBoolValue:
      out = value.bool_value();
      return Status();
    case Value::kStringValue:
      if (Status status = CheckLength(value.string_value(), path, max_string); !status.ok()) return status;
      out = value.string_value();
      return Status();
    case Value::kNumberValue: {
      const double number = value.number_value();
      if (!std::isfinite(number)) return NoJson(path, "must be a finite number");
      if (number == std::trunc(number) && std::fabs(number) < 0x1p53) out = static_cast<int64_t>(number);
      else out = number;
      return Status();
    }
    case Value::kStructValue:
      return Convert(value.struct_value(), path, max_string, out);
    case Value::kListValue:
      out = Json::array();
      for (int i = 0; i < value.list_value().values_size(); ++i) {
        out.emplace_back();
        if (Status status = Convert(value.list_value().values(i), path + "[" + std::to_string(i) + "]", max_string, out.back()); !status.ok())
          return status;
      }
      return Status();
    case Value::KIND_NOT_SET:
      break;
  }
  return NoJson(path, "holds no value; null is a value of its own");
}

Status Convert(const Struct& object, const std::string& path, size_t max_string, Json& out) {
  out = Json::object();
  for (const auto& [key, value] : object.fields()) {
    if (Status status = CheckLength(key, path, max_string); !status.ok()) return status;
    if (Status status = Convert(value, Join(path, key), max_string, out[key]); !status.ok()) return status;
  }
  return Status();
}

void Convert(const Json& json, Struct& out);

void Convert(const Json& json, Value& out) {
  switch (json.type()) {
    case Json::value_t::object:
      return Convert(json, *out.mutable_struct_value());
    case Json::value_t::array: {
      auto* list = out.mutable_list_value();
      for (const Json& element : json) Convert(element, *list->add_values());
      return;
    }
    case Json::value_t::string:
      out.set_string_value(json.get_ref<const std::string&>());
      return;
    case Json::value_t::boolean:
      out.set_bool_value(json.get<bool>());
      return;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      out.set_number_value(json.get<double>());
      return;
    default:
      out.set_null_value(google::protobuf::NULL_VALUE);
      return;
  }
}

void Convert(const Json& json, Struct& out) {
  auto& fields = *out.mutable_fields();
  for (const auto& [key, value] : json.items()) Convert(value, fields[key]);
}

}  // namespace

Result<std::string> ToJson(const Struct& object, size_t max_string) {
  Json json;
  if (Status status = Convert(object, "", max_string, json); !status.ok()) return status;
  return json.dump();
}

Status FromJson(std::string_view text, Struct& object) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Status(Code::kInvalidArgument, "not a JSON object");
  Convert(json, object);
  return Status();
}

}  // namespace lector::service
