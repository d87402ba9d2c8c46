// Layers that the Slovnet models make.
#include "daemon/text/layer_provider.h"

namespace lector::text::ru {
namespace {

[[maybe_unused]] const LayerRegistrar kRegistrar([](LayerRegistry&, const LayerResources&) {});

}  // namespace
}  // namespace lector::text::ru
