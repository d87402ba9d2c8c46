// Engine: the plugin's work without the plugin: a text in, figures out. What the tests drive.
//
//   Engine engine([](std::string_view path) { return ReadFile(path); });
//   for (const Figure& figure : engine.Find({.text = "Выручка выросла на 13,6%, до 4,1 млрд рублей."})) ...
//
// Immutable after construction: any number of threads may call Find.
#ifndef LECTOR_PLUGINS_FIGURES_ENGINE_H_
#define LECTOR_PLUGINS_FIGURES_ENGINE_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "plugins/figures/figure.h"
#include "plugins/figures/grammar.h"
#include "plugins/figures/lexicon.h"
#include "plugins/figures/subject.h"

namespace lector::figures {

struct Request {
  std::string_view text;
  bool english = false;                                                             // else Russian: decides what "1,234" is
  bool numerals = false;                                                            // bare numbers as well
  std::span<const uint32_t> sentence_begins;                                        // byte offsets, rising; empty: one sentence
  std::function<Layers()> layers = [] { return Layers(); };                         // asked once, when the text has a number
  std::function<std::vector<Named>()> named = [] { return std::vector<Named>(); };  // the same; in text order
  std::function<void()> check = [] {};                                              // called now and then; may throw to leave
};

class Engine {
 public:
  // read: the content of a data file by name; called only here. Throws std::invalid_argument for a line that is wrong.
  explicit Engine(const std::function<std::string_view(std::string_view)>& read);

  // In text order, not overlapping. `related` is an index into the answer. Bare numbers have the kind kNumber.
  std::vector<Figure> Find(const Request& request) const;

 private:
  Lexicon lexicon_;
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_ENGINE_H_
