// bench_segment: tokens, sentences and the models' tokens against ICU's word iterator over the same UTF-8.
//
//   bench_segment [FILE] [--benchmark_repetitions=9 --benchmark_enable_random_interleaving=true ...]
//   bench_segment icu-words TEXTS      ICU's side alone, as bench/run.py speaks with it
//
// FILE is plain text (default: the repository's own article); it is repeated up to a megabyte. bytes_per_second is to be
// compared; the ratio of the medians is what docs/document-model.md reports.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/turns.h"
#include "daemon/text/document.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/paragraphs.h"
#include "daemon/text/sentences.h"
#include "daemon/text/tokens.h"

namespace lector::text {
namespace {

std::string text;

void Finish(benchmark::State& state, size_t found) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(text.size()));
  state.counters["found"] = static_cast<double>(found);
}

void IcuWords(benchmark::State& state) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale("ru"), error));
  size_t count = 0;
  for (auto _ : state) {
    count = 0;
    UText* utf8 = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &error);
    words->setText(utf8, error);
    for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) ++count;
    utext_close(utf8);
  }
  Finish(state, count);
}

void TokensOnly(benchmark::State& state) {
  size_t count = 0;
  for (auto _ : state) count = Tokenize(text, Stop())->size();
  Finish(state, count);
}

void TokensAndSentences(benchmark::State& state) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  size_t count = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const auto document = *Document::Create({.text = text, .language = "ru"}, registry);
    state.ResumeTiming();
    count = (*document->Get<lector_spans>(LECTOR_LAYER_SENTENCES, Stop()))->count;
    count += (*document->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop()))->count;
  }
  Finish(state, count);
}

void ModelTokensOnly(benchmark::State& state) {
  size_t count = 0;
  for (auto _ : state) count = CutModelTokens(text, Stop())->begin.size();
  Finish(state, count);
}

BENCHMARK(IcuWords)->Unit(benchmark::kMillisecond);
BENCHMARK(TokensOnly)->Unit(benchmark::kMillisecond);
BENCHMARK(TokensAndSentences)->Unit(benchmark::kMillisecond);
BENCHMARK(ModelTokensOnly)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lector::text

// One side of a comparison (see bench/turns.h).
int ServeIcuWords(const char* path) {
  const std::vector<std::string> texts = lector::bench::ReadTexts(path);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale("ru"), error));
  lector::bench::TakeTurns([&] {
    size_t count = 0;
    for (const std::string& one : texts) {
      UText* utf8 = utext_openUTF8(nullptr, one.data(), static_cast<int64_t>(one.size()), &error);
      words->setText(utf8, error);
      for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) ++count;
      utext_close(utf8);
    }
    benchmark::DoNotOptimize(count);
    return U_SUCCESS(error) != 0;
  });
  return U_SUCCESS(error) ? 0 : 1;
}

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "icu-words") return ServeIcuWords(argv[2]);
  benchmark::Initialize(&argc, argv);
  const std::string path = argc > 1 ? argv[1] : LECTOR_SOURCE_DIR "/examples/article.txt";
  std::ifstream stream(path);
  const std::string once((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (once.empty()) {
    std::cerr << "bench_segment: cannot read " << path << "\n";
    return 1;
  }
  while (lector::text::text.size() < (size_t{1} << 20)) lector::text::text += once + "\n";
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
