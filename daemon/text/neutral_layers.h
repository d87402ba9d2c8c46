// The layers that need no model and no language: tokens, sentences, paragraphs, and inside the models' tokens.
#ifndef LECTOR_DAEMON_TEXT_NEUTRAL_LAYERS_H_
#define LECTOR_DAEMON_TEXT_NEUTRAL_LAYERS_H_

#include "daemon/text/layer_provider.h"

namespace lector::text {

// Adds their providers for every language ("*").
void AddNeutralLayers(LayerRegistry& registry);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_NEUTRAL_LAYERS_H_
