// The C++ wrapper against a host that is made up here: what it hands on, and what becomes of exceptions.
#include <gtest/gtest.h>
#include <lector/plugin.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace {

using lector::Str;

// A host with one text, its words as tokens, one resource, and a list of what was emitted.
struct FakeHost {
  FakeHost() {
    abi.size = sizeof abi;
    abi.impl = this;
    abi.log = [](const lector_host* host, int32_t, lector_str line) { Of(host).lines.emplace_back(lector::View(line)); };
    abi.resource = [](const lector_host*, lector_str path, lector_str* bytes, lector_error* error) -> lector_code {
      if (lector::View(path) == "words.txt") return *bytes = Str("one\ntwo\n"), LECTOR_OK;
      return lector::internal::Fail(error, LECTOR_NOT_FOUND, "no such file", "words.txt");
    };
    abi.info = [](const lector_doc* doc) { return reinterpret_cast<const lector_doc_info*>(doc); };
    abi.layer = [](const lector_call*, const lector_doc*, uint32_t layer, const void** out, lector_error* error) -> lector_code {
      static const uint32_t begin[] = {0, 5}, end[] = {4, 8};
      static const uint8_t kind[] = {LECTOR_TOKEN_WORD, LECTOR_TOKEN_NUMBER}, shape[] = {LECTOR_SHAPE_TITLE, LECTOR_SHAPE_NONE};
      static const lector_tokens tokens = {sizeof(lector_tokens), 2, begin, end, kind, shape};
      if (layer == LECTOR_LAYER_TOKENS) return *out = &tokens, LECTOR_OK;
      if (layer == LECTOR_LAYER_SYNTAX) return lector::internal::Fail(error, LECTOR_CANCELLED, "cancelled");
      return lector::internal::Fail(error, LECTOR_UNAVAILABLE, "the model is not installed");
    };
    abi.records = [](const lector_doc*, uint32_t, const lector_record* const** out) -> uint32_t { return *out = nullptr, 0; };
    abi.emit = [](lector_sink* sink, const lector_record* record, lector_id* id) -> lector_code {
      auto& host = *reinterpret_cast<FakeHost*>(sink);
      if (host.emitted.size() == host.room) return LECTOR_INVALID_ARGUMENT;
      host.emitted.push_back(*record);
      if (record->kind == LECTOR_CUSTOM) host.json.emplace_back(lector::View(reinterpret_cast<const lector_custom*>(record)->json));
      *id = static_cast<lector_id>(host.emitted.size());
      return LECTOR_OK;
    };
    info.size = sizeof info;
    info.text = Str("Word 123");
    info.language = Str("en");
    call.size = sizeof call;
    call.cancelled = &cancelled;
  }
  static FakeHost& Of(const lector_host* host) { return *static_cast<FakeHost*>(host->impl); }
  const lector_doc* doc() const { return reinterpret_cast<const lector_doc*>(&info); }
  lector_sink* sink() { return reinterpret_cast<lector_sink*>(this); }

  lector_host abi = {};
  lector_doc_info info = {};
  lector_call call = {};
  int32_t cancelled = 0;
  size_t room = 1000;
  std::vector<std::string> lines, json;
  std::vector<lector_record> emitted;
};

// One create-analyze-destroy of a class, as the daemon does it.
template <class C>
lector_code RunOnce(FakeHost& host, lector_error* error) {
  static constexpr lector_extractor kExtractor = lector::MakeExtractor<C>({"test", "1.0.0", "{}"});
  void *self = nullptr, *scratch = nullptr;
  if (const lector_code code = kExtractor.create(&host.abi, &host.call, &self, error); code != LECTOR_OK) return code;
  lector_code code = kExtractor.open != nullptr ? kExtractor.open(self, &scratch, error) : LECTOR_OK;
  if (code == LECTOR_OK) {
    code = kExtractor.analyze(self, scratch, &host.call, host.doc(), host.sink(), error);
    if (kExtractor.close != nullptr) kExtractor.close(self, scratch);
  }
  kExtractor.destroy(self);
  return code;
}

// An extractor that does what a test says.
template <auto Do>
struct Does {
  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const { Do(doc, sink, call); }
};
#define DOES(...) Does<[]([[maybe_unused]] const lector::Document& doc, [[maybe_unused]] lector::Sink& sink, \
                          [[maybe_unused]] const lector::Call& call) { __VA_ARGS__; }>

TEST(Wrapper, ExceptionsBecomeCodes) {
  FakeHost host;
  lector_error error = {};
  EXPECT_EQ(RunOnce<DOES(throw lector::BadOption("speakers.max", "too many"))>(host, &error), LECTOR_INVALID_ARGUMENT);
  EXPECT_STREQ(error.field, "speakers.max");
  EXPECT_STREQ(error.message, "too many");
  EXPECT_EQ(RunOnce<DOES(throw lector::Error(LECTOR_UNAVAILABLE, "later"))>(host, &error), LECTOR_UNAVAILABLE);
  EXPECT_STREQ(error.field, "");
  EXPECT_EQ(RunOnce<DOES(throw std::bad_alloc())>(host, &error), LECTOR_RESOURCE_EXHAUSTED);
  EXPECT_EQ(RunOnce<DOES(throw std::logic_error("odd"))>(host, &error), LECTOR_INTERNAL);
  EXPECT_STREQ(error.message, "odd");
  EXPECT_EQ(RunOnce<DOES(throw 42)>(host, &error), LECTOR_INTERNAL);
  EXPECT_EQ(RunOnce<DOES(throw 42)>(host, nullptr), LECTOR_INTERNAL);
}

