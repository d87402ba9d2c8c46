// The Navec embedding: words, what they are numbered, and what they are to layer 1.
#ifndef LECTOR_DAEMON_MODELS_TAGGER_EMBEDDING_H_
#define LECTOR_DAEMON_MODELS_TAGGER_EMBEDDING_H_

#include <string>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/models/package.h"
#include "daemon/models/tagger_packing.h"

namespace lector::models {

// What words are to layer 1.
struct Embedding {
  std::string words;            // joined, in the order of the package
  double step = 1;              // a whole number of a centroid stands for so much
  std::vector<double> largest;  // whole number of each place of a word's vector
  std::vector<Floats> samples;  // vectors of common words, the commonest first
  std::vector<std::string> sample_words;
};

// `tar`: navec_news_v1_1B_250K_300d_100q.tar. Words are numbered anew, the commonest first.
Result<Embedding> AddEmbedding(const Archive& tar, text::ModelFileWriter& out);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_TAGGER_EMBEDDING_H_
