#include "plugins/figures/engine.h"

#include <utility>

#include "plugins/figures/assembler.h"
#include "plugins/figures/context.h"
#include "plugins/figures/currency_names.h"
#include "plugins/figures/economic.h"
#include "plugins/figures/indicator.h"
#include "plugins/figures/period.h"

namespace lector::figures {
namespace {

constexpr std::string_view kDataFiles[] = {
    "numbers_ru.txt", "numbers_en.txt", "money_ru.txt", "money_en.txt", "units_ru.txt",   "units_en.txt",
    "counts_ru.txt",  "counts_en.txt",  "words_ru.txt", "words_en.txt", "periods_ru.txt", "periods_en.txt",
};

// Leaves what is to be reported, and moves the links along.
std::vector<Figure> Keep(std::vector<Figure> figures, bool numerals) {
  std::vector<uint32_t> place(figures.size(), kNoFigure);
  std::vector<Figure> out;
  for (size_t k = 0; k < figures.size(); ++k) {
    Figure& figure = figures[k];
    const bool bare = !figure.has_unit || (figure.dropped && figure.unit.kind == Kind::kTime) ||
                      (figure.dropped && figure.unit.kind == Kind::kCount);
    if (bare && numerals && figure.end > figure.first && !(figure.dropped && !figure.has_unit)) {
      figure.unit = Unit();
      figure.unit.kind = Kind::kNumber;
      figure.end_byte = figure.end_byte == 0 ? figure.begin_byte : figure.end_byte;
    } else if (figure.dropped || !figure.has_unit) {
      continue;
    }
    if (!out.empty() && figure.begin_byte < out.back().end_byte) continue;  // a later stage has grown the one before over it
    place[k] = static_cast<uint32_t>(out.size());
    out.push_back(std::move(figure));
  }
  for (Figure& figure : out)
    if (figure.related != kNoFigure) figure.related = place[figure.related];
  return out;
}

}  // namespace

Engine::Engine(const std::function<std::string_view(std::string_view)>& read) {
  for (const std::string_view file : kDataFiles) lexicon_.AddFile(file, read(file));
  AddCurrencyNames(&lexicon_);
}

std::vector<Figure> Engine::Find(const Request& request) const {
  const Text text = lexicon_.Scan(request.text, request.english, request.numerals);
  if (text.size() == 0) return {};
  request.check();
  Assembler assembler(lexicon_, text, request.sentence_begins, request.check);
  if (!assembler.Collect()) return {};
  request.check();
  const Grammar grammar(text, request.layers());
  std::vector<Figure> figures = assembler.Run(grammar);
  request.check();
  const std::vector<Situation> situations = Context(lexicon_, text, grammar).Complete(request.sentence_begins, &figures);
  Indicators(lexicon_, text, grammar).Assign(situations, &figures);
  JudgeEconomic(lexicon_, text, grammar, situations, &figures);
  AssignSubjects(lexicon_, text, request.named(), situations, &figures);
  std::vector<Period> periods = FindPeriods(lexicon_, text);
  const std::string anchor = FindAnchor(text, periods);
  AssignPeriods(lexicon_, text, grammar, request.sentence_begins, std::move(periods), &figures);
  for (Figure& figure : figures) Anchor(anchor, &figure.period);
  for (size_t k = 0; k < figures.size(); ++k)  // "в 2023 году начали строительство девяти школ": they are of later
    if (figures[k].role == Role::kTarget && figures[k].unit.kind == Kind::kCount && situations[k].past) figures[k].period.clear();
  return Keep(std::move(figures), request.numerals);
}

}  // namespace lector::figures
