// Extractors for tests over the wire: one that reports every kind of record, one that waits, one that fails.
#include <lector/plugin.hpp>

#include <chrono>
#include <string>
#include <thread>

namespace {

using lector::Call;
using lector::Document;
using lector::Sink;

// An entity and a mention for each capitalised word, a figure for each number, a quote for each pair of «»: enough to see
// every message of the API, no more.
struct Words {
  void analyze(const Document& doc, Sink& sink, const Call& call) const {
    const auto min_length = static_cast<size_t>(call.get("min_length", 2));
    std::vector<std::pair<std::string_view, lector_id>> known;
    for (const lector::Token token : doc.tokens()) {
      call.check();
      if (token.is_number()) {
        sink.emit(lector_figure{.head = {.span = token.span()},
                                .kind = LECTOR_FIGURE_NUMBER,
                                .value = lector::Str("1"),
                                .unit = lector::Str("x"),
                                .period = lector::Str("2024-Q1")});
      }
      if (!token.is_word() || !token.is_capitalized() || token.size() < min_length) continue;
      sink.emit(lector_mention{.head = {.confidence = token.size() < 8 ? 0.25f : 0.75f, .span = token.span()},
                               .entity = Entity(token.text(), known, sink),
                               .form = LECTOR_FORM_NAME,
                               .name_span = token.span()});
    }
    Quotes(doc.text(), sink);
    sink.custom("test.v1.Size", {0, static_cast<uint32_t>(doc.text().size())})
        .set("bytes", doc.text().size())
        .set("a", 1)
        .set("b", 2);
    if (const auto depth = static_cast<size_t>(call.get("depth", 0)); depth > 0) Nest(depth, sink);
  }

 private:
  // A record of so many objects, each in the one before.
  static void Nest(size_t depth, Sink& sink) {
    std::string json = "1";
    for (size_t i = 0; i < depth; ++i) json = "{\"a\":" + json + "}";
    sink.emit(lector_custom{.head = {.span = {0, 1}}, .type = lector::Str("test.v1.Size"), .json = lector::Str(json)});
  }

  static lector_id Entity(std::string_view name, std::vector<std::pair<std::string_view, lector_id>>& known, Sink& sink) {
    for (const auto& [other, id] : known)
      if (other == name) return id;
    const lector_attribute attributes[] = {{lector::Str("title"), lector::Str("b")}, {lector::Str("alias"), lector::Str("a")}};
    known.emplace_back(
        name, sink.emit(lector_entity{
                  .type = lector::Str("PERSON"), .name = lector::Str(name), .attribute_count = 2, .attributes = attributes}));
    return known.back().second;
  }

  static void Quotes(std::string_view text, Sink& sink) {
    for (size_t open = text.find("«"); open != std::string_view::npos; open = text.find("«", open + 2)) {
      const size_t close = text.find("»", open);
      if (close == std::string_view::npos || close == open + 2) return;
      const lector_span content = {static_cast<uint32_t>(open + 2), static_cast<uint32_t>(close)};
      sink.emit(lector_quote{.head = {.span = content}, .kind = LECTOR_QUOTE_DIRECT, .content_count = 1, .content = &content});
    }
  }
};

// Waits as long as its option says, or until it is told to stop; then it logs when that was.
class Waits {
 public:
  explicit Waits(const lector::Config& config) : config_(config) {}

  void analyze(const Document&, Sink&, const Call& call) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(call.get("ms", 0));
    try {
      while (std::chrono::steady_clock::now() < end) {
        for (int i = 0; i < 64; ++i) call.check();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    } catch (const lector::Error&) {
      const auto now = std::chrono::steady_clock::now().time_since_epoch();
      config_.log(LECTOR_LOG_INFO, "told to stop at " + std::to_string(std::chrono::nanoseconds(now).count()));
      throw;
    }
  }

 private:
  lector::Config config_;
};

// Counts its calls, and fails in each.
class Fails {
 public:
  explicit Fails(const lector::Config& config) : config_(config) {}

  void analyze(const Document&, Sink&, const Call& call) const {
    config_.count("failures");
    config_.log(LECTOR_LOG_INFO, "trace '" + std::string(call.traceparent()) + "'");
    const std::string_view how = call.get("how", "");
    if (how == "unavailable") throw lector::Error(LECTOR_UNAVAILABLE, "its source is away");
    if (how == "option") throw lector::BadOption("how", "not today");
    throw std::runtime_error("failed as told");
  }

 private:
  lector::Config config_;
};

// For one language only, in a spelling of its own.
struct Russian {
  void analyze(const Document&, Sink&, const Call&) const {}
};

constexpr lector_extractor kRussian = lector::MakeExtractor<Russian>({"test.russian", "1.0.0", R"({
  "provides": ["test.v1.Russian"], "languages": ["RU"], "default": false})"});
constexpr lector_extractor kWords = lector::MakeExtractor<Words>({"test.words", "1.2.3", R"({
  "provides": ["lector.v1.Entity", "lector.v1.EntityMention", "lector.v1.Quote", "lector.v1.EconomicFigure", "test.v1.Size"],
  "requires": ["lector.tokens/1"], "languages": ["*"], "description": "Reports words", "license": "Apache-2.0",
  "option_schema": {"type": "object", "properties": {"min_length": {"type": "integer", "minimum": 1, "default": 2},
                                                     "depth": {"type": "integer", "default": 0}}}})"});
constexpr lector_extractor kWaits = lector::MakeExtractor<Waits>({"test.waits", "1.0.0", R"({
  "provides": ["test.v1.Nothing"], "languages": ["*"], "default": false,
  "option_schema": {"type": "object", "properties": {"ms": {"type": "integer", "default": 0}}}})"});
constexpr lector_extractor kFails = lector::MakeExtractor<Fails>({"test.fails", "1.0.0", R"({
  "provides": ["test.v1.Failure"], "languages": ["*"], "default": false,
  "option_schema": {"type": "object", "properties": {"how": {"type": "string", "default": ""}}}})"});

}  // namespace

LECTOR_PLUGINS(&kWords, &kWaits, &kFails, &kRussian);
