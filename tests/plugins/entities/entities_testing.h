// The analyzer over a text, without a daemon: layers by daemon/text, data from the source tree.
#ifndef LECTOR_TESTS_PLUGINS_ENTITIES_ENTITIES_TESTING_H_
#define LECTOR_TESTS_PLUGINS_ENTITIES_ENTITIES_TESTING_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer.h"

namespace lector::entities {

// A file of the data folder of the source tree; kept until the program ends.
std::string_view ReadDataFile(std::string_view path);

struct Found {
  Analysis analysis;
  std::string text;

  // "Name:TYPE" of the mentions in text order, TYPE up to the first dot.
  std::vector<std::string> Names() const;
  std::string NameOf(const Mention& mention) const;    // the bare name as written
  std::string PhraseOf(const Mention& mention) const;  // the whole phrase
  // The entity of the mention with this bare name; fails the test where there is none.
  const EntityFound& EntityOf(std::string_view name) const;
  const Mention& MentionOf(std::string_view name) const;
};

struct Tag {  // the tagger's, on the first place of `text` behind the tag before it
  std::string text;
  uint8_t type = LECTOR_NAME_PERSON;
  float score = 0.95f;
};

struct Parse {
  uint8_t upos = LECTOR_UPOS_NOUN;
  uint64_t feats = 0;
  std::string lemma;
  float score = 1;  // shared by the parses of a word; far below 1 for a guess
};
// Features of a noun, an adjective or a name.
uint64_t Feats(uint64_t grammatical_case, uint64_t gender, uint64_t number = LECTOR_NUMBER_SING, uint64_t name_type = 0);

struct Settings {
  std::string language = "ru";
  bool nested = false;
  std::function<void()> check = [] {};
  // Layers, where the test gives them: the tagger's spans, the parses of words as written (the first is the chosen one; a word
  // that is not listed has none), and the nominatives of phrases.
  std::optional<std::vector<Tag>> tags = std::nullopt;
  std::optional<std::map<std::string, std::vector<Parse>>> morph = std::nullopt;
  std::map<std::string, std::string> nominatives = {};
};

Found Analyze(std::string text, const Settings& settings = {});
Found Analyze(std::string text, const Settings& settings, Scratch& scratch);

}  // namespace lector::entities
#endif  // LECTOR_TESTS_PLUGINS_ENTITIES_ENTITIES_TESTING_H_
