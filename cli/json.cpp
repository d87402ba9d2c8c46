#include "cli/json.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "cli/errors.h"

namespace lector::cli {
namespace {

using Json = nlohmann::ordered_json;

// Objects of records and options are maps of protobuf, which have no order of their own: sorted, equal answers are equal bytes.
Json Sorted(const Json& value) { return Json(nlohmann::json(value)); }

// Protobuf leaves out zeros; a span that lacks its `begin` is a trap for everyone who slices by it.
void WriteBegins(Json* value) {
  if (value->is_array()) {
    for (Json& element : *value) WriteBegins(&element);
  } else if (value->is_object()) {
    if (value->size() == 1 && value->contains("end")) *value = {{"begin", 0}, {"end", value->at("end")}};
    for (auto& [key, field] : value->items()) {
      if (key == "custom") field = Sorted(field);
      else WriteBegins(&field);
    }
  }
}

// Protobuf's own mapping.
Json Mapped(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options).ok()) return Json::object();
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

Json ToValue(const google::protobuf::Message& message) {
  Json value = Mapped(message);
  WriteBegins(&value);
  return value;
}

std::string Line(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json ErrorValue(const grpc::Status& status) {
  const ErrorDetails details = ReadErrorDetails(status);
  Json error{{"code", CodeName(status.error_code())}, {"message", status.error_message()}};
  if (!details.reason.empty()) error["reason"] = details.reason;
  if (!details.field.empty()) error["field"] = details.field;
  return error;
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message, bool pretty) {
  return ToValue(message).dump(pretty ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

std::string ResultLine(const std::string& input, const v1::AnalyzeDocumentResponse& response) {
  return Line({{"input", input}, {"response", ToValue(response)}});
}

std::string ErrorLine(const std::string& input, const grpc::Status& status) {
  return Line({{"input", input}, {"error", ErrorValue(status)}});
}

std::string ErrorObject(const grpc::Status& status) { return Line(ErrorValue(status)); }

std::string JsonString(const std::string& text) { return Line(Json(text)); }

std::string CustomContent(const v1::CustomRecord& record) {
  if (record.has_json()) return Line(Sorted(Mapped(record.json())));
  return std::to_string(record.data().size()) + " bytes";
}

}  // namespace lector::cli
