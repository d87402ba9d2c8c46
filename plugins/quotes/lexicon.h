// Lexicon: the words by which quotes are recognised, read once from the plugin's data files and shared by all threads.
//
//   cues.*.tsv      reporting verbs and fixed expressions: lemma, types, irregular forms
//   sources.*.tsv   phrases that name a source: "по словам", "according to"
//   words.*.tsv     class and words: role nouns, media, conjunctions, prepositions, pronouns
//   heads.ru.tsv    nouns and the offices of those who head it: "государство", "президент"
//   roles.*.tsv     kind and nouns of people, those that may mean one person in one line
//
// Lines that start with # and empty lines are passed over; columns are parted by tabs. Words are compared case folded,
// with ё as е. A phrase may have one `*` where any word of the class "possessive" stands: "по * словам".
#ifndef LECTOR_PLUGINS_QUOTES_LEXICON_H_
#define LECTOR_PLUGINS_QUOTES_LEXICON_H_

#include <lector/word_table.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conjugation.h"

namespace lector::quotes {

// What a cue can do; the second column of cues.*.tsv.
enum CueType : uint32_t {
  kCueSay = 1u << 0,       // say: with quoted words and with a clause after "что", "that"
  kCueDirect = 1u << 1,    // direct: only with quoted words ("продолжил", "smiled")
  kCueName = 1u << 2,      // name: calls something something, "назвал план «ошибкой»"
  kCueUrge = 1u << 3,      // urge: asks for something, "призвал «дать отпор»"
  kCueBare = 1u << 4,      // bare: takes a clause without a conjunction, "said the bridge was open"
  kCueTell = 1u << 5,      // tell: its object is the listener, "told reporters that"
  kCueGerund = 1u << 6,    // of a gerund or participle, given by the form: no subject of its own, "добавив, что"
  kCueAsk = 1u << 7,       // ask: a question
  kCueDeny = 1u << 8,      // deny
  kCuePromise = 1u << 9,   // promise
  kCueState = 1u << 10,    // state: a state of mind told of ("уверен"); quoted words only before it or behind its colon
  kCuePassive = 1u << 11,  // passive: the source is a document or a place, "говорится в заявлении"
  kCueCarry = 1u << 12,    // carry: of a name that is no person's, a medium passing on, "пишет «Вестник»"
  kCueOwn = 1u << 14,      // own: what a medium says so are its own words, «A», — отмечает газета
  kCueDecline = 1u << 15,  // decline: says that nothing more is said, "отказался уточнить"; no cue by itself
  kCueAnswer = 1u << 16,   // answer: of whoever was asked or told something, "ответил"
  kCueRelay = 1u << 13  // relay: its object speaks, "цитирует Лосева", "приводит слова Лосева"
};

// Kinds of nouns of people; the first column of roles.*.tsv.
enum RoleKind : uint32_t { kRoleOffice = 1u << 0, kRolePost = 1u << 1, kRoleCase = 1u << 2, kRoleFamily = 1u << 3 };

// Classes of single words; the first column of words.*.tsv.
enum WordClass : uint32_t {
  kWordRole = 1u << 0,      // role: noun of a person that speaks, in the nominative
  kWordModifier = 1u << 1,  // modifier: stands before a role, "бывший", "first"
  kWordMedium = 1u << 2,    // medium: noun or name of a medium, any case
  kWordPreposition = 1u << 3,
  kWordConjunction = 1u << 4,
  kWordThat = 1u << 5,         // that: opens a reported clause
  kWordPronoun = 1u << 6,      // pronoun: personal, in the nominative
  kWordPossessive = 1u << 7,   // possessive: "его", "his"
  kWordListener = 1u << 8,     // listener: those spoken to, "журналистам", "reporters"
  kWordAdverb = 1u << 9,       // adverb: stands freely beside a verb
  kWordRelative = 1u << 10,    // relative: "который", "who"
  kWordDeterminer = 1u << 11,  // determiner: "the", "этот"
  kWordUnnamed = 1u << 12,     // unnamed: a source that is none, "некоторым"
  kWordAnaphor = 1u << 13,     // anaphor: opens a sentence that points to the one before, "об этом"
  kWordAs = 1u << 14,          // as: opens an inserted attribution, "как"
  kWordLinking = 1u << 15,     // linking: may stand before an inserted attribution, "кроме того", "однако"
  kWordClause = 1u << 16,      // clause: an auxiliary or modal, sure sign of a clause, "is", "will"
  kWordDocument = 1u << 17,    // document: noun of a text that speaks, "заявлении", "report"
  kWordGroup = 1u << 18,    // group: a role that never stands for one person named before, "эксперты", "источник"
  kWordSetting = 1u << 19,  // setting: where or when, not who, "в беседе", "в среду"
  kWordChief = 1u << 20,  // chief: roles that name the same office in other words, "глава", "министр", "руководитель"
  kWordFirstPerson = 1u << 23,  // first: of the first person, "мне", "my"
  kWordStatute = 1u << 22,      // statute: a text that rules rather than speaks, "закон", "устав"; by lemma
  kWordCondition = 1u << 24,    // condition: opens a clause of what has not happened, "если", "if"
  kWordGeneric = 1u << 25,      // generic: a person told by no office, "мужчина", "собеседник", "the star"
  kWordAuthority = 1u << 27,    // authority: an institution of the state, "ведомство"
  kWordOffice = 1u << 26,  // office: an adjective of agencies that do not carry news, "рейтинговое агентство"
  kWordOther = 1u << 29,   // other: tells a person from those named before, "другой", "неназванный"
  kWordMan = 1u << 28,     // man: never of a woman, "мужчина"
  kWordQuestion = 1u << 30,    // question: labels a question of an interview, "Вопрос", "Q"
  kWordAnswer = 1u << 31,      // answer: labels an answer, "Ответ", "A"
  kWordInstitution = 1u << 21  // institution: a noun that points back to an organisation, "ведомство", "компания"
};

struct Cue {
  std::string lemma;
  uint32_t types = 0;
};

struct Phrase {
  std::vector<uint32_t> words;     // their numbers in the lexicon; Lexicon::kPossessive: any possessive may stand there
  int32_t cue = -1;                // of Lexicon::cues(); -1: not a cue
  bool source = false;             // a source phrase, whose source comes behind it, or is its `*`
  bool verb = false;               // its first word is conjugated: no other part of speech is meant
  bool plural = false;             // only behind a plural subject: "officials say"
};

class LexiconError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Conjugator = Conjugation (*)(std::string_view);

// Immutable once filled; thread-safe then.
class Lexicon {
 public:
  // Each takes the bytes of one file; `name` is for the message of the LexiconError that a wrong line throws.
  void AddCues(std::string_view bytes, std::string_view name, Conjugator conjugate);
  void AddSources(std::string_view bytes, std::string_view name);
  void AddWords(std::string_view bytes, std::string_view name);

