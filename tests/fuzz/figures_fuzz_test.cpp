// Any bytes and any grammar do no harm to the figures engine: spans stay inside the text, in order and apart, links in range.
//
//   fuzz_figures_test [--rounds=N]     N mutations of each text of the gold (default 12); each round has its own seed
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "plugins/figures/engine.h"

namespace lector::figures {
namespace {

int rounds = 12;

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

const Engine& SharedEngine() {
  static std::map<std::string, std::string, std::less<>> files;
  static const Engine engine([](std::string_view name) -> std::string_view {
    return files[std::string(name)] = ReadAll(LECTOR_SOURCE_DIR "/plugins/figures/data/" + std::string(name));
  });
  return engine;
}

// Lines of the gold, JSON and all: their escapes and punctuation are food, too.
std::vector<std::string> Seeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"regression-ru", "regression-en", "ru-cases-dev", "en-cases-dev"}) {
    std::ifstream in(std::string(LECTOR_SOURCE_DIR "/tests/quality/gold/figures/") + name + ".jsonl");
    for (std::string line; std::getline(in, line);) seeds.push_back(line.substr(0, line.find("\"figures\"")));
  }
  return seeds;
}

std::string Mutated(std::string text, const std::vector<std::string>& seeds, std::mt19937* random) {
  const auto below = [&](size_t n) { return n == 0 ? 0 : (*random)() % n; };
  for (size_t changes = 1 + below(6); changes > 0 && !text.empty(); --changes) {
    const size_t at = below(text.size()), size = below(std::min<size_t>(text.size() - at, 12)) + 1;
    switch (below(6)) {
      case 0:
        text[at] = static_cast<char>((*random)());
        break;
      case 1:
        text.erase(at, size);
        break;
      case 2:
        text.insert(at, text.substr(below(text.size()), size));
        break;
      case 3:
        text.insert(at, 1, static_cast<char>((*random)()));
        break;
      case 4:
        text.insert(at, std::to_string((*random)()));
        break;
      default: {
        const std::string& other = seeds[below(seeds.size())];
        text = text.substr(0, at) + other.substr(below(other.size()));
      }
    }
  }
  return text;
}

// A grammar that knows nothing: tokens of any length with any features.
struct RandomLayers {
  RandomLayers(const std::string& text, std::mt19937* random) {
    const auto below = [&](uint32_t n) { return static_cast<uint32_t>((*random)() % n); };
    for (uint32_t at = 0; at < text.size();) {
      const uint32_t end = std::min(static_cast<uint32_t>(text.size()), static_cast<uint32_t>(at + 1 + below(12)));
      begin.push_back(at);
      ends.push_back(end);
      upos.push_back(static_cast<uint8_t>(below(18)));
      feats.push_back(static_cast<uint64_t>((*random)()) | static_cast<uint64_t>((*random)()) << 32);
      pool += text.substr(at, below(end - at + 1));
      offset.push_back(static_cast<uint32_t>(pool.size()));
      first_parse.push_back(static_cast<uint32_t>(begin.size()));
      at = end + below(3);
    }
    tokens = {sizeof tokens, static_cast<uint32_t>(begin.size()), begin.data(), ends.data(), nullptr, nullptr};
    morph.size = sizeof morph;
    morph.count = tokens.count;
    morph.upos = morph.parse_upos = upos.data();
    morph.feats = morph.parse_feats = feats.data();
    morph.lemma = morph.parse_lemma = {pool.data(), offset.data()};
    morph.first_parse = first_parse.data();
  }
  std::vector<uint32_t> begin, ends, offset{0}, first_parse{0};
  std::vector<uint8_t> upos;
  std::vector<uint64_t> feats;
  std::string pool;
  lector_tokens tokens = {};
  lector_morph morph = {};
};

void Check(const std::string& text, std::mt19937* random) {
  RandomLayers layers(text, random);
  const bool grammar = (*random)() % 3 != 0;
  std::vector<uint32_t> sentences;
  for (uint32_t at = 0; at < text.size(); at += 1 + (*random)() % 200) sentences.push_back(at);
  Request request{.text = text, .english = (*random)() % 2 == 0, .numerals = (*random)() % 3 == 0, .sentence_begins = sentences};
  request.layers = [&] { return grammar ? Layers{&layers.tokens, &layers.morph} : Layers{}; };
  const std::vector<Figure> figures = SharedEngine().Find(request);
  uint32_t last = 0;
  for (const Figure& figure : figures) {
    ASSERT_LE(last, figure.begin_byte) << text;
    ASSERT_LT(figure.begin_byte, figure.end_byte) << text;
    ASSERT_LE(figure.end_byte, text.size()) << text;
    ASSERT_LE(figure.indicator_begin, figure.indicator_end) << text;
    ASSERT_LE(figure.indicator_end, text.size()) << text;
    ASSERT_TRUE(figure.related == kNoFigure || figure.related < figures.size()) << text;
    ASSERT_FALSE(figure.value().ToString().empty()) << text;
    last = figure.end_byte;
  }
}

TEST(FiguresFuzzTest, MutatedNews) {
  const std::vector<std::string> seeds = Seeds();
  ASSERT_GT(seeds.size(), 400u);
  for (int round = 0; round < rounds; ++round) {
    std::mt19937 random(static_cast<uint32_t>(round));
    for (const std::string& seed : seeds) Check(Mutated(seed, seeds, &random), &random);
    ASSERT_FALSE(HasFatalFailure()) << "round " << round;
  }
}

TEST(FiguresFuzzTest, RandomBytes) {
  for (int round = 0; round < 100 * rounds; ++round) {
    std::mt19937 random(static_cast<uint32_t>(round));
    std::string text(random() % 300, '\0');
    for (char& c : text) c = static_cast<char>(random());
    Check(text, &random);
    ASSERT_FALSE(HasFatalFailure()) << "round " << round;
  }
}

}  // namespace
}  // namespace lector::figures

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  constexpr std::string_view kRounds = "--rounds=";
  if (argc > 1 && std::string_view(argv[1]).starts_with(kRounds)) lector::figures::rounds = std::atoi(argv[1] + kRounds.size());
  return RUN_ALL_TESTS();
}
