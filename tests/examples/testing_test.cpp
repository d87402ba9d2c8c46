// The test double tells good conduct from bad, and judges records as the daemon's own record store does.
#include <gtest/gtest.h>
#include <lector/plugin.hpp>
#include <lector/testing.hpp>

#include <chrono>
#include <fstream>
#include <functional>
#include <thread>

#include "daemon/host/record_store.h"

namespace {

using lector::testing::Custom;
using lector::testing::Document;
using lector::testing::Entity;
using lector::testing::Figure;
using lector::testing::Host;
using lector::testing::Mention;
using lector::testing::Quote;
using lector::testing::Result;
using Strings = std::vector<std::string>;

constexpr const char* kManifest = R"({
  "provides": ["lector.v1.Entity", "lector.v1.EntityMention", "lector.v1.Quote", "lector.v1.EconomicFigure", "test.Word"],
  "requires": ["lector.tokens/1"], "uses": ["lector.morph/1"], "languages": ["ru", "en"],
  "config_schema": {"type": "object", "properties": {"list": {"type": "string", "default": "words.txt"}}},
  "option_schema": {"type": "object", "properties": {
    "max": {"type": "integer", "minimum": 1, "default": 10},
    "deep": {"type": "object", "properties": {"on": {"type": "boolean", "default": true}, "mode": {"enum": ["a", "b"]}}}}}
})";

// Of one that reads entities: a type that it provides it may not read.
std::string ReadersManifest() {
  std::string out = kManifest;
  out.replace(out.find(R"("lector.v1.Entity", )"), 20, "");
  return out.replace(out.find(R"(["lector.morph/1"])"), 18, R"(["lector.morph/1", "lector.v1.Entity"])");
}

// What the extractor under test does; each test says.
struct Puppet {
  std::function<lector_code(const lector_host*, const lector_call*)> create = [](auto...) { return LECTOR_OK; };
  std::function<lector_code(const lector_host*, const lector_call*, const lector_doc*, lector_sink*, lector_error*)> analyze =
      [](auto...) { return LECTOR_OK; };
  void* scratch = nullptr;
  int opened = 0, closed = 0, destroyed = 0;
  const lector_host* host = nullptr;
};
Puppet puppet;

lector_code Create(const lector_host* host, const lector_call* config, void** self, lector_error*) {
  *self = &puppet;
  puppet.host = host;
  return puppet.create(host, config);
}
lector_code Open(void*, void** scratch, lector_error*) {
  *scratch = puppet.scratch != nullptr ? puppet.scratch : new char;
  ++std::atomic_ref(puppet.opened);
  return LECTOR_OK;
}
lector_code Analyze(void*, void*, const lector_call* call, const lector_doc* doc, lector_sink* sink, lector_error* error) {
  return puppet.analyze(puppet.host, call, doc, sink, error);
}
void Close(void*, void* scratch) {
  ++std::atomic_ref(puppet.closed);
  if (scratch != puppet.scratch) delete static_cast<char*>(scratch);
}
void Destroy(void*) { ++puppet.destroyed; }

lector_extractor Extractor(const char* manifest = kManifest) {
  return {sizeof(lector_extractor), LECTOR_CONCURRENT, "test.puppet", "1.0.0", manifest, &Create, &Open, &Analyze, &Close, &Destroy, nullptr};
}

class TestingTest : public ::testing::Test {
 protected:
  void SetUp() override { puppet = Puppet(); }
  const lector_extractor extractor_ = Extractor();
};

lector_code EmitWord(const lector_host* host, lector_sink* sink, lector_span span) {
  lector_custom word = {};
  word.head = {sizeof word, LECTOR_CUSTOM, 0, 0.5f, span, {0, 0}};
  word.type = lector::Str("test.Word");
  word.json = lector::Str(R"({"size": 5, "form": "\u0434\u0430"})");
  return host->emit(sink, &word.head, nullptr);
}

bool Mentions(const Strings& violations, std::string_view words) {
  return std::any_of(violations.begin(), violations.end(), [&](const std::string& v) { return v.find(words) != std::string::npos; });
}

