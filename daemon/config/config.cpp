#include "daemon/config/config.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>

#include "daemon/base/nearest.h"
#include "daemon/config/fields.h"

namespace lector::config {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string_view TypeName(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number with a fraction";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

std::string Join(const std::vector<std::string_view>& values) {
  std::string out;
  for (const std::string_view value : values) (out += out.empty() ? "" : ", ") += value;
  return out;
}

Status CheckInteger(const Integer& target, int64_t value) {
  if (value >= target.min && value <= target.max) return Status();
  return Status(Code::kInvalidArgument, "must be between " + std::to_string(target.min) + " and " + std::to_string(target.max) +
                                            ", not " + std::to_string(value));
}

Status CheckChoice(const Choice& target, const std::string& value) {
  for (const std::string_view allowed : target.values)
    if (value == allowed) return Status();
  return Status(Code::kInvalidArgument, "must be one of " + Join(target.values) + ", not '" + value + "'");
}

// Reads one file into one Config; the first error ends it.
class Reader {
 public:
  Reader(const std::string& name, Config& config) : name_(name), config_(config), fields_(Fields(config)) {}

  Status Read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      const std::string section(key.str());
      if (section == "extractors") {
        if (Status status = ReadExtractors(node); !status.ok()) return status;
      } else if (!HasSection(section)) {
        return Unknown(key, section, Sections());
      } else if (!node.is_table()) {
        return Wrong(node, section, "must be a table: [" + section + "]");
      } else if (Status status = ReadSection(section, *node.as_table()); !status.ok()) {
        return status;
      }
    }
    return Status();
  }

 private:
  Status ReadSection(const std::string& section, const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string path = section + "." + std::string(key.str());
      const Field* field = Find(path);
      if (field == nullptr) return Unknown(key, path, Keys());
      if (Status status = ReadField(*field, node); !status.ok()) return Wrong(node, path, status.message());
    }
    return Status();
  }

  static Status ReadField(const Field& field, const toml::node& node) {
    const auto wrong = [&](std::string_view wanted) {
      return Status(Code::kInvalidArgument, "must be " + std::string(wanted) + ", not " + std::string(TypeName(node)));
    };
    return std::visit(Overloaded{[&](bool* target) {
                                   if (!node.is_boolean()) return wrong("true or false");
                                   *target = node.as_boolean()->get();
                                   return Status();
                                 },
                                 [&](const Integer& target) {
                                   if (!node.is_integer()) return wrong("an integer");
                                   const int64_t value = node.as_integer()->get();
                                   if (Status status = CheckInteger(target, value); !status.ok()) return status;
                                   *target.value = static_cast<uint32_t>(value);
                                   return Status();
                                 },
                                 [&](std::string* target) {
                                   if (!node.is_string()) return wrong("a string");
                                   *target = node.as_string()->get();
                                   return Status();
                                 },
                                 [&](const Choice& target) {
                                   if (!node.is_string()) return wrong("a string");
                                   if (Status status = CheckChoice(target, node.as_string()->get()); !status.ok()) return status;
                                   *target.value = node.as_string()->get();
                                   return Status();
                                 },
                                 [&](std::vector<std::string>* target) {
                                   if (!node.is_array()) return wrong("an array of strings");
                                   target->clear();
                                   for (const toml::node& element : *node.as_array()) {
                                     if (!element.is_string())
                                       return Status(Code::kInvalidArgument,
                                                     "must hold strings only, not " + std::string(TypeName(element)));
                                     target->push_back(element.as_string()->get());
                                   }
                                   return Status();
                                 }},
                      field.target);
  }

  Status ReadExtractors(const toml::node& node) {
    if (!node.is_table()) return Wrong(node, "extractors", "must hold one table for each extractor: [extractors.quotes]");
    const toml::table& table = *node.as_table();
    for (const auto& [key, settings] : table) {
      const std::string id(key.str());
      if (!settings.is_table()) return Wrong(settings, "extractors." + id, "must be a table: [extractors." + id + "]");
      if (const toml::node* odd = NotJson(settings)) return Wrong(*odd, "extractors." + id, "has no form in JSON");
      std::ostringstream json;
      json << toml::json_formatter(*settings.as_table(), toml::format_flags::none);
      config_.extractors[id] = json.str();
    }
    toml::table whole;
    whole.insert("extractors", table);
    std::ostringstream text;
    text << toml::toml_formatter(whole);
    config_.extractors_toml = text.str();
    return Status();
  }

  // The first infinity or NaN below a node: JSON has none, and a plugin's schema would see a string.
  static const toml::node* NotJson(const toml::node& node) {
    if (const auto* number = node.as_floating_point()) return std::isfinite(number->get()) ? nullptr : &node;
    if (const auto* table = node.as_table())
      for (const auto& [key, child] : *table)
        if (const toml::node* odd = NotJson(child)) return odd;
    if (const auto* array = node.as_array())
      for (const toml::node& child : *array)
        if (const toml::node* odd = NotJson(child)) return odd;
    return nullptr;
  }

  const Field* Find(std::string_view path) const {
    for (const Field& field : fields_)
      if (field.key == path) return &field;
    return nullptr;
  }

  bool HasSection(std::string_view section) const {
    for (const std::string_view known : Sections())
      if (known == section) return true;
    return false;
  }

  std::vector<std::string_view> Sections() const {
    std::vector<std::string_view> out = {"extractors"};
    for (const Field& field : fields_) {
      const std::string_view section = field.key.substr(0, field.key.find('.'));
      if (out.back() != section) out.push_back(section);
    }
    return out;
  }

  std::vector<std::string_view> Keys() const {
    std::vector<std::string_view> out;
    for (const Field& field : fields_) out.push_back(field.key);
    return out;
  }

  Status Unknown(const toml::key& key, const std::string& path, const std::vector<std::string_view>& known) const {
    return Wrong(key.source(), path, "is not a known key" + DidYouMean(path, {known.begin(), known.end()}));
  }

  Status Wrong(const toml::node& node, const std::string& path, const std::string& what) const {
    return Wrong(node.source(), path, what);
  }

  Status Wrong(const toml::source_region& place, const std::string& path, const std::string& what) const {
    return Status(
        Code::kInvalidArgument,
        name_ + ":" + std::to_string(place.begin.line) + ":" + std::to_string(place.begin.column) + ": '" + path + "' " + what,
        "INVALID_CONFIG", path);
  }

  const std::string& name_;
  Config& config_;
  const std::vector<Field> fields_;
};

}  // namespace

