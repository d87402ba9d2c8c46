// bench_figures: characters a second of the figures engine on one thread, without the layers of the document model.
//
//   bench_figures [FILE] [--benchmark_repetitions=9 --benchmark_report_aggregates_only=true ...]
//
// FILE is plain text (default: the repository's own article); it is repeated up to a megabyte. items_per_second are code points.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "plugins/figures/engine.h"

namespace lector::figures {
namespace {

std::string text;
std::vector<uint32_t> sentences;

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

void Figures(benchmark::State& state) {
  const Engine& engine = SharedEngine();
  size_t found = 0;
  for (auto _ : state) found = engine.Find({.text = text, .sentence_begins = sentences}).size();
  const auto points = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * points);
  state.counters["figures"] = static_cast<double>(found);
}
BENCHMARK(Figures)->Unit(benchmark::kMillisecond);

void Load(benchmark::State& state) {
  std::map<std::string, std::string, std::less<>> files;
  for (auto _ : state) {
    const Engine engine([&](std::string_view name) -> std::string_view {
      return files[std::string(name)] = ReadAll(LECTOR_SOURCE_DIR "/plugins/figures/data/" + std::string(name));
    });
    benchmark::DoNotOptimize(&engine);
  }
}
BENCHMARK(Load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lector::figures

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::string once = lector::figures::ReadAll(argc > 1 ? argv[1] : LECTOR_SOURCE_DIR "/examples/article.txt");
  if (once.empty()) {
    std::cerr << "bench_figures: no such text\n";
    return 2;
  }
  while (lector::figures::text.size() < 1'000'000) lector::figures::text += once + "\n\n";
  for (size_t at = 0; at != std::string::npos; at = lector::figures::text.find('\n', at + 1))
    lector::figures::sentences.push_back(static_cast<uint32_t>(at));
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
