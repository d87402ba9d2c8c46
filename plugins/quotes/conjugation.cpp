#include "conjugation.h"

namespace lector::quotes {
namespace {

// Takes an ending off; false: the word does not have it.
bool Take(std::string_view* word, std::string_view ending) {
  if (!word->ends_with(ending) || word->size() == ending.size()) return false;
  word->remove_suffix(ending.size());
  return true;
}

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

}  // namespace

Conjugation ConjugateRussian(std::string_view infinitive) {
  Conjugation out;
  const bool reflexive = Take(&infinitive, "ся");
  std::string_view stem = infinitive;
  if (!Take(&stem, "ть")) return out;
  const auto add = [reflexive](std::vector<std::string>* forms, std::string_view root, std::string_view ending,
                               std::string_view reflexive_ending) {
    forms->push_back(std::string(root) + std::string(ending) + std::string(reflexive ? reflexive_ending : ""));
  };
  add(&out.finite, stem, "л", "ся");
  for (const std::string_view ending : {"ла", "ло", "ли"}) add(&out.finite, stem, ending, "сь");
  add(&out.gerunds, stem, reflexive ? "вши" : "в", "сь");

  struct Class {
    std::string_view infinitive, singular, plural, gerund;
  };
  constexpr Class kClasses[] = {{"ава", "ает", "ают", "авая"},  // признавать
                                {"ова", "ует", "уют", "уя"},    // советовать
                                {"ева", "юет", "юют", "юя"},   {"а", "ает", "ают", "ая"}, {"я", "яет", "яют", "яя"},
                                {"и", "ит", "ят", "я"},        {"е", "еет", "еют", "ея"}, {"ну", "нет", "нут", "нув"}};
  for (const Class& c : kClasses) {
    std::string_view root = stem;
    if (!Take(&root, c.infinitive)) continue;
    add(&out.finite, root, c.singular, "ся");
    add(&out.finite, root, c.plural, "ся");
    add(&out.gerunds, root, c.gerund, "сь");
    if (c.infinitive != "ава") break;  // "добавать" may be of either class
  }
  return out;
}

Conjugation ConjugateEnglish(std::string_view infinitive) {
  Conjugation out;
  const std::string base(infinitive);
  out.plural = {base};
  std::string_view root = infinitive;
  if (Take(&root, "e")) {
    const std::string stem(root);
    out.finite = {base + "s", base + "d"};
    out.gerunds = {stem + "ing"};
  } else if (infinitive.size() > 2 && infinitive.back() == 'y' && !IsVowel(infinitive[infinitive.size() - 2])) {
    root.remove_suffix(1);
    const std::string stem(root);
    out.finite = {stem + "ies", stem + "ied"};
    out.gerunds = {base + "ing"};
  } else {
    const bool hisses = infinitive.ends_with("s") || infinitive.ends_with("sh") || infinitive.ends_with("ch");
    out.finite = {base + (hisses ? "es" : "s"), base + "ed"};
    out.gerunds = {base + "ing"};
    const size_t n = base.size();  // "quipped"
    const bool after_consonant = n > 2 && (!IsVowel(base[n - 3]) || (n > 3 && base[n - 3] == 'u' && base[n - 4] == 'q'));
    if (after_consonant && !IsVowel(base[n - 1]) && IsVowel(base[n - 2]) &&
        std::string_view("wxy").find(base.back()) == std::string_view::npos) {
      out.finite.push_back(base + base.back() + "ed");
      out.gerunds.push_back(base + base.back() + "ing");
    }
  }
  return out;
}

}  // namespace lector::quotes
