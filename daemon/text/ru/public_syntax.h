// From the tree over model tokens to the one over public tokens, which plugins see.
#ifndef LECTOR_DAEMON_TEXT_RU_PUBLIC_SYNTAX_H_
#define LECTOR_DAEMON_TEXT_RU_PUBLIC_SYNTAX_H_

#include <lector/layers.h>

#include <cstdint>
#include <vector>

#include "daemon/text/model_tokens.h"

namespace lector::text::ru {

struct ModelSyntax {
  explicit ModelSyntax(size_t tokens) : head(tokens), relation(tokens) {
    for (uint32_t i = 0; i < tokens; ++i) head[i] = i;
  }
  std::vector<uint32_t> head;     // a model token; its own row: a root
  std::vector<uint8_t> relation;  // as in lector_syntax
};

struct PublicSyntax {
  std::vector<uint32_t> head;
  std::vector<uint8_t> relation;
};

// A public token hangs where the topmost of the model tokens in it hangs. Where a model token holds several public ones, the
// first stands for it and the others hang on that: flat, or punct for marks. Trees stay trees.
PublicSyntax OfPublicTokens(const ModelSyntax& model, const ModelTokens& model_tokens, const lector_tokens& tokens);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_PUBLIC_SYNTAX_H_
