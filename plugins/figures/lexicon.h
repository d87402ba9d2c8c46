// Lexicon: the vocabulary of the plugin, read from its data files. README.md says how a line is written.
//
// A phrase is a sequence of atoms (scanner.h); an entry says what the phrase means. Phrases lie in a trie over word ids,
// so that the longest one at a place is found in as many steps as it has atoms. Filled once, then read by all threads.
#ifndef LECTOR_PLUGINS_FIGURES_LEXICON_H_
#define LECTOR_PLUGINS_FIGURES_LEXICON_H_

#include <lector/word_table.hpp>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/figures/scanner.h"
#include "plugins/figures/value.h"

namespace lector::figures {

enum class Category : uint8_t {
  // numbers
  kOnes,
  kTeens,
  kTens,
  kHundreds,
  kHundred,
  kMagnitude,
  kTimes,
  kValue,
  kSeveral,
  kFraction,
  kWhole,
  kPoint,
  kParts,
  kPlusHalf,
  kAnd,
  kArticle,
  kEnding,
  kPower,
  kSign,
  // units
  kUnit,
  kUnitOf,
  kPossessive,
  kAnnual,
  kAdjective,
  kAdjectiveMagnitude,
  kCompound,
  kPer,
  kDenominator,
  kFixed,
  // context
  kModifier,
  kModifierAfter,
  kChange,
  kPreposition,
  kSeparator,
  kTarget,
  kShare,
  kPrevious,
  kFunction,
  kNotFigure,
  kCounter,
  kMeasure,
  kLevelVerb,
  kReach,
  kReal,
  kDuty,
  kPlan,
  kPace,
  kForesee,
  kAdded,
  kWork,
  kShareVerb,
  kOfThem,
  kCollective,
  kContainer,
  kDegree,
  kWeight,
  kDirection,
  kPronoun,
  kOwned,
  kOthers,
  kIncluding,
  kSum,
  kPurpose,
  kBase,
  kTimeNoun,
  kTelling,
  kLose,
  kAble,
  kPrize,
  kInsertion,
  kDone,
  kPayer,
  kPlural,
  kEqual,
  kEarlier,
  kNegation,
  kNameTail,
  kOnly,
  kAgo,
  // periods
  kMonth,
  kYear,
  kQuarter,
  kHalf,
  kOrdinal,
  kMonths,
  kRelative,
  kDated,
  kPeriodWord,
  kSumWord,
  kSense,
  kAbout,
  kBeforeOne,
  kSmallerUnit,
  kShortPart,
  kExtent,
  kEconomic,
  kCount_
};

// A set of categories.
class Categories {
 public:
  constexpr Categories() = default;
  constexpr Categories(std::initializer_list<Category> categories) {
    for (const Category category : categories) Add(category);
  }
  constexpr void Add(Category category) { words_[Word(category)] |= Bit(category); }
  constexpr bool Has(Category category) const { return (words_[Word(category)] & Bit(category)) != 0; }
  constexpr bool HasAny(const Categories& other) const {
    return ((words_[0] & other.words_[0]) | (words_[1] & other.words_[1])) != 0;
  }

 private:
  static_assert(static_cast<size_t>(Category::kCount_) <= 128);
  static constexpr size_t Word(Category category) { return static_cast<size_t>(category) / 64; }
  static constexpr uint64_t Bit(Category category) { return uint64_t{1} << static_cast<size_t>(category) % 64; }

  uint64_t words_[2] = {};
};

enum class Kind : uint8_t { kNone, kMoney, kPercent, kPoints, kMultiple, kQuantity, kCount, kRate, kIndex, kNumber, kTime };

// What a line of a data file says besides its forms. Which fields mean something depends on the category.
struct Entry {
  Category category = Category::kCount_;
  Kind kind = Kind::kNone;
  std::string code;   // unit, direction, preposition, ...: the word behind the category
  std::string extra;  // the word behind that
  int32_t shift = 0;  // powers of ten of a magnitude or a part
  Value value;
  bool one = false, many = false;  // a magnitude that may stand alone: "миллион", "миллионы"
  bool part = false;               // kopecks, cents
  bool upper = false;              // only in capitals: codes of currencies
  bool before = false;             // a unit that may stand before the number: "$", "HK$"; written without spaces
  bool apart = false;              // such a unit that may have spaces in it: "canadian $"
  bool digits = false;             // a unit only behind digits: "г", "м"
  bool glued = false;              // a unit or magnitude only without a space before it: "6in", "5M"
  bool money = false;              // a magnitude only of money: "$5m"
  bool approximate = false;
  bool not_economic = false;
};

// A text cut into atoms, with the words looked up. Atoms carry their ids; `folded` text is not kept.
struct Text {
  std::string_view text;
  std::vector<Atom> atoms;
  bool english = false;
  bool numerals = false;  // bare numbers are wanted as well

