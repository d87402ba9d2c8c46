// Finds what stands in a list: airports and seaports with their codes, from a file of the data folder.
//
// Shown here: a data folder, settings of the daemon's configuration (config_schema) and options of a request (option_schema).
#include <algorithm>
#include <lector/plugin.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

class Gazetteer {
 public:
  explicit Gazetteer(const lector::Config& config) {
    // Mapped as long as this object lives: the entries are views into it. A line: form, code, kind, with tabs between.
    std::string_view rest = config.resource(config.get("list", "ports.tsv"));
    for (size_t line = 1; !rest.empty(); ++line) {
      const std::string_view row = Cut(rest, '\n');
      if (row.empty() || row.front() == '#') continue;
      std::string_view kind = row;
      const std::string_view form = Cut(kind, '\t'), code = Cut(kind, '\t');
      if (kind.empty()) throw lector::BadOption("list", "line " + std::to_string(line) + " has not three columns");
      entries_[form] = {code, kind};
      longest_ = std::max(longest_, 1 + std::count_if(form.begin(), form.end(), [](char c) { return c == ' ' || c == '-'; }));
    }
    config.log(LECTOR_LOG_INFO, std::to_string(entries_.size()) + " names");
  }

  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const {
    const lector::Tokens tokens = doc.tokens();
    const std::string_view wanted = call.get("kind", "any");
    for (uint32_t i = 0; i < tokens.size(); ++i) {
      call.check();
      if (!tokens[i].is_word()) continue;
      // The longest name that begins here.
      for (uint32_t last = std::min(i + static_cast<uint32_t>(longest_), tokens.size()); last-- > i;) {
        const lector_span span = {tokens[i].begin(), tokens[last].end()};
        const auto found = entries_.find(doc.text(span));
        if (found == entries_.end()) continue;
        const auto& [code, kind] = found->second;
        if (wanted == "any" || wanted == kind) sink.custom("example.v1.Port", span).set("code", code).set("kind", kind);
        i = last;
        break;
      }
    }
  }

 private:
  struct Entry {
    std::string_view code, kind;
  };
  static std::string_view Cut(std::string_view& rest, char at) {  // what stands before `at`; `rest` is what stands behind
    const size_t end = std::min(rest.find(at), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
  }
  std::unordered_map<std::string_view, Entry> entries_;
  std::ptrdiff_t longest_ = 1;  // words
};

LECTOR_PLUGIN(Gazetteer, {.id = "com.example.gazetteer", .version = "1.0.0", .manifest = R"({
  "provides": ["example.v1.Port"], "requires": ["lector.tokens/1"], "languages": ["ru", "en"],
  "description": "Airports and seaports with their codes",
  "config_schema": {"type": "object", "properties": {"list": {"type": "string", "default": "ports.tsv"}}},
  "option_schema": {"type": "object", "properties": {"kind": {"enum": ["any", "airport", "seaport"], "default": "any"}}}
})"});
