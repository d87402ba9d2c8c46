#include "daemon/host/document_view.h"

#include <gtest/gtest.h>

#include "daemon/host/plugin_host.h"

namespace lector::host {
namespace {

TEST(DocumentView, NoPluginReachesAnInternalLayer) {
  const text::LayerRegistry registry = text::LayerRegistry::Linked({});
  const auto document = *text::Document::Create({.text = "Слово.", .language = "ru"}, registry);
  ASSERT_TRUE(document->GetLayer(text::kModelTokens, Stop()).ok()) << "the layer is there for the daemon";

  const RecordStore store(document->text());
  const Stop stop;
  const Provides reads;
  const std::vector<uint32_t> visible;
  const DocumentView view(*document, store, stop, ~0u, reads, visible);  // whatever the manifest declares
  const PluginHost host("x", "");
  lector_error error = {};
  error.size = sizeof error;
  const void* layer = nullptr;
  EXPECT_EQ(host.abi()->layer(nullptr, &view, LECTOR_LAYER_TOKENS, &layer, &error), LECTOR_OK);
  for (const uint32_t internal : {uint32_t{text::kModelTokens}, uint32_t{text::kModelTags}, text::kAllLayerCount + 1, 0u, ~0u}) {
    layer = nullptr;
    EXPECT_EQ(host.abi()->layer(nullptr, &view, internal, &layer, &error), LECTOR_INVALID_ARGUMENT) << internal;
    EXPECT_EQ(layer, nullptr);
  }
}

}  // namespace
}  // namespace lector::host
