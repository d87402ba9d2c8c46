// Extractors that do what the tests of the engine ask of them.
#include <lector/plugin.hpp>

#include <chrono>
#include <string>
#include <thread>

namespace {

using lector::Call;
using lector::Document;
using lector::Sink;

// An entity for each distinct capitalised word, and a mention for each place.
struct Names {
  void analyze(const Document& doc, Sink& sink, const Call&) const {
    std::vector<std::pair<std::string_view, lector_id>> known;
    for (const lector::Token token : doc.tokens()) {
      if (!token.is_word() || !token.is_capitalized()) continue;
      lector_id id = 0;
      for (const auto& [name, entity] : known)
        if (name == token.text()) id = entity;
      if (id == 0) {
        lector_entity entity = {};
        entity.type = lector::Str("PERSON");
        entity.name = lector::Str(token.text());
        id = sink.emit(entity);
        known.emplace_back(token.text(), id);
      }
      lector_mention mention = {};
      mention.head.span = token.span();
      mention.entity = id;
      mention.form = LECTOR_FORM_NAME;
      sink.emit(mention);
    }
  }
};

// «...» is a quote of the first mention of the document.
struct Quotes {
  void analyze(const Document& doc, Sink& sink, const Call&) const {
    const auto mentions = doc.mentions();
    size_t open = doc.text().find("«");
    while (open != std::string_view::npos) {
      const size_t close = doc.text().find("»", open);
      if (close == std::string_view::npos) return;
      const lector_span content = {static_cast<uint32_t>(open + 2), static_cast<uint32_t>(close)};
      lector_quote quote = {};
      quote.head.span = content;
      quote.kind = LECTOR_QUOTE_DIRECT;
      quote.content = &content;
      quote.content_count = 1;
      if (!mentions.empty()) quote.speaker_entity = mentions.front()->entity;
      sink.emit(quote);
      open = doc.text().find("«", close);
    }
  }
};

// Says how many mentions, custom records and entities it sees, in one record over the whole text.
struct Seen {
  void analyze(const Document& doc, Sink& sink, const Call&) const {
    sink.custom("test.v1.Seen", {0, static_cast<uint32_t>(doc.text().size())})
        .set("mentions", doc.mentions().size())
        .set("customs", doc.customs().size())
        .set("entities", doc.entities().size());
  }
};

// A quote for each pair of brackets with a digit behind the first, which is its confidence in tenths: "[9a [3b] c]".
struct Brackets {
  void analyze(const Document& doc, Sink& sink, const Call&) const {
    std::vector<uint32_t> open;
    for (uint32_t i = 0; i < doc.text().size(); ++i) {
      if (doc.text()[i] == '[') open.push_back(i);
      if (doc.text()[i] != ']' || open.empty()) continue;
      const lector_span content = {open.back(), i + 1};
      open.pop_back();
      lector_quote quote = {};
      quote.head.span = content;
      quote.head.confidence = static_cast<float>(doc.text()[content.begin + 1] - '0') / 10;
      quote.kind = LECTOR_QUOTE_DIRECT;
      quote.content = &content;
      quote.content_count = 1;
      sink.emit(quote);
    }
  }
};

// Fails in the way that its option names.
struct Fails {
  void analyze(const Document& doc, Sink& sink, const Call& call) const {
    const std::string_view how = call.get("how", "");
    sink.custom("test.v1.Fails", {0, static_cast<uint32_t>(doc.text().size())}).set("how", how);
    if (how == "throw") throw std::runtime_error("thrown");
    if (how == "option") throw lector::BadOption("how", "not today");
    if (how == "bad record") sink.custom("test.v1.Fails", {0, 1'000'000}).set("how", how);
    if (how == "undeclared layer") doc.morph();
    if (how == "loop")
      for (;;) call.check();
  }
};

// Non-const: the host must make one call at a time. A data race here is what the thread sanitizer would see.
struct Serial {
  void analyze(const Document& doc, Sink& sink, const Call& call) {
    while (call.get("loop", false)) call.check();
    ++running_;
    std::this_thread::sleep_for(std::chrono::microseconds(20));
    sink.custom("test.v1.Serial", {0, static_cast<uint32_t>(doc.text().size())}).set("running", running_).set("calls", ++calls_);
    --running_;
  }
  int running_ = 0, calls_ = 0;
};

struct Worker {
  struct Scratch {
    int calls = 0;
  };
  void analyze(const Document& doc, Sink& sink, const Call&, Scratch& scratch) const {
    sink.custom("test.v1.Worker", {0, static_cast<uint32_t>(doc.text().size())}).set("calls", ++scratch.calls);
  }
};

constexpr lector_extractor kNames = lector::MakeExtractor<Names>(
    {"test.names", "1.0.0", R"({"provides": ["lector.v1.Entity", "lector.v1.EntityMention"], "requires": ["lector.tokens/1"], "languages": ["*"]})"});
constexpr lector_extractor kQuotes = lector::MakeExtractor<Quotes>(
    {"test.quotes", "1.0.0", R"({"provides": ["lector.v1.Quote"], "requires": ["lector.v1.EntityMention"], "languages": ["*"]})"});
constexpr lector_extractor kBrackets = lector::MakeExtractor<Brackets>(
    {"test.brackets", "1.0.0", R"({"provides": ["lector.v1.Quote"], "languages": ["*"], "default": false})"});
constexpr lector_extractor kSeen = lector::MakeExtractor<Seen>(
    {"test.seen", "2.1.0", R"({"provides": ["test.v1.Seen"], "uses": ["lector.v1.EntityMention", "test.v1.Fails"], "languages": ["*"], "default": false})"});
constexpr lector_extractor kFails = lector::MakeExtractor<Fails>(
    {"test.fails", "1.0.0", R"({"provides": ["test.v1.Fails"], "languages": ["*"], "default": false,
      "option_schema": {"type": "object", "properties": {"how": {"type": "string", "default": ""}}}})"});
constexpr lector_extractor kNeedsFails = lector::MakeExtractor<Seen>(
    {"test.needs_fails", "1.0.0", R"({"provides": ["test.v1.Seen"], "requires": ["test.v1.Fails"], "languages": ["*"], "default": false})"});
constexpr lector_extractor kSerial = lector::MakeExtractor<Serial>(
    {"test.serial", "1.0.0", R"({"provides": ["test.v1.Serial"], "languages": ["*"], "default": false,
      "option_schema": {"type": "object", "properties": {"loop": {"type": "boolean", "default": false}}}})"});
constexpr lector_extractor kWorker = lector::MakeExtractor<Worker>(
    {"test.worker", "1.0.0", R"({"provides": ["test.v1.Worker"], "languages": ["*"], "default": false})"});
constexpr lector_extractor kEnglish = lector::MakeExtractor<Worker>(
    {"test.english", "1.0.0", R"({"provides": ["test.v1.Worker", "test.v1.English"], "languages": ["en"], "default": false})"});
constexpr lector_extractor kNeedsEnglish = lector::MakeExtractor<Seen>(
    {"test.needs_english", "1.0.0", R"({"provides": ["test.v1.Seen"], "requires": ["test.v1.English"], "languages": ["*"], "default": false})"});

}  // namespace

LECTOR_PLUGINS(&kNames, &kQuotes, &kBrackets, &kSeen, &kFails, &kNeedsFails, &kSerial, &kWorker, &kEnglish, &kNeedsEnglish);
