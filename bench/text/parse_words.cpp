// parse_words DICTIONARY: reads words, one a line, and prints all readings of each, for bench/text/agree_pymorphy.py:
// the word, then for each reading tag, lemma and score, all parted by tabs.
#include <cstdio>
#include <iostream>
#include <string>

#include "daemon/text/ru/analyzer.h"

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: parse_words morph.ru.bin < words\n"), 2;
  const auto dictionary = lector::text::ru::Dictionary::Open(argv[1]);
  if (!dictionary.ok()) return std::fprintf(stderr, "%s\n", dictionary.status().message().c_str()), 1;
  const lector::text::ru::Analyzer analyzer(**dictionary);
  for (std::string word; std::getline(std::cin, word);) {
    std::printf("%s", word.c_str());
    for (const lector::text::ru::Parse& parse : analyzer.Analyze(word))
      std::printf("\t%s\t%s\t%.6f", std::string((*dictionary)->tag(parse.form())).c_str(), parse.Lemma(**dictionary).c_str(),
                  parse.score);
    std::printf("\n");
  }
}
