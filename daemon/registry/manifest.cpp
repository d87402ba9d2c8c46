#include "daemon/registry/manifest.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "daemon/base/nearest.h"
#include "daemon/text/language_tag.h"
#include "daemon/text/layer_provider.h"

namespace lector::registry {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxNameSize = 255, kMaxNames = 256;
const std::vector<std::string> kMembers = {"provides", "requires", "uses",          "languages",    "default",
                                           "description", "license", "config_schema", "option_schema"};

Status Wrong(const std::string& member, const std::string& message) {
  return Status(Code::kInvalidArgument, "\"" + member + "\" " + message, "INVALID_MANIFEST", member);
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Calls `each` for the parts between separators until it answers false.
template <class Each>
bool AllParts(std::string_view name, char separator, Each&& each) {
  for (;;) {
    const size_t end = name.find(separator);
    if (!each(name.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    name.remove_prefix(end + 1);
  }
}

// "com.example.v1.Phone": at least two parts, each a letter or underscore and then letters, digits, underscores, hyphens.
bool IsCustomType(std::string_view name) {
  return name.size() <= kMaxNameSize && name.find('.') != name.npos && AllParts(name, '.', [](std::string_view part) {
    return !part.empty() && (IsLetter(part[0]) || part[0] == '_') &&
           std::all_of(part.begin(), part.end(), [](char c) { return IsLetter(c) || IsDigit(c) || c == '_' || c == '-'; });
  });
}

// An array of different strings; empty where the member is not there.
Status Strings(const Json& json, const std::string& member, std::vector<std::string>* out) {
  if (!json.contains(member)) return Status();
  const Json& array = json[member];
  if (!array.is_array()) return Wrong(member, "must be an array of strings");
  if (array.size() > kMaxNames) return Wrong(member, "has more than 256 elements");
  for (const Json& element : array) {
    if (!element.is_string()) return Wrong(member, "must be an array of strings");
    const auto value = element.get<std::string>();
    if (std::find(out->begin(), out->end(), value) != out->end()) return Wrong(member, "has '" + value + "' twice");
    out->push_back(value);
  }
  return Status();
}

Status String(const Json& json, const std::string& member, std::string* out) {
  if (!json.contains(member)) return Status();
  if (!json[member].is_string()) return Wrong(member, "must be a string");
  *out = json[member].get<std::string>();
  return Status();
}

Status Schema(const Json& json, const std::string& member, host::OptionSchema* out) {
  if (!json.contains(member)) return Status();
  if (!json[member].is_object()) return Wrong(member, "must be a JSON Schema, an object");
  Result<host::OptionSchema> schema = host::OptionSchema::Parse(json[member].dump());
  if (!schema.ok()) return Wrong(member, "is no JSON Schema of an object: " + schema.status().message());
  *out = std::move(*schema);
  return Status();
}

Status CheckRecordType(const std::string& member, const std::string& name) {
  static const std::vector<std::string> kKnown = {std::string(kEntityType), std::string(kMentionType), std::string(kQuoteType),
                                                  std::string(kFigureType), std::string(kExplanationType)};
  if (std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end()) return Status();
  if (name.starts_with("lector.")) return Wrong(member, "has '" + name + "', which is no type of Lector" + DidYouMean(name, kKnown));
  if (!IsCustomType(name)) return Wrong(member, "has '" + name + "', expected a type like com.example.v1.Phone");
  return Status();
}

void AddType(const std::string& name, host::Provides* types) {
  if (name == kEntityType) types->entities = true;
  else if (name == kMentionType) types->mentions = true;
  else if (name == kQuoteType) types->quotes = true;
  else if (name == kFigureType) types->figures = true;
  else types->custom.push_back(name);
}

Status CheckProvides(Manifest* manifest) {
  if (manifest->provides.empty()) return Wrong("provides", "is needed: the types of records it emits");
  for (const std::string& name : manifest->provides) {
    if (Status status = CheckRecordType("provides", name); !status.ok()) return status;
    AddType(name, &manifest->emits);
  }
  std::sort(manifest->emits.custom.begin(), manifest->emits.custom.end());
  return Status();
}

Status CheckInputs(const std::string& member, const std::vector<std::string>& names, Manifest* manifest) {
  for (const std::string& name : names) {
    if (name.find('/') == name.npos) {
      if (Status status = CheckRecordType(member, name); !status.ok()) return status;
      if (std::find(manifest->provides.begin(), manifest->provides.end(), name) != manifest->provides.end())
        return Wrong(member, "has '" + name + "', which it provides itself");
      AddType(name, &manifest->reads);
      continue;
    }
    const uint32_t layer = text::LayerByName(name);
    if (layer == 0) {
      std::vector<std::string> known;
      for (uint32_t i = 1; i <= text::kLayerCount; ++i) known.emplace_back(text::LayerName(i));
      return Wrong(member, "has '" + name + "', which is no layer of this daemon" + DidYouMean(name, known));
    }
    manifest->layers |= 1u << layer;
  }
  return Status();
}

Status CheckLanguages(std::vector<std::string>& languages) {
  if (languages.empty()) return Wrong("languages", "is needed: BCP 47 languages, or [\"*\"] for all");
  if (languages.size() == 1 && languages[0] == "*") return Status();
  for (std::string& language : languages) {
    std::string canonical = text::CanonicalLanguage(language);
    if (canonical.empty())
      return Wrong("languages", language == "*" ? "has \"*\" beside others" : "has '" + language + "', which is no BCP 47 language");
    language = std::move(canonical);
  }
  return Status();
}

Status ParseMembers(const Json& json, Manifest* manifest) {
  for (const auto& [member, value] : json.items())
    if (std::find(kMembers.begin(), kMembers.end(), member) == kMembers.end())
      return Wrong(member, "is not known" + DidYouMean(member, kMembers));
  if (json.contains("default") && !json["default"].is_boolean()) return Wrong("default", "must be true or false");
  manifest->is_default = json.value("default", true);
  if (Status status = Strings(json, "provides", &manifest->provides); !status.ok()) return status;
  if (Status status = Strings(json, "requires", &manifest->requires_); !status.ok()) return status;
  if (Status status = Strings(json, "uses", &manifest->uses); !status.ok()) return status;
  if (Status status = Strings(json, "languages", &manifest->languages); !status.ok()) return status;
  if (Status status = String(json, "description", &manifest->description); !status.ok()) return status;
  if (Status status = String(json, "license", &manifest->license); !status.ok()) return status;
  if (Status status = Schema(json, "config_schema", &manifest->config_schema); !status.ok()) return status;
  return Schema(json, "option_schema", &manifest->option_schema);
}

// nlohmann-json keeps the last of two members with one name: tell them apart while they are read.
Result<Json> ParseObject(std::string_view text) {
  std::vector<std::vector<std::string>> open;  // the member names of the objects that are being read
  std::string twice;
  const auto see = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    else if (event == Json::parse_event_t::object_end) open.pop_back();
    else if (event == Json::parse_event_t::key) {
      auto name = parsed.get<std::string>();
      if (std::find(open.back().begin(), open.back().end(), name) != open.back().end() && twice.empty()) twice = name;
      open.back().push_back(std::move(name));
    }
    return true;
  };
  try {
    Json json = Json::parse(text, see);
    if (!json.is_object()) return Status(Code::kInvalidArgument, "the manifest is not a JSON object", "INVALID_MANIFEST");
    if (!twice.empty()) return Wrong(twice, "stands in it twice");
    return json;
  } catch (const Json::exception& e) {
    return Status(Code::kInvalidArgument, std::string("the manifest is not JSON: ") + e.what(), "INVALID_MANIFEST");
  }
}

}  // namespace

Result<Manifest> Manifest::Parse(std::string_view text) {
  const Result<Json> json = ParseObject(text);
  if (!json.ok()) return json.status();
  Manifest manifest;
  if (Status status = ParseMembers(*json, &manifest); !status.ok()) return status;
  if (Status status = CheckProvides(&manifest); !status.ok()) return status;
  if (Status status = CheckInputs("requires", manifest.requires_, &manifest); !status.ok()) return status;
  if (Status status = CheckInputs("uses", manifest.uses, &manifest); !status.ok()) return status;
  for (const std::string& name : manifest.uses)
    if (std::find(manifest.requires_.begin(), manifest.requires_.end(), name) != manifest.requires_.end())
      return Wrong("uses", "has '" + name + "', which stands in \"requires\" already");
  std::sort(manifest.reads.custom.begin(), manifest.reads.custom.end());
  if (Status status = CheckLanguages(manifest.languages); !status.ok()) return status;
  return manifest;
}

}  // namespace lector::registry
