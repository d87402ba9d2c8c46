#include "english_lexicon.h"

#include <algorithm>

#include "letters.h"

namespace lector::entities {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

uint32_t FlagOf(std::string_view name) {
  static const std::unordered_map<std::string_view, uint32_t> kFlags = {
      {"role", kEnRole},
      {"title", kEnTitle},
      {"honorific", kEnHonorific},
      {"modifier", kEnModifier},
      {"head", kEnHead},
      {"legal", kEnLegal},
      {"place", kEnPlaceHead},
      {"place-first", kEnPlaceFirst},
      {"thing", kEnThing},
      {"org-before", kEnOrgBefore},
      {"org-after", kEnOrgAfter},
      {"person-verb", kEnPersonVerb},
      {"org-verb", kEnOrgVerb},
      {"org-object", kEnOrgObject},
      {"place-prep", kEnPlacePrep},
      {"link", kEnLink},
      {"suffix", kEnSuffix},
      {"given", kEnGiven},
      {"demonym", kEnDemonym},
      {"sport", kEnSport},
      {"narrows", kEnNarrows},
      {"place-after", kEnPlaceAfter},
      {"thing-first", kEnThingFirst},
      {"org-first", kEnOrgFirst},
      {"org-noun", kEnOrgNoun},
      {"subject", kEnSubject},
      {"of-place", kEnOfPlace},
      {"of-body", kEnOfBody},
  };
  const auto it = kFlags.find(name);
  return it == kFlags.end() ? 0 : it->second;
}

}  // namespace

EnglishLexicon::EnglishLexicon(const ReadFile& read) {
  ReadLines(read("english_words.txt"), [this](std::string_view kind, std::string_view word) { AddWord(kind, word); });
  ReadLines(read("english_bodies.txt"), [this](std::string_view kind, std::string_view name) {
    AddName(kOrganization, kind == "-" ? std::string_view() : kind, name);
  });
  ReadLines(read("english_places.txt"), [this](std::string_view kind, std::string_view name) { AddName(kLocation, kind, name); });
  ForEachLine(read("places_en.txt"), [this](const auto& fields) {
    if (fields.size() > 1) AddName(kLocation, fields[1], fields[0]);
  });
  ForEachLine(read("english_given_names.txt"), [this](const auto& fields) {
    for (std::string_view line = fields[0]; !line.empty();) {
      const size_t end = std::min(line.find(' '), line.size());
      if (end > 0) words_[Fold(line.substr(0, end))].flags |= kEnGiven;
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  });
  for (auto& [beginning, names] : names_)
    std::stable_sort(names.begin(), names.end(),
                     [](const EnglishName& a, const EnglishName& b) { return a.text.size() > b.text.size(); });
}

void EnglishLexicon::ReadLines(std::string_view text,
                               const std::function<void(std::string_view kind, std::string_view item)>& use) {
  ForEachLine(text, [&](const auto& fields) {
    const std::string_view line = fields[0];
    const size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return;
    const std::string_view kind = Trim(line.substr(0, colon));
    for (std::string_view rest = line.substr(colon + 2); !rest.empty();) {
      const size_t comma = std::min(rest.find(", "), rest.size());
      if (const std::string_view item = Trim(rest.substr(0, comma)); !item.empty()) use(kind, item);
      rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
  });
}

// "head university of", "place river": the class, its finer type, and whether "of" goes on behind the word.
void EnglishLexicon::AddWord(std::string_view kind, std::string_view word) {
  const size_t space = std::min(kind.find(' '), kind.size());
  const uint32_t flag = FlagOf(kind.substr(0, space));
  std::string_view finer = Trim(kind.substr(space));
  EnglishWord& entry = words_[Fold(word)];
  entry.flags |= flag;
  if (flag == kEnHead && finer.ends_with(" of")) {
    entry.flags |= kEnHeadOf;
    finer = finer.substr(0, finer.size() - 3);
  }
  if (finer == "-") finer = {};
  if ((flag == kEnHead || flag == kEnOrgNoun) && entry.head_type.empty()) entry.head_type = finer;
  if (flag == kEnPlaceHead && entry.place_type.empty()) entry.place_type = finer;
}

void EnglishLexicon::AddName(Type type, std::string_view finer, std::string_view name) {
  EnglishName entry{{}, type, finer, name.starts_with('?'), finer == "abbreviation"};
  if (entry.ambiguous) name.remove_prefix(1);
  if (entry.abbreviation || finer == "space") entry.finer = entry.abbreviation ? "region" : "";
  entry.text = name;
  std::vector<EnglishName>& alike = names_[std::string(Beginning(name))];
  const auto same = std::find_if(alike.begin(), alike.end(), [&](const EnglishName& other) { return other.text == name; });
  if (same != alike.end() && (same->type == type || same->type == kLocation)) return;
  if (same != alike.end()) *same = entry;
  else alike.push_back(entry);
  if (name.find('\'') == std::string_view::npos) return;
  for (size_t at; (at = entry.text.find('\'')) != std::string::npos;) entry.text.replace(at, 1, "’");
  names_[std::string(Beginning(entry.text))].push_back(entry);
}

EnglishWord EnglishLexicon::Find(std::string_view folded) const {
  const auto it = words_.find(folded);
  return it == words_.end() ? EnglishWord{} : it->second;
}

const std::vector<EnglishName>* EnglishLexicon::NamesAt(std::string_view beginning) const {
  const auto it = names_.find(beginning);
  return it == names_.end() ? nullptr : &it->second;
}

std::string_view EnglishLexicon::Beginning(std::string_view text) {
  size_t end = 0;
  while (end < text.size() &&
         (static_cast<unsigned char>(text[end]) >= 0x80u ? !text.substr(end).starts_with("’")
                                                         : std::isalnum(static_cast<unsigned char>(text[end])) != 0))
    ++end;
  if (end == 0 && !text.empty()) end = 1;
  return text.substr(0, end);
}

}  // namespace lector::entities
