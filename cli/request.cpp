#include "cli/request.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string_view>

namespace lector::cli {
namespace {

v1::ExtractorSelection* Select(const std::string& name, v1::AnalysisOptions* options) {
  for (auto& selection : *options->mutable_extractors()) {
    if (selection.name() == name) return &selection;
  }
  auto* selection = options->add_extractors();
  selection->set_name(name);
  return selection;
}

google::protobuf::Value ParseValue(const std::string& text) {
  google::protobuf::Value value;
  if (!google::protobuf::util::JsonStringToMessage(text, &value).ok() ||
      value.kind_case() == google::protobuf::Value::KIND_NOT_SET) {
    value.set_string_value(text);
  }
  return value;
}

// KEY=VALUE into `options`, making the objects on the way.
bool SetOption(const std::string& assignment, google::protobuf::Struct* options, std::string* error) {
  const size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0) {
    *error = "\"" + assignment + "\" is not KEY=VALUE";
    return false;
  }
  const std::string_view path = std::string_view(assignment).substr(0, equals);
  google::protobuf::Struct* object = options;
  size_t begin = 0;
  for (size_t dot; (dot = path.find('.', begin)) != std::string_view::npos; begin = dot + 1)
    object = (*object->mutable_fields())[std::string(path.substr(begin, dot - begin))].mutable_struct_value();
  (*object->mutable_fields())[std::string(path.substr(begin))] = ParseValue(assignment.substr(equals + 1));
  return true;
}

}  // namespace

bool AddExtractor(const std::string& argument, v1::AnalysisOptions* options, std::string* error) {
  const size_t colon = argument.find(':');
  const std::string selected = argument.substr(0, colon);
  const size_t at = selected.find('@');
  if (selected.empty() || at == 0) {
    *error = "\"" + argument + "\" names no extractor";
    return false;
  }
  v1::ExtractorSelection* selection = Select(selected.substr(0, at), options);
  if (at != std::string::npos) selection->set_version(selected.substr(at + 1));
  return colon == std::string::npos || SetOption(argument.substr(colon + 1), selection->mutable_options(), error);
}

bool AddExtractorOption(const std::string& argument, v1::AnalysisOptions* options, std::string* error) {
  const size_t equals = argument.find('=');
  size_t end = argument.find(':');  // of the name; names of other people's extractors have dots
  if (end >= equals) end = argument.find('.');
  if (end == 0 || end >= equals) {
    *error = "\"" + argument + "\" is not NAME.KEY=VALUE, or NAME:KEY=VALUE for a name with dots";
    return false;
  }
  return SetOption(argument.substr(end + 1), Select(argument.substr(0, end), options)->mutable_options(), error);
}

bool ParseOffsetEncoding(const std::string& name, v1::OffsetEncoding* encoding) {
  if (name == "utf8") return *encoding = v1::OFFSET_ENCODING_UTF8, true;
  if (name == "utf16") return *encoding = v1::OFFSET_ENCODING_UTF16, true;
  if (name == "utf32") return *encoding = v1::OFFSET_ENCODING_UTF32, true;
  return false;
}

bool ParsePublishTime(const std::string& time, google::protobuf::Timestamp* out) {
  const bool date_only = time.size() == 10;
  return google::protobuf::util::TimeUtil::FromString(date_only ? time + "T12:00:00Z" : time, out);
}

}  // namespace lector::cli
