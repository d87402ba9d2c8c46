#include "naming.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "letters.h"
#include "normal_forms.h"
#include "person_names.h"
#include "titles.h"

namespace lector::entities {
namespace {

bool HasNominative(const Words& words, const Candidate& candidate) {
  for (uint32_t row = candidate.first; row <= candidate.last; ++row)
    if (words[row].grammatical_case() == LECTOR_CASE_NOM) return true;
  return false;
}

constexpr int kNominative = 5;

// Names before adjectives, full names before single ones, surer forms before others.
int Rank(const Reading& reading, const Candidate& candidate, Type type) {
  int words = 0;
  for (uint32_t row = candidate.first; row <= candidate.last; ++row)
    words += reading.words[row].word() && !reading.words[row].initial;
  if (candidate.nameless) return 0;
  int rank = candidate.form == LECTOR_FORM_NAME ? 1000 : 0;
  if (!candidate.doubtful) rank += 500;
  if (candidate.best() == type) rank += 250;
  rank += 20 * std::min(words, 9);
  // "Павел Шорин" before "Павел Андреевич"
  if (type == kPerson && words == 2 && ReadPersonName(reading.words, candidate).surname.empty()) rank -= 15;
  if (candidate.place != nullptr && candidate.place->nickname) rank -= 150;
  if (HasLatin(reading.words, candidate.first, candidate.last)) rank -= 150;  // "Имя (Latin)": the Russian one
  if (words == 1 && CodePoints(reading.words.text(candidate.first)) == 1) rank -= 150;  // "Ъ" of «Коммерсантъ»
  if (candidate.nominative || reading.words[candidate.last].grammatical_case() == LECTOR_CASE_NOM) rank += kNominative;
  return rank;
}

// "Пётр Рогов", and "Пётр Ильич" elsewhere: the fullest name has both.
void AddPatronymic(const Reading& reading, const std::vector<std::string>& normal_forms, Entity& entity) {
  const size_t blank = entity.name.find(' ');
  if (blank == std::string::npos || entity.name.find(' ', blank + 1) != std::string::npos) return;
  for (const uint32_t row : entity.mentions) {
    const Candidate& candidate = reading.candidates[row];
    if (candidate.words() != 2 || normal_forms[row] == entity.name ||
        !normal_forms[row].starts_with(entity.name.substr(0, blank + 1)))
      continue;
    const PersonName name = ReadPersonName(reading.words, candidate);
    if (!name.surname.empty() || name.middle.empty()) continue;
    entity.name = normal_forms[row] + entity.name.substr(blank);
    return;
  }
}

// "Андрея Ладыбы", which the inflector left as it is, and "Ладыба сказал" elsewhere: the surname as it stands in the nominative.
void MendSurname(const Reading& reading, const std::vector<std::string>& normal_forms, const Candidate& chosen, Entity& entity) {
  const Words& words = reading.words;
  const size_t blank = entity.name.rfind(' ');
  if (blank == std::string::npos || words[chosen.last].grammatical_case() == LECTOR_CASE_NOM ||
      entity.name.substr(blank + 1) != words.text(chosen.last))
    return;
  for (const uint32_t row : entity.mentions) {
    const Candidate& alone = reading.candidates[row];
    const Word& word = words[alone.first];
    if (alone.words() != 1 || alone.form != LECTOR_FORM_NAME || word.grammatical_case() != LECTOR_CASE_NOM || word.caps ||
        normal_forms[row] != words.text(alone.first) || word.folded == words[chosen.last].folded ||
        !SameNameWord(word.folded, words[chosen.last].folded))
      continue;
    entity.name.replace(blank + 1, std::string::npos, normal_forms[row]);
    return;
  }
}

}  // namespace

void NameAsQuoted(const Reading& reading, std::vector<std::string>& normal_forms) {
  const auto written = [&](const Candidate& candidate) { return Fold(Written(reading.words, candidate.first, candidate.last)); };
  std::unordered_set<std::string> quoted;
  for (const Candidate& candidate : reading.candidates)
    if (candidate.as_written && candidate.words() == 1) quoted.insert(written(candidate));
  if (quoted.empty()) return;
  for (size_t row = 0; row < normal_forms.size(); ++row) {
    const Candidate& candidate = reading.candidates[row];
    if (candidate.words() == 1 && candidate.form == LECTOR_FORM_NAME && candidate.best() != kPerson &&
        quoted.contains(written(candidate)))
      normal_forms[row] = Written(reading.words, candidate.first, candidate.last);
  }
}

std::string PartOfName(const Reading& reading, const Candidate& candidate, const Entity& entity) {
  if (entity.type != kPerson || candidate.form != LECTOR_FORM_NAME || candidate.words() != 1) return {};
  const std::string_view folded = reading.words[candidate.first].folded;
  std::string found;
  for (size_t begin = 0; begin < entity.name.size();) {
    const size_t end = std::min(entity.name.find(' ', begin), entity.name.size());
    const std::string word = entity.name.substr(begin, end - begin);
    if (CodePoints(word) > 2 && SameNameWord(folded, Fold(word))) {
      if (!found.empty()) return {};
      found = word;
    }
    begin = end + 1;
  }
  return found.size() < entity.name.size() ? found : std::string();
}

// The finer type that the lists know of the entity's name.
static FinerType TypeOfName(const Reading& reading, const Candidate& chosen, const Entity& entity) {
  constexpr size_t kMaxWords = 4;
  if (entity.type == kOrganization) {
    const Gazetteer::Body* body = WellKnown(reading, chosen);
    return body != nullptr ? FinerType(body->type) : FinerType();
  }
  if (entity.type != kLocation) return {};
  const std::string name = Fold(entity.name);  // "Ростовом-на-Дону", whose form no list has
  std::array<std::string_view, kMaxWords> parts;
  size_t count = 0;
  for (size_t begin = 0; begin < name.size() && count < kMaxWords; ++count) {
    const size_t end = std::min(name.find(' ', begin), name.size());
    parts[count] = std::string_view(name).substr(begin, end - begin);
    begin = end + 1;
  }
  const Gazetteer::Hit hit = reading.gazetteer.Find({parts.data(), count});
  return hit.length == count && hit.place != nullptr ? FinerType(hit.place->type) : FinerType();
}

void Describe(const Reading& reading, const std::vector<std::string>& normal_forms, Entity& entity) {
  const Words& words = reading.words;
  uint32_t best = entity.mentions[0];
  int best_rank = -1;
  std::pmr::vector<int> ranks(words.memory());
  ranks.reserve(entity.mentions.size());
  for (const uint32_t row : entity.mentions) {
    const Candidate& candidate = reading.candidates[row];
    // A name that stands without the noun of a facility elsewhere is rather the city's: "аэропорт Казань", "в Казани".
    if (candidate.best() == entity.type &&
        (entity.finer.empty() || (entity.finer == "facility" && candidate.form == LECTOR_FORM_NAME)) &&
        (row == entity.mentions[0] || !entity.finer.empty() || candidate.finer != "facility"))
      entity.finer = candidate.finer;
    if (entity.title.empty()) entity.title = TitleInNominative(reading, candidate);
    if (candidate.place != nullptr && entity.type == kLocation) {
      if (entity.iso3166.empty()) entity.iso3166 = candidate.place->iso3166;
      entity.finer = candidate.place->type;
    }
    const bool abbreviation =
        candidate.words() == 1 && words[candidate.first].upper() && CodePoints(words[candidate.first].folded) > 1;
    if (abbreviation && entity.type != kPerson && !words[candidate.first].caps) entity.abbreviation = normal_forms[row];
    const int rank = ranks.emplace_back(Rank(reading, candidate, entity.type));
    if (rank > best_rank || (rank == best_rank && normal_forms[row].size() > normal_forms[best].size() && words.has_morphology()))
      best = row, best_rank = rank;
  }
  // Of equally good mentions, the form that most of them have.
  std::pmr::unordered_map<std::string_view, int> times(words.memory());
  for (size_t i = 0; i < ranks.size() && ranks.size() > 1; ++i) {
    const uint32_t row = entity.mentions[i];
    const Candidate& candidate = reading.candidates[row];
    if (ranks[i] + kNominative < best_rank) continue;
    // A form that could not be brought into the nominative counts where it stands in it: "тренер «Ак Барса»" is no name.
    const bool oblique = !HasNominative(words, candidate) && normal_forms[row] == TextOf(words, candidate.first, candidate.last);
    if (!oblique) ++times[normal_forms[row]];
  }
  if (times.size() > 1 || (times.size() == 1 && !times.contains(normal_forms[best])))
    for (const uint32_t row : entity.mentions)
      if (const auto it = times.find(normal_forms[row]); it != times.end() && it->second > times[normal_forms[best]]) best = row;
  const Candidate& chosen = reading.candidates[best];
  entity.name = chosen.place != nullptr && chosen.form != LECTOR_FORM_NAME ? chosen.place->name : normal_forms[best];
  if (entity.abbreviation == entity.name) entity.abbreviation.clear();
  if (entity.finer.empty()) entity.finer = TypeOfName(reading, chosen, entity);
  if (entity.type != kPerson) return;
  MendSurname(reading, normal_forms, chosen, entity);
  AddPatronymic(reading, normal_forms, entity);
}

void NameClubs(const Reading& reading, Entities& entities) {
  constexpr size_t kClubs = 2, kWords = 3;  // that make a text one of sport
  const Words& words = reading.words;
  const auto untyped = [&](const Entity& entity) {
    const Candidate& first = reading.candidates[entity.mentions[0]];
    return entity.type == kOrganization && entity.finer.empty() && words.InQuotes(first.first, first.last) && !words[first.first].latin;
  };
  if (std::none_of(entities.begin(), entities.end(), untyped)) return;
  const auto clubs = static_cast<size_t>(
      std::count_if(entities.begin(), entities.end(), [](const Entity& entity) { return entity.finer == "club"; }));
  size_t said = 0;  // "клуб", "тренер"
  for (uint32_t row = 0; row < words.size() && clubs < kClubs && said < kWords; ++row) said += words[row].entry.org_type == "club";
  if (clubs < kClubs && said < kWords) return;
  for (Entity& entity : entities)
    if (untyped(entity)) entity.finer = "club";
}

}  // namespace lector::entities
