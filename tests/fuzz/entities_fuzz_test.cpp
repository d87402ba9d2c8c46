// Any text, any spans of a tagger and any grammar do no harm to the entities: spans stay inside the text, in order, on code
// points, and every mention has its entity.
//
//   fuzz_entities_test [--rounds=N]     N mutations of each text of the gold (default 6); each round has its own seed
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "daemon/text/document.h"
#include "plugins/entities/analyzer.h"

namespace lector::entities {
namespace {

int rounds = 6;

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

const Analyzer& SharedAnalyzer() {
  static std::map<std::string, std::string, std::less<>> files;
  static const Analyzer analyzer([](std::string_view name) -> std::string_view {
    return files[std::string(name)] = ReadAll(LECTOR_SOURCE_DIR "/plugins/entities/data/" + std::string(name));
  });
  return analyzer;
}

// The documents of the marked-up gold, brackets and all.
std::vector<std::string> Seeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"coref-ru.txt", "en-30.txt"}) {
    const std::string all = ReadAll(std::string(LECTOR_SOURCE_DIR "/tests/quality/gold/entities/") + name);
    for (size_t at = all.find("=== "); at != std::string::npos;) {
      const size_t next = all.find("=== ", at + 1);
      seeds.push_back(all.substr(at, next - at));
      at = next;
    }
  }
  return seeds;
}

bool IsBoundary(const std::string& text, size_t at) { return at >= text.size() || (text[at] & 0xC0) != 0x80; }

// A place between two code points, so that the text stays valid.
size_t Boundary(const std::string& text, size_t at) {
  while (!IsBoundary(text, at)) ++at;
  return std::min(at, text.size());
}

std::string Mutated(std::string text, const std::vector<std::string>& seeds, std::mt19937* random) {
  static const std::vector<std::string> kPieces = {"\n",   "«",   "»",   "\"", "(",   ".", ", ", " и ",
                                                   "ОАО ", "А. ", "де ", "-",  "’s ", "İ", "ﬁ",  "ё"};
  const auto below = [&](size_t n) { return n == 0 ? 0 : (*random)() % n; };
  for (size_t changes = 1 + below(6); changes > 0 && !text.empty(); --changes) {
    const size_t at = Boundary(text, below(text.size())), end = Boundary(text, std::min(text.size(), at + 1 + below(24)));
    switch (below(4)) {
      case 0:
        text.erase(at, end - at);
        break;
      case 1:
        text.insert(at, text.substr(at, end - at));
        break;
      case 2:
        text.insert(at, kPieces[below(kPieces.size())]);
        break;
      default: {
        const std::string& other = seeds[below(seeds.size())];
        text = text.substr(0, at) + other.substr(Boundary(other, below(other.size())));
      }
    }
  }
  return text;
}

// A tagger and a grammar that know nothing.
struct RandomLayers {
  RandomLayers(const lector_tokens& tokens, const std::string& text, std::mt19937* random) {
    const auto below = [&](uint32_t n) { return static_cast<uint32_t>((*random)() % n); };
    for (uint32_t i = 0; i < tokens.count; ++i) {
      if (below(4) == 0) {
        const uint32_t last = std::min(tokens.count - 1, i + below(6));
        if (spans.empty() || spans.back().end <= tokens.begin[i]) {
          spans.push_back({tokens.begin[i], tokens.end[last]});
          types.push_back(static_cast<uint8_t>(1 + below(3)));
          scores.push_back(static_cast<float>(1 + below(100)) / 100.0f);
        }
      }
      upos.push_back(static_cast<uint8_t>(below(18)));
      feats.push_back(static_cast<uint64_t>((*random)()) | static_cast<uint64_t>((*random)()) << 32);
      pool += text.substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]);
      offset.push_back(static_cast<uint32_t>(pool.size()));
      first_parse.push_back(i + 1);
    }
    names = {sizeof names, static_cast<uint32_t>(spans.size()), spans.data(), types.data(), scores.data()};
    const lector_strs lemmas{pool.data(), offset.data()};
    parse_scores.assign(tokens.count, 1.0f);
    morph = {sizeof morph,       tokens.count, upos.data(),  feats.data(), lemmas,
             first_parse.data(), upos.data(),  feats.data(), lemmas,       parse_scores.data()};
  }
  std::vector<lector_span> spans;
  std::vector<uint8_t> types, upos;
  std::vector<float> scores, parse_scores;
  std::vector<uint64_t> feats;
  std::string pool;
  std::vector<uint32_t> offset{0}, first_parse{0};
  lector_names names = {};
  lector_morph morph = {};
};