TEST_F(TestingTest, GivesTheDocumentAndTakesRecords) {
  puppet.analyze = [](const lector_host* host, const lector_call* call, const lector_doc* doc, lector_sink* sink, lector_error* error) {
    EXPECT_EQ(lector::View(host->info(doc)->text), "Анна знает: да.");
    EXPECT_EQ(lector::View(host->info(doc)->publish_date), "2025-11-26");
    const lector::Options options(call);
    EXPECT_EQ(options.get("max", 0), 3);
    EXPECT_TRUE(options.get("deep.on", false));
    const void* layer = nullptr;
    EXPECT_EQ(host->layer(call, doc, LECTOR_LAYER_MORPH, &layer, error), LECTOR_OK);
    const auto* morph = static_cast<const lector_morph*>(layer);
    EXPECT_EQ(LECTOR_FEAT(morph->feats[0], CASE), static_cast<unsigned>(LECTOR_CASE_NOM));
    EXPECT_EQ(std::string(morph->lemma.pool + morph->lemma.offset[1], morph->lemma.offset[2] - morph->lemma.offset[1]), "знать");
    const lector_record* const* rows = nullptr;
    EXPECT_EQ(host->records(doc, LECTOR_ENTITY, &rows), 1u);
    EXPECT_EQ(lector::View(reinterpret_cast<const lector_entity*>(rows[0])->name), "Анна");
    lector_mention mention = {};
    mention.head = {sizeof mention, LECTOR_MENTION, 0, 0, {0, 8}, {0, 0}};
    mention.entity = rows[0]->id;
    EXPECT_EQ(host->emit(sink, &mention.head, nullptr), LECTOR_OK);
    host->count(host, lector::Str("words"), 2);
    host->log(host, LECTOR_LOG_INFO, lector::Str("готово"));
    return EmitWord(host, sink, {21, 25});
  };
  const std::string manifest = ReadersManifest();
  const lector_extractor reader = Extractor(manifest.c_str());
  Host host(&reader);
  Document doc("Анна знает: да.", "ru-RU");
  doc.option("max", 3).publish_date("2025-11-26");
  doc.word("Анна", {.upos = LECTOR_UPOS_PROPN, .feats = uint64_t{LECTOR_CASE_NOM} << LECTOR_FEAT_CASE, .lemma = "анна"});
  doc.word("знает", {.upos = LECTOR_UPOS_VERB, .lemma = "знать"});
  doc.add(Entity{.type = "PERSON", .name = "Анна", .attributes = {{"title", "врач"}}});
  const Result result = host.analyze(doc);
  EXPECT_TRUE(result.ok()) << result.message;
  ASSERT_EQ(result.customs.size(), 1u);
  EXPECT_EQ(result.customs[0].text, "да");
  EXPECT_EQ(result.customs[0].get("form"), "да");
  EXPECT_EQ(result.customs[0].get("size"), "5");
  ASSERT_EQ(result.mentions.size(), 1u);
  EXPECT_EQ(result.mentions[0].text, "Анна");
  EXPECT_EQ(result.mentions[0].entity, 1u);
  EXPECT_TRUE(result.entities.empty()) << "what the test added is not given back";
  EXPECT_EQ(host.counter("words"), 2);
  EXPECT_EQ(host.logs().at(0).message, "готово");
  EXPECT_EQ(host.violations(), Strings{});
}

TEST_F(TestingTest, GoodConductIsSeenAsSuch) {
  puppet.analyze = [](const lector_host* host, const lector_call* call, const lector_doc* doc, lector_sink* sink, lector_error* error) {
    const void* layer = nullptr;
    if (const lector_code code = host->layer(call, doc, LECTOR_LAYER_TOKENS, &layer, error); code != LECTOR_OK) return code;
    const auto* tokens = static_cast<const lector_tokens*>(layer);
    for (uint32_t i = 0; i < tokens->count; ++i) {
      if (__atomic_load_n(call->cancelled, __ATOMIC_RELAXED) != 0) return static_cast<lector_code>(LECTOR_CANCELLED);
      if (tokens->kind[i] == LECTOR_TOKEN_WORD) EmitWord(host, sink, {tokens->begin[i], tokens->end[i]});
    }
    return static_cast<lector_code>(LECTOR_OK);
  };
  {
    Host host(&extractor_);
    EXPECT_EQ(host.check_conduct(Document("Раз, два — three!", "en")).customs.size(), 3u);
    EXPECT_EQ(host.violations(), Strings{});
  }
  EXPECT_EQ(puppet.opened, 5);
  EXPECT_EQ(puppet.closed, 5);
  EXPECT_EQ(puppet.destroyed, 1);
}

TEST_F(TestingTest, SkipsAnotherLanguageAndChecksOptions) {
  Host host(&extractor_);
  EXPECT_TRUE(host.analyze(Document("Hola", "es")).skipped);
  EXPECT_FALSE(host.analyze(Document("Hi", "en-GB")).skipped);
  const auto field = [&](std::string_view path, auto value) { return host.analyze(Document("да").option(path, value)).field; };
  EXPECT_EQ(field("maximum", 1), "maximum");
  EXPECT_EQ(field("max", 0), "max");
  EXPECT_EQ(field("max", "many"), "max");
  EXPECT_EQ(field("deep.mode", "c"), "deep.mode");
  EXPECT_EQ(field("deep.mode", "b"), "");
  EXPECT_EQ(Host(&extractor_).config("list", 1).create().field, "list");
}

