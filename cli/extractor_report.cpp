#include "cli/extractor_report.h"

#include <cstring>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/table.h"

namespace lector::cli {
namespace {

using Json = nlohmann::json;

constexpr size_t kDefaultWidth = 120;
constexpr Style kHeading{.bold = true};

template <class Strings>
std::string Join(const Strings& strings, const char* separator = ", ") {
  std::string out;
  for (const auto& one : strings) (out += out.empty() ? "" : separator) += one;
  return out;
}

// A member of a schema as it stands there; empty: it is not there.
std::string Member(const Json& schema, const char* name) {
  const auto found = schema.find(name);
  if (found == schema.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

// "integer, 1 to 20", "array of string", "fast | full".
std::string TypeOf(const Json& schema) {
  if (const auto choices = schema.find("enum"); choices != schema.end() && choices->is_array()) {
    std::vector<std::string> words;
    for (const Json& choice : *choices) words.push_back(choice.is_string() ? choice.get<std::string>() : choice.dump());
    return Join(words, " | ");
  }
  std::string out = Member(schema, "type");
  if (const auto items = schema.find("items"); items != schema.end() && items->is_object()) out += " of " + TypeOf(*items);
  const std::string least = Member(schema, "minimum"), most = Member(schema, "maximum");
  if (!least.empty() && !most.empty()) return out + ", " + least + " to " + most;
  if (!least.empty()) return out + ", at least " + least;
  return most.empty() ? out : out + ", at most " + most;
}

// The leaves of a schema by path, as a client or an operator writes them.
void AddLeaves(const Json& schema, const std::string& prefix, Table* table) {
  const auto properties = schema.find("properties");
  if (properties == schema.end() || !properties->is_object()) return;
  for (const auto& [name, property] : properties->items()) {
    if (!property.is_object()) continue;
    if (property.contains("properties")) {
      AddLeaves(property, prefix + name + ".", table);
    } else {
      const auto fallback = property.find("default");
      table->Add({{prefix + name, kHeading},
                  {TypeOf(property)},
                  {fallback != property.end() ? fallback->dump() : std::string()},
                  {Member(property, "description")}});
    }
  }
}

std::string Leaves(const std::string& title, const std::string& schema_json, const TextLayout& layout) {
  Table table({"name", "type", "default", "description"});
  const Json schema = Json::parse(schema_json, nullptr, false);
  if (schema.is_object()) AddLeaves(schema, "", &table);
  const size_t width = layout.width != 0 ? layout.width : kDefaultWidth;
  return "\n" + Paint(title, kHeading, layout.colour) + "\n" + (table.empty() ? "  none\n" : table.Render(width, layout.colour));
}

}  // namespace

std::string RenderExtractor(const v1::ExtractorInfo& info, const TextLayout& layout) {
  std::string out = Paint(info.name(), kHeading, layout.colour) + " " + info.version() + "\n";
  const auto line = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out += "  " + std::string(name) + std::string(11 - std::strlen(name), ' ') + value + "\n";
  };
  if (!info.description().empty()) out += "  " + info.description() + "\n";
  line("languages", info.languages_size() == 1 && info.languages(0) == "*" ? "all" : Join(info.languages()));
  line("provides", Join(info.provides()));
  line("requires", Join(info.requirements()));
  line("uses", Join(info.optional_requirements()));
  line("default", info.is_default() ? "yes" : "no: runs when it is named, or read by another one");
  line("licence", info.license());
  out += Leaves("Options of a request: --option " + info.name() + (info.name().find('.') == std::string::npos ? "." : ":") + "NAME=VALUE",
                info.option_schema(), layout);
  const bool quoted = info.name().find('.') != std::string::npos;
  return out + Leaves("Settings of the daemon: [extractors." + (quoted ? '"' + info.name() + '"' : info.name()) + "]",
                      info.config_schema(), layout);
}

}  // namespace lector::cli
