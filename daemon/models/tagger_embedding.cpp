#include "daemon/models/tagger_embedding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <span>

namespace lector::models {

using namespace text::ru;  // NOLINT(google-build-using-namespace): the format is what this file is about

namespace {

constexpr uint32_t kUnknownInPackage = 250000;

std::vector<WordSlot> WordTable(const std::vector<std::string_view>& words) {
  size_t slots = 1;
  while (slots < words.size() * 2) slots *= 2;
  std::vector<WordSlot> out(slots);
  for (size_t word = 0; word < words.size(); ++word) {
    const uint64_t hash = HashWord(words[word]);
    size_t slot = hash & (slots - 1);
    while (out[slot].word != 0) slot = (slot + 1) & (slots - 1);
    out[slot] = {static_cast<uint32_t>(hash >> 32), static_cast<uint32_t>(word + 1)};
  }
  return out;
}

// The words, the commonest first. `counts` has none for the unknown word, which is the commonest of all.
std::vector<uint32_t> ByCount(std::vector<uint32_t> counts) {
  counts[kUnknownInPackage] = std::numeric_limits<uint32_t>::max();
  std::vector<uint32_t> out(counts.size());
  std::iota(out.begin(), out.end(), 0u);
  std::stable_sort(out.begin(), out.end(), [&counts](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
  return out;
}

// The centroids of the quantiser as whole numbers, and vectors of common words.
void AddCentroids(const Floats& centroids, std::span<const uint8_t> codes, const std::vector<std::string_view>& words,
                  Embedding* embedding, text::ModelFileWriter& out) {
  constexpr double kRange = 6000;  // half of the bits that a product has
  constexpr size_t kSamples = 8192, kSampleStep = 3;
  double largest = 1e-9;
  for (const float value : centroids) largest = std::max<double>(largest, std::abs(value));
  embedding->step = largest / kRange;
  embedding->largest.assign(kWordDim, 0);
  std::vector<int16_t> whole(kParts * kCentroids * kCentroidStride);
  for (size_t i = 0; i < centroids.size(); ++i) {
    const size_t row = i / kPartDim, place = row / kCentroids * kPartDim + i % kPartDim;
    const int16_t value = whole[row * kCentroidStride + i % kPartDim] = Whole(centroids[i] / embedding->step);
    embedding->largest[place] = std::max<double>(embedding->largest[place], std::abs(value));
  }
  for (size_t sample = 0; sample < kSamples; ++sample) {
    Floats& vector = embedding->samples.emplace_back(kWordDim);
    embedding->sample_words.emplace_back(words[sample * kSampleStep]);
    for (size_t i = 0; i < kWordDim; ++i) {
      const size_t part = i / kPartDim, code = codes[sample * kSampleStep * kParts + part];
      vector[i] = centroids[(part * kCentroids + code) * kPartDim + i % kPartDim];
    }
  }
  out.Add("centroids", whole);
}

}  // namespace

Result<Embedding> AddEmbedding(const Archive& tar, text::ModelFileWriter& out) {
  const Result<Bytes> vocabulary = tar.Gunzip("vocab.bin");
  if (!vocabulary.ok()) return vocabulary.status();
  constexpr size_t kCountsEnd = (1 + kWords) * sizeof(uint32_t);
  const auto broken = [&tar](const char* member) {
    return Status(Code::kFailedPrecondition, tar.name() + ": " + member + " does not hold what is expected");
  };
  uint32_t words_in_file = 0;
  if (vocabulary->size() < kCountsEnd) return broken("vocab.bin");
  std::memcpy(&words_in_file, vocabulary->data(), sizeof words_in_file);
  std::vector<uint32_t> counts(kWords);
  std::memcpy(counts.data(), vocabulary->data() + sizeof(uint32_t), kWords * sizeof(uint32_t));
  const std::string text(reinterpret_cast<const char*>(vocabulary->data()) + kCountsEnd, vocabulary->size() - kCountsEnd);
  const std::vector<std::string_view> words = Lines(text);
  if (words_in_file != kWords || words.size() != kWords || words[kUnknownInPackage] != "<unk>") return broken("vocab.bin");

  constexpr size_t kHeader = 4 * sizeof(uint32_t), kCodes = kWords * kParts, kFloats = kParts * kCentroids * kPartDim;
  const auto quantiser = tar.Member("pq.bin", kHeader + kCodes + kFloats * sizeof(float));
  if (!quantiser.ok()) return quantiser.status();
  std::array<uint32_t, 4> header;
  std::memcpy(header.data(), quantiser->data(), kHeader);
  if (header != std::array<uint32_t, 4>{kWords, kWordDim, kParts, kCentroids}) return broken("pq.bin");
  Floats centroids(kFloats);
  std::memcpy(centroids.data(), quantiser->data() + kHeader + kCodes, kFloats * sizeof(float));

  const std::span codes(reinterpret_cast<const uint8_t*>(quantiser->data()) + kHeader, kCodes);
  std::vector<std::string_view> sorted_words;
  std::vector<uint8_t> sorted_codes;
  for (const uint32_t word : ByCount(counts)) {
    sorted_words.push_back(words[word]);
    sorted_codes.insert(sorted_codes.end(), codes.begin() + word * kParts, codes.begin() + (word + 1) * kParts);
  }
  Embedding embedding = {.words = text};
  AddStrings("words", sorted_words, out);
  out.Add("words.table", WordTable(sorted_words));
  out.Add("codes", sorted_codes);
  AddCentroids(centroids, sorted_codes, sorted_words, &embedding, out);
  return embedding;
}

}  // namespace lector::models
