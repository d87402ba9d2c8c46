// Names of persons: their parts, and whether two of them may be one person's.
#ifndef LECTOR_PLUGINS_ENTITIES_PERSON_NAMES_H_
#define LECTOR_PLUGINS_ENTITIES_PERSON_NAMES_H_

#include <string_view>

#include "candidates.h"

namespace lector::entities {

struct PersonName {
  // Folded words or initials; empty where the name lacks the part. One word alone is a surname unless it can only be a given
  // name. Particles ("фон") are left out.
  std::string_view given, middle, surname;
  uint8_t genders = 0;  // bits LECTOR_GENDER_*: what the forms allow; 0: not known
  uint8_t gender = 0;   // the likely one

  bool lone() const { return given.empty() || surname.empty(); }
  size_t parts() const { return !given.empty() + !middle.empty() + !surname.empty(); }
};

PersonName ReadPersonName(const Words& words, const Candidate& candidate);

// Two case forms of one word, or an initial and a word that begins with it; hyphenated parts one by one.
bool SameNameWord(std::string_view a, std::string_view b);

// May both be one person's? A part that one of them lacks says nothing, but one must have a part of the other.
bool MayBeOnePerson(const PersonName& a, const PersonName& b);

// Adds to `known` what `more` knows better: missing parts, words for initials, the gender.
void Complete(PersonName& known, const PersonName& more);

// The nominative of a name in another case that the inflector knows no form of, from the title before it and the endings; else
// `as_written`.
std::string PersonInNominative(const Words& words, uint32_t first, uint32_t last, std::string as_written);
// The nominative without a given name that was taken for a noun: "Кемь" of "Кеми".
std::string WithGivenName(const Words& words, const Candidate& candidate, std::string nominative);
// A woman is the subject of the verb before the name and her title: "подписала | главный инспектор | Г. П. Сорокина".
bool IsSubject(const Words& words, uint32_t first);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_PERSON_NAMES_H_
