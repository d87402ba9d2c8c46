// bench_figures_texts TEXTS: the engine of the plugin figures over texts again and again, for bench/run.py (see
// bench/turns.h). Without the layers of the document model.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "bench/turns.h"
#include "plugins/figures/engine.h"

namespace lector::figures {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void Run(const char* path) {
  std::map<std::string, std::string, std::less<>> files;
  const Engine engine([&](std::string_view name) -> std::string_view {
    return files[std::string(name)] = ReadAll(LECTOR_SOURCE_DIR "/plugins/figures/data/" + std::string(name));
  });
  const std::vector<std::string> texts = bench::ReadTexts(path);
  const std::vector<uint32_t> no_sentences;
  size_t found = 0;
  bench::TakeTurns([&] {
    for (const std::string& text : texts) found += engine.Find({.text = text, .sentence_begins = no_sentences}).size();
    return found != 0;
  });
}

}  // namespace
}  // namespace lector::figures

int main(int argc, char** argv) {
  if (argc == 2) return lector::figures::Run(argv[1]), 0;
  std::fputs("usage: bench_figures_texts TEXTS\n", stderr);
  return 2;
}
