// What the layers of a model do on words that are drawn at random as they are common: enough to see which values are zero
// together and how large they get. A text would say the same; there is none in the package.
#ifndef LECTOR_DAEMON_MODELS_TAGGER_DRAWING_H_
#define LECTOR_DAEMON_MODELS_TAGGER_DRAWING_H_

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/models/tagger_embedding.h"

namespace lector::models {

// A token: the word, a place in Embedding::samples, and the shape.
struct Drawn {
  size_t sample, shape;
};
// The same for the same arguments on every machine. `shapes`: their names.
std::vector<Drawn> DrawTokens(const Embedding& embedding, const std::vector<std::string_view>& shapes, size_t count);

// Numbers anew the values of `rows` (none below zero) so that those which are zero together stand in pairs: order[i] is where
// the i-th was.
std::vector<uint32_t> PairOrder(const std::vector<Floats>& rows);

// values[i] = the value that was at order[i], of each `order.size()` values.
template <class T>
void Reorder(const std::vector<uint32_t>& order, std::vector<T>* values) {
  std::vector<T> out(values->size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = (*values)[i / order.size() * order.size() + order[i % order.size()]];
  *values = std::move(out);
}

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_TAGGER_DRAWING_H_
