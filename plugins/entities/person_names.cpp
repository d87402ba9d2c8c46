#include "person_names.h"

#include <algorithm>
#include <initializer_list>

#include "letters.h"

namespace lector::entities {
namespace {

bool IsPatronymic(const Word& word) {
  if (word.may_be(LECTOR_NAMETYPE_PAT)) return true;
  if (word.may_be(LECTOR_NAMETYPE_SUR) && word.known) return false;  // "Янукович"
  static constexpr std::string_view kEndings[] = {"вич", "вича", "вичу", "вичем", "виче", "вна", "вны", "вне", "вну", "вной"};
  return CodePoints(word.folded) > 5 && std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view ending) {
           return word.folded.ends_with(ending);
         });
}

bool OnlyGiven(const Word& word) { return word.may_be(LECTOR_NAMETYPE_GIV) && !word.may_be(LECTOR_NAMETYPE_SUR); }

// A surname that has two forms does: "Рогов", "Рогова", but not "Моро"; and a given name where it stands before another one.
bool ShowsGender(const Word& word, bool lone) {
  if (word.may_be(LECTOR_NAMETYPE_PAT) || (word.may_be(LECTOR_NAMETYPE_GIV) && !lone)) return true;
  static constexpr std::string_view kEndings[] = {"ов",   "ев",  "ин",  "ын",  "ский", "цкий", "ской",
                                                  "ова", "ева", "ина", "ына", "ская", "цкая"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return word.lemma.ends_with(ending); });
}

uint8_t GenderBit(uint64_t feats) {
  const uint64_t gender = LECTOR_FEAT(feats, GENDER);
  return gender == 0 ? 0 : static_cast<uint8_t>(1u << gender);
}

bool IsInitial(std::string_view word) { return CodePoints(word) == 1; }

// The bits that both have; where nothing is common or one is silent, those of the one that speaks first.
uint8_t Narrowed(uint8_t known, uint8_t more) {
  if (known == 0) return more;
  const auto common = static_cast<uint8_t>(known & more);
  return common != 0 ? common : known;
}

bool SameOrMissing(std::string_view a, std::string_view b) { return a.empty() || b.empty() || SameNameWord(a, b); }

}  // namespace

PersonName ReadPersonName(const Words& words, const Candidate& candidate) {
  std::pmr::vector<const Word*> parts(words.memory());
  parts.reserve(candidate.words());
  for (uint32_t row = candidate.first; row <= candidate.last; ++row) {
    const Word& word = words[row];
    if (!word.word() || (word.lower() && word.is(kParticle))) continue;
    parts.push_back(&word);
  }
  PersonName name;
  if (parts.empty()) return name;
  for (const Word* part : parts) {
    // "Йоханн | Вадефуль": a surname, though the word looks like a given name
    const bool alone = parts.size() == 1 || (parts.size() == 2 && part == parts[1] && parts[0]->may_be(LECTOR_NAMETYPE_GIV));
    if (!ShowsGender(*part, alone)) continue;
    name.genders = Narrowed(name.genders, part->name_genders);
    name.gender = Narrowed(name.gender, part->name_gender);
  }
  if (parts.size() == 1) {
    // "Рогова | останется": the subject that opens a sentence
    const uint32_t next = candidate.last + 1;
    const Word* verb = next < words.size() && words[next].glued && words[next].upos == LECTOR_UPOS_VERB && words[next].lower()
                           ? &words[next]
                           : nullptr;
    if (words[candidate.first].opens && verb != nullptr && parts[0]->nominative_genders != 0 && name.gender != 0)
      name.gender = parts[0]->nominative_genders;
    // "Моро | приехала": of a name that shows no gender the verb does
    if (verb != nullptr && name.genders == 0 && parts[0]->grammatical_case() == LECTOR_CASE_NOM &&
        verb->grammatical_case() == 0 && LECTOR_FEAT(verb->feats, NUMBER) == LECTOR_NUMBER_SING &&
        LECTOR_FEAT(verb->feats, GENDER) != LECTOR_GENDER_NEUT && !words[candidate.first].latin)
      name.genders = name.gender = GenderBit(verb->feats);
    (OnlyGiven(*parts[0]) ? name.given : name.surname) = parts[0]->folded;
    return name;
  }
  // "Путин В. В.": the surname stands first where initials follow it.
  if (!parts[0]->initial && parts.back()->initial) {
    name.surname = parts[0]->folded;
    name.given = parts[1]->folded;
    if (parts.size() > 2) name.middle = parts[2]->folded;
    return name;
  }
  // "Рогов Пётр Ильич", "Рогов Пётр"
  const bool surname_first =
      parts[0]->may_be(LECTOR_NAMETYPE_SUR) && !parts[0]->may_be(LECTOR_NAMETYPE_GIV) && OnlyGiven(*parts[1]);
  if (parts.size() == 3 ? parts[1]->may_be(LECTOR_NAMETYPE_GIV) && !OnlyGiven(*parts[0]) && parts[2]->may_be(LECTOR_NAMETYPE_PAT)
                        : parts.size() == 2 && surname_first) {
    name.surname = parts[0]->folded;
    name.given = parts[1]->folded;
    if (parts.size() == 3) name.middle = parts[2]->folded;
    return name;
  }
  name.given = parts[0]->folded;
  if (parts.size() == 2 && IsPatronymic(*parts[1])) {
    name.middle = parts[1]->folded;
    return name;
  }
  name.surname = parts.back()->folded;
  if (parts.size() > 2) name.middle = parts[1]->folded;
  return name;
}

