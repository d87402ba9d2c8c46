#include "daemon/text/model_layers.h"

#include <memory>
#include <string>
#include <utility>

namespace lector::text {

void AddModelLayers(const ModelFormat& format, DeferredLayers layers, const LayerResources& resources, LayerRegistry& registry,
                    Status (*read)(ModelFile file, LayerRegistry& registry)) {
  Result<ModelFile> file = Status(Code::kNotFound, "no folder of models is given");
  if (!resources.data_dir.empty())
    file = ModelFile::Map(resources.data_dir + "/" + std::string(format.name), format.kind, format.version);
  if (!file.ok()) {
    for (const uint32_t layer : layers.layers) registry.Explain(layer, layers.language, file.status().message());
    return;
  }
  // std::function asks for what can be copied.
  const auto mapped = std::make_shared<ModelFile>(*std::move(file));
  registry.Defer(std::move(layers), [mapped, read](LayerRegistry& to) { return read(std::move(*mapped), to); });
}

}  // namespace lector::text
