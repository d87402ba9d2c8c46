// AddModelLayers: the layers that come from one compiled model file.
//
// At start only the header of the file is looked at: one that is not there or is of another version is told at once. It is
// opened when the first of its layers is needed (LayerRegistry::Prepare() and Find()), because checking what is in it takes
// longer than everything else that a daemon without use for it does at its start.
//
//   const LayerRegistrar kRegistrar([](LayerRegistry& registry, const LayerResources& resources) {
//     AddModelLayers({kTaggerFile, kTaggerKind, kTaggerVersion}, {"ru", {LECTOR_LAYER_NAMES, LECTOR_LAYER_SYNTAX}}, resources,
//                    registry, [](ModelFile file, LayerRegistry& layers) { ... return Status(); });
//   });
#ifndef LECTOR_DAEMON_TEXT_MODEL_LAYERS_H_
#define LECTOR_DAEMON_TEXT_MODEL_LAYERS_H_

#include <cstdint>
#include <string_view>

#include "daemon/base/status.h"
#include "daemon/text/layer_provider.h"
#include "daemon/text/model_file.h"

namespace lector::text {

struct ModelFormat {
  std::string_view name;  // in the folder of models
  std::string_view kind;
  uint32_t version;
};

// `read`: see LayerRegistry::Fill; the file is mapped and not checked.
void AddModelLayers(const ModelFormat& format, DeferredLayers layers, const LayerResources& resources, LayerRegistry& registry,
                    Status (*read)(ModelFile file, LayerRegistry& registry));

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_MODEL_LAYERS_H_
