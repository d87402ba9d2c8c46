// Lexicon: what the morphology says of a word wherever it stands: every reading, with its lemma. Words that come again are kept.
//
//   Lexicon::Scratch scratch;
//   const Word& word = lexicon.Get("стали", &scratch);
//   for (const WordReading& reading : word.readings())
//     use(dictionary.GrammarAt(reading.grammar), word.lemma(reading), reading.score);
//
// A text is made of few words: of the words of a news item four in five came in the thousand items before it. Such a word costs a
// hash and a comparison; another costs a walk through the dictionary or, if that does not have it, a guess, which takes longer by
// far. Whether a word was kept changes nothing of what is said about it.
#ifndef LECTOR_DAEMON_TEXT_RU_LEXICON_H_
#define LECTOR_DAEMON_TEXT_RU_LEXICON_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/text/ru/analyzer.h"
#include "daemon/text/ru/dictionary.h"
#include "daemon/text/ru/large_pages.h"

namespace lector::text::ru {

struct WordReading {
  static constexpr uint32_t kOfParts = ~uint32_t{0};
  float score;
  uint32_t entry;    // of the whole word, or of its ending; kOfParts: ask Analyzer::Analyze() for what it has at this place
  uint16_t grammar;  // of Dictionary::GrammarAt()
  uint16_t lemma;    // of Word::lemma()
};

// A word as it is typed. Immutable but for the note; its arrays stand behind it.
class Word {
 public:
  static constexpr size_t kSlack = 32;  // bytes that may be read from the beginning of any lemma on

  std::span<const WordReading> readings() const { return {reinterpret_cast<const WordReading*>(behind() + spelling_room()), count_}; }
  std::string_view lemma(const WordReading& reading) const {
    const uint32_t* const ends = lemma_ends();
    const uint32_t begin = reading.lemma == 0 ? 0 : ends[reading.lemma - 1];
    return {lemmas() + begin, ends[reading.lemma] - begin};
  }
  bool known() const { return known_; }                  // of the dictionary, not guessed
  uint64_t lemma_bytes() const { return lemma_bytes_; }  // of the lemmas of all readings

  // Which reading is meant is found again and again for the same words in the same contexts: one such answer may be noted.
  // `context`: below 2^kContextBits. The first note stands.
  static constexpr uint32_t kContextBits = 47, kNothingNoted = ~uint32_t{0};
  uint32_t Noted(uint64_t context) const {
    const uint64_t note = note_.load(std::memory_order_relaxed);
    return note >> kNoteBits == context + 1 ? static_cast<uint32_t>(note & kNoteMask) : kNothingNoted;
  }
  void Note(uint64_t context, uint32_t reading) const {
    if (note_.load(std::memory_order_relaxed) == 0) note_.store((context + 1) << kNoteBits | reading, std::memory_order_relaxed);
  }

 private:
  friend class Lexicon;
  static constexpr uint32_t kNoteBits = 16;
  static constexpr uint64_t kNoteMask = (1u << kNoteBits) - 1;

  // In this order: the spelling of one that is kept, readings, the ends of the lemmas, the lemmas.
  const char* behind() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view spelling() const { return {behind(), spelling_size_}; }
  size_t spelling_room() const { return (spelling_size_ + alignof(WordReading) - 1) & ~(alignof(WordReading) - 1); }
  const uint32_t* lemma_ends() const { return reinterpret_cast<const uint32_t*>(readings().data() + count_); }
  size_t lemma_count() const { return readings().back().lemma + size_t{1}; }
  const char* lemmas() const { return reinterpret_cast<const char*>(lemma_ends() + lemma_count()); }
  const char* end() const {
    const uint32_t* const ends = lemma_ends();
    const size_t last = lemma_count() < 2 ? 0 : ends[lemma_count() - 2];
    return lemmas() + std::max<size_t>(ends[lemma_count() - 1], last + kSlack);
  }

  mutable std::atomic<uint64_t> note_ = 0;
  uint32_t lemma_bytes_ = 0;
  uint16_t count_ = 0;
  uint8_t spelling_size_ = 0;
  bool known_ = false;
};
static_assert(sizeof(Word) == 16);

// Thread-safe.
class Lexicon {
 public:
  // Keeps words until they fill `capacity` bytes: those that were met twice lately, from then on. The memory, with its tables 6
  // MiB as usual, is taken as words come. `analyzer` must outlive it.
  static constexpr size_t kUsual = (5 << 20) + (7 << 16);
  explicit Lexicon(const Analyzer& analyzer, size_t capacity = kUsual);

  // Holds the words that are not kept. Of one thread; made on the stack.
  class Scratch {
   public:
    Scratch() : memory_(first_.data(), first_.size()) {}
    void Clear() { memory_.release(); }  // the words given so far are gone

   private:
    friend class Lexicon;
    void Begin();
    void Add(WordReading reading, std::string_view lemma);
    const Word* Finish(bool known);

    alignas(Word) std::array<std::byte, 4096> first_;
    std::pmr::monotonic_buffer_resource memory_;
    std::vector<WordReading> readings_;  // of the word being made
    std::vector<uint32_t> ends_;
    std::string lemmas_;
    uint64_t lemma_bytes_ = 0;
  };

  // `word`: as typed, not empty. What is given lives as long as lexicon and scratch.
  const Word& Get(std::string_view word, Scratch* scratch) const;
  // Several, at most kAtOnce, which wait for memory together. out[i] is NULL where words[i] is empty.
  static constexpr size_t kAtOnce = 64;
  void GetEach(std::span<const std::string_view> words, Scratch* scratch, const Word** out) const;
  // Of the dictionary alone; NULL: it does not have the word. Never kept.
  const Word* GetKnown(std::string_view word, Scratch* scratch) const;

  const Analyzer& analyzer() const { return analyzer_; }
  const Dictionary& dictionary() const { return dictionary_; }

 private:
  // Open addressing: 0, or where a kept word begins, in units of kUnit bytes from 1 on, and bits of its hash.
  using Slot = std::atomic<uint32_t>;
  static constexpr uint32_t kPlaceBits = 20, kPlaceMask = (1u << kPlaceBits) - 1;
  static constexpr size_t kUnit = alignof(Word), kMaxProbes = 16;

  static uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> (64 - (32 - kPlaceBits))); }
  Slot& SlotAt(uint64_t hash, size_t probe) const { return slots_[(hash + probe) & slot_mask_]; }
  const Word* WordAt(uint32_t slot) const;
  const Word* Find(std::string_view word, uint64_t hash) const;
  void MakeEach(std::span<const std::string_view> words, std::span<const size_t> rows, Scratch* scratch, const Word** out) const;
  const Word* Make(const TypedWord& word, Scratch* scratch) const;
  const Word* Guess(std::string_view word, bool known, Scratch* scratch) const;
  const Word* Keep(std::string_view word, uint64_t hash, const Word* made) const;
  bool IsMetAgain(uint64_t hash) const;

  const Analyzer& analyzer_;
  const Dictionary& dictionary_;
  const size_t capacity_, slot_mask_;
  const LargePages memory_;
  Slot* const slots_;
  std::atomic<uint32_t>* const met_;  // of the last four words that fell there and were not kept: bits of the hash
  std::byte* const kept_;             // words one behind the other
  mutable std::atomic<size_t> used_ = 0;  // bytes of them
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_LEXICON_H_
