#include "daemon/text/ru/analyzer.h"

#include <lector/layers.h>

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/text/ru/affixes.h"
#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

constexpr int kMaxDepth = 4;              // words taken apart within words: no real word goes deeper
constexpr size_t kMaxLetters = TypedWord::kCapacity / 2;
constexpr size_t kMaxParses = 256;
constexpr size_t kLongestEnding = 5;      // letters
constexpr double kMillionth = 1e-6;

// What a reading of a word that was taken apart is worth beside one of the dictionary.
constexpr double kShapeScore = 0.9, kParticleScore = 0.9, kAdverbScore = 0.7, kHyphenScore = 0.75, kKnownPrefixScore = 0.75,
                 kUnknownPrefixScore = 0.5, kEndingScore = 0.5;

uint32_t Decode(std::string_view letter) {
  uint32_t out = static_cast<unsigned char>(letter[0]);
  if (letter.size() > 1) out &= 0xFFu >> (letter.size() + 1);
  for (size_t i = 1; i < letter.size(); ++i) out = out << 6 | (static_cast<unsigned char>(letter[i]) & 0x3Fu);
  return out;
}

bool IsKnown(const DictionaryGrammar& grammar) { return static_cast<Pos>(grammar.pos) != Pos::kNone; }

// One letter that is a capital: it may be an initial.
bool IsCapitalLetter(std::string_view word, std::string_view lower) {
  return word.size() <= 2 && word.size() == lower.size() && word != lower;
}

// The order of a word's entries before they were sorted by probability: that of the package's file, which is sorted by the
// base64 of paradigm and form; spellings with fewer and later ё go before.
void SortAsOriginal(const Dictionary& dictionary, std::vector<uint32_t>* entries) {
  const auto key = [&](uint32_t entry) {
    const uint32_t paradigm = dictionary.form(FormOf(entry)).paradigm;
    const uint32_t record = paradigm << 16 | (FormOf(entry) - dictionary.first_form(paradigm));
    std::array<uint32_t, 8> out = {};
    const auto mark = [&](uint32_t shift) { return (entry >> shift & kMarkMask) == 0 ? 0 : kMarkMask + 1 - (entry >> shift & kMarkMask); };
    out[0] = mark(kFirstMark);
    out[1] = mark(kSecondMark);
    for (uint32_t i = 0; i < 6; ++i) {  // six bits at a time; the digits' order is + / 0-9 A-Z a-z, their values' A-Z a-z 0-9 + /
      const uint32_t digit = (i < 5 ? record >> (26 - 6 * i) : record << 4) & 63u;
      out[i + 2] = digit >= 62 ? digit - 62 : digit >= 52 ? digit - 50 : digit + 12;
    }
    return out;
  };
  std::sort(entries->begin(), entries->end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
}

}  // namespace

struct Analyzer::Letters {
  Letters(const Dictionary& dictionary, std::string_view word) : text(word) {
    begin.reserve(text.size() + 1);
    labels.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
      const auto first = static_cast<unsigned char>(text[at]);
      const size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      begin.push_back(at);
      labels.push_back(dictionary.LabelOf(Decode(text.substr(at, size))));
      at += size;
    }
    begin.push_back(text.size());
  }
  size_t count() const { return labels.size(); }
  std::string_view from(size_t letter) const { return text.substr(begin[letter]); }

  std::string_view text;
  std::vector<size_t> begin;    // of each letter, and the end
  std::vector<uint8_t> labels;  // 0: no letter of the dictionary
};

// Adds readings but for those that were added already: the same word with the same tag in the same paradigm. There are few of a
// word, and their texts differ rarely where the numbers agree.
class Analyzer::Distinct {
 public:
  Distinct(const Dictionary& dictionary, std::vector<Parse>* out) : dictionary_(dictionary), out_(*out) {}
  void Add(Parse parse) {
    const uint32_t key = uint32_t{dictionary_.grammar(parse.form()).tag} << 16 | dictionary_.form(parse.part.form()).paradigm;
    for (size_t i = 0; i < keys_.size(); ++i)
      if (keys_[i] == key && out_[i].Text() == parse.Text()) return;
    keys_.push_back(key);
    out_.push_back(std::move(parse));
  }

 private:
  const Dictionary& dictionary_;
  std::vector<Parse>& out_;     // empty at first
  std::vector<uint32_t> keys_;  // of each
};

Analyzer::Analyzer(const Dictionary& dictionary)
    : dictionary_(dictionary),
      unknown_(dictionary.InventedForm("UNKN")),
      punctuation_(dictionary.InventedForm("PNCT")),
      integer_(dictionary.InventedForm("NUMB,intg")),
      real_(dictionary.InventedForm("NUMB,real")),
      roman_(dictionary.InventedForm("ROMN")),
      latin_(dictionary.InventedForm("LATN")),
      adverb_(dictionary.InventedForm("ADVB")) {}

double Analyzer::ScoreOf(const EntryList& list, uint32_t i) {
  return list.numbers != nullptr ? list.numbers[i] * kMillionth : 1.0 / list.count;
}

