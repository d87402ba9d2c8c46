// Analyzer: every reading of any word, of the dictionary or not, as pymorphy3 gives them: in its order, with its scores.
//
//   const Analyzer analyzer(dictionary);
//   for (const Parse& parse : analyzer.Analyze("бутявкают")) use(parse.Lemma(dictionary));
//
// A word that the dictionary lacks is tried, until something answers, as a number, punctuation, Latin; with a particle behind
// a hyphen ("смотри-ка"); as an adverb in "по-"; as two words and a hyphen; with a known prefix; with an unknown prefix and by
// its ending. Words above 128 bytes are taken by their ending alone, so that a page without spaces costs no more than others.
#ifndef LECTOR_DAEMON_TEXT_RU_ANALYZER_H_
#define LECTOR_DAEMON_TEXT_RU_ANALYZER_H_

#include <string_view>
#include <vector>

#include "daemon/text/ru/dictionary.h"
#include "daemon/text/ru/parse.h"

namespace lector::text::ru {

// Immutable, thread-safe.
class Analyzer {
 public:
  // The dictionary must outlive the analyzer.
  explicit Analyzer(const Dictionary& dictionary);

  // Never empty; the likeliest first.
  std::vector<Parse> Analyze(std::string_view word) const;

  // The score of the parse that an entry of a word of the dictionary stands for.
  static double ScoreOf(const EntryList& list, uint32_t i);

  const Dictionary& dictionary() const { return dictionary_; }

 private:
  struct Letters;  // a word in lower case, letter by letter
  class Distinct;

  std::vector<Parse> Lower(std::string_view lower, int depth) const;
  std::vector<Parse> FromList(const TypedWord& word) const;
  std::vector<Parse> Guess(const Letters& word, int depth) const;
  std::vector<Parse> WithParticle(const Letters& word, int depth) const;
  std::vector<Parse> AdverbInPo(const Letters& word, int depth) const;
  std::vector<Parse> Hyphenated(const Letters& word, int depth) const;
  std::vector<Parse> WithKnownPrefix(const Letters& word, int depth) const;
  void WithUnknownPrefix(const Letters& word, Distinct* distinct) const;
  void ByEnding(const Letters& word, Distinct* distinct, std::vector<Parse>* out) const;
  std::vector<Parse> Invented(std::string_view lower, uint32_t form, double score) const;
  void Weigh(const Letters& word, std::vector<Parse>& parses) const;
  bool IsProductive(const Parse& parse) const { return (dictionary_.grammar(parse.form()).flags & kProductive) != 0; }

  const Dictionary& dictionary_;
  const uint32_t unknown_, punctuation_, integer_, real_, roman_, latin_, adverb_;  // forms
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_ANALYZER_H_
