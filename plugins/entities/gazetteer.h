// Gazetteer: names of countries, parts of the world and cities, from ICU in Russian and English and from countries.tsv.
#ifndef LECTOR_PLUGINS_ENTITIES_GAZETTEER_H_
#define LECTOR_PLUGINS_ENTITIES_GAZETTEER_H_

#include <lector/word_table.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon.h"

namespace lector::entities {

// Immutable once made, thread-safe.
class Gazetteer {
 public:
  struct Place {
    std::string name;                // nominative, in the language that it was found under
    std::vector<std::string> words;  // of the name, folded
    std::string type;                // "country", "city", "region"
    std::string iso3166;             // of a country; empty: none
    std::string capital_of;          // ISO 3166 code of the country; empty: none
    std::string key;                 // equal for the names of one place
    bool nickname = false;           // no name to call it by: "Поднебесная"
  };
  struct Hit {
    const Place* place = nullptr;
    uint32_t length = 0;  // words that it takes
    bool adjective = false;
  };

  explicit Gazetteer(const ReadFile& read);

  // The longest place whose name the folded words begin with, in any case form. `length` is 0 when there is none.
  Hit Find(std::span<const std::string_view> words) const;
  // What one folded word tells of that: the place that it names alone, and whether a longer name may begin with it.
  struct Opening {
    Hit alone;
    bool longer = false;
  };
  Opening FindOpening(std::string_view folded) const;
  // The place that an adjective is made of, "российский", "Japanese"; null: none.
  const Place* FindAdjective(std::string_view folded) const;
  struct Body {
    std::vector<std::string> words;  // of the name, folded
    std::string type;                // finer type; empty: none
    std::string name;
    bool building = false;  // names a building, too: "в Белом доме"
    bool quoted = false;    // a usual word or a place, too: a body in quotation marks alone, «Ведомости»
    bool upper = false;     // an abbreviation, which is written in capitals

    int WordDistance(size_t i, std::string_view folded) const {
      return FormDistanceFrom(words[i], folded, words.size() == 1 ? 1 : 2, true);
    }
    // As FormDistance, from the name to words of the text; `word(i)`: the folded i-th, empty where there is none.
    template <class WordAt>
    int Distance(const WordAt& word) const {
      int sum = 0;
      for (size_t i = 0; i < words.size(); ++i) {
        const int one = WordDistance(i, word(i));
        if (one < 0) return -1;
        sum += one;
      }
      return sum;
    }
  };
  // Calls use(body) for the well-known bodies of whose first word a folded word may be a form: it has all but two of its letters.
  template <class Use>
  void ForEachBodyLike(std::string_view folded, const Use& use) const {
    size_t before = 0;
    for (size_t letters = kFewestLetters; letters <= kMostLetters; ++letters) {
      const std::string_view beginning = Prefix(folded, letters);
      if (beginning.size() == before) return;
      before = beginning.size();
      if (const std::vector<Body>* bodies = bodies_.find(beginning); bodies != nullptr)
        for (const Body& body : *bodies) use(body);
    }
  }
  // Is a folded word a form of the first word of one of them?
  bool OpensBody(std::string_view folded) const;

  struct Synonym {
    uint32_t body = 0;  // equal for all names of one
    std::string type;   // finer type; empty: none
  };
  // Of a name of a well-known body, folded and in the nominative, "цб рф"; null: none known.
  const Synonym* SynonymOf(std::string_view folded) const { return synonyms_.find(folded); }
  // Equal for the names of one place, folded and in the nominative, "подмосковье"; 0: none known.
  uint32_t PlaceOfSynonyms(std::string_view folded) const;

  // An abbreviation as written in capitals: "США"; null: none.
  const Place* FindAbbreviation(std::string_view as_written) const;

 private:
  void Add(std::string name, std::string type, std::string iso, std::string key);
  void AddCountries(const char* language);
  void AddCapitals(std::string_view text);
  void AddBodies(std::string_view text);
  void AddSynonyms(std::string_view text);
  void AddPlaceSynonyms(std::string_view text);
  void AddCities(const char* language);
  void AddAdjectives(std::string_view text);
  void Index();
  // The places whose names begin with a form of the word.
  template <class Use>
  void ForEachOpenedBy(std::string_view folded, const Use& use) const;
  // Takes the place for the best one where its name is better than that of the one that is.
  static void Improve(Hit& best, int& best_distance, const Place& place, std::span<const std::string_view> words);

  // A place under the beginning of its first word, which lies here so that most are told from a word without looking further.
  struct Beginner {
    std::string first_word;
    uint32_t row;
  };

  std::vector<Place> places_;
  WordMap<std::vector<Beginner>> by_prefix_;  // by three letters of the first word
  WordMap<uint32_t> abbreviations_;
  static constexpr size_t kFewestLetters = 3, kMostLetters = 6;
  WordMap<std::vector<Body>> bodies_;                                       // by the letters of the first word but two
  WordMap<Synonym> synonyms_;                                               // by the folded name
  WordMap<uint32_t> place_synonyms_;                                        // by the folded name
  WordMap<std::vector<std::pair<std::string, uint32_t>>> adjectives_;  // by three letters, beginnings and rows
};

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_GAZETTEER_H_
