// Candidates from the tagger: its spans, mended where it is known to err.
//
// The tagger reads neither line breaks nor brackets, and its spans take in roles and class nouns; patterns know better
// where an organisation ends. So a span is cut at what no name holds, trimmed, and what a pattern has taken is left to it.
#include <algorithm>
#include <cmath>

#include "candidates.h"
#include "evidence.h"
#include "letters.h"

namespace lector::entities {
namespace {

Type TypeOf(uint8_t type) {
  return type == LECTOR_NAME_PERSON ? kPerson : type == LECTOR_NAME_ORGANIZATION ? kOrganization : kLocation;
}

// Calls `use(i, first, end)` with the tokens of each span of the tagger.
template <class Use>
void ForEachSpan(const lector_names& names, const Words& words, const Use& use) {
  uint32_t row = 0;
  for (uint32_t i = 0; i < names.count; ++i) {
    while (row < words.size() && words[row].end <= names.span[i].begin) ++row;
    uint32_t end = row;
    while (end < words.size() && words[end].begin < names.span[i].end) ++end;
    use(i, row, end);
    row = end;
  }
}

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading), words_(reading.words) {}

  void Run(const lector_names& names) {
    ForEachSpan(names, words_, [&](uint32_t i, uint32_t first, uint32_t end) {
      words_.view().check();
      Pieces(first, end, TypeOf(names.type[i]), LogOdds(names.score[i]));
    });
  }

 private:
  static float LogOdds(float score) {
    const float p = std::clamp(score, 0.05f, 0.995f);
    return std::log(p / (1 - p));
  }

  // What is left of a span once it is cut at line breaks, brackets and names that are taken.
  void Pieces(uint32_t begin, uint32_t end, Type type, float odds) {
    uint32_t first = begin;
    for (uint32_t row = begin; row <= end; ++row) {
      const bool cut = row == end || reading_.taken[row] || IsBracket(row) || (words_[row].caps && NamesNothingInCapitals(row));
      if (!cut && (row == first || words_[row].glued)) continue;
      if (row > first) Piece(first, row, type, odds);
      first = cut ? row + 1 : row;
    }
  }

  // Where every word has a capital, the dictionary and the rest of the document say which are names.
  bool NamesNothingInCapitals(uint32_t row) const {
    const Word& word = words_[row];
    if (!word.word()) return true;
    return word.common && !word.latin && !IsPersonal(word) && !words_.SeenAsName(word.folded) &&
           reading_.PlaceAt(row).length == 0;
  }

  static bool IsPersonal(const Word& word) {
    return word.may_be(LECTOR_NAMETYPE_GIV) || word.may_be(LECTOR_NAMETYPE_SUR) || word.may_be(LECTOR_NAMETYPE_PAT);
  }

  // The dictionary confirms a name of a person in a line of capitals.
  bool Confirmed(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row < end; ++row)
      if (!words_[row].word() || words_[row].latin || !IsPersonal(words_[row]) || (words_[row].common && end - first == 1))
        return false;
    return true;
  }

  bool IsBracket(uint32_t row) const {
    const std::string_view mark = words_.text(row);
    return mark == "(" || mark == ")" || mark == "[" || mark == "]";
  }

  void Piece(uint32_t first, uint32_t end, Type type, float odds) {
    while (first < end && !MayOpen(first, type)) ++first;
    while (end > first && !MayClose(end - 1, type)) --end;
    if (first == end || (first + 1 == end && NamesNothing(first))) return;
    if (!Named(first, end)) return;
    Candidate found;
    found.first = found.phrase_first = first;
    found.last = found.phrase_last = end - 1;
    found.tagged = true;
    found.place = PlaceOf(first, end, type);
    AddEvidence(reading_, found);
    found.score[type] += 1.0f + odds;
    if (found.doubtful && type == kPerson && Confirmed(first, end)) found.doubtful = false;
    reading_.Take(std::move(found));
  }

  const Gazetteer::Place* PlaceOf(uint32_t first, uint32_t end, Type type) const {
    if (type != kLocation) return nullptr;
    const Gazetteer::Hit hit = reading_.PlaceAt(first, end - first);
    return hit.length == end - first ? hit.place : nullptr;
  }

  bool Named(uint32_t first, uint32_t end) const {
    for (uint32_t row = first; row < end; ++row)
      if (words_[row].capital() || words_[row].shape == LECTOR_SHAPE_MIXED) return true;
    return false;
  }

  bool MayOpen(uint32_t row, Type type) const {
    const Word& word = words_[row];
    if (word.kind == LECTOR_TOKEN_NUMBER) return type == kOrganization;
    if (!word.word()) return false;
    if (type == kPerson && word.is(kRole | kHonorific) && !word.latin) return false;
    if (type == kLocation && word.opens && word.title() && word.is(kPlaceBefore) && !word.is(kPlaceInName))
      return false;  // "Город | X"
    if (word.capital() || word.shape == LECTOR_SHAPE_MIXED) return true;
    return type == kPerson && word.is(kParticle);
  }
  bool NamesNothing(uint32_t row) const {
    return words_[row].is(kNotName | kCalendar) ||
           (words_[row].upper() && reading_.lexicon.IsPlainAbbreviation(std::string(words_.text(row))));
  }
  bool MayClose(uint32_t row, Type type) const {
    if (words_[row].lower() && type != kOrganization && !(type == kLocation && words_[row].is(kPlaceAfter))) return false;
    return words_[row].word() || words_[row].kind == LECTOR_TOKEN_NUMBER ||
           (words_.text(row) == "." && words_[row].glued && row > 0 && words_[row - 1].initial);
  }

  Reading& reading_;
  const Words& words_;
};

}  // namespace

void ReadTags(Reading& reading) {
  const lector_names* names = reading.words.view().names;
  if (names == nullptr) return;
  reading.tags.assign(reading.words.size(), -1);
  ForEachSpan(*names, reading.words, [&](uint32_t i, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; ++row) reading.tags[row] = static_cast<int8_t>(TypeOf(names->type[i]));
  });
}

void FindTagged(Reading& reading) {
  if (const lector_names* names = reading.words.view().names; names != nullptr) Finder(reading).Run(*names);
}

}  // namespace lector::entities
