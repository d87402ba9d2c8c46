// Lexicon: the word lists of the data folder, looked up by folded word.
#ifndef LECTOR_PLUGINS_ENTITIES_LEXICON_H_
#define LECTOR_PLUGINS_ENTITIES_LEXICON_H_

#include <lector/word_table.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "letters.h"

namespace lector::entities {

// What a list says of a word; a word may have several.
enum WordFlag : uint32_t {
  kRole = 1u << 0,             // президент, director
  kTerritorialRole = 1u << 1,  // a role that a place stands behind
  kHonorific = 1u << 2,        // г-н, Mr
  kRoleForm = 1u << 3,         // the role stands as the list has it, which is the nominative for an entry with "*"
  kOrgBeforeQuote = 1u << 4,   // компания «X»
  kOrgHead = 1u << 5,          // Верховный суд
  kOrgAlone = 1u << 6,         // правительство
  kOrgForm = 1u << 7,          // ОАО
  kPlaceBefore = 1u << 8,      // город X
  kPlaceAfter = 1u << 9,       // X область
  kPlaceInName = 1u << 10,     // Республика X
  kFacility = 1u << 11,        // резиденция «X»
  kFunction = 1u << 12,        // opens sentences, names nothing
  kSpeech = 1u << 13,
  kParticle = 1u << 14,       // фон
  kPreposition = 1u << 15,    // в
  kNameAdjective = 1u << 16,  // Северный
  kGivenName = 1u << 24,      // in Latin letters
  kKin = 1u << 23,            // a role that is no office: жена, друг
  kNoComplement = 1u << 22,   // "Совет | города"
  kNotName = 1u << 20,        // Интернет
  kOrgAloneTitle = 1u << 21,  // Дума, with a capital
  kOrgWithPlace = 1u << 19,   // власти: a body where a place stands beside it
  kWork = 1u << 18,           // a film, a book, a ship: the name in quotes behind it is no entity
  kCalendar = 1u << 17,       // months and days of the week
  kOrgUnit = 1u << 25,        // пресс-служба: a part of the body that is named behind it
  kBodyAdjective = 1u << 26,  // временный: narrows the noun of a body
  kTerritory = 1u << 28,      // страна, город: said for the one that the text is about
  kIndeclinable = 1u << 29,   // Минобороны
  kMember = 1u << 30,         // вратарь «X»: who belongs to the body whose name stands behind in quotation marks
  kCalling = 1u << 31,        // актёр: an adjective of a country before it is a nationality
  kLevel = 1u << 27,          // областной: says of which level or territory a body is
};

inline constexpr uint32_t kAnyBody =
    kOrgBeforeQuote | kOrgHead | kOrgAlone | kOrgForm | kOrgWithPlace | kOrgUnit | kFacility | kOrgAloneTitle;

// Reads a file of the data folder, whose bytes outlive the lexicon; throws when it is not there.
using ReadFile = std::function<std::string_view(std::string_view path)>;

// Immutable once made, thread-safe.
class Lexicon {
 public:
  struct Entry {
    uint32_t flags = 0;
    bool guessed = false;                   // some of it by an entry with "*" that stands for letters
    std::string_view org_type, place_type;  // finer types, of the file's bytes: "company", "city"; empty: none known
  };

  // A noun that stands alone for bodies of its class: "банк".
  struct ClassNoun {
    std::string lemma;                    // folded
    std::vector<std::string_view> types;  // finer types of the bodies
    bool named = false;                   // also for one in whose name it stands
    bool untyped = false;                 // also for one whose finer type is not known
    bool ministry = false;                // also for a ministry
    bool no_government = false;           // never for a body of the state
  };

  explicit Lexicon(const ReadFile& read);

