#include "daemon/text/ru/lexicon.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

#include "daemon/text/ru/shapes.h"

namespace lector::text::ru {
namespace {

constexpr float kMillionth = 1e-6f;
constexpr size_t kLetter = 2;                 // bytes of a Russian letter
constexpr size_t kUsualWord = 112, kMostWord = 192;  // bytes that a word takes, and that few exceed
constexpr size_t kMostReadings = 0xFFFF;

// A capital alone may be an initial, which is read otherwise than the word of that letter.
bool MayBeInitial(std::string_view word) { return word.size() <= kLetter && LowerCase(word) != word; }

// Whether the forms of a guess are those of its last part behind what stands before it.
bool ChangesAsAWhole(const Dictionary& dictionary, const Parse& parse) {
  if (parse.left || !parse.part.tail.empty()) return false;
  if (parse.part.head.empty()) return true;
  const uint32_t paradigm = dictionary.form(parse.form()).paradigm;
  for (uint32_t form = dictionary.first_form(paradigm); form < dictionary.end_form(paradigm); ++form)
    if (dictionary.form(form).prefix != 0) return false;
  return true;
}

}  // namespace

Lexicon::Lexicon(const Analyzer& analyzer, size_t bytes)
    : analyzer_(analyzer), dictionary_(analyzer.dictionary()), kept_(bytes, kUsualWord) {}

const Word& Lexicon::Get(std::string_view word, Scratch* scratch) const {
  const Word* out;
  GetEach({&word, 1}, scratch, &out);
  return *out;
}

void Lexicon::GetEach(std::span<const std::string_view> words, Scratch* scratch, const Word** out) const {
  std::array<uint64_t, kAtOnce> hashes;
  for (size_t i = 0; i < words.size(); ++i) {
    hashes[i] = KeptWords::Hash(words[i]);
    kept_.Expect(hashes[i]);
  }
  for (size_t i = 0; i < words.size(); ++i) kept_.ExpectWord(hashes[i], kMostWord);
  std::array<size_t, kAtOnce> missing;
  size_t count = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    out[i] = words[i].empty() ? nullptr : static_cast<const Word*>(kept_.Find(words[i], hashes[i]));
    missing[count] = i;
    if (out[i] == nullptr && !words[i].empty()) ++count;
  }
  for (size_t i = 0; i < count; i += Dictionary::kAtOnce)
    MakeEach(words, {missing.data() + i, std::min(Dictionary::kAtOnce, count - i)}, scratch, out);
}

// Those of the rows.
void Lexicon::MakeEach(std::span<const std::string_view> words, std::span<const size_t> rows, Scratch* scratch,
                       const Word** out) const {
  std::array<std::string_view, Dictionary::kAtOnce> spellings;
  for (size_t i = 0; i < rows.size(); ++i) spellings[i] = words[rows[i]];
  std::array<TypedWord, Dictionary::kAtOnce> typed;
  const uint32_t known = dictionary_.FindEach({spellings.data(), rows.size()}, typed.data());
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool is_known = (known >> i & 1) != 0, as_typed = is_known && !MayBeInitial(spellings[i]);
    const Word* const made = as_typed ? Make(typed[i], scratch) : Guess(spellings[i], is_known, scratch);
    out[rows[i]] = Keep(spellings[i], made);
  }
}

const Word* Lexicon::GetKnown(std::string_view word, Scratch* scratch) const {
  TypedWord typed;
  return dictionary_.Find(word, &typed) ? Make(typed, scratch) : nullptr;
}

const Word* Lexicon::Make(const TypedWord& word, Scratch* scratch) const {
  const auto count = static_cast<uint32_t>(std::min<size_t>(word.list.count, kMostReadings));
  const float even = 1.0f / static_cast<float>(word.list.count);
  char lemma[Dictionary::kMaxLemma];
  scratch->Begin();
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t entry = word.list.entries[i];
    const size_t size = dictionary_.WriteLemma(word, entry, lemma);
    const float score = word.list.numbers != nullptr ? static_cast<float>(word.list.numbers[i]) * kMillionth : even;
    scratch->Add({score, entry, dictionary_.form(FormOf(entry)).grammar, 0}, {lemma, size});
  }
  return scratch->Finish(true);
}

const Word* Lexicon::Guess(std::string_view word, bool known, Scratch* scratch) const {
  scratch->Begin();
  for (const Parse& parse : analyzer_.Analyze(word)) {
    const uint32_t entry = ChangesAsAWhole(dictionary_, parse) ? parse.part.entry : WordReading::kOfParts;
    scratch->Add({static_cast<float>(parse.score), entry, dictionary_.form(parse.form()).grammar, 0}, parse.Lemma(dictionary_));
  }
  return scratch->Finish(known);
}

void Lexicon::Scratch::Begin() {
  readings_.clear();
  ends_.clear();
  lemmas_.clear();
  lemma_bytes_ = 0;
}

// The same lemma as that of the reading before stands once.
void Lexicon::Scratch::Add(WordReading reading, std::string_view lemma) {
  constexpr size_t kMostBytes = 1u << 31;  // of the guesses for a "word" that is a book
  if (lemmas_.size() + lemma.size() > kMostBytes && !readings_.empty()) return;
  const size_t last = ends_.size() < 2 ? 0 : ends_[ends_.size() - 2];
  if (ends_.empty() || std::string_view(lemmas_).substr(last) != lemma) {
    lemmas_ += lemma;
    ends_.push_back(static_cast<uint32_t>(lemmas_.size()));
  }
  lemma_bytes_ += lemma.size();
  reading.lemma = static_cast<uint16_t>(ends_.size() - 1);
  readings_.push_back(reading);
}

const Word* Lexicon::Scratch::Finish(bool known) {
  const size_t last = ends_.size() < 2 ? 0 : ends_[ends_.size() - 2];
  lemmas_.resize(std::max(lemmas_.size(), last + Word::kSlack));
  const size_t readings = readings_.size() * sizeof(WordReading), ends = ends_.size() * sizeof(uint32_t);
  std::byte* const at = static_cast<std::byte*>(memory_.allocate(sizeof(Word) + readings + ends + lemmas_.size(), alignof(Word)));
  Word* const out = new (at) Word;
  std::memcpy(at + sizeof(Word), readings_.data(), readings);
  std::memcpy(at + sizeof(Word) + readings, ends_.data(), ends);
  std::memcpy(at + sizeof(Word) + readings + ends, lemmas_.data(), lemmas_.size());
  out->lemma_bytes_ = static_cast<uint32_t>(std::min<uint64_t>(lemma_bytes_, std::numeric_limits<uint32_t>::max()));
  out->count_ = static_cast<uint16_t>(readings_.size());
  out->known_ = known;
  return out;
}

// The copy of a word that is kept; the word itself if it is not.
const Word* Lexicon::Keep(std::string_view spelling, const Word* made) const {
  const auto* const arrays = reinterpret_cast<const char*>(made + 1);
  const auto size = static_cast<size_t>(made->end() - arrays);
  const void* const kept = kept_.Keep(spelling, KeptWords::Hash(spelling), sizeof(Word) + size, [&](void* to) {
    Word* const out = new (to) Word;
    out->lemma_bytes_ = made->lemma_bytes_;
    out->count_ = made->count_;
    out->known_ = made->known_;
    std::memcpy(static_cast<char*>(to) + sizeof(Word), arrays, size);
  });
  return kept != nullptr ? static_cast<const Word*>(kept) : made;
}

}  // namespace lector::text::ru
