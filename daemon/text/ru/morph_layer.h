// The rows of LECTOR_LAYER_MORPH for Russian: all parses of every token, and the one that is meant.
#ifndef LECTOR_DAEMON_TEXT_RU_MORPH_LAYER_H_
#define LECTOR_DAEMON_TEXT_RU_MORPH_LAYER_H_

#include <lector/layers.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "daemon/text/layer_provider.h"
#include "daemon/text/model_tags.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/ru/lexicon.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::text::ru {

// Filled token by token, then shown.
class MorphLayer : public Layer {
 public:
  explicit MorphLayer(const Lexicon& lexicon) : lexicon_(lexicon), dictionary_(lexicon.dictionary()) {}

  // `tags`, `model_tokens`: NULL without a model. CANCELLED, DEADLINE_EXCEEDED; RESOURCE_EXHAUSTED: more than the layer can hold.
  Status Fill(std::string_view text, const lector_tokens& tokens, const lector_spans& sentences, const ModelTags* tags,
              const ModelTokens* model_tokens, const Stop& stop);

  const void* view() const override { return &view_; }

 private:
  // An array that is not cleared before it is written.
  template <class T>
  class Column {
   public:
    // Keeps the first `used`.
    void Resize(size_t used, size_t size) {
      auto larger = std::make_unique_for_overwrite<T[]>(size);
      std::copy(data_.get(), data_.get() + used, larger.get());
      data_ = std::move(larger);
    }
    T& operator[](size_t i) const { return data_[i]; }
    T* data() const { return data_.get(); }

   private:
    std::unique_ptr<T[]> data_;
  };
  // The bytes of strings one behind the other, as lector_strs has them.
  class Pool {
   public:
    // Where to write the next strings, of so many bytes and kSlack.
    char* Room(size_t bytes) {
      if (used_ + bytes + kSlack > capacity_) Grow(bytes + kSlack);
      return data_.data() + used_;
    }
    void Close(const char* end) { used_ = static_cast<size_t>(end - data_.data()); }
    size_t size() const { return used_; }
    const char* data() const { return data_.data(); }

   private:
    void Grow(size_t bytes);
    Column<char> data_;
    size_t used_ = 0, capacity_ = 0;
  };
  static constexpr size_t kSlack = Word::kSlack;

  void Reserve(size_t tokens, size_t bytes);
  void ReserveParses(size_t more);
  void AddParses(const Word& word);
  void AddWord(std::string_view text, const Word& word, const UdTag& tag, bool capitalized);
  void AddPlain(std::string_view text, uint8_t upos);
  void AddToken(uint8_t upos, uint64_t feats, std::string_view lemma);
  uint32_t ChooseByModel(const Word& word, const UdTag& tag, bool capitalized) const;
  uint32_t ChooseByNeighbours(const Word& word, bool capitalized) const;

  const Lexicon& lexicon_;
  const Dictionary& dictionary_;
  uint32_t count_ = 0, parse_count_ = 0;
  size_t parse_capacity_ = 0;
  Column<uint8_t> upos_, parse_upos_;
  Column<uint64_t> feats_, parse_feats_;
  Column<uint32_t> lemma_end_, first_parse_, parse_lemma_end_;
  Column<float> parse_score_;
  Pool lemma_, parse_lemma_;
  lector_morph view_ = {};
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_MORPH_LAYER_H_
