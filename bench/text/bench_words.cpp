// bench_words WHAT FILE TEXTS: readings of the words of running text, again and again, for bench/run.py (see
// bench/turns.h). WHAT:
//   known    FILE is morph.ru.bin: every reading that the dictionary has, with lemma, features and score
//   all      the same, and words that the dictionary lacks are guessed
//   dawgdic  FILE is words.dawg of the original: the walk and the decoding of its records with the library it was made by;
//            no lemma, no features, no е for ё, and the words are in lower case before the clock runs
#include <dawgdic/completer.h>
#include <dawgdic/dictionary.h>
#include <dawgdic/guide.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "bench/turns.h"
#include "daemon/text/document.h"
#include "daemon/text/ru/analyzer.h"
#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

std::vector<std::string> WordsOf(const char* path) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  std::vector<std::string> out;
  for (const std::string& text : bench::ReadTexts(path)) {
    const auto document = Document::Create({.text = text, .language = "ru"}, registry);
    const auto tokens = (*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
    for (uint32_t i = 0; i < (*tokens)->count; ++i)
      if ((*tokens)->kind[i] == LECTOR_TOKEN_WORD)
        out.push_back(text.substr((*tokens)->begin[i], (*tokens)->end[i] - (*tokens)->begin[i]));
  }
  return out;
}

// Each goes through the words once and returns a sum over what it found, so that nothing is left out by the compiler.
uint64_t Ours(const Dictionary& dictionary, const Analyzer& analyzer, const std::vector<std::string>& words, bool guess) {
  uint64_t sum = 0;
  char lemma[Dictionary::kMaxLemma];
  constexpr size_t kAtOnce = Dictionary::kAtOnce;
  std::array<std::string_view, kAtOnce> next;
  std::array<TypedWord, kAtOnce> found;
  uint32_t known = 0;
  for (size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    if (at % kAtOnce == 0) {
      for (size_t i = 0; i < kAtOnce; ++i) next[i] = at + i < words.size() ? std::string_view(words[at + i]) : std::string_view();
      known = dictionary.FindEach(next, found.data());
    }
    const TypedWord& typed = found[at % kAtOnce];
    if ((known >> at % kAtOnce & 1) != 0) {
      for (uint32_t i = 0; i < typed.list.count; ++i) {
        const size_t size = dictionary.WriteLemma(typed, typed.list.entries[i], lemma);
        sum += dictionary.grammar(FormOf(typed.list.entries[i])).feats + size + static_cast<unsigned char>(lemma[0]);
        if (typed.list.numbers != nullptr) sum += typed.list.numbers[i];
      }
    } else if (guess) {
      for (const Parse& parse : analyzer.Analyze(word))
        sum += dictionary.grammar(parse.form()).feats + parse.Lemma(dictionary).size();
    }
  }
  return sum;
}

uint64_t Dawgdic(const dawgdic::Dictionary& dictionary, const dawgdic::Guide& guide, const std::vector<std::string>& words) {
  uint64_t sum = 0;
  const auto digit = [](char c) -> uint32_t {
    return c >= 'a' ? c - 'a' + 26u : c >= 'A' ? c - 'A' + 0u : c >= '0' ? c - '0' + 52u : c == '+' ? 62u : 63u;
  };
  dawgdic::Completer completer(dictionary, guide);
  for (const std::string& word : words) {
    dawgdic::BaseType index = dictionary.root();
    if (!dictionary.Follow(word.data(), word.size(), &index) || !dictionary.Follow('\x01', &index)) continue;
    for (completer.Start(index); completer.Next();) {  // "A7EABA==\n"
      uint32_t record = 0;
      for (int i = 0; i < 5; ++i) record = record << 6 | digit(completer.key()[i]);
      sum += record << 2 | digit(completer.key()[5]) >> 4;
    }
  }
  return sum;
}

int Run(const std::string& what, const char* file, const char* texts) {
  std::vector<std::string> words = WordsOf(texts);
  std::function<uint64_t()> work;
  std::unique_ptr<Dictionary> ours;
  std::unique_ptr<Analyzer> analyzer;
  dawgdic::Dictionary theirs;
  dawgdic::Guide guide;
  if (what == "dawgdic") {
    std::ifstream in(file, std::ios::binary);
    if (!theirs.Read(&in) || !guide.Read(&in)) return std::fprintf(stderr, "bench_words: %s cannot be read\n", file), 1;
    for (std::string& word : words) word = LowerCase(word);
    work = [&] { return Dawgdic(theirs, guide, words); };
  } else {
    Result<std::unique_ptr<Dictionary>> opened = Dictionary::Open(file);
    if (!opened.ok()) return std::fprintf(stderr, "bench_words: %s\n", opened.status().message().c_str()), 1;
    ours = *std::move(opened);
    analyzer = std::make_unique<Analyzer>(*ours);
    work = [&, guess = what == "all"] { return Ours(*ours, *analyzer, words, guess); };
  }
  uint64_t sum = 0;
  return bench::TakeTurns([&] { return (sum += work()) != 0; }) ? 0 : 1;
}

}  // namespace
}  // namespace lector::text::ru

int main(int argc, char** argv) {
  if (argc == 4) return lector::text::ru::Run(argv[1], argv[2], argv[3]);
  std::fprintf(stderr, "usage: bench_words known|all|dawgdic FILE TEXTS\n");
  return 2;
}