  // Nouns of people, a line a set that may mean one person, by kinds.
  void AddRoles(std::string_view bytes, std::string_view name);

  // What chiefs are chief of, and the offices that such a chief may hold.
  void AddHeads(std::string_view bytes, std::string_view name);

  // Words that tell men from women, of languages whose morphology does not.
  void AddGenders(std::string_view bytes, std::string_view name);

  struct Entry {
    uint32_t classes = 0;
    uint8_t gender = 0;                 // LECTOR_GENDER_MASC, LECTOR_GENDER_FEM, or 0
    std::vector<Phrase> phrases;        // that begin with this word, the longest first
    std::vector<Phrase> lemma_phrases;  // whose verb has this dictionary form, for texts with morphology
    std::vector<std::string> offices;   // by AddHeads(), of a noun that has a chief
    std::vector<uint16_t> roles;        // the lines of AddRoles() that have it, ascending
    uint32_t role_kinds = 0;            // and a bit for each of their kinds
    bool listed = false;                // a word of some list, not only of the middle of a phrase or the dictionary form of a verb
  };
  static constexpr uint32_t kNoWord = WordTable::kNone, kPossessive = kNoWord - 1;

  // The number of a word, `folded` as Fold() gives it; kNoWord: not there. Words are equal where their numbers are.
  uint32_t NumberOf(std::string_view folded) const { return words_.find(folded); }
  const Entry& entry(uint32_t number) const { return entries_[number]; }
  // nullptr: not a word of the lists.
  const Entry* Find(std::string_view folded) const {
    const uint32_t number = NumberOf(folded);
    return number != kNoWord && entries_[number].listed ? &entries_[number] : nullptr;
  }
  // The same cue without a subject of its own.
  int32_t Gerund(int32_t cue) const { return gerunds_[static_cast<size_t>(cue)]; }
  const Cue& cue(int32_t i) const { return cues_[static_cast<size_t>(i)]; }

 private:
  int32_t AddCue(Cue cue);
  uint32_t AddWord(std::string_view word);
  Entry& AddEntry(std::string_view word);
  static void AddLongestFirst(Phrase phrase, std::vector<Phrase>* phrases);
  void AddPhrase(std::string_view form, int32_t cue, bool source, bool verb, bool plural = false);
  void AddForms(const std::vector<std::string_view>& words, size_t verb, const std::vector<std::string>& forms, int32_t cue,
                bool plural = false);

  WordTable words_;
  std::vector<Entry> entries_;  // by number
  std::vector<Cue> cues_;
  std::vector<int32_t> gerunds_;
  uint16_t role_count_ = 0;
};

// Lower case by code points, ё as е, ’ as '. Writes over `out`, so that a loop keeps its buffer.
void Fold(std::string_view word, std::string* out);

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_LEXICON_H_