  uint32_t size() const { return static_cast<uint32_t>(atoms.size()); }
  std::string_view raw(uint32_t i) const { return text.substr(atoms[i].begin, atoms[i].end - atoms[i].begin); }
  // The ASCII character that atom i is, 0 for anything else or past the end.
  char symbol(uint32_t i) const {
    return i < size() && atoms[i].kind == AtomKind::kSymbol && atoms[i].end - atoms[i].begin == 1 ? text[atoms[i].begin] : '\0';
  }
  bool is_digits(uint32_t i) const { return i < size() && atoms[i].kind == AtomKind::kDigits; }
  bool is_word(uint32_t i) const { return i < size() && atoms[i].kind == AtomKind::kWord; }
  bool is_dash(uint32_t i) const;                                                    // - – — −
  bool glued(uint32_t i) const { return i < size() && i > 0 && atoms[i].gap == 0; }  // no space before atom i
};

struct Match {
  const Entry* entry = nullptr;
  uint32_t end = 0;  // the atom behind the phrase
  explicit operator bool() const { return entry != nullptr; }
};

class Lexicon {
 public:
  Lexicon();

  // Reads a data file. Throws std::invalid_argument that names the file and line of what it does not understand.
  void AddFile(std::string_view name, std::string_view content);
  // Adds an entry with its forms, as a line "unit money USD : form, form" would. Of two entries of a category that share
  // a form the first keeps it.
  void Add(const Entry& entry, const std::vector<std::string>& forms);

  Text Scan(std::string_view text, bool english, bool numerals = false) const;

  // The longest phrase of this category that begins at atom i; it does not reach over a line break.
  Match Find(const Text& text, uint32_t i, Category category) const {
    return i < text.size() && begins_[text.atoms[i].word].categories.Has(category) ? FindLongest(text, i, category) : Match();
  }
  // Whether the word at atom i begins a phrase of any of these: false for most words, at next to no cost.
  bool MayBegin(const Text& text, uint32_t i, const Categories& categories) const {
    return begins_[text.atoms[i].word].categories.HasAny(categories);
  }
  bool Has(const Text& text, uint32_t i, Category category) const { return Find(text, i, category).entry != nullptr; }
  // A phrase that must be one word, in lower case: for lemmas and the parts of glued compounds.
  const Entry* FindWord(std::string_view lower, Category category) const;
  // False when no glued compound ("двухмиллиардный") begins like this word: cheaper than looking its parts up.
  bool MayBeCompound(std::string_view word) const {
    return word.size() >= kShortestCompound && compound_heads_.find(word.substr(0, kCompoundHead)) != WordTable::kNone;
  }
  // The longest part of glued compounds ("двух", "пяти") that a word in lower case begins with; its size in bytes.
  const Entry* FindCompoundPart(std::string_view lower, size_t* size) const;

 private:
  struct Node {
    std::vector<uint32_t> entries;
  };
  Match FindLongest(const Text& text, uint32_t i, Category category) const;
  void AddForm(std::string_view form, uint32_t id);
  void AddCompoundPart(std::string_view form, uint32_t id);
  uint32_t Child(uint32_t node, uint32_t word) const;  // 0: none
  void AddLine(std::string_view line, std::map<std::string, std::string, std::less<>>* macros);

  // What stands at the beginning of phrases by word. Most words that are looked up begin one of a single word.
  struct Beginning {
    Categories categories;  // of which a phrase begins with it
    uint32_t node = 0;      // behind it
  };
  WordTable words_;  // word 0 is none
  std::vector<Beginning> begins_;
  std::unordered_map<uint64_t, uint32_t> children_;  // of the nodes but the root
  std::vector<Node> nodes_;
  std::vector<Entry> entries_;
  struct CompoundPart {
    std::string form;
    uint32_t id = 0;
  };
  static constexpr size_t kShortestCompound = 14, kCompoundHead = 6;  // bytes
  WordTable compound_heads_;  // the first three letters as texts have them: small and capital, with and without "ё"
  WordMap<std::vector<CompoundPart>> compound_parts_;  // by their first three letters, the longest first
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_LEXICON_H_
