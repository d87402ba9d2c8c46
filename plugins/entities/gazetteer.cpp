#include "gazetteer.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "letters.h"

namespace lector::entities {
namespace {

constexpr size_t kIndexLetters = 3;

std::string Utf8(const icu::UnicodeString& s) {
  std::string out;
  s.toUTF8String(out);
  return out;
}

// ICU adds explanations to some names: "Гонконг (САР)", "Нокс, Индиана", "Конго - Киншаса"; with them they are no names.
bool IsPlainName(std::string_view name) {
  for (const std::string_view mark : {"(", ",", " - ", " и ", " & ", ".", "о-ва", "о-в "})
    if (name.find(mark) != std::string_view::npos) return false;
  return !name.empty();
}

// "США", "U.S": the second letter is a capital too, or there are full stops.
bool IsAbbreviation(std::string_view name) {
  const std::string_view second = Prefix(name, 2).substr(Prefix(name, 1).size());
  return StartsUpper(second) || second == ".";
}

// "ЦРУ": one word of capitals alone.
bool IsInCapitals(std::string_view name) {
  for (; !name.empty(); name.remove_prefix(Prefix(name, 1).size()))
    if (!StartsUpper(name)) return false;
  return true;
}

std::vector<std::string> FoldedWords(std::string_view name) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < name.size();) {
    const size_t end = std::min(name.find(' ', begin), name.size());
    if (end > begin) words.push_back(Fold(name.substr(begin, end - begin)));
    begin = end + 1;
  }
  return words;
}

// The first that is added stays.
template <class Value>
void AddFirst(WordMap<Value>& map, std::string_view word, Value value) {
  if (map.find(word) == nullptr) map[word] = std::move(value);
}

// Distance of the words of a place from those of the text; -1: another name.
int NameDistance(const std::vector<std::string>& name, std::span<const std::string_view> words) {
  if (words.size() < name.size()) return -1;
  int sum = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    const int one = FormDistanceFrom(name[i], words[i], name.size() == 1 ? 1 : 2);  // adjectives lose two letters
    if (one < 0) return -1;
    sum += one;
  }
  return sum;
}

// "ск" or "цк", D1 81 or D1 86 and D0 BA.
bool HasAdjectiveConsonants(std::string_view folded) {
  for (size_t i = 3; i < folded.size(); ++i)
    if (folded[i] == '\xBA' && folded[i - 1] == '\xD0' && (folded[i - 2] == '\x81' || folded[i - 2] == '\x86') &&
        folded[i - 3] == '\xD1')
      return true;
  return false;
}

}  // namespace

Gazetteer::Gazetteer(const ReadFile& read) {
  for (const char* language : {"ru", "en"}) AddCountries(language);
  ForEachLine(read("countries.tsv"), [this](const auto& fields) {
    const std::string iso(fields.size() > 1 && fields[1] != "-" ? fields[1] : "");
    std::string key = iso.empty() ? Fold(fields[0]) : iso;
    Add(std::string(fields[0]), "country", iso, std::move(key));
    places_.back().nickname = fields.size() > 2 && fields[2] == "nickname";
  });
  AddCapitals(read("capitals.tsv"));
  for (const char* file : {"places_en.txt", "places_ru.txt"})
    ForEachLine(read(file), [this](const auto& fields) {
      if (fields.size() > 1) Add(std::string(fields[0]), std::string(fields[1]), "", Fold(fields[0]));
    });
  for (const char* language : {"ru", "en"}) AddCities(language);
  AddBodies(read("bodies.tsv"));
  AddSynonyms(read("synonyms.tsv"));
  AddPlaceSynonyms(read("place_synonyms.tsv"));
  Index();
  AddAdjectives(read("country_adjectives.tsv"));
}

void Gazetteer::Add(std::string name, std::string type, std::string iso, std::string key) {
  places_.push_back({name, FoldedWords(name), std::move(type), std::move(iso), {}, std::move(key)});
}

void Gazetteer::AddCapitals(std::string_view text) {
  ForEachLine(text, [this](const auto& fields) {
    if (fields.size() < 3) return;
    for (const std::string_view name : {fields[1], fields[2]}) {
      if (std::any_of(places_.begin(), places_.end(), [&](const Place& place) { return Fold(place.name) == Fold(name); }))
        continue;
      Add(std::string(name), "city", "", Fold(fields[2]));
      places_.back().capital_of = fields[0];
    }
  });
}