TEST_F(TestingTest, RecordsThatBreakARuleFailTheRun) {
  puppet.analyze = [](const lector_host* host, auto, auto, lector_sink* sink, auto) {
    EmitWord(host, sink, {0, 8});
    EmitWord(host, sink, {1, 4});
    return LECTOR_OK;
  };
  Host host(&extractor_);
  const Result result = host.analyze(Document("Анна"));
  EXPECT_EQ(result.code, LECTOR_INTERNAL);
  EXPECT_EQ(result.message, "custom record: span [1, 4) cuts a code point");
  EXPECT_TRUE(result.empty());
  EXPECT_EQ(host.violations(), Strings{"emit(): custom record: span [1, 4) cuts a code point"});
}

TEST_F(TestingTest, RecordsThatTheManifestDoesNotNameAreNotGiven) {
  const std::string manifest = ReadersManifest();  // reads entities
  const lector_extractor reader = Extractor(manifest.c_str());
  puppet.analyze = [](const lector_host* host, const lector_call*, const lector_doc* doc, lector_sink*, lector_error*) {
    EXPECT_EQ(host->records(doc, LECTOR_ENTITY, nullptr), 1u);
    EXPECT_EQ(host->records(doc, LECTOR_MENTION, nullptr), 0u);
    EXPECT_EQ(host->records(doc, LECTOR_CUSTOM, nullptr), 0u);
    return LECTOR_OK;
  };
  Host host(&reader);
  Document doc("Анна", "ru");
  const lector_id anna = doc.add(Entity{.type = "PERSON", .name = "Анна"});
  doc.add(Mention{.span = doc.span("Анна"), .entity = anna});
  Custom other;
  other.type = "other.v1.Record";
  other.span = doc.span("Анна");
  doc.add(other);
  EXPECT_TRUE(host.analyze(doc).ok());
  EXPECT_EQ(host.violations(), (Strings{"records(): the manifest neither requires nor uses lector.v1.EntityMention",
                                        "records(): the manifest neither requires nor uses a custom type"}));
}

TEST_F(TestingTest, CallsAtTheWrongTimeAreSeen) {
  const lector_doc* kept = nullptr;
  puppet.analyze = [&](const lector_host* host, const lector_call* call, const lector_doc* doc, lector_sink* sink, lector_error* error) {
    lector_str bytes = {};
    EXPECT_EQ(host->resource(host, lector::Str("words.txt"), &bytes, error), LECTOR_OK);
    if (kept != nullptr) {
      EXPECT_EQ(lector::View(host->info(kept)->text), "");
    }
    kept = doc;
    std::thread([&] { EXPECT_EQ(EmitWord(host, sink, {0, 2}), LECTOR_FAILED_PRECONDITION); }).join();
    const void* layer = nullptr;
    EXPECT_EQ(host->layer(call, doc, LECTOR_LAYER_NAMES, &layer, error), LECTOR_FAILED_PRECONDITION);
    EXPECT_EQ(host->layer(call, doc, LECTOR_LAYER_MORPH, &layer, error), LECTOR_NOT_FOUND);
    host->records(doc, LECTOR_QUOTE, nullptr);
    return static_cast<lector_code>(77);
  };
  Host host(&extractor_);
  host.resource("words.txt", "раз\nдва");
  host.analyze(Document("Hi"));
  host.analyze(Document("Hi"));
  const Strings violations = host.violations();
  for (const char* words : {"resource(\"words.txt\") was called outside create()", "info() was called after analyze()",
                            "emit() was called on another thread", "nor uses lector.names/1", "nor uses lector.v1.Quote", "undefined code 77"})
    EXPECT_TRUE(Mentions(violations, words)) << words;
  EXPECT_FALSE(Mentions(violations, "morph"));
}

TEST_F(TestingTest, ConductThatChangesFromRunToRunIsSeen) {
  std::atomic<uint32_t> runs = 0;
  puppet.scratch = &puppet;
  puppet.analyze = [&](const lector_host* host, auto, auto, lector_sink* sink, auto) {
    return ++runs % 2 == 0 ? LECTOR_OK : EmitWord(host, sink, {0, 2});
  };
  Host host(&extractor_);
  host.check_conduct(Document("Hi"));
  EXPECT_TRUE(Mentions(host.violations(), "not the same every time: the second time")) << ::testing::PrintToString(host.violations());
  EXPECT_TRUE(Mentions(host.violations(), "two threads were given the same scratch"));
}

