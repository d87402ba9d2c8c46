// bench_quotes: the quotes extractor alone, its layers computed before the clock starts, over the Russian texts of its
// regression set. "Positions": without morphology and syntax; "Grammar": with both (skipped where no models are compiled).
// The time a document takes with its first tokens is that of bench/text; MB are of UTF-8.
#include <benchmark/benchmark.h>

#include <fstream>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "daemon/text/document.h"
#include "plugins/quotes/resolve.h"

namespace lector {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

quotes::Lexicon LoadLexicon() {
  const std::string data = LECTOR_SOURCE_DIR "/plugins/quotes/data/";
  quotes::Lexicon lexicon;
  lexicon.AddCues(ReadFile(data + "cues.ru.tsv"), "cues", quotes::ConjugateRussian);
  lexicon.AddSources(ReadFile(data + "sources.ru.tsv"), "sources");
  lexicon.AddWords(ReadFile(data + "words.ru.tsv"), "words");
  lexicon.AddHeads(ReadFile(data + "heads.ru.tsv"), "heads");
  lexicon.AddRoles(ReadFile(data + "roles.ru.tsv"), "roles");
  return lexicon;
}

// The texts of the markup: without its tags and its lines of speakers.
std::vector<std::string> Texts() {
  const std::string markup = ReadFile(LECTOR_SOURCE_DIR "/tests/quality/gold/quotes/regression-ru.txt");
  const std::regex tags("\\{[dimsc]c?[0-9,]+\\+? |\\}");
  std::vector<std::string> out;
  std::istringstream lines(markup);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("### ", 0) == 0) out.emplace_back();
    else if (line.rfind("= ", 0) != 0 && !out.empty()) out.back() += std::regex_replace(line, tags, "") + "\n";
  }
  return out;
}

struct Prepared {
  std::unique_ptr<text::Document> document;
  quotes::Input input;
};

template <class T>
const T* Layer(const text::Document& document, uint32_t layer) {
  const auto made = document.Get<T>(layer, Stop());
  return made.ok() ? *made : nullptr;
}

// Empty when grammar is asked for and cannot be had.
std::vector<Prepared> Prepare(const text::LayerRegistry& registry, bool grammar) {
  std::vector<Prepared> out;
  for (const std::string& text : Texts()) {
    auto document = text::Document::Create({.text = text, .language = "ru"}, registry);
    Prepared prepared{std::move(*document), {}};
    const text::Document& doc = *prepared.document;
    prepared.input.text = doc.text();
    prepared.input.tokens = *Layer<lector_tokens>(doc, LECTOR_LAYER_TOKENS);
    const auto* sentences = Layer<lector_spans>(doc, LECTOR_LAYER_SENTENCES);
    const auto* paragraphs = Layer<lector_spans>(doc, LECTOR_LAYER_PARAGRAPHS);
    prepared.input.sentences = {sentences->span, sentences->count};
    prepared.input.paragraphs = {paragraphs->span, paragraphs->count};
    if (grammar) {
      prepared.input.morph = Layer<lector_morph>(doc, LECTOR_LAYER_MORPH);
      prepared.input.syntax = Layer<lector_syntax>(doc, LECTOR_LAYER_SYNTAX);
      if (prepared.input.syntax == nullptr) return {};
    }
    out.push_back(std::move(prepared));
  }
  return out;
}

void Find(benchmark::State& state, bool grammar) {
  const text::LayerRegistry registry = text::LayerRegistry::Linked({.data_dir = LECTOR_MODELS});
  const std::vector<Prepared> documents = Prepare(registry, grammar);
  if (documents.empty()) return state.SkipWithError("no models are compiled: ./dev build");
  const quotes::Lexicon lexicon = LoadLexicon();
  int64_t bytes = 0, found = 0;
  for (auto _ : state) {
    for (const Prepared& prepared : documents) {
      found += static_cast<int64_t>(quotes::FindQuotes(prepared.input, lexicon, [] {}).size());
      bytes += static_cast<int64_t>(prepared.input.text.size());
    }
  }
  benchmark::DoNotOptimize(found);
  state.SetBytesProcessed(bytes);
}

void Positions(benchmark::State& state) { Find(state, false); }
void Grammar(benchmark::State& state) { Find(state, true); }
BENCHMARK(Positions)->Unit(benchmark::kMillisecond);
BENCHMARK(Grammar)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lector

BENCHMARK_MAIN();