void Gazetteer::AddBodies(std::string_view text) {
  ForEachLine(text, [this](const auto& fields) {
    const std::string_view flag = fields.size() > 2 ? fields[2] : std::string_view();
    Body body{FoldedWords(fields[0]), fields.size() > 1 && fields[1] != "-" ? std::string(fields[1]) : std::string(),
              std::string(fields[0]), flag == "b", flag == "q", IsInCapitals(fields[0])};
    const size_t letters = std::clamp(std::max<size_t>(CodePoints(body.words[0]), 2) - 2, kFewestLetters, kMostLetters);
    bodies_[Prefix(body.words[0], letters)].push_back(std::move(body));
  });
}

void Gazetteer::AddSynonyms(std::string_view text) {
  uint32_t body = 0;
  ForEachLine(text, [&](const auto& fields) {
    ++body;
    const std::string type(fields[0] == "-" ? std::string_view() : fields[0]);
    for (size_t i = 1; i < fields.size(); ++i) AddFirst(synonyms_, Fold(fields[i]), Synonym{body, type});
  });
}

void Gazetteer::AddPlaceSynonyms(std::string_view text) {
  uint32_t place = 0;
  ForEachLine(text, [&](const auto& names) {
    ++place;
    for (const std::string_view name : names) AddFirst(place_synonyms_, Fold(name), place);
  });
}

uint32_t Gazetteer::PlaceOfSynonyms(std::string_view folded) const {
  const uint32_t* place = place_synonyms_.find(folded);
  return place == nullptr ? 0 : *place;
}

bool Gazetteer::OpensBody(std::string_view folded) const {
  bool opens = false;
  ForEachBodyLike(folded, [&](const Body& body) { opens = opens || body.WordDistance(0, folded) >= 0; });
  return opens;
}

void Gazetteer::AddCountries(const char* language) {
  const std::unique_ptr<icu::LocaleDisplayNames> names(icu::LocaleDisplayNames::createInstance(icu::Locale(language)));
  const auto name_of = [&](const char* region) {
    icu::UnicodeString name;
    return Utf8(names->regionDisplayName(region, name));
  };
  for (const char* const* country = icu::Locale::getISOCountries(); *country != nullptr; ++country)
    if (std::string name = name_of(*country); IsPlainName(name)) Add(std::move(name), "country", *country, *country);
  // UN M.49 codes of the parts of the world.
  for (const char* part : {"002", "003", "005", "009", "019", "142", "143", "150", "419"})
    if (std::string name = name_of(part); IsPlainName(name)) Add(std::move(name), "region", "", part);
}

void Gazetteer::AddCities(const char* language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(icu::TimeZoneNames::createInstance(icu::Locale(language), status));
  const std::unique_ptr<icu::StringEnumeration> zones(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status)) return;
  std::unordered_map<std::string, bool> countries;
  for (const Place& place : places_) {
    countries.emplace(Fold(place.name), true);
    // "Туле" of Greenland is in texts a form of "Тула"
    if (place.words.size() == 1 && place.words[0].ends_with("а"))
      countries.emplace(place.words[0].substr(0, place.words[0].size() - std::string_view("а").size()) + "е", true);
  }
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    if (zone->startsWith("Antarctica/")) continue;  // stations: "Восток"
    icu::UnicodeString city;
    names->getExemplarLocationName(*zone, city);
    std::string name = Utf8(city);
    if (IsPlainName(name) && CodePoints(name) > 3 && !countries.contains(Fold(name)))
      Add(std::move(name), "city", "", Utf8(*zone));
  }
}

void Gazetteer::Index() {
  for (uint32_t row = 0; row < places_.size(); ++row) {
    const Place& place = places_[row];
    if (place.words.size() == 1 && IsAbbreviation(place.name)) AddFirst(abbreviations_, place.name, row);
    else by_prefix_[Prefix(place.words[0], kIndexLetters)].push_back({place.words[0], row});
  }
}