std::vector<Parse> Analyzer::FromList(const TypedWord& word) const {
  std::vector<Parse> out(word.list.count);
  for (uint32_t i = 0; i < word.list.count; ++i) {
    out[i].part.entry = word.list.entries[i];
    dictionary_.Restore(word.lower(), word.list.entries[i], &out[i].part.word);
    out[i].score = ScoreOf(word.list, i);
  }
  return out;
}

std::vector<Parse> Analyzer::Analyze(std::string_view word) const {
  const std::string lower = LowerCase(word);
  if (IsCapitalLetter(word, lower)) {
    const Letters letter(dictionary_, lower);
    TypedWord typed;
    if (letter.count() == 1 && dictionary_.FindKey(kCapitalMarker, letter.labels, &typed.list)) {
      typed.size = static_cast<uint32_t>(lower.copy(typed.bytes, sizeof typed.bytes));
      return FromList(typed);
    }
  }
  return Lower(lower, 0);
}

std::vector<Parse> Analyzer::Lower(std::string_view lower, int depth) const {
  TypedWord typed;
  if (dictionary_.Find(lower, &typed)) return FromList(typed);
  const Letters word(dictionary_, lower);
  std::vector<Parse> parses = Guess(word, depth);
  if (parses.empty()) return Invented(lower, unknown_, 1.0);
  if (parses.size() > kMaxParses) parses.resize(kMaxParses);
  Weigh(word, parses);
  return parses;
}

std::vector<Parse> Analyzer::Invented(std::string_view lower, uint32_t form, double score) const {
  Parse parse;
  parse.part.entry = form;
  parse.part.word = lower;
  parse.score = score;
  return {parse};
}

std::vector<Parse> Analyzer::Guess(const Letters& word, int depth) const {
  std::vector<Parse> out;
  const bool is_long = word.count() > kMaxLetters;
  if (IsInteger(word.text)) return Invented(word.text, integer_, kShapeScore);
  if (IsReal(word.text)) return Invented(word.text, real_, kShapeScore);
  if (IsPunctuation(word.text)) return Invented(word.text, punctuation_, kShapeScore);
  if (IsRoman(word.text)) out = Invented(word.text, roman_, kShapeScore);
  if (IsLatin(word.text)) out.push_back(Invented(word.text, latin_, kShapeScore)[0]);
  if (!out.empty()) return out;
  if (!is_long && depth < kMaxDepth) {
    for (const auto unit : {&Analyzer::WithParticle, &Analyzer::AdverbInPo, &Analyzer::Hyphenated, &Analyzer::WithKnownPrefix})
      if (out = (this->*unit)(word, depth + 1); !out.empty()) return out;
  }
  Distinct distinct(dictionary_, &out);
  if (!is_long) WithUnknownPrefix(word, &distinct);
  ByEnding(word, &distinct, &out);
  return out;
}

std::vector<Parse> Analyzer::WithParticle(const Letters& word, int depth) const {
  if (word.text.find('-') == std::string_view::npos) return {};
  for (const std::string_view particle : ParticlesAfterHyphen()) {
    if (!word.text.ends_with(particle) || word.text.size() == particle.size()) continue;
    std::vector<Parse> out;
    Distinct distinct(dictionary_, &out);
    for (Parse& parse : Lower(word.text.substr(0, word.text.size() - particle.size()), depth)) {
      parse.part.tail += particle;
      parse.score *= kParticleScore;
      distinct.Add(std::move(parse));
    }
    return out;
  }
  return {};
}

std::vector<Parse> Analyzer::AdverbInPo(const Letters& word, int depth) const {
  constexpr std::string_view kPo = "по-";
  constexpr size_t kShortest = 5;
  if (word.count() < kShortest || !word.text.starts_with(kPo)) return {};
  for (const Parse& parse : Lower(word.text.substr(kPo.size()), depth)) {
    const DictionaryGrammar& grammar = dictionary_.grammar(parse.form());
    if (static_cast<Pos>(grammar.pos) == Pos::kAdjective && LECTOR_FEAT(grammar.feats, NUMBER) == LECTOR_NUMBER_SING &&
        LECTOR_FEAT(grammar.feats, CASE) == LECTOR_CASE_DAT)
      return Invented(word.text, adverb_, kAdverbScore);
  }
  return {};
}

