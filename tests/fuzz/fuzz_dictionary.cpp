// Damaged morph.ru.bin: what is accepted is then asked for words of every kind.
#include "daemon/text/ru/analyzer.h"
#include "tests/fuzz/fuzz.h"

namespace lector::text::ru {
namespace {

bool Use(const std::string& path) {
  const auto dictionary = Dictionary::Open(path);
  if (!dictionary.ok()) return false;
  const Analyzer analyzer(**dictionary);
  size_t size = 0;
  for (const char* word : {"стали", "ёлка", "елка", "Жапаровым", "кое-кто", "по-новому", "ООО", "XIV", "бутявка", "вице-премьера",
                           "5-летний", "...", "нехороший", "word", "ъ", "человек-амфибия"}) {
    for (const Parse& parse : analyzer.Analyze(word))
      size += parse.Lemma(**dictionary).size() + (*dictionary)->tag(parse.form()).size();
  }
  return size != 0;
}

}  // namespace
}  // namespace lector::text::ru

int main(int argc, char** argv) { return lector::fuzz::Main(argc, argv, lector::text::ru::Use); }