bool SameNameWord(std::string_view a, std::string_view b) {
  if (IsInitial(a) || IsInitial(b)) return Prefix(a, 1) == Prefix(b, 1);
  const size_t cut_a = a.find('-'), cut_b = b.find('-');
  if (cut_a != std::string_view::npos && cut_b != std::string_view::npos && cut_a > 0 && cut_b > 0)
    return SameNameWord(a.substr(0, cut_a), b.substr(0, cut_b)) && SameNameWord(a.substr(cut_a + 1), b.substr(cut_b + 1));
  return FormDistance(a, b) >= 0;
}

bool MayBeOnePerson(const PersonName& a, const PersonName& b) {
  if (a.genders != 0 && b.genders != 0 && (a.genders & b.genders) == 0) return false;
  // "Глеб Романович" may be a name and a patronymic or a surname
  if (a.surname.empty() && b.given.empty() && !a.middle.empty()) return SameNameWord(a.middle, b.surname);
  if (b.surname.empty() && a.given.empty() && !b.middle.empty()) return SameNameWord(b.middle, a.surname);
  if (!SameOrMissing(a.surname, b.surname) || !SameOrMissing(a.given, b.given)) return false;
  const bool two_middles = !a.middle.empty() && !b.middle.empty();
  if (two_middles && !SameNameWord(a.middle, b.middle)) return false;
  return (!a.surname.empty() && !b.surname.empty()) ||
         (!a.given.empty() && !b.given.empty() && !IsInitial(a.given) && !IsInitial(b.given));
}

void Complete(PersonName& known, const PersonName& more) {
  const auto better = [](std::string_view& mine, std::string_view other) {
    if (mine.empty() || (IsInitial(mine) && !other.empty())) mine = other;
  };
  better(known.given, more.given);
  better(known.middle, more.middle);
  better(known.surname, more.surname);
  known.genders = Narrowed(known.genders, more.genders);
  known.gender = Narrowed(known.gender, more.gender);
}

namespace {

bool EndsInConsonant(std::string_view word) {
  static constexpr std::string_view kConsonants[] = {"б", "в", "г", "д", "ж", "з", "к", "л", "м", "н",
                                                     "п", "р", "с", "т", "ф", "х", "ц", "ч", "ш", "щ"};
  for (const std::string_view letter : kConsonants)
    if (word.ends_with(letter)) return true;
  return false;
}

// The word without an ending that a masculine one has in other cases behind a consonant; as it is where it has none.
std::string_view WithoutEnding(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (!word.ends_with(ending)) continue;
    if (const auto stem = word.substr(0, word.size() - ending.size()); EndsInConsonant(stem)) return stem;
  }
  return word;
}

// A title right before a name, of a man by its grammar, in a case whose forms are those of the genitive.
bool BehindMansTitle(const Words& words, uint32_t first) {
  if (first == 0 || !words[first].glued) return false;
  const Word& title = words[first - 1];
  const uint64_t stands_in = title.grammatical_case();
  return title.lower() && title.is(kRole) && !title.is(kKin) && LECTOR_FEAT(title.feats, GENDER) == LECTOR_GENDER_MASC &&
         LECTOR_FEAT(title.feats, NUMBER) != LECTOR_NUMBER_PLUR && (stands_in == LECTOR_CASE_GEN || stands_in == LECTOR_CASE_ACC);
}

}  // namespace

std::string PersonInNominative(const Words& words, uint32_t first, uint32_t last, std::string as_written) {
  constexpr size_t kSyllable = 4, kParticle = 3;  // letters
  const auto text = [&](uint32_t row) { return std::string(words.text(row)); };
  for (uint32_t row = first; row <= last; ++row)
    if (!words[row].title() || words[row].latin || words[row].initial) return as_written;
  // "внук | Ким Ир Сена": of syllables the last alone is inflected
  const auto syllable = [&](uint32_t row, size_t ending) { return CodePoints(words[row].folded) <= kSyllable + ending; };
  if (last - first == 2 && syllable(first, 0) && syllable(first + 1, 0) && syllable(last, 2) &&
      EndsInConsonant(words[first + 1].folded))
    return text(first) + " " + text(first + 1) + " " + std::string(WithoutEnding(words.text(last), {"а", "у", "ом", "е"}));
  if (last == first) return as_written;
  // "Йонатана | Та"
  if (CodePoints(words[last].folded) <= kParticle) {
    const std::string before = words.view().nominative(first, last - 1);
    return as_written.starts_with(before) && !before.empty() ? before + " " + text(last) : as_written;
  }
  if (!BehindMansTitle(words, first)) return as_written;  // "премьера | Кира Стармера"
  std::string name;
  for (uint32_t row = first; row <= last; ++row) {
    const std::string_view bare = WithoutEnding(words.text(row), {"а"});
    if (bare.size() == words.text(row).size()) return as_written;
    name += (row > first ? " " : "") + std::string(bare);
  }
  return name;
}

std::string WithGivenName(const Words& words, const Candidate& candidate, std::string nominative) {
  const std::string_view given = words.text(candidate.first);
  const size_t end = std::min(nominative.find(' '), nominative.size());
  if (given.ends_with("и") && nominative.substr(0, end).ends_with("ь") && !words[candidate.first].may_be(LECTOR_NAMETYPE_GIV))
    nominative.replace(0, end, given);
  return nominative;
}

bool IsSubject(const Words& words, uint32_t first) {
  constexpr uint32_t kFar = 6;
  for (uint32_t row = first; row > 0 && first - row < kFar && words[row].glued; --row) {
    const Word& before = words[row - 1];
    if (!before.word() || !before.lower()) return false;
    if (before.upos == LECTOR_UPOS_VERB && before.grammatical_case() == 0)
      return LECTOR_FEAT(before.feats, GENDER) == LECTOR_GENDER_FEM && row < first && words[first - 1].is(kRole);
  }
  return false;
}

}  // namespace lector::entities