TEST_F(TestingTest, ARaceOfThreadsIsSeen) {
  std::atomic<int> inside = 0;
  puppet.analyze = [&](const lector_host* host, auto, const lector_doc* doc, lector_sink* sink, auto) {
    if (host->info(doc)->text.size == 0) return static_cast<lector_code>(LECTOR_OK);
    const bool alone = ++inside == 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    --inside;
    return alone ? EmitWord(host, sink, {0, 2}) : static_cast<lector_code>(LECTOR_OK);
  };
  Host host(&extractor_);
  host.check_conduct(Document("Hi"));
  EXPECT_TRUE(Mentions(host.violations(), "on several threads at once"));

  lector_extractor serial = extractor_;
  serial.flags = 0;
  Host one_at_a_time(&serial);
  one_at_a_time.check_conduct(Document("Hi"));
  EXPECT_EQ(one_at_a_time.violations(), Strings{});
}

TEST_F(TestingTest, OneThatDoesNotStopIsSeen) {
  puppet.analyze = [](auto, const lector_call* call, auto, auto, auto) {
    if (*call->cancelled != 0 || call->deadline_ns != 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));
    return call->deadline_ns != 0 ? LECTOR_INTERNAL : LECTOR_OK;
  };
  Host host(&extractor_);
  host.patience_ms(20).check_conduct(Document("Hi"));
  EXPECT_TRUE(Mentions(host.violations(), "cancelled from the start, analyze() went on for"));
  EXPECT_TRUE(Mentions(host.violations(), "behind its deadline, analyze() returned code 13 and not 4"));
  EXPECT_TRUE(Mentions(host.violations(), "failed without a message"));
}

TEST_F(TestingTest, TheExtractorAndItsManifestAreChecked) {
  lector_extractor broken = Extractor(R"({"provides": ["a.B"], "language": ["ru"], "requires": ["lector.words/1"], "default": 1})");
  broken.id = "Puppet";
  broken.version = "1";
  broken.close = nullptr;
  const Strings violations = Host(&broken).violations();
  for (const char* words : {"\"language\" is not known", "\"languages\" is needed", "'lector.words/1', which is no layer", "\"default\" must be",
                            "the id 'Puppet'", "the version '1'", "open and close"})
    EXPECT_TRUE(Mentions(violations, words)) << words;
  EXPECT_THROW(Host(lector_plugin_entry{}), std::invalid_argument);
  EXPECT_THROW(lector::testing::Library("/nowhere.so"), std::runtime_error);
}

TEST_F(TestingTest, ResourcesComeFromMemoryOrAFolder) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "testing_test.data";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "words.txt") << "один";
  std::string read;
  lector_code outside = LECTOR_OK;
  puppet.create = [&](const lector_host* host, const lector_call* config) {
    lector_str bytes = {};
    outside = host->resource(host, lector::Str("../words.txt"), &bytes, nullptr);
    const lector_code code = host->resource(host, lector::Options(config).find("list")->s, &bytes, nullptr);
    read = lector::View(bytes);
    return code;
  };
  EXPECT_EQ(Host(&extractor_).create().code, LECTOR_NOT_FOUND);
  EXPECT_TRUE(Host(&extractor_).data_folder(folder).create().ok());
  EXPECT_EQ(read, "один");
  EXPECT_TRUE(Host(&extractor_).resource("words.txt", "два").create().ok());
  EXPECT_EQ(read, "два");
  EXPECT_EQ(outside, LECTOR_INVALID_ARGUMENT);
  std::filesystem::remove_all(folder);
}

TEST(TestingSplitterTest, SplitsWordsNumbersAndSentences) {
  const Document doc("Кое-что: «1 800,5 $»… Don't (iPhone). ОДКБ\r\n\nЖить 2 года. Да?");
  std::string words;
  for (const auto& token : doc.tokens())
    words += doc.text().substr(token.span.begin, token.span.end - token.span.begin) + "/" + std::to_string(token.kind) + std::to_string(token.shape) + " ";
  EXPECT_EQ(words, "Кое-что/12 :/35 «/45 1 800,5/25 $/55 »/45 …/35 Don't/12 (/35 iPhone/14 )/35 ./35 ОДКБ/13 "
                   "Жить/12 2/25 года/11 ./35 Да/12 ?/35 ");
  Strings sentences;
  for (const auto& s : doc.sentences()) sentences.push_back(doc.text().substr(s.begin, s.end - s.begin));
  EXPECT_EQ(sentences, (Strings{"Кое-что: «1 800,5 $»…", "Don't (iPhone).", "ОДКБ", "Жить 2 года.", "Да?"}));
  EXPECT_EQ(doc.paragraphs().size(), 2u);
  EXPECT_EQ(doc.span("а", 1).begin, doc.span("а?").begin);
  EXPECT_THROW(doc.span("нет такого"), std::invalid_argument);
  EXPECT_THROW(Document("\xff"), std::invalid_argument);
}

