// What tagger.ru.bin holds: written by lector-models, read by daemon/text/ru/tagger_file.h.
//
// Sections, M standing for each of kModels ("ner", "morph", "syntax"):
//
//   source                  SHA-256 of the wheel that it was compiled from
//   words, words.begin      all words joined, and where each begins: kWords + 1 offsets. The commonest in the corpus that the
//                           embedding was made of is the first, but for the unknown word, which is the commonest of all
//   words.table             WordSlot: open addressing by HashWord(), a power of two
//   codes, centroids        the product quantiser: kWords x kParts bytes; kParts x kCentroids x kCentroidStride whole numbers,
//                           the last 0
//   shapes, shapes.begin    names of the shapes of a word, as the words
//   M.word, M.word.factor   panels of whole numbers, kWordDim -> kTaps x kHidden1: what a word adds to each tap of layer 1;
//                           kTaps x kHidden1 factors that make whole numbers of the products too
//   M.shape                 kShapes rows of kTaps x kHidden1 whole numbers: what a shape adds. The bias is in the middle tap
//   M.conv2, M.conv3        filters kHidden1 -> kHidden2 and kHidden2 -> kHidden3: see below
//   M.bias2, M.bias3        kEdges x outputs, and
//   M.factor2, M.factor3    outputs: layers 2 and 3 are relu(factor * (sum + bias)), layer 2 in whole numbers
//   ner.head, ner.head.bias           panels kHidden3 -> kNerTags; ner.transitions: [from][to]
//   morph.head, morph.head.factor, morph.head.bias   panels of whole numbers, kHidden3 -> number of tags, what a one stands
//                           for, and what is added; morph.scale: kHidden3, what the encoder's numbers are multiplied by
//                           before
//   morph.tags, morph.tags.begin      names of the tags
//   morph.upos, morph.feats           what the layers say for each tag
//   syntax.head, syntax.head.factor, syntax.head.bias, syntax.scale   the same, kHidden3 -> 4 x kArc: head.head, head.tail,
//                                     rel.tail, rel.head; then relu
//   syntax.roots                      head.tail and rel.head of the root: 2 x kArc floats, after relu
//   syntax.arcs                       panels kArc -> kArc
//   syntax.relations                  whole numbers for kArc (of the head) x kArc (of the tail) x kRelationRow, the relations at
//                                     its beginning, of two tails together as in panels;
//   syntax.relations.factor, syntax.relations.start   kRelationRow: what a one stands for, and what is added: less than anything
//                                     for what is no relation
//   syntax.relation                   what the layer says for each relation
//
// "Panels K -> N": a matrix for the kernels of daemon/text/ru/kernels.h, K rows by N columns cut into panels of kPanel
// columns, the last filled with zeros; a panel is K x kPanel floats. Of whole numbers (int16), two rows stand together: a panel
// is K / 2 x kPanel pairs. What a whole number of layer 1 or 2 stands for, a step for each output, is worked into the next filter.
//
// Filter: the rows it is for are mostly zeros, so the weights of an input stand together: for each kFilterOutputs outputs, for
// each pair of inputs, for each tap, those outputs, of each the two weights. Outputs of layers 1 and 2 are numbered so that those
// which are mostly zero together make pairs. Sums over kFilterInputs inputs, up to kLargestValue each, fit 32 bits. A layer's
// normalisation is worked into the weights and biases of what reads it; what is outside a sequence is zero behind it, so a
// filter's bias depends on what stands beside a row (Edge in kernels.h).
#ifndef LECTOR_DAEMON_TEXT_RU_TAGGER_FORMAT_H_
#define LECTOR_DAEMON_TEXT_RU_TAGGER_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace lector::text::ru {

inline constexpr char kTaggerFile[] = "tagger.ru.bin";
inline constexpr char kTaggerKind[] = "tagger.ru";
inline constexpr uint32_t kTaggerVersion = 8;

inline constexpr const char* kModels[] = {"ner", "morph", "syntax"};
inline constexpr size_t kWords = 250002;
inline constexpr uint32_t kUnknownWord = 0;
inline constexpr size_t kParts = 100, kCentroids = 256, kPartDim = 3, kWordDim = kParts * kPartDim;
inline constexpr size_t kCentroidStride = 4;
inline constexpr size_t kShapes = 66, kShapeDim = 30;
inline constexpr size_t kTaps = 3, kHidden1 = 256, kHidden2 = 128, kHidden3 = 64;
inline constexpr size_t kNerTags = 8;
inline constexpr size_t kArc = 32;  // width of the syntax head's projections
inline constexpr size_t kRelationRow = 48;
inline constexpr size_t kPanel = 16;
inline constexpr size_t kEdges = 4;
// What the nearest cache holds of a filter at once: kFilterInputs x kTaps x kFilterOutputs whole numbers.
inline constexpr size_t kFilterInputs = 64, kFilterOutputs = 64;

inline constexpr int kLargestValue = 16383;  // of layers 1 and 2, in whole numbers

constexpr size_t Panels(size_t columns) { return (columns + kPanel - 1) / kPanel; }
constexpr size_t PanelFloats(size_t rows, size_t columns) { return Panels(columns) * rows * kPanel; }

struct WordSlot {
  uint32_t check;  // upper half of the hash
  uint32_t word;   // id + 1; 0: the slot is free
};

// Part of the format: slot i of a word is the first free one from HashWord(word) % slots on.
inline uint64_t HashWord(std::string_view word) {
  constexpr uint64_t kMultiplier = 0x9E3779B97F4A7C15;
  uint64_t hash = word.size() * kMultiplier;
  const auto mix = [&hash](uint64_t value) {
    hash = (hash ^ value) * kMultiplier;
    hash ^= hash >> 32;
  };
  for (; word.size() >= sizeof(uint64_t); word.remove_prefix(sizeof(uint64_t))) {
    uint64_t value;
    std::memcpy(&value, word.data(), sizeof value);
    mix(value);
  }
  uint64_t value = 0;
  std::memcpy(&value, word.data(), word.size());
  mix(value);
  return hash;
}

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_TAGGER_FORMAT_H_