std::vector<Parse> Analyzer::Hyphenated(const Letters& word, int depth) const {
  const size_t hyphen = word.text.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == word.text.size() ||
      word.text.find('-', hyphen + 1) != std::string_view::npos)
    return {};
  const auto& prefixes = KnownPrefixesLike(word.text);
  if (std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) { return word.text.starts_with(prefix); }))
    return {};
  const std::string_view left_word = word.text.substr(0, hyphen);
  const std::vector<Parse> lefts = Lower(left_word, depth), rights = Lower(word.text.substr(hyphen + 1), depth);
  std::vector<Parse> out;
  // Both change: "команд-участниц".
  for (const Parse& left : lefts) {
    const DictionaryGrammar& grammar = dictionary_.grammar(left.form());
    if (!IsKnown(grammar)) continue;
    for (const Parse& right : rights) {
      if (dictionary_.grammar(right.form()).likeness != grammar.likeness || out.size() >= kMaxParses) continue;
      out.push_back({right.part, left.part, left.score * kHyphenScore});
    }
  }
  // The left one stays: "интернет-магазина".
  for (const Parse& right : rights) {
    if (!IsKnown(dictionary_.grammar(right.form()))) continue;
    out.push_back(right);
    out.back().front().head.insert(0, std::string(left_word) + "-");
    out.back().score *= kHyphenScore;
  }
  return out;
}

std::vector<Parse> Analyzer::WithKnownPrefix(const Letters& word, int depth) const {
  constexpr size_t kShortestRest = 3;
  std::vector<Parse> out;
  Distinct distinct(dictionary_, &out);
  for (const std::string& prefix : KnownPrefixesLike(word.text)) {  // the longest first
    if (!word.text.starts_with(prefix)) continue;
    const auto letter = std::find(word.begin.begin(), word.begin.end(), prefix.size());
    if (static_cast<size_t>(word.begin.end() - letter) < kShortestRest + 1) continue;
    for (Parse& parse : Lower(word.text.substr(prefix.size()), depth)) {
      if (!IsProductive(parse)) continue;
      parse.front().head.insert(0, prefix);
      parse.score *= kKnownPrefixScore;
      distinct.Add(std::move(parse));
    }
  }
  return out;
}

void Analyzer::WithUnknownPrefix(const Letters& word, Distinct* distinct) const {
  constexpr size_t kShortestRest = 3, kLongestPrefix = 5;
  for (size_t size = 1; size <= kLongestPrefix && size + kShortestRest <= word.count(); ++size) {
    TypedWord rest;
    if (!dictionary_.Find(word.from(size), &rest)) continue;
    std::vector<uint32_t> entries(rest.list.entries, rest.list.entries + rest.list.count);
    SortAsOriginal(dictionary_, &entries);
    rest.list.entries = entries.data();
    for (Parse& parse : FromList(rest)) {
      if (!IsProductive(parse)) continue;
      parse.part.head = word.text.substr(0, word.begin[size]);
      parse.score = kUnknownPrefixScore;
      distinct->Add(std::move(parse));
    }
  }
}

void Analyzer::ByEnding(const Letters& word, Distinct* distinct, std::vector<Parse>* out) const {
  constexpr size_t kShortest = 4;
  if (word.count() < kShortest) return;
  const size_t first = out->size();
  for (uint32_t prefix = kPrefixCount; prefix-- > 0;) {
    if (!word.text.starts_with(dictionary_.prefix(prefix))) continue;
    double total = 1;
    const size_t first_of_prefix = out->size();
    for (size_t size = std::min(kLongestEnding, word.count()); size > 0 && total <= 1; --size) {
      EntryList list;
      const std::span<const uint8_t> end(word.labels.data() + word.count() - size, size);
      if (!dictionary_.FindKey(static_cast<uint8_t>(kEndingMarker + prefix), end, &list) || list.numbers == nullptr) continue;
      for (uint32_t i = 0; i < list.count; ++i) {
        total += list.numbers[i];
        Parse parse;
        parse.part.entry = list.entries[i];
        dictionary_.Restore(word.text, list.entries[i], &parse.part.word);
        parse.score = list.numbers[i];
        distinct->Add(std::move(parse));
      }
    }
    for (size_t i = first_of_prefix; i < out->size(); ++i) (*out)[i].score = (*out)[i].score / total * kEndingScore;
  }
  std::stable_sort(out->begin() + static_cast<std::ptrdiff_t>(first), out->end(),
                   [](const Parse& a, const Parse& b) { return a.score > b.score; });
}

// By what is known of the word in texts, else so that all together make 1.
void Analyzer::Weigh(const Letters& word, std::vector<Parse>& parses) const {
  EntryList known;
  double sum = 0;
  if (dictionary_.FindKey(kProbabilityMarker, word.labels, &known) && known.numbers != nullptr) {
    std::vector<double> scores;
    for (const Parse& parse : parses) {
      const uint32_t* const tag = std::find(known.entries, known.entries + known.count, dictionary_.grammar(parse.form()).tag);
      scores.push_back(tag == known.entries + known.count ? 0 : known.numbers[tag - known.entries] * kMillionth);
      sum += scores.back();
    }
    if (sum > 0)
      for (size_t i = 0; i < parses.size(); ++i) parses[i].score = scores[i];
  }
  if (sum > 0) {
    std::stable_sort(parses.begin(), parses.end(), [](const Parse& a, const Parse& b) { return a.score > b.score; });
    return;
  }
  for (const Parse& parse : parses) sum += parse.score;
  for (Parse& parse : parses) parse.score *= 1.0 / sum;
}

}  // namespace lector::text::ru