Gazetteer::Hit Gazetteer::Find(std::span<const std::string_view> words) const {
  Hit best;
  int best_distance = 0;
  if (!words.empty()) ForEachOpenedBy(words[0], [&](const Place& place) { Improve(best, best_distance, place, words); });
  return best;
}

Gazetteer::Opening Gazetteer::FindOpening(std::string_view folded) const {
  Opening opening;
  int best_distance = 0;
  ForEachOpenedBy(folded, [&](const Place& place) {
    if (place.words.size() > 1) opening.longer = true;
    else Improve(opening.alone, best_distance, place, {&folded, 1});
  });
  return opening;
}

template <class Use>
void Gazetteer::ForEachOpenedBy(std::string_view folded, const Use& use) const {
  const std::vector<Beginner>* const beginners = by_prefix_.find(Prefix(folded, kIndexLetters));
  if (beginners == nullptr) return;
  for (const Beginner& beginner : *beginners)
    if (FormDistance(beginner.first_word, folded) >= 0) use(places_[beginner.row]);
}

void Gazetteer::Improve(Hit& best, int& best_distance, const Place& place, std::span<const std::string_view> words) {
  const int distance = NameDistance(place.words, words);
  if (distance < 0) return;
  const auto length = static_cast<uint32_t>(place.words.size());
  if (length < best.length || (length == best.length && distance > best_distance)) return;
  // Of equally near names the longer one: "Нигерии" is nearer to "Нигерия" than to "Нигер".
  if (length == best.length && distance == best_distance && place.name.size() <= best.place->name.size()) return;
  best = {&place, length, false};
  best_distance = distance;
}

void Gazetteer::AddAdjectives(std::string_view text) {
  const auto index = [this](std::string beginning, uint32_t row) {
    adjectives_[Prefix(beginning, kIndexLetters)].emplace_back(std::move(beginning), row);
  };
  std::unordered_map<std::string, uint32_t> rows;
  for (uint32_t row = 0; row < places_.size(); ++row) rows.emplace(Fold(places_[row].name), row);
  ForEachLine(text, [&](const auto& fields) {
    if (fields.size() < 2) return;
    if (const auto it = rows.find(Fold(fields[1])); it != rows.end()) index(Fold(fields[0]), it->second);
  });
}

const Gazetteer::Place* Gazetteer::FindAdjective(std::string_view folded) const {
  if (!HasAdjectiveConsonants(folded) && !IsLatin(folded)) return nullptr;
  const size_t mark = folded.rfind("ск");
  const std::string_view key = Prefix(folded, kIndexLetters);
  if (const auto* const listed = adjectives_.find(key); listed != nullptr)
    for (const auto& [beginning, row] : *listed)
      if (folded.starts_with(beginning)) return &places_[row];
  if (mark == std::string_view::npos || IsLatin(folded) || CodePoints(folded.substr(mark)) > 5) return nullptr;
  // "росси" + "йск" + "ий": the stem of the name, at most two letters, and the consonants of such adjectives.
  const std::vector<Beginner>* const beginners = by_prefix_.find(key);
  if (beginners == nullptr) return nullptr;
  const std::string_view stem = folded.substr(0, mark);
  const Place* best = nullptr;
  size_t best_shared = 0;
  for (const auto& [word, row] : *beginners) {
    size_t shared = 0;
    while (shared < std::min(stem.size(), word.size()) && stem[shared] == word[shared]) ++shared;
    const size_t letters = shared / 2;  // Cyrillic letters have two bytes
    const bool near = letters >= 4 && CodePoints(word) <= letters + 2 && CodePoints(stem) <= letters + 2 && letters > best_shared;
    const bool town = word.ends_with("ск") && folded.starts_with(word) && CodePoints(word) >= 4;  // "Томск", "томский"
    if ((!near && !town) || places_[row].words.size() != 1) continue;
    best = &places_[row];
    if (town) return best;
    best_shared = letters;
  }
  return best;
}

const Gazetteer::Place* Gazetteer::FindAbbreviation(std::string_view as_written) const {
  const uint32_t* row = abbreviations_.find(as_written);
  return row == nullptr ? nullptr : &places_[*row];
}

}  // namespace lector::entities
