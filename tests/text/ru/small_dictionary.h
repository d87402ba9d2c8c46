// A dictionary of a few words, packed as pymorphy's are and compiled by daemon/models: tests need no package.
#ifndef LECTOR_TESTS_TEXT_RU_SMALL_DICTIONARY_H_
#define LECTOR_TESTS_TEXT_RU_SMALL_DICTIONARY_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/models/dictionary.h"
#include "daemon/text/ru/dictionary.h"

namespace lector::text::ru {

// One paradigm: for each form its prefix (0: none, 1: "по", 2: "наи"), ending and tag; the first is the lemma.
struct SmallForm {
  uint16_t prefix;
  std::string ending, tag;
};

struct SmallSource {
  std::vector<std::vector<SmallForm>> paradigms;
  std::vector<std::pair<std::string, uint16_t>> stems;  // stem, paradigm
  struct Ending {
    std::string end;
    uint32_t count;
    uint16_t paradigm, form;
  };
  std::vector<Ending> endings;                                                     // of words without a prefix
  std::vector<std::pair<std::string, uint32_t>> probabilities;                     // "стали:VERB,...": millionths
};

// Verbs, nouns, adjectives, names: what the tests talk about.
SmallSource SmallWords();

// The sources as files of pymorphy's package.
struct SmallFiles {
  explicit SmallFiles(const SmallSource& source);
  models::DictionarySources sources() const {
    return {words, paradigms, suffixes, tags, probabilities, {endings[0], endings[1], endings[2]}};
  }
  std::string words, paradigms, suffixes, tags, probabilities, endings[3];
};

std::vector<std::byte> CompileSmall(const SmallSource& source);

// Written to a temporary folder and opened. The folder's path in *dir, where it is wanted.
std::unique_ptr<Dictionary> OpenSmall(const SmallSource& source, std::string* dir = nullptr);

}  // namespace lector::text::ru
#endif  // LECTOR_TESTS_TEXT_RU_SMALL_DICTIONARY_H_
