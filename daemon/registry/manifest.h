// Manifest: what an extractor says of itself, parsed from the JSON that lector/plugin.h describes.
#ifndef LECTOR_DAEMON_REGISTRY_MANIFEST_H_
#define LECTOR_DAEMON_REGISTRY_MANIFEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/host/options.h"
#include "daemon/host/record_store.h"

namespace lector::registry {

// Record types of the public API by name.
inline constexpr std::string_view kEntityType = "lector.v1.Entity";
inline constexpr std::string_view kMentionType = "lector.v1.EntityMention";
inline constexpr std::string_view kQuoteType = "lector.v1.Quote";
inline constexpr std::string_view kFigureType = "lector.v1.EconomicFigure";
inline constexpr std::string_view kExplanationType = "lector.v1.Explanation";  // a custom record of any extractor that explains

struct Manifest {
  std::vector<std::string> provides, requires_, uses, languages;
  bool is_default = true;
  std::string description, license;
  host::OptionSchema config_schema, option_schema;
  host::Provides emits;      // `provides`, as the record store checks it
  host::Provides reads;      // the types of records required or used
  uint32_t layers = 0;       // bit LECTOR_LAYER_* for each layer required or used

  // INVALID_ARGUMENT names the member that is wrong.
  static Result<Manifest> Parse(std::string_view json);
};

}  // namespace lector::registry
#endif  // LECTOR_DAEMON_REGISTRY_MANIFEST_H_