Result<Config> Config::LoadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  for (char block[4096]; file;) {
    file.read(block, sizeof block);
    text.append(block, static_cast<size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad())  // bad: a folder, a broken disk
    return Status(Code::kNotFound, path + ": the file cannot be read: " + std::strerror(errno), "INVALID_CONFIG");
  return Parse(text, path);
}

Result<Config> Config::Parse(std::string_view toml, const std::string& name) {
  const toml::parse_result parsed = toml::parse(toml, name);
  if (!parsed) {
    const toml::source_position place = parsed.error().source().begin;
    return Status(Code::kInvalidArgument,
                  name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " +
                      std::string(parsed.error().description()),
                  "INVALID_CONFIG");
  }
  Config config;
  if (Status status = Reader(name, config).Read(parsed.table()); !status.ok()) return status;
  return config;
}

std::string ToToml(const Config& config) {
  Config copy = config;
  toml::table root;
  for (const Field& field : Fields(copy)) {
    const size_t dot = field.key.find('.');
    const std::string_view section = field.key.substr(0, dot), key = field.key.substr(dot + 1);
    if (!root.contains(section)) root.insert(section, toml::table());
    toml::table& table = *root[section].as_table();
    std::visit(Overloaded{[&](bool* value) { table.insert(key, *value); },
                          [&](const Integer& value) { table.insert(key, static_cast<int64_t>(*value.value)); },
                          [&](std::string* value) { table.insert(key, *value); },
                          [&](const Choice& value) { table.insert(key, *value.value); },
                          [&](std::vector<std::string>* values) {
                            toml::array array;
                            for (const std::string& value : *values) array.push_back(value);
                            table.insert(key, std::move(array));
                          }},
               field.target);
  }
  std::ostringstream out;
  out << toml::toml_formatter(root) << '\n';
  if (!config.extractors_toml.empty()) out << '\n' << config.extractors_toml << '\n';
  return out.str();
}

Status CheckRanges(const Config& config) {
  Config copy = config;
  for (const Field& field : Fields(copy)) {
    Status status;
    if (const auto* integer = std::get_if<Integer>(&field.target)) status = CheckInteger(*integer, *integer->value);
    if (const auto* choice = std::get_if<Choice>(&field.target)) status = CheckChoice(*choice, *choice->value);
    if (status.ok()) continue;
    const std::string key(field.key);
    return Status(Code::kInvalidArgument, std::string("'").append(key).append("' ").append(status.message()), "INVALID_CONFIG",
                  key);
  }
  return Status();
}

}  // namespace lector::config
