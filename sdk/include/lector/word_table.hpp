// lector/word_table.hpp - word lists of an extractor: which word of a text is listed, and what the list says of it.
//
// Not part of <lector/plugin.hpp>: include it where lists are read. Header-only; needs nothing but the standard library.
//
//   lector::WordMap<Title> titles;                        // filled once, in the constructor of the extractor
//   titles[folded] = Title{...};
//   if (const Title* title = titles.find(folded)) ...     // on any number of threads
//
// Made for texts most of whose words are in no list. Between two documents the models that read them push everything else out
// of the processor's caches, so that what a look-up costs is the memory that it touches: here one byte a slot, all of them side
// by side, tells of nearly every word that it is not there. Words are compared as bytes: fold them before, lists and text alike.
#ifndef LECTOR_WORD_TABLE_HPP_
#define LECTOR_WORD_TABLE_HPP_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace lector {

// Numbers words 0, 1, 2, ... in the order in which they are added.
class WordTable {
 public:
  static constexpr uint32_t kNone = ~uint32_t{0};

  // The number of the word; a new one where it is not there.
  uint32_t add(std::string_view word) {
    if (const uint32_t known = find(word); known != kNone) return known;
    const uint32_t number = size();
    pool_ += word;
    begins_.push_back(static_cast<uint32_t>(pool_.size()));
    if (2 * size_t{size()} > marks_.size()) Grow();
    else Place(number);
    return number;
  }
  // kNone: it is not there.
  uint32_t find(std::string_view word) const {
    const uint64_t hash = HashOf(word);
    for (size_t slot = hash & (marks_.size() - 1); marks_[slot] != 0; slot = (slot + 1) & (marks_.size() - 1))
      if (marks_[slot] == MarkOf(hash) && (*this)[numbers_[slot]] == word) return numbers_[slot];
    return kNone;
  }
  uint32_t size() const { return static_cast<uint32_t>(begins_.size() - 1); }
  std::string_view operator[](uint32_t number) const {
    return std::string_view(pool_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }

 private:
  static constexpr size_t kFewest = 16;  // slots; always a power of two, at most half of them taken

  // Never 0, which says that a slot is free. Of other bits than the slot.
  static uint8_t MarkOf(uint64_t hash) { return static_cast<uint8_t>(hash >> 56 | 1u); }

  // Of eight bytes at a time; what is left at the end is taken together with bytes before it, which costs no loop.
  static uint64_t HashOf(std::string_view word) {
    constexpr uint64_t kOdd = 0x9E3779B97F4A7C15u;
    constexpr size_t kStep = sizeof(uint64_t), kHalf = sizeof(uint32_t);
    uint64_t hash = word.size() * kOdd;
    const auto mix = [&hash](uint64_t bytes) { hash = std::rotl((hash ^ bytes) * kOdd, 32); };
    const char* const end = word.data() + word.size();
    if (word.size() >= kStep) {
      for (const char* at = word.data(); at + kStep < end; at += kStep) mix(Load<uint64_t>(at));
      mix(Load<uint64_t>(end - kStep));
    } else if (word.size() >= kHalf) {
      mix(uint64_t{Load<uint32_t>(word.data())} << 32 | Load<uint32_t>(end - kHalf));
    } else {
      uint64_t bytes = 0;
      for (const char c : word) bytes = bytes << 8 | static_cast<unsigned char>(c);
      mix(bytes);
    }
    return hash * kOdd ^ hash >> 29;
  }
  template <class T>
  static T Load(const char* from) {
    T bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
  }

  void Place(uint32_t number) {
    const uint64_t hash = HashOf((*this)[number]);
    size_t slot = hash & (marks_.size() - 1);
    while (marks_[slot] != 0) slot = (slot + 1) & (marks_.size() - 1);
    marks_[slot] = MarkOf(hash);
    numbers_[slot] = number;
  }
  void Grow() {
    const size_t slots = 2 * marks_.size();
    marks_.assign(slots, 0);
    numbers_.assign(slots, 0);
    for (uint32_t number = 0; number < size(); ++number) Place(number);
  }

  std::string pool_;  // all words, one behind the other
  std::vector<uint32_t> begins_ = {0};
  std::vector<uint8_t> marks_ = std::vector<uint8_t>(kFewest);
  std::vector<uint32_t> numbers_ = std::vector<uint32_t>(kFewest);  // beside marks_
};

// A value for each word. Pointers and references are valid until the next word is added.
template <class Value>
class WordMap {
 public:
  Value& operator[](std::string_view word) {
    const uint32_t number = words_.add(word);
    if (number == values_.size()) values_.emplace_back();
    return values_[number];
  }
  const Value* find(std::string_view word) const {
    const uint32_t number = words_.find(word);
    return number == WordTable::kNone ? nullptr : &values_[number];
  }
  uint32_t size() const { return words_.size(); }

 private:
  WordTable words_;
  std::vector<Value> values_;
};

}  // namespace lector
#endif  // LECTOR_WORD_TABLE_HPP_
