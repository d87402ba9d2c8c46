// Numbers of the layers as Universal Dependencies v2 writes them.
#ifndef LECTOR_PLUGINS_LAYERS_UD_NAMES_H_
#define LECTOR_PLUGINS_LAYERS_UD_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace lector::layers {

std::string_view UposName(uint8_t upos);          // "NOUN"; "_" for 0
std::string FeatureNames(uint64_t feats);         // "Case=Gen|Number=Sing", in alphabetical order; "_" for none
std::string_view RelationName(uint8_t relation);  // "nsubj"; "_" for 0

}  // namespace lector::layers
#endif  // LECTOR_PLUGINS_LAYERS_UD_NAMES_H_
