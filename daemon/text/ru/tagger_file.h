// tagger.ru.bin, opened and checked: views of what tagger_format.h lists.
#ifndef LECTOR_DAEMON_TEXT_RU_TAGGER_FILE_H_
#define LECTOR_DAEMON_TEXT_RU_TAGGER_FILE_H_

#include <lector/layers.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/text/model_file.h"
#include "daemon/text/ru/kernels.h"
#include "daemon/text/ru/tagger_format.h"

namespace lector::text::ru {

struct EncoderWeights {
  IntMatrix word;         // kWordDim -> kTaps x kHidden1
  const int16_t* shapes;  // kShapes x kTaps x kHidden1
  Filter conv2, conv3;
};

// Immutable and thread-safe. Whatever the file holds, no view leads out of it and no id in it is out of range.
class TaggerFile {
 public:
  // Errors: see ModelFile::Open(); MODEL_DAMAGED also where what the file says does not fit together.
  static Result<std::unique_ptr<TaggerFile>> Open(const std::string& path);
  // Of a file that is mapped and not checked yet.
  static Result<std::unique_ptr<TaggerFile>> Read(ModelFile file);

  // The id of a lower-case word: commoner words have lower ones. kUnknownWord where there is none.
  uint32_t FindWord(std::string_view lower) const { return FindWord(lower, HashWord(lower)); }
  uint32_t FindWord(std::string_view lower, uint64_t hash) const;
  // Fetches into the caches what FindWord() will read first, and what it will read then.
  void ExpectWord(uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }
  void ExpectSpelling(uint64_t hash) const;
  // Fetches what Embed() will read.
  void ExpectEmbedding(uint32_t word) const {
    const uint8_t* const code = codes_.data() + size_t{word} * kParts;
    __builtin_prefetch(code);
    __builtin_prefetch(code + kParts - 1);
  }
  // Writes the kWordDim numbers that stand for a word, and one more.
  void Embed(uint32_t word, int16_t* out) const;
  const std::vector<std::string>& shapes() const { return shapes_; }

  const EncoderWeights& encoder(size_t model) const { return encoders_[model]; }  // model: place in kModels

  struct Ner {
    PanelMatrix head;
    const float *bias, *transitions;  // transitions: [from][to]
  };
  struct Morph {
    IntMatrix head;
    const float *scale, *bias;
    std::vector<std::string_view> tags;
    std::span<const uint8_t> upos;
    std::span<const uint64_t> feats;
  };
  struct Syntax {
    IntMatrix head;  // then relu
    const float *scale, *bias;
    PanelMatrix arcs;
    PairMatrix relations;
    const float* head_root;      // kArc floats
    const float* relation_root;  // kArc floats
    std::span<const uint8_t> relation;
  };
  const Ner& ner() const { return ner_; }
  const Morph& morph() const { return morph_; }
  const Syntax& syntax() const { return syntax_; }

 private:
  explicit TaggerFile(ModelFile file) : file_(std::move(file)) {}
  Status ReadSections();
  Status ReadVocabulary();
  Status ReadEncoder(size_t model);
  Status ReadHeads();
  // Sections, which must have so many elements.
  Status Floats(const std::string& section, size_t count, const float** out) const;
  Status Ints(const std::string& section, size_t count, const int16_t** out) const;
  Status Matrix(const std::string& section, size_t rows, size_t columns, PanelMatrix* out) const;
  Status Strings(const std::string& section, std::vector<std::string_view>* out) const;

  ModelFile file_;
  std::vector<std::string> shapes_;
  std::string_view words_;
  std::span<const uint32_t> word_begin_;
  std::span<const WordSlot> slots_;
  std::span<const uint8_t> codes_;
  std::span<const int16_t> centroids_;
  EncoderWeights encoders_[3] = {};
  Ner ner_ = {};
  Morph morph_ = {};
  Syntax syntax_ = {};
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_TAGGER_FILE_H_
