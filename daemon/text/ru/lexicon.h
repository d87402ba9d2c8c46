// Lexicon: what the morphology says of a word wherever it stands: every reading, with its lemma. Words that come again are kept.
//
//   Lexicon::Scratch scratch;
//   const Word& word = lexicon.Get("стали", &scratch);
//   for (const WordReading& reading : word.readings())
//     use(dictionary.GrammarAt(reading.grammar), word.lemma(reading), reading.score);
//
// Such a word costs a hash and a comparison; another costs a walk through the dictionary or, if that does not have it, a guess,
// which takes longer by far. Whether a word was kept changes nothing of what is said about it.
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
#include "daemon/text/ru/kept_words.h"

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

  std::span<const WordReading> readings() const { return {reinterpret_cast<const WordReading*>(this + 1), count_}; }
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

  // In this order: readings, the ends of the lemmas, the lemmas.
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
  bool known_ = false;
};
static_assert(sizeof(Word) == 16);

// Thread-safe.
class Lexicon {
 public:
  // Keeps words in `bytes` of memory. `analyzer` must outlive it.
  static constexpr size_t kUsual = 6 << 20;
  explicit Lexicon(const Analyzer& analyzer, size_t bytes = kUsual);

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
  void MakeEach(std::span<const std::string_view> words, std::span<const size_t> rows, Scratch* scratch, const Word** out) const;
  const Word* Make(const TypedWord& word, Scratch* scratch) const;
  const Word* Guess(std::string_view word, bool known, Scratch* scratch) const;
  const Word* Keep(std::string_view spelling, const Word* made) const;

  const Analyzer& analyzer_;
  const Dictionary& dictionary_;
  const KeptWords kept_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_LEXICON_H_