TEST(Wrapper, LongMessagesAreCutAtACodePoint) {
  FakeHost host;
  lector_error error = {};
  EXPECT_EQ(RunOnce<DOES(std::string message = "x"; for (int i = 0; i < 600; ++i) message += "ы"; throw std::runtime_error(message))>(host, &error),
            LECTOR_INTERNAL);
  EXPECT_EQ(std::string_view(error.message).size(), 511u);  // one byte and 255 letters of two
  EXPECT_TRUE(std::string_view(error.message).ends_with("ы"));
  EXPECT_EQ(RunOnce<DOES(std::string message; for (int i = 0; i < 600; ++i) message += "ы"; throw std::runtime_error(message))>(host, &error),
            LECTOR_INTERNAL);
  EXPECT_EQ(std::string(error.message).size(), 510u);
}

struct Refuses {
  explicit Refuses(const lector::Config&) { throw lector::BadOption("list", "is empty"); }
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {}
};
struct Reads {
  explicit Reads(const lector::Config& config) : words(config.resource("words.txt")) { config.resource("missing.txt"); }
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) const {}
  std::string_view words;
};

TEST(Wrapper, AConstructorThatThrowsRefuses) {
  FakeHost host;
  lector_error error = {};
  EXPECT_EQ(RunOnce<Refuses>(host, &error), LECTOR_INVALID_ARGUMENT);
  EXPECT_STREQ(error.field, "list");
  EXPECT_EQ(RunOnce<Reads>(host, &error), LECTOR_NOT_FOUND);
  EXPECT_STREQ(error.message, "no such file");
}

lector_option Option(std::string_view path, uint32_t type, int64_t i, double d, std::string_view s) {
  return {Str(path), type, 0, i, d, Str(s)};
}

TEST(Options, AreFoundByPathAndElseFallBack) {
  const std::vector<lector_option> options = {
      Option("deep.rate", LECTOR_OPTION_DOUBLE, 0, 0.5, ""), Option("max", LECTOR_OPTION_INT, 7, 7.0, ""),
      Option("name", LECTOR_OPTION_STRING, 0, 0, "имя"), Option("on", LECTOR_OPTION_BOOL, 1, 0, ""), Option("verbs.0", LECTOR_OPTION_STRING, 0, 0, "say")};
  lector_call call = {};
  call.options = options.data();
  call.option_count = static_cast<uint32_t>(options.size());
  call.options_json = Str("{}");
  const lector::Options o(&call);
  EXPECT_EQ(o.get("max", 3), 7);
  EXPECT_EQ(o.get("max", 3.0), 7.0);
  EXPECT_EQ(o.get("deep.rate", 0.1), 0.5);
  EXPECT_EQ(o.get("name", ""), "имя");
  EXPECT_TRUE(o.get("on", false));
  EXPECT_EQ(o.get("verbs.0", ""), "say");
  EXPECT_TRUE(o.has("max"));
  EXPECT_FALSE(o.has("maximum"));
  EXPECT_FALSE(o.has(""));
  // What is of another type is refused, not read as nothing.
  const auto says = [&](const char* path, auto fallback) {
    try {
      (void)o.get(path, fallback);
    } catch (const lector::BadOption& bad) {
      return bad.field() + " " + bad.what();
    }
    return std::string("nothing");
  };
  EXPECT_EQ(says("deep.rate", 1), "deep.rate must be a whole number");
  EXPECT_EQ(says("max", ""), "max must be a string");
  EXPECT_EQ(says("name", 0.5), "name must be a number");
  EXPECT_EQ(says("name", 1), "name must be a whole number");
  EXPECT_EQ(says("max", true), "max must be true or false");
  EXPECT_EQ(says("on", 1), "on must be a whole number");
  EXPECT_EQ(o.get("absent", 3), 3);
  EXPECT_EQ(o.get("absent", "x"), "x");
  EXPECT_TRUE(o.get("absent", true));
  EXPECT_EQ(lector::Options(&(call = {})).find("max"), nullptr);
}

