// Model tags: what the language's morphological tagger says of the words of a text, in context. An internal layer that the
// provider of LECTOR_LAYER_MORPH chooses among a word's parses with.
//
//   Result<const ModelTags*> tags = document.Get<ModelTags>(kModelTags, stop);  // UNAVAILABLE: the model is not installed
//   const UdTag tag = (*tags)->Of(row);                                         // row: of ModelTokens, daemon/text/model_tokens.h
#ifndef LECTOR_DAEMON_TEXT_MODEL_TAGS_H_
#define LECTOR_DAEMON_TEXT_MODEL_TAGS_H_

#include <cstdint>
#include <span>

#include "daemon/text/universal_dependencies.h"

namespace lector::text {

inline constexpr uint16_t kNoTag = 0xFFFF;

struct ModelTags {
  // A row a model token: a number of the model's, a row of the next two. kNoTag where no public token begins that is a word or
  // a number: marks and signs need no model.
  std::span<const uint16_t> tag;
  std::span<const uint8_t> upos;    // LECTOR_UPOS_*; 0: none
  std::span<const uint64_t> feats;  // LECTOR_FEAT_*

  UdTag Of(size_t row) const { return tag[row] == kNoTag ? UdTag() : UdTag{upos[tag[row]], feats[tag[row]]}; }
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_MODEL_TAGS_H_