  // Everything known of a folded word, entries with "*" included.
  Entry Find(std::string_view folded) const { return Find(folded, 3); }
  // The same where "*" may stand for at most `ending` letters.
  Entry Find(std::string_view folded, size_t ending) const;
  // An abbreviation in capitals that names nothing: "ВВП".
  bool IsPlainAbbreviation(std::string_view as_written) const { return abbreviations_.find(as_written) != WordTable::kNone; }
  // A social network or a service where people post, in any case form: "Твиттере".
  bool IsPlatform(std::string_view folded) const { return Listed(platforms_, folded); }
  // The finer type of a noun of bodies with this adjective, by their lemmas: "национальный", "банк"; empty: the noun's own.
  std::string_view NarrowedType(std::string_view adjective, std::string_view noun) const;
  // A word of sport, "матч".
  bool IsOfSport(std::string_view folded) const { return Listed(sport_, folded); }
  // What one has in or against a company: "доля" in "доля в Facebook".
  bool IsOfCompany(std::string_view folded) const { return Listed(of_company_, folded); }
  // The second word of a title, "римский", behind any case form of the first, "папа".
  bool IsRoleTail(std::string_view folded, std::string_view before) const {
    const Stems* tails = role_tails_.find(before);
    return tails != nullptr && Listed(*tails, folded);
  }
  // A work whose name may stand behind it without quotation marks, in Latin letters: "альбом".
  bool IsTitledWork(std::string_view folded) const { return Listed(titled_works_, folded); }
  // Phrases that complete a noun of an organisation, by their first word; the longest first.
  const std::vector<std::vector<std::string>>* Complements(std::string_view first_word) const {
    return complements_.find(first_word);
  }
  // The lemma of a noun of bodies behind which "за" says what they are for: "движение | за права".
  bool IsForACause(std::string_view lemma) const { return Listed(causes_, lemma); }
  // Of a word that ends as the names of bodies do, in any case form, "Совкомбанке": the finer type, empty where the end does not
  // show it; null: it does not end so.
  const std::string_view* OrganizationByEnd(std::string_view folded) const;
  // Null: none.
  const ClassNoun* FindClassNoun(std::string_view lemma) const { return class_nouns_.find(lemma); }

 private:
  void AddClassNouns(std::string_view text);
  void Add(std::string_view word, const Entry& entry);
  void AddList(std::string_view text, uint32_t flags);
  void AddBodyAdjectives(std::string_view text);
  void AddRoles(std::string_view text);
  void AddTyped(std::string_view text, bool places);
  void AddComplements(std::string_view text);
  void AddCalendar();

  struct Stem {
    bool open;  // at most three letters may follow
  };
  using Stems = WordMap<Stem>;  // folded
  static bool Listed(const Stems& stems, std::string_view folded);
  static void AddStem(Stems& stems, std::string_view entry);

  struct Known {
    Entry word, beginning;  // of the entry as it stands, of that with "*"
  };
  WordMap<Known> words_;
  // The lengths of the entries that begin alike, which tell of most words that they are not listed: for the hash of the first
  // eight bytes a bit for each number of bytes.
  static constexpr size_t kBeginnings = 4096;
  static size_t BeginningOf(std::string_view folded) { return FirstBytes(folded) * 0x9E3779B97F4A7C15u >> 32 & (kBeginnings - 1); }
  static uint32_t LengthOf(std::string_view folded) { return 1u << std::min<size_t>(folded.size(), 31); }
  std::array<uint32_t, kBeginnings> lengths_ = {};

  struct End {
    std::string_view letters, type;
  };
  WordMap<std::vector<End>> organization_ends_;  // by their last two letters
  WordMap<ClassNoun> class_nouns_;
  WordTable abbreviations_;
  WordMap<std::vector<std::vector<std::string>>> complements_;
  Stems platforms_, of_company_, titled_works_, sport_, causes_;
  struct Narrowed {
    std::string_view noun, type;
  };
  WordMap<std::vector<Narrowed>> narrowed_;  // by the adjective
  WordMap<Stems> role_tails_;  // by the first word
};

// The lines of a data file without comments, empty lines and space at the ends; fields are divided by tabs.
void ForEachLine(std::string_view text, const std::function<void(const std::vector<std::string_view>& fields)>& use);

}  // namespace lector::entities
#endif  // LECTOR_PLUGINS_ENTITIES_LEXICON_H_
