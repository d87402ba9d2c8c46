// Model tokens: what the neural models read. They were trained on the tokens of the razdel rules, and other tokens cost them
// accuracy; these are cut by exactly those rules, and each knows the public tokens (tokens.h) that it shares text with.
//
//   Result<const ModelTokens*> tokens = document.Get<ModelTokens>(kModelTokens, stop);  // an internal layer: layer_provider.h
//
// A public token can hold several model tokens ("don" "'" "t", "1" "800") and a model token several public ones ("26.11.2025"
// is one here and five there), so neither side is a refinement of the other.
#ifndef LECTOR_DAEMON_TEXT_MODEL_TOKENS_H_
#define LECTOR_DAEMON_TEXT_MODEL_TOKENS_H_

#include <lector/layers.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/text/layer_provider.h"

namespace lector::text {

inline constexpr uint32_t kNoToken = ~uint32_t{0};

// What the layer shows: rows side by side, in text order, not overlapping.
struct ModelTokens {
  std::span<const uint32_t> begin, end;  // bytes of the text
  // The first public token that the model token shares a byte with. kNoToken: none, it is made of what is white space there
  // (a zero width space, a control character).
  std::span<const uint32_t> token;
  // For each row of LECTOR_LAYER_TOKENS the first model token that it shares a byte with; there always is one.
  std::span<const uint32_t> first_of_token;

  size_t size() const { return begin.size(); }
};

struct ModelTokenRows {
  std::vector<uint32_t> begin, end;
};

// Of valid UTF-8 of at most 2^31 - 1 bytes, in time linear in its size. CANCELLED, DEADLINE_EXCEEDED.
Result<ModelTokenRows> CutModelTokens(std::string_view text, const Stop& stop);

// Adds the provider of kModelTokens for every language ("*").
void AddModelTokens(LayerRegistry& registry);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_MODEL_TOKENS_H_