// The same verdict in the same words as the daemon, on records that break each rule.
TEST(TestingRulesTest, AgreeWithTheRecordStoreOfTheDaemon) {
  constexpr std::string_view kText = "Анна сказала: «да», Пётр — «нет».";
  lector::host::Provides provides;
  provides.entities = provides.mentions = provides.quotes = true;
  provides.custom = {"test.Word"};
  const lector::testing::internal::Types types = {"lector.v1.Entity", "lector.v1.EntityMention", "lector.v1.Quote", "test.Word"};
  const std::string broken_utf8 = "\xD0", long_string(70000, 'x');
  const auto nested = [](int depth) { return "{\"a\": " + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}"; };
  const std::string deep = nested(30), too_deep = nested(31);
  const auto custom = [](std::string_view json, const char* data = "") {
    return Custom{.span = {0, 2}, .type = "test.Word", .json = std::string(json), .data = data};
  };
  const std::vector<lector::testing::Record> records = {
      Entity{.type = "PERSON", .name = "Анна"},
      Entity{.name = "Анна"},
      Entity{.type = "PERSON", .name = broken_utf8},
      Entity{.type = "PERSON", .name = long_string},
      Entity{.type = "PERSON", .attributes = {{"", "x"}}},
      Entity{.type = "PERSON", .attributes = {{"k", "\xED\xA0\x80"}}},
      Entity{.type = "PERSON", .confidence = 1.5f},
      Entity{.type = "PERSON", .confidence = std::nanf("")},
      Entity{.type = "PERSON", .span = {2, 2}},
      Mention{.span = {0, 8}, .entity = 1},
      Mention{.span = {0, 8}},
      Mention{.span = {0, 8}, .entity = 9},
      Mention{.span = {0, 8}, .entity = 1, .form = 5},
      Mention{.span = {0, 8}, .entity = 1, .name_span = {0, 7}},
      Mention{.span = {0, 8}, .entity = 1, .metonym_of = 2},
      Mention{.span = {8, 2}, .entity = 1},
      Mention{.span = {0, 800}, .entity = 1},
      Mention{.entity = 1},
      Quote{.span = {0, 8}, .content = {{0, 4}, {4, 8}}},
      Quote{.span = {0, 8}},
      Quote{.span = {0, 8}, .content = {{4, 8}, {0, 4}}},
      Quote{.span = {0, 8}, .content = {{0, 10}}},
      Quote{.span = {0, 8}, .kind = 4, .content = {{0, 8}}},
      Quote{.span = {0, 8}, .content = {{0, 8}}, .speaker_entity = 2},
      Quote{.span = {0, 8}, .content = {{0, 8}}, .polarity = 7, .speaker_name = broken_utf8},
      Figure{.span = {0, 8}, .value = "1"},
      custom("{}"), custom(""), custom("", "\x01"), custom("{}", "x"), custom("[]"), custom("{\"a\": 01}"), custom(" {\"a\": [1, 2.5e3, null]} "),
      custom("{\"a\": \"\\ud83d\\ude00\"}"), custom("{\"a\": \"\\ud83d\"}"), custom("{\"a\": \"\xff\"}"), custom("{'a': 1}"), custom("{\"a\": 1,}"),
      custom(deep), custom(too_deep),
      Custom{.span = {0, 2}, .type = "test.Other"},
      Custom{.span = {0, 2}, .type = broken_utf8},
  };
  lector::host::RecordStore daemon(kText);
  lector::testing::internal::Store mine(kText);
  size_t refused = 0;
  for (const auto& record : records) {
    lector::testing::internal::AbiRecords abi;
    const lector_record* const row = abi.Add(record, 0);
    const auto verdict = daemon.Emit(0, provides, row);
    lector_id id = 0;
    EXPECT_EQ(mine.Add(types, row, &id), verdict.ok() ? "" : verdict.status().message());
    if (verdict.ok()) EXPECT_EQ(id, *verdict);
    else ++refused;
  }
  EXPECT_EQ(refused, records.size() - 9);
}

}  // namespace