TEST(CustomRecord, IsOneJsonObject) {
  FakeHost host;
  lector_error error = {};
  ASSERT_EQ(RunOnce<DOES(sink.custom("t.v1.A", {0, 4})
                         .set("text", "a\"b\\c\n\x01\x7f имя")
                         .set("view", std::string_view("s"))
                         .set("int", -5)
                         .set("big", UINT64_MAX)
                         .set("yes", true)
                         .set("half", 0.5)
                         .set("nan", std::nan(""))
                         .set("inf", -std::numeric_limits<float>::infinity())
                         .set("k\"ey", 1)
                         .confidence(0.25f);
                     sink.custom("t.v1.Empty", {0, 1}))>(host, &error), LECTOR_OK);
  ASSERT_EQ(host.json.size(), 2u);
  EXPECT_EQ(host.json[0], "{\"text\":\"a\\\"b\\\\c\\u000a\\u0001\x7f имя\",\"view\":\"s\",\"int\":-5,\"big\":18446744073709551615,\"yes\":true,"
                          "\"half\":0.5,\"nan\":null,\"inf\":null,\"k\\\"ey\":1}");
  EXPECT_EQ(host.json[1], "{}");
  EXPECT_EQ(host.emitted[0].kind, static_cast<uint32_t>(LECTOR_CUSTOM));
  EXPECT_EQ(host.emitted[0].size, sizeof(lector_custom));
  EXPECT_EQ(host.emitted[0].confidence, 0.25f);
  EXPECT_EQ(host.emitted[0].span.end, 4u);
}

TEST(CustomRecord, IsNotEmittedWhenItsExpressionThrows) {
  FakeHost host;
  lector_error error = {};
  const auto code = RunOnce<DOES(sink.custom("t.v1.A", {0, 4}).set("a", 1).set("b", std::string_view(std::string().at(1) ? "x" : "y")))>(host, &error);
  EXPECT_EQ(code, LECTOR_INTERNAL);
  EXPECT_TRUE(host.emitted.empty());
}

TEST(Sink, FailsTheCallAfterARecordThatIsNotTaken) {
  FakeHost host;
  host.room = 1;
  lector_error error = {};
  EXPECT_EQ(RunOnce<DOES(EXPECT_EQ(sink.emit(lector_entity{}), 1u); EXPECT_EQ(sink.emit(lector_mention{}), 0u); EXPECT_EQ(sink.emit(lector_quote{}), 0u))>(
                host, &error),
            LECTOR_INVALID_ARGUMENT);
  EXPECT_EQ(host.emitted.size(), 1u);
  EXPECT_EQ(host.emitted[0].size, sizeof(lector_entity));
}

TEST(Document, HandsOutTextTokensAndErrors) {
  FakeHost host;
  lector_error error = {};
  EXPECT_EQ(RunOnce<DOES(EXPECT_EQ(doc.text(), "Word 123"); EXPECT_EQ(doc.language(), "en"); EXPECT_EQ(doc.text({5, 8}), "123"); std::string seen;
                     for (const lector::Token token : doc.tokens()) (seen += token.text()) += token.is_number() ? '#' : token.is_capitalized() ? '^' : ' ';
                     EXPECT_EQ(seen, "Word^123#"); EXPECT_EQ(doc.tokens().at(0), 0u); EXPECT_EQ(doc.tokens().at(4), 1u); EXPECT_EQ(doc.tokens().at(8), 2u);
                     EXPECT_EQ(doc.try_morph(), nullptr); EXPECT_TRUE(doc.quotes().empty()))>(host, &error),
            LECTOR_OK)
      << error.message;
  EXPECT_EQ(RunOnce<DOES(doc.morph())>(host, &error), LECTOR_UNAVAILABLE);
  EXPECT_STREQ(error.message, "the model is not installed");
  EXPECT_EQ(RunOnce<DOES(doc.try_syntax())>(host, &error), LECTOR_CANCELLED) << "a cancelled call is not a missing layer";
}

TEST(Call, LeavesWhenCancelledOrLate) {
  FakeHost host;
  lector_error error = {};
  EXPECT_EQ(RunOnce<DOES(call.check())>(host, &error), LECTOR_OK);
  host.cancelled = 1;
  EXPECT_EQ(RunOnce<DOES(for (;;) call.check())>(host, &error), LECTOR_CANCELLED);
  host.cancelled = 0;
  host.call.deadline_ns = 1;
  EXPECT_EQ(RunOnce<DOES(for (;;) call.check())>(host, &error), LECTOR_DEADLINE_EXCEEDED);
}

struct Counts {
  struct Scratch {
    int calls = 0;
  };
  void analyze(const lector::Document&, lector::Sink& sink, const lector::Call&, Scratch& scratch) const {
    sink.custom("t.v1.A", {0, 1}).set("calls", ++scratch.calls);
  }
};
struct Serial {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) { ++calls; }
  int calls = 0;
};

TEST(MakeExtractor, DescribesTheClass) {
  constexpr lector_extractor kCounts = lector::MakeExtractor<Counts>({"a", "1.0.0", "{}"});
  EXPECT_NE(kCounts.open, nullptr);
  EXPECT_NE(kCounts.close, nullptr);
  EXPECT_EQ(kCounts.flags, static_cast<uint32_t>(LECTOR_CONCURRENT));
  constexpr lector_extractor kSerial = lector::MakeExtractor<Serial>({"b", "1.0.0", "{}"});
  EXPECT_EQ(kSerial.open, nullptr);
  EXPECT_EQ(kSerial.flags, 0u);
  FakeHost host;
  lector_error error = {};
  EXPECT_EQ(RunOnce<Counts>(host, &error), LECTOR_OK);
  EXPECT_EQ(host.json, std::vector<std::string>{"{\"calls\":1}"});
}

}  // namespace