void CheckAnswer(const Analysis& analysis, const std::string& text, bool nested) {
  uint32_t last_begin = 0, last_end = 0;
  for (const Mention& mention : analysis.mentions) {
    ASSERT_LT(mention.entity, analysis.entities.size());
    ASSERT_LE(last_begin, mention.span.begin) << text;
    ASSERT_LT(mention.span.begin, mention.span.end) << text;
    ASSERT_LE(mention.span.end, text.size()) << text;
    ASSERT_TRUE(IsBoundary(text, mention.span.begin) && IsBoundary(text, mention.span.end)) << text;
    ASSERT_LE(mention.span.begin, mention.name_span.begin) << text;
    ASSERT_LE(mention.name_span.end, mention.span.end) << text;
    ASSERT_TRUE(mention.confidence > 0 && mention.confidence <= 1) << mention.confidence;
    ASSERT_FALSE(mention.normal_form.empty()) << text;
    const bool name = mention.form == LECTOR_FORM_NAME;
    if (!nested && name) {
      ASSERT_LE(last_end, mention.span.begin) << text;
    }
    last_begin = mention.span.begin;
    if (name) last_end = mention.span.end;
  }
  for (const EntityFound& entity : analysis.entities) ASSERT_FALSE(entity.name.empty() || entity.type.empty()) << text;
}

void Check(const std::string& text, std::mt19937* random) {
  static const text::LayerRegistry& registry = *new text::LayerRegistry(text::LayerRegistry::Linked({}));
  const bool english = (*random)() % 3 == 0, nested = (*random)() % 2 == 0;
  auto document = text::Document::Create({.text = text, .language = english ? "en" : "ru"}, registry);
  ASSERT_TRUE(document.ok()) << text;
  const Stop stop;
  const auto& tokens = **(*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
  const auto& sentences = **(*document)->Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
  const auto& paragraphs = **(*document)->Get<lector_spans>(LECTOR_LAYER_PARAGRAPHS, stop);
  const RandomLayers layers(tokens, text, random);
  static Scratch& scratch = *new Scratch;  // one for all, as in a daemon
  const Analysis analysis = SharedAnalyzer().Analyze({.text = (*document)->text(),
                                                      .language = (*document)->language(),
                                                      .tokens = &tokens,
                                                      .sentences = {sentences.span, sentences.count},
                                                      .paragraphs = {paragraphs.span, paragraphs.count},
                                                      .names = (*random)() % 3 != 0 ? &layers.names : nullptr,
                                                      .morph = (*random)() % 3 != 0 ? &layers.morph : nullptr},
                                                     nested, scratch);
  CheckAnswer(analysis, text, nested);
}

TEST(EntitiesFuzzTest, MutatedNews) {
  const std::vector<std::string> seeds = Seeds();
  ASSERT_GE(seeds.size(), 70u);
  for (int round = 0; round < rounds; ++round) {
    std::mt19937 random(static_cast<uint32_t>(round));
    for (const std::string& seed : seeds) Check(Mutated(seed, seeds, &random), &random);
    ASSERT_FALSE(HasFatalFailure()) << "round " << round;
  }
}

}  // namespace
}  // namespace lector::entities

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i)
    if (const std::string arg = argv[i]; arg.rfind("--rounds=", 0) == 0) lector::entities::rounds = std::atoi(arg.c_str() + 9);
  return RUN_ALL_TESTS();
}
