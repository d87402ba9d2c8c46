// Abbreviations: whether a short name is made of the beginnings of a long one's words.
#ifndef LECTOR_PLUGINS_ENTITIES_ABBREVIATIONS_H_
#define LECTOR_PLUGINS_ENTITIES_ABBREVIATIONS_H_

#include <span>
#include <string_view>

namespace lector::entities {

// `words`: the folded words of the long name; `abbreviation`: folded, in any case form.
//
//   ВТО      Всемирная торговая организация: first letters in order; words of at most three letters may be left out
//   ЕАЭС     Евразийский экономический союз: a word may give one more of its letters
//   Минфин   Министерство финансов: beginnings of at least two letters
//   Госдумы  Государственная дума: the last word may stand whole, with another ending
bool Abbreviates(std::string_view abbreviation, std::span<const std::string_view> words);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_ABBREVIATIONS_H_
