// Known names and places at a token of an English document.
#include <algorithm>

#include "english.h"

namespace lector::entities {
namespace {

constexpr float kNameInSentence = 0.95f;  // weight of the name among the readings of a word that no list has
constexpr float kNameOpening = 0.8f;

}  // namespace

EnglishReading::EnglishReading(Reading& shared, const EnglishLexicon& lists)
    : reading(shared), lexicon(lists), entries(shared.words.size()), usual(shared.words.size(), false) {
  const lector_morph* readings = words().view().readings;
  for (uint32_t row = 0; row < words().size(); ++row) {
    const Word& word = words()[row];
    if (!word.word()) continue;
    entries[row] = lists.Find(word.folded);
    if (readings == nullptr || row >= readings->count) {
      usual[row] = word.opens || words().SeenLower(word.folded);
      continue;
    }
    float name = 0;
    for (uint32_t parse = readings->first_parse[row]; parse < readings->first_parse[row + 1]; ++parse)
      if (readings->parse_upos[parse] == LECTOR_UPOS_PROPN) name = std::max(name, readings->parse_score[parse]);
    usual[row] = name < (word.opens ? kNameOpening : kNameInSentence) || word.lower();
  }
}

EnglishReading::Hit EnglishReading::KnownAt(uint32_t row) const {
  if (row >= words().size() || !words()[row].word()) return {};
  const std::string_view rest = words().view().text.substr(words()[row].begin);
  const std::vector<EnglishName>* names = lexicon.NamesAt(EnglishLexicon::Beginning(rest));
  if (names == nullptr) return {};
  const lector_tokens& tokens = *words().view().tokens;
  for (const EnglishName& name : *names) {
    if (!rest.starts_with(name.text)) continue;
    const uint32_t end = words()[row].begin + static_cast<uint32_t>(name.text.size());
    uint32_t last = row;
    while (last + 1 < words().size() && tokens.end[last] < end) ++last;
    if (words()[last].end == end) return {&name, last, false};
    if (tokens.end[last] == end) return {&name, last, words()[last].possessive};
  }
  return {};
}

Gazetteer::Hit EnglishReading::PlaceAt(uint32_t row) const {
  const Gazetteer::Hit hit = reading.PlaceAt(row);
  if (hit.length == 0 || hit.place->name.find('.') != std::string::npos || words()[row].upper()) return hit;
  for (uint32_t i = 0; i < hit.length; ++i)
    if (i >= hit.place->words.size() || words()[row + i].folded != hit.place->words[i]) return {};
  return hit;
}

bool EnglishReading::Capital(uint32_t row) const {
  if (row >= words().size() || !words()[row].word() || reading.taken[row]) return false;
  return words()[row].capital() || (words()[row].shape == LECTOR_SHAPE_MIXED && KnownAt(row).name != nullptr);
}

bool EnglishReading::LowerName(uint32_t row) const {
  return text(row).find('-') != std::string_view::npos && KnownAt(row).name != nullptr;
}

}  // namespace lector::entities
