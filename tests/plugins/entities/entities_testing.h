// The analyzer over a text, without a daemon: layers by daemon/text, data from the source tree.
#ifndef LECTOR_TESTS_PLUGINS_ENTITIES_ENTITIES_TESTING_H_
#define LECTOR_TESTS_PLUGINS_ENTITIES_ENTITIES_TESTING_H_

#include <functional>
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

struct Settings {
  std::string language = "ru";
  bool nested = false;
  std::function<void()> check = [] {};
};

Found Analyze(std::string text, const Settings& settings = {});

}  // namespace lector::entities
#endif  // LECTOR_TESTS_PLUGINS_ENTITIES_ENTITIES_TESTING_H_
