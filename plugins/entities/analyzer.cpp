#include "analyzer.h"

#include <algorithm>
#include <unordered_map>

#include "bodies_alone.h"
#include "candidates.h"
#include "clusters.h"
#include "english.h"
#include "evidence.h"
#include "letters.h"
#include "naming.h"
#include "normal_forms.h"
#include "titles.h"
#include "words.h"

namespace lector::entities {
namespace {

std::string TypeName(Type type, std::string_view finer) {
  static constexpr const char* kNames[] = {"PERSON", "ORGANIZATION", "LOCATION"};
  std::string name = kNames[type];
  if (!finer.empty() && type != kPerson) (name += '.') += finer;
  return name;
}

// Of phrases that overlap, the longest stays, then the first; a shortened phrase falls back to its bare name.
void Flatten(Candidates& candidates, const Words& words) {
  bool overlap = false;
  for (size_t i = 1; i < candidates.size() && !overlap; ++i) overlap = candidates[i].phrase_first <= candidates[i - 1].phrase_last;
  if (!overlap) return;
  std::pmr::vector<size_t> order(candidates.size(), words.memory());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto length = [&](size_t i) { return candidates[i].phrase_last - candidates[i].phrase_first; };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return length(a) > length(b); });
  std::pmr::vector<bool> covered(words.size(), false, words.memory()), keep(candidates.size(), false, words.memory());
  for (const size_t i : order) {
    const Candidate& candidate = candidates[i];
    bool is_free = true;
    for (uint32_t row = candidate.phrase_first; row <= candidate.phrase_last; ++row) is_free = is_free && !covered[row];
    if (!is_free) continue;
    for (uint32_t row = candidate.phrase_first; row <= candidate.phrase_last; ++row) covered[row] = true;
    keep[i] = true;
  }
  size_t out = 0;
  for (size_t i = 0; i < candidates.size(); ++i)
    if (keep[i]) candidates[out++] = candidates[i];
  candidates.resize(out);
}

// "Париж заявил", "официальный Париж": is the capital said for its government?
bool SpeaksAsGovernment(const Reading& reading, const Candidate& candidate) {
  const Words& words = reading.words;
  if (candidate.place == nullptr || candidate.place->capital_of.empty() || candidate.form != LECTOR_FORM_NAME) return false;
  if (reading.Glued(candidate.last + 1) && words[candidate.last + 1].is(kSpeech)) return true;
  return candidate.first > 0 && words[candidate.first].glued && words[candidate.first - 1].folded.starts_with("официальн");
}

// The rows of the countries by their codes.
std::pmr::unordered_map<std::string_view, int32_t> Countries(const Entities& entities, std::pmr::memory_resource* memory) {
  std::pmr::unordered_map<std::string_view, int32_t> rows(memory);
  for (size_t row = 0; row < entities.size(); ++row)
    if (entities[row].finer == "country") rows.try_emplace(entities[row].iso3166, static_cast<int32_t>(row));
  return rows;
}

}  // namespace

Analysis Analyzer::Analyze(const DocumentView& view, bool nested, Scratch& scratch) const {
  Arena& arena = scratch.arena;
  arena.Clear();
  const Words words(view, lexicon_, gazetteer_, scratch.words, &arena);
  Reading reading{lexicon_, gazetteer_, words};
  constexpr uint32_t kWordsOfCandidate = 8;
  reading.candidates.reserve(words.size() / kWordsOfCandidate + 1);
  const auto in_order = [](const Candidate& a, const Candidate& b) { return a.first < b.first; };
  if (view.language.starts_with("en")) {
    EnglishReading english(reading, english_);
    FindEnglish(english);
    std::sort(reading.candidates.begin(), reading.candidates.end(), in_order);
    DecideEnglish(english);
    if (!nested) Flatten(reading.candidates, words);
    FindEnglishTitles(english);
  } else {
    ReadTags(reading);
    FindOrganizations(reading);
    FindPlaces(reading);
    FindTagged(reading);
    FindRuns(reading);
    std::sort(reading.candidates.begin(), reading.candidates.end(), in_order);
    Decide(reading);
    if (!nested) Flatten(reading.candidates, words);
    FindTitles(reading);
  }

  std::vector<std::string> normal_forms;
  normal_forms.reserve(reading.candidates.size());
  for (Candidate& candidate : reading.candidates) {
    normal_forms.push_back(NormalForm(reading, candidate));
    if (candidate.best() != kOrganization) continue;
    if (const auto* known = gazetteer_.SynonymOf(Fold(normal_forms.back())); known != nullptr && !known->type.empty())
      candidate.finer = known->type;
  }
  NameAsQuoted(reading, normal_forms);
  Entities entities = Cluster(reading, normal_forms);
  FindTitlesAlone(reading, entities);
  FindBodiesAlone(reading, entities);
  for (size_t row = normal_forms.size(); row < reading.candidates.size(); ++row)
    normal_forms.push_back(NormalForm(reading, reading.candidates[row]));

  Analysis out;
  const auto span = [&](uint32_t first, uint32_t last) { return lector_span{words[first].begin, words[last].end}; };
  for (Entity& entity : entities) Describe(reading, normal_forms, entity);
  NameClubs(reading, entities);
  const auto countries = Countries(entities, &arena);
  out.entities.reserve(entities.size());
  out.mentions.reserve(reading.candidates.size());
  for (Entity& entity : entities) {
    float confidence = 0;
    for (const uint32_t row : entity.mentions) {
      const Candidate& candidate = reading.candidates[row];
      if (std::string part = PartOfName(reading, candidate, entity); !part.empty()) normal_forms[row] = std::move(part);
      Mention mention{static_cast<uint32_t>(out.entities.size()),
                      span(candidate.phrase_first, candidate.phrase_last),
                      candidate.nameless ? lector_span{} : span(candidate.first, candidate.last),
                      candidate.form,
                      std::move(normal_forms[row]),
                      Confidence(candidate)};
      if (candidate.possessive) mention.span.end = mention.name_span.end = view.tokens->end[candidate.last];
      if (SpeaksAsGovernment(reading, candidate))
        if (const auto it = countries.find(candidate.place->capital_of); it != countries.end()) mention.metonym_of = it->second;
      confidence = std::max(confidence, mention.confidence);
      out.mentions.push_back(std::move(mention));
    }
    out.entities.push_back({TypeName(entity.type, entity.finer), std::move(entity.name), std::string(entity.iso3166),
                            std::move(entity.title), std::move(entity.abbreviation), confidence});
  }
  std::sort(out.mentions.begin(), out.mentions.end(), [](const Mention& a, const Mention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return out;
}

}  // namespace lector::entities
