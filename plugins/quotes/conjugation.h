// Forms of reporting verbs from their dictionary form, for texts without morphology: regular ones alone, the data files list
// the others. A form that no one uses is harmless: nothing but the lexicon sees it.
#ifndef LECTOR_PLUGINS_QUOTES_CONJUGATION_H_
#define LECTOR_PLUGINS_QUOTES_CONJUGATION_H_

#include <string>
#include <string_view>
#include <vector>

namespace lector::quotes {

struct Conjugation {
  std::vector<std::string> finite;   // past and third person
  std::vector<std::string> plural;   // of plural subjects alone, "claim"; Russian: among the finite
  std::vector<std::string> gerunds;  // without a subject of their own: "добавив", "adding"
};

Conjugation ConjugateRussian(std::string_view infinitive);  // "заявить"
Conjugation ConjugateEnglish(std::string_view infinitive);  // "claim"

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_CONJUGATION_H_
