// Dictionary: the compiled dictionary of Russian, mapped and checked; look-up of word forms, endings and probabilities.
//
//   Result<std::unique_ptr<Dictionary>> dictionary = Dictionary::Open(data_dir + "/morph.ru.bin");
//   TypedWord word;
//   if ((*dictionary)->Find("Стали", &word)) {
//     for (uint32_t i = 0; i < word.list.count; ++i) {
//       (*dictionary)->AppendLemma(word.lower(), word.list.entries[i], &lemma);  // "стать", "сталь", ...
//     }
//   }
//
// Open() follows every reference in the file once, so that nothing read later can lead out of it.
#ifndef LECTOR_DAEMON_TEXT_RU_DICTIONARY_H_
#define LECTOR_DAEMON_TEXT_RU_DICTIONARY_H_

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/text/model_file.h"
#include "daemon/text/ru/dictionary_format.h"

namespace lector::text::ru {

// What a key leads to. `numbers`: NULL, or one for each entry (see dictionary_format.h).
struct EntryList {
  const uint32_t* entries = nullptr;
  const uint32_t* numbers = nullptr;
  uint32_t count = 0;
};

inline uint32_t FormOf(uint32_t entry) { return entry & kFormMask; }

// A word as it was found: in lower case, as it was typed.
struct TypedWord {
  static constexpr size_t kCapacity = 128;  // bytes; longer words are in no dictionary
  static constexpr size_t kSlack = 32;      // behind it, so that copies may have a fixed size
  char bytes[kCapacity + kSlack];
  uint32_t size = 0;
  EntryList list;
  std::string_view lower() const { return {bytes, size}; }
};

// Immutable, thread-safe.
class Dictionary {
 public:
  static Result<std::unique_ptr<Dictionary>> Open(const std::string& path);
  static Result<std::unique_ptr<Dictionary>> Read(ModelFile file);  // mapped and not checked yet

  // The analyses of a word form in any case; e may stand for ё. False: the dictionary does not have it.
  bool Find(std::string_view word, TypedWord* out) const;
  // The same for each of several words: their walks wait for memory together. `found`: a bit a word, the first in the lowest.
  static constexpr size_t kAtOnce = 16;
  uint32_t FindEach(std::span<const std::string_view> words, TypedWord* out) const;

  // The list of a key: a marker (or 0) and letters in lower case. False: there is none. `labels` are those of LabelOf().
  bool FindKey(uint8_t marker, std::span<const uint8_t> labels, EntryList* out) const;
  // 0 for what is no letter of the dictionary.
  uint8_t LabelOf(uint32_t code_point) const;

  const DictionaryForm& form(uint32_t number) const { return forms_[number]; }
  const DictionaryGrammar& grammar(uint32_t form) const { return GrammarAt(forms_[form].grammar); }
  const DictionaryGrammar& GrammarAt(uint16_t number) const { return grammars_[number]; }  // DictionaryForm.grammar
  // Fetches into the caches what GrammarAt() will read.
  void ExpectGrammars() const;
  std::string_view tag(uint32_t form) const { return tags_[grammar(form).tag]; }  // of OpenCorpora, "NOUN,inan,femn sing,nomn"
  uint32_t form_count() const { return static_cast<uint32_t>(forms_.size()); }
  uint32_t first_form(uint32_t paradigm) const { return paradigms_[paradigm]; }
  uint32_t end_form(uint32_t paradigm) const { return paradigms_[paradigm + 1]; }
  // The form of a tag that has no words in the dictionary, "LATN".
  uint32_t InventedForm(std::string_view tag) const;

  // Puts ё where the entry says that the dictionary has it.
  void Restore(std::string_view lower, uint32_t entry, std::string* out) const;
  // The lemma of a found word. Writes over at most kMaxLemma bytes and returns how many of them it has.
  static constexpr size_t kMaxLemma = TypedWord::kCapacity + 512;
  size_t WriteLemma(const TypedWord& word, uint32_t entry, char* out) const;
  // The same for a word of any length. Appends.
  void AppendLemma(std::string_view lower, uint32_t entry, std::string* out) const;
  // A word of form `from`, with its ё, put into form `to` of the same paradigm.
  std::string Reform(std::string_view word, uint32_t from, uint32_t to) const;

  std::string_view prefix(uint32_t place) const { return prefixes_[place]; }
  size_t size() const { return file_.size(); }  // bytes, mapped

 private:
  // Strings one behind the other.
  struct StringTable {
    std::string_view pool;
    std::span<const uint32_t> offsets;
    std::string_view operator[](size_t i) const { return pool.substr(offsets[i], offsets[i + 1] - offsets[i]); }
    size_t size() const { return offsets.size() - 1; }
  };
  struct Letter {
    char lower[2];
    uint8_t size, label;
  };
  struct LemmaCut {
    uint32_t from;     // of the lemma's ending, in the pool of endings
    uint16_t off, on;  // bytes to take off the word and to put on
  };
  static constexpr uint32_t kTableSize = 0x800;  // code points of one and two bytes

  // A word on its way through the units.
  struct Walk {
    const char *at, *end;
    char* to;  // where the next letter in lower case goes
    TypedWord* out;
    uint32_t unit;  // of the root its base
  };

  explicit Dictionary(ModelFile file) : file_(std::move(file)) {}
  Status Map();
  Status Check() const;
  Status CheckForms() const;
  Status CheckLists(std::vector<bool>* begins) const;
  Status CheckUnits() const;
  Status ReadStrings(const std::string& name, StringTable* out) const;
  void MakeLetters();
  void MakeCuts();
  bool StepTo(uint32_t* unit, uint8_t label) const;
  static bool Start(std::string_view word, TypedWord* out, Walk* walk);
  bool TakeLetter(Walk* walk) const;
  bool End(Walk* walk) const;
  EntryList ListAt(uint32_t unit) const;
  std::string_view StemOf(std::string_view word, const DictionaryForm& form) const;

  ModelFile file_;
  std::span<const uint32_t> alphabet_, units_, lists_, paradigms_;
  std::span<const DictionaryForm> forms_;
  std::span<const DictionaryGrammar> grammars_;
  StringTable endings_, tags_, prefixes_;
  std::vector<Letter> letters_;
  std::vector<LemmaCut> cuts_;  // of each form
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_DICTIONARY_H_
