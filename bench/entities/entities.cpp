// bench_entities: what the entities cost on one thread, beside the layers that they read.
//
//   bench_entities MODELS [FILE] [--benchmark_repetitions=9 ...]
//
// MODELS: the folder of the compiled models. FILE: plain text (default: the repository's own article). Names and Morphology
// make the layer of a fresh document, its tokens included; Entities analyses a document whose layers are there, Inflected with the
// daemon's inflector too, as in the plugin. Compare the times: Entities should stay under a fifth of Names. `allocations`: calls
// of operator new in one analysis.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <string>

#include "daemon/text/document.h"
#include "plugins/entities/analyzer.h"

static size_t allocations = 0;

[[gnu::noinline]] void* operator new(size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, size_t) noexcept { std::free(memory); }

namespace lector::entities {
namespace {

std::string source;
std::unique_ptr<text::LayerRegistry> registry;

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::shared_ptr<const text::Document> MakeDocument() {
  auto made = text::Document::Create({.text = source, .language = "ru"}, *registry);
  if (!made.ok()) std::exit(1);
  return std::move(*made);
}

template <class T, uint32_t kLayer>
void Layer(benchmark::State& state) {
  for (auto _ : state) {
    const auto document = MakeDocument();
    if (!document->Get<T>(kLayer, Stop()).ok()) return state.SkipWithError("the models are not there");
  }
}
BENCHMARK(Layer<lector_names, LECTOR_LAYER_NAMES>)->Name("Names")->Unit(benchmark::kMicrosecond);
BENCHMARK(Layer<lector_morph, LECTOR_LAYER_MORPH>)->Name("Morphology")->Unit(benchmark::kMicrosecond);

template <bool kInflected>
void Analysed(benchmark::State& state) {
  static std::map<std::string, std::string, std::less<>> files;
  static const Analyzer analyzer([](std::string_view name) -> std::string_view {
    return files[std::string(name)] = ReadAll(LECTOR_SOURCE_DIR "/plugins/entities/data/" + std::string(name));
  });
  const auto document = MakeDocument();
  const Stop stop;
  const auto names = document->Get<lector_names>(LECTOR_LAYER_NAMES, stop);
  const auto morph = document->Get<lector_morph>(LECTOR_LAYER_MORPH, stop);
  if (!names.ok() || !morph.ok()) return state.SkipWithError("the models are not there");
  const auto& sentences = **document->Get<lector_spans>(LECTOR_LAYER_SENTENCES, stop);
  const auto& paragraphs = **document->Get<lector_spans>(LECTOR_LAYER_PARAGRAPHS, stop);
  DocumentView view{.text = document->text(),
                          .language = document->language(),
                          .tokens = *document->Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop),
                          .sentences = {sentences.span, sentences.count},
                          .paragraphs = {paragraphs.span, paragraphs.count},
                          .names = *names,
                          .morph = *morph};
  if (kInflected)
    view.nominative = [&](uint32_t first, uint32_t last) {
      const auto phrase = document->Inflect(first, last, 0, stop);
      return phrase.ok() ? *phrase : std::string();
    };
  size_t mentions = 0;
  Scratch scratch;
  analyzer.Analyze(view, false, scratch);
  const size_t before = allocations;
  for (auto _ : state) mentions = analyzer.Analyze(view, false, scratch).mentions.size();
  state.counters["allocations"] = static_cast<double>(allocations - before) / static_cast<double>(state.iterations());
  state.counters["mentions"] = static_cast<double>(mentions);
}
BENCHMARK(Analysed<false>)->Name("Entities")->Unit(benchmark::kMicrosecond);
BENCHMARK(Analysed<true>)->Name("Inflected")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lector::entities

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc < 2) return std::cerr << "usage: bench_entities MODELS [FILE]\n", 2;
  using namespace lector;
  entities::registry = std::make_unique<text::LayerRegistry>(text::LayerRegistry::Linked({.data_dir = argv[1]}));
  entities::source = entities::ReadAll(argc > 2 ? argv[2] : LECTOR_SOURCE_DIR "/examples/article.txt");
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
