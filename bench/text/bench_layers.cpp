// bench_layers MODELS LAYERS TEXTS: computes layers of texts again and again, for bench/run.py (see bench/turns.h). LAYERS: of "tokens",
// "sentences", "morph", "syntax", "names", parted by commas. TEXTS: each as its number of bytes, a line break and the bytes.
//
// Says "ready"; then for each line on stdin goes through all texts once, on one thread, and prints how many seconds of CPU that
// took.
#include <hwy/targets.h>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "bench/turns.h"
#include "daemon/text/document.h"

namespace lector::text {
namespace {

std::vector<uint32_t> Layers(const std::string& names) {
  std::vector<uint32_t> out;
  std::istringstream in(names);
  for (std::string name; std::getline(in, name, ',');) out.push_back(LayerByName("lector." + name + "/1"));
  return out;
}

// False, and says why, when a layer cannot be had.
bool Analyse(const std::vector<std::string>& texts, const std::vector<uint32_t>& layers, const LayerRegistry& registry) {
  const Stop stop;
  for (const std::string& text : texts) {
    const Result<std::unique_ptr<Document>> document = Document::Create({.text = text, .language = "ru"}, registry);
    for (const uint32_t layer : layers) {
      const Result<const void*> made = document.ok() ? (*document)->GetLayer(layer, stop) : document.status();
      if (made.ok()) continue;
      std::fprintf(stderr, "bench_layers: %s\n", made.status().message().c_str());
      return false;
    }
  }
  return true;
}

int Run(const char* models, const char* layer_names, const char* path) {
  const LayerRegistry registry = LayerRegistry::Linked({.data_dir = models});
  registry.Prepare(~0u);
  const std::vector<std::string> texts = bench::ReadTexts(path);
  const std::vector<uint32_t> layers = Layers(layer_names);
  return bench::TakeTurns([&] { return Analyse(texts, layers, registry); }) ? 0 : 1;
}

}  // namespace
}  // namespace lector::text

int main(int argc, char** argv) {
  // As on a machine without the instruction sets above AVX2.
  if (std::getenv("BENCH_AVX2") != nullptr) hwy::DisableTargets(HWY_AVX3 | HWY_AVX3_DL);
  if (argc == 4) return lector::text::Run(argv[1], argv[2], argv[3]);
  std::fprintf(stderr, "usage: bench_layers MODELS LAYERS TEXTS\n");
  return 2;
}
