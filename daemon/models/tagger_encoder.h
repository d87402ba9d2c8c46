// The encoder of a model: its layers in whole numbers, as the kernels read them.
#ifndef LECTOR_DAEMON_MODELS_TAGGER_ENCODER_H_
#define LECTOR_DAEMON_MODELS_TAGGER_ENCODER_H_

#include <string>
#include <string_view>
#include <vector>

#include "daemon/models/package.h"
#include "daemon/models/tagger_embedding.h"
#include "daemon/models/tagger_packing.h"

namespace lector::models {

// The numbered arrays of one model's tar.
class Arrays {
 public:
  explicit Arrays(const Archive& tar) : tar_(tar) {}

  // Zeros, and status() an error from then on, when it is not there or has another number of elements.
  Floats Get(int number, size_t count);
  const Status& status() const { return status_; }

 private:
  const Archive& tar_;
  Status status_;
};

// What comes behind the relu of a layer: * scale + shift. What reads the layer does it: it is worked into those weights.
struct Normalisation {
  std::vector<double> scale, shift;
};
Normalisation GetNormalisation(Arrays& arrays, int layer);

// `shapes`: their names.
void AddEncoder(Arrays& arrays, const Embedding& embedding, const std::vector<std::string_view>& shapes, const std::string& model,
                text::ModelFileWriter& out);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_TAGGER_ENCODER_H_
